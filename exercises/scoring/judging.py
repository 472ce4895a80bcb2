"""From what an exercise read to the units, scores and faults of a report."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from exercises.exercise import (
    Exercise,
    MeasuredBout,
    MeasuredHold,
    MeasuredRep,
    MeasuredUnit,
    SetReading,
)
from exercises.report import Score, SetSummary
from exercises.scoring.faults import faults_of, set_faults
from exercises.scoring.scores import cap_of, mean_measure, mean_of_units, unit_score
from exercises.units import NAN, Bout, Fault, Hold, Measure, Rep, Side, Unit

LEAST_SIDE_CONFIDENCE: Final = 0.5
"""A leg's name less sure than this is not told (rationale.md 0.4)."""


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """The units of a film, judged.

    Attributes:
        units: Reps, holds or bouts in order, numbered from 1.
        sets: How they belong together.
        measures: Each measure over all units.
        faults: What holds for a set, worst first.
        possible: Likewise, straddling a limit.
        score: Of the film; its grade is not known here.
    """

    units: tuple[Unit, ...]
    sets: tuple[SetSummary, ...]
    measures: dict[str, Measure]
    faults: tuple[Fault, ...]
    possible: tuple[Fault, ...]
    score: Score


def judge_sets(exercise: Exercise, readings: Sequence[SetReading]) -> Judgement:
    """Judge every unit by itself and with its set."""
    units: list[Unit] = []
    sets: list[SetSummary] = []
    intervals: list[tuple[float, float]] = []
    faults: list[Fault] = []
    possible: list[Fault] = []
    for number, reading in enumerate(readings, start=1):
        judged = [faults_of(u.measures, exercise.rules, exercise.bands)
                  for u in reading.units]  # fmt: skip
        if not reading.units:  # nothing counts: what failed is what to change
            judged = [faults_of(measures, exercise.rules, exercise.bands)
                      for measures in reading.partial]  # fmt: skip
        clear = set_faults([of for of, _ in judged])
        codes = {fault.code for fault in clear}
        own: list[Unit] = []
        for unit, verdicts in zip(reading.units, judged, strict=False):
            # One slip is listed with its unit; only what the set shows caps its score.
            cap = cap_of(fault for fault in verdicts[0] if fault.code in codes)
            score, low, high, _ = unit_score(unit.measures, exercise.rules, cap)
            intervals.append((low, high))
            own.append(_unit(len(units) + len(own) + 1, unit, score, verdicts, reading))
        units += own
        faults += clear
        possible += set_faults([of for _, of in judged])
        sets.append(_summary(number, reading, own))
    clear = _one_a_code(faults)
    named = {fault.code for fault in clear}
    measures = _over_all(exercise, readings)
    coverage = unit_score(measures, exercise.rules)[3] if measures else 0.0
    return Judgement(
        units=tuple(units),
        sets=tuple(sets),
        measures=measures,
        faults=clear,
        possible=tuple(f for f in _one_a_code(possible) if f.code not in named),
        score=replace(mean_of_units(units, intervals), coverage=coverage),
    )


def named_side(reading: SetReading) -> Side | None:
    """Return the working leg where it is sure enough to be told."""
    sure = reading.side_confidence >= LEAST_SIDE_CONFIDENCE
    return reading.side if sure and reading.found_any else None


def _one_a_code(faults: Sequence[Fault]) -> tuple[Fault, ...]:
    """Keep the worst of each code, the most severe first."""
    worst: dict[str, Fault] = {}
    for fault in faults:
        known = worst.get(fault.code)
        if known is None or _beyond(fault) > _beyond(known):
            worst[fault.code] = fault
    return tuple(sorted(worst.values(), key=lambda fault: -fault.severity))


def _beyond(fault: Fault) -> float:
    return abs(fault.measured - fault.limit)


def _over_all(exercise: Exercise, readings: Sequence[SetReading]) -> dict[str, Measure]:
    units = [unit for reading in readings for unit in reading.units]
    if not units:
        return {}
    return {
        key: mean_measure([unit.measures[key] for unit in units])
        for key in exercise.rules
    }


def _summary(number: int, reading: SetReading, units: Sequence[Unit]) -> SetSummary:
    scores = [unit.score for unit in units if math.isfinite(unit.score)]
    parts = [*reading.units, *reading.attempts]
    sides = {unit.side for unit in reading.units}
    return SetSummary(
        index=number,
        side=None if len(sides) > 1 else named_side(reading),
        start_s=max(0.0, min((part.start_s for part in parts), default=NAN)),
        end_s=max((part.end_s for part in parts), default=NAN),
        units=tuple(unit.index for unit in units),
        attempts=len(reading.attempts),
        score=sum(scores) / len(scores) if scores else NAN,
        view=reading.view.name,
    )


def _unit(
    index: int,
    unit: MeasuredUnit,
    score: float,
    verdicts: tuple[tuple[Fault, ...], tuple[Fault, ...]],
    reading: SetReading,
) -> Unit:
    side = unit.side if reading.side_confidence >= LEAST_SIDE_CONFIDENCE else None
    if isinstance(unit, MeasuredHold):
        return Hold(
            index=index,
            side=side,
            start_s=unit.start_s,
            end_s=unit.end_s,
            duration_s=unit.end_s - unit.start_s,
            form_s=unit.form_s,
            score=score,
            measures=unit.measures,
            faults=verdicts[0],
            possible=verdicts[1],
        )
    if isinstance(unit, MeasuredBout):
        return Bout(
            index=index,
            direction=unit.direction,
            lead=side,
            start_s=unit.start_s,
            end_s=unit.end_s,
            steps=unit.steps,
            distance_m=unit.distance_m,
            score=score,
            measures=unit.measures,
            faults=verdicts[0],
            possible=verdicts[1],
        )
    return _rep(index, unit, score, verdicts, side=side, timed=reading.timed)


def _rep(
    index: int,
    rep: MeasuredRep,
    score: float,
    verdicts: tuple[tuple[Fault, ...], tuple[Fault, ...]],
    *,
    side: Side | None,
    timed: bool,
) -> Rep:
    lowering, lifting = rep.cycle.lowering, rep.cycle.lifting
    lowered = rep.measures["lowering_s"].verdict != "not_assessed"
    return Rep(
        index=index,
        # A movement may have begun before the film; no film shows a time below 0.
        start_s=max(lowering.on_s, 0.0),
        bottom_s=max(lowering.off_s, 0.0),
        leave_s=max(lifting.on_s, 0.0),
        end_s=max(lifting.off_s, 0.0),
        lowering_s=lowering.duration_s if lowered else NAN,
        lowering_error_s=lowering.duration_error_s if lowered else NAN,
        pause_s=rep.cycle.pause_s if timed else NAN,
        by_user=rep.cycle.by_user,
        lifting_s=lifting.duration_s if timed and lifting.complete else NAN,
        score=score,
        measures=rep.measures,
        faults=verdicts[0],
        possible=verdicts[1],
        side=side,
    )
