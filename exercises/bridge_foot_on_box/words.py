"""What Single Leg Bridge with Foot on Box is called, part by part."""

from typing import Final

from exercises.words import Words

WORDS: Final = Words(
    leg="Leg on the box",
    short="Bridge, foot on box",
    why=(
        "The hamstring works through its whole range under the weight of the "
        "hips; the slow way down is what counts."
    ),
    prepare="A box or chair that does not slide, and a mat.",
    also_called=(
        "box bridge",
        "foot on box",
        "hamstring bridge",
        "bridge reps",
    ),
    measures={
        "extension_deficit_deg": "Short of straight",
        "arch_deg": "Arch in the back",
        "lowering_s": "Lowering time",
        "late_drop": "Drop at the end",
        "bottom_height": "Height at the bottom",
        "foot_path": "Foot on the box",
        "free_leg_range_deg": "Free leg moving",
        "shoulder_path": "Shoulders sliding",
        "pelvis_rotation_change": "Hips turning",
        "bridge_height": "Bridge height",
        "hip_deg": "Hip angle",
        "rom_deg": "Hip range",
        "pelvis_level": "Pelvis level",
        "back_shape": "Back shape",
    },
    meanings={
        "extension_deficit_deg": "How far the hip sags below the line from shoulder "
        "to knee; minus is above it.",
        "arch_deg": "How far the hip is above the line from shoulder to knee; minus "
        "is below it.",
        "lowering_s": "From leaving the top to arriving at the bottom.",
        "late_drop": "Share of the way down in the last fifth of its time: 0.2 is an "
        "even speed, more is a drop.",
        "bottom_height": "How high the hips stay at the bottom, in lengths of your "
        "trunk.",
        "foot_path": "How far the working foot gets from its place, in lengths of "
        "your trunk.",
        "free_leg_range_deg": "How much the free thigh moves against the trunk.",
        "shoulder_path": "How far the shoulders slide, in lengths of your trunk.",
        "pelvis_rotation_change": "How much one side of the hips drops against the "
        "other, in lengths of your trunk.",
        "bridge_height": "How high the hips come, of the straight line from shoulder "
        "to knee.",
        "hip_deg": "Between trunk and working thigh at the top; 180\N{DEGREE SIGN} is "
        "straight.",
        "rom_deg": "How much the hip bends from the top to the bottom.",
    },
    faults={
        "low_bridge": "The bridge is low",
        "back_arch": "The back arches",
        "fast_lowering": "Lowering too fast",
        "drops_at_end": "A drop at the end",
        "short_range": "Not all the way down",
        "foot_slides": "The foot slides",
        "free_leg_swings": "The free leg swings",
        "shoulders_slide": "The shoulders slide",
        "pelvis_twists": "The hips twist",
    },
    one_word={
        "low_bridge": "Higher",
        "back_arch": "Straight",
        "fast_lowering": "Slower",
        "drops_at_end": "Control",
        "short_range": "Lower",
        "foot_slides": "Heel",
        "free_leg_swings": "Quiet",
        "shoulders_slide": "Shoulders",
        "pelvis_twists": "Level",
    },
    subscores={
        "bridge_height": "Bridge height",
        "lowering": "Lowering",
        "stillness": "Stillness",
    },
    columns=(
        (
            ("Height", ("bridge_height", "extension_deficit_deg")),
            ("Hip", ("hip_deg", "extension_deficit_deg")),
        ),
    ),
    set_means=("bridge_height", "hip_deg"),
    percent_of={"bridge_height": " % of the straight line"},
    phases={"top": "Hips high"},
)
