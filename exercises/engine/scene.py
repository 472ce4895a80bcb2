"""What every exercise starts from: the body, how it lies in space, what is known."""

import itertools
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import median_filter

from exercises.marks import NO_MARKS, Marks
from exercises.units import Side
from vision import landmarks
from vision.cleaning import repaired
from vision.filters import fill_gaps, odd_window, stretches
from vision.geometry import Floats, distance, long_percentile, midpoint
from vision.track import Track
from vision.view import View, estimate_view, front_direction

Attitude = Literal["upright", "prone", "supine"]

FACING_FLOOR: Final = 0.6
"""Part of the chest's direction that points down (or up) in a body that lies, kneels on
its hands or folds at the hip; right in 989 of 990 renders (rationale.md 1.3)."""
FACING_CEILING: Final = 0.4
"""The same for lying on the back; less, since a high bridge tilts the chest by up to
60 degrees."""
UPRIGHT_LEAN_DEG: Final = 40.0
"""A trunk steeper than this with its chest level is upright; between that and lying is
neither (our choice: runners and hingers pass through, nobody stays)."""
STEADY_S: Final = 0.5
"""Attitudes are voted over this long: nobody lies down and gets up within it."""
ELSEWHERE: Final = 0.15
"""A body whose trunk is so many of its lengths from where it was before a cut is filmed
anew (our choice: the tracker's errors are a third of that)."""
BRIDGED_S: Final = 1.0
"""Passages of one attitude survive gaps up to this (rationale.md 6.1)."""
ARMS: Final = {
    "left": (landmarks.LEFT_SHOULDER, landmarks.LEFT_ELBOW, landmarks.LEFT_WRIST),
    "right": (landmarks.RIGHT_SHOULDER, landmarks.RIGHT_ELBOW, landmarks.RIGHT_WRIST),
}


@dataclass(frozen=True, kw_only=True, eq=False)
class Scene:
    """A track, or a part of it, ready to be measured.

    Attributes:
        raw: The track before repair: the evidence for times and steadiness.
        track: Repaired: the evidence for angles and places.
        prone: (T,) frames with the chest to the floor.
        supine: (T,) frames lying on the back.
        upright: (T,) frames with the trunk upright.
        side: The working leg where the user named it.
        error_factor: By how much errors grow on this film.
        stature_m: The person's height where the user gave it.
        marks: What a person says of its reps.
    """

    raw: Track
    track: Track
    prone: NDArray[np.bool_]
    supine: NDArray[np.bool_]
    upright: NDArray[np.bool_]
    side: Side | None = None
    error_factor: float = 1.0
    stature_m: float | None = None
    marks: Marks = NO_MARKS

    @property
    def time_s(self) -> Floats:
        """(T,) seconds."""
        return self.track.time_s

    @property
    def fps(self) -> float:
        """Frames a second, gaps left out."""
        return self.raw.fps

    @property
    def shoulders_px(self) -> Floats:
        """(T, 2) mid-shoulder."""
        return midpoint(self.track.points_px, landmarks.SHOULDERS)

    @property
    def hips_px(self) -> Floats:
        """(T, 2) mid-hip."""
        return midpoint(self.track.points_px, landmarks.HIPS)

    @property
    def trunk_px(self) -> float:
        """Length of the trunk in the picture."""
        return long_percentile(distance(self.shoulders_px, self.hips_px))

    def leg_px(self, side: Side, part: int) -> Floats:
        """(T, 2) of a leg: part 0 hip, 1 knee, 2 ankle, 3 heel, 4 toe tip."""
        return np.asarray(self.track.points_px[:, landmarks.LEGS[side][part]])

    def arm_px(self, side: Side, part: int) -> Floats:
        """(T, 2) of an arm: part 0 shoulder, 1 elbow, 2 wrist."""
        return np.asarray(self.track.points_px[:, ARMS[side][part]])

    def view(self, when: NDArray[np.bool_]) -> View:
        """Return where the camera stands, from some frames."""
        return estimate_view(self.track.only(when))

    @property
    def end_on(self) -> bool:
        """Whether the camera looks along a body that lies or kneels."""
        return self.view(np.ones(len(self.time_s), dtype=bool)).name == "end-on"

    def between(self, start_s: float, end_s: float) -> NDArray[np.bool_]:
        """(T,) frames with start_s <= time <= end_s."""
        return np.asarray((self.time_s >= start_s) & (self.time_s <= end_s))

    @property
    def cuts(self) -> NDArray[np.int_]:
        """Frames before which the film is cut and the body is elsewhere.

        Where it goes on in its place nothing is parted; what lies across is doubted
        (`exercises.scoring.reliability`).
        """
        around = self.raw.surroundings
        if around is None:
            return np.empty(0, dtype=np.int_)
        trunk = np.concatenate([self.shoulders_px, self.hips_px], axis=1)
        moved = []
        for cut in np.flatnonzero(around.cut):
            before, after = trunk[max(0, cut - 3) : cut], trunk[cut : cut + 3]
            away = np.abs(_middle(after) - _middle(before))
            if cut > 0 and not (away <= ELSEWHERE * self.trunk_px).all():
                moved.append(int(cut))
        return np.array(moved, dtype=np.int_)

    def part(self, frames: slice) -> "Scene":
        """Return some of the frames as a scene of their own."""
        return Scene(
            raw=self.raw.only(frames),
            track=self.track.only(frames),
            prone=self.prone[frames],
            supine=self.supine[frames],
            upright=self.upright[frames],
            side=self.side,
            error_factor=self.error_factor,
            stature_m=self.stature_m,
            marks=self.marks,
        )


