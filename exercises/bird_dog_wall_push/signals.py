"""A body on hands and one knee, the other leg reaching back: the signals of a bird dog.

From the side the model swaps the legs' names in every tenth picture (rationale.md 2).
So which leg works is told by geometry in each frame, and named once, by vote.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from exercises.engine.scene import Scene
from exercises.units import Side
from vision import landmarks
from vision.geometry import (
    Floats,
    midpoint,
    percentile,
    signed_flexion_deg,
    signed_hip_flexion_deg,
)

SIDES: Final[tuple[Side, Side]] = ("left", "right")


@dataclass(frozen=True, kw_only=True, eq=False)
class Quadruped:
    """What a body on all fours is measured on; the working leg is the one farther back.

    Attributes:
        scene: The passage facing the floor.
        facing: +1 with the head to image right, -1 to the left.
        trunk_px: Length of the trunk.
        tilt_deg: (T,) trunk against the level: + head higher than hips.
        working: (T,) the working leg's label in each frame, 0 left, 1 right.
        hip_px: (T, 2) working hip.
        knee_px: (T, 2) working knee.
        ankle_px: (T, 2) working ankle.
        toe_from_heel_px: (T, 2) direction of the working foot.
        support_knee_px: (T, 2) of the other leg.
        thigh_deg: (T,) working thigh from the vertical.
        support_thigh_deg: (T,) other thigh from the vertical.
        support_knee_deg: (T,) bend of the other knee.
        flexion_deg: (T,) working hip: 0 in line with the trunk, - above it.
        knee_deg: (T,) bend of the working knee.
        support_arm_deg: (T,) of the arm that reaches the floor, from the vertical.
        other_arm_deg: (T,) elevation of the other arm from straight down, 0..180.
        hands_down: (T,) how far the lower wrist is below the shoulders, trunk lengths.
    """

    scene: Scene
    facing: float
    trunk_px: float
    tilt_deg: Floats
    working: NDArray[np.int_]
    hip_px: Floats
    knee_px: Floats
    ankle_px: Floats
    toe_from_heel_px: Floats
    support_knee_px: Floats
    thigh_deg: Floats
    support_thigh_deg: Floats
    support_knee_deg: Floats
    flexion_deg: Floats
    knee_deg: Floats
    support_arm_deg: Floats
    other_arm_deg: Floats
    hands_down: Floats

    def side_of(self, when: NDArray[np.bool_]) -> tuple[Side | None, float]:
        """Return the working leg's name over some frames, and how sure it is."""
        share = float(np.mean(self.working[when])) if when.any() else 0.5
        confidence = abs(2 * share - 1)
        return (SIDES[int(share > 0.5)] if confidence >= 0.3 else None), confidence


def read_quadruped(scene: Scene) -> Quadruped:
    """Read the signals of a passage facing the floor."""
    points = scene.track.points_px
    trunk = scene.shoulders_px - scene.hips_px
    facing = 1.0 if float(np.nanmedian(trunk[:, 0])) > 0 else -1.0
    thighs = np.stack(
        [from_vertical_deg(scene.leg_px(s, 0), scene.leg_px(s, 1)) for s in SIDES], 1
    )
    working = _leg_reaching_back(scene, thighs, facing)
    rows = np.arange(len(points))

    def of_leg(part: int, label: NDArray[np.int_]) -> Floats:
        both = np.stack([scene.leg_px(s, part) for s in SIDES], axis=1)
        return np.asarray(both[rows, label])

    hip, knee, ankle = (of_leg(part, working) for part in range(3))
    other = 1 - working
    support_arm_deg, other_arm_deg, below_px = _arms(scene)
    return Quadruped(
        scene=scene,
        facing=facing,
        trunk_px=scene.trunk_px,
        tilt_deg=np.degrees(np.arctan2(-trunk[:, 1], facing * trunk[:, 0])),
        working=working,
        hip_px=hip,
        knee_px=knee,
        ankle_px=ankle,
        toe_from_heel_px=of_leg(4, working) - of_leg(3, working),
        support_knee_px=of_leg(1, other),
        thigh_deg=thighs[rows, working],
        support_thigh_deg=thighs[rows, other],
        support_knee_deg=np.abs(
            signed_flexion_deg(
                of_leg(0, other), of_leg(1, other), of_leg(2, other), facing
            )
        ),
        flexion_deg=signed_hip_flexion_deg(trunk, hip, knee, facing),
        knee_deg=signed_flexion_deg(hip, knee, ankle, facing),
        support_arm_deg=support_arm_deg,
        other_arm_deg=other_arm_deg,
        hands_down=below_px / scene.trunk_px,
    )


def _leg_reaching_back(
    scene: Scene, thighs_deg: Floats, facing: float
) -> NDArray[np.int_]:
    """Return the leg whose thigh points back furthest, (T,): 0 left, 1 right."""
    # A leg that is drawn up to the chest is no leg reaching back.
    back_px = np.stack(
        [facing * (scene.hips_px - scene.leg_px(s, 1))[:, 0] for s in SIDES], axis=1
    )
    reach = np.where(back_px > 0, thighs_deg, -thighs_deg)
    return np.asarray(np.argmax(np.nan_to_num(reach, nan=-180.0), axis=1))


def _arms(scene: Scene) -> tuple[Floats, Floats, Floats]:
    """Return the angles of the arm that is lower most of the time and of the other.

    Both from the vertical, (T,): the one on the floor 0 where it hangs straight down,
    the other one up to 180 where it is lifted. The third is how far the lower hand is
    below the shoulders, in pixels.
    """
    arms_deg, above_px, below_px = [], [], []
    for side in SIDES:
        shoulder, wrist = scene.arm_px(side, 0), scene.arm_px(side, 2)
        arms_deg.append(from_vertical_deg(shoulder, wrist))
        above_px.append((shoulder - wrist)[:, 1])
        below_px.append((wrist - scene.shoulders_px)[:, 1])
    lower = int(percentile(below_px[1] - below_px[0], 50) > 0)
    other = 1 - lower
    lifted = above_px[other] > 0
    other_deg = np.where(lifted, 180.0 - arms_deg[other], arms_deg[other])
    return arms_deg[lower], other_deg, np.stack(below_px).max(axis=0)


def from_vertical_deg(upper_px: Floats, lower_px: Floats) -> Floats:
    """Return a segment's inclination from the vertical, (T,): 0 upright, 90 level."""
    along = np.abs(lower_px - upper_px)
    return np.asarray(np.degrees(np.arctan2(along[:, 0], along[:, 1])))


def mid_hip_raw_px(scene: Scene) -> Floats:
    """(T, 2) mid-hip without any smoothing of ours: the evidence for steadiness."""
    return midpoint(scene.raw.points_px, landmarks.HIPS)
