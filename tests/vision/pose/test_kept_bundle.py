"""The built model is used as it was built, or built anew."""

import gc
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from hamstrong.errors import OutputError
from tests.conftest import ROOT
from vision.pose import kept_bundle, model
from vision.pose.kept_bundle import sha256_of, sound_bundle
from vision.pose.model import resolve_model

BUNDLE = bytes(range(256)) * 64
VERSIONS = "recipe 1, MediaPipe 0.10.21"


class Builder:
    """Builds the same bundle each time, and counts."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> bytes:
        self.times += 1
        return BUNDLE


@pytest.fixture
def build() -> Builder:
    return Builder()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "models" / "pose.task"


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    forget()
    yield
    forget()


def forget() -> None:
    """Begin as a new process does."""
    kept_bundle._built.clear()
    kept_bundle._own_copies.clear()
    kept_bundle._sha256.cache_clear()


def flip_a_bit(path: Path, at: int = 1000) -> None:
    """Change one bit and nothing that a folder shows."""
    told = path.stat()
    changed = bytearray(path.read_bytes())
    changed[at] ^= 1
    path.write_bytes(changed)
    os.utime(path, ns=(told.st_atime_ns, told.st_mtime_ns))


def note_of(path: Path) -> Path:
    return path.with_name("pose.task.json")


def test_it_is_built_once_for_all_processes(path: Path, build: Builder) -> None:
    for _ in range(3):
        assert sound_bundle(path, VERSIONS, build) == path
        forget()
    assert build.times == 1
    assert path.read_bytes() == BUNDLE
    assert json.loads(note_of(path).read_text()) == {
        "versions": VERSIONS, "sha256": hashlib.sha256(BUNDLE).hexdigest()
    }  # fmt: skip
    assert len(list(path.parent.iterdir())) == 2


@pytest.mark.parametrize("at", [0, 1000, len(BUNDLE) - 1])
def test_one_that_has_a_bit_changed_is_built_anew(
    at: int, path: Path, build: Builder
) -> None:
    sound_bundle(path, VERSIONS, build)
    flip_a_bit(path, at)
    forget()
    assert sound_bundle(path, VERSIONS, build) == path
    assert path.read_bytes() == BUNDLE
    assert build.times == 2


@pytest.mark.parametrize("left", [b"", BUNDLE[:100], BUNDLE + b"\0", b"PK\x05\x06"])
def test_one_that_is_cut_off_or_another_is_built_anew_in_the_same_process(
    left: bytes, path: Path, build: Builder
) -> None:
    sound_bundle(path, VERSIONS, build)
    path.write_bytes(left)
    assert sound_bundle(path, VERSIONS, build) == path
    assert path.read_bytes() == BUNDLE


@pytest.mark.parametrize(
    "note",
    [
        None, "", "[]", "5", "{}", '{"versions": 1, "sha256": 2}', "[" * 100_000,
        json.dumps({"versions": "recipe 0", "sha256": "0"}), "x" * 10_000,
        json.dumps({"versions": VERSIONS, "sha256": ["0"]}),
    ],
    ids=range(10),
)  # fmt: skip
def test_without_a_note_that_can_be_read_it_is_built_anew(
    note: str | None, path: Path, build: Builder
) -> None:
    sound_bundle(path, VERSIONS, build)
    note_of(path).unlink()
    if note is not None:
        note_of(path).write_text(note)
    forget()
    for _ in range(2):
        assert sound_bundle(path, VERSIONS, build) == path
        forget()
    assert build.times == 2


def test_one_of_other_versions_is_built_anew(path: Path, build: Builder) -> None:
    sound_bundle(path, "recipe 1, MediaPipe 0.10.20", build)
    forget()
    sound_bundle(path, VERSIONS, build)
    assert build.times == 2


def test_where_no_note_can_be_written_a_good_one_is_used(
    path: Path, build: Builder
) -> None:
    path.parent.mkdir()
    path.write_bytes(BUNDLE)
    note_of(path).mkdir()
    for _ in range(3):
        assert sound_bundle(path, VERSIONS, build) == path
    assert build.times == 1


def test_where_nothing_can_be_written_there_is_a_copy_for_the_process(
    path: Path, build: Builder
) -> None:
    path.parent.write_text("a file where the folder should be")
    copies = {sound_bundle(path, VERSIONS, build) for _ in range(3)}
    (copy,) = copies
    assert copy.read_bytes() == BUNDLE
    assert build.times == 1
    flip_a_bit(copy)
    kept_bundle._sha256.cache_clear()
    assert sound_bundle(path, VERSIONS, build).read_bytes() == BUNDLE


def test_a_damaged_one_that_cannot_be_replaced_is_not_used(
    path: Path, build: Builder
) -> None:
    path.mkdir(parents=True)
    assert sound_bundle(path, VERSIONS, build).read_bytes() == BUNDLE


def test_no_place_at_all_is_told(
    path: Path, build: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.parent.write_text("a file where the folder should be")
    monkeypatch.setattr(tempfile, "tempdir", str(path.parent / "nowhere"))
    with pytest.raises(OutputError, match="can be kept neither"):
        sound_bundle(path, VERSIONS, build)


def test_a_digest_is_computed_once_as_long_as_a_file_stays_the_same(
    tmp_path: Path,
) -> None:
    file = tmp_path / "model.task"
    file.write_bytes(b"a")
    first = sha256_of(file)
    assert sha256_of(file) == first
    assert kept_bundle._sha256.cache_info().misses == 1
    file.write_bytes(b"bc")
    assert sha256_of(file) != first


def test_processes_that_build_at_once_all_get_a_sound_one(path: Path) -> None:
    code = (
        "import sys, time\n"
        "from pathlib import Path\n"
        "from vision.pose.kept_bundle import sound_bundle\n"
        "def build():\n"
        "    time.sleep(0.2)\n"
        "    return bytes(range(256)) * 20_000\n"
        "path = Path(sys.argv[1])\n"
        "for _ in range(20):\n"
        "    found = sound_bundle(path, 'v', build)\n"
        "    assert found == path\n"
        "    assert found.read_bytes() == bytes(range(256)) * 20_000\n"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(path)], cwd=ROOT, stderr=subprocess.PIPE
        )
        for _ in range(4)
    ]
    for one in running:
        _, complained = one.communicate(timeout=60)
        assert one.returncode == 0, complained.decode()
    assert len(list(path.parent.iterdir())) == 2


# MediaPipe's own writer of notes on a network leaves files to the collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_the_pose_model_with_a_bit_changed_is_built_anew(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model, "_bundle_path", lambda: path)
    sound = resolve_model()
    flip_a_bit(path, at=path.stat().st_size // 2)
    forget()
    assert resolve_model() == sound
    assert json.loads(note_of(path).read_text())["versions"].endswith(
        f"MediaPipe {model._mediapipe_version()}"
    )
    gc.collect()
