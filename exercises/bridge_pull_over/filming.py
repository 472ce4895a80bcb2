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
    weight=(139, 51),
    how=(
        "Lie on your back, one heel on a box, and hold a weight over your chest.",
        "Lift the hips until shoulder, hip and knee are in line. There they stay.",
        "Take the weight slowly back past your head, then pull it over the chest "
        "again.",
    ),
    do_this=(
        "Keep the arms nearly straight, and both hands on the weight.",
        "Take two seconds on the way back.",
        "Hold the other leg still in the air, or put both feet on the box.",
    ),
    not_this=(
        "Hips that dip while the arms are back.",
        "Arms that stop halfway.",
        "Hips that go up and down as well: that is the other bridge.",
    ),
)
