"""Start the Streamlit app as `hamstrong app`."""

import subprocess
import sys
from pathlib import Path

from coach.web.certificate import key_pair, lan_address
from hamstrong.errors import OutputError


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


def serve_app(
    *, port: int, open_browser: bool, https: bool = False, lan: bool = False
) -> int:
    """Serve the app until Ctrl-C: to this computer only, unless `lan` is asked for.

    Args:
        port: To listen on.
        open_browser: Whether the browser opens by itself.
        https: With a certificate of our own.
        lan: To the other devices in this network too.

    Returns:
        The server's exit code; 0 when the user stopped it.

    Raises:
        OutputError: The certificate cannot be written.
        NetworkError: There is no network to serve to.
    """
    entry = app_file()
    address = lan_address() if lan else "localhost"
    command = [
        sys.executable, "-m", "streamlit", "run", str(entry),
        "--server.port", str(port),
        "--server.headless", "false" if open_browser else "true",
        "--server.address", "0.0.0.0" if lan else "localhost",
        "--browser.serverAddress", address,
    ]  # fmt: skip
    if https:
        pair = key_pair((address,) if lan else ())
        command += [
            "--server.sslCertFile", str(pair.certificate),
            "--server.sslKeyFile", str(pair.key),
        ]  # fmt: skip
    # In the app's folder, where Streamlit looks for .streamlit/config.toml.
    process = subprocess.Popen(command, cwd=entry.parent)
    try:
        return process.wait()
    except KeyboardInterrupt:
        process.terminate()
        process.wait()
        return 0


def how_to_open(*, port: int, https: bool, lan: bool) -> str:
    """Return what a user of the network or of HTTPS should know before it opens.

    Raises:
        NetworkError: There is no network to serve to.
    """
    address = lan_address() if lan else "localhost"
    lines = [f"Open {'https' if https else 'http'}://{address}:{port}"]
    if lan:
        lines.append(
            "Everybody in this network can open it while it runs; Ctrl-C ends it."
        )
    if https:
        lines.append(
            "The browser will warn that nobody vouches for the certificate: it is this "
            "computer's own, so go on (Advanced, then Proceed)."
        )
    elif lan:
        lines.append(
            "A phone's browser gives the page Live no camera without --https; checking "
            "videos works."
        )
    return "\n".join(lines)