def read_scene(
    raw: Track,
    *,
    side: Side | None = None,
    error_factor: float = 1.0,
    stature_m: float | None = None,
    marks: Marks = NO_MARKS,
) -> Scene:
    """Repair a track and tell how the body lies in space, frame by frame."""
    track = repaired(raw)
    chest_down = front_direction(track.world_m)[:, 1]
    chest_down = _steady(chest_down, track.time_s)
    lean = _steady(lean_3d_deg(track), track.time_s)
    level = np.abs(chest_down) <= FACING_FLOOR
    return Scene(
        raw=raw,
        track=track,
        prone=np.nan_to_num(chest_down) > FACING_FLOOR,
        supine=np.nan_to_num(chest_down) < -FACING_CEILING,
        upright=level & (np.nan_to_num(lean, nan=90.0) < UPRIGHT_LEAN_DEG),
        side=side,
        error_factor=error_factor,
        stature_m=stature_m,
        marks=marks,
    )


def _middle(points: Floats) -> Floats:
    """Return the median of some frames, NaN where none shows the body."""
    seen = points[np.isfinite(points).all(axis=1)]
    return np.median(seen, axis=0) if len(seen) else np.full(points.shape[1], np.nan)


def passages(
    flags: NDArray[np.bool_],
    time_s: Floats,
    *,
    least_s: float,
    cuts: NDArray[np.int_] | None = None,
) -> list[slice]:
    """Return the runs of frames in one attitude, short breaks bridged.

    Args:
        flags: (T,) frames in that attitude.
        time_s: (T,) seconds.
        least_s: Shorter runs are left out.
        cuts: Frames before which the film is cut; nothing runs across these.
    """
    bridged = fill_gaps(np.where(flags, 1.0, np.nan), time_s, BRIDGED_S)
    runs = []
    for start, stop in stretches(np.isfinite(bridged)):
        inside = [] if cuts is None else [c for c in cuts if start < c < stop]
        edges = [start, *inside, stop]
        runs += [slice(int(a), int(b)) for a, b in itertools.pairwise(edges)]
    return [run for run in runs if time_s[run.stop - 1] - time_s[run.start] >= least_s]


def lean_3d_deg(track: Track) -> Floats:
    """Lean of the trunk from the model's world landmarks; without a sign, (T,)."""
    trunk = midpoint(track.world_m, landmarks.SHOULDERS) - midpoint(
        track.world_m, landmarks.HIPS
    )
    level = np.hypot(trunk[:, 0], trunk[:, 2])
    return np.asarray(np.degrees(np.arctan2(level, -trunk[:, 1])))


def _steady(values: Floats, time_s: Floats) -> Floats:
    if len(values) < 3:
        return values
    frames = odd_window(STEADY_S, time_s)
    filled = np.where(np.isfinite(values), values, 0.0)
    return np.where(
        np.isfinite(values), median_filter(filled, frames, mode="nearest"), np.nan
    )
