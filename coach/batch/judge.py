"""Many films, one after another on each core, or each worker of a cluster.

Nothing one film does stops the others: what is wrong with it becomes its outcome, and
where it takes its process down, it is tried once more, alone. What is finished is
known by the film's content and is not done again.
"""

import logging
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal, Protocol

from coach.batch.films import is_remote, local_copy
from coach.check import Options, VideoAnalysis, check_video
from coach.film.annotate import annotate_video
from coach.film.page import write_page
from coach.film.thumbnail import write_thumbnail
from coach.reports.json_report import as_json_text
from hamstrong.errors import HamstrongError
from vision.files import legible
from vision.pose.model import PoseModel, resolve_model
from vision.tracking.track_video import Progress
from vision.video.recorded import recorded_at

Status = Literal["judged", "not judged", "failed"]
MAX_SOLO_RETRIES: Final = 2
"""A film that takes its process down so often, alone, is given up."""
LOOK_S: Final = 0.2
_log = logging.getLogger(f"hamstrong.{__name__}")


@dataclass(frozen=True, kw_only=True)
class Job:
    """One film to judge.

    Attributes:
        film: A path or an address.
        name: What its results are called: its own name and a part of its digest.
        options: What is said about all films.
        model: A pose model of the user's; None for the built-in one.
        annotated: Where to write the annotated film; None writes none.
        page: Where to write the report as a page to print; None writes none.
        picture: Where to write a small picture of the film; None writes none.
    """

    film: str
    name: str
    options: Options
    model: Path | None = None
    annotated: Path | None = None
    page: Path | None = None
    picture: Path | None = None


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one film.

    Attributes:
        job: The film.
        status: Whether there is a verdict.
        report: The report as JSON text; empty where the film failed.
        reason: Why it failed.
        took_s: How long it took.
        skipped: Whether it was found finished.
        recorded: When the film was recorded, ISO 8601; "" where its file does not say.
    """

    job: Job
    status: Status
    report: str = ""
    reason: str = ""
    took_s: float = 0.0
    skipped: bool = False
    recorded: str = ""


class Engine(Protocol):
    """Something that runs jobs, several at a time."""

    @property
    def at_once(self) -> int:
        """So many jobs may be given to it."""

    @property
    def isolates_crashes(self) -> bool:
        """Whether a job that fails has taken its process down itself."""

    def submit(self, job: Job) -> Future[Outcome]:
        """Begin a job."""


def judge_film(job: Job, progress: Progress | None = None) -> Outcome:
    """Judge one film, in whatever process; never raises for what a film does.

    Args:
        job: The film.
        progress: Called now and then with frames done and expected.
    """
    started_s = time.monotonic()
    status: Status = "failed"
    report, reason, recorded = "", "", ""
    try:
        with local_copy(job.film) as path:
            checked = check_video(
                path, job.options, model=_model(job.model), progress=progress
            )
            recorded = recorded_words(path)
            _write_beside(job, path, checked)
        report = as_json_text(checked.report)
        status = "judged" if checked.report.judged else "not judged"
    except HamstrongError as error:
        reason = str(error)
    except Exception as error:  # noqa: BLE001 - one film stops no other
        if isinstance(error, OSError) and _is_gone(job.film):
            reason = f"{job.film} is not there any more. Check the path."
            return Outcome(job=job, status="failed", reason=reason)
        _log.exception("%s", legible(job.film))
        reason = (
            f"A fault of Hamstrong's own ({type(error).__name__}: {error}). Please "
            "report it with the film's first seconds."
        )
    took_s = time.monotonic() - started_s
    return Outcome(
        job=job,
        status=status,
        report=report,
        reason=reason,
        took_s=took_s,
        recorded=recorded,
    )


def recorded_words(film: Path) -> str:
    """Return when a film was recorded as ISO 8601; "" where its file does not say."""
    found = recorded_at(film)
    return found.isoformat(timespec="seconds") if found else ""


def _write_beside(job: Job, film: Path, checked: VideoAnalysis) -> None:
    """Write what is asked for beside the report."""
    for write, out in (
        (annotate_video, job.annotated),
        (write_page, job.page),
        (write_thumbnail, job.picture),
    ):
        if out is not None:
            write(
                film,
                checked.track,
                checked.report,
                out,
                mirrored=job.options.mirrored,
            )


def _is_gone(film: str) -> bool:
    return not is_remote(film) and not Path(film).exists()


def run(
    jobs: Sequence[Job], engine: Engine, waits: Callable[[], None] = lambda: None
) -> Iterator[Outcome]:
    """Run jobs and yield their outcomes as they come.

    Args:
        jobs: The films.
        engine: Where they run.
        waits: Called now and then while nothing happens.
    """
    ahead = deque(jobs)
    suspects: deque[tuple[Job, int]] = deque()
    running: dict[Future[Outcome], tuple[Job, int]] = {}
    while ahead or suspects or running:
        while ahead and len(running) < engine.at_once:
            job = ahead.popleft()
            running[engine.submit(job)] = (job, 0)
        if suspects and not running:  # one at a time: then the guilty one is known
            job, deaths = suspects.popleft()
            running[engine.submit(job)] = (job, deaths + 1)
        done, _ = wait(running, timeout=LOOK_S, return_when=FIRST_COMPLETED)
        waits()
        for future in done:
            job, deaths = running.pop(future)
            try:
                yield future.result()
            except (Exception, CancelledError) as error:  # noqa: BLE001 - any engine's
                _log.warning("%s: its process died (%s)", legible(job.film), error)
                if engine.isolates_crashes or deaths >= MAX_SOLO_RETRIES:
                    yield Outcome(job=job, status="failed", reason=_died(error))
                else:
                    suspects.append((job, deaths))


def _died(error: BaseException) -> str:
    return (
        f"The process that judged it died ({type(error).__name__}). It may have run "
        "out of memory: try it alone with `hamstrong check`."
    )


@cache
def _model(path: Path | None) -> PoseModel:
    """Return the pose model, looked for once in each process."""
    return resolve_model(path)
