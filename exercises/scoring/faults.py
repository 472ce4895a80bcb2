"""From verdicts to faults: of a rep, and of a set."""

from collections.abc import Mapping, Sequence

from exercises.scoring.bands import Band, Rule
from exercises.units import Fault, Measure, Verdict


def faults_of(
    measures: Mapping[str, Measure],
    rules: Mapping[str, Rule],
    bands: Mapping[str, Band],
) -> tuple[tuple[Fault, ...], tuple[Fault, ...]]:
    """Return the clear and the possible faults among some measures, worst first."""
    found: dict[Verdict, list[Fault]] = {"fault": [], "possible": []}
    for key, measure in measures.items():
        if measure.verdict in found and key in bands and rules[key].severity:
            found[measure.verdict].append(rules[key].fault(bands[key], measure))
    clear, possible = (
        tuple(sorted(found[kind], key=lambda fault: -fault.severity))
        for kind in ("fault", "possible")
    )
    return clear, possible


def set_faults(units: Sequence[Sequence[Fault]]) -> tuple[Fault, ...]:
    """Return the faults that hold for a set: in two reps, or in a third of them.

    A single slip is listed with its rep and not held against the set.

    Args:
        units: The faults of each rep.

    Returns:
        One fault a code, its evidence from the worst rep; worst first.
    """
    by_code: dict[str, list[Fault]] = {}
    for faults in units:
        for fault in faults:
            by_code.setdefault(fault.code, []).append(fault)
    kept = [
        (len(faults), max(faults, key=lambda fault: abs(fault.measured - fault.limit)))
        for faults in by_code.values()
        if holds_for_the_set(len(faults), len(units))
    ]
    kept.sort(key=lambda item: (-item[1].severity, -item[0]))
    return tuple(fault for _, fault in kept)


def holds_for_the_set(count: int, reps: int) -> bool:
    """Return whether something seen in so many reps is more than a slip."""
    return count > 0 and (count >= 2 or 3 * count >= reps)
