"""A report of an earlier run is an answer only where it is whole and of our schema."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from coach.batch.command import Batch, run_batch
from coach.batch.finished import LARGEST_BYTES, finished
from coach.batch.judge import Job, Outcome
from coach.check import Options
from coach.reports.json_report import SCHEMA, as_json
from tests.reports import EVERY, report
from tests.videos import write_video

JOB = Job(film="film.mp4", name="film-0", options=Options())
GOOD = as_json(report(EVERY[-1]))


def read(folder: Path, text: str) -> Outcome | None:
    path = folder / "reports" / "film-0.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return finished(JOB, path)


def changed(**fields: Any) -> str:
    return json.dumps(GOOD | fields)


@pytest.mark.parametrize("exercise", EVERY)
def test_a_whole_report_is_an_answer(exercise: str, tmp_path: Path) -> None:
    outcome = read(tmp_path, json.dumps(as_json(report(exercise))))
    assert outcome is not None
    assert (outcome.status, outcome.skipped) == ("judged", True)


DAMAGED = {
    "empty": "",
    "cut off": json.dumps(GOOD)[:-200],
    "no object": json.dumps([GOOD]),
    "a number": "5",
    "nothing": "null",
    "a text with the words": '"reps holds bouts attempts schema"',
    "an empty object": "{}",
    "deep": "[" * 100_000 + "]" * 100_000,
    "deep within": changed(notes=[]).replace('"notes": []', '"notes": ' + "[" * 99_999),
    "counts for lists": changed(reps=4, holds=0, bouts=0, attempts=0),
    "no score": changed(score=None),
    "a score in words": changed(score=GOOD["score"] | {"value": "high"}),
    "half a score": changed(score=GOOD["score"] | {"low": None}),
    "a score that is no number": changed(score=GOOD["score"] | {"value": float("nan")}),
    "a boundless score": changed(score=GOOD["score"] | {"value": float("inf")}),
    "a list for a name": changed(exercise=[1]),
    "notes that are none": changed(notes=[1, 2]),
    "far too many frames": changed(source=GOOD["source"] | {"frames": 10**30}),
    "yes for a number": changed(source=GOOD["source"] | {"frames": True}),
    "faults that are none": changed(faults=[1]),
    "an older schema": changed(schema=SCHEMA - 1),
    "a newer schema": changed(schema=SCHEMA + 1),
    "no schema": json.dumps({k: v for k, v in GOOD.items() if k != "schema"}),
}  # fmt: skip


@pytest.mark.parametrize("text", DAMAGED.values(), ids=DAMAGED.keys())
def test_a_damaged_or_foreign_report_is_none(text: str, tmp_path: Path) -> None:
    assert read(tmp_path, text) is None


def test_bytes_that_are_no_text_folders_pipes_and_huge_files_are_none(
    tmp_path: Path,
) -> None:
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe" + json.dumps(GOOD).encode())
    (tmp_path / "folder.json").mkdir()
    os.mkfifo(tmp_path / "pipe.json")
    (tmp_path / "huge.json").write_text(json.dumps(GOOD))
    os.truncate(tmp_path / "huge.json", LARGEST_BYTES + 1)
    for path in tmp_path.iterdir():
        assert finished(JOB, path) is None


@pytest.mark.parametrize("text", ["[]", "[" * 100_000, '{"schema": 1}', changed()[:99]])
def test_a_film_with_a_damaged_report_is_judged_anew_and_the_summary_is_whole(
    text: str, tmp_path: Path
) -> None:
    film = write_video(tmp_path / "room.mp4", [index / 30 for index in range(12)])
    asked = Batch(places=(str(film),), out=tmp_path / "out", options=Options(workers=1))
    quiet = Console(quiet=True)
    run_batch(asked, quiet)
    (kept,) = (tmp_path / "out" / "reports").iterdir()
    whole = kept.read_text()
    kept.write_text(text)
    (outcome,) = run_batch(asked, quiet)
    assert (outcome.status, outcome.skipped) == ("not judged", False)
    assert kept.read_text() == whole
    (outcome,) = run_batch(asked, quiet)
    assert outcome.skipped


def test_signs_that_no_file_takes_in_an_old_report_stop_no_summary(
    tmp_path: Path,
) -> None:
    film = write_video(tmp_path / "room.mp4", [index / 30 for index in range(12)])
    asked = Batch(places=(str(film),), out=tmp_path / "out", options=Options(workers=1))
    run_batch(asked, Console(quiet=True))
    (kept,) = (tmp_path / "out" / "reports").iterdir()
    kept.write_text(
        json.dumps(json.loads(kept.read_text()) | {"notes": ["\ud800\x1b"]})
    )
    run_batch(asked, Console(quiet=True))
    table = (tmp_path / "out" / "summary.csv").read_text(encoding="utf-8")
    assert "\ufffd\\x1b" in table


def test_a_page_that_is_not_there_is_written(tmp_path: Path) -> None:
    job = Job(
        film="film.mp4", name="film-0", options=Options(),
        page=tmp_path / "film-0.html",
    )  # fmt: skip
    path = tmp_path / "film-0.json"
    path.write_text(json.dumps(GOOD))
    assert finished(job, path) is None
    (tmp_path / "film-0.html").write_text("a page")
    assert finished(job, path) is not None


def test_an_empty_annotated_film_is_no_answer(tmp_path: Path) -> None:
    job = Job(
        film="film.mp4", name="film-0", options=Options(),
        annotated=tmp_path / "films" / "film-0.mp4",
    )  # fmt: skip
    path = tmp_path / "film-0.json"
    path.write_text(json.dumps(GOOD))
    assert finished(job, path) is None
    (tmp_path / "films").mkdir()
    (tmp_path / "films" / "film-0.mp4").touch()
    assert finished(job, path) is None
    (tmp_path / "films" / "film-0.mp4").write_bytes(b"a film")
    assert finished(job, path) is not None
