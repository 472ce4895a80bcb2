"""Start the Streamlit app as `hamstrong app`."""

import subprocess
import sys
from pathlib import Path

from vision.errors import OutputError


def app_file() -> Path:
    """Return the app's entry file, beside the packages of this project.

    Raises:
        OutputError: It is not there.
    """
    root = Path(__file__).resolve().parent.parent
    for path in (root / "app.py", root / "ui" / "app.py"):  # checkout; installed wheel
        if path.is_file():
            return path
    raise OutputError(f"The app is missing from {root}. Install the project again.")


def serve_app(*, port: int, open_browser: bool) -> int:
    """Serve the app on this computer only, until Ctrl-C.

    Returns:
        The server's exit code; 0 when the user stopped it.
    """
    entry = app_file()
    command = [
        sys.executable, "-m", "streamlit", "run", str(entry),
        "--server.port", str(port),
        "--server.headless", "false" if open_browser else "true",
    ]  # fmt: skip
    # In the app's folder, where Streamlit looks for .streamlit/config.toml.
    process = subprocess.Popen(command, cwd=entry.parent)
    try:
        return process.wait()
    except KeyboardInterrupt:
        process.terminate()
        process.wait()
        return 0
