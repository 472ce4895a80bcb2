"""How to film each exercise: where the phone goes and what it should see, drawn.

    python -m ui.filming.guide docs/pictures

writes the drawings of docs/filming.md. Places and distances are those of the
accuracy measurements (docs/accuracy.md): side view, the working leg near the camera.
"""

import sys
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final

Point = tuple[float, float]
INK, NEAR, FAR, SOFT, PAPER = "#173f3f", "#0f8b8d", "#9fb8b8", "#dfe9e6", "#ffffff"
FLOOR_Y: Final = 80.0


@dataclass(frozen=True, kw_only=True)
class Shot:
    """One exercise, as the phone should see it; places in a picture of 160 x 90.

    Attributes:
        key: Of the exercise.
        title: What stands above the drawing.
        head: The middle of the head.
        near: Lines of the limbs that the phone must see, as the working leg.
        far: Lines of the others.
        wall_x: Where a wall stands; None without.
        box: Left, top, width and height of a box; None without.
        distance: How far away, as the drawing says it.
        height: How high the lens is.
        advice: One sentence.
        level: Whether the body lies or kneels along the wall in the view from above.
    """

    key: str
    title: str
    head: Point
    near: tuple[tuple[Point, ...], ...]
    far: tuple[tuple[Point, ...], ...] = ()
    wall_x: float | None = None
    box: tuple[float, float, float, float] | None = None
    distance: str
    height: str
    advice: str
    level: bool = True


SHOTS: Final = (
    Shot(
        key="bird_dog_wall_push",
        title="Bird Dog Leg Wall Push",
        head=(112, 43),
        near=(((100, 48), (66, 48)), ((66, 48), (46, 47), (26, 48), (26, 41))),
        far=(((66, 48), (66, 78), (48, 79)), ((100, 48), (101, 64), (102, 79))),
        wall_x=22,
        distance="3 m",
        height="knee high, 0.5 m",
        advice="The pushing leg is the one near the phone; wall and both hands are in "
        "the picture.",
    ),
    Shot(
        key="bridge_pull_over",
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
    ),
    Shot(
        key="bridge_foot_on_box",
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
    ),
    Shot(
        key="gallop",
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
    ),
    Shot(
        key="internal_rotation_deadlift",
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
    ),
)


def drawing(shot: Shot) -> str:
    """Return an SVG: the place of the phone from above, and what it should see."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 128" role="img" '
        f'aria-label="{escape(in_words(shot))}" font-family="sans-serif" '
        f'font-size="8" fill="{INK}">'
        f'<rect width="360" height="128" rx="8" fill="{SOFT}"/>'
        f'<text x="12" y="15">From above</text>{_from_above(shot)}'
        f'<text x="188" y="15">What the phone should see</text>'
        f'<g transform="translate(188 22)">{_picture(shot)}</g></svg>'
    )


def in_words(shot: Shot) -> str:
    """Return what a drawing shows, for who cannot see it."""
    return (
        f"{shot.title}: the phone stands {shot.distance} to the side, {shot.height}, "
        f"level. {shot.advice}"
    )


def _from_above(shot: Shot) -> str:
    wall = ""
    if shot.wall_x is not None:
        x = 34 if shot.wall_x < 80 else 136
        wall = f'<rect x="{x - 3}" y="24" width="6" height="40" fill="{FAR}"/>'
    box = f'<rect x="34" y="36" width="14" height="16" fill="{FAR}"/>'
    ways = (
        _line(((40, 44), (130, 44)), FAR, 2, dashes="4 3")
        if shot.key == "gallop"
        else ""
    )
    body = (
        '<ellipse cx="85" cy="44" rx="30" ry="7"'
        if shot.level
        else '<ellipse cx="85" cy="44" rx="9" ry="14"'
    )
    return (
        f'<path d="M85 112 L28 26 L142 26 Z" fill="{PAPER}" opacity="0.7"/>{wall}'
        f"{box if shot.box else ''}{ways}"
        f'{body} fill="{NEAR}"/>'
        f"{_line(((85, 60), (85, 100)), INK, 1, dashes='3 2')}"
        f'<text x="91" y="84">{escape(shot.distance)}</text>'
        f'<rect x="77" y="104" width="16" height="6" rx="2" fill="{INK}"/>'
        f'<text x="97" y="112">lens {escape(shot.height)}</text>'
    )


def _picture(shot: Shot) -> str:
    wall = (
        f'<rect x="{shot.wall_x - 6 if shot.wall_x < 80 else shot.wall_x}" y="0" '
        f'width="6" height="{FLOOR_Y}" fill="{FAR}"/>'
        if shot.wall_x is not None
        else ""
    )
    box = (
        '<rect x="{}" y="{}" width="{}" height="{}" fill="{}"/>'.format(*shot.box, FAR)
        if shot.box
        else ""
    )
    far = "".join(_line(points, FAR, 5) for points in shot.far)
    near = "".join(_line(points, NEAR, 6) for points in shot.near)
    x, y = shot.head
    return (
        f'<rect width="160" height="90" rx="4" fill="{PAPER}" stroke="{INK}"/>'
        f"{wall}{box}{_line(((2, FLOOR_Y), (158, FLOOR_Y)), INK, 1)}{far}{near}"
        f'<circle cx="{x}" cy="{y}" r="7" fill="{NEAR}"/>'
    )


def _line(points: tuple[Point, ...], colour: str, wide: float, dashes: str = "") -> str:
    places = " ".join(f"{x:g},{y:g}" for x, y in points)
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<polyline points="{places}" fill="none" stroke="{colour}" '
        f'stroke-width="{wide:g}" stroke-linecap="round" stroke-linejoin="round"'
        f"{dashed}/>"
    )


if __name__ == "__main__":
    for one in SHOTS:
        path = Path(sys.argv[1]) / f"filming_{one.key}.svg"
        path.write_text(drawing(one) + "\n", encoding="utf-8")
