"""What everybody does: one loop that reads, looks, draws and writes, on one core.

The loop of the tutorials, with MediaPipe's model as it comes, to be compared with.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2
import mediapipe
from mediapipe.framework.formats import landmark_pb2
from mediapipe.tasks.python import BaseOptions, vision

from vision.pose.model import PoseModel, build_bundle


@contextmanager
def model_as_it_comes() -> Iterator[PoseModel]:
    """Give the pose model with its mask, as everybody runs it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pose_full.task"
        build_bundle(path, mask=True)
        yield PoseModel(path=path, name=path.stem)


def naive_loop(film: Path, out: Path, model: PoseModel) -> int:
    """Read, look, draw and write every frame; returns how many.

    Args:
        film: The video.
        out: The annotated video, with the codec that OpenCV's wheel has.
        model: The pose model.
    """
    options = vision.PoseLandmarkerOptions(
        base_options=BaseOptions(model_asset_path=str(model.path)),
        running_mode=vision.RunningMode.VIDEO,
    )
    capture = cv2.VideoCapture(str(film))
    fps = capture.get(cv2.CAP_PROP_FPS)
    size = tuple(
        int(capture.get(side))
        for side in (cv2.CAP_PROP_FRAME_WIDTH, cv2.CAP_PROP_FRAME_HEIGHT)
    )
    writer = cv2.VideoWriter(str(out), cv2.VideoWriter.fourcc(*"mp4v"), fps, size)
    frames = 0
    with vision.PoseLandmarker.create_from_options(options) as landmarker:
        while True:
            more, picture = capture.read()
            if not more:
                break
            seen = mediapipe.Image(
                image_format=mediapipe.ImageFormat.SRGB,
                data=cv2.cvtColor(picture, cv2.COLOR_BGR2RGB),
            )
            found = landmarker.detect_for_video(seen, round(1000 * frames / fps))
            for body in found.pose_landmarks:
                _draw(picture, body)
            writer.write(picture)
            frames += 1
    capture.release()
    writer.release()
    return frames


def _draw(picture: object, body: list[object]) -> None:
    points = landmark_pb2.NormalizedLandmarkList(
        landmark=[
            landmark_pb2.NormalizedLandmark(x=one.x, y=one.y, z=one.z)  # type: ignore[attr-defined]
            for one in body
        ]
    )
    mediapipe.solutions.drawing_utils.draw_landmarks(
        picture, points, mediapipe.solutions.pose.POSE_CONNECTIONS
    )
