"""How long one leg holds a bridge.

It begins when the hips arrive, or when the other foot leaves the floor if that is
later. It ends when the hips have sunk by 10 degrees against the first two seconds, or
the other foot is put down.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from exercises.clinical.repetitions import (
    LOSS_DEG,
    LOSS_ERROR_DEG,
    REST_S,
    SHORT_DEG,
)
from exercises.clinical.result import LegResult
from exercises.engine.holds import ENTER_S, EXIT_S, Stretch, edges_s
from exercises.engine.scene import Scene
from exercises.exercise import Exercise, SetReading
from exercises.reasons import FILM_SIDE, NO_REASON, Reason
from exercises.report import Report
from exercises.scoring.judging import LEAST_SIDE_CONFIDENCE
from exercises.scoring.uncertainty import joint_error_deg
from exercises.supine.drawing import bridge_signals
from exercises.supine.sets import supine_scenes
from exercises.supine.signals import (
    FEET_APART,
    LEAST_BELIEVED,
    ON_FLOOR,
    THIGHS_APART_DEG,
    BridgeSignals,
    bridge_signals_of,
)
from exercises.supine.working_leg import (
    FOOT_IN_WORDS,
    WorkingLeg,
    find_working_leg,
    foot_raised,
)
from vision.filters import fill_gaps, low_pass, odd_window, stretches
from vision.geometry import Floats, median_where

UP_DEG: Final = 30.0
"""Hips that are further below the line are no bridge (as in a repetition)."""
STILL_DEG_S: Final = 15.0
"""A hip that turns more slowly is held (our choice, as for a leg that is held back)."""
FIRST_S: Final = 2.0
"""What the hold is measured against (rationale.md 6.2)."""
VOTE_S: Final = 0.5
"""For so long the model may take one leg for the other."""
SMOOTH_HZ: Final = 1.0
"""Hips that tire sink slowly; faster is the tracker (our choice)."""
EDGE_ERROR_S: Final = 0.3
"""Half the 95 % interval of when hips arrive or leave: on rendered films they were read
0.09 s off on average (docs/filming.md, holds' edges), and as late as 0.17 s."""
SHOWN_S: Final = 0.5
"""So much must be seen before the hips are up (our choice: half of a lift)."""
HIDDEN_S: Final = 1.0
"""A leg that is not seen for longer may have been put down (our choice)."""

Flags = NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True, eq=False)
class _Held:
    """One bridge that is held on one leg, frame by frame.

    Attributes:
        first: Its first frame.
        flexion_deg: (T,) of the working hip, smooth.
        one_leg: (T,) whether the other foot is off the floor.
        first_deg: The hip's flexion at first.
    """

    bridge: BridgeSignals
    leg: WorkingLeg
    first: int
    flexion_deg: Floats
    one_leg: Flags
    first_deg: float

    @property
    def time_s(self) -> Floats:
        return self.bridge.time_s

    def ends_at(self, loss_deg: float) -> int | None:
        """Return the frame in which so much is lost; None if it is not on the film."""
        lost = (self.flexion_deg > self.first_deg + loss_deg) | ~self.one_leg
        lost[: self.first + 1] = False
        for start, stop in stretches(lost):
            if self.time_s[stop - 1] - self.time_s[start] >= EXIT_S:
                return start
        return None


def find_bridges(scene: Scene, _exercise: Exercise) -> list[SetReading]:
    """Return the passages on the back as sets without repetitions, to be drawn."""
    found = []
    for passage in supine_scenes(scene):
        bridge = bridge_signals_of(passage)
        up = _up(bridge)
        leg = find_working_leg(bridge, up, up)
        foot = FOOT_IN_WORDS[foot_raised(bridge, leg.side, up)]
        found.append(
            SetReading(
                view=bridge.view,
                side=leg.side,
                side_confidence=leg.confidence,
                legs=leg.legs,
                variant={"foot": foot},
                signals=bridge_signals(bridge, leg),
            )
        )
    return found


def bridge_hold(scene: Scene, _report: Report) -> tuple[LegResult, ...]:
    """Return how long each leg held, its longest hold."""
    bridges = [bridge_signals_of(passage) for passage in supine_scenes(scene)]
    results: dict[str | None, LegResult] = {}
    for held in (one for bridge in bridges for one in _holds(bridge)):
        result = _result(scene, held)
        known = results.get(result.side)
        if known is None or _reached(result) > _reached(known):
            results[result.side] = result
    if results:
        return tuple(results.values())
    return (LegResult(side=None, unit="s", reason=_why_none(bridges)),)


def _reached(result: LegResult) -> float:
    return result.value if result.assessed else float(np.nan_to_num(result.low))


def _why_none(bridges: list[BridgeSignals]) -> Reason:
    if not bridges:
        return Reason("position", "nobody lies on the back, seen from the side")
    for bridge in bridges:
        up = _up(bridge)
        if up.any() and find_working_leg(bridge, up, up).legs == 2:
            return Reason("variant", "both legs carry: the test is done on one leg")
    return Reason("position", "no bridge was held for a second")


def _up(bridge: BridgeSignals) -> Flags:
    return np.asarray(np.nan_to_num(bridge.height) > ON_FLOOR)


