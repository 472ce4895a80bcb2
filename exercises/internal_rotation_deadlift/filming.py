"""How the deadlift is filmed."""

from typing import Final

from exercises.filming import Shot

SHOT: Final = Shot(
    title="Internal Rotation Single Leg Deadlift",
    head=(44, 30),
    near=(
        ((56, 34), (84, 40)),
        ((84, 40), (80, 60), (82, 79), (74, 79)),
    ),
    far=(
        ((84, 40), (102, 54), (122, 52), (122, 60)),
        ((56, 34), (60, 50), (67, 66)),
    ),
    wall_x=126,
    distance="3 m",
    height="hip high, 1 m",
    advice="The standing leg is the one near the phone. Film one set from the "
    "front, too: only there the reach beside the laces shows.",
    level=False,
)
