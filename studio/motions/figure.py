"""A whole figure from a few numbers: pelvis, trunk, where feet and hands are.

Motions that aren't hinges say what they want as a `Figure` for each moment; this module
turns it into a posed skeleton. Two figures blend, so that a movement is a few key
figures and the way between them.
"""

import dataclasses
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from studio.body import Body
from studio.limbs import (
    LONGEST_REACH,
    SIDES,
    Side,
    arm_lengths_m,
    leaning,
    leg_lengths_m,
    outward,
    set_arm,
    set_leg,
    suffix,
    trunk_chord_m,
)
from studio.skeleton import LEFT, UP, Array, Posed, Puppet, rotation, skin, unit

#: (3,) a place or direction in the world.
Vector = Array | tuple[float, float, float]
#: An elbow is never quite straight, or it could not tell where it points to.
SOFT_ELBOW_DEG = 4.0


@dataclass(frozen=True)
class Foot:
    """Where an ankle is and how the foot stands.

    Attributes:
        ankle_m: world place of the ankle joint.
        pitch_deg: 0 flat, positive toes down (90: the sole faces backward).
        knee_toward: world direction the knee points to.
        toe_out_deg: toes away from the midline.
    """

    ankle_m: Vector
    pitch_deg: float = 0.0
    knee_toward: Vector = (1.0, 0.0, 0.0)
    toe_out_deg: float = 5.0


@dataclass(frozen=True)
class Hand:
    """A wrist in a place of the world, as when it leans on the floor."""

    wrist_m: Vector
    elbow_toward: Vector = (-1.0, 0.0, 0.0)
    palm: Vector = (0.0, 0.0, -1.0)
    fingers: Vector = (1.0, 0.0, 0.0)
    curl_deg: float = 0.0


@dataclass(frozen=True)
class Arm:
    """An arm by its joint angles, degrees, relative to the trunk.

    Attributes:
        lift_deg: upper arm forward from hanging by the side (180 overhead).
        aside_deg: upper arm out to the side.
        elbow_deg: flexion of the elbow.
        inward_deg: forearm turned toward the midline about the upper arm.
        supine: 0 palm to the body, 1 palm along the way the elbow bends.
        curl_deg: of the fingers.
    """

    lift_deg: float = 0.0
    aside_deg: float = 8.0
    elbow_deg: float = 14.0
    inward_deg: float = 0.0
    supine: float = 0.0
    curl_deg: float = 22.0


@dataclass(frozen=True)
class Figure:
    """One moment of an athlete who faces +x; feet and arms by their side.

    `lean_deg` is the trunk chord's from the vertical (90 face down, -90 face up),
    `turn_deg` turns it to the left about the vertical, `roll_deg` to the right about
    its own length, `nod_deg` bends the neck (+ chin down).
    """

    pelvis_m: Vector
    feet: dict[Side, Foot]
    arms: dict[Side, Arm | Hand]
    lean_deg: float = 2.0
    turn_deg: float = 0.0
    roll_deg: float = 0.0
    nod_deg: float = 0.0

    def shifted(self, x_m: float, y_m: float, z_m: float) -> "Figure":
        """The same figure with the pelvis elsewhere."""
        return replace(self, pelvis_m=self.pelvis_m + np.array([x_m, y_m, z_m]))


def strike(body: Body, figure: Figure) -> Posed:
    """The body in the figure; a foot out of reach stays as near as the leg is long."""
    puppet = place_trunk(body, figure)
    for side in SIDES:
        _stand(puppet, side, figure.feet[side])
    for side in SIDES:
        arm = figure.arms[side]
        if isinstance(arm, Hand):
            _lean_on(puppet, side, arm)
        else:
            _swing(puppet, side, arm)
    return puppet.pose()


def place_trunk(body: Body, figure: Figure) -> Puppet:
    """A puppet whose pelvis, trunk and head are in place, the limbs still at rest."""
    turn = rotation(UP, figure.turn_deg) @ leaning(body, figure.lean_deg)
    trunk = rotation(turn @ trunk_chord_m(body), -figure.roll_deg) @ turn
    puppet = Puppet(body)
    puppet.turn("root", trunk)
    puppet.place_root(np.zeros(3))
    puppet.place_root(np.array(figure.pelvis_m) - puppet.middle("upperleg01"))
    puppet.nod(figure.nod_deg)
    return puppet


