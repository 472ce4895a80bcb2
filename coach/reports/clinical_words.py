"""A clinical test in words, for the terminal and the page alike."""

from coach.reports.wording import capital
from exercises.clinical.result import LegResult


def leg_of(result: LegResult) -> str:
    """Return "Left leg"; where it is not known, "Leg unsure"."""
    return f"{result.side.capitalize()} leg" if result.side else "Leg unsure"


def reached(result: LegResult) -> str:
    """Return what a leg reached, or that it was not assessed."""
    if not result.assessed:
        return "Not assessed"
    if result.unit == "reps":
        noun = "repetition" if result.value == 1 else "repetitions"
        return f"{result.value:.0f} {noun}"
    return f"{result.value:.1f} s"


def _interval(result: LegResult) -> str:
    """Return the interval in a sentence; empty where it is a single number."""
    digits = 0 if result.unit == "reps" else 1
    low, high = (f"{end:.{digits}f}" for end in (result.low, result.high))
    return "" if low == high else f"Between {low} and {high}, 19 times in 20."


def sentences_on(result: LegResult) -> list[str]:
    """Return what is said of a leg: why not, how it ended, among whom it lies."""
    if not result.assessed:
        return [f"{capital(result.reason.text)}."]
    said = [_interval(result), result.ended, *result.notes]
    if result.compared:
        said.append(f"{capital(result.compared)}.")
    elif result.norm_reason:
        said.append(f"Not compared: {result.norm_reason.text}.")
    return [sentence for sentence in said if sentence]
