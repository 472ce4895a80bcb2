"""One picture in, one body's landmarks out: the border to MediaPipe."""

from contextlib import nullcontext
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from hamstrong.errors import PoseModelError
from vision import landmarks
from vision.capture.conditions import CaptureConditions
from vision.pose.deferred_import import deferred_import
from vision.pose.model import PoseModel, explain_import_error, resolve_model
from vision.pose.native_output import native_output_hidden
from vision.track import Source, Track

INPUT_LONG_SIDE_PX: Final = 1280
"""Larger pictures are shrunk to this: the network looks at 256 px of the body, which
even a body filling a fifth of the picture still offers."""


@dataclass(frozen=True, eq=False)
class Pose:
    """A body in one picture.

    In 32 bits, as the model gives it.

    Attributes:
        points: (33, 2) share of the picture's width and height, x right, y down.
        world_m: (33, 3) metres from mid-hip; see `vision.track.Track`.
        visibility: (33,) in [0, 1].
    """

    points: NDArray[np.float32]
    world_m: NDArray[np.float32]
    visibility: NDArray[np.float32]


NOBODY: Final = Pose(
    points=np.full((landmarks.COUNT, 2), np.nan, np.float32),
    world_m=np.full((landmarks.COUNT, 3), np.nan, np.float32),
    visibility=np.full(landmarks.COUNT, np.nan, np.float32),
)


class PoseEstimator:
    """The pose model, following one body through successive pictures.

    Loads in the constructor; use it in a `with` block. One instance serves one video
    and one thread. MediaPipe smooths its landmarks over time in this mode, which
    delays them a little; what is left of that at the start and the end of a lowering
    stands in docs/accuracy.md.
    """

    def __init__(self, model: PoseModel | None = None) -> None:
        """Load the model.

        Args:
            model: From `vision.pose.model.resolve_model`; None resolves it here.

        Raises:
            PoseModelError: The model is missing or does not load.
            MissingLibraryError: A system library is missing.
        """
        model = model or resolve_model()
        try:
            with native_output_hidden(), deferred_import("matplotlib.pyplot"):
                import mediapipe
                from mediapipe.tasks.python import BaseOptions, vision

                options = vision.PoseLandmarkerOptions(
                    base_options=BaseOptions(model_asset_path=str(model.path)),
                    running_mode=vision.RunningMode.VIDEO,
                )
                self._landmarker = vision.PoseLandmarker.create_from_options(options)
                self._mediapipe: Any = mediapipe
                # The first picture starts worker threads that have their own chatter.
                self._last_ms = -1
                self._found_anybody = False
                self(np.zeros((256, 256, 3), np.uint8), 0.0)
        except ImportError as error:
            raise explain_import_error(error) from error
        except (RuntimeError, ValueError) as error:
            raise PoseModelError(
                f"The pose model {model.path.name} does not load ({error}). Delete "
                "it and try again."
            ) from error

    def __call__(self, image_rgb: NDArray[np.uint8], time_s: float) -> Pose | None:
        """Return the body in a picture, None when nobody is seen.

        Args:
            image_rgb: (H, W, 3) uint8, contiguous.
            time_s: The picture's time; must not go back.
        """
        # Whole milliseconds that always grow; +1 leaves 0 to the warm-up picture.
        self._last_ms = max(self._last_ms + 1, round(time_s * 1000) + 1)
        image = self._mediapipe.Image(
            image_format=self._mediapipe.ImageFormat.SRGB, data=image_rgb
        )
        with nullcontext() if self._found_anybody else native_output_hidden():
            found = self._landmarker.detect_for_video(image, self._last_ms)
        self._found_anybody |= bool(found.pose_landmarks)
        if not found.pose_landmarks:
            return None
        body, world = found.pose_landmarks[0], found.pose_world_landmarks[0]
        return Pose(
            points=np.array([(point.x, point.y) for point in body], np.float32),
            world_m=np.array(
                [(point.x, point.y, point.z) for point in world], np.float32
            ),
            visibility=np.array([point.visibility for point in body], np.float32),
        )

    def close(self) -> None:
        """Free the model and its threads."""
        self._landmarker.close()

    def __enter__(self) -> Self:
        """Return the estimator itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Free the model."""
        self.close()


def luma_of(image_rgb: NDArray[np.uint8]) -> float:
    """Return the brightness that a tenth of a picture exceeds, 0-255."""
    # Green is 60-70 % of brightness; every eighth pixel is enough; and black bars
    # beside a portrait film leave a quarter of the picture or more.
    levels = np.bincount(image_rgb[::8, ::8, 1].ravel(), minlength=256)
    return float(np.searchsorted(np.cumsum(levels), 0.9 * levels.sum()))


class TrackBuilder:
    """Collects poses into a `Track`, frame by frame."""

    def __init__(self, size_wh: tuple[int, int]) -> None:
        """Start with no frames.

        Args:
            size_wh: Width and height in pixels that points are scaled to.
        """
        self.size_wh = size_wh
        self.time_s: list[float] = []
        self.poses: list[Pose] = []
        self.luma: list[float] = []

    def add(self, time_s: float, pose: Pose | None, luma: float) -> None:
        """Append one frame; `pose` None stands for nobody seen."""
        self.time_s.append(time_s)
        self.luma.append(luma)
        self.poses.append(pose or NOBODY)

    def track(
        self,
        name: str,
        *,
        model: str = "",
        surroundings: CaptureConditions | None = None,
    ) -> Track:
        """Return what has been collected, its time beginning at 0.

        Args:
            name: What it is called.
            model: Name and digest of the pose model.
            surroundings: What else was seen, frame by frame.
        """
        count = len(self.time_s)
        time_s = np.array(self.time_s, dtype=np.float64) - self.time_s[0]
        fps = (count - 1) / float(time_s[-1])
        points = np.array([pose.points for pose in self.poses], np.float64)
        return Track(
            time_s=time_s,
            points_px=points * np.array(self.size_wh, np.float64),
            world_m=np.array([pose.world_m for pose in self.poses], np.float64),
            visibility=np.array([pose.visibility for pose in self.poses], np.float64),
            luma=np.array(self.luma, dtype=np.float64),
            size_wh=self.size_wh,
            source=Source(
                name=name,
                fps=fps,
                duration_s=float(time_s[-1]) + 1 / fps,
                model=model,
                smoothed=True,
            ),
            surroundings=surroundings,
        )
