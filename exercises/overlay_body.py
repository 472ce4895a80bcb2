"""Which part of the body an annotated film marks, and the angle and signal it shows."""

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from exercises.hinge import read_hinge
from exercises.overlay_signals import SignalName, arm_deg, calm, hip_height, way
from exercises.overlay_times import boundaries_s, first_s, last_s
from exercises.posture import read_posture
from exercises.report import Bout, Report, Side, Unit
from vision import landmarks
from vision.geometry import Floats, angle_between_deg, median_where, midpoint
from vision.repair import repaired
from vision.smoothing import SIGNAL_CUTOFF_HZ, low_pass
from vision.track import Track

BIRD_DOG: Final = "bird_dog_wall_push"
PULL_OVER: Final = "bridge_pull_over"
BOX_BRIDGE: Final = "bridge_foot_on_box"
GALLOP: Final = "gallop"
DEADLIFT: Final = "internal_rotation_deadlift"
"""Keys of the contract, repeated here so that a film can be drawn without the rules."""

MARGIN_S: Final = 1.0
"""So long before a unit and after it the angle is shown (our choice): on the way into
the position it means nothing."""
_ARMS: Final = {"left": (23, 11, 13, 15), "right": (24, 12, 14, 16)}
"""Hip, shoulder, elbow, wrist."""


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
        report: Made from it.
    """
    if not track.seen.any():
        return _unmarked(track.points_px)
    points = repaired(track).points_px
    plain = _unmarked(points)
    if not report.judged:
        return plain
    if report.exercise == DEADLIFT:
        return _hinge(track, report, plain)
    if report.exercise == GALLOP:
        chain = _working_chain(track, points, report)
        travelled = way(track, points, report)
        return replace(plain, chain_px=chain, signal=travelled, signal_name="way")
    if report.exercise in (BIRD_DOG, PULL_OVER, BOX_BRIDGE):
        return _lying(track, report, plain)
    return plain


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
    nowhere = np.full((count, 4, 2), np.nan)
    unknown = np.full(count, np.nan)
    return Body(
        points_px=points_px,
        chain_px=nowhere,
        arm_px=nowhere,
        hip_deg=unknown,
        arm_deg=unknown,
        clockwise=np.ones(count, dtype=np.bool_),
        signal=unknown,
    )


def _hinge(track: Track, report: Report, plain: Body) -> Body:
    """Mark the standing leg, set by set: each has one leg, one facing, one view."""
    chain, hip = plain.chain_px.copy(), plain.hip_deg.copy()
    clockwise = plain.clockwise.copy()
    for part, side in _sets(track.time_s, report):
        alone = track.only(part)
        if not alone.seen.any():
            continue
        posture = read_posture(alone)
        hinge = read_hinge(posture, side)
        leg = hinge.leg
        shoulders = midpoint(posture.track.points_px, landmarks.SHOULDERS)
        joints = [shoulders, leg.hip_px, leg.knee_px, leg.ankle_px]
        chain[part] = np.stack(joints, axis=1)
        clockwise[part] = posture.facing > 0
        # From the front the angle is a guess of depth that tells reps apart, no more.
        if hinge.flat:
            calm = low_pass(hinge.hinge_deg, alone.time_s, SIGNAL_CUTOFF_HZ)
            # Straight is straight: the correction to joint centres can overshoot.
            hip[part] = np.minimum(calm, 180.0)
    return replace(plain, chain_px=chain, hip_deg=hip, clockwise=clockwise, signal=hip)


def _sets(time_s: Floats, report: Report) -> Iterator[tuple[slice, Side | None]]:
    """Yield the frames of each set and its leg; all frames where there is one set."""
    sets = [one for one in report.sets if math.isfinite(one.start_s)]
    if len(sets) < 2:
        yield slice(0, len(time_s)), report.side
        return
    edges_s = boundaries_s([(one.start_s, one.end_s) for one in sets])
    edges = np.searchsorted(time_s, edges_s)
    for one, (start, stop) in zip(sets, itertools.pairwise(edges), strict=True):
        if stop > start:
            yield slice(int(start), int(stop)), one.side


def _lying(track: Track, report: Report, plain: Body) -> Body:
    """Mark trunk and working leg of a body on its back or on its hands, and its arm."""
    points, time_s = plain.points_px, track.time_s
    chain = _working_chain(track, points, report)
    trunk = midpoint(points, landmarks.SHOULDERS) - midpoint(points, landmarks.HIPS)
    hip = angle_between_deg(trunk, chain[:, 2] - chain[:, 1])
    shown = _near_units(time_s, report)
    hip = calm(np.where(shown, hip, np.nan), time_s)
    head_left = trunk[:, 0] < 0
    supine = report.exercise != BIRD_DOG
    marked = replace(
        plain,
        chain_px=chain,
        hip_deg=hip,
        # On the back the front of the body is up, on the hands it is down.
        clockwise=np.asarray(head_left if supine else ~head_left),
        signal=hip,
    )
    if report.exercise == BIRD_DOG:
        height = hip_height(track, points, report)
        return replace(marked, signal=height, signal_name="hip height")
    if report.exercise != PULL_OVER:
        return marked
    arm = points[:, _ARMS[_near_side(track, (11, 13, 15), (12, 14, 16))]]
    elevation = arm_deg(arm, trunk, head_left)
    elevation = calm(np.where(shown, elevation, np.nan), time_s)
    return replace(
        marked,
        arm_px=arm,
        arm_deg=elevation,
        signal=elevation,
        signal_name="arm angle",
    )


def _working_chain(track: Track, points_px: Floats, report: Report) -> Floats:
    """Return (T, 4, 2) mid-shoulder, hip, knee, ankle of the leg that works then."""
    chain = np.full((len(points_px), 4, 2), np.nan)
    chain[:, 0] = midpoint(points_px, landmarks.SHOULDERS)
    units = report.units
    edges_s = boundaries_s([(first_s(unit), last_s(unit)) for unit in units])
    legs: list[Unit | None] = list(units) or [None]
    for unit, (start_s, stop_s) in zip(legs, itertools.pairwise(edges_s), strict=True):
        when = (track.time_s >= start_s) & (track.time_s < stop_s)
        side = _side_of(unit) or report.side
        side = side or _likely_side(track, points_px, report, unit)
        chain[when, 1:] = points_px[when][:, landmarks.LEGS[side][:3]]
    return chain


def _side_of(unit: Unit | None) -> Side | None:
    return unit.lead if isinstance(unit, Bout) else unit.side if unit else None


def _likely_side(
    track: Track, points_px: Floats, report: Report, unit: Unit | None
) -> Side:
    """Return the leg to mark where none is named: the pushing one, or the nearer."""
    if report.exercise != BIRD_DOG or unit is None:
        return _near_side(track, (11, 23, 25), (12, 24, 26))
    during = (track.time_s >= unit.start_s) & (track.time_s <= unit.end_s)
    away = []
    for side in ("left", "right"):
        hip, knee = landmarks.LEGS[side][:2]
        thigh = points_px[:, knee] - points_px[:, hip]
        from_vertical = np.abs(np.arctan2(thigh[:, 0], thigh[:, 1]))
        away.append(median_where(np.asarray(from_vertical), during))
    return "left" if away[0] >= away[1] else "right"


def _near_side(track: Track, left: tuple[int, ...], right: tuple[int, ...]) -> Side:
    depth = [float(np.nanmedian(track.world_m[:, own, 2])) for own in (left, right)]
    return "left" if depth[0] <= depth[1] else "right"


def _near_units(time_s: Floats, report: Report) -> NDArray[np.bool_]:
    near = np.zeros(len(time_s), dtype=np.bool_)
    spans = [(first_s(unit), last_s(unit)) for unit in report.units]
    spans += [(attempt.start_s, attempt.end_s) for attempt in report.attempts]
    for start_s, stop_s in spans:
        near |= (time_s >= start_s - MARGIN_S) & (time_s <= stop_s + MARGIN_S)
    return near
