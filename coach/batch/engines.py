"""What films are judged on: this machine's cores, or a cluster's workers."""

from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any, Final, cast

from coach.batch.judge import Engine, Job, Outcome, judge_film
from hamstrong.errors import MissingLibraryError, NetworkError
from vision.tracking.parallel import processes
from vision.tracking.track_video import Progress

AHEAD: Final = 2
"""Films given to a cluster for each of its threads, so that none waits for the next."""
CONNECT_S: Final = 20


class SerialEngine:
    """Judges in this process, one film after another, each on all cores."""

    at_once = 1
    isolates_crashes = True

    def __init__(self, progress: Progress) -> None:
        """Take note of whom to tell.

        Args:
            progress: Called now and then with a film's frames done and expected.
        """
        self._progress = progress

    def submit(self, job: Job) -> Future[Outcome]:
        """Judge a film now."""
        future: Future[Outcome] = Future()
        future.set_result(judge_film(job, self._progress))
        return future


class CoresEngine:
    """Judges in a process a core, each one film after another.

    When one is killed, loky lets the others end, too.
    """

    isolates_crashes = False

    def __init__(self, workers: int) -> None:
        """Take note of how many.

        Args:
            workers: So many processes.
        """
        self.at_once = workers

    def submit(self, job: Job) -> Future[Outcome]:
        """Give a film to a process; a new one if the last was killed."""
        return cast(Future[Outcome], processes(self.at_once).submit(judge_film, job))

    def stop(self) -> None:
        """End the processes, whatever they are doing."""
        processes(self.at_once).shutdown(wait=False, kill_workers=True)


class ClusterEngine:
    """Judges on the workers of a Dask scheduler, through its executor's face.

    Dask moves what a lost worker was doing to others by itself, and gives up a film
    that has taken three of them down (its `allowed-failures`).
    """

    isolates_crashes = True

    def __init__(self, client: Any) -> None:
        """Use a connected client.

        Args:
            client: A `distributed.Client`.
        """
        self._client = client
        self._executor = client.get_executor(pure=False)

    @property
    def at_once(self) -> int:
        """Workers may come and go while films are judged."""
        threads = sum(self._client.nthreads().values())
        return max(1, AHEAD * threads)

    def submit(self, job: Job) -> Future[Outcome]:
        """Give a film to the cluster."""
        return cast(Future[Outcome], self._executor.submit(judge_film, job))


@contextmanager
def cluster(address: str) -> Iterator[Engine]:
    """Connect to a Dask scheduler.

    Args:
        address: Such as `tcp://host:8786`.

    Raises:
        NetworkError: It cannot be reached, or has no workers.
        MissingLibraryError: Dask is not installed.
    """
    try:
        import distributed
    except ImportError as error:
        raise MissingLibraryError(
            "A cluster needs Dask, which is not installed. Install '.[cluster]'."
        ) from error
    try:
        client = distributed.Client(address, timeout=CONNECT_S)
    except (OSError, TimeoutError, ValueError) as error:
        raise NetworkError(
            f"No Dask scheduler answers at {address} ({error}). Start one with "
            "`dask scheduler`, and workers with `dask worker --nthreads 1`."
        ) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=CONNECT_S)
        except TimeoutError as error:
            raise NetworkError(
                f"The scheduler at {address} has no workers. Start some with "
                "`dask worker --nthreads 1 ADDRESS`."
            ) from error
        yield ClusterEngine(client)
