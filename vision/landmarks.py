"""The 33 landmarks of the pose model, by name. Left and right are the person's."""

from typing import Final

NOSE: Final = 0
LEFT_EAR: Final = 7
RIGHT_EAR: Final = 8
LEFT_SHOULDER: Final = 11
RIGHT_SHOULDER: Final = 12
LEFT_ELBOW: Final = 13
RIGHT_ELBOW: Final = 14
LEFT_WRIST: Final = 15
RIGHT_WRIST: Final = 16
LEFT_HIP: Final = 23
RIGHT_HIP: Final = 24
LEFT_KNEE: Final = 25
RIGHT_KNEE: Final = 26
LEFT_ANKLE: Final = 27
RIGHT_ANKLE: Final = 28
LEFT_HEEL: Final = 29
RIGHT_HEEL: Final = 30
LEFT_FOOT_INDEX: Final = 31
RIGHT_FOOT_INDEX: Final = 32

COUNT: Final = 33

NAMES: Final = (
    "nose",
    "left_eye_inner", "left_eye", "left_eye_outer",
    "right_eye_inner", "right_eye", "right_eye_outer",
    "left_ear", "right_ear", "mouth_left", "mouth_right",
    *(
        f"{side}_{part}"
        for part in (
            "shoulder", "elbow", "wrist", "pinky", "index", "thumb",
            "hip", "knee", "ankle", "heel", "foot_index",
        )
        for side in ("left", "right")
    ),
)  # fmt: skip
"""As the model's makers call them, in the model's order."""

MIRROR: Final = (
    0, 4, 5, 6, 1, 2, 3, 8, 7, 10, 9,
    *(index + (1 if index % 2 else -1) for index in range(11, COUNT)),
)  # fmt: skip
"""Which landmark each one becomes when left and right change places."""

SHOULDERS: Final = (LEFT_SHOULDER, RIGHT_SHOULDER)
HIPS: Final = (LEFT_HIP, RIGHT_HIP)
TRUNK: Final = (*SHOULDERS, *HIPS)
BODY: Final = (*TRUNK, LEFT_KNEE, RIGHT_KNEE, LEFT_ANKLE, RIGHT_ANKLE)
"""What no exercise can do without."""
LEGS: Final = {
    "left": (LEFT_HIP, LEFT_KNEE, LEFT_ANKLE, LEFT_HEEL, LEFT_FOOT_INDEX),
    "right": (RIGHT_HIP, RIGHT_KNEE, RIGHT_ANKLE, RIGHT_HEEL, RIGHT_FOOT_INDEX),
}
"""Hip, knee, ankle, heel and toe tip of each leg, in this order."""

BONES: Final = (
    (11, 12), (11, 23), (12, 24), (23, 24),
    (11, 13), (13, 15), (12, 14), (14, 16),
    (23, 25), (25, 27), (27, 29), (27, 31), (29, 31),
    (24, 26), (26, 28), (28, 30), (28, 32), (30, 32),
)  # fmt: skip
"""Pairs of landmarks to join when a body is drawn; hands and face are left out."""
