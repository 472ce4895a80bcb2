"""The arguments of `hamstrong history`, and what `check` and `live` say of keeping."""

import argparse
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final

KG_OF_A_POUND: Final = 0.45359237
"""Exactly (the international pound of 1959); the history's own number is not loaded for
`--help`, and a test compares them."""
HEAVIEST_KG: Final = 500.0
"""Nobody lifts more in these exercises (our choice)."""
NOTHING: Final = "none"
"""Takes back what was noted."""


def add_history(commands: Any, run: Any, exercise: Callable[[str], str]) -> None:
    """Add the command with its own commands, alone it lists; and `labels` beside it.

    Args:
        commands: Of the program.
        run: What it runs.
        exercise: Reads an exercise's name.
    """
    from coach.cli.labels import add_labels

    add_labels(commands)
    parser = commands.add_parser("history", help="what was kept of your sets")
    parser.set_defaults(
        run=run, parser=parser, action="list", exercise=None, most=20, lb=False
    )
    actions = parser.add_subparsers(metavar="ACTION")
    for name, what, add in (
        ("list", "the kept sets, the newest first", _add_list),
        ("show", "a set's report", _add_address),
        ("note", "write down load, effort and pain", _add_note),
        ("export", "write everything into one file, to be moved", _add_export),
        ("import", "keep the sets of such a file", _add_import),
        ("sheet", "write some weeks on a page for a physiotherapist", _add_sheet),
        ("fit", "write a day's sets for watches' apps and Strava", _add_fit),
        ("fhir", "write some weeks' sets for a clinic's records", _add_fhir),
        ("forget", "remove a set, or all", _add_forget),
    ):
        action = actions.add_parser(name, help=what)
        action.set_defaults(run=run, parser=action, action=name)
        add(action)
        if name == "list":
            action.add_argument("--exercise", type=exercise, metavar="NAME")


def add_keeping(parser: argparse.ArgumentParser) -> None:
    """Add what `check` says of keeping."""
    parser.add_argument(
        "--keep", action="store_true", help="keep the report in the history"
    )
    parser.add_argument(
        "--load-kg", type=_load_kg_plain, metavar="KG", help="kept with it (--keep)"
    )


def add_not_keeping(parser: argparse.ArgumentParser) -> None:
    """Add what `live` says of keeping."""
    parser.add_argument(
        "--no-keep", action="store_true", help="leave the sets out of the history"
    )


def _add_list(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--most", type=_count, default=20, metavar="N", help="default: %(default)s"
    )
    parser.add_argument("--lb", action="store_true", help="loads in pounds")


def _add_address(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="its address, or how that begins")


def _add_note(parser: argparse.ArgumentParser) -> None:
    _add_address(parser)
    parser.argument_default = argparse.SUPPRESS  # None is said by "none"
    add = parser.add_argument
    add("--load", type=load_kg, metavar="LOAD", help="such as 16kg or 35lb")
    add("--effort", type=_effort, metavar="0-10", help="how hard it was")
    for when in ("before", "after", "next-morning"):
        add(f"--pain-{when}", type=_pain, metavar="0-10", help="0 is none")
    add("--note", metavar="TEXT")
    parser.epilog = f"'{NOTHING}' takes back a load, an effort or a pain."


def _add_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE.zip")
    parser.add_argument("--films", action="store_true", help="the kept films, too")


def _add_sheet(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE.html|pdf")
    parser.add_argument(
        "--weeks", type=_count, default=6, metavar="N", help="default: %(default)s"
    )


def _add_fit(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE.fit")
    parser.add_argument(
        "--on", type=_day, metavar="YYYY-MM-DD", help="default: the last day with sets"
    )


def _add_fhir(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE.json")
    parser.add_argument(
        "--weeks", type=_count, default=6, metavar="N", help="default: %(default)s"
    )
    parser.add_argument(
        "--patient",
        default="",
        metavar="REFERENCE",
        help="whom they are about in the clinic's system, such as Patient/123",
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"'{text}' is no day, such as 2026-11-28."
        ) from None


def _add_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE.zip")


def _add_forget(parser: argparse.ArgumentParser) -> None:
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("id", metavar="ID", nargs="?", help="the set's address")
    which.add_argument("--all", action="store_true", help="everything that was kept")
    parser.add_argument("--yes", action="store_true", help="without asking")


def load_kg(text: str) -> float | None:
    """Read a load with its unit as kilograms; None takes back what was noted."""
    if text == NOTHING:
        return None
    found = re.fullmatch(r"(\d+(?:[.,]\d+)?) ?(kg|lbs?)", text.strip().lower())
    if found is None:
        raise argparse.ArgumentTypeError(
            f"'{text}' is no load. Give its unit, such as 16kg or 35lb."
        )
    load = float(found[1].replace(",", "."))
    return _within(text, load if found[2] == "kg" else load * KG_OF_A_POUND)


def _load_kg_plain(text: str) -> float:
    try:
        return _within(text, float(text))
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"'{text}' is no number of kilograms, such as 16."
        ) from None


def _within(text: str, kg: float) -> float:
    if not 0 <= kg <= HEAVIEST_KG:
        raise argparse.ArgumentTypeError(
            f"'{text}' cannot be: 0 to {HEAVIEST_KG:g} kg can."
        )
    return kg


def _effort(text: str) -> float | None:
    if text == NOTHING:
        return None
    try:
        effort = float(text)
    except ValueError:
        effort = -1.0
    if not 0 <= effort <= 10:
        raise argparse.ArgumentTypeError(f"'{text}' is none: 0 to 10, 10 the hardest.")
    return effort


def _pain(text: str) -> int | None:
    if text == NOTHING:
        return None
    if not (text.isascii() and text.isdigit() and int(text) <= 10):
        raise argparse.ArgumentTypeError(
            f"'{text}' is none: whole numbers from 0 (no pain) to 10."
        )
    return int(text)


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 10**9):
        raise argparse.ArgumentTypeError(f"'{text}' is no number of 1 or more.")
    return int(text)
