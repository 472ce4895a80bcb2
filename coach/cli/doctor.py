"""`hamstrong doctor`: is everything here that a check needs, and if not, what to do."""

import importlib.metadata
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from coach.cli.output import plain
from hamstrong.errors import HamstrongError


@dataclass(frozen=True)
class Finding:
    """One thing looked at.

    Attributes:
        name: What it is.
        ok: Whether it works.
        sentence: What was found, or what to do.
    """

    name: str
    ok: bool
    sentence: str


def print_findings() -> bool:
    """Examine and print; whether all is well."""
    console = Console()
    findings = examine()
    for finding in findings:
        mark = "[green]ok[/green]  " if finding.ok else "[bold red]no[/bold red]  "
        console.print(mark, f"[bold]{finding.name}[/bold]", plain(finding.sentence))
    return all(finding.ok for finding in findings)


def examine() -> list[Finding]:
    """Look at everything; never raises."""
    looks: list[tuple[str, Callable[[], str]]] = [
        ("Python", _python),
        ("Libraries", _libraries),
        ("OpenCV", _opencv),
        ("Video", _video),
        ("Pose model", _pose_model),
        ("Cache", _cache),
        ("Chromium (tests only)", _chromium),
    ]
    return [_look(name, look) for name, look in looks]


def _look(name: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(name, True, look())
    except HamstrongError as error:
        return Finding(name, False, str(error))
    except Exception as error:  # noqa: BLE001 - a doctor reports, it does not fall ill
        return Finding(name, False, f"{type(error).__name__}: {error}")


def _python() -> str:
    version = platform.python_version()
    if not (3, 11) <= sys.version_info[:2] < (3, 13):
        raise HamstrongError(
            f"Python {version} has no MediaPipe with a pose model. Use 3.11 or 3.12."
        )
    return (
        f"{version} on {platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    )


def _libraries() -> str:
    names = ("mediapipe", "numpy", "scipy", "av", "streamlit", "starlette", "rich")
    return ", ".join(f"{name} {importlib.metadata.version(name)}" for name in names)


def _opencv() -> str:
    from vision.pose.model import explain_import_error

    try:
        import importlib

        module = importlib.import_module("cv2")
    except ImportError as error:
        raise explain_import_error(error) from error
    return f"OpenCV {module.__version__} loads"


def _video() -> str:
    from vision.video.writer import can_write_h264

    if not can_write_h264():
        raise HamstrongError("PyAV has no H.264 encoder here. Reinstall it: `uv sync`.")
    return "reads common formats, writes H.264"


def _pose_model() -> str:
    import numpy as np

    from vision.pose.estimator import PoseEstimator

    with PoseEstimator() as estimate:
        estimate(np.zeros((256, 256, 3), np.uint8), 0.1)
    from vision.pose.model import resolve_model

    return f"{resolve_model().name} loads and runs"


def _cache() -> str:
    from vision.tracking.track_video import default_cache

    folder = default_cache()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder):
        pass
    free_gib = shutil.disk_usage(folder).free / 2**30
    used = sum(file.stat().st_size for file in Path(folder).glob("*.npz")) / 2**20
    return f"{folder} ({used:.0f} MiB of tracks, {free_gib:.0f} GiB free)"


def _chromium() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    return "not installed; the browser tests are skipped without it"
