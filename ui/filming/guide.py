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
    return _svg(
        shot,
        (360, 128),
        f'<text x="12" y="15">From above</text>{_from_above(shot)}'
        f'<text x="188" y="15">What the phone should see</text>'
        f'<g transform="translate(188 22)">{_picture(shot)}</g>',
    )


def halves(shot: Shot) -> tuple[str, str]:
    """Return the same as two SVGs, for a page that may be narrow."""
    above = f'<text x="12" y="15">From above</text>{_from_above(shot)}'
    seen = (
        '<text x="8" y="15">What the phone should see</text>'
        f'<g transform="translate(8 22)">{_picture(shot)}</g>'
    )
    return _svg(shot, (176, 120), above), _svg(shot, (176, 120), seen)


def _svg(shot: Shot, size: tuple[int, int], inside: str) -> str:
    width, height = size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'role="img" aria-label="{escape(in_words(shot))}" font-family="sans-serif" '
        f'font-size="8" fill="{INK}">'
        f'<rect width="{width}" height="{height}" rx="8" fill="{SOFT}"/>{inside}</svg>'
    )


def in_words(shot: Shot) -> str:
    """Return what a drawing shows, for who cannot see it."""
    where = "in front of you" if shot.from_front else "to the side"
    if shot.turned_deg:
        where = f"away, {shot.turned_deg:.0f} degrees before your side"
    return (
        f"{shot.title}: the phone stands {shot.distance} {where}, {shot.height}, "
        f"level. {shot.advice}"
    )


def place_of(shot: Shot) -> str:
    """Return where the phone stands, in a few words."""
    where = "From the front" if shot.from_front else "From the side"
    if shot.turned_deg:
        where = f"{shot.turned_deg:.0f} degrees in front of the side"
    return f"{where}, {shot.distance} away, lens {shot.height}."


def as_markdown(key: str, shot: Shot) -> str:
    """Return the section on an exercise in docs/filming.md."""
    parts = [f"## {shot.title}"]
    for end, view in shot.views.items():
        parts += _shown(f"filming_{key}{end}", view)
    steps = [f"{number}. {step}" for number, step in enumerate(shot.how, start=1)]
    if steps:
        parts.append("\n".join(steps))
    for title, lines in (("Do this", shot.do_this), ("Not this", shot.not_this)):
        if lines:
            parts.append("\n".join([f"{title}:", "", *(f"- {line}" for line in lines)]))
    return "\n\n".join(parts) + "\n"


def _shown(name: str, shot: Shot) -> tuple[str, str]:
    return (
        f"![From above, and what the phone should see](pictures/{name}.svg)",
        f"{place_of(shot)} {shot.advice}",
    )


def _from_above(shot: Shot) -> str:
    wall = ""
    if shot.wall_x is not None and shot.from_front:
        wall = f'<rect x="55" y="22" width="60" height="6" fill="{FAR}"/>'
    elif shot.wall_x is not None:
        x = 34 if shot.wall_x < 80 else 120 if shot.turned_deg else 136
        deep = 26 if shot.turned_deg else 40  # turned, it has to fit in the drawing
        wall = (
            f'<rect x="{x - 3}" y="{44 - deep / 2:g}" width="6" height="{deep}" '
            f'fill="{FAR}"/>'
        )
    box = f'<rect x="34" y="36" width="14" height="16" fill="{FAR}"/>'
    ways = _line(((40, 44), (130, 44)), FAR, 2, dashes="4 3") if shot.travels else ""
    wide, deep = (30, 7) if shot.level else (14, 9) if shot.from_front else (9, 14)
    body = f'<ellipse cx="85" cy="44" rx="{wide}" ry="{deep}" fill="{NEAR}"/>'
    if shot.turned_deg:  # with a nose: which way it is turned is what matters
        body += f'<path d="M77 39 L70 44 L77 49 Z" fill="{NEAR}"/>'
        wall, body = (
            f'<g transform="rotate({-shot.turned_deg:g} 85 44)">{one}</g>'
            for one in (wall, body)
        )
    return (
        f'<path d="M85 112 L28 26 L142 26 Z" fill="{PAPER}" opacity="0.7"/>{wall}'
        f"{box if shot.box else ''}{ways}{body}"
        f"{_line(((85, 60), (85, 100)), INK, 1, dashes='3 2')}"
        f'<text x="91" y="84">{escape(shot.distance)}</text>'
        f'<rect x="77" y="104" width="16" height="6" rx="2" fill="{INK}"/>'
        f'<text x="97" y="112">lens {escape(shot.height)}</text>'
    )


def _picture(shot: Shot) -> str:
    wall = ""
    if shot.wall_x is not None and shot.from_front:
        wall = f'<rect width="160" height="74" rx="4" fill="{FAR}" opacity="0.35"/>'
    elif shot.wall_x is not None and shot.turned_deg:
        wide = 160 - shot.wall_x
        wall = (
            f'<rect x="{shot.wall_x}" width="{wide:g}" height="{FLOOR_Y}" '
            f'fill="{FAR}" opacity="0.35"/>'
        )
    elif shot.wall_x is not None:
        x = shot.wall_x - 6 if shot.wall_x < 80 else shot.wall_x
        wall = f'<rect x="{x}" y="0" width="6" height="{FLOOR_Y}" fill="{FAR}"/>'
    box = (
        '<rect x="{}" y="{}" width="{}" height="{}" fill="{}"/>'.format(*shot.box, FAR)
        if shot.box
        else ""
    )
    far = "".join(_line(points, FAR, 5) for points in shot.far)
    near = "".join(
        # Limbs that pass before others have a rim.
        (_line(points, PAPER, 8.5) if shot.from_front or shot.turned_deg else "")
        + _line(points, NEAR, 6)
        for points in shot.near
    )
    floor = "" if shot.from_front else _line(((2, FLOOR_Y), (158, FLOOR_Y)), INK, 1)
    x, y = shot.head
    held = ""
    if shot.weight is not None:
        across, down = shot.weight
        held = f'<circle cx="{across}" cy="{down}" r="4.5" fill="{INK}"/>'
    return (
        f'<rect width="160" height="90" rx="4" fill="{PAPER}" stroke="{INK}"/>'
        f"{wall}{box}{floor}{far}{near}"
        f'<circle cx="{x}" cy="{y}" r="7" fill="{NEAR}" stroke="{PAPER}"/>{held}'
    )


def _line(points: tuple[Point, ...], colour: str, wide: float, dashes: str = "") -> str:
    places = " ".join(f"{x:g},{y:g}" for x, y in points)
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<polyline points="{places}" fill="none" stroke="{colour}" '
        f'stroke-width="{wide:g}" stroke-linecap="round" stroke-linejoin="round"'
        f"{dashed}/>"
    )


def main(folder: Path) -> None:
    """Write the drawings of the documents into a folder."""
    for key, exercise in EXERCISES.items():
        for end, shot in exercise.filming.views.items():
            path = folder / f"filming_{key}{end}.svg"
            path.write_text(drawing(shot) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
