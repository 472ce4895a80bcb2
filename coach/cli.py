"""The `hamstrong` command.

Exit codes: 0 judged; 2 the user's input is at fault; 3 nothing to judge; 130 stopped.
Heavy libraries are imported when they are needed, so that `--help` is instant.
"""

import argparse
import logging
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from vision.errors import HamstrongError, LimitsError, OutputError

if TYPE_CHECKING:
    from rich.console import Console

    from coach.check import Checked, Options

JUDGED: Final = 0
INPUT_AT_FAULT: Final = 2
NOTHING_TO_JUDGE: Final = 3
STOPPED: Final = 130

EXERCISE_KEYS: Final = (
    "bird_dog_wall_push",
    "bridge_pull_over",
    "bridge_foot_on_box",
    "gallop",
    "internal_rotation_deadlift",
)
"""Repeated here so that `--help` need not load the exercises; a test compares."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    signal.signal(signal.SIGTERM, _stop)
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.DEBUG if options.verbose else logging.WARNING)
    try:
        code: int = options.run(options)
    except HamstrongError as error:
        print(f"hamstrong: {error}", file=sys.stderr)  # noqa: T201
        return INPUT_AT_FAULT
    except KeyboardInterrupt:
        print("hamstrong: stopped; nothing half-written was left.", file=sys.stderr)  # noqa: T201
        return STOPPED
    except BrokenPipeError:
        return JUDGED
    return code


def _stop(_signal: int, _frame: object) -> NoReturn:
    """Let SIGTERM clean up as Ctrl-C does."""
    raise KeyboardInterrupt


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="hamstrong",
        description="Film a hamstring exercise and learn what to change. Offline.",
    )
    parser.add_argument(
        "--verbose", action="store_true", help="show the libraries' logs"
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_check(commands.add_parser("check", help="judge a video"))
    _add_live(commands.add_parser("live", help="count live with a camera of yours"))
    app = commands.add_parser("app", help="open the app in the browser")
    app.add_argument("--port", type=int, default=8501)
    app.add_argument("--no-browser", action="store_true", help="only serve the page")
    app.add_argument(
        "--https",
        action="store_true",
        help="with a certificate of your own: phones give no camera without",
    )
    app.add_argument(
        "--lan", action="store_true", help="let other devices of your network open it"
    )
    app.set_defaults(run=_app)
    doctor = commands.add_parser("doctor", help="see whether everything is installed")
    doctor.set_defaults(run=_doctor)
    return parser


def _add_check(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("video", type=Path, help="mp4, mov, webm, avi or mkv")
    add(
        "--with",
        dest="second",
        type=Path,
        metavar="SECOND",
        help="the same leg filmed from another side; the reports are merged",
    )
    add("--exercise", choices=("auto", *EXERCISE_KEYS), default="auto")
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
    add(
        "--athlete",
        type=_place,
        metavar="X,Y",
        help="where the athlete is when they come into the picture, as shares of its "
        "width and height: 0,0 is the upper left corner, 0.5,0.5 the middle",
    )
    add("--mirrored", action="store_true", help="the video is a mirror image (selfie)")
    add("--json", metavar="FILE", help="write the report as JSON; - prints it")
    add("--csv", type=Path, metavar="FOLDER", help="write the tables as CSV files")
    add("--annotate", type=Path, metavar="OUT.mp4", help="write the annotated video")
    add("--limits", type=Path, metavar="FILE.toml", help="limits of your own")
    add("--model", type=Path, metavar="FILE.task", help="another pose model")
    add("--no-cache", action="store_true", help="track the video anew")
    add(
        "--verbose",
        action="store_true",
        default=argparse.SUPPRESS,
        help="show the libraries' logs",
    )
    parser.set_defaults(run=_check)  # fmt: skip


def _place(text: str) -> tuple[float, float]:
    """Read a place in the picture."""
    try:
        x, y = (float(part) for part in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"'{text}' is no place. Give two shares, such as 0.3,0.5."
        ) from None
    if not (0 <= x <= 1 and 0 <= y <= 1):
        raise argparse.ArgumentTypeError(
            f"'{text}' lies outside the picture: both shares go from 0 to 1."
        )
    return x, y


def _add_live(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--camera", type=int, default=0, metavar="N", help="0 is the first camera")
    add("--exercise", choices=("auto", *EXERCISE_KEYS), default="auto")
    add("--side", choices=("auto", "left", "right"), default="auto")
    add("--load", choices=("body weight", "medium", "heavy"))
    add("--height-m", type=float, metavar="M", help="your height in metres")
    add("--target", type=int, metavar="REPS", help="count to so many")
    add("--sets", type=int, default=2, help="so many sets, one leg each")
    add("--rest-s", type=float, default=45.0, help="seconds between them")
    add("--not-mirrored", action="store_true", help="show the picture as others see it")
    parser.set_defaults(run=_live)


def _check(given: argparse.Namespace) -> int:
    from rich.console import Console

    from coach.check import check_two_views
    from coach.reports.json_report import as_json_text
    from coach.reports.terminal import print_report
    from vision.files import write_text

    options = _options(given)
    _refuse_early(given)
    quiet = given.json == "-"
    console = Console(stderr=True) if quiet else Console()
    first = _checked(given.video, options, given, console)
    report = first.report
    if given.second is not None:
        second = _checked(given.second, options, given, console)
        report = check_two_views(first, second)
    if quiet:
        sys.stdout.write(as_json_text(report))
        sys.stdout.flush()
    else:
        print_report(report, console)
        if given.json:
            write_text(Path(given.json), as_json_text(report))
    if given.csv:
        from coach.reports.csv_report import write_csv

        write_csv(report, given.csv)
    if given.annotate:
        _annotate(given, first, console)
    return JUDGED if report.judged else NOTHING_TO_JUDGE


def _options(given: argparse.Namespace) -> "Options":
    from coach.check import Options

    _refuse_height(given.height_m)
    limits = None
    if given.limits is not None:
        from coach.limits_file import read_limits

        limits = read_limits(given.limits)
    return Options(
        exercise=given.exercise,
        side=given.side,
        load=given.load,
        height_m=given.height_m,
        mirrored=given.mirrored,
        limits=limits,
        athlete=given.athlete,
        cached=not given.no_cache,
    )


def _refuse_height(height_m: float | None) -> None:
    if height_m is not None and not 1.0 <= height_m <= 2.5:
        raise LimitsError(
            f"A height of {height_m:g} m is not a grown person's. Give metres, such as "
            "--height-m 1.75."
        )


def _refuse_early(given: argparse.Namespace) -> None:
    """Say what is impossible before minutes are spent on tracking."""
    from vision.files import refuse_unwritable
    from vision.video import probe

    read = [path for path in (given.video, given.second) if path is not None]
    for path in read:
        probe(path)
    read += [path for path in (given.limits, given.model) if path is not None]
    json_path = Path(given.json) if given.json not in (None, "-") else None
    written = [path for path in (given.annotate, json_path) if path is not None]
    if len({path.resolve() for path in written}) < len(written):
        raise OutputError(f"Two results cannot both be written to {written[0]}.")
    for path in written:
        refuse_unwritable(path)
        if any(path.exists() and path.samefile(source) for source in read):
            raise OutputError(f"{path} is one of the files given. Choose another name.")
    if given.annotate is not None and given.annotate.suffix.lower() != ".mp4":
        raise OutputError(
            f"{given.annotate} must end in .mp4: that is what is written."
        )
    if given.csv is not None and given.csv.exists() and not given.csv.is_dir():
        raise OutputError(f"Cannot write tables to {given.csv}: it is a file.")


def _checked(
    path: Path, options: "Options", given: argparse.Namespace, console: "Console"
) -> "Checked":
    from coach.check import check_video, look_first
    from coach.progress import progress_bar
    from vision.model import resolve_model

    model = resolve_model(given.model)
    first = look_first(path, options, model=model)
    for problem in first.problems if first else ():
        console.print(f"[yellow]First look:[/yellow] {problem.sentence}")
    with progress_bar(f"Watching {path.name}", console) as progress:
        return check_video(path, options, model=model, progress=progress)


def _annotate(
    given: argparse.Namespace, checked: "Checked", console: "Console"
) -> None:
    from coach.annotate import annotate_video
    from coach.progress import progress_bar

    with progress_bar(f"Writing {given.annotate.name}", console) as progress:
        annotate_video(
            checked.path,
            checked.track,
            checked.report,
            given.annotate,
            mirrored=given.mirrored,
            progress=progress,
        )


def _doctor(_given: argparse.Namespace) -> int:
    from rich.console import Console

    from coach.doctor import examine

    console = Console()
    findings = examine()
    for finding in findings:
        mark = "[green]ok[/green]  " if finding.ok else "[bold red]no[/bold red]  "
        console.print(mark, f"[bold]{finding.name}[/bold]", finding.sentence)
    return JUDGED if all(finding.ok for finding in findings) else INPUT_AT_FAULT


def _live(given: argparse.Namespace) -> int:
    from rich.console import Console

    from coach.camera_feed import CameraFeed
    from coach.live import LiveSession, LiveSettings
    from coach.live_window import run_in_window
    from coach.reports.terminal import print_report

    _refuse_height(given.height_m)
    settings = LiveSettings(
        exercise=given.exercise,
        side=given.side,
        load=given.load,
        height_m=given.height_m,
        target=given.target,
        sets=given.sets,
        rest_s=given.rest_s,
    )
    console = Console()
    finished = run_in_window(
        lambda: CameraFeed(
            LiveSession(settings), given.camera, mirrored=not given.not_mirrored
        ),
        say=console.print,
    )
    for done in finished:
        print_report(done.report, console)
    judged = any(done.report.judged for done in finished)
    return JUDGED if judged else NOTHING_TO_JUDGE


def _app(given: argparse.Namespace) -> int:
    from coach.serve import how_to_open, serve_app

    if given.https or given.lan:
        print(how_to_open(port=given.port, https=given.https, lan=given.lan))  # noqa: T201
        sys.stdout.flush()
    return serve_app(
        port=given.port,
        open_browser=not given.no_browser,
        https=given.https,
        lan=given.lan,
    )


if __name__ == "__main__":
    sys.exit(main())
