"""Where the pose model comes from: never from the internet.

MediaPipe 0.10.21's wheel carries the two networks of the "full" pose model but not the
`.task` bundle that its current interface wants. A bundle is a plain zip of the two,
each with a note on how to scale its input, so it is built once from the installed
package and kept in the user's cache; without the mask, which costs and is not used
(`vision.pose.prune`).
"""

import importlib.metadata
import importlib.util
import io
import os
import sys
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from hamstrong.errors import MissingLibraryError, PoseModelError
from vision.files import write_then_rename
from vision.pose.kept_bundle import sha256_of, sound_bundle
from vision.pose.native_output import native_output_hidden
from vision.pose.prune import without_mask

MODEL_VARIABLE: Final = "HAMSTRONG_MODEL"
"""Environment variable that names a `.task` file to use instead."""

RECIPE: Final = 1
"""What `_bundle` makes of the networks; raise it where that changes."""
_DETECTOR = Path("modules/pose_detection/pose_detection.tflite")
_LANDMARKS = Path("modules/pose_landmark/pose_landmark_full.tflite")
_DETECTOR_SCALE = (127.5, 127.5)
_LANDMARKS_SCALE = (0.0, 255.0)
"""Mean and spread of the input pixels: -1..1 and 0..1 as the networks were trained."""


@dataclass(frozen=True)
class PoseModel:
    """A pose model file and what identifies it.

    Attributes:
        path: A `.task` bundle.
        name: File name and the first digits of its digest; part of cache keys.
    """

    path: Path
    name: str


def resolve_model(path: Path | None = None) -> PoseModel:
    """Find the pose model: the given file, the environment's, or the built-in one.

    Args:
        path: A `.task` file; None looks at HAMSTRONG_MODEL and then at the bundle
            built from the installed MediaPipe, which is made on first use and
            where it is no longer what was made.

    Raises:
        PoseModelError: The file is missing or no bundle can be built.
        OutputError: There is no place for the bundle.
    """
    named = path or (
        Path(os.environ[MODEL_VARIABLE]) if os.environ.get(MODEL_VARIABLE) else None
    )
    if named is not None:
        if not named.is_file() or not zipfile.is_zipfile(named):
            raise PoseModelError(
                f"{named} is not a pose model (.task file). Unset {MODEL_VARIABLE} "
                "to use the built-in one."
            )
        return _identified(named)
    versions = f"recipe {RECIPE}, MediaPipe {_mediapipe_version()}"
    return _identified(sound_bundle(_bundle_path(), versions, _bundle))


def explain_import_error(error: ImportError) -> MissingLibraryError:
    """Return the sentence to show when MediaPipe or OpenCV does not load."""
    text = str(error)
    if "libGL" in text or "libgthread" in text or "libglib" in text:
        return MissingLibraryError(
            "OpenCV needs the system libraries libGL and glib, which are missing: "
            "run `apt-get install libgl1 libglib2.0-0` (Debian, Ubuntu)."
        )
    return MissingLibraryError(
        f"A library does not load ({text}). Run `uv sync` to install the project."
    )


def _bundle_path() -> Path:
    from platformdirs import user_cache_path

    name = f"pose_full_no_mask_{_mediapipe_version()}.task"
    return user_cache_path("hamstrong") / "models" / name


@cache
def _mediapipe_version() -> str:
    # A copy of the path: Streamlit takes an entry out of it whenever a session's run
    # ends, and who is going through it at that moment skips the next one.
    found = importlib.metadata.distributions(name="mediapipe", path=[*sys.path])
    version = next((one.version for one in found), None)
    if version is None:
        raise MissingLibraryError(
            "MediaPipe is not installed. Run `uv sync` to install the project."
        )
    return version


def _identified(path: Path) -> PoseModel:
    return PoseModel(path=path, name=f"{path.stem}-{sha256_of(path)[:12]}")


def build_bundle(bundle: Path, *, mask: bool = False) -> None:
    """Write the pose model that the installed MediaPipe carries.

    Args:
        bundle: Where to; what is there is replaced.
        mask: With the body's mask, as MediaPipe comes: what we compare ours with.

    Raises:
        PoseModelError: MediaPipe carries no model, or not the one that we know.
        MissingLibraryError: MediaPipe does not load.
        OutputError: The file cannot be written.
    """
    built = _bundle(mask=mask)
    with write_then_rename(bundle) as temporary:
        temporary.write_bytes(built)


def _bundle(*, mask: bool = False) -> bytes:
    spec = importlib.util.find_spec("mediapipe")
    root = Path(spec.origin).parent if spec and spec.origin else None
    if root is None or not (root / _DETECTOR).is_file():
        raise PoseModelError(
            "The installed MediaPipe carries no pose model. Use Python 3.11 or 3.12 "
            "(MediaPipe 0.10.21), or set HAMSTRONG_MODEL to a pose_landmarker .task "
            "file."
        )
    landmarks = (root / _LANDMARKS).read_bytes()
    members = {
        "pose_detector.tflite": ((root / _DETECTOR).read_bytes(), _DETECTOR_SCALE),
        "pose_landmarks_detector.tflite": (
            landmarks if mask else _ours(landmarks),
            _LANDMARKS_SCALE,
        ),
    }
    bundle = io.BytesIO()
    with zipfile.ZipFile(bundle, "w", zipfile.ZIP_STORED) as archive:
        for name, (network, scale) in members.items():
            # A fixed date, so that the same wheel gives the same digest.
            entry = zipfile.ZipInfo(name, date_time=(2020, 1, 1, 0, 0, 0))
            archive.writestr(entry, _with_scale(network, *scale))
    return bundle.getvalue()


def _ours(landmarks: bytes) -> bytes:
    try:
        with native_output_hidden():
            return without_mask(landmarks)
    except ImportError as error:
        raise explain_import_error(error) from error


def _with_scale(network: bytes, mean: float, spread: float) -> bytes:
    try:
        with native_output_hidden():
            from mediapipe.tasks.python.metadata.metadata_writers import (
                metadata_writer,
            )
    except ImportError as error:
        raise explain_import_error(error) from error
    writer = metadata_writer.MetadataWriter.create(bytearray(network))
    writer.add_image_input([mean], [spread])
    populated, _ = writer.populate()
    # It leaves a folder to the garbage collector, which complains at any later time.
    folder = getattr(writer, "_temp_folder", None)
    if folder is not None:
        folder.cleanup()
    return bytes(populated)
