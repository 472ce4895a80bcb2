"""How to film each exercise: where the phone goes and what it should see, drawn.

    python -m ui.filming.guide docs/pictures

writes the drawings of docs/filming.md. Places and distances are those of the
accuracy measurements (docs/accuracy.md): side view, the working leg near the camera.
"""

import sys
from html import escape
from pathlib import Path
from typing import Final

from exercises.filming import Point, Shot
from exercises.registry import EXERCISES

INK, NEAR, FAR, SOFT, PAPER = "#173f3f", "#0f8b8d", "#9fb8b8", "#dfe9e6", "#ffffff"
FLOOR_Y: Final = 80.0


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
    ways = _line(((40, 44), (130, 44)), FAR, 2, dashes="4 3") if shot.travels else ""
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
    for key, exercise in EXERCISES.items():
        path = Path(sys.argv[1]) / f"filming_{key}.svg"
        path.write_text(drawing(exercise.filming) + "\n", encoding="utf-8")
