"""The `hamstrong` command.

Exit codes: 0 judged; 2 the user's input is at fault; 3 nothing to judge; 4 some of
many films failed; 70 a fault of this program; 130 stopped.
Heavy libraries are imported when they are needed, so that `--help` is instant.
"""

import argparse
import logging
import signal
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from coach.cli.arguments import parser_for
from hamstrong.errors import HamstrongError, OutputError

if TYPE_CHECKING:
    from rich.console import Console

    from coach.check import Options, VideoAnalysis
    from exercises.report import Report
    from vision.capture.preflight import Preflight

JUDGED: Final = 0
NOTHING_TO_JUDGE: Final = 3
SOME_FAILED: Final = 4
OUR_FAULT: Final = 70  # EX_SOFTWARE of sysexits.h
STOPPED: Final = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    from coach.cli import output

    signal.signal(signal.SIGTERM, _stop)
    output.prepare_output()
    options = parser_for(
        {
            "check": _check,
            "batch": _batch,
            "live": _live,
            "app": _app,
            "doctor": _doctor,
            "forget": _forget,
            "history": _history,
        }
    ).parse_args(arguments)
    output.prepare_logs(verbose=options.verbose)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except HamstrongError as error:
        output.complain(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        output.complain("stopped; nothing half-written was left.")
        return STOPPED
    except BrokenPipeError:
        output.give_up_output()
        return JUDGED
    except OSError as error:
        output.give_up_output()
        output.complain(output.why_not_printed(error))
        return OutputError.exit_code
    except Exception as error:  # noqa: BLE001  # the last net: nobody reads tracebacks
        return _crashed(error)
    return code


def _crashed(error: Exception) -> int:
    """Tell of a fault of ours in a sentence; the details go into a file."""
    from coach.cli.output import complain
    from coach.crash_log import log_crash, sentence_on_crash

    logging.getLogger(f"hamstrong.{__name__}").debug("crashed", exc_info=error)
    complain(sentence_on_crash(error, log_crash(error)))
    return OUR_FAULT


def _stop(_signal: int, _frame: object) -> NoReturn:
    """Let SIGTERM clean up as Ctrl-C does."""
    raise KeyboardInterrupt


def _check(given: argparse.Namespace) -> int:
    from rich.console import Console

    from coach.cli.refusals import refuse_early

    options = _options(given)
    refuse_early(given)
    quiet = given.json == "-"
    console = Console(stderr=True) if quiet else Console()
    films = [_checked(given.video, options, given, console)]
    # Not before: other processes are at work while this one loads what judges.
    from coach.check import check_two_views
    from coach.reports.json_report import as_json_text
    from coach.reports.terminal import print_report

    report = films[0].report
    if given.second is not None:
        # Marks are the first film's; the second has other times.
        other = replace(options, marks=type(options.marks)())
        films.append(_checked(given.second, other, given, console))
        report = check_two_views(*films)
    _write_files(
        given, films[0], report, options
    )  # first: what is printed may go nowhere
    try:
        if quiet:
            sys.stdout.write(as_json_text(report))
            sys.stdout.flush()
        else:
            print_report(report, console)
    finally:
        if given.annotate:
            _annotate(given, films[0], console)
        if given.keep:
            from coach.cli.keeping import keep_checked

            told = keep_checked(films, report, options, load_kg=given.load_kg)
            console.print(told, highlight=False, soft_wrap=True)
    return JUDGED if report.judged else NOTHING_TO_JUDGE


def _write_files(
    given: argparse.Namespace,
    film: "VideoAnalysis",
    report: "Report",
    options: "Options",
) -> None:
    from coach.reports.csv_dialect import DIALECTS
    from coach.reports.csv_report import write_csv
    from coach.reports.json_report import as_json_text
    from vision.files import write_text

    if given.json and given.json != "-":
        write_text(Path(given.json), as_json_text(report))
    if given.csv:
        write_csv(report, given.csv, DIALECTS[given.csv_dialect or "standard"])
    if given.track:
        from coach.check import as_judged
        from vision.exchange.points_file import write_points

        judged = as_judged(film.track, options)
        write_points(judged, given.track, stature_m=given.height_m)
    if given.html:
        from coach.film.page import write_page

        write_page(film.path, film.track, report, given.html, mirrored=given.mirrored)


def _batch(given: argparse.Namespace) -> int:
    from rich.console import Console

    from coach.batch.command import Batch, run_batch
    from coach.cli.output import plain
    from coach.reports.csv_dialect import DIALECTS

    batch = Batch(
        places=tuple(given.places),
        out=Path(given.out),
        options=_options(given),
        model=given.model,
        annotate=given.annotate,
        html=given.html,
        cluster=given.cluster,
        dialect=DIALECTS[given.csv_dialect or "standard"],
    )
    console = Console()
    outcomes = run_batch(batch, console)
    counts = Counter(outcome.status for outcome in outcomes)
    counted = ", ".join(f"{count} {status}" for status, count in counts.items())
    index = plain(str(batch.out / "index.html"))
    console.print(f"{len(outcomes)} films: {counted}. See {index}.")
    return SOME_FAILED if counts["failed"] else JUDGED


def _options(given: argparse.Namespace) -> "Options":
    from coach.check import Options
    from coach.cli.marks import marks_of
    from coach.cli.refusals import refuse_height
    from vision.people.athlete import ImagePoint
    from vision.tracking.parallel import all_cores

    refuse_height(given.height_m)
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
        athlete=ImagePoint(*given.athlete) if getattr(given, "athlete", None) else None,
        cached=not given.no_cache,
        workers=given.workers or all_cores(),
        speed=given.speed,
        test=getattr(given, "test", None),
        marks=marks_of(given),
    )


