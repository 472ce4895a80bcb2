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
)
