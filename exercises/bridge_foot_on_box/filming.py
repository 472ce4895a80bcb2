"""How the bridge is filmed."""

from typing import Final

from exercises.filming import Shot

SHOT: Final = Shot(
    title="Single Leg Bridge with Foot on Box",
    head=(119, 73),
    near=(
        ((107, 74), (76, 60)),
        ((76, 60), (58, 46), (40, 55), (34, 50)),
        ((107, 74), (92, 78), (80, 79)),
    ),
    far=(((76, 60), (70, 36), (64, 16), (56, 16)),),
    box=(22, 58, 22, 22),
    distance="3 m",
    height="knee high, 0.5 m",
    advice="The foot on the box is the one near the phone; no chair or bag stands "
    "before your hips.",
    how=(
        "Lie on your back, one heel on a box, the other leg free.",
        "Press the heel down and lift the hips until shoulder, hip and knee are in "
        "line.",
        "Lower them for two seconds or more until you lie again. 8 to 10 a leg.",
    ),
    do_this=(
        "Lie still for a second before the first lift and after the last.",
        "Hold the free leg still.",
        "See that the box cannot slide.",
    ),
    not_this=(
        "A kick of the free leg that lifts you.",
        "Hips that turn round above the floor.",
        "A drop over the last bit.",
    ),
)
