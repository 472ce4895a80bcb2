"""What there is to draw on each frame of a judged film: arrays, not pixels.

Everything comes from the same times and numbers as the report, so that the picture
never shows another lowering time, angle or count than the report names.
"""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from exercises.drawing.body import mirrored as mirrored_body
from exercises.drawing.body import read_body
from exercises.drawing.set_signals import SignalName
from exercises.drawing.times import (
    Phase,
    attempts,
    done,
    hold_clock,
    just_done,
    lowering_clock,
    phases,
    strides_so_far,
    under_way,
    way_so_far,
)
from exercises.registry import EXERCISES
from exercises.report import Report
from vision.geometry import Floats
from vision.track import Track, flipped, retimed

DEFAULT_TARGET_S: Final = 2.5
"""Aim for a lowering where the report names none (rationale.md 9.6)."""
WAY_TARGET_M: Final = 4.572
"""Aim for a bout: the five yards of the circuit."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Overlay:
    """What to draw, frame by frame, in the film's own pixels.

    Attributes:
        time_s: (T,) the track's times.
        points_px: (T, 33, 2) the repaired body.
        chain_px: (T, 4, 2) mid-shoulder, hip, knee and ankle of the working leg; NaN
            where there is none to show.
        arm_px: (T, 4, 2) hip, shoulder, elbow and wrist of the nearer arm where the
            exercise is one of the arms; NaN elsewhere.
        hip_deg: (T,) hip angle, 180 straight, calm enough to read; NaN where the film
            or the exercise does not show it.
        arm_deg: (T,) the arm from beside the body, 180 overhead; likewise.
        clockwise: (T,) whether the front of the body, where the hip closes, lies
            clockwise of the trunk as one sees it.
        signal: (T,) the exercise's main signal, for a chart.
        signal_name: What that is: an angle in degrees, the hips' height over where the
            hold began in trunk lengths, or their place along the way in metres.
        phase: (T,) where in the set each frame lies.
        unit: (T,) the rep, hold or bout under way, by its place in the report from 1;
            0 for none.
        units_done: (T,) how many are finished so far.
        just_done: (T,) the one that ended within `JUST_DONE_S`, likewise.
        score: (T,) score of that one, NaN for none.
        lowering_s: (T,) the clock of the lowering: it runs while the weight goes
            down, rests at the measured time for `FROZEN_S`, and is NaN otherwise.
        held_s: (T,) the clock of a hold; NaN outside of holds.
        strides: (T,) strides of the bout under way; -1 outside of bouts.
        way_m: (T,) metres of that bout; NaN outside, or when they are unknown.
        target: What to aim for: seconds of lowering or holding, metres of a bout.
        attempt: (T,) index into the report's attempts, -1 for none.
    """

    time_s: Floats
    points_px: Floats
    chain_px: Floats
    arm_px: Floats
    hip_deg: Floats
    arm_deg: Floats
    clockwise: NDArray[np.bool_]
    signal: Floats
    signal_name: SignalName
    phase: tuple[Phase, ...]
    unit: NDArray[np.int_]
    units_done: NDArray[np.int_]
    just_done: NDArray[np.int_]
    score: Floats
    lowering_s: Floats
    held_s: Floats
    strides: NDArray[np.int_]
    way_m: Floats
    target: float
    attempt: NDArray[np.int_]


def overlay(track: Track, report: Report, *, mirrored: bool = False) -> Overlay:
    """Return what to draw over a film.

    Args:
        track: The body in the film's own pixels.
        report: What was found in it.
        mirrored: Whether the film is a mirror image; the report was then made from
            `flipped(track)`.

    Returns:
        With the report's own times, which are the film's times its speed.
    """
    track = retimed(track, report.source.speed)
    time_s, units = track.time_s, report.units
    body = read_body(flipped(track) if mirrored else track, report)
    if mirrored:
        body = mirrored_body(body, track.size_wh[0])
    over = just_done(time_s, units)
    scores = np.array([math.nan, *(unit.score for unit in units)])
    return Overlay(
        **vars(body),
        time_s=time_s,
        phase=phases(time_s, units),
        unit=under_way(time_s, units),
        units_done=done(time_s, units),
        just_done=over,
        score=scores[over],
        lowering_s=lowering_clock(time_s, report.reps),
        held_s=hold_clock(time_s, report.holds),
        strides=strides_so_far(time_s, body.points_px, report.bouts),
        way_m=way_so_far(time_s, body.points_px, report.bouts),
        target=_target(report),
        attempt=attempts(time_s, report),
    )


def _target(report: Report) -> float:
    if report.holds:
        return float(EXERCISES[report.exercise or ""].target or 0)
    key, default = "lowering_s", DEFAULT_TARGET_S
    if report.bouts:
        key, default = "distance_m", WAY_TARGET_M
    band = report.limits.get(key)
    return band.green[0] if band and math.isfinite(band.green[0]) else default
