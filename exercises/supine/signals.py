"""A body lying on its back with the hips lifted: the signals of a bridge.

The foot may stand on a box of any height, so heights in the picture mean nothing by
themselves. What counts is the line from the shoulders to the working knee: how far the
hip sags below it or arches above it, in degrees, is the same for every box, distance
and tilt of the camera (rationale.md 9.2).
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from exercises.engine.scene import Scene
from exercises.engine.trunk_motion import along_curves
from exercises.units import Side
from vision import landmarks
from vision.geometry import (
    Floats,
    distance,
    long_percentile,
    percentile,
    signed_hip_flexion_deg,
    usual_range,
)
from vision.view import View

SIDES: Final[tuple[Side, Side]] = ("left", "right")

THIGHS_APART_DEG: Final = 25.0
FEET_APART: Final = 0.25
"""With thighs this far apart, or ankles at heights this many trunk lengths apart, the
bridge stands on one leg (rationale.md 9.2)."""
FOOT_RAISED: Final = 0.30
FOOT_ON_FLOOR: Final = 0.15
"""Height of the working ankle above the shoulders, in trunk lengths, that is a raised
foot, and one on the floor (rationale.md 9.2)."""
MOVED: Final = 0.2
"""An ankle that moves by this many trunk lengths more than the other is not the one
that stands (our choice: half of what the hips rise)."""
WELL_UP: Final = 0.25
"""Share of the way up from which on places are compared (our choice)."""
ON_FLOOR: Final = 0.22
"""Hips that come this near to the shoulders' height, in trunk lengths, have been on the
floor: the amber edge of a full range (rationale.md 9.4)."""
CARRIED: Final = landmarks.HIPS
"""What moves with the hips while head and shoulders lie still. The legs move more, but
exchange their names: with them the slowest twentieth of lowering times was twice as far
off on rendered bridges (`uv run python -m benchmarks.sensitivity`)."""
LEAST_TRAVEL_DEG: Final = 6.0
"""Smaller tilts of the trunk are left as they are read."""
LYING_PERCENTILE: Final = 3.0
SWAPPED_PERCENT: Final = 10.0
"""Share of a rep's frames at each end of a reading that may belong to exchanged legs:
the model exchanges them for up to a third of a second while the hips move fast."""
LEAST_BELIEVED: Final = 0.8
"""Share of a rep's frames a leg must be seen in to be judged (rationale.md 4)."""
STEEP: Final = 0.15
"""Below this height in trunk lengths the shoulder-knee line is too flat for a share."""


@dataclass(frozen=True, kw_only=True, eq=False)
class BridgeSignals:
    """What a bridge is measured on.

    Attributes:
        scene: The passage lying on the back.
        view: Where the camera stands.
        facing: +1 when the chest would face image right in standing up.
        trunk_px: Length of the trunk in the picture.
        flexion_deg: Each leg's hip flexion, (T,): 0 straight, + sagging below the line
            from shoulders to knee, - arched above it.
        rise_deg: (T,) how high the trunk is tilted, 0 lying flat; needs no legs.
        height: (T,) hips above shoulders in trunk lengths.
        offset_deg: What was added to the hips' flexion.
    """

    scene: Scene
    view: View
    facing: float
    trunk_px: float
    flexion_deg: dict[Side, Floats]
    rise_deg: Floats
    height: Floats
    offset_deg: float

    @property
    def time_s(self) -> Floats:
        """(T,) seconds."""
        return self.scene.time_s

    def lowered_deg(self, part: slice) -> Floats:
        """Return how far the hips are lowered, as the timing wants it: unsmoothed."""
        raw = self.scene.raw.only(part)
        depth = -_rise_deg(raw.points_px, self.facing)
        return along_curves(raw, depth, CARRIED, LEAST_TRAVEL_DEG)

    def unsmoothed(self) -> "BridgeSignals":
        """Return the same passage as the model gave it: the evidence for times."""
        return replace(self, scene=replace(self.scene, track=self.scene.raw))

    def bridge_height(self, side: Side | None) -> Floats:
        """Return the hips' height as a share of the shoulder-knee line, (T,).

        0 at the shoulders' height, 1 on the line, above 1 arched. NaN where the line is
        too flat to divide by.
        """
        shoulders, hips = self.scene.shoulders_px, self.scene.hips_px
        knees = [self.scene.leg_px(one, 1) for one in ((side,) if side else SIDES)]
        knee = np.mean(knees, axis=0)
        along = (hips - shoulders)[:, 0] / (knee - shoulders)[:, 0]
        line = along * (shoulders - knee)[:, 1]
        line = np.where(np.abs(line) > STEEP * self.trunk_px, line, np.nan)
        return (shoulders - hips)[:, 1] / line

    def flexion_of(self, side: Side | None) -> Floats:
        """Return the working hip's flexion, (T,); of both legs when None."""
        if side:
            return self.flexion_deg[side]
        return np.asarray((self.flexion_deg["left"] + self.flexion_deg["right"]) / 2)

    def arm_deg(self, side: Side) -> Floats:
        """Return an arm's elevation, (T,).

        0 by the side, 90 over the chest, 180 past the head. Arms that rest on the floor
        beside lifted hips are below 0 by the trunk's tilt, behind the head above 90 by
        as much: no arm goes deeper, so the angle is unwrapped a quarter turn beyond.
        """
        down = self.scene.hips_px - self.scene.shoulders_px
        arm = self.scene.arm_px(side, 2) - self.scene.arm_px(side, 0)
        cross = down[:, 0] * arm[:, 1] - down[:, 1] * arm[:, 0]
        angle = -self.facing * np.degrees(np.arctan2(cross, (down * arm).sum(axis=1)))
        lowest = -90.0 - np.nan_to_num(self.rise_deg)
        return np.asarray((angle - lowest) % 360.0 + lowest)

    def elbow_deg(self, side: Side) -> Floats:
        """Return an elbow's inner angle, (T,): 180 straight.

        From how near the wrist is to the shoulder: elbows flare sideways, toward the
        camera, where their bend itself cannot be seen. Both halves of the arm are
        taken as equally long.
        """
        shoulder, elbow, wrist = (self.scene.arm_px(side, part) for part in range(3))
        length = long_percentile(distance(shoulder, elbow))
        length += long_percentile(distance(elbow, wrist))
        reach = np.clip(distance(shoulder, wrist) / length, 0.0, 1.0)
        return np.asarray(2 * np.degrees(np.arcsin(reach)))


