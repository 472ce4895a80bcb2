"""`hamstrong batch`: find the films, leave out the finished ones, judge, sum up."""

import json
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
from coach.batch.films import films_in, identity_of, left_out
from coach.batch.index import write_index
from coach.batch.judge import Engine, Job, Outcome, Status, run
from coach.batch.summary import row_of, write_summary
from coach.check import Options
from coach.cli.output import plain, say
from hamstrong.errors import VideoError
from vision.files import digest_of, legible, write_text
from vision.tracking.parallel import needed

NAMED: Final = 10
"""Of the files left out, so many are named."""
NAME_DIGITS: Final = 10
"""Of the digest, in the names of results."""


@dataclass(frozen=True, kw_only=True)
class Batch:
    """What is asked of many films.

    Attributes:
        places: Folders, films, addresses.
        out: Where results are written.
        options: What is said of all films; its workers are those of this machine.
        model: A pose model of the user's; None for the built-in one.
        annotate: Whether to write annotated films.
        cluster: Address of a Dask scheduler; None judges on this machine.
    """

    places: tuple[str, ...]
    out: Path
    options: Options
    model: Path | None = None
    annotate: bool = False
    cluster: str | None = None


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
    films = films_in(batch.places)
    if others := left_out(batch.places):
        names = ", ".join(plain(one) for one in others[:NAMED])
        more = f" and {len(others) - NAMED} more" if len(others) > NAMED else ""
        say(console, f"No films by their names, and left out: {names}{more}.")
    if not films:
        raise VideoError(f"There are no films in {', '.join(batch.places)}.")
    outcomes: dict[str, Outcome] = {}
    todo: list[Job] = []
    for film in films:
        try:
            job = _job(film, batch)
        except OSError as error:
            job = Job(film=film, name="", options=batch.options)
            reason = f"{legible(film)} cannot be read ({error.strerror or error})."
            outcomes[film] = Outcome(job=job, status="failed", reason=reason)
            continue
        finished = _finished(job, batch)
        if finished is None:
            todo.append(job)
        else:
            outcomes[film] = finished
    if skipped := sum(outcome.skipped for outcome in outcomes.values()):
        say(console, f"{skipped} of {len(films)} films were finished before.")
    if todo:
        if not _one_by_one(todo, batch):  # a film a process
            one = replace(batch.options, workers=1)
            todo = [replace(job, options=one) for job in todo]
        for outcome in _judged(todo, batch, console):
            outcomes[outcome.job.film] = outcome
            _write(outcome, batch)
    _sum_up([outcomes[film] for film in films], batch)
    return [outcomes[film] for film in films]


def _job(film: str, batch: Batch) -> Job:
    """Return the job of a film; its name says what was judged, and how."""
    told = batch.options
    said = (told.exercise, told.side, told.load, told.height_m, told.mirrored)
    slowed = "" if told.speed is None else f" {told.speed}"
    how = f"{said}{slowed} {told.limits} {batch.model and digest_of(batch.model)}"
    identity = identity_of(film)
    digits = _digits(f"{identity} {how}")
    stem = re.sub(r"[^\w.-]+", "_", Path(film).stem)[:60]
    name = f"{stem}-{digits}"
    return Job(
        film=film,
        name=name,
        options=told,
        model=batch.model,
        annotated=batch.out / "films" / f"{name}.mp4" if batch.annotate else None,
    )


def _digits(text: str) -> str:
    from hashlib import blake2b

    return blake2b(text.encode()).hexdigest()[:NAME_DIGITS]


def _finished(job: Job, batch: Batch) -> Outcome | None:
    """Return what an earlier run made of a film, if all that is asked is there."""
    if job.annotated is not None and not job.annotated.is_file():
        return None
    try:
        text = _report(job, batch).read_text(encoding="utf-8")
        found = json.loads(text)
        judged = any(found[key] for key in ("reps", "holds", "bouts", "attempts"))
    except (OSError, ValueError, KeyError):
        return None
    status: Status = "judged" if judged else "not judged"
    return Outcome(job=job, status=status, report=text, skipped=True)


def _report(job: Job, batch: Batch) -> Path:
    return batch.out / "reports" / f"{job.name}.json"


def _write(outcome: Outcome, batch: Batch) -> None:
    if outcome.report:
        write_text(_report(outcome.job, batch), outcome.report)


def _sum_up(outcomes: Sequence[Outcome], batch: Batch) -> None:
    rows = [row_of(outcome) for outcome in outcomes]
    write_summary(rows, batch.out)
    write_index(rows, batch.out)


def _judged(jobs: Sequence[Job], batch: Batch, console: Console) -> Iterator[Outcome]:
    """Yield outcomes as they come, with a bar."""
    with _bar(console) as bar, _engine(jobs, batch, bar) as engine:
        task = bar.add_task("Judging", total=len(jobs))
        failed = 0
        for outcome in run(jobs, engine, bar.refresh):
            if outcome.status == "failed":
                failed += 1
                what = plain(f"{outcome.job.film}: {outcome.reason}")
                say(bar.console, f"[red]failed[/red] {what}")
            told = f"Judging, {failed} failed" if failed else "Judging"
            bar.update(task, advance=1, description=told)
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
