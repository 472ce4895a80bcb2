"""`hamstrong live`: a session in a window, each of its sets kept as it ends."""

import argparse
from collections.abc import Callable

from rich.console import Console

from coach.cli.keeping import keeper
from coach.cli.output import plain, say
from coach.live.camera_feed import CameraFeed
from coach.live.session import LiveSession, LiveSettings
from coach.live.state import FinishedSet
from coach.live.window import run_in_window
from coach.reports.terminal import print_report
from exercises.report import Report


def run_live(given: argparse.Namespace) -> bool:
    """Run a session and print its reports; return whether a set was judged.

    Raises:
        CameraError: There is no window or no camera, or the camera stopped.
    """
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

    keep: Callable[[FinishedSet], None] | None = None
    if not given.no_keep:
        keep = keeper(settings, lambda text: say(console, plain(text)))
    reports: list[Report] = []

    def take(done: FinishedSet) -> None:
        reports.append(done.report)
        if keep is not None:
            keep(done)

    run_in_window(
        lambda: CameraFeed(
            LiveSession(settings), given.camera, mirrored=not given.not_mirrored
        ),
        say=console.print,
        keep=take,
    )
    for report in reports:
        print_report(report, console)
    return any(report.judged for report in reports)
