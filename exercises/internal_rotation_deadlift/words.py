"""What the deadlift is called, part by part."""

from typing import Final

from exercises.words import Words

WORDS: Final = Words(
    leg="Standing leg",
    short="Single-leg deadlift",
    why=(
        "The hardest: the hamstring lengthens under load at the hip, while you "
        "reach to the outside of the laces."
    ),
    prepare=(
        "A wall behind you for the back foot, and a weight that you can put "
        "down safely."
    ),
    also_called=(
        "deadlift",
        "dead lift",
        "single leg deadlift",
        "hip hinge",
        "hinge",
        "rdl",
    ),
    measures={
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
    },
    meanings={
        "lean_deg": "The trunk's angle from upright: 0\N{DEGREE SIGN} is standing, "
        "90\N{DEGREE SIGN} level with the floor.",
        "stance_knee_deg": "Bend of the standing knee at the bottom; 0\N{DEGREE SIGN} "
        "is straight.",
        "hinge_share": "How much of the fold is done by the hip and not by the knee.",
        "lowering_s": "From leaving the top to arriving at the bottom.",
        "top_flexion_deg": "What the hip lacks to straight when you stand up again.",
        "back_foot_path": "How far the back foot gets from its place, in lengths of "
        "your trunk.",
        "weight_offset": "How far the hand is from the shin at the bottom, in lengths "
        "of your trunk.",
        "hand_target": "How far to the outside of the standing foot the hand comes, "
        "in lengths of your shin.",
        "internal_rotation_deg": "How far the hips are turned toward the standing leg "
        "at the bottom, against its foot; 0\N{DEGREE SIGN} is square to the foot.",
        "free_hip_rise_deg": "How far the free side is above the standing one at the "
        "bottom, by the line of the shoulders.",
        "knee_offset": "How far the standing knee is inside of the foot, in lengths "
        "of your shin.",
        "hinge_deg": "Between trunk and standing thigh at the bottom: "
        "180\N{DEGREE SIGN} is straight, less is deeper.",
        "rom_deg": "How much the hip bends from the top to the bottom.",
    },
    faults={
        "shallow_hinge": "The hinge is shallow",
        "too_deep": "The hinge goes too deep",
        "knee_locked": "The standing knee is locked",
        "knee_bends": "The standing knee bends",
        "squats_instead_of_hinging": "A squat instead of a hinge",
        "fast_lowering": "Lowering too fast",
        "not_tall_at_top": "Not tall at the top",
        "back_foot_leaves_wall": "The back foot leaves the wall",
        "weight_drifts": "The weight drifts away",
        "misses_shoelaces": "The reach misses the laces",
        "hips_open": "The hips turn away",
        "free_hip_rises": "The hips open",
        "knee_falls_in": "The knee falls in",
    },
    one_word={
        "shallow_hinge": "Deeper",
        "too_deep": "Higher",
        "knee_locked": "Soften",
        "knee_bends": "Freeze",
        "squats_instead_of_hinging": "Hinge",
        "fast_lowering": "Slower",
        "not_tall_at_top": "Tall",
        "back_foot_leaves_wall": "Wall",
        "weight_drifts": "Closer",
        "misses_shoelaces": "Laces",
        "hips_open": "Turn",
        "free_hip_rises": "Square",
        "knee_falls_in": "Knee",
    },
    subscores={
        "hip_hinge": "Hip hinge",
        "internal_rotation": "Internal rotation",
        "lowering": "Lowering",
        "balance": "Balance",
    },
    columns=(
        (("Hip", ("hinge_deg", "lean_deg")), ("Knee", ("stance_knee_deg",))),
        (("Reach", ("hand_target",)), ("Hips", ("free_hip_rise_deg",))),
    ),
    set_means=("hinge_deg", "hand_target"),
    percent_of={"hinge_share": " %"},
)
