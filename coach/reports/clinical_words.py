"""A clinical test in words, for the terminal and the page alike."""

from coach.reports.wording import DASH, capital
from exercises.clinical.result import LegResult


def leg_of(result: LegResult) -> str:
    """Return "Left leg"; where it is not known, "Leg unsure"."""
    return f"{result.side.capitalize()} leg" if result.side else "Leg unsure"


def reached(result: LegResult) -> str:
    """Return what a leg reached with its interval, or that it was not assessed."""
    if not result.assessed:
        return "Not assessed"
    digits = 0 if result.unit == "reps" else 1
    unit = "s"
    if result.unit == "reps":
        unit = "repetition" if result.value == 1 else "repetitions"
    ends = [f"{end:.{digits}f}" for end in (result.low, result.high)]
    span = "" if ends[0] == ends[1] else f" ({ends[0]}{DASH}{ends[1]})"
    return f"{result.value:.{digits}f} {unit}{span}"


def sentences_on(result: LegResult) -> list[str]:
    """Return what is said of a leg: why not, how it ended, among whom it lies."""
    if not result.assessed:
        return [f"{capital(result.reason.text)}."]
    said = [result.ended, *result.notes]
    if result.compared:
        said.append(f"{capital(result.compared)}.")
    elif result.norm_reason:
        said.append(f"Not compared: {result.norm_reason.text}.")
    return [sentence for sentence in said if sentence]
