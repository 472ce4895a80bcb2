"""Fixtures shared by all tests, and how the tests are shared out to processes."""

import gc
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from hypothesis import settings

from tests.share_out import MOST_PROCESSES, ByUnit, rank_of
from vision.tracking.parallel import all_cores

# Nothing that a test keeps comes into the user's own history.
_HISTORY = tempfile.TemporaryDirectory(prefix="history-of-tests-")
os.environ["HAMSTRONG_HISTORY"] = f"{_HISTORY.name}/history.sqlite"

if TYPE_CHECKING:
    from xdist.remote import Producer

    from coach.check import Options, VideoAnalysis

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "sample_videos"
REAL = ROOT.parent / "shared" / "real"

# A busy machine is no counter-example.
settings.register_profile("ours", deadline=None)
settings.load_profile("ours")

# The tests start some fifty Python processes: without compiled files kept, each would
# compile all of the libraries again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# Whoever starts the tests in the background has Ctrl-C ignored, and so would every
# process that a test wants to interrupt.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

CheckOnce = Callable[[Path, "Options"], "VideoAnalysis"]


def pytest_configure(config: pytest.Config) -> None:
    """Have the kept tracks and the pose model at hand before a test asks for one.

    Each process that runs tests sees to it; the one that shares them out loads nothing.
    """
    if hasattr(config, "workerinput") or not config.getoption("numprocesses"):
        from tests.kept_tracks import fill_cache
        from vision.pose.model import resolve_model

        fill_cache()
        resolve_model()
        gc.collect()  # files that MediaPipe leaves open when the model is built


def pytest_xdist_auto_num_workers() -> int:
    """Run as many processes as there are cores, within reason."""
    return min(MOST_PROCESSES, all_cores())


def pytest_xdist_make_scheduler(config: pytest.Config, log: "Producer") -> ByUnit:
    """Share the tests out by clip and by file."""
    return ByUnit(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what can be seen at once, and go on with what takes long."""
    items.sort(key=rank_of)


@pytest.fixture(scope="session")
def check_once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> CheckOnce:
    """Check a film through the real pose model, once for all processes of a run."""
    from coach.check import check_video

    own = tmp_path_factory.getbasetemp()
    of_all = own if worker_id == "master" else own.parent

    @cache
    def checked(path: Path, options: "Options") -> "VideoAnalysis":
        how = zlib.crc32(repr(options).encode())
        kept = of_all / f"{path.stem}-{how:x}.pickle"
        with FileLock(of_all / f"{path.stem}.lock"):
            if kept.is_file():
                found: VideoAnalysis = pickle.loads(kept.read_bytes())
                return found
            made = check_video(path, options)
            kept.write_bytes(pickle.dumps(made))
        return made

    return checked


@pytest.fixture(scope="session")
def check_sample(check_once: CheckOnce) -> Callable[..., "VideoAnalysis"]:
    """Check a sample clip, once a run and option."""
    from coach.check import Options

    def check(name: str, **options: object) -> "VideoAnalysis":
        return check_once(SAMPLES / f"{name}.mp4", Options(**options))  # type: ignore[arg-type]

    return check


@pytest.fixture(scope="session")
def check_real(check_once: CheckOnce) -> Callable[..., "VideoAnalysis"]:
    """Check a clip of a real person; skips where the clips are not at hand."""
    from coach.check import Options

    def check(name: str, **options: object) -> "VideoAnalysis":
        path = REAL / "clips" / f"{name}.mp4"
        if not path.is_file():
            pytest.skip("the clips of real people are not on this machine")
        return check_once(path, Options(**options))  # type: ignore[arg-type]

    return check


@pytest.fixture
def hamstrong() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the command line as users do, in a process of its own."""

    def run(
        *arguments: object, timeout_s: float = 240
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "coach.cli.command", *map(str, arguments)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=timeout_s,
            env={**os.environ, "COLUMNS": "100"},
            check=False,
        )

    return run
