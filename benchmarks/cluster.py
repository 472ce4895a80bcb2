"""What a cluster adds, and where its scheduler becomes the limit.

    uv run python -m benchmarks.cluster [--films 8]

On a local cluster of separate processes: films a minute with one worker and with one a
core; and how many jobs and results, of a real report's size, go through one scheduler
and one client when judging takes no time at all. The rest of docs/many_films.md is
arithmetic on these.
"""

import argparse
import os
import tempfile
import time
from concurrent.futures import Future
from pathlib import Path
from typing import Final, cast

import distributed
from rich.console import Console
from rich.table import Table

from benchmarks.truth import SAMPLES
from coach.batch.command import Batch, run_batch
from coach.batch.engines import ClusterEngine
from coach.batch.judge import Job, Outcome, judge_film, run
from coach.check import Options

JOBS: Final = 2000
CLIP: Final = SAMPLES / "deadlift_good_left.mp4"


class InstantEngine(ClusterEngine):
    """A cluster whose workers know the answer."""

    def __init__(self, client: distributed.Client, answer: Outcome) -> None:
        """Give every job the same answer."""
        super().__init__(client)
        self._answer = answer

    def submit(self, job: Job) -> Future[Outcome]:
        """Send a job, and let its worker send the answer."""
        sent = self._executor.submit(_same, job, self._answer)
        return cast(Future[Outcome], sent)


def _same(_job: Job, answer: Outcome) -> Outcome:
    return answer


def films_a_minute(films: list[str], workers: int) -> float:
    """Return how many films a local cluster judges in a minute."""
    with (
        tempfile.TemporaryDirectory() as folder,
        distributed.LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            dashboard_address=None,
        ) as cluster,
    ):
        warm = Batch(
            places=tuple(films[:workers]),
            out=Path(folder) / "warm",
            options=Options(cached=False),
            cluster=cluster.scheduler_address,
        )
        run_batch(warm, Console(quiet=True))
        asked = Batch(
            places=tuple(films),
            out=Path(folder) / "out",
            options=Options(cached=False),
            cluster=cluster.scheduler_address,
        )
        started_s = time.perf_counter()
        run_batch(asked, Console(quiet=True))
        return 60 * len(films) / (time.perf_counter() - started_s)


def jobs_a_second() -> tuple[float, float]:
    """Return jobs a second through scheduler and client, and a report's kilobytes."""
    job = Job(film=str(CLIP), name="job", options=Options())
    answer = judge_film(job)
    with (
        distributed.LocalCluster(
            n_workers=os.cpu_count(),
            threads_per_worker=1,
            processes=True,
            dashboard_address=None,
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        engine = InstantEngine(client, answer)
        started_s = time.perf_counter()
        count = sum(1 for _ in run([job] * JOBS, engine))
        return count / (time.perf_counter() - started_s), len(answer.report) / 1024


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--films", type=int, default=8)
    given = parser.parse_args()
    films = [str(film) for film in sorted(SAMPLES.glob("deadlift*.mp4"))[: given.films]]
    table = Table("what", "measured")
    for workers in sorted({1, os.cpu_count() or 1}):
        rate = films_a_minute(films, workers)
        table.add_row(f"films a minute, {workers} workers", f"{rate:.1f}")
    rate, size_kb = jobs_a_second()
    table.add_row("jobs a second through one scheduler", f"{rate:.0f}")
    table.add_row("a report", f"{size_kb:.0f} kB")
    Console(width=90).print(table)


if __name__ == "__main__":
    main()
