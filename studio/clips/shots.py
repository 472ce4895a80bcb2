"""Cameras and fault lists that several clips share."""

from __future__ import annotations

from studio.clip import Shot

#: Faults that may not be reported of a good set: those a side view can judge, and
#: those a front view can.
SIDE_CLEAN = (
    "shallow_hinge",
    "too_deep",
    "knee_bends",
    "knee_locked",
    "squats_instead_of_hinging",
    "fast_lowering",
    "not_tall_at_top",
    "back_foot_leaves_wall",
    "weight_drifts",
)
FRONT_CLEAN = ("misses_shoelaces", "free_hip_rises")

LEFT_SIDE = Shot(yaw_deg=5.0, on_left=True)
RIGHT_SIDE = Shot(yaw_deg=-4.0, on_left=False, distance_m=3.2, height_m=1.05)
FRONT = Shot(yaw_deg=87.0, on_left=True, distance_m=3.3, height_m=1.05, fill=0.80)
