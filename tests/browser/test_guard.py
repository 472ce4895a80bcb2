"""The real server from outside: another device, another site, another name."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import ConsoleMessage, Page, expect, sync_playwright

from coach.web.certificate import lan_address
from hamstrong.errors import NetworkError
from tests.conftest import ROOT

START_S = 60
SLOW_MS = 300_000
CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.is_file(), reason="no /usr/bin/chromium here"),
]


@pytest.fixture
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"]
        )
        page = chromium.new_page()
        page.set_default_timeout(SLOW_MS)
        yield page
        chromium.close()


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address that `hamstrong app --lan` prints, while it runs."""
    try:
        lan_address()
    except NetworkError:
        pytest.skip("this machine is in no network")
    with socket.socket() as probe:
        probe.bind(("", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "coach.cli.command", "app", "--lan"]
    log = tmp_path_factory.mktemp("lan") / "log"
    with log.open("wb") as file:
        server = subprocess.Popen(
            [*command, "--no-browser", "--port", str(port)],
            cwd=ROOT,
            stdout=file,
            stderr=file,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
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


def answer(url: str, path: str, *headers: str) -> str:
    """Return the first line of what a plain client is answered."""
    host, port = str(urlsplit(url).hostname), int(urlsplit(url).port or 80)
    upgrade = any(line.startswith("Upgrade:") for line in headers)
    connection = f"Connection: {'Upgrade' if upgrade else 'close'}"
    lines = [f"GET {path} HTTP/1.1", *headers, connection, "", ""]
    if not any(line.startswith("Host:") for line in headers):
        lines.insert(1, f"Host: {host}:{port}")
    with socket.create_connection((host, port), timeout=20) as client:
        client.sendall("\r\n".join(lines).encode())
        return client.makefile("rb").readline().decode().strip()


WEBSOCKET = (
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
)


def test_without_the_key_the_network_gets_nothing(printed: str) -> None:
    for path in ("/", "/live", "/_stcore/health", "/_stcore/stream", "/media/a.mp4"):
        assert " 403 " in answer(printed, path)
        assert " 403 " in answer(printed, path, "Host: localhost")
    assert " 403 " in answer(printed, "/_stcore/stream", *WEBSOCKET)
    key = printed.partition("key=")[2]
    cookie = f"Cookie: hamstrong_{urlsplit(printed).port}={key}"
    assert " 200 " in answer(printed, "/_stcore/health", cookie)
    assert " 101 " in answer(printed, "/_stcore/stream", cookie, *WEBSOCKET)
    foreign = "Origin: http://evil.example"
    assert " 403 " in answer(printed, "/_stcore/stream", cookie, foreign, *WEBSOCKET)


@pytest.mark.sweep
def test_a_phone_opens_the_page_and_never_this_computers_camera(
    printed: str, page: Page
) -> None:
    page.goto(f"{printed.partition('?')[0]}live")
    expect(page.locator("body")).to_contain_text("key=")
    page.goto(printed)
    assert "key=" not in page.url
    page.goto(f"{printed.partition('?')[0]}live")
    page.get_by_text("Sets, rest, height, camera").click()
    expect(page.get_by_text("Show the picture as a mirror does")).to_be_visible()
    expect(page.get_by_text("This computer's camera")).to_have_count(0)


@pytest.mark.sweep
def test_this_computer_is_offered_its_camera(url: str, page: Page) -> None:
    page.goto(f"{url}/live")
    page.get_by_text("Sets, rest, height, camera").click()
    expect(page.get_by_label("Camera")).to_be_visible()


@pytest.mark.sweep
def test_the_policy_forbids_nothing_that_the_pages_need(url: str, page: Page) -> None:
    forbidden: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            forbidden.append(message.text)

    page.on("console", note)
    for path in ("/", "/live", "/filming"):
        page.goto(url + path)
        expect(page.get_by_role("heading").first).to_be_visible()
    assert forbidden == []


@pytest.mark.sweep
def test_another_site_cannot_frame_the_page(url: str, page: Page) -> None:
    page.set_content(f'<iframe src="{url}" title="stolen"></iframe>')
    stolen = page.frame_locator("iframe")
    expect(
        stolen.get_by_text("Only this app's own pages may ask that.")
    ).to_be_visible()
    expect(stolen.get_by_test_id("stApp")).to_have_count(0)
