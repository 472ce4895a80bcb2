"""What Bird Dog Leg Wall Push is called, part by part."""

from typing import Final

from exercises.words import Words

WORDS: Final = Words(
    leg="Pushing leg",
    short="Bird dog wall push",
    why=(
        "The hamstring pushes the leg back while the trunk stays level: the "
        "push-off of a stride, without the landing."
    ),
    prepare="A wall behind you and a mat under the knee.",
    also_called=(
        "bird dog",
        "birddog",
        "wall push",
        "quadruped hold",
    ),
    measures={
        "trunk_level_deg": "Back level",
        "hip_sink": "Hips sinking",
        "pelvis_rotation_change": "Hips turning",
        "thigh_above_trunk_deg": "Leg above the back",
        "hip_deg": "Hip angle",
        "foot_path": "Foot on the wall",
        "arm_from_vertical_deg": "Hands under shoulders",
        "thigh_from_vertical_deg": "Knee under hip",
        "sway": "Sway",
        "knee_deg": "Knee bend",
        "push_force": "How hard you push",
        "pelvis_level": "Pelvis level",
        "back_shape": "Back shape",
    },
    meanings={
        "trunk_level_deg": "How far the line from hips to shoulders is off the level.",
        "hip_sink": "How far the hips come down during the hold, in lengths of your "
        "trunk.",
        "pelvis_rotation_change": "How much one side of the hips drops against the "
        "other, in lengths of your trunk.",
        "thigh_above_trunk_deg": "How far the raised thigh is above the line of the "
        "back.",
        "hip_deg": "Between trunk and working thigh; 180\N{DEGREE SIGN} is straight.",
        "foot_path": "How far the working foot gets from its place, in lengths of "
        "your trunk.",
        "arm_from_vertical_deg": "How far the supporting arm leans from upright.",
        "thigh_from_vertical_deg": "How far the kneeling thigh leans from upright.",
        "sway": "How much the hips tremble, in lengths of your trunk.",
        "knee_deg": "Bend of the raised leg's knee; straight and bent are both right.",
    },
    faults={
        "trunk_not_level": "The back is not level",
        "hips_sink": "The hips sink",
        "pelvis_rotates": "The hips turn",
        "leg_too_high": "The leg is too high",
        "hip_not_open": "The hip is not open",
        "foot_slips": "The foot slips on the wall",
        "hands_not_under_shoulders": "Hands not under the shoulders",
        "knee_not_under_hip": "Knee not under the hip",
        "unsteady": "Not steady",
    },
    one_word={
        "trunk_not_level": "Flat",
        "hips_sink": "Lift",
        "pelvis_rotates": "Level",
        "leg_too_high": "Lower",
        "hip_not_open": "Longer",
        "foot_slips": "Press",
        "hands_not_under_shoulders": "Hands",
        "knee_not_under_hip": "Knee",
        "unsteady": "Steady",
    },
    subscores={
        "hold": "Hold",
        "stillness": "Stillness",
    },
    fine=("sway",),
    caption="In form: until the form first breaks for two seconds.",
)
