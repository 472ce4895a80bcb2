"""Whole limbs: a leg with its ankle in a given place, an arm with its wrist in one.

Every exercise of the studio is built from these, so a new one only says where the
ankles, wrists, pelvis and trunk are.
"""

from typing import Literal

import numpy as np

from studio.body import Body
from studio.skeleton import (
    LEFT,
    UP,
    Array,
    Puppet,
    frame,
    middle_joint,
    rotation,
    twist_about,
    unit,
)

Side = Literal["left", "right"]
SIDES: tuple[Side, Side] = ("left", "right")

#: Shoe sole under the foot, metres; lifts every standing ankle by as much.
SOLE_M = 0.022
#: Reach kept in hand, as a share of a limb's length: a straight limb cannot be solved.
LONGEST_REACH = 0.999
#: Share of its length that a relaxed straight arm reaches: straight, not locked.
EASY_REACH = 0.985
#: How far out of the palm the middle of a gripped handle lies, metres.
GRIP_DEPTH_M = 0.032
#: Curl at each finger joint of a hanging hand, one that rests flat, one that grips.
RELAXED_CURL_DEG = 22.0
RESTING_CURL_DEG = 6.0
GRIP_CURL_DEG = 68.0


def other(side: Side) -> Side:
    """The other side."""
    return "right" if side == "left" else "left"


def suffix(side: Side) -> str:
    """Bone-name ending of a side."""
    return ".L" if side == "left" else ".R"


def outward(side: Side) -> float:
    """Sign of the y axis that points away from the midline on this side."""
    return 1.0 if side == "left" else -1.0


def trunk_chord_m(body: Body) -> Array:
    """From mid-hip to mid-shoulder (3,) at rest."""
    shoulders = body.head_m("upperarm01.L") + body.head_m("upperarm01.R")
    return (shoulders - body.head_m("upperleg01.L") - body.head_m("upperleg01.R")) / 2


def trunk_length_m(body: Body) -> float:
    """From mid-hip to mid-shoulder."""
    return float(np.linalg.norm(trunk_chord_m(body)))


def leaning(body: Body, lean_deg: float) -> Array:
    """Rotation (3, 3) that makes the trunk chord lean forward from the vertical."""
    chord = trunk_chord_m(body)
    rest_lean_deg = float(np.degrees(np.arctan2(chord[0], chord[2])))
    return rotation(LEFT, lean_deg - rest_lean_deg)


def leg_lengths_m(body: Body, side: Side) -> tuple[float, float]:
    """Thigh and shank length between joint centres."""
    hip, knee, ankle = (
        body.head_m(name + suffix(side))
        for name in ("upperleg01", "lowerleg01", "foot")
    )
    return float(np.linalg.norm(knee - hip)), float(np.linalg.norm(ankle - knee))


def arm_lengths_m(body: Body, side: Side) -> tuple[float, float]:
    """Upper arm and forearm length between joint centres."""
    shoulder, elbow, wrist = (
        body.head_m(name + suffix(side))
        for name in ("upperarm01", "lowerarm01", "wrist")
    )
    return float(np.linalg.norm(elbow - shoulder)), float(np.linalg.norm(wrist - elbow))


def set_leg(
    puppet: Puppet, side: Side, ankle_m: Array, knee_toward: Array, foot: Array
) -> None:
    """Bend a leg so that its ankle is exactly where it should be.

    Args:
        puppet: its pelvis must be placed already.
        side: which leg.
        ankle_m: (3,) world position of the ankle joint.
        knee_toward: (3,) direction the knee points to.
        foot: (3, 3) world rotation of the foot away from standing flat.
    """
    end = suffix(side)
    body = puppet.body
    hip_m = puppet.where("upperleg01" + end)
    thigh_m, shank_m = leg_lengths_m(body, side)
    knee_m = middle_joint(hip_m, ankle_m, thigh_m, shank_m, knee_toward)
    hinge = np.cross(knee_toward, unit(ankle_m - hip_m))
    rest = [body.head_m(n + end) for n in ("upperleg01", "lowerleg01", "foot")]
    for bone, rest_along, along in (
        ("upperleg01", rest[1] - rest[0], knee_m - hip_m),
        ("lowerleg01", rest[2] - rest[1], ankle_m - knee_m),
    ):
        puppet.turn(bone + end, frame(along, hinge) @ frame(rest_along, LEFT).T)
    puppet.turn("foot" + end, foot)


