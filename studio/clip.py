"""What a clip is: who does what, how it is filmed, and what is true about it."""

from dataclasses import dataclass

import numpy as np

from studio.body import Physique
from studio.motion import Style
from studio.room import Room
from studio.skeleton import Array
from studio.wardrobe import Outfit

#: Clock of the video's time stamps; divides evenly by 15, 24, 30 and 60 frames/s.
TICKS_PER_S = 90_000
#: A phone's variable rate, our choice: intervals jitter by a fifth, some frames drop.
RATE_JITTER = 0.2
DROPPED_SHARE = 0.05


@dataclass(frozen=True)
class Shot:
    """How the phone films. See `camera.Camera` for the angles' meaning."""

    yaw_deg: float = 5.0
    on_left: bool = True
    distance_m: float = 3.4
    height_m: float = 0.95
    roll_deg: float = 0.0
    fps: int = 30
    width_px: int = 960
    height_px: int = 540
    variable_rate: bool = False
    fill: float = 0.86
    largest_kib: int = 400


@dataclass(frozen=True)
class Clip:
    """Everything that one video is made from.

    `faults` must be reported, `clean` must not, `possible` may be at most as possible;
    `label` says what a clip of none of the exercises shows.
    """

    name: str
    shows: str
    physique: Physique
    outfit: Outfit
    room: Room
    shot: Shot
    style: Style
    faults: tuple[str, ...] = ()
    clean: tuple[str, ...] = ()
    possible: tuple[str, ...] = ()
    label: str | None = None
    seed: int = 1

    @property
    def duration_s(self) -> float:
        """How long the clip lasts."""
        return self.style.duration_s

    def frame_times_s(self) -> Array:
        """(T,) time of each frame, exact on the video's clock, the first one 0."""
        count = int(self.duration_s * self.shot.fps) + 1
        times_s = np.arange(count) / self.shot.fps
        if self.shot.variable_rate:
            random = np.random.default_rng(self.seed)
            steps = 1.0 + RATE_JITTER * random.uniform(-1, 1, count - 1)
            times_s = np.concatenate([[0.0], np.cumsum(steps)]) / self.shot.fps
            keep = random.uniform(size=count) >= DROPPED_SHARE
            keep[0] = True
            times_s = times_s[keep]
        return np.round(times_s * TICKS_PER_S) / TICKS_PER_S
