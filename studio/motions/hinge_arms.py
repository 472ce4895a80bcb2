"""The arms of a one-legged hinge: one carries the weight, the other keeps out."""

import numpy as np

from studio.limbs import (
    EASY_REACH,
    GRIP_CURL_DEG,
    RELAXED_CURL_DEG,
    RESTING_CURL_DEG,
    Side,
    arm_lengths_m,
    hang,
    outward,
    set_arm,
    suffix,
)
from studio.skeleton import LEFT, Array, Puppet, unit

#: How far the weight passes in front of its own side's thigh half way, metres.
CLEAR_THIGH_M = 0.025
#: Where a wrist rests on the hip, for a trunk of half a metre: behind, beside and
#: above the hip joint, so that the palm lies on the pelvis.
ON_THE_HIP_M = (-0.055, 0.088, 0.125)


def carry_weight(puppet: Puppet, arm: Side, depth: float, target_m: Array) -> None:
    """Lead the weight from where it hangs (depth 0) to its target (depth 1)."""
    away = outward(arm)
    top_m = hang(puppet, arm, np.array([0.03, 0.05 * away, 0.0]))
    wrist_m = top_m + depth * (target_m - top_m)
    wrist_m[0] += 4.0 * CLEAR_THIGH_M * depth * (1.0 - depth)
    elbow = unit(np.array([-0.6, 0.8 * away, 0.0]))
    palm = unit(np.array([-0.25 * depth, -away, 0.0]))
    down = np.array([0.10 * depth, 0.0, -1.0])
    set_arm(puppet, arm, wrist_m, elbow, palm, GRIP_CURL_DEG, down)


def beside_shank(
    puppet: Puppet, arm: Side, stance: Side, across_m: float, ahead_m: float
) -> Array:
    """Wrist (3,) a straight arm reaches beside or in front of the stance shank.

    Its world y is `across_m`; `ahead_m` is from the line through knee and ankle.
    """
    end = suffix(stance)
    shoulder_m = puppet.where("upperarm01" + suffix(arm))
    knee_m, ankle_m = puppet.where("lowerleg01" + end), puppet.where("foot" + end)
    arm_m = EASY_REACH * sum(arm_lengths_m(puppet.body, arm))
    height_m = float(knee_m[2])
    x_m = 0.0
    # Height and place along the leaning shank depend on each other; this settles fast.
    for _ in range(6):
        share = (height_m - ankle_m[2]) / (knee_m[2] - ankle_m[2])
        x_m = ankle_m[0] + share * (knee_m[0] - ankle_m[0]) + ahead_m
        aside_m = np.hypot(x_m - shoulder_m[0], across_m - shoulder_m[1])
        height_m = shoulder_m[2] - np.sqrt(max(arm_m**2 - aside_m**2, 0.01))
    return np.array([x_m, across_m, height_m])


def rest_on_hip(puppet: Puppet, arm: Side, trunk_m: float) -> None:
    """Lay the hand of the unloaded arm on its hip, the elbow out and back."""
    away = outward(arm)
    trunk = puppet.rotation_of("root")
    place = np.array(ON_THE_HIP_M) * np.array([1.0, away, 1.0]) * trunk_m / 0.5
    wrist_m = puppet.where("upperleg01" + suffix(arm)) + trunk @ place
    elbow = trunk @ unit(np.array([-0.75, 0.65 * away, 0.1]))
    fingers = trunk @ unit(np.array([0.75, -0.05 * away, -0.62]))
    palm = trunk @ np.array([0.0, -away, 0.0])
    set_arm(puppet, arm, wrist_m, elbow, palm, RESTING_CURL_DEG, fingers)


def hang_beside_knee(puppet: Puppet, arm: Side, depth: float) -> None:
    """Let the unloaded arm hang, drawn back so that it is no second weight."""
    away = outward(arm)
    wrist_m = hang(puppet, arm, np.array([0.01 - 0.22 * depth, 0.05 * away, 0.0]))
    elbow = unit(np.array([-0.7, 0.7 * away, 0.0]))
    set_arm(puppet, arm, wrist_m, elbow, -away * LEFT, RELAXED_CURL_DEG)
