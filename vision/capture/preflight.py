"""Is a film worth the long look? Some pictures, in a second or two."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from vision import landmarks
from vision.capture.blur import blur_of
from vision.capture.conditions import CaptureConditions
from vision.capture.roll import roll_of
from vision.pose.estimator import (
    INPUT_LONG_SIDE_PX,
    PoseEstimator,
    TrackBuilder,
    luma_of,
)
from vision.pose.model import PoseModel
from vision.problems import Problem, rate_problems
from vision.quality import assess_quality
from vision.video.probe import VideoInfo, probe
from vision.video.reader import pictures_at

PICTURES: Final = 9
"""Spread over the film: one in ten may miss the athlete, three may not (our choice)."""
NOT_FROM_SO_FEW: Final = ("few_frames", "too_few_frames", "lost_for")


@dataclass(frozen=True, kw_only=True)
class Preflight:
    """What some pictures of a film tell.

    Attributes:
        problems: What is wrong with them, worst first.
        seen: In how many of them somebody was seen.
        looked: How many there were.
    """

    problems: tuple[Problem, ...]
    seen: int
    looked: int

    @property
    def usable(self) -> bool:
        """Whether a look at all of it can give anything."""
        return not any(problem.blocks for problem in self.problems)


def preflight(
    path: Path, info: VideoInfo | None = None, *, model: PoseModel | None = None
) -> Preflight:
    """Look at some pictures of a film.

    Args:
        path: The video.
        info: What the file says of itself, where it was asked already.
        model: The pose model; None for the built-in one.

    Raises:
        VideoError: The file cannot be read.
        PoseModelError: The model is missing or does not load.
    """
    info = info or probe(path)
    duration_s = info.duration_s if np.isfinite(info.duration_s) else 10.0
    # Not the very ends: that is where the phone is started and stopped.
    times_s = np.linspace(0.0, duration_s, PICTURES + 2)[1:-1]
    builder = TrackBuilder((info.width, info.height))
    pictures, bodies = [], []
    with closing(PoseEstimator(model)) as estimate:
        pictures_there = pictures_at(
            path, list(times_s), long_side_px=INPUT_LONG_SIDE_PX, exactly=False
        )
        for number, frame in enumerate(pictures_there):
            # Where the body was in the picture before tells nothing a second later, and
            # whom the model has lost it looks for anew in the next picture only.
            pose = estimate(frame.image_rgb, float(number)) or estimate(
                frame.image_rgb, number + 0.5
            )
            builder.add(float(number), pose, luma_of(frame.image_rgb))
            pictures.append(frame.image_rgb)
            bodies.append(pose.points if pose else None)
    nothing = np.zeros(len(pictures), dtype=bool)
    around = CaptureConditions(
        cut=nothing,
        shift=np.zeros((len(pictures), 2)),
        occluded_by_other=nothing,
        roll_deg=roll_of(pictures, bodies),
        blur=blur_of(pictures, bodies),
    )
    track = builder.track(info.name, surroundings=around)
    problems = [
        problem
        for problem in assess_quality(track, landmarks.BODY).problems
        if problem.code not in NOT_FROM_SO_FEW
    ]
    problems += rate_problems(info.fps)
    return Preflight(
        problems=tuple(problems), seen=int(track.seen.sum()), looked=len(track)
    )
