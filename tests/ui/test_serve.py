"""The real app before a device that says nothing, hundreds of times."""

import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from websockets.sync.client import connect

from coach.web.certificate import lan_address
from hamstrong.errors import NetworkError
from tests.conftest import ROOT

START_S = 90
FEW_FILES = "ulimit -Sn 256 && ulimit -Hn 512 && exec "
"""What macOS begins with, and fewer in all than the silent connections would take."""
SILENT = 600


@pytest.fixture
def printed(tmp_path: Path) -> Iterator[str]:
    """The address that `hamstrong app --lan` prints, while it runs with few files."""
    try:
        lan_address()
    except NetworkError:
        pytest.skip("this machine is in no network")
    with socket.socket() as probe:
        probe.bind(("", 0))
        port = probe.getsockname()[1]
    command = f"-u -m coach.cli.command app --lan --no-browser --port {port}"
    log = tmp_path / "log"
    with log.open("wb") as file:
        server = subprocess.Popen(
            ["bash", "-c", f"{FEW_FILES} {sys.executable} {command}"],
            cwd=ROOT,
            stdout=file,
            stderr=file,
        )
    try:
        yield _address_in(log, port)
    finally:
        server.terminate()
        server.wait(timeout=20)


def _address_in(log: Path, port: int) -> str:
    until_s = time.monotonic() + START_S
    while True:
        found = re.search(r"http://\S+key=\S+", log.read_text(errors="replace"))
        with socket.socket() as probe:
            if found and probe.connect_ex(("127.0.0.1", port)) == 0:
                return found[0]
        assert time.monotonic() < until_s, log.read_text(errors="replace")
        time.sleep(0.2)


def test_six_hundred_silent_connections_keep_nobody_out(printed: str) -> None:
    address = urlsplit(printed)
    host, port = str(address.hostname), int(address.port or 0)
    cookie = {"Cookie": f"hamstrong_{port}={address.query.partition('=')[2]}"}
    with (
        ExitStack() as flood,
        connect(
            f"ws://{host}:{port}/_stcore/stream",
            additional_headers=cookie,
            subprotocols=["streamlit"],  # type: ignore[list-item]
        ) as page,
    ):
        for _ in range(SILENT):
            silent = socket.create_connection((host, port), timeout=20)
            flood.enter_context(silent)
        for name in (host, "127.0.0.1"):
            asked = urllib.request.Request(f"http://{name}:{port}/", headers=cookie)
            with urllib.request.urlopen(asked, timeout=20) as answer:
                assert b"Streamlit" in answer.read()
        assert page.ping().wait(timeout=20)
        page.send(b"")  # a message of nothing: it is received, and no reason to close
        assert page.ping().wait(timeout=20)