def _holds(bridge: BridgeSignals) -> Iterator[_Held]:
    time_s, up = bridge.time_s, _up(bridge)
    if not up.any():
        return
    leg = find_working_leg(bridge, up, up)
    if leg.legs == 2 or leg.side is None:
        return
    raw_deg = fill_gaps(bridge.flexion_of(leg.side), time_s, HIDDEN_S)
    flexion_deg = low_pass(raw_deg, time_s, SMOOTH_HZ)
    one_leg = _one_leg(bridge)
    speed = np.abs(np.gradient(np.nan_to_num(flexion_deg), time_s))
    ready = up & one_leg & (flexion_deg <= UP_DEG) & (speed < STILL_DEG_S)
    after = 0
    for start, stop in stretches(ready):
        if start < after or time_s[stop - 1] - time_s[start] < ENTER_S:
            continue
        first = (time_s >= time_s[start]) & (time_s <= time_s[start] + FIRST_S)
        held = _Held(
            bridge=bridge,
            leg=leg,
            first=start,
            flexion_deg=flexion_deg,
            one_leg=one_leg,
            first_deg=median_where(flexion_deg, first & ready),
        )
        end = held.ends_at(LOSS_DEG)
        after = len(time_s) if end is None else end
        yield held


def _one_leg(bridge: BridgeSignals) -> Flags:
    """(T,) frames in which thighs or feet are apart, by vote; unseen legs are none."""
    ankles = [bridge.scene.leg_px(side, 2)[:, 1] for side in ("left", "right")]
    feet = np.abs(ankles[0] - ankles[1]) / bridge.trunk_px
    thighs_deg = np.abs(bridge.flexion_deg["left"] - bridge.flexion_deg["right"])
    apart = (thighs_deg >= THIGHS_APART_DEG) | (feet >= FEET_APART)
    apart |= np.isnan(thighs_deg) & np.isnan(feet)
    frames = odd_window(VOTE_S, bridge.time_s)
    share = np.convolve(apart.astype(float), np.ones(frames) / frames, mode="same")
    present = np.convolve(np.ones(len(apart)), np.ones(frames) / frames, mode="same")
    return np.asarray(share / present > 0.5)


def _result(scene: Scene, held: _Held) -> LegResult:
    side = held.leg.side if held.leg.confidence >= LEAST_SIDE_CONFIDENCE else None
    result = LegResult(side=side, unit="s", norm_reason=_norm_reason(held))
    end = held.ends_at(LOSS_DEG)
    latest = held.ends_at(LOSS_DEG + LOSS_ERROR_DEG)
    earliest = held.ends_at(LOSS_DEG - LOSS_ERROR_DEG)
    time_s = held.time_s
    last = len(time_s) - 1 if end is None else end
    if reason := _why_not(scene, held, last):
        return replace(result, reason=reason)
    start_s = _start_s(held, last)
    if end is None or latest is None or earliest is None:
        sure = last if earliest is None else earliest
        low_s = max(0.0, float(time_s[sure]) - start_s - EDGE_ERROR_S)
        text = f"the film ends before the hold does; it lasted {low_s:.0f} s or longer"
        return replace(result, reason=Reason("film_cut", text), low=low_s)
    foot_down = not held.one_leg[end : end + 1].all()
    return replace(
        result,
        value=float(time_s[end]) - start_s,
        low=max(0.0, float(time_s[earliest]) - start_s - EDGE_ERROR_S),
        high=float(time_s[latest]) - start_s + EDGE_ERROR_S,
        start_s=start_s,
        end_s=float(time_s[end]),
        ended="The other foot was put down."
        if foot_down
        else f"The hips sank by {LOSS_DEG:.0f} degrees.",
    )


def _start_s(held: _Held, last: int) -> float:
    """Return when the hold begins: hips up, or the other foot off the floor."""
    raw = held.bridge.unsmoothed().height
    near = slice(held.first, min(held.first + 60, last + 1))
    away = np.abs(raw - np.nanmedian(held.bridge.height[near]))
    arrived_s, _ = edges_s(held.time_s, away, Stretch(held.first, last))
    lifted = np.flatnonzero(~held.one_leg[: held.first + 1])
    free_s = float(held.time_s[lifted[-1] + 1]) if len(lifted) else -np.inf
    return max(arrived_s, free_s)


def _why_not(scene: Scene, held: _Held, last: int) -> Reason:
    """Return why a hold cannot be timed, if it cannot."""
    bridge, time_s = held.bridge, held.time_s
    if bridge.view.name != "side":
        return FILM_SIDE
    if held.leg.confidence < LEAST_SIDE_CONFIDENCE:
        return Reason("legs", "which leg it was is unsure: name it")
    if time_s[held.first] - scene.time_s[0] < SHOWN_S:
        return Reason("film_cut", "the film does not show how the hold begins")
    error = bridge.scene.error_factor * joint_error_deg(bridge.view.yaw_deg, FIRST_S)
    if held.first_deg - error > SHORT_DEG:
        text = f"the hips start {held.first_deg:.0f} degrees below the straight line"
        return Reason("position", text)
    during = slice(held.first, last + 1)
    seen = np.isfinite(bridge.flexion_of(held.leg.side)[during])
    gaps_s = [time_s[stop - 1] - time_s[start] for start, stop in stretches(~seen)]
    if seen.mean() < LEAST_BELIEVED or max(gaps_s, default=0.0) > HIDDEN_S:
        return Reason("hidden", "the working leg is not seen all the time")
    return _disturbed(bridge, during, last)


def _disturbed(bridge: BridgeSignals, during: slice, last: int) -> Reason:
    around = bridge.scene.raw.surroundings
    if around is None:
        return NO_REASON
    if around.cut[during][1:].any():
        return Reason("film_cut", "the film is cut in it")
    ending = np.abs(bridge.time_s - bridge.time_s[last]) <= REST_S / 2
    if around.occluded_by_other[ending].any():
        return Reason("crossed", "somebody walked through the picture as it ended")
    return NO_REASON


def _norm_reason(held: _Held) -> Reason:
    when = held.bridge.scene.between(
        float(held.time_s[held.first]), float(held.time_s[held.first]) + FIRST_S
    )
    if foot_raised(held.bridge, held.leg.side, when) is False:
        return NO_REASON
    return Reason("variant", "the norm is for a foot flat on the floor")