def _stand(puppet: Puppet, side: Side, foot: Foot) -> None:
    """Bend a leg to its foot."""
    hip_m = puppet.where("upperleg01" + suffix(side))
    longest_m = LONGEST_REACH * sum(leg_lengths_m(puppet.body, side))
    span = np.array(foot.ankle_m) - hip_m
    reach_m = min(float(np.linalg.norm(span)), longest_m)
    turned = rotation(UP, outward(side) * foot.toe_out_deg)
    sole = turned @ rotation(LEFT, foot.pitch_deg)
    toward = np.array(foot.knee_toward)
    set_leg(puppet, side, hip_m + unit(span) * reach_m, toward, sole)


def _lean_on(puppet: Puppet, side: Side, hand: Hand) -> None:
    """Bring a hand to its place, fingers and palm as told."""
    elbow, palm, fingers = (
        np.array(direction)
        for direction in (hand.elbow_toward, hand.palm, hand.fingers)
    )
    wrist_m = np.array(hand.wrist_m)
    set_arm(puppet, side, wrist_m, elbow, palm, hand.curl_deg, fingers)


def _swing(puppet: Puppet, side: Side, arm: Arm) -> None:
    """Pose an arm by its angles."""
    trunk = puppet.rotation_of("root")
    elbow_deg = max(arm.elbow_deg, SOFT_ELBOW_DEG)
    lift, aside, elbow, inward = np.radians(
        [arm.lift_deg, arm.aside_deg, elbow_deg, arm.inward_deg]
    )
    out = outward(side) * LEFT
    down = np.array([np.sin(lift), 0.0, -np.cos(lift)])
    upper = np.cos(aside) * down + np.sin(aside) * out
    medial = np.sin(aside) * down - np.cos(aside) * out
    ahead = outward(side) * np.cross(medial, upper)
    bend = np.cos(inward) * ahead + np.sin(inward) * medial
    fore = np.cos(elbow) * upper + np.sin(elbow) * bend
    along = np.cos(elbow) * bend - np.sin(elbow) * upper
    palm = (1.0 - arm.supine) * medial + arm.supine * along
    upper_m, fore_m = arm_lengths_m(puppet.body, side)
    shoulder_m = puppet.where("upperarm01" + suffix(side))
    wrist_m = shoulder_m + trunk @ (upper_m * upper + fore_m * fore)
    elbow_toward = trunk @ (upper - fore)
    set_arm(puppet, side, wrist_m, elbow_toward, trunk @ palm, arm.curl_deg)


def blend(first: Any, second: Any, share: float) -> Any:
    """What is a share (0..1) of the way from one to another, number by number.

    Works on figures and on what they are made of.

    Raises:
        TypeError: if an arm is by angles in one and by place in the other.
    """
    if isinstance(first, tuple | np.ndarray):
        return np.array(first) + share * (np.array(second) - np.array(first))
    if isinstance(first, dict):
        return {key: blend(first[key], second[key], share) for key in first}
    if dataclasses.is_dataclass(first) and type(first) is type(second):
        names = [field.name for field in dataclasses.fields(first)]
        parts = {n: blend(getattr(first, n), getattr(second, n), share) for n in names}
        return type(first)(**parts)
    if isinstance(first, int | float) and isinstance(second, int | float):
        return float(first) + share * (float(second) - float(first))
    raise TypeError(f"cannot blend {type(first).__name__}, {type(second).__name__}")


def moved(posed: Posed, place_m: Array, heading_deg: float) -> Posed:
    """A posed figure turned about the vertical through the origin, then shifted."""
    turn = rotation(UP, heading_deg)
    return Posed(turn @ posed.rotations, posed.heads_m @ turn.T + place_m)


def lowest_m(body: Body, posed: Posed, *bones: str) -> float:
    """Height of the lowest skin that follows bones whose names start so."""
    return float(skin(body, posed)[body.skin_of(*bones), 2].min())
