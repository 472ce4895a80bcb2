"""How the deadlift is filmed."""

from typing import Final

from exercises.filming import Shot

FRONT: Final = Shot(
    title="Internal Rotation Single Leg Deadlift, from the front",
    head=(78, 47),
    near=(
        ((89, 36), (92, 56), (91, 78), (96, 81)),
        ((72, 36), (89, 36)),
        ((60, 38), (97, 38)),
        ((60, 38), (84, 58), (104, 70)),
    ),
    far=(
        ((72, 36), (69, 52), (70, 62)),
        ((97, 38), (107, 52), (95, 46)),
    ),
    wall_x=80,
    weight=(105, 72),
    distance="3 m",
    height="hip high, 1 m",
    advice="Face the phone: it sees the standing shoe, both shoulders and the weight, "
    "which is in the hand of the free side.",
    level=False,
    from_front=True,
)

OBLIQUE: Final = Shot(
    title="Internal Rotation Single Leg Deadlift, in one film",
    head=(55, 30),
    near=(
        ((88, 40), (86, 60), (87, 79), (82, 82)),
        ((59, 33), (71, 32), (88, 39), (81, 41), (59, 33)),
        ((59, 33), (64, 50), (78, 67)),
    ),
    far=(((82, 40), (95, 54), (111, 52), (111, 60)),),
    wall_x=106,
    weight=(78, 69),
    distance="3 m",
    height="knee high, 0.5 m",
    advice="If you film only once: turn so that the phone stands some 40 degrees "
    "before your side, the standing leg near it. One film then shows hinge, knee, "
    "tempo, reach and the turn of the hips, with wider errors: you are asked about "
    "faults, never told of one for certain.",
    level=False,
    turned_deg=40.0,
)

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
    "front, too: there the reach beside the laces shows best.",
    level=False,
    weight=(68, 69),
    front=FRONT,
    oblique=OBLIQUE,
    how=(
        "Stand tall on one leg, a wall behind you; the other sole rests on the wall.",
        "Push the hips back and let the weight go to the outside of the standing "
        "shoe's laces, for three seconds.",
        "Stand up tall again. 8 a leg.",
    ),
    do_this=(
        "Take the weight in the hand of the free side.",
        "Keep the standing knee a little bent, and the other foot where it is.",
        "Finish every rep upright.",
    ),
    not_this=(
        "A squat: the hips go back, the knee hardly bends.",
        "A free hip or shoulder that opens to the side.",
        "A weight that swings away from the shin.",
    ),
)
