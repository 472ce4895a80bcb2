"""What there is to draw on each frame of a judged film: arrays, not pixels.

Everything comes from the same signals and times as the report, so that the picture
never shows another lowering time, angle or count than the report names.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from exercises import internal_rotation_deadlift
from exercises.hinge import read_hinge
from exercises.posture import read_posture
from exercises.report import Rep, Report
from vision import landmarks
from vision.geometry import Floats, midpoint
from vision.repair import repaired
from vision.smoothing import SIGNAL_CUTOFF_HZ, low_pass
from vision.track import Track, unmirrored

Phase = Literal["set-up", "lowering", "bottom", "lifting", "top", "done"]

FROZEN_S: Final = 0.8
"""How long a lowering's time stays to be read after it ended (our choice)."""
JUST_DONE_S: Final = 2.0
"""How long a rep's or an attempt's result stays to be read (our choice)."""
DEFAULT_TARGET_S: Final = 2.5
"""Aim for a lowering where the report names none (exercises.md 9.6)."""
HINGES: Final = frozenset({internal_rotation_deadlift.KEY})
"""Exercises whose main angle is at the hip of the standing leg."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Overlay:
    """What to draw, frame by frame, in the film's own pixels.

    Attributes:
        time_s: (T,) the track's times.
        points_px: (T, 33, 2) the repaired body.
        chain_px: (T, 4, 2) mid-shoulder, hip, knee and ankle of the working leg; NaN
            where there is none to show.
        hinge_deg: (T,) hip angle, 180 straight, calm enough to read; NaN where the
            film does not show it.
        opens_clockwise: Whether the front of the body, where the hinge closes, lies
            clockwise of the trunk as one sees it.
        phase: (T,) where in the set each frame lies.
        rep: (T,) the rep under way, by its place in the report from 1; 0 for none.
        reps_done: (T,) reps finished so far.
        just_done: (T,) the rep that ended within `JUST_DONE_S`, likewise.
        score: (T,) score of that rep, NaN for none.
        lowering_s: (T,) the clock of the lowering: it runs while the weight goes
            down, rests at the measured time for `FROZEN_S`, and is NaN otherwise.
        target_s: The least good lowering time.
        attempt: (T,) index into the report's attempts, -1 for none.
    """

    time_s: Floats
    points_px: Floats
    chain_px: Floats
    hinge_deg: Floats
    opens_clockwise: bool
    phase: tuple[Phase, ...]
    rep: NDArray[np.int_]
    reps_done: NDArray[np.int_]
    just_done: NDArray[np.int_]
    score: Floats
    lowering_s: Floats
    target_s: float
    attempt: NDArray[np.int_]


def overlay(track: Track, report: Report, *, mirrored: bool = False) -> Overlay:
    """Return what to draw over a film.

    Args:
        track: The body in the film's own pixels.
        report: What was found in it.
        mirrored: Whether the film is a mirror image; the report was then made from
            `unmirrored(track)`.
    """
    time_s = track.time_s
    drawn = _body(unmirrored(track) if mirrored else track, report)
    if mirrored:
        drawn = _mirrored(drawn, track.size_wh[0])
    just_done = _just_done(time_s, report.reps)
    scores = np.array([math.nan, *(rep.score for rep in report.reps)])
    return Overlay(
        time_s=time_s,
        points_px=drawn.points_px,
        chain_px=drawn.chain_px,
        hinge_deg=drawn.hinge_deg,
        opens_clockwise=drawn.facing > 0,
        phase=phases(time_s, report.reps),
        rep=_under_way(time_s, report.reps),
        reps_done=np.searchsorted(
            np.sort([_end_s(rep) for rep in report.reps]), time_s, side="right"
        ),
        just_done=just_done,
        score=scores[just_done],
        lowering_s=_clock(time_s, report.reps),
        target_s=_target_s(report),
        attempt=_attempts(time_s, report),
    )


def phases(time_s: Floats, reps: Sequence[Rep]) -> tuple[Phase, ...]:
    """Return where in the set each moment lies, by the reps' own times.

    Args:
        time_s: (T,) seconds.
        reps: In order; in each the lift may come after the lowering or before it.
    """
    movements: list[tuple[float, float, Phase, Phase]] = []
    for rep in reps:
        movements.append((rep.start_s, rep.bottom_s, "lowering", "bottom"))
        movements.append((rep.leave_s, rep.end_s, "lifting", "top"))
    movements.sort(key=lambda movement: movement[:2])
    names = np.full(len(time_s), "set-up", dtype=object)
    for index, (start_s, stop_s, movement, rest) in enumerate(movements):
        if index + 1 < len(movements):  # a rest gives way to the next movement
            stop_s = min(stop_s, movements[index + 1][0])
        elif rest == "top":
            rest = "done"
        names[time_s >= start_s] = movement
        names[time_s >= stop_s] = rest
    return tuple(names)


@dataclass(frozen=True, kw_only=True, eq=False)
class _Body:
    points_px: Floats
    chain_px: Floats
    hinge_deg: Floats
    facing: float


def _body(track: Track, report: Report) -> _Body:
    if not track.seen.any():
        return _without_chain(track.points_px)
    if report.exercise not in HINGES or not report.judged:
        return _without_chain(repaired(track).points_px)
    posture = read_posture(track)
    hinge = read_hinge(posture, report.side)
    points = posture.track.points_px
    chain = [
        midpoint(points, landmarks.SHOULDERS),
        hinge.leg.hip_px,
        hinge.leg.knee_px,
        hinge.leg.ankle_px,
    ]
    # From the front the angle is a guess of depth that tells reps apart, no more.
    shown = hinge.hinge_deg if hinge.flat else np.full(len(track), np.nan)
    calm = low_pass(shown, track.time_s, SIGNAL_CUTOFF_HZ)
    return _Body(
        points_px=points,
        chain_px=np.stack(chain, axis=1),
        # Straight is straight: the correction to joint centres can overshoot.
        hinge_deg=np.minimum(calm, 180.0),
        facing=posture.facing,
    )


def _without_chain(points_px: Floats) -> _Body:
    return _Body(
        points_px=points_px,
        chain_px=np.full((len(points_px), 4, 2), np.nan),
        hinge_deg=np.full(len(points_px), np.nan),
        facing=1.0,
    )


def _mirrored(body: _Body, width: int) -> _Body:
    flip, shift = np.array([-1.0, 1.0]), np.array([float(width), 0.0])
    return replace(
        body,
        points_px=body.points_px * flip + shift,
        chain_px=body.chain_px * flip + shift,
        facing=-body.facing,
    )


def _first_s(rep: Rep) -> float:
    return min(rep.start_s, rep.leave_s)


def _end_s(rep: Rep) -> float:
    return max(rep.bottom_s, rep.end_s)


def _under_way(time_s: Floats, reps: Sequence[Rep]) -> NDArray[np.int_]:
    result = np.zeros(len(time_s), dtype=np.int_)
    for place, rep in enumerate(reps, start=1):
        result[(time_s >= _first_s(rep)) & (time_s < _end_s(rep))] = place
    return result


def _just_done(time_s: Floats, reps: Sequence[Rep]) -> NDArray[np.int_]:
    result = np.zeros(len(time_s), dtype=np.int_)
    for place, rep in enumerate(reps, start=1):
        end_s = _end_s(rep)
        result[(time_s >= end_s) & (time_s < end_s + JUST_DONE_S)] = place
    return result


def _clock(time_s: Floats, reps: Sequence[Rep]) -> Floats:
    clock = np.full(len(time_s), np.nan)
    for rep in reps:
        if not math.isfinite(rep.lowering_s):
            continue  # its start or its end is not on the film
        down = (time_s >= rep.start_s) & (time_s < rep.bottom_s)
        rest = (time_s >= rep.bottom_s) & (time_s < rep.bottom_s + FROZEN_S)
        clock[down] = time_s[down] - rep.start_s
        clock[rest] = rep.lowering_s
    return clock


def _attempts(time_s: Floats, report: Report) -> NDArray[np.int_]:
    result = np.full(len(time_s), -1, dtype=np.int_)
    for index, attempt in enumerate(report.attempts):
        until_s = attempt.end_s + JUST_DONE_S
        result[(time_s >= attempt.start_s) & (time_s < until_s)] = index
    # What comes next is news; what was is not.
    result[_under_way(time_s, report.reps) > 0] = -1
    return result


def _target_s(report: Report) -> float:
    band = report.limits.get("lowering_s")
    green = band.get("green") if isinstance(band, dict) else None
    if isinstance(green, list | tuple) and green and isinstance(green[0], int | float):
        return float(green[0])
    return DEFAULT_TARGET_S
