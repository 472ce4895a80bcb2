"""How the bird dog is filmed."""

from typing import Final

from exercises.filming import Shot

SHOT: Final = Shot(
    title="Bird Dog Leg Wall Push",
    head=(112, 43),
    near=(((100, 48), (66, 48)), ((66, 48), (46, 47), (26, 48), (26, 41))),
    far=(((66, 48), (66, 78), (48, 79)), ((100, 48), (101, 64), (102, 79))),
    wall_x=22,
    distance="3 m",
    height="knee high, 0.5 m",
    advice="The pushing leg is the one near the phone; wall and both hands are in "
    "the picture.",
)
