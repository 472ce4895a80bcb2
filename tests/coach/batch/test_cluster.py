"""The same batch on a cluster: real workers in processes of their own."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import distributed
import fsspec
import pytest
from rich.console import Console

from coach.batch.command import Batch, run_batch
from coach.batch.engines import cluster
from coach.batch.films import identity_of, local_copy, look_in
from coach.check import Options
from hamstrong.errors import MissingLibraryError, NetworkError, VideoError
from tests.conftest import SAMPLES

QUIET = Console(quiet=True)
FILMS = tuple(
    str(SAMPLES / f"none_{name}.mp4") for name in ("camera_set_up", "standing")
)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A scheduler with two workers, each a process with one thread."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as workers:
        yield workers.scheduler_address


@pytest.fixture
def store() -> Iterator[str]:
    """An object store in memory, with a film and a note."""
    address = "memory://bucket/films"
    files = fsspec.filesystem("memory")
    files.put(FILMS[0], "/bucket/films/set.mp4")
    files.pipe("/bucket/films/notes.txt", b"no film")
    yield address
    files.rm("/bucket", recursive=True)


@pytest.mark.sweep
@pytest.mark.filterwarnings("ignore")  # Dask's own, about the worker that was killed
def test_a_worker_killed_in_the_middle_loses_nothing(
    address: str, tmp_path: Path
) -> None:
    busy: list[int] = []

    def kill() -> None:
        with distributed.Client(address, set_as_default=False) as client:
            pids = client.run(os.getpid)
            while not (
                at_work := [w for w, jobs in client.processing().items() if jobs]
            ):
                time.sleep(0.1)
        time.sleep(1)  # it is looking at a film by then
        busy.append(pids[at_work[0]])
        os.kill(busy[0], signal.SIGKILL)

    threading.Thread(target=kill, daemon=True).start()
    batch = Batch(
        places=(*FILMS, str(SAMPLES / "none_walking.mp4")),
        out=tmp_path,
        options=Options(cached=False),
        cluster=address,
    )
    outcomes = run_batch(batch, QUIET)
    with distributed.Client(address) as client:
        assert busy[0] not in client.run(os.getpid).values()
    assert [one.status for one in outcomes] == ["not judged"] * 3
    assert len(list((tmp_path / "reports").glob("*.json"))) == 3


@pytest.mark.filterwarnings("ignore")
def test_a_bad_film_fails_with_its_own_sentence_on_a_cluster_too(
    address: str, tmp_path: Path
) -> None:
    rubbish = tmp_path / "rubbish.mp4"
    rubbish.write_bytes(b"rubbish")
    batch = Batch(
        places=(str(rubbish), FILMS[0]),
        out=tmp_path / "out",
        options=Options(),
        cluster=address,
    )
    bad, good = run_batch(batch, QUIET)
    assert (bad.status, good.status) == ("failed", "not judged")
    assert "not a video" in bad.reason


def test_a_scheduler_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.batch.engines.CONNECT_S", 1)
    with (
        pytest.raises(NetworkError, match="No Dask scheduler"),
        cluster("tcp://127.0.0.1:9"),
    ):
        pass


def test_films_of_an_object_store_are_found_and_fetched(store: str) -> None:
    (film,) = look_in([store]).films
    assert film == "memory:///bucket/films/set.mp4"
    with local_copy(film) as path:
        assert path.read_bytes() == Path(FILMS[0]).read_bytes()
    assert not path.exists()


def test_a_film_of_a_store_is_known_by_its_content(store: str) -> None:
    (film,) = look_in([store]).films
    before = identity_of(film)
    assert identity_of(film) == before
    fsspec.filesystem("memory").put(FILMS[1], "/bucket/films/set.mp4")
    assert identity_of(film) != before


def test_a_film_of_a_store_is_judged_and_not_again(store: str, tmp_path: Path) -> None:
    batch = Batch(places=(store,), out=tmp_path, options=Options())
    (first,) = run_batch(batch, QUIET)
    assert first.status == "not judged"
    (again,) = run_batch(batch, QUIET)
    assert again.skipped


@pytest.mark.parametrize(
    ("place", "error"),
    [
        ("s3://bucket/films", MissingLibraryError),
        ("nonsense://bucket", VideoError),
        ("memory://empty", VideoError),
    ],
)
def test_a_store_that_cannot_be_used_is_told(
    place: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        look_in([place])
