"""What cannot be done is said before the long work."""

import argparse
from pathlib import Path

from hamstrong.errors import HistoryError, LimitsError, OutputError, TrackError
from vision.exchange.points_file import is_points_file, refuse_angles, refuse_ending
from vision.files import refuse_unwritable
from vision.video.probe import probe


def refuse_height(height_m: float | None) -> None:
    """Refuse what is no height of a grown person, in metres.

    Raises:
        LimitsError: With what would be one.
    """
    if height_m is not None and not 1.0 <= height_m <= 2.5:
        raise LimitsError(
            f"A height of {height_m:g} m is not a grown person's. Give metres, such as "
            "--height-m 1.75."
        )


def refuse_early(given: argparse.Namespace) -> None:
    """Say what is impossible before minutes are spent on tracking.

    Raises:
        HamstrongError: With a sentence on it.
    """
    if given.test is not None and given.exercise != "auto":
        from exercises.registry import clinical_test_of

        clinical_test_of(given.test, given.exercise)
    if given.keep:
        from coach.cli.keeping import refuse_closed_history

        refuse_closed_history()
    elif given.load_kg is not None:
        raise HistoryError("--load-kg is kept with the set: give --keep as well.")
    read = [path for path in (given.video, given.second) if path is not None]
    for path in read:
        refuse_angles(path)
        if not is_points_file(path):
            probe(path)
    _refuse_for_points(given, read)
    read += [path for path in (given.limits, given.model) if path is not None]
    json_path = Path(given.json) if given.json not in (None, "-") else None
    written = [
        path
        for path in (given.annotate, json_path, given.html, given.track)
        if path is not None
    ]
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
    _refuse_paper(given)
    _refuse_tables(given)


def _refuse_paper(given: argparse.Namespace) -> None:
    if given.html is not None and given.html.suffix.lower() == ".pdf":
        from coach.reports.html.paper import refuse_without_pdf

        refuse_without_pdf()


def _refuse_for_points(given: argparse.Namespace, read: list[Path]) -> None:
    """Refuse what a file of points cannot do, and what only one can."""
    points = [path for path in read if is_points_file(path)]
    if given.track is not None:
        refuse_ending(given.track)
    if given.individual is not None and not points:
        raise TrackError(
            "--individual is about files of points. In a film, point at the athlete: "
            "--athlete X,Y."
        )
    for option in ("annotate", "athlete", "model"):
        if points and getattr(given, option) is not None:
            raise TrackError(
                f"{points[0].name} holds points and no pictures, so --{option} cannot "
                "be done. Check the film itself, or leave it out."
            )


def _refuse_tables(given: argparse.Namespace) -> None:
    if given.csv_dialect is not None and given.csv is None:
        raise OutputError("--csv-dialect is about tables: give --csv FOLDER as well.")
    if given.csv is not None and given.csv.exists() and not given.csv.is_dir():
        raise OutputError(f"Cannot write tables to {given.csv}: it is a file.")
