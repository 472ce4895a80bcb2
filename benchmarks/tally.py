"""Counts how often the product is right about clips whose truth is known."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from benchmarks.truth import Clip, matched, true_measures
from exercises.registry import EXERCISES
from exercises.report import Report
from exercises.units import Bout, Hold, Rep

SEEN_FROM_SIDE = {
    "internal_rotation_deadlift": {
        "lean_deg", "stance_knee_deg", "hinge_share", "lowering_s", "weight_offset",
        "top_flexion_deg", "hinge_deg",
    },
    "bridge_foot_on_box": {
        "extension_deficit_deg", "arch_deg", "bottom_height", "free_leg_range_deg",
        "shoulder_path", "pelvis_rotation_change", "lowering_s", "late_drop",
    },
    "bridge_pull_over": {
        "extension_deficit_deg", "arch_deg", "free_leg_range_deg",
        "pelvis_rotation_change", "reach_deg", "elbow_deg",
    },
    "bird_dog_wall_push": {
        "hip_sink", "thigh_above_trunk_deg", "hip_deg", "arm_from_vertical_deg",
        "thigh_from_vertical_deg", "trunk_level_deg",
    },
    "gallop": {"spring", "lean_deg", "landing_knee_deg", "distance_m"},
}  # fmt: skip
"""Measures that a camera in front or at the feet cannot give (rationale.md 9)."""
READ_IN_SPACE = {
    "lean_deg", "stance_knee_deg", "hinge_share", "top_flexion_deg", "weight_offset",
    "hinge_deg",
}  # fmt: skip
"""Of these, what is learned of bones in space may be asked about from the front."""
FRONT_ONLY = {
    "hand_target",
    "internal_rotation_deg",
    "free_hip_rise_deg",
    "knee_offset",
}


@dataclass
class Tally:
    """What has been counted over some clips."""

    clips: int = 0
    exercises_right: int = 0
    counts_exact: int = 0
    attempts_exact: int = 0
    sides_right: int = 0
    sides_wrong_and_sure: int = 0
    lowering_s: list[tuple[float, float]] = field(default_factory=list)
    edges_s: list[float] = field(default_factory=list)
    steps: list[int] = field(default_factory=list)
    leads_right: list[bool] = field(default_factory=list)
    errors: dict[str, list[float]] = field(default_factory=dict)
    wanted: int = 0
    found: int = 0
    asked: int = 0
    clean: int = 0
    false: int = 0
    overstepped: int = 0
    scores: list[float] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def add(self, clip: Clip, report: Report) -> None:
        """Compare one report with its truth."""
        self.clips += 1
        self.exercises_right += report.exercise == clip.exercise
        if report.exercise != clip.exercise:
            self.wrong.append(f"{clip.name}: named {report.exercise}")
        if clip.exercise is None:
            return
        self._add_counts(clip, report)
        self._add_faults(clip, report)
        for unit, true in matched(report, clip):
            if isinstance(unit, Rep) and np.isfinite(unit.lowering_s):
                error_s = unit.lowering_s - true["lowering_s"]
                self.lowering_s.append((error_s, unit.lowering_error_s))
            if isinstance(unit, Hold):
                self.edges_s.append(unit.start_s - true["start_s"])
                self.edges_s.append(unit.end_s - true["end_s"])
            if isinstance(unit, Bout):
                self.steps.append(unit.steps - true["steps"])
                # Where the lead changes, no name is the right one.
                lead = unit.lead in (true["lead"], None)
                self.leads_right.append(unit.direction == true["direction"] and lead)
            self._add_measures(clip, unit.measures, true_measures(clip, true))

    def _add_counts(self, clip: Clip, report: Report) -> None:
        truth = clip.truth
        exact = len(report.units) == len(clip.units)
        self.counts_exact += exact
        if not exact:
            self.wrong.append(
                f"{clip.name}: {len(report.units)} units for {len(clip.units)}"
            )
        attempts = len(truth.get("attempts", []))
        self.attempts_exact += len(report.attempts) == attempts
        if len(report.attempts) != attempts:
            self.wrong.append(
                f"{clip.name}: {len(report.attempts)} attempts for {attempts}"
            )
        # Two legs have no working one, whichever the studio calls the main one.
        two = truth.get("set", {}).get("legs") == 2
        wanted = None if two else truth["side"]
        right = report.side == wanted
        self.sides_right += right
        wrong = report.side not in (None, wanted)
        self.sides_wrong_and_sure += wrong
        if not right:
            self.wrong.append(f"{clip.name}: side {report.side} for {wanted}")

    def _add_faults(self, clip: Clip, report: Report) -> None:
        codes = {fault.code for fault in report.faults}
        questions = {fault.code for fault in report.possible}
        self.wanted += len(clip.truth["faults"])
        for code in clip.truth["faults"]:
            self.found += code in codes
            self.asked += code in questions and code not in codes
            if code not in codes:
                how = " (asked about)" if code in questions else ""
                self.missed.append(f"{clip.name}: {code}{how}")
        if not clip.truth["faults"] and np.isfinite(report.score.value):
            self.scores.append(report.score.value)

    def _add_measures(
        self, clip: Clip, measures: object, true: dict[str, float]
    ) -> None:
        assert hasattr(measures, "items")
        assert clip.exercise is not None
        exercise = EXERCISES[clip.exercise]
        blind = SEEN_FROM_SIDE[clip.exercise] if clip.front else FRONT_ONLY
        for key, measure in measures.items():
            if key in blind:
                asked = key in READ_IN_SPACE and measure.verdict in ("ok", "possible")
                self.overstepped += measure.verdict != "not_assessed" and not asked
                continue
            value = true.get(key, float("nan"))
            if measure.verdict == "not_assessed" or not np.isfinite(value):
                continue
            self.errors.setdefault(key, []).append(measure.value - value)
            band = exercise.bands.get(key)
            if band and band.score(value) == 100.0:
                self.clean += 1
                self.false += measure.verdict == "fault"
                if measure.verdict == "fault":
                    self.invented.append(
                        f"{clip.name}: {key} {measure.value:.2f} for {value:.2f}"
                    )


@dataclass
class Errors:
    """What came out one way, against the truth."""

    tally: Tally = field(default_factory=Tally)
    edges_s: list[float] = field(default_factory=list)

    def add(self, clip: Clip, report: Report) -> None:
        """Compare a report with its truth."""
        self.tally.add(clip, report)
        for unit, true in matched(report, clip):
            if isinstance(unit, Rep):
                self.edges_s += [unit.start_s - true["start_s"]]
                self.edges_s += [unit.end_s - true["end_s"]]


def told_of(ways: Sequence[Errors]) -> dict[str, list[str]]:
    """Return what is said of each way, line by line."""
    rows: dict[str, list[object]] = {
        "counts exact": [w.tally.counts_exact for w in ways],
        "attempts exact": [w.tally.attempts_exact for w in ways],
        "exercises right": [w.tally.exercises_right for w in ways],
        "sides right": [w.tally.sides_right for w in ways],
        "sides wrong and sure": [w.tally.sides_wrong_and_sure for w in ways],
        "faults found": [f"{w.tally.found} of {w.tally.wanted}" for w in ways],
        "faults invented": [f"{w.tally.false} of {w.tally.clean}" for w in ways],
        "lowering, mean error": [
            _ms([one for one, _ in w.tally.lowering_s]) for w in ways
        ],
        "reps' edges, mean error": [_ms(w.edges_s) for w in ways],
        "reps' edges, 95 in 100": [_ms(w.edges_s, 95) for w in ways],
        "bouts with all strides, of those found": [
            f"{w.tally.steps.count(0)} of {len(w.tally.steps)}" for w in ways
        ],
        "holds' edges, mean error": [_ms(w.tally.edges_s) for w in ways],
    }
    return {name: [str(value) for value in values] for name, values in rows.items()}


def _ms(errors_s: Sequence[float], percentile: float | None = None) -> str:
    known = np.abs(np.array(errors_s))
    if not len(known):
        return "-"
    one_s = known.mean() if percentile is None else np.percentile(known, percentile)
    return f"{1000 * one_s:.0f} ms"
