"""Was a film of a person, or an odd file, judged right?

"right" is all that was asked for; "abstains" is fewer units than there are with a
reason that a viewer would agree with, and nothing else wrong; all else is "wrong".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

import numpy as np

from benchmarks.real_expected import Span, Trial
from exercises.report import Report
from exercises.units import Fault, Hold, Rep, Unit

Verdict = Literal["right", "abstains", "wrong"]

BOTTOM_WITHIN_S: Final = 0.4
"""How far a bottom may lie from the one read by eye (our choice: twice the 0.2 s that
it was read to)."""
HINGE_WITHIN_DEG: Final = 10.0
"""How far a hinge may be off (our choice: twice the largest error of the sample clips'
angles that are wanted within 4 degrees on average)."""


@dataclass(frozen=True, kw_only=True)
class Lowering:
    """A lowering that was found where one truly is.

    Attributes:
        error_s: Found minus true duration; NaN when it was not timed.
        bar_s: Half the stated 95 % interval, and how well the truth could be read.
    """

    error_s: float
    bar_s: float

    @property
    def timed(self) -> bool:
        """Whether it was given a duration at all."""
        return bool(np.isfinite(self.error_s))

    @property
    def inside(self) -> bool:
        """Whether the truth lies within what was stated."""
        return abs(self.error_s) <= self.bar_s


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of a trial.

    Attributes:
        trial: What was asked for.
        found: What came, in words.
        problems: What is wrong with it.
        excused: Whether fewer units have a reason that a viewer would accept.
        lowerings: Each true lowering that was found.
    """

    trial: Trial
    found: str
    problems: tuple[str, ...] = ()
    excused: bool = False
    lowerings: tuple[Lowering, ...] = field(default_factory=tuple)

    @property
    def verdict(self) -> Verdict:
        """Return how right it is."""
        if self.problems:
            return "wrong"
        return "abstains" if self.excused else "right"


def refused(trial: Trial, message: str) -> Outcome:
    """Return the outcome of a film that was sent back with a sentence."""
    wanted = trial.wanted
    said = list(_missing(wanted.get("said", ()), message))
    if "is" not in wanted:  # nothing can come of this film but a sentence
        problems = [f"does not say {pattern}" for pattern in said]
        return Outcome(trial=trial, found=message, problems=tuple(problems))
    excused = any(re.search(reason, message) for reason in wanted.get("reasons", ()))
    problems = [] if excused else ["refused"]
    return Outcome(
        trial=trial, found=message, problems=tuple(problems), excused=excused
    )


def judged(trial: Trial, report: Report) -> Outcome:
    """Return what is right and wrong about a report."""
    few = _few(trial, report)
    told = _told(report)
    reasons = trial.wanted.get("reasons", ())
    excused = few and any(re.search(reason, told) for reason in reasons)
    problems = [*_problems(trial, report, told)]
    if not excused:
        problems = [*_of_exercise_and_count(trial, report), *problems]
    return Outcome(
        trial=trial,
        found=in_words(report),
        problems=tuple(problems),
        excused=excused,
        lowerings=tuple(_lowerings(trial, report)),
    )


def in_words(report: Report) -> str:
    """Return a report's exercise, count, side and clear faults."""
    if report.exercise is None:
        return "none"
    side = f", {report.side}" if report.side else ""
    legs = f", {report.variant['legs']}" if "legs" in report.variant else ""
    attempts = f" + {len(report.attempts)} not counted" if report.attempts else ""
    codes = ", ".join(fault.code for fault in report.faults)
    return (
        f"{report.exercise}: {len(report.units)}{attempts}{side}{legs}, "
        f"grade {report.score.grade}{f'; {codes}' if codes else ''}"
    )


def _few(trial: Trial, report: Report) -> bool:
    """Whether less came than there is, and nothing else than there is."""
    name = report.exercise or "none"
    if name == "none":
        return "none" not in trial.exercises
    counted = trial.wanted.get("counted", ())
    return name in trial.exercises and len(report.units) < min(counted, default=0)


def _of_exercise_and_count(trial: Trial, report: Report) -> Iterator[str]:
    name = report.exercise or "none"
    if trial.exercises and name not in trial.exercises:
        yield f"is {' or '.join(trial.exercises)}"
    elif name != "none":
        counted = trial.wanted.get("counted")
        if counted and len(report.units) not in counted:
            yield f"counted {len(report.units)} of {' or '.join(map(str, counted))}"
        if len(report.attempts) < trial.wanted.get("attempts", 0):
            yield "what was not counted is not listed"


