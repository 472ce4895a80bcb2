"""Names of the contract's keys and codes for people; looked up by `wording`."""

from typing import Final

MEASURES: Final = {
    # Bird dog
    "trunk_level_deg": "Back level",
    "hip_sink": "Hips sinking",
    "pelvis_rotation_change": "Hips turning",
    "thigh_above_trunk_deg": "Leg above the back",
    "hip_deg": "Hip angle",
    "foot_path": "Foot moving",
    "knee_deg": "Knee bend",
    "arm_from_vertical_deg": "Hands under shoulders",
    "thigh_from_vertical_deg": "Knee under hip",
    "sway": "Sway",
    # Bridges
    "extension_deficit_deg": "Short of straight",
    "hip_drop_with_arms": "Hips dropping with the arms",
    "arch_deg": "Arch in the back",
    "reach_deg": "Reach overhead",
    "elbow_deg": "Elbow angle",
    "free_leg_range_deg": "Free leg moving",
    "late_drop": "Drop at the end",
    "bottom_height": "Height at the bottom",
    "shoulder_path": "Shoulders sliding",
    "bridge_height": "Bridge height",
    # Gallop
    "lead_kept_percent": "Same foot in front",
    "rhythm_phase": "Rhythm",
    "stride_cv_percent": "Strides uneven by",
    "spring": "Spring",
    "landing_knee_deg": "Knee give on landing",
    "distance_m": "Distance",
    "view_change_deg": "Off the straight line",
    # Deadlift
    "lean_deg": "Trunk lean",
    "stance_knee_deg": "Standing knee bend",
    "hinge_share": "Share of the hips in the fold",
    "lowering_s": "Lowering time",
    "top_flexion_deg": "Standing tall",
    "back_foot_path": "Back foot on the wall",
    "weight_offset": "Weight close to the leg",
    "hand_target": "Reach to the laces",
    "internal_rotation_deg": "Hip turning in",
    "free_hip_rise_deg": "Hips level",
    "knee_offset": "Knee over foot",
    "hinge_deg": "Hip angle at the bottom",
    "rom_deg": "Hip range",
    "back_shape": "Back shape",
    # What no camera tells
    "push_force": "How hard you push",
    "pelvis_level": "Pelvis level",
    "arm_symmetry": "Left arm against right",
    "speed": "Speed",
}
MEASURES_OF: Final = {
    ("bridge_pull_over", "lowering_s"): "Time to reach back",
    ("bridge_pull_over", "rom_deg"): "Arm range",
    ("bridge_pull_over", "foot_path"): "Foot on the box",
    ("bridge_foot_on_box", "foot_path"): "Foot on the box",
    ("bird_dog_wall_push", "foot_path"): "Foot on the wall",
}
"""Where a key means another thing in one exercise: (exercise, key)."""
FAULTS: Final = {
    # Bird dog
    "trunk_not_level": "The back is not level",
    "hips_sink": "The hips sink",
    "pelvis_rotates": "The hips turn",
    "leg_too_high": "The leg is too high",
    "hip_not_open": "The hip is not open",
    "foot_slips": "The foot slips on the wall",
    "hands_not_under_shoulders": "Hands not under the shoulders",
    "knee_not_under_hip": "Knee not under the hip",
    "unsteady": "Not steady",
    # Bridges
    "hips_low": "The hips are low",
    "hips_drop_with_arms": "The hips drop with the arms",
    "back_arch": "The back arches",
    "short_reach": "The reach is short",
    "elbows_bend": "The elbows bend",
    "free_leg_moves": "The free leg moves",
    "pelvis_twists": "The hips twist",
    "low_bridge": "The bridge is low",
    "drops_at_end": "A drop at the end",
    "short_range": "Not all the way down",
    "foot_slides": "The foot slides",
    "free_leg_swings": "The free leg swings",
    "shoulders_slide": "The shoulders slide",
    # Gallop
    "lead_lost": "The back foot catches up",
    "even_rhythm": "An even beat, not a gallop",
    "irregular_rhythm": "The rhythm comes and goes",
    "no_spring": "No spring in the steps",
    "leans": "The trunk leans",
    "stiff_landing": "Landing on a stiff knee",
    "short_distance": "A short way",
    "not_straight": "Not in a straight line",
    # Deadlift
    "shallow_hinge": "The hinge is shallow",
    "too_deep": "The hinge goes too deep",
    "knee_bends": "The standing knee bends",
    "knee_locked": "The standing knee is locked",
    "squats_instead_of_hinging": "A squat instead of a hinge",
    "fast_lowering": "Lowering too fast",
    "not_tall_at_top": "Not tall at the top",
    "back_foot_leaves_wall": "The back foot leaves the wall",
    "weight_drifts": "The weight drifts away",
    "misses_shoelaces": "The reach misses the laces",
    "hips_open": "The hips turn away",
    "free_hip_rises": "The hips open",
    "knee_falls_in": "The knee falls in",
}
FAULTS_OF: Final = {
    ("bridge_pull_over", "fast_lowering"): "The arms are thrown back",
}
"""Where a code means another thing in one exercise: (exercise, code)."""
SUBSCORES: Final = {
    "hold": "Hold",
    "stillness": "Stillness",
    "bridge_height": "Bridge height",
    "reach": "Reach",
    "lead": "Same foot in front",
    "rhythm": "Rhythm",
    "spring_and_posture": "Spring and posture",
    "path": "Path",
    "hip_hinge": "Hip hinge",
    "internal_rotation": "Internal rotation",
    "lowering": "Lowering",
    "balance": "Balance",
}
CAPTIONS: Final = {
    "bird_dog_wall_push": "In form: until the form first breaks for two seconds.",
}
"""How to read what in the table of units is no measure, by exercise."""
