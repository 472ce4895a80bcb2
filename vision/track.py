"""`Track`: one body through time, the one noun between the floors."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from vision import landmarks
from vision.capture.conditions import CaptureConditions
from vision.video.flaws import Flaw

FASTEST_FPS: Final = 1000.0
"""No camera of a person's goes further: above it a clock is damaged (our choice)."""
GAP_STEPS: Final = 3
"""A step of more than so many usual ones is a gap in the film (our choice)."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a track comes from.

    Attributes:
        name: File name, without its folder.
        fps: Mean frame rate over the clip, frames per second.
        duration_s: From the first frame to the end of the last one.
        model: Name and digest of the pose model.
        smoothed: Whether the model's own (delaying) smoothing was on.
        mirrored: Whether the picture is a mirror image, as the user declared.
        flaws: What is wrong with the file.
        marked_speed: How much time one second of the film shows, as the file says.
        speed: Likewise, as the track's times were made by.
        imported: Whether it comes from a file of points and not from a film, so that
            nobody looked at light, framing, camera and other people.
    """

    name: str
    fps: float
    duration_s: float
    model: str = ""
    smoothed: bool = False
    mirrored: bool = False
    flaws: tuple[Flaw, ...] = ()
    marked_speed: float = 1.0
    speed: float = 1.0
    imported: bool = False


@dataclass(frozen=True, kw_only=True, eq=False)
class Track:
    """Where a body's landmarks were, frame by frame.

    Attributes:
        time_s: (T,) seconds since the first frame, strictly increasing, from the
            frames' own timestamps.
        points_px: (T, 33, 2) pixels of the upright frame, x right, y down; NaN where
            nobody was seen.
        world_m: (T, 33, 3) metres from mid-hip, x image-right, y down, z away from
            the camera; a model's guess, fit for the view angle and little more.
        visibility: (T, 33) in [0, 1] as the model says; high on wrong points too.
        luma: (T,) brightness that a tenth of each frame exceeds, 0-255.
        size_wh: Width and height of the upright frame in pixels.
        source: Where it comes from.
        surroundings: What else was seen; None where nobody looked, as live.
    """

    time_s: NDArray[np.float64]
    points_px: NDArray[np.float64]
    world_m: NDArray[np.float64]
    visibility: NDArray[np.float64]
    luma: NDArray[np.float64]
    size_wh: tuple[int, int]
    source: Source
    surroundings: CaptureConditions | None = None

    def __post_init__(self) -> None:
        """Refuse arrays that do not belong together."""
        frames = len(self.time_s)
        shapes = {
            "points_px": (self.points_px.shape, (frames, landmarks.COUNT, 2)),
            "world_m": (self.world_m.shape, (frames, landmarks.COUNT, 3)),
            "visibility": (self.visibility.shape, (frames, landmarks.COUNT)),
            "luma": (self.luma.shape, (frames,)),
        }
        wrong = [f"{k} is {a}, not {b}" for k, (a, b) in shapes.items() if a != b]
        if frames > 1 and not (np.diff(self.time_s) > 0).all():
            wrong.append("time_s does not increase")
        if not np.isfinite(self.time_s).all():
            wrong.append("time_s is not finite")
        wrong += [
            f"{name} holds infinite values"
            for name in ("points_px", "world_m", "visibility", "luma")
            if np.isinf(getattr(self, name)).any()
        ]
        if wrong:
            raise ValueError("a track does not fit together: " + "; ".join(wrong))

    def __len__(self) -> int:
        """Return the number of frames."""
        return len(self.time_s)

    @property
    def fps(self) -> float:
        """Frames a second, gaps left out; 0 for fewer than two; `FASTEST_FPS` at most.

        The mean, not the middle step: a camera that leaves out every third picture
        gives steps of one and of two.
        """
        steps_s = np.diff(self.time_s)
        if not len(steps_s):
            return 0.0
        usual_s = steps_s[steps_s <= GAP_STEPS * np.median(steps_s)]
        return float(min(1 / usual_s.mean(), FASTEST_FPS))

    @property
    def seen(self) -> NDArray[np.bool_]:
        """(T,) whether anybody was seen in each frame."""
        return np.isfinite(self.points_px[:, landmarks.LEFT_HIP, 0])

    def only(self, frames: NDArray[np.bool_] | slice) -> "Track":
        """Return the track with some of its frames, (T,) flags or a slice."""
        return replace(
            self,
            time_s=self.time_s[frames],
            points_px=self.points_px[frames],
            world_m=self.world_m[frames],
            visibility=self.visibility[frames],
            luma=self.luma[frames],
            surroundings=self.surroundings and self.surroundings.only(frames),
        )

    def between(self, start_s: float, end_s: float) -> "Track":
        """Return the part of the track with start_s <= time <= end_s."""
        return self.only((self.time_s >= start_s) & (self.time_s <= end_s))


def flipped(track: Track) -> Track:
    """Return the track as a camera without the selfie mirror would have seen it.

    Flips x and gives each landmark its partner's name, so that left and right are
    the person's again.
    """
    order = list(landmarks.MIRROR)
    width = track.size_wh[0]
    flip_px = np.array([-1.0, 1.0])
    return replace(
        track,
        points_px=track.points_px[:, order] * flip_px + np.array([width, 0.0]),
        world_m=track.world_m[:, order] * np.array([-1.0, 1.0, 1.0]),
        visibility=track.visibility[:, order],
        source=replace(track.source, mirrored=True),
        surroundings=track.surroundings and track.surroundings.mirrored(),
    )


def retimed(track: Track, speed: float) -> Track:
    """Return the track in true time.

    Args:
        track: In the film's time.
        speed: How much true time one second of the film shows: 0.25 where 120 frames a
            second were recorded and are shown at 30.
    """
    if speed == 1:
        return track
    source, around = track.source, track.surroundings
    times = np.array([1.0, 1.0, speed])
    return replace(
        track,
        time_s=track.time_s * speed,
        source=replace(
            source,
            fps=source.fps / speed,
            duration_s=source.duration_s * speed,
            flaws=tuple(
                replace(one, at_s=one.at_s * speed, until_s=one.until_s * speed)
                for one in source.flaws
            ),
            speed=speed,
        ),
        surroundings=around
        and replace(
            around,
            others_s=around.others_s * speed,
            candidates=around.candidates * times,
        ),
    )


def stabilized(track: Track, camera_path: NDArray[np.float64]) -> Track:
    """Return the track as a camera that stood where it was at first would have seen it.

    Args:
        track: As filmed.
        camera_path: (T, 2) where the backdrop has moved to since the first frame, as
            shares of the picture's width.
    """
    moved_px = camera_path * track.size_wh[0]
    return replace(track, points_px=track.points_px - moved_px[:, None])


def roll_corrected(track: Track, roll_deg: float) -> Track:
    """Return the track as a level camera would have seen it.

    Args:
        track: As filmed.
        roll_deg: How far the phone was turned clockwise.
    """
    angle = np.radians(roll_deg)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    middle = np.array(track.size_wh) / 2
    world = track.world_m.copy()
    world[..., :2] = world[..., :2] @ turn.T
    return replace(
        track, points_px=(track.points_px - middle) @ turn.T + middle, world_m=world
    )
