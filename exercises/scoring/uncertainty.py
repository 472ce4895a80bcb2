"""How far a reading may be off: half the 80 % interval, by camera angle.

One standard deviation is the larger of what was measured on renders and what published
comparisons with motion capture found (rationale.md 7), on purpose. The camera's
own bias does not average out over frames or reps; only jitter does.
"""

from typing import Final

import numpy as np

from exercises.scoring.bands import INTERVAL_80

_YAW_DEG: Final = (15.0, 25.0, 35.0, 45.0)
_JOINT_DEG: Final = (6.0, 8.0, 11.0, 15.0)
_TRUNK_DEG: Final = (3.0, 4.0, 6.0, 8.0)
_ARM_DEG: Final = (6.0, 8.0, 11.0, 15.0)
_PLACE: Final = (0.03, 0.04, 0.06, 0.06)
_FAR_SIDE_DEG: Final = 2.0
_JITTER_DEG: Final = 2.0
CHANGE_SD_DEG: Final = 3.0
"""Change of an angle within one clip, which shares the bias."""
BENEFIT_DEG: Final = CHANGE_SD_DEG
"""By how much a range that makes a rep may read too small: who is short by less than
the reading's own error gets the rep, and the fault that goes with it."""
CHANGE_SD_TRUNKS: Final = 0.015
"""Change of a place within one clip, likewise (rationale.md 7)."""
SWAY_ERROR: Final = 0.005
"""Half the 80 % interval of a steadiness reading, in trunk lengths (rationale.md 7:
standard deviation 0.004)."""
LEAD_ERROR_PERCENT: Final = 5.0
"""Half the 80 % interval of a share of frames in percent (rationale.md 7)."""
PHASE_ERROR: Final = 0.04
"""Half the 80 % interval of a rhythm's phase at 30 frames a second, likewise."""
HAND_TARGET_SD: Final = 0.15
"""Hand to laces in shank lengths, with 15 degrees of undetected camera angle."""
SHOULDER_TILT_SD_DEG: Final = 5.0


def joint_error_deg(yaw_deg: float, averaged_s: float, *, far: bool = False) -> float:
    """Return the error of a hip or knee angle.

    Args:
        yaw_deg: The camera's angle from pure side view.
        averaged_s: Over how many seconds the reading is a median.
        far: Whether the limb is on the side away from the camera.
    """
    bias = _step(yaw_deg, _JOINT_DEG) + (_FAR_SIDE_DEG if far else 0.0)
    return _with_jitter(bias, averaged_s)


def trunk_error_deg(yaw_deg: float, averaged_s: float) -> float:
    """Return the error of the trunk's lean."""
    return _with_jitter(_step(yaw_deg, _TRUNK_DEG), averaged_s)


def arm_error_deg(yaw_deg: float) -> float:
    """Return the error of an arm's elevation or an elbow's angle."""
    return INTERVAL_80 * _step(yaw_deg, _ARM_DEG)


def place_error(yaw_deg: float) -> float:
    """Return the error of one body part's place against another, in trunk lengths."""
    return INTERVAL_80 * _step(yaw_deg, _PLACE)


def change_error_deg() -> float:
    """Return the error of a change of an angle within one film."""
    return INTERVAL_80 * CHANGE_SD_DEG * 2**0.5


def path_error() -> float:
    """Return the error of a path or a change of place, in trunk lengths."""
    return INTERVAL_80 * CHANGE_SD_TRUNKS * 2**0.5


def share_error(part_deg: float, whole_deg: float) -> float:
    """Return the error of a share of two angles' changes."""
    share = part_deg / whole_deg
    return INTERVAL_80 * CHANGE_SD_DEG * float(np.hypot(share, 1 - share)) / whole_deg


def _with_jitter(bias_deg: float, averaged_s: float) -> float:
    frames = max(1.0, 2 * averaged_s)  # the tracker's jitter forgets in half a second
    return INTERVAL_80 * float(np.hypot(bias_deg, _JITTER_DEG / np.sqrt(frames)))


def _step(yaw_deg: float, values: tuple[float, ...]) -> float:
    for edge, value in zip(_YAW_DEG, values, strict=True):
        if yaw_deg <= edge:
            return value
    return values[-1]
