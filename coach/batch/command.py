"""`hamstrong batch`: find the films, leave out the finished ones, judge, sum up."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bar

from coach.batch.engines import CoresEngine, SerialEngine, cluster
from coach.batch.films import Found, identity_of, look_in
from coach.batch.finished import finished
from coach.batch.index import write_index
from coach.batch.judge import Engine, Job, Outcome, run
from coach.batch.summary import row_of, write_summary
from coach.check import Options
from coach.cli.output import plain, say
from coach.reports.csv_dialect import STANDARD, CsvDialect
from hamstrong.errors import HamstrongError, VideoError
from vision.files import digest_of, write_text
from vision.pose.model import resolve_model
from vision.tracking.parallel import needed

NAMED: Final = 10
"""Of the files left out, so many are named."""
NAME_DIGITS: Final = 10
"""Of the digest, in the names of results."""
LONGEST_BYTES: Final = 200
"""Of a film's name, in the names of results: disks take names of 255 bytes."""


@dataclass(frozen=True, kw_only=True)
class Batch:
    """What is asked of many films.

    Attributes:
        places: Folders, films, addresses.
        out: Where results are written.
        options: What is said of all films; its workers are those of this machine.
        model: A pose model of the user's; None for the built-in one.
        annotate: Whether to write annotated films.
        html: Whether to write each report as a page to print.
        cluster: Address of a Dask scheduler; None judges on this machine.
        dialect: Of the summary's CSV.
    """

    places: tuple[str, ...]
    out: Path
    options: Options
    model: Path | None = None
    annotate: bool = False
    html: bool = False
    cluster: str | None = None
    dialect: CsvDialect = STANDARD


def run_batch(batch: Batch, console: Console) -> list[Outcome]:
    """Judge what is not finished and write reports, summary and index.

    Args:
        batch: What is asked.
        console: Where progress and failures are told.

    Returns:
        The outcomes in the films' order, those found finished among them.

    Raises:
        VideoError: There are no films.
        OutputError: Results cannot be written.
        NetworkError: The cluster cannot be reached.
    """
    found = look_in(batch.places)
    _tell_left_out(found, console)
    if not found.films:
        raise VideoError(f"There are no films in {', '.join(batch.places)}.")
    jobs, outcomes = _jobs(found.films, batch)
    for outcome in outcomes.values():
        _say_failed(outcome, console)
    todo: dict[str, list[Job]] = {}  # by name: copies of a film are judged once
    for film, job in jobs.items():
        if earlier := finished(job, _report(job, batch)):
            outcomes[film] = earlier
        else:
            todo.setdefault(job.name, []).append(job)
    if skipped := sum(outcome.skipped for outcome in outcomes.values()):
        say(console, f"{skipped} of {len(found.films)} films were finished before.")
    for outcome in _judged([copies[0] for copies in todo.values()], batch, console):
        _write(outcome, batch)
        for job in todo[outcome.job.name]:
            outcomes[job.film] = replace(outcome, job=job)
    ordered = [outcomes[film] for film in found.films if film in outcomes]
    _sum_up(ordered, batch)
    return ordered


def _tell_left_out(found: Found, console: Console) -> None:
    for names, why in (
        (found.others, "No films by their names, and left out"),
        (found.unread, "Cannot be read, and left out"),
    ):
        if names:
            named = ", ".join(plain(one) for one in names[:NAMED])
            more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
            say(console, f"{why}: {named}{more}.")


def _say_failed(outcome: Outcome, console: Console) -> None:
    what = plain(f"{outcome.job.film}: {outcome.reason}")
    say(console, f"[red]failed[/red] {what}")


def _jobs(
    films: Sequence[str], batch: Batch
) -> tuple[dict[str, Job], dict[str, Outcome]]:
    """Return the jobs of films, and what became of those that cannot be read.

    What an earlier run annotated and left without its report is neither.
    """
    model = digest_of(resolve_model(batch.model).path) if batch.model else None
    jobs: dict[str, Job] = {}
    refused: dict[str, Outcome] = {}
    for film in films:
        try:
            jobs[film] = _job(film, batch, model)
        except (HamstrongError, OSError) as error:
            job = Job(film=film, name="", options=batch.options)
            refused[film] = Outcome(job=job, status="failed", reason=_why(film, error))
    written = {_annotated(job.name, batch).resolve() for job in jobs.values()}
    ours = {film for film in jobs if Path(film).resolve() in written}
    return {film: jobs[film] for film in jobs if film not in ours}, refused


