"""What the pose model sees in the studio's single pictures.

    uv run python -m benchmarks.view_landmarks VIEWS... --out FOLDER

`VIEWS` are files of `python -m studio views`; beside the truth of each, which is taken
over, stand the model's landmarks. Each picture is looked at by itself, found by the
detector as in a film's first frame; a picture in which nobody is found is NaN.
"""

import argparse
import io
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from rich.console import Console

from vision.files import write_then_rename
from vision.pose.estimator import NOBODY, Pose
from vision.pose.model import resolve_model
from vision.pose.native_output import native_output_hidden

LONG_SIDE_PX: Final = 512
"""Pictures are enlarged to this: the detector was made for whole pictures."""


def poses_of(pictures: Iterator[NDArray[np.uint8]]) -> Iterator[Pose]:
    """Look at pictures, each by itself."""
    with native_output_hidden():
        import mediapipe
        from mediapipe.tasks.python import BaseOptions, vision

        options = vision.PoseLandmarkerOptions(
            base_options=BaseOptions(model_asset_path=str(resolve_model().path)),
            running_mode=vision.RunningMode.IMAGE,
        )
        landmarker: Any = vision.PoseLandmarker.create_from_options(options)
    for picture in pictures:
        image = mediapipe.Image(
            image_format=mediapipe.ImageFormat.SRGB,
            data=np.ascontiguousarray(picture),
        )
        found = landmarker.detect(image)
        if not found.pose_landmarks:
            yield NOBODY
            continue
        body, world = found.pose_landmarks[0], found.pose_world_landmarks[0]
        yield Pose(
            points=np.array([(p.x, p.y) for p in body], np.float32),
            world_m=np.array([(p.x, p.y, p.z) for p in world], np.float32),
            visibility=np.array([p.visibility for p in body], np.float32),
        )
    landmarker.close()


def pictures_of(views: Any) -> Iterator[NDArray[np.uint8]]:
    """Unpack the pictures of a file."""
    packed, starts = views["pictures"].tobytes(), views["starts"]
    for start, stop in itertools.pairwise(starts):
        picture = Image.open(io.BytesIO(packed[start:stop]))
        yield np.asarray(picture.resize((LONG_SIDE_PX, LONG_SIDE_PX)))


def look(path: Path, out: Path) -> float:
    """Write the landmarks of a file's pictures; return where somebody is found."""
    with np.load(path) as views:
        poses = list(poses_of(pictures_of(views)))
        truth = {
            name: views[name] for name in views.files
            if name not in ("pictures", "starts")
        }  # fmt: skip
    columns = {
        name: np.array([getattr(pose, name) for pose in poses])
        for name in ("points", "world_m", "visibility")
    }
    with write_then_rename(out) as temporary, temporary.open("wb") as file:
        np.savez_compressed(file, **truth, **columns)
    return float(np.isfinite(columns["visibility"][:, 0]).mean())


def main() -> None:
    """Look at files that have not been looked at."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("views", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    console = Console(highlight=False)
    for path in given.views:
        out = given.out / path.name
        if not out.exists():
            console.print(f"{path.name}: found in {look(path, out):.0%}")


if __name__ == "__main__":
    main()
