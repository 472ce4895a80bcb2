"""The real app on a free port of this computer, for a real browser."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from coach.history.database import VARIABLE

ROOT: Final = Path(__file__).resolve().parents[1]
START_S: Final = 60.0


@dataclass(frozen=True)
class Server:
    """The app as it runs: where it is opened, and its process."""

    url: str
    pid: int


@contextmanager
def serving(
    log: Path, history: Path | None = None, script: Path = ROOT / "app.py"
) -> Iterator[Server]:
    """Serve the app inside the block.

    Args:
        log: What the server writes goes here.
        history: Its own history, a file; None for the one of whoever starts it.
        script: What is served; another one to compare with.

    Yields:
        The server.

    Raises:
        RuntimeError: It did not start.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    command += ["--server.port", str(port), "--server.headless", "true"]
    own = os.environ | ({VARIABLE: str(history)} if history is not None else {})
    with log.open("wb") as file:
        server = subprocess.Popen(command, cwd=ROOT, stdout=file, stderr=file, env=own)
        try:
            _wait_until_healthy(f"http://localhost:{port}/_stcore/health", server)
            yield Server(f"http://localhost:{port}", server.pid)
        finally:
            server.terminate()
            server.wait(timeout=20)


def _wait_until_healthy(address: str, server: subprocess.Popen[bytes]) -> None:
    until_s = time.monotonic() + START_S
    while time.monotonic() < until_s and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not start")
