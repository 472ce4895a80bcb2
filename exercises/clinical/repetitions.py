"""How many repetitions of a bridge until the form is lost.

The first three say how high the hips come. One that stays 10 degrees lower, that does
not go down to the floor or that is no whole repetition does not count; two of these in
a row, or a rest, end the test.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from exercises.clinical.result import LegResult
from exercises.engine.scene import Scene
from exercises.reasons import FILM_SIDE, NO_REASON, Reason
from exercises.report import Report, SetSummary
from exercises.scoring.bands import INTERVAL_80, INTERVAL_95
from exercises.supine.sets import supine_scenes
from exercises.supine.signals import ON_FLOOR, bridge_signals_of
from exercises.supine.working_leg import FOOT_IN_WORDS
from exercises.units import NAN, Attempt, Unit

LOSS_DEG: Final = 10.0
"""Hips that stay so much lower than at first have lost the form: what ends the hold of
a bridge (rationale.md 9.7), taken for the repetitions too (our choice)."""
LOSS_ERROR_DEG: Final = 4.0
"""Half the 95 % interval of how much lower (our choice). Between the repetitions of a
rendered set it was read with a scatter of 0.1 to 0.8 degrees, of a sagging bridge up to
3 degrees wrong; clothes and people are worse."""
SHORT_DEG: Final = 18.0
"""Hips that stay surely further below the straight line never come up: the amber edge
of the exercise (docs/exercises.md), whatever limits the user has."""
FIRST: Final = 3
"""So many repetitions say what is reached at first (our choice: one may slip)."""
FAILED_IN_A_ROW: Final = 2
"""So many that do not come up end the test (rationale.md 9.7)."""
REST_S: Final = 3.0
"""Who lies so long has stopped: the test goes without a rest (our choice: three times
the pause of our slowest sets)."""
SHOWN_S: Final = 0.3
"""So much of lying still must be seen before the first lift (our choice)."""
DOUBTFUL: Final = ("hidden", "crossed", "camera", "film_cut", "unpaired", "legs")
"""Reasons for not counting that leave open whether the hips came up."""
DEFICIT: Final = "extension_deficit_deg"


@dataclass(frozen=True)
class Try:
    """One lift with its lowering.

    Attributes:
        start_s, end_s: Its time.
        loss_deg: How much lower than at first; infinite where it does not count at
            all, NaN where that cannot be known.
        reason: Why it cannot be known.
    """

    start_s: float
    end_s: float
    loss_deg: float
    reason: Reason = NO_REASON


def repetitions_to_failure(scene: Scene, report: Report) -> tuple[LegResult, ...]:
    """Return what each leg reached: of several sets of one leg, the longest.

    Args:
        scene: The film.
        report: Of a bridge that is lifted and lowered.
    """
    if reason := _why_none(report):
        return (LegResult(side=report.side, unit="reps", reason=reason),)
    longest: dict[str | None, SetSummary] = {}
    for one in report.sets:
        known = longest.get(one.side)
        if known is None or len(one.units) > len(known.units):
            longest[one.side] = one
    return tuple(_result(scene, report, one) for one in longest.values())


def _why_none(report: Report) -> Reason:
    """Return why no set can be counted, if none can."""
    if not report.sets:
        return Reason("position", "no bridge was found")
    if report.view.name != "side":
        return FILM_SIDE
    if report.two_legged:
        return Reason("variant", "both legs carry: the test is done on one leg")
    for before, after in zip(report.sets, report.sets[1:], strict=False):
        if after.side != before.side and after.start_s - before.end_s < REST_S:
            return Reason("legs", "the legs take turns, or the tracker mixed them up")
    return NO_REASON


def _result(scene: Scene, report: Report, one: SetSummary) -> LegResult:
    tries, stopped = _until_rest(_tries(report, one))
    result = LegResult(side=one.side, unit="reps", norm_reason=_norm_reason(report))
    first_deg, error = _at_first([u for u in report.units if u.index in one.units])
    reason = _why_not(scene, one, tries)
    if first_deg - error > SHORT_DEG:
        text = f"the hips stay {first_deg:.0f} degrees below the straight line"
        reason = Reason("position", text)
    if reason:
        return replace(result, reason=reason)
    low, counted, high = (
        _counted(tries, benefit_deg)
        for benefit_deg in (-LOSS_ERROR_DEG, 0.0, LOSS_ERROR_DEG)
    )
    if not counted.good:
        return replace(result, reason=Reason("position", "no repetition counts"))
    # Unless the form is surely lost, the end of the film must show that it was over.
    after_s = report.source.duration_s - tries[-1].end_s
    if not high.failed and not stopped and after_s < REST_S:
        text = f"the film ends before the test does; {low.good} were counted until then"
        return replace(result, reason=Reason("film_cut", text), low=low.good)
    return replace(
        result,
        value=counted.good,
        low=low.good,
        high=high.good,
        start_s=tries[0].start_s,
        end_s=counted.end_s,
        ended=counted.ended,
        notes=_notes(counted, stopped, first_deg),
    )


def _why_not(scene: Scene, one: SetSummary, tries: Sequence[Try]) -> Reason:
    """Return why a set cannot be counted, if it cannot."""
    if one.side is None:
        return Reason("legs", "which leg it was is unsure: name it")
    if tries and not _start_shown(scene, tries[0].start_s):
        return Reason("film_cut", "the film does not show the start")
    if doubt := next((t.reason for t in tries if math.isnan(t.loss_deg)), NO_REASON):
        return Reason(doubt.code, f"a repetition cannot be judged: {doubt.text}")
    return NO_REASON


@dataclass(frozen=True)
class _Count:
    good: int
    bad: int
    end_s: float
    failed: bool

    @property
    def ended(self) -> str:
        if self.failed:
            return f"The hips came up too little {FAILED_IN_A_ROW} times in a row."
        return "Nothing followed the last repetition."


def _counted(tries: Sequence[Try], benefit_deg: float) -> _Count:
    """Count what comes up to within `LOSS_DEG` and some benefit of the doubt."""
    good = bad = in_a_row = 0
    end_s = tries[0].start_s if tries else NAN
    for one in tries:
        if one.loss_deg <= LOSS_DEG + benefit_deg:
            good, in_a_row, end_s = good + 1, 0, one.end_s
            continue
        bad, in_a_row = bad + 1, in_a_row + 1
        if in_a_row == FAILED_IN_A_ROW:
            return _Count(good, bad - FAILED_IN_A_ROW, end_s, failed=True)
    return _Count(good, bad, end_s, failed=False)


def _tries(report: Report, one: SetSummary) -> list[Try]:
    reps = [unit for unit in report.units if unit.index in one.units]
    first_deg, _ = _at_first(reps)
    attempts = [a for a in report.attempts if one.start_s <= a.start_s <= one.end_s]
    tries = [_of_rep(unit, first_deg) for unit in reps]
    tries += [_of_attempt(attempt) for attempt in attempts]
    return sorted(tries, key=lambda t: t.start_s)


def _at_first(reps: Sequence[Unit]) -> tuple[float, float]:
    """Return how far the hips stay below the line at first, and half its 80 % interval.

    NaN where no repetition shows it.
    """
    shown = [unit.measures[DEFICIT] for unit in reps]
    seen = [one for one in shown if math.isfinite(one.value)][:FIRST]
    if not seen:
        return NAN, NAN
    error = max(one.error for one in seen) * INTERVAL_80 / INTERVAL_95
    return float(np.median([one.value for one in seen])), error


def _of_rep(rep: Unit, first_deg: float) -> Try:
    measure = rep.measures[DEFICIT]
    loss_deg = measure.value - first_deg
    bottom = rep.measures["bottom_height"]
    if bottom.value - bottom.error > ON_FLOOR:  # not down to the floor
        loss_deg = math.inf
    return Try(rep.began_s, rep.ended_s, loss_deg, measure.reason)


def _of_attempt(attempt: Attempt) -> Try:
    doubtful = attempt.reason.code in DOUBTFUL
    loss_deg = NAN if doubtful else math.inf
    return Try(attempt.start_s, attempt.end_s, loss_deg, attempt.reason)


def _until_rest(tries: list[Try]) -> tuple[list[Try], bool]:
    """Return the tries up to the first rest, and whether more came after it."""
    for number in range(1, len(tries)):
        if tries[number].start_s - tries[number - 1].end_s >= REST_S:
            return tries[:number], True
    return tries, False


def _start_shown(scene: Scene, start_s: float) -> bool:
    """Whether the hips lie, and are seen to lie, before the first lift."""
    if start_s - float(scene.time_s[0]) < SHOWN_S:
        return False
    for passage in supine_scenes(scene):
        before = passage.between(start_s - REST_S, start_s - SHOWN_S / 2)
        if (bridge_signals_of(passage).height[before] > ON_FLOOR).any():
            return False
    return True


def _norm_reason(report: Report) -> Reason:
    if report.variant.get("foot") == FOOT_IN_WORDS[True]:
        return NO_REASON
    return Reason("variant", "the norms are for a heel on a box of 60 cm")


def _notes(counted: _Count, stopped: bool, first_deg: float) -> tuple[str, ...]:
    notes = []
    if first_deg > SHORT_DEG:
        notes.append(
            f"The hips seem to stay {first_deg:.0f} degrees below the straight line; "
            "the test wants them up to it."
        )
    if counted.bad:
        notes.append(f"{counted.bad} on the way came up too little and do not count.")
    if stopped:
        notes.append(f"What came after a rest of {REST_S:.0f} s does not count.")
    return tuple(notes)
