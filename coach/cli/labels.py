"""`hamstrong labels`: what was put right in the kept sets, as one JSON file."""

import argparse
import sys
from pathlib import Path
from typing import Any


def add_labels(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "labels", help="what you put right in your sets, for others to measure by"
    )
    parser.add_argument(
        "--out", type=Path, metavar="FILE.json", help="default: printed"
    )
    parser.add_argument(
        "--all", action="store_true", help="also sets in which nothing was put right"
    )
    parser.set_defaults(run=_run, parser=parser)


def _run(given: argparse.Namespace) -> int:
    import json

    from rich.console import Console

    from coach.cli.output import plain, say
    from coach.history.history import History
    from coach.labels import labels_of
    from coach.reports.wording import count_of
    from vision.files import write_text

    history = History()
    try:
        labels = labels_of(history, all_sets=given.all)
    finally:
        history.close()
    text = json.dumps(labels, indent=1, allow_nan=False) + "\n"
    if given.out is None:
        sys.stdout.write(text)
        sys.stdout.flush()
        return 0
    write_text(given.out, text)
    films = count_of(len(labels["labels"]), "film")
    say(Console(), f"{films}, written to {plain(str(given.out))}.")
    return 0
