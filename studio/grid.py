"""A grid of short good sets: every exercise, one thing varied at a time.

View, body and frame rate are varied alone, so that what a checker loses to one of them
can be read off. The sets are good ones: nothing may be reported of them.
"""

import dataclasses
from collections.abc import Iterator

from studio.catalogue import FILES
from studio.clip import Clip, Shot
from studio.clip_files import GridEntry, clip_file, person, room
from studio.tables import read

YAWS_DEG = (0, 15, 30, 45, 60, 75, 90)
RATES = (15, 24, 60)
#: The view of what isn't varied.
USUAL = Shot(yaw_deg=5.0, width_px=640, height_px=360)
#: Short sets lower in about two seconds, at the edge of what is slow enough.
OPEN = "fast_lowering"


def grid() -> list[Clip]:
    """All clips of the grid."""
    entries = [(name, clip_file(name).grid) for name in FILES]
    return [clip for name, entry in entries if entry for clip in _varied(name, entry)]


def _varied(name: str, entry: GridEntry) -> Iterator[Clip]:
    """One exercise in every view, on every body, at every rate."""
    usual = read(Shot, entry.shot, f"{name}.toml, grid", USUAL)
    first = entry.people[0]
    for yaw_deg in YAWS_DEG:
        shot = dataclasses.replace(usual, yaw_deg=float(yaw_deg))
        yield _clip(name, entry, f"yaw{yaw_deg:02d}", shot, first)
    for who in entry.people:
        yield _clip(name, entry, who.partition("_")[0], usual, who)
    for rate in RATES:
        shot = dataclasses.replace(usual, fps=rate)
        yield _clip(name, entry, f"{rate}fps", shot, first)


def _clip(name: str, entry: GridEntry, varied: str, shot: Shot, who: str) -> Clip:
    file, where = clip_file(name), f"{name}.toml, grid"
    style = file.style(entry.style, where)
    physique, outfit = person(who, where)
    body = who.partition("_")[0]
    return Clip(
        name=f"grid_{style.exercise}_{varied}",
        shows=f"A short good set: {style.exercise}, {shot.yaw_deg:g} degrees, {body}.",
        physique=physique,
        outfit=outfit,
        room=room(entry.room, where),
        shot=shot,
        style=style,
        clean=tuple(code for code in file.clean[entry.clean] if code != OPEN),
    )
