"""Which part of the body an annotated film marks, and the angle and signal it shows."""

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from exercises.drawing.set_signals import SetSignals, SignalName, limb
from exercises.drawing.times import boundaries_s
from exercises.report import Report
from exercises.units import Side
from vision import landmarks
from vision.cleaning import repaired
from vision.geometry import Floats
from vision.track import Track

MARGIN_S: Final = 1.0
"""So long before a unit and after it the angle is shown (our choice): on the way into
the position it means nothing."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Body:
    """What of a body is drawn, in the pixels of an unmirrored film.

    Attributes:
        points_px: (T, 33, 2) repaired.
        chain_px: (T, 4, 2) mid-shoulder, hip, knee, ankle of the working leg.
        arm_px: (T, 4, 2) hip, shoulder, elbow, wrist of the nearer arm where the
            exercise is one of the arms.
        hip_deg: (T,) hip angle, 180 straight; NaN where it is not shown.
        arm_deg: (T,) arm from beside the body, 180 overhead; likewise.
        clockwise: (T,) whether the front of the body lies clockwise of the trunk.
        signal: (T,) what the chart draws.
        signal_name: What that is; its unit is degrees, trunk lengths or metres.
    """

    points_px: Floats
    chain_px: Floats
    arm_px: Floats
    hip_deg: Floats
    arm_deg: Floats
    clockwise: NDArray[np.bool_]
    signal: Floats
    signal_name: SignalName = "hip angle"


def read_body(track: Track, report: Report) -> Body:
    """Return what to mark on a body for a report's exercise.

    Args:
        track: With left and right as the person's.
        report: Made from it; carries the signals it was judged on.
    """
    if not track.seen.any():
        return _unmarked(track.points_px)
    points, time_s = repaired(track).points_px, track.time_s
    plain = _unmarked(points)
    if not report.judged:
        return plain
    named = next((one.signal_name for one in report.signals if one), plain.signal_name)
    body = replace(plain, signal_name=named)
    if report.bouts:
        body = replace(body, chain_px=_leading_chain(track, points, report))
    shown = _near_units(time_s, report)
    if any(one.always_means for one in report.signals if one):
        shown[:] = True
    for part, signals in _sets(time_s, report):
        _mark(body, signals, time_s, part, shown)
    return body


def _mark(
    body: Body,
    signals: SetSignals,
    time_s: Floats,
    part: slice,
    shown: NDArray[np.bool_],
) -> None:
    """Write the signals of one set into its frames."""
    own = np.isin(signals.time_s, time_s[part])
    frames = np.searchsorted(time_s, signals.time_s[own])
    body.clockwise[frames] = signals.front_sign > 0
    for target, read in (
        (body.chain_px, signals.chain_px),
        (body.arm_px, signals.arm_px),
    ):
        if read is not None:
            target[frames] = read[own]
    angles = [(body.hip_deg, signals.hip_deg), (body.arm_deg, signals.arm_deg)]
    if signals.signal_name.endswith("angle"):
        angles.append((body.signal, signals.signal))
    else:
        body.signal[frames] = signals.signal[own]
    for target, read in angles:
        if read is not None:
            target[frames] = np.where(shown[frames], read[own], np.nan)


def mirrored(body: Body, width_px: int) -> Body:
    """Return the body in the pixels of a mirrored film."""
    flip, shift = np.array([-1.0, 1.0]), np.array([float(width_px), 0.0])
    return replace(
        body,
        points_px=body.points_px * flip + shift,
        chain_px=body.chain_px * flip + shift,
        arm_px=body.arm_px * flip + shift,
        clockwise=~body.clockwise,
    )


def _unmarked(points_px: Floats) -> Body:
    count = len(points_px)
    return Body(
        points_px=points_px,
        chain_px=np.full((count, 4, 2), np.nan),
        arm_px=np.full((count, 4, 2), np.nan),
        hip_deg=np.full(count, np.nan),
        arm_deg=np.full(count, np.nan),
        clockwise=np.ones(count, dtype=np.bool_),
        signal=np.full(count, np.nan),
    )


def _sets(time_s: Floats, report: Report) -> Iterator[tuple[slice, SetSignals]]:
    """Yield the frames of each set, up to half way to the next, and its signals."""
    sets = [
        (one, signals)
        for one, signals in zip(report.sets, report.signals, strict=False)
        if signals is not None and math.isfinite(one.start_s)
    ]
    edges_s = boundaries_s([(one.start_s, one.end_s) for one, _ in sets])
    edges = np.searchsorted(time_s, edges_s)
    for (_, signals), (start, stop) in zip(
        sets, itertools.pairwise(edges), strict=False
    ):
        yield slice(int(start), int(stop)), signals


def _leading_chain(track: Track, points_px: Floats, report: Report) -> Floats:
    """Return (T, 4, 2) mid-shoulder, hip, knee, ankle of the foot in front then."""
    chain = np.full((len(points_px), 4, 2), np.nan)
    bouts = report.bouts
    edges_s = boundaries_s([(bout.start_s, bout.end_s) for bout in bouts])
    for bout, (start_s, stop_s) in zip(bouts, itertools.pairwise(edges_s), strict=True):
        when = (track.time_s >= start_s) & (track.time_s < stop_s)
        side = bout.lead or _near_side(track)
        joints = points_px[when][:, landmarks.LEGS[side][:3]]
        chain[when] = limb(points_px[when], *np.moveaxis(joints, 1, 0))
    return chain


def _near_side(track: Track) -> Side:
    left, right = (float(np.nanmedian(track.world_m[:, own, 2]))
                   for own in ((11, 23, 25), (12, 24, 26)))  # fmt: skip
    return "left" if left <= right else "right"


def _near_units(time_s: Floats, report: Report) -> NDArray[np.bool_]:
    near = np.zeros(len(time_s), dtype=np.bool_)
    spans = [(unit.began_s, unit.ended_s) for unit in report.units]
    spans += [(attempt.start_s, attempt.end_s) for attempt in report.attempts]
    for start_s, stop_s in spans:
        near |= (time_s >= start_s - MARGIN_S) & (time_s <= stop_s + MARGIN_S)
    return near
