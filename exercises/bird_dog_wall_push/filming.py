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
    how=(
        "Kneel on hands and knees, the soles towards a wall that a straight leg can "
        "reach.",
        "Take one leg back until its sole lies flat on the wall, hip high.",
        "Push into the wall and keep all else still until you tire. Then the other "
        "leg.",
    ),
    do_this=(
        "Put the hands below the shoulders and the other knee below its hip.",
        "Hold for 10 seconds or longer: what drifts shows only with time.",
        "Kneel still for a second before and after, with the film running.",
    ),
    not_this=(
        "Hips that sag or turn.",
        "A leg higher than the line of your back.",
        "A foot that shifts on the wall: that ends the hold.",
    ),
)