def _checked(
    path: Path, options: "Options", given: argparse.Namespace, console: "Console"
) -> "VideoAnalysis":
    from coach.check import check_points, check_video
    from coach.cli.output import say
    from coach.cli.progress import progress_bar
    from exercises.film_words import sentence_on
    from vision.exchange.points_file import is_points_file
    from vision.pose.model import resolve_model

    if is_points_file(path):
        return check_points(path, options, individual=given.individual)
    model = resolve_model(given.model)

    def tell(look: "Preflight") -> None:
        for problem in look.problems:
            say(console, f"[yellow]First look:[/yellow] {sentence_on(problem)}")

    with progress_bar(f"Watching {path.name}", console) as progress:
        return check_video(path, options, model=model, progress=progress, first=tell)


def _annotate(
    given: argparse.Namespace, checked: "VideoAnalysis", console: "Console"
) -> None:
    from coach.cli.progress import progress_bar
    from coach.film.annotate import annotate_video

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
    from coach.cli.doctor import print_findings

    return JUDGED if print_findings() else HamstrongError.exit_code


def _forget(given: argparse.Namespace) -> int:
    from coach.cli.forgetting import ask_and_forget

    ask_and_forget(everything=given.everything, sure=given.yes)
    return JUDGED


def _history(given: argparse.Namespace) -> int:
    from coach.cli.history import run_history

    run_history(given)
    return JUDGED


def _live(given: argparse.Namespace) -> int:
    from coach.cli.live import run_live
    from coach.cli.refusals import refuse_height

    refuse_height(given.height_m)
    return JUDGED if run_live(given) else NOTHING_TO_JUDGE


def _app(given: argparse.Namespace) -> int:
    from coach.web.serve import Serving, as_qr_code, how_to_open, serve_app

    serving = Serving(
        port=given.port, https=given.https, lan=given.lan, hosts=tuple(given.host)
    )
    access = serving.access()
    print(how_to_open(serving, access))  # noqa: T201
    if given.lan and sys.stdout.isatty():
        print(as_qr_code(serving.url(access)))  # noqa: T201
    sys.stdout.flush()
    return serve_app(serving, access, open_browser=not given.no_browser)


if __name__ == "__main__":
    sys.exit(main())
