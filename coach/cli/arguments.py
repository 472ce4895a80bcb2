"""The `hamstrong` command's arguments, read without loading anything heavy."""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from coach.cli.marks import add_marks
from coach.cli.parser import Parser

_EXERCISES: Final = Path(__file__).resolve().parents[2] / "exercises"
EXERCISE_KEYS: Final = tuple(
    sorted(path.parent.name for path in _EXERCISES.glob("*/definition.py"))
)
"""Each is a package of its name. `--help` need not load them; a test compares with the
registry."""

TEST_KEYS: Final = ("bridge_to_failure", "bridge_hold")
"""Clinical tests: a test compares with the registry."""

CSV_DIALECTS: Final = ("standard", "decimal-comma")
"""Ways to write tables: a test compares with `coach.reports.csv_dialect`."""

SLOWEST: Final = 1 / 64
FASTEST: Final = 64.0
"""Speeds of films: no camera of a person's goes further (our choice)."""


def parser_for(run: Mapping[str, Callable[[Any], int]]) -> argparse.ArgumentParser:
    """Return the parser of the command line.

    Args:
        run: What each command runs, by its name.
    """
    from coach.cli.history_arguments import (
        add_history,
        add_keeping,
        add_not_keeping,
    )

    parser = Parser(
        prog="hamstrong",
        description="Film a hamstring exercise and learn what to change. Offline.",
    )
    parser.add_argument(
        "--verbose", action="store_true", help="show the libraries' logs"
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="judge a video")
    _add_check(check)
    add_keeping(check)
    check.set_defaults(run=run["check"], parser=check)
    batch = commands.add_parser("batch", help="judge many videos")
    _add_batch(batch)
    batch.set_defaults(run=run["batch"], parser=batch)
    live = commands.add_parser("live", help="count live with a camera of yours")
    _add_live(live)
    add_not_keeping(live)
    live.set_defaults(run=run["live"], parser=live)
    app = commands.add_parser("app", help="open the app in the browser")
    _add_app(app)
    app.set_defaults(run=run["app"], parser=app)
    forget = commands.add_parser("forget", help="remove what is kept of your films")
    forget.add_argument(
        "--everything",
        action="store_true",
        help="the unpacked model, the certificate and the history as well",
    )
    forget.add_argument("--yes", action="store_true", help="without asking")
    forget.set_defaults(run=run["forget"], parser=forget)
    add_history(commands, run["history"], _exercise)
    doctor = commands.add_parser("doctor", help="see whether everything is installed")
    doctor.set_defaults(run=run["doctor"], parser=doctor)
    return parser


