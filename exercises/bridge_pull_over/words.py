"""What Single Leg Bridge with Pull Over is called, part by part."""

from typing import Final

from exercises.words import Words

WORDS: Final = Words(
    leg="Leg on the box",
    short="Bridge with pull over",
    why=(
        "The hips stay high on one leg while a weight goes overhead: the "
        "hamstring holds on, and the trunk resists turning."
    ),
    prepare="A box or chair for the foot, a mat, and a weight for both hands.",
    also_called=(
        "pull over",
        "pullover",
        "bridge hold with arms",
    ),
    measures={
        "extension_deficit_deg": "Short of straight",
        "hip_drop_with_arms": "Hips dropping with the arms",
        "arch_deg": "Arch in the back",
        "reach_deg": "Reach overhead",
        "elbow_deg": "Elbow angle",
        "lowering_s": "Time to reach back",
        "free_leg_range_deg": "Free leg moving",
        "pelvis_rotation_change": "Hips turning",
        "rom_deg": "Arm range",
        "arm_symmetry": "Left arm against right",
        "pelvis_level": "Pelvis level",
    },
    meanings={
        "extension_deficit_deg": "How far the hip sags below the line from shoulder "
        "to knee; minus is above it.",
        "hip_drop_with_arms": "How much the hips move while the arms do, in lengths "
        "of your trunk.",
        "arch_deg": "How far the hip is above the line from shoulder to knee; minus "
        "is below it.",
        "reach_deg": "The arms' angle from beside the body: 90\N{DEGREE SIGN} is over "
        "the chest, 180\N{DEGREE SIGN} overhead.",
        "elbow_deg": "Between upper arm and forearm; 180\N{DEGREE SIGN} is straight.",
        "lowering_s": "From over the chest to all the way overhead.",
        "free_leg_range_deg": "How much the free thigh moves against the trunk.",
        "pelvis_rotation_change": "How much one side of the hips drops against the "
        "other, in lengths of your trunk.",
        "rom_deg": "How far the arms move from end to end.",
    },
    faults={
        "hips_low": "The hips are low",
        "hips_drop_with_arms": "The hips drop with the arms",
        "back_arch": "The back arches",
        "short_reach": "The reach is short",
        "elbows_bend": "The elbows bend",
        "fast_lowering": "The arms are thrown back",
        "free_leg_moves": "The free leg moves",
        "pelvis_twists": "The hips twist",
    },
    one_word={
        "hips_low": "Higher",
        "hips_drop_with_arms": "Hips",
        "back_arch": "Ribs",
        "short_reach": "Further",
        "elbows_bend": "Long",
        "fast_lowering": "Slower",
        "free_leg_moves": "Quiet",
        "pelvis_twists": "Level",
    },
    subscores={
        "bridge_height": "Bridge height",
        "reach": "Reach",
        "stillness": "Stillness",
    },
    columns=((("Reach", ("reach_deg",)), ("Hip drop", ("hip_drop_with_arms",))),),
    set_means=("reach_deg", "hip_drop_with_arms"),
    tempo=("Reach time", "Pause", "Pull"),
    lowering="Reaching back",
    on_the_way="back",
    on_the_way_back="over",
    phases={
        "lowering": "Reaching",
        "bottom": "Overhead",
        "lifting": "Pulling over",
        "top": "Over chest",
    },
    charted=("Reaching back", "Overhead", "Pulling over"),
)