def _why(film: str, error: Exception) -> str:
    if isinstance(error, OSError) and not isinstance(error, HamstrongError):
        return f"{film} cannot be read ({error.strerror or error})."
    return str(error)


def _job(film: str, batch: Batch, model: str | None) -> Job:
    """Return the job of a film; its name says what was judged, and how."""
    given = batch.options
    said = (given.exercise, given.side, given.load, given.height_m, given.mirrored)
    slowed = "" if given.speed is None else f" {given.speed}"
    how = f"{said}{slowed} {given.limits} {model}"
    identity = identity_of(film)
    digits = _digits(f"{identity} {how}")
    stem = re.sub(r"[^\w.-]+", "_", Path(film).stem)[:60]
    stem = stem.encode()[:LONGEST_BYTES].decode(errors="ignore")
    name = f"{stem}-{digits}"
    return Job(
        film=film,
        name=name,
        options=given,
        model=batch.model,
        annotated=_annotated(name, batch) if batch.annotate else None,
        page=batch.out / "pages" / f"{name}.html" if batch.html else None,
        picture=batch.out / "pictures" / f"{name}.jpg",
    )


def _annotated(name: str, batch: Batch) -> Path:
    return batch.out / "films" / f"{name}.mp4"


def _digits(text: str) -> str:
    from hashlib import blake2b

    return blake2b(text.encode()).hexdigest()[:NAME_DIGITS]


def _report(job: Job, batch: Batch) -> Path:
    return batch.out / "reports" / f"{job.name}.json"


def _write(outcome: Outcome, batch: Batch) -> None:
    if outcome.report:
        write_text(_report(outcome.job, batch), outcome.report)


def _sum_up(outcomes: Sequence[Outcome], batch: Batch) -> None:
    rows = [row_of(outcome) for outcome in outcomes]
    write_summary(rows, batch.out, batch.dialect)
    write_index(rows, batch.out)


def _judged(jobs: Sequence[Job], batch: Batch, console: Console) -> Iterator[Outcome]:
    """Yield outcomes as they come, with a bar."""
    if not jobs:
        return
    if not _one_by_one(jobs, batch):  # a film a process
        one = replace(batch.options, workers=1)
        jobs = [replace(job, options=one) for job in jobs]
    with _bar(console) as bar, _engine(jobs, batch, bar) as engine:
        task = bar.add_task("Judging", total=len(jobs))
        failed = 0
        for outcome in run(jobs, engine, bar.refresh):
            if outcome.status == "failed":
                failed += 1
                _say_failed(outcome, bar.console)
            options = f"Judging, {failed} failed" if failed else "Judging"
            bar.update(task, advance=1, description=options)
            yield outcome


@contextmanager
def _engine(jobs: Sequence[Job], batch: Batch, bar: Bar) -> Iterator[Engine]:
    """Choose what to judge on: a film a core, or all cores on each of few films."""
    workers = batch.options.workers
    if batch.cluster is not None:
        with cluster(batch.cluster) as engine:
            yield engine
    elif _one_by_one(jobs, batch):
        task = bar.add_task("Its frames", total=None)
        with needed():  # the same ones for all films
            yield SerialEngine(
                lambda done, expected: bar.update(
                    task, completed=done, total=expected or None
                )
            )
    else:
        engine = CoresEngine(workers)
        try:
            yield engine
        except BaseException:
            engine.stop()
            raise


def _one_by_one(jobs: Sequence[Job], batch: Batch) -> bool:
    """Whether there are fewer films than cores, so that each gets all of them."""
    workers = batch.options.workers
    return batch.cluster is None and (len(jobs) < workers or workers == 1)


def _bar(console: Console) -> Bar:
    return Bar(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(compact=True),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