def bridge_signals_of(scene: Scene, deficit_offset_deg: float = 0.0) -> BridgeSignals:
    """Read the signals of one passage on the back.

    Args:
        scene: Frames lying on the back, seen from one side.
        deficit_offset_deg: Added to the hips' flexion: from the tracker's points to
            the joints' centres.
    """
    scene = _levelled_on_floor(scene)
    shoulders, hips = scene.shoulders_px, scene.hips_px
    # Whoever lies down backwards has the head where the back was.
    headward = percentile((shoulders - hips)[:, 0], 50)
    facing = -1.0 if headward > 0 else 1.0
    trunk = shoulders - hips
    trunk_px = scene.trunk_px
    return BridgeSignals(
        scene=scene,
        view=scene.view(np.ones(len(scene.time_s), dtype=bool)),
        facing=facing,
        trunk_px=trunk_px,
        flexion_deg={
            side: deficit_offset_deg
            + signed_hip_flexion_deg(
                trunk, scene.leg_px(side, 0), scene.leg_px(side, 1), facing
            )
            for side in SIDES
        },
        rise_deg=_rise_deg(scene.track.points_px, facing),
        height=(shoulders - hips)[:, 1] / trunk_px,
        offset_deg=deficit_offset_deg,
    )


def _levelled_on_floor(scene: Scene) -> Scene:
    """Move the hips down by what they read too high while they lie on the floor.

    The model sees the outside of a body: with some builds and trousers it puts the hips
    a tenth of a trunk too high, all through a film. Lying flat, hips and shoulders are
    level, which tells by how much. A film that never shows the floor is left alone.
    """
    height = (scene.shoulders_px - scene.hips_px)[:, 1]
    lying = percentile(height, LYING_PERCENTILE)
    if not abs(lying) < ON_FLOOR * scene.trunk_px:
        return scene
    shift = np.zeros((landmarks.COUNT, 2))
    shift[landmarks.HIPS, 1] = lying
    raw, track = (
        replace(one, points_px=one.points_px + shift)
        for one in (scene.raw, scene.track)
    )
    return replace(scene, raw=raw, track=track)


def _rise_deg(points_px: Floats, facing: float) -> Floats:
    shoulders = points_px[:, landmarks.SHOULDERS].mean(axis=1)
    hips = points_px[:, landmarks.HIPS].mean(axis=1)
    trunk = hips - shoulders
    return np.asarray(np.degrees(np.arctan2(-trunk[:, 1], facing * trunk[:, 0])))


def upper_part(
    bridge: BridgeSignals, when: NDArray[np.bool_], share: float = WELL_UP
) -> NDArray[np.bool_]:
    """Return those of some frames in which the hips are well up.

    Near the floor the model loses the working foot behind the box's edge and tells a
    pelvis from a side by other marks, so that places are only compared higher up.
    """
    rise = bridge.rise_deg[when]
    low, high = percentile(rise, 5), percentile(rise, 95)
    return np.asarray(when & (bridge.rise_deg > low + share * (high - low)))


def max_displacement(
    points_px: Floats,
    when: NDArray[np.bool_],
    start: NDArray[np.bool_],
    farthest_px: float = np.inf,
) -> float:
    """Return how far points get from where they were at the start, in pixels.

    Args:
        points_px: (T, 2).
        when: (T,) frames to look at; the farthest are left out, see `SWAPPED_PERCENT`.
        start: (T,) frames that say where they were.
        farthest_px: Points farther away are something else.
    """
    place = points_px[start & np.isfinite(points_px[:, 0])]
    if not len(place):
        return float("nan")
    away = distance(points_px[when], np.median(place, axis=0))
    return percentile(away[away < farthest_px], 100 - SWAPPED_PERCENT)


def spread(points_px: Floats) -> float:
    """Return how far points move about, in pixels."""
    return float(np.hypot(usual_range(points_px[:, 0]), usual_range(points_px[:, 1])))