def set_arm(
    puppet: Puppet,
    side: Side,
    wrist_m: Array,
    elbow_toward: Array,
    palm_toward: Array,
    curl_deg: float = RELAXED_CURL_DEG,
    fingers_toward: Array | None = None,
) -> Array:
    """Bring a wrist as near to a place as the arm is long; the trunk must be placed.

    All are (3,): `wrist_m` the wanted place in the world, the rest directions, of the
    fingers along the forearm if None; `curl_deg` is of each finger joint. Returns where
    the wrist really is.
    """
    end = suffix(side)
    body = puppet.body
    shoulder_m = puppet.where("upperarm01" + end)
    upper_m, fore_m = arm_lengths_m(body, side)
    span = wrist_m - shoulder_m
    reach_m = min(float(np.linalg.norm(span)), LONGEST_REACH * (upper_m + fore_m))
    wrist_m = shoulder_m + unit(span) * reach_m
    elbow_m = middle_joint(shoulder_m, wrist_m, upper_m, fore_m, elbow_toward)
    rest = [body.head_m(n + end) for n in ("upperarm01", "lowerarm01", "wrist")]
    rest_hinge = np.cross(rest[1] - rest[0], rest[2] - rest[1])
    hinge = np.cross(elbow_m - shoulder_m, wrist_m - elbow_m)
    upper = frame(elbow_m - shoulder_m, hinge) @ frame(rest[1] - rest[0], rest_hinge).T
    fore = frame(wrist_m - elbow_m, hinge) @ frame(rest[2] - rest[1], rest_hinge).T
    fingers = wrist_m - elbow_m if fingers_toward is None else fingers_toward
    hand = frame(fingers, palm_toward) @ _rest_hand(body, side).T
    puppet.turn("upperarm01" + end, upper)
    puppet.turn("lowerarm01" + end, fore)
    # The forearm's far half takes half of the hand's twist, or the skin of the wrist
    # would be wrung like a candy wrapper.
    forearm_half = fore @ (rest[2] - body.head_m("lowerarm02" + end))
    twist_deg = 0.5 * twist_about(forearm_half, hand @ fore.T)
    puppet.turn("lowerarm02" + end, rotation(forearm_half, twist_deg) @ fore)
    puppet.turn("wrist" + end, hand)
    _curl_fingers(puppet, side, curl_deg)
    return wrist_m


def _rest_hand(body: Body, side: Side) -> Array:
    """Rest frame (3, 3) of a hand: along the fingers, out of the palm, across."""
    end = suffix(side)
    wrist, index, little = (
        body.head_m(n + end) for n in ("wrist", "finger2-1", "finger5-1")
    )
    fingers = body.head_m("finger3-1" + end) - wrist
    palm = outward(side) * np.cross(little - index, fingers)
    return frame(fingers, palm)


def rest_grip(body: Body, side: Side) -> Array:
    """Transform (4, 4) that puts a handle lying along x into the hand at rest."""
    along, out, across = _rest_hand(body, side).T
    wrist = body.head_m("wrist" + suffix(side))
    knuckles_m = float(np.linalg.norm(body.head_m("finger3-1" + suffix(side)) - wrist))
    grip = np.eye(4)
    grip[:3, :3] = np.column_stack([across, along, np.cross(across, along)])
    grip[:3, 3] = wrist + knuckles_m * along + GRIP_DEPTH_M * out
    return grip


def _curl_fingers(puppet: Puppet, side: Side, curl_deg: float) -> None:
    """Curl the four fingers by the same angle at each joint and close the thumb."""
    end = suffix(side)
    rest = _rest_hand(puppet.body, side)
    hand = puppet.rotation_of("wrist" + end)
    across = hand @ rest[:, 2]
    for finger in range(2, 6):
        for joint in range(1, 4):
            turn = rotation(across, curl_deg * joint)
            puppet.turn(f"finger{finger}-{joint}{end}", turn @ hand)
    # The thumb closes over the fingers: about the hand's long axis, toward the palm.
    along, out = hand @ rest[:, 0], hand @ rest[:, 1]
    index, little = (puppet.where(f"finger{n}-1{end}") for n in (2, 5))
    closing = np.cross(index - little, out)
    closing = along * np.sign(float(closing @ along))
    turn = rotation(closing, 0.75 * curl_deg)
    puppet.turn("finger1-1" + end, turn @ hand)
    for joint in range(2, 4):
        bend = rotation(across, 0.35 * curl_deg * (joint - 1))
        puppet.turn(f"finger1-{joint}{end}", bend @ turn @ hand)


def hang(puppet: Puppet, side: Side, aside_m: Array) -> Array:
    """Where a wrist (3,) hangs below its shoulder, moved aside by (3,) metres."""
    upper_m, fore_m = arm_lengths_m(puppet.body, side)
    shoulder_m = puppet.where("upperarm01" + suffix(side))
    return shoulder_m - EASY_REACH * (upper_m + fore_m) * UP + aside_m
