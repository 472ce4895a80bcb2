"""What each number is, in a sentence: beside its name in tables, as a tip over it."""

from typing import Final

_BY_TRUNK: Final = "in lengths of your trunk"

MEANINGS: Final = {
    # Bird dog
    "trunk_level_deg": "How far the line from hips to shoulders is off the level.",
    "hip_sink": f"How far the hips come down during the hold, {_BY_TRUNK}.",
    "pelvis_rotation_change": "How much one side of the hips drops against the other, "
    f"{_BY_TRUNK}.",
    "thigh_above_trunk_deg": "How far the raised thigh is above the line of the back.",
    "foot_path": f"How far the working foot gets from its place, {_BY_TRUNK}.",
    "knee_deg": "Bend of the raised leg's knee; straight and bent are both right.",
    "arm_from_vertical_deg": "How far the supporting arm leans from upright.",
    "thigh_from_vertical_deg": "How far the kneeling thigh leans from upright.",
    "sway": f"How much the hips tremble, {_BY_TRUNK}.",
    # Bridges
    "extension_deficit_deg": "How far the hip sags below the line from shoulder to "
    "knee; minus is above it.",
    "hip_drop_with_arms": f"How much the hips move while the arms do, {_BY_TRUNK}.",
    "arch_deg": "How far the hip is above the line from shoulder to knee; minus is "
    "below it.",
    "reach_deg": "The arms' angle from beside the body: 90\N{DEGREE SIGN} is over the "
    "chest, 180\N{DEGREE SIGN} overhead.",
    "elbow_deg": "Between upper arm and forearm; 180\N{DEGREE SIGN} is straight.",
    "free_leg_range_deg": "How much the free thigh moves against the trunk.",
    "late_drop": "Share of the way down in the last fifth of its time: 0.2 is an even "
    "speed, more is a drop.",
    "bottom_height": f"How high the hips stay at the bottom, {_BY_TRUNK}.",
    "shoulder_path": f"How far the shoulders slide, {_BY_TRUNK}.",
    "bridge_height": "How high the hips come, of the straight line from shoulder to "
    "knee.",
    # Gallop
    "lead_kept_percent": "For how much of the way the back foot does not overtake.",
    "rhythm_phase": "When in the stride the front foot lands after the back one: "
    "about 33 % is a gallop, 50 % a run.",
    "stride_cv_percent": "How much the strides differ in time.",
    "spring": "How far the hips rise and fall in a stride, in lengths of your leg.",
    "landing_knee_deg": "How much the knee gives as the foot lands.",
    "distance_m": "How far the hips travel in a bout.",
    "view_change_deg": "How far the body turns out of its direction on the way.",
    # Deadlift
    "lean_deg": "The trunk's angle from upright: 0\N{DEGREE SIGN} is standing, "
    "90\N{DEGREE SIGN} level with the floor.",
    "stance_knee_deg": "Bend of the standing knee at the bottom; 0\N{DEGREE SIGN} is "
    "straight.",
    "hinge_share": "How much of the fold is done by the hip and not by the knee.",
    "lowering_s": "From leaving the top to arriving at the bottom.",
    "top_flexion_deg": "What the hip lacks to straight when you stand up again.",
    "back_foot_path": f"How far the back foot gets from its place, {_BY_TRUNK}.",
    "weight_offset": f"How far the hand is from the shin at the bottom, {_BY_TRUNK}.",
    "hand_target": "How far to the outside of the standing foot the hand comes, in "
    "lengths of your shin.",
    "internal_rotation_deg": "How far the hips turn toward the standing leg; shown "
    "only, since the camera is not sure.",
    "free_hip_rise_deg": "How far the free side is above the standing one at the "
    "bottom, by the line of the shoulders.",
    "knee_offset": "How far the standing knee is inside of the foot, in lengths of "
    "your shin.",
    "hinge_deg": "Between trunk and standing thigh at the bottom: 180\N{DEGREE SIGN} "
    "is straight, less is deeper.",
    "rom_deg": "How much the hip bends from the top to the bottom.",
    "hip_deg": "Between trunk and working thigh; 180\N{DEGREE SIGN} is straight.",
}
"""By measure key of the contract."""
MEANINGS_OF: Final = {
    ("bridge_pull_over", "lowering_s"): "From over the chest to all the way overhead.",
    ("bridge_pull_over", "rom_deg"): "How far the arms move from end to end.",
    ("bridge_foot_on_box", "hip_deg"): "Between trunk and working thigh at the top; "
    "180\N{DEGREE SIGN} is straight.",
    ("gallop", "lean_deg"): "How far the trunk leans from upright.",
}
"""Where a key means another thing in one exercise: (exercise, key)."""
