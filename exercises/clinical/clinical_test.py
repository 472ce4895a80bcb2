"""What a clinical test is: an exercise, done until it cannot be done any more."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from exercises.clinical.result import ClinicalReport, LegResult, Norm, ResultUnit
from exercises.engine.scene import Scene
from exercises.exercise import Exercise
from exercises.reasons import Reason
from exercises.report import Report

UNSEEN = Reason("hidden", "the film shows too little of a body")


@dataclass(frozen=True, kw_only=True)
class ClinicalTest:
    """A test that is read from a film of an exercise.

    Attributes:
        key: Its name on the command line and in the JSON.
        title: Its name for people.
        unit: What is counted.
        exercise: What the film is judged as meanwhile.
        looks_like_it: Whether a film of the test looks like the exercise; a bridge
            that is held does not look like one that is repeated.
        measure: (scene, report on the exercise) -> what each leg reached.
        norms: What others reached.
        not_measured: What the test does not tell, in sentences.
    """

    key: str
    title: str
    unit: ResultUnit
    exercise: Exercise
    looks_like_it: bool
    measure: Callable[[Scene, Report], Sequence[LegResult]]
    norms: tuple[Norm, ...]
    not_measured: tuple[str, ...]

    def taken(self, scene: Scene | None, report: Report) -> ClinicalReport:
        """Return what a film shows of the test.

        Args:
            scene: The film; None where nothing in it can be judged.
            report: What was found of the exercise.
        """
        results: Sequence[LegResult] = ()
        if scene is not None:
            results = self.measure(scene, report)
        if not results:
            results = (LegResult(side=None, unit=self.unit, reason=UNSEEN),)
        return ClinicalReport(
            key=self.key,
            title=self.title,
            results=tuple(self._compared(result) for result in results),
            norms=self.norms,
            not_measured=self.not_measured,
        )

    def _compared(self, result: LegResult) -> LegResult:
        if not result.assessed or result.norm_reason:
            return result
        said = [
            f"{_place(norm, result)} among {norm.people}"
            for norm in self.norms
            if norm.place_of is not None
        ]
        return replace(result, compared="; ".join(said))


def _place(norm: Norm, result: LegResult) -> str:
    """Return where a result lies, and where else it may lie within its error."""
    if norm.place_of is None:
        return ""
    place = norm.place_of(result.value)
    ends = [norm.place_of(end) for end in (result.low, result.high) if _known(end)]
    others = list(dict.fromkeys(end for end in ends if end != place))
    return f"{place} (within the error: {', '.join(others)})" if others else place


def _known(value: float) -> bool:
    return math.isfinite(value)
