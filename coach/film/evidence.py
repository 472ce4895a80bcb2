"""The pictures that prove a fault: where it shows, and what to compare it with."""

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from coach.film.annotate import draw_body, nearest
from coach.film.scoreboard_words import phase_word
from coach.reports.wording import unit_title
from exercises.drawing.overlay import Overlay, overlay
from exercises.registry import EXERCISES
from exercises.report import Report
from exercises.units import Fault, Hold, Rep, Unit
from vision.drawing.canvas import Canvas
from vision.track import Track
from vision.video.probe import Frame
from vision.video.reader import read_frames

EVIDENCE_UNITS: Final = 4
"""Units that evidence is shown of: more is not looked at."""
EVIDENCE_FAULTS: Final = 3
"""Faults shown of one hold or bout; of a rep only the worst is."""
EVIDENCE_LONG_SIDE_PX: Final = 960
AFTER_BOTTOM_S: Final = 0.3
"""A fault read later than this after the bottom shows there and not at the bottom."""
SETTLED_S: Final = 1.0
"""So long after its start a hold is what it is to stay (rationale.md 6.2)."""
APART_S: Final = 0.25
"""Pictures nearer than this look alike, and one of them is enough."""
TEMPO: Final = frozenset({"fast_lowering"})
"""Faults that are a time."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Evidence:
    """One picture of a rep, hold or bout with a fault.

    Attributes:
        unit: Its index.
        fault: Code of the fault that the picture shows; None for a picture to compare
            it with.
        label: What it shows, such as "Rep 2: bottom".
        time_s: When, in true time.
        image_rgb: (H, W, 3) uint8 with body and angle drawn.
    """

    unit: int
    fault: str | None
    label: str
    time_s: float
    image_rgb: NDArray[np.uint8]


@dataclass(frozen=True, kw_only=True)
class _Moment:
    unit: int
    fault: str | None
    label: str
    time_s: float


def evidence_frames(
    path: Path, track: Track, report: Report, *, mirrored: bool = False
) -> list[Evidence]:
    """Return pictures of the worst units: how each starts and where its faults show.

    The film is read once, and no further than the last picture.

    Args:
        path: The film.
        track: The body in it.
        report: What was found.
        mirrored: Whether the film is a mirror image.

    Returns:
        In order of time, of at most `EVIDENCE_UNITS` units; none where no unit has a
        fault.

    Raises:
        VideoError: The film cannot be read.
    """
    drawing = overlay(track, report, mirrored=mirrored)
    wanted = sorted(
        (m for unit in _worst(report.units) for m in _moments(unit, report, drawing)),
        key=lambda moment: moment.time_s,
    )
    found: list[Evidence] = []
    if not wanted:
        return found
    times_s = [drawing.time_s[nearest(drawing, moment.time_s)] for moment in wanted]
    for frame in read_frames(path, long_side_px=EVIDENCE_LONG_SIDE_PX):
        # One rep may start on the frame on which the one before it shows its fault.
        while (
            len(found) < len(wanted) and _true_s(frame, report) >= times_s[len(found)]
        ):
            moment = wanted[len(found)]
            index = nearest(drawing, _true_s(frame, report))
            found.append(_pictured(moment, frame, drawing, index, track.size_wh))
        if len(found) == len(wanted):
            break
    return found


def _true_s(frame: Frame, report: Report) -> float:
    return frame.time_s * report.source.speed


def _worst(units: tuple[Unit, ...]) -> list[Unit]:
    faulty = [unit for unit in units if unit.faults]
    # What has no score was seen too badly to prove anything: last.
    faulty.sort(key=lambda unit: unit.score if math.isfinite(unit.score) else math.inf)
    return faulty[:EVIDENCE_UNITS]


def _moments(unit: Unit, report: Report, drawing: Overlay) -> list[_Moment]:
    title = unit_title(unit)
    worst = unit.faults[0]
    if isinstance(unit, Rep) and worst.code in TEMPO and math.isfinite(unit.lowering_s):
        # A tempo shows in no one picture: where it starts and ends, and between.
        way = phase_word(report.exercise, "lowering").lower()
        middle_s = (unit.start_s + unit.bottom_s) / 2
        return [
            _Moment(unit=unit.index, fault=f, label=f"{title}: {place}", time_s=at_s)
            for f, place, at_s in (
                (None, f"{way} starts", unit.start_s),
                (None, "half way in time", middle_s),
                (worst.code, f"{way} ends", unit.bottom_s),
            )
        ]
    exercise = EXERCISES[report.exercise] if report.exercise else None
    if isinstance(unit, Rep) and exercise and exercise.faults_at_bottom:
        place, shows_s = _place_in_hinge(unit)
        shown = [(unit.faults[0], place, shows_s)]
    else:
        most = 1 if isinstance(unit, Rep) else EVIDENCE_FAULTS
        shown = [_place(unit, fault, drawing) for fault in unit.faults[:most]]
    moments = [
        _Moment(unit=unit.index, fault=f.code, label=f"{title}: {p}", time_s=s)
        for f, p, s in shown
    ]
    start_s = _start_s(unit)
    if start_s is not None and all(abs(s - start_s) > APART_S for _, _, s in shown):
        start = _Moment(
            unit=unit.index, fault=None, label=f"{title}: start", time_s=start_s
        )
        moments.insert(0, start)
    return moments


def _start_s(unit: Unit) -> float | None:
    """Return when a unit looks as it should stay or begin; a bout has no such time."""
    if isinstance(unit, Rep):
        return unit.start_s
    if isinstance(unit, Hold):
        return min(unit.start_s + SETTLED_S, unit.end_s)
    return None


def _place_in_hinge(rep: Rep) -> tuple[str, float]:
    at_s = rep.faults[0].at_s
    if at_s > max(rep.bottom_s, rep.leave_s) + AFTER_BOTTOM_S:
        return "end", at_s  # such as not standing tall
    return "bottom", rep.bottom_s


def _place(unit: Unit, fault: Fault, drawing: Overlay) -> tuple[Fault, str, float]:
    """Return where in a unit a fault shows, in words and seconds."""
    at_s = fault.at_s
    if not math.isfinite(at_s):
        at_s = (unit.start_s + unit.end_s) / 2
    if isinstance(unit, Rep):
        return fault, str(drawing.phase[nearest(drawing, at_s)]), at_s
    return fault, f"after {max(0.0, at_s - unit.start_s):.0f} s", at_s


def _pictured(
    moment: _Moment,
    frame: Frame,
    drawing: Overlay,
    index: int,
    size_wh: tuple[int, int],
) -> Evidence:
    image_rgb = frame.image_rgb.copy()
    canvas = Canvas(image_rgb)
    draw_body(canvas, drawing, index, size_wh)
    margin = 18 * canvas.unit_px
    canvas.text(moment.label, (margin, margin), 20)
    return Evidence(
        unit=moment.unit,
        fault=moment.fault,
        label=moment.label,
        time_s=float(drawing.time_s[index]),
        image_rgb=image_rgb,
    )