def _problems(trial: Trial, report: Report, told: str) -> Iterator[str]:
    wanted = trial.wanted
    for pattern in _missing(wanted.get("said", ()), told):
        yield f"does not say {pattern}"
    all_words = " ".join([told, *(f.code + " " + f.cue for f in _faults(report))])
    for pattern in wanted.get("unsaid", ()):
        if re.search(pattern, all_words):
            yield f"says {pattern.replace('.', ' ')}"
    if report.exercise is None:
        return
    yield from _of_sides(trial, report)
    clear = {fault.code for fault in _clear(report)}
    false = wanted.get("false", ())
    for code in sorted(clear if "any" in false else clear & set(false)):
        yield f"false {code}"
    if wanted.get("doubtful") and report.score.grade == "A":
        yield "grade A"
    for moment_s in wanted.get("bottoms_s", ()):
        bottoms = [rep.bottom_s for rep in report.reps]
        nearest_s = min((abs(b - moment_s) for b in bottoms), default=np.inf)
        if bottoms and nearest_s > BOTTOM_WITHIN_S:
            yield f"no bottom at {moment_s} s"
    yield from _of_times(trial, report)


def _of_sides(trial: Trial, report: Report) -> Iterator[str]:
    side = trial.wanted.get("side")
    if report.side and side and report.side != side:
        legs = "both legs carry" if side == "none" else f"it is the {side} one"
        yield f"{report.side} leg named, {legs}"
    for number, (unit, true) in enumerate(
        zip(report.units, trial.wanted.get("sides", ()), strict=False), start=1
    ):
        named = unit.leg
        if named not in (true, None):
            yield f"{number}. is the {true} one"


def _of_times(trial: Trial, report: Report) -> Iterator[str]:
    early = [unit for unit in report.units if min(_times(unit)) < 0]
    if early:
        yield "negative times"
    for hold in trial.holds:
        if report.holds and not any(_overlap(unit, hold) for unit in report.holds):
            yield f"no hold at {hold.start_s} s"
    for rep, true in _pairs(trial, report):
        measure = rep.measures.get("hinge_deg")
        if true.hinge_deg is None or measure is None or np.isnan(measure.value):
            continue
        if abs(measure.value - true.hinge_deg) > HINGE_WITHIN_DEG:
            yield f"hinge {measure.value:.0f} for {true.hinge_deg:.0f} degrees"


def _times(unit: Unit) -> list[float]:
    keys = ("start_s", "bottom_s", "leave_s", "end_s")
    times = [float(getattr(unit, key, 0.0)) for key in keys]
    return [time_s for time_s in times if np.isfinite(time_s)]


def _overlap(unit: Hold, true: Span) -> bool:
    shared_s = min(unit.end_s, true.end_s) - max(unit.start_s, true.start_s)
    return shared_s > true.duration_s / 2


def _pairs(trial: Trial, report: Report) -> list[tuple[Rep, Span]]:
    """Pair each true lowering with the rep whose bottom lies in or near it."""
    result = []
    for true in trial.lowerings:
        near = min(
            report.reps, key=lambda rep: abs(rep.bottom_s - true.end_s), default=None
        )
        if near is not None and abs(near.bottom_s - true.end_s) < 1.0:
            result.append((near, true))
    return result


def _lowerings(trial: Trial, report: Report) -> Iterator[Lowering]:
    for rep, true in _pairs(trial, report):
        # Both ends of the truth were read: their errors add up as independent ones.
        bar_s = rep.lowering_error_s + np.sqrt(2) * true.read_s
        yield Lowering(error_s=rep.lowering_s - true.duration_s, bar_s=float(bar_s))


def _clear(report: Report) -> list[Fault]:
    return [*report.faults, *(f for unit in report.units for f in unit.faults)]


def _faults(report: Report) -> list[Fault]:
    unclear = [f for unit in report.units for f in unit.possible]
    return [*_clear(report), *report.possible, *unclear]


def _told(report: Report) -> str:
    return " ".join([*report.notes, *(a.reason.text for a in report.attempts)])


def _missing(patterns: Sequence[str], text: str) -> Iterator[str]:
    return (pattern for pattern in patterns if not re.search(pattern, text))
