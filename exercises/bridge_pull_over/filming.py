"""How the pull over is filmed."""

from typing import Final

from exercises.filming import Shot

SHOT: Final = Shot(
    title="Single Leg Bridge with Pull Over",
    head=(119, 73),
    near=(
        ((107, 74), (76, 60)),
        ((76, 60), (58, 46), (40, 55), (34, 50)),
        ((107, 74), (124, 62), (138, 52)),
    ),
    far=(((76, 60), (70, 36), (64, 16), (56, 16)),),
    box=(22, 58, 22, 22),
    distance="3 m",
    height="knee high, 0.5 m",
    advice="Leave room beyond your head: the weight travels there.",
)
