"""A standing body seen from one place: trunk, facing, view, and clean signals."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from exercises.engine.scene import Scene, lean_3d_deg
from exercises.engine.trunk_motion import along_curves, lean_from_height
from vision import landmarks
from vision.geometry import (
    Floats,
    distance,
    lean_deg,
    long_percentile,
    median_where,
    midpoint,
)
from vision.track import Track
from vision.view import (
    FRONT_LIMIT_DEG,
    SIDE_LIMIT_DEG,
    View,
    estimate_view,
)

UPRIGHT_DEG: Final = 25.0
"""Trunk lean below which a person counts as standing upright (our choice: twice what
people lean when asked to stand tall, with the tracker's error on top)."""
FORESHORTENED_FROM_YAW_DEG: Final = FRONT_LIMIT_DEG
"""Beyond this view angle the trunk's line in the picture says little of its lean; how
short it looks says more. Up to there a foreshortened lean is stretched again."""


@dataclass(frozen=True, kw_only=True, eq=False)
class StandingSignals:
    """A track of one set with what a hinge needs of it.

    Attributes:
        raw: The track before repair: the evidence for times.
        track: The repaired track: the evidence for angles and places.
        view: Where the camera stands, from the upright frames.
        facing: +1 when the person faces image right, -1 for left.
        trunk_px: Length of the trunk in the picture.
        lean_deg: (T,) trunk lean on the repaired track.
        lean_raw_deg: (T,) the same on the raw track.
        upright: (T,) frames in which the trunk is upright.
    """

    raw: Track
    track: Track
    view: View
    facing: float
    trunk_px: float
    lean_deg: Floats
    lean_raw_deg: Floats
    upright: NDArray[np.bool_]

    @property
    def time_s(self) -> Floats:
        """(T,) seconds."""
        return self.track.time_s

    @property
    def fps(self) -> float:
        """Frames a second, gaps left out."""
        return self.raw.fps

    @property
    def foreshortened(self) -> bool:
        """Whether the lean points at the camera and is read from the trunk's height."""
        return self.view.yaw_deg > FORESHORTENED_FROM_YAW_DEG

    def lean_between_deg(self, part: slice) -> Floats:
        """Return the lean in a stretch of frames, as the timing wants it."""
        return along_curves(self.raw.only(part), self.lean_raw_deg[part])

    def median_between(self, values: Floats, start_s: float, end_s: float) -> float:
        """Return the median of a signal over some time; NaN if unseen there."""
        inside = (self.time_s >= start_s) & (self.time_s <= end_s)
        return median_where(values, inside)


def standing_signals_of(scene: Scene) -> StandingSignals:
    """Read trunk, facing and view."""
    raw, track = scene.raw, scene.track
    flat = _flat_lean(track, 1.0)
    facing = 1.0 if np.nansum(flat * np.abs(flat)) >= 0 else -1.0
    flat = facing * flat
    solid = lean_3d_deg(track)
    upright = np.nan_to_num(np.minimum(np.abs(flat), 90.0), nan=90.0) < UPRIGHT_DEG
    upright &= np.nan_to_num(solid, nan=90.0) < UPRIGHT_DEG + 10
    if not upright.any():  # the most upright fifth there is
        known = np.nan_to_num(solid, nan=180.0)
        upright = known <= np.percentile(known, 20)
    when = upright if upright.sum() >= 5 else np.ones_like(upright)
    view = estimate_view(track.only(when))
    if view.yaw_deg <= FORESHORTENED_FROM_YAW_DEG:
        oblique = view.yaw_deg > SIDE_LIMIT_DEG
        stretch = 1 / float(np.cos(np.radians(view.yaw_deg))) if oblique else 1.0
        lean = _flat_lean(track, facing, stretch)
        lean_raw = _flat_lean(raw, facing, stretch)
    else:
        lean, lean_raw = lean_from_height(track), lean_from_height(raw)
    return StandingSignals(
        raw=raw,
        track=track,
        view=view,
        facing=facing,
        trunk_px=long_percentile(
            distance(
                midpoint(track.points_px, landmarks.SHOULDERS),
                midpoint(track.points_px, landmarks.HIPS),
            )
        ),
        lean_deg=lean,
        lean_raw_deg=lean_raw,
        upright=upright,
    )


def _flat_lean(track: Track, facing: float, stretch: float = 1.0) -> Floats:
    hips = midpoint(track.points_px, landmarks.HIPS)
    shoulders = midpoint(track.points_px, landmarks.SHOULDERS)
    wide = np.array([stretch, 1.0])
    return lean_deg(hips * wide, shoulders * wide, facing)
