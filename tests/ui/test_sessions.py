"""What belongs to a tab goes with it, whether or not another one is opened."""

import os
import re
import socket
import subprocess
import sys
import time
import tomllib
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.sync.client import connect

from tests.conftest import ROOT
from ui.sessions import CLOSED_S, ClosedTabs
from ui.tidying import LOOKS_S

START_S = 60


def test_sessions_end_once_when_their_tab_was_closed_for_long_enough() -> None:
    now_s, open_tabs = [0.0], {"a", "b"}
    tabs = ClosedTabs(open_tabs.__contains__, lambda: now_s[0])
    tabs.note("a")
    tabs.note("b")
    open_tabs.remove("a")
    now_s[0] = CLOSED_S - 1
    assert tabs.look() == []
    now_s[0] = CLOSED_S + 1
    assert tabs.look() == ["a"]
    assert tabs.look() == []


def test_streamlit_still_knows_the_sessions_that_we_end() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
    assert config["server"]["disconnectedSessionTTL"] > CLOSED_S + 2 * LOOKS_S


APP = """
from pathlib import Path
from streamlit.starlette import App
from ui import sessions, tidying
sessions.CLOSED_S, tidying.LOOKS_S = 1.0, 0.5
app = App(Path(__file__).with_name("page.py"), lifespan=tidying.tidying)
"""
PAGE = """
import streamlit as st
from ui.sessions import CLOSED_TABS, this_session
CLOSED_TABS.note(this_session())
st.audio(b"what was shown", format="audio/wav")
st.download_button("Take it", b"what was offered", "report.bin")
"""


@pytest.fixture
def host(tmp_path: Path) -> Iterator[str]:
    """A real server of Streamlit's whose tabs are closed for good after a second."""
    (tmp_path / "app.py").write_text(APP)
    (tmp_path / "page.py").write_text(PAGE)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "streamlit", "run", str(tmp_path / "app.py")),
            *("--server.port", str(port), "--server.address", "127.0.0.1"),
        ],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield f"127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def content(address: str) -> bytes | None:
    """Return what lies at an address; None where there is nothing any more."""
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return answer.read()
    except HTTPError as error:
        if error.code != 404:
            raise
        return None


def test_what_a_closed_tab_showed_leaves_the_memory_though_nobody_else_comes(
    host: str,
) -> None:
    _wait_for(host)
    shown: set[str] = set()
    protocol = ["streamlit"]
    with connect(f"ws://{host}/_stcore/stream", subprotocols=protocol) as tab:  # type: ignore[arg-type]
        rerun = BackMsg()
        rerun.rerun_script.SetInParent()
        tab.send(rerun.SerializeToString())
        while len(shown) < 2:
            message = tab.recv(timeout=20)
            assert isinstance(message, bytes)
            shown |= {name.decode() for name in re.findall(rb"/media/[\w.]+", message)}
        addresses = [f"http://{host}{name}" for name in sorted(shown)]
        held = {content(address) for address in addresses}
        assert held == {b"what was shown", b"what was offered"}
        time.sleep(3)  # while the tab is open it stays, however long
        assert {content(address) for address in addresses} == held
    until_s = time.monotonic() + 20
    while any(content(address) for address in addresses):
        assert time.monotonic() < until_s
        time.sleep(0.3)


def _wait_for(host: str) -> None:
    until_s = time.monotonic() + START_S
    while True:
        try:
            assert content(f"http://{host}/_stcore/health") == b"ok"
            return
        except OSError:
            assert time.monotonic() < until_s
            time.sleep(0.2)
