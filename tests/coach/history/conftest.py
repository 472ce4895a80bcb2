"""A history in each kind of database, and a set to keep in it."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.engine import URL

from coach.check import Options, VideoAnalysis
from coach.history.history import History
from coach.history.kept import NewSet, Recording
from coach.history.rows import new_id

MakeSet = Callable[..., NewSet]
POSTGRES = os.environ.get("HAMSTRONG_TEST_POSTGRES", "")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[URL]:
    """Return an address of a new, empty database."""
    if request.param == "sqlite":
        yield URL.create("sqlite", database=str(tmp_path / "history.sqlite"))
        return
    if not POSTGRES:
        pytest.skip("no PostgreSQL here (.ci/postgres starts one)")
    name = f"history_{new_id()}"
    server = create_engine(POSTGRES, isolation_level="AUTOCOMMIT")
    with server.connect() as admin:
        admin.execute(text(f"CREATE DATABASE {name}"))
        yield make_url(POSTGRES).set(database=name)
        admin.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


@pytest.fixture
def history(url: URL, tmp_path: Path) -> Iterator[History]:
    opened = History(url, tmp_path / "films")
    yield opened
    opened.close()


@pytest.fixture
def make_set(check_sample: Callable[..., VideoAnalysis]) -> MakeSet:
    """Return what makes a judged set of a sample film, as if it had been checked."""

    def make(
        clip: str = "deadlift_not_tall", options: Options | None = None, **more: object
    ) -> NewSet:
        analysis = check_sample(clip)
        recording = Recording(
            name=f"{clip}.mp4",
            digest=clip,
            track=analysis.track,
            options=options or Options(),
        )
        given: dict[str, object] = {
            "id": new_id(), "origin": "film", "title": clip,
            "report": analysis.report, "recordings": (recording,),
        }  # fmt: skip
        return NewSet(**(given | more))  # type: ignore[arg-type]

    return make
