"""One server for all pages, in a process of its own."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from benchmarks.app_server import Server, serving

PATIENCE_MS = 300_000
"""A cold page on a busy machine takes its time; no test here is about speed."""
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    log = tmp_path_factory.mktemp("server") / "server.log"
    with serving(log) as running:
        yield running
    assert "Traceback" not in log.read_text(errors="replace")


@pytest.fixture(scope="session")
def url(server: Server) -> str:
    return server.url
