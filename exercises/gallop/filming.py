"""How the gallop is filmed."""

from typing import Final

from exercises.filming import Shot

SHOT: Final = Shot(
    title="Gallop Forwards and Backwards",
    head=(80, 26),
    near=(((80, 34), (79, 54)), ((79, 54), (88, 66), (90, 79), (95, 79))),
    far=(
        ((79, 54), (74, 67), (66, 78), (71, 79)),
        ((80, 37), (73, 47), (79, 53)),
        ((80, 37), (87, 47), (93, 42)),
    ),
    distance="5 to 6 m",
    height="hip high, 1 m",
    advice="All five yards are in the picture; you cross it from one side to the "
    "other.",
    level=False,
    travels=True,
    how=(
        "Stand sideways to the phone, one foot in front.",
        "Travel five yards: the front foot stays in front, the other one closes up and "
        "never passes it.",
        "Stop, and travel back the same way without turning round. Then both ways with "
        "the other foot in front.",
    ),
    do_this=(
        "Spring a little in every stride, and land on a soft knee.",
        "Stand still for a second where you stop.",
        "Give your height: the distance is measured by it.",
    ),
    not_this=(
        "Feet that change places.",
        "Even steps: in a gallop the feet land one shortly after the other.",
        "A way that leads towards the phone or away from it.",
    ),
)
