"""Start the Streamlit app as `hamstrong app`."""

import io
import os
import socket
import subprocess
import sys
import threading
import time
import webbrowser
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from coach.web.certificate import key_pair, lan_address
from coach.web.guard import KEY, Access
from coach.web.starter import ENDS_WITH
from hamstrong.errors import NetworkError, OutputError
from vision.temporary import TemporaryFolder

LOOKS_S: Final = 0.2
START_S: Final = 60.0
"""A browser is opened within so long, when the server answers, or not at all."""


STOP_S: Final = 10.0
HERE: Final = "127.0.0.1"


def app_file() -> Path:
    """Return the app's entry file, beside the packages of this project.

    Raises:
        OutputError: It is not there.
    """
    root = Path(__file__).resolve().parents[2]
    for path in (root / "app.py", root / "ui" / "app.py"):  # checkout; installed wheel
        if path.is_file():
            return path
    raise OutputError(f"The app is missing from {root}. Install the project again.")


@dataclass(frozen=True, kw_only=True)
class Serving:
    """How the app is served.

    Attributes:
        port: To listen on.
        https: With a certificate of our own.
        lan: To the other devices in this network, too.
        hosts: Further names that it goes by.
    """

    port: int
    https: bool = False
    lan: bool = False
    hosts: tuple[str, ...] = ()

    def address(self) -> str:
        """Return the name or number that it is opened by.

        Raises:
            NetworkError: There is no network to serve to.
        """
        # By number: a browser may take "localhost" for [::1], which can be another's.
        return lan_address() if self.lan else HERE

    def url(self, access: Access, *, here: bool = False) -> str:
        """Return what to open: the whole address, with the key where one is needed.

        Args:
            access: Who is let in.
            here: On this computer, which is known by this address as itself.

        Raises:
            NetworkError: There is no network to serve to.
        """
        scheme = "https" if self.https else "http"
        key = f"/?{KEY}={access.key}" if access.key else ""
        address = HERE if here else self.address()
        return f"{scheme}://{address}:{self.port}{key}"

    def access(self) -> Access:
        """Return who is let in, with a new key if other devices are.

        Raises:
            NetworkError: There is no network to serve to.
        """
        return Access.of((*self.hosts, self.address()), lan=self.lan)


def serve_app(serving: Serving, access: Access, *, open_browser: bool) -> int:
    """Serve the app until Ctrl-C.

    Args:
        serving: How.
        access: Who is let in.
        open_browser: Whether the browser opens by itself.

    Returns:
        The server's exit code; 0 when the user stopped it.

    Raises:
        OutputError: The certificate cannot be written.
        NetworkError: There is no network to serve to, or the port is taken.
    """
    entry, address = app_file(), serving.address()
    _refuse_taken(serving)
    command = [
        sys.executable, "-m", "ui.serve", "run", str(entry),
        "--server.port", str(serving.port),
        "--server.headless", "true",
        "--server.address", "0.0.0.0" if serving.lan else HERE,
        "--browser.serverAddress", address,
        "--logger.hideWelcomeMessage", "true",
    ]  # fmt: skip
    if serving.https:
        pair = key_pair((address,) if serving.lan else ())
        command += [
            "--server.sslCertFile", str(pair.certificate),
            "--server.sslKeyFile", str(pair.key),
        ]  # fmt: skip
    # In the app's folder, where Streamlit looks for .streamlit/config.toml.
    process = subprocess.Popen(
        command,
        cwd=entry.parent,
        env=os.environ
        | access.as_environment()
        | {ENDS_WITH: str(os.getpid()), "FORWARDED_ALLOW_IPS": ""},
    )
    if open_browser:
        opens = (serving.url(access, here=True), serving.port)
        threading.Thread(target=_open_when_there, args=opens, daemon=True).start()
    try:
        return process.wait()
    except KeyboardInterrupt:
        process.terminate()
        try:
            process.wait(timeout=STOP_S)
        except subprocess.TimeoutExpired:  # a connection or a model holds it up
            process.kill()
        return 0


def how_to_open(serving: Serving, access: Access) -> str:
    """Return what to open, and what a user of the network or of HTTPS should know.

    Raises:
        NetworkError: There is no network to serve to.
    """
    lines = [f"Open {serving.url(access)}"]
    if serving.lan:
        lines.append(
            "The part behind key= lets in whoever has it, and nobody else; it is new "
            "at each start. Ctrl-C ends it."
        )
    if serving.https:
        lines.append(
            "The browser will warn that nobody vouches for the certificate: it is this "
            "computer's own, so go on (Advanced, then Proceed)."
        )
    elif serving.lan:
        lines.append(
            "A phone's browser gives the page Live no camera without --https; checking "
            "videos works."
        )
    return "\n".join(lines)


def as_qr_code(url: str) -> str:
    """Return an address as a picture of characters that a phone's camera reads."""
    import segno

    picture = io.StringIO()
    segno.make(url, micro=False, error="l").terminal(picture, compact=True)
    return picture.getvalue()


def _refuse_taken(serving: Serving) -> None:
    """Say that a port is taken before a second server is started on it."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("0.0.0.0" if serving.lan else HERE, serving.port))
        except OSError as error:
            raise NetworkError(
                f"Port {serving.port} cannot be used ({error.strerror}). Another "
                "program, or the app itself, may have it: give another with --port."
            ) from error


def _open_when_there(url: str, port: int) -> None:
    """Open the browser when the server listens."""
    until_s = time.monotonic() + START_S
    while time.monotonic() < until_s:
        with socket.socket() as probe:
            if probe.connect_ex((HERE, port)) == 0:
                _open_unseen(url)
                return
        time.sleep(LOOKS_S)


def _open_unseen(url: str) -> None:
    """Open a page without naming its address to whoever looks at `ps`."""
    if KEY + "=" not in url:
        webbrowser.open(url)
        return
    folder = TemporaryFolder()
    page = folder.path / "open.html"
    page.write_text(f'<meta http-equiv="refresh" content="0; url={url}">')
    webbrowser.open(page.as_uri())
    time.sleep(START_S)  # until the browser has read it
    folder.remove()