def _add_check(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add(
        "video",
        type=Path,
        help="a film as the camera wrote it, or a file of points (.nc, .trc)",
    )
    add(
        "--with",
        dest="second",
        type=Path,
        metavar="SECOND",
        help="the same leg filmed from another side; the reports are merged",
    )
    _add_told(parser)
    add(
        "--athlete",
        type=_place,
        metavar="X,Y[,S]",
        help="where the athlete is when they come into the picture, or at a time in "
        "seconds, as shares of its width and height: 0,0 is the upper left corner",
    )
    add(
        "--individual",
        metavar="NAME",
        help="whose points, if a file of points has several bodies'",
    )
    add(
        "--test",
        choices=TEST_KEYS,
        help="the film shows a clinical test: one leg, from lying still to the end",
    )
    add_marks(parser)
    _add_written(parser)


def _add_written(parser: argparse.ArgumentParser) -> None:
    """Add what a check writes."""
    add = parser.add_argument
    add("--json", metavar="FILE", help="write the report as JSON; - prints it")
    add("--html", type=Path, metavar="FILE", help="write a page to print; .pdf is PDF")
    add("--csv", type=Path, metavar="FOLDER", help="write the tables as CSV files")
    _add_csv_dialect(parser)
    add(
        "--track",
        type=Path,
        metavar="OUT.nc",
        help="write where the joints were, as netCDF of movement; .trc is for OpenSim",
    )
    add("--annotate", type=Path, metavar="OUT.mp4", help="write the annotated video")


def _add_batch(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add(
        "places",
        nargs="+",
        metavar="PLACE",
        help="folders or videos, also in an object store (s3://bucket/folder)",
    )
    add(
        "--out",
        default="hamstrong-results",
        metavar="FOLDER",
        help="where reports, summary and index are written (default: %(default)s)",
    )
    add("--annotate", action="store_true", help="write the annotated videos, too")
    add("--html", action="store_true", help="write each report as a page to print, too")
    _add_csv_dialect(parser)
    add(
        "--cluster",
        metavar="ADDRESS",
        help="judge on the workers of a Dask scheduler, such as tcp://host:8786",
    )
    _add_told(parser)


def _add_app(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--port", type=int, default=8501)
    add("--no-browser", action="store_true", help="only serve the page")
    add(
        "--https",
        action="store_true",
        help="with a certificate of your own: phones give no camera without",
    )
    add(
        "--lan",
        action="store_true",
        help="let other devices of your network open it, with the key that is printed",
    )
    add(
        "--host",
        action="append",
        default=[],
        metavar="NAME",
        help="a further name, such as a proxy's (with --lan); may be repeated",
    )


def _add_told(parser: argparse.ArgumentParser) -> None:
    """Add what `check` and `batch` are told in the same words."""
    add = parser.add_argument
    _add_exercise(parser)
    add(
        "--side",
        choices=("auto", "left", "right"),
        default="auto",
        help="the working leg: pushing, standing or in front",
    )
    add("--load", choices=("body weight", "medium", "heavy"))
    add(
        "--height-m",
        type=float,
        metavar="M",
        help="your height in metres; distances are measured by it",
    )
    add("--mirrored", action="store_true", help="the video is a mirror image (selfie)")
    add(
        "--speed",
        type=_speed,
        metavar="X",
        help="slow motion: how much of the true speed the film shows, such as 0.25; "
        "without it, what the file says",
    )
    add("--limits", type=Path, metavar="FILE.toml", help="limits of your own")
    add("--model", type=Path, metavar="FILE.task", help="another pose model")
    add("--no-cache", action="store_true", help="track the video anew")
    add(
        "--workers",
        type=_count,
        metavar="N",
        help="so many processes at once; without it, one for each core",
    )
    add(
        "--verbose",
        action="store_true",
        default=argparse.SUPPRESS,
        help="show the libraries' logs",
    )


def _add_csv_dialect(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--csv-dialect",
        choices=CSV_DIALECTS,
        help="how CSV is written; decimal-comma is for Excel where people write 1,5",
    )


def _add_exercise(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--exercise",
        type=_exercise,
        default="auto",
        metavar="NAME",
        help="auto (default), or one of: "
        f"{', '.join(EXERCISE_KEYS)}; names such as deadlift are understood, too",
    )


def _exercise(text: str) -> str:
    """Read an exercise by its key or by what people call it."""
    if text in ("auto", *EXERCISE_KEYS):
        return text
    from exercises.names import key_of_name
    from hamstrong.errors import UnknownExerciseError

    try:
        return key_of_name(text)
    except UnknownExerciseError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _count(text: str) -> int:
    """Read a number of processes."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is no number of 1 or more.")
    return int(text)


def _speed(text: str) -> float:
    """Read how much of the true speed a film shows."""
    try:
        speed = float(text)
    except ValueError:
        speed = 0.0
    if not SLOWEST <= speed <= FASTEST:
        raise argparse.ArgumentTypeError(
            f"'{text}' is no speed. Give 0.25 for a film that shows a quarter of the "
            f"true speed; {SLOWEST:g} to {FASTEST:g} can be."
        )
    return speed


def _place(text: str) -> tuple[float, ...]:
    """Read a place in the picture, perhaps with a time."""
    try:
        x, y, *at_s = (float(part) for part in text.split(",", maxsplit=2))
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"'{text}' is no place. Give two shares, such as 0.3,0.5, and seconds if "
            "you like: 0.3,0.5,12."
        ) from None
    if not (0 <= x <= 1 and 0 <= y <= 1):
        raise argparse.ArgumentTypeError(
            f"'{text}' lies outside the picture: both shares go from 0 to 1."
        )
    return x, y, *at_s


def _add_live(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--camera", type=int, default=0, metavar="N", help="0 is the first camera")
    _add_exercise(parser)
    add("--side", choices=("auto", "left", "right"), default="auto")
    add("--load", choices=("body weight", "medium", "heavy"))
    add("--height-m", type=float, metavar="M", help="your height in metres")
    add("--target", type=int, metavar="REPS", help="count to so many")
    add("--sets", type=int, default=2, help="so many sets, one leg each")
    add("--rest-s", type=float, default=45.0, help="seconds between them")
    add("--not-mirrored", action="store_true", help="show the picture as others see it")
