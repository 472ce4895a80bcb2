"""Many films: none stops the others, and none is done twice."""

import csv
import json
import os
import shutil
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import psutil
import pytest
from PIL import Image
from pyarrow import parquet
from rich.console import Console

from coach.batch.command import Batch, run_batch
from coach.batch.engines import CoresEngine, SerialEngine
from coach.batch.films import look_in
from coach.batch.index import write_index
from coach.batch.judge import Job, Outcome, judge_film, run
from coach.batch.summary import COLUMNS, row_of
from coach.check import Options
from coach.cli.command import main
from coach.reports.json_report import as_json_text
from hamstrong.errors import VideoError
from tests.conftest import SAMPLES
from tests.reports import DEADLIFT
from tests.reports import report as report_on
from vision.tracking.parallel import processes

QUIET = Console(quiet=True)
SHORT = "none_camera_set_up"
ALL_FINE, SOME_FAILED = 0, 4


def jobs_of(*films: str) -> list[Job]:
    return [Job(film=film, name=film, options=Options()) for film in films]


class Breaking:
    """An engine whose processes all die when one film is judged."""

    at_once = 3
    isolates_crashes = False

    def __init__(self, guilty: str) -> None:
        self.guilty = guilty
        self.running: list[tuple[Job, Future[Outcome]]] = []

    def submit(self, job: Job) -> Future[Outcome]:
        future: Future[Outcome] = Future()
        self.running.append((job, future))
        if len(self.running) == self.at_once or job.film == self.guilty:
            died = any(one.film == self.guilty for one, _ in self.running)
            for one, waiting in self.running:
                if died:
                    waiting.set_exception(RuntimeError("killed"))
                else:
                    waiting.set_result(Outcome(job=one, status="judged"))
            self.running.clear()
        elif job.film.startswith("alone"):
            future.set_result(Outcome(job=job, status="judged"))
            self.running.clear()
        return future

    def settle(self) -> None:
        """Finish what waits for a third one that does not come."""
        for one, waiting in self.running:
            waiting.set_result(Outcome(job=one, status="judged"))
        self.running.clear()


def test_a_film_that_kills_its_process_fails_alone() -> None:
    engine = Breaking("guilty")
    films = ("a", "b", "guilty", "c", "d")
    outcomes = {
        outcome.job.film: outcome
        for outcome in run(jobs_of(*films), engine, engine.settle)
    }
    assert {f for f, o in outcomes.items() if o.status == "judged"} == {*"abcd"}
    assert outcomes["guilty"].status == "failed"
    assert "died" in outcomes["guilty"].reason


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three films: one of an exercise, one of none, one that is no film."""
    films = tmp_path / "films"
    (films / "deeper").mkdir(parents=True)
    shutil.copy(SAMPLES / "deadlift_good_left.mp4", films / "deeper" / "set 1.mp4")
    shutil.copy(SAMPLES / f"{SHORT}.mp4", films / "set-up.MP4")
    (films / "rubbish.mov").write_bytes(b"rubbish")
    (films / "notes.txt").write_text("no film")
    return films


def asked(folder: Path, **more: object) -> Batch:
    batch = Batch(places=(str(folder),), out=folder.parent / "out", options=Options())
    return replace(batch, **more)  # type: ignore[arg-type]


def test_the_page_shows_each_film_and_when_it_was_recorded(folder: Path) -> None:
    film = folder / "dated.mp4"
    with av.open(str(folder / "deeper" / "set 1.mp4")) as read:
        source = read.streams.video[0]
        with av.open(str(film), "w") as written:
            written.metadata["creation_time"] = "2026-05-03T17:42:10Z"
            stream = written.add_stream_from_template(source)
            for packet in read.demux(source):
                if packet.dts is not None:
                    packet.stream = stream
                    written.mux(packet)
    run_batch(asked(film, out=folder.parent / "out"), QUIET)
    again = run_batch(asked(film, out=folder.parent / "out"), QUIET)
    assert [one.skipped for one in again] == [True]
    out = folder.parent / "out"
    (picture,) = (out / "pictures").iterdir()
    with Image.open(picture) as shown:
        assert max(shown.size) == 320
        colours = np.asarray(shown.convert("RGB")).reshape(-1, 3).astype(int)
    # The body is drawn in: the app's teal is nowhere in a rendered room.
    assert (np.abs(colours - (14, 90, 90)).sum(axis=1) < 60).any()
    page = (out / "index.html").read_text("utf-8")
    assert f'src="pictures/{picture.name}"' in page
    assert "2026-05-03<small>17:42 UTC</small>" in page
    with (out / "summary.csv").open(newline="") as table:
        (row,) = csv.DictReader(table)
    assert row["recorded"] == "2026-05-03T17:42:10+00:00"
    assert not look_in([str(out)]).others


def test_one_bad_film_stops_no_other(folder: Path) -> None:
    outcomes = run_batch(asked(folder), QUIET)
    assert {Path(one.job.film).name: one.status for one in outcomes} == {
        "set 1.mp4": "judged", "rubbish.mov": "failed", "set-up.MP4": "not judged"
    }  # fmt: skip
    out = folder.parent / "out"
    with (out / "summary.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["status"] for row in rows] == [one.status for one in outcomes]
    (judged,) = (row for row in rows if row["status"] == "judged")
    assert (judged["reps"], judged["exercise"]) == ("4", DEADLIFT)
    report = json.loads((out / judged["report"]).read_text())
    assert len(report["reps"]) == 4
    (failed,) = (row for row in rows if row["status"] == "failed")
    assert "not a video" in failed["reason"]
    table = parquet.read_table(out / "summary.parquet")
    assert table.column_names == list(COLUMNS)
    assert table.to_pylist()[0]["film"] == rows[0]["film"]


def no_judging(_: Job, __: object = None) -> Outcome:
    raise AssertionError("a finished film was judged again")


def test_what_is_finished_is_not_done_again_whatever_it_is_called(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "rubbish.mov").unlink()
    first = run_batch(asked(folder), QUIET)
    (folder / "deeper").rename(folder / "moved")
    monkeypatch.setattr("coach.batch.engines.judge_film", no_judging)
    again = run_batch(asked(folder), QUIET)
    assert all(one.skipped for one in again)
    assert sorted(one.report for one in again) == sorted(one.report for one in first)
    assert [one.status for one in again] == [one.status for one in first]


def test_another_question_or_another_content_is_judged_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "rubbish.mov").unlink()
    run_batch(asked(folder), QUIET)
    judged: list[str] = []

    def judge(job: Job, _: object) -> Outcome:
        judged.append(Path(job.film).name)
        return Outcome(job=job, status="failed")

    monkeypatch.setattr("coach.batch.engines.judge_film", judge)
    with (folder / "set-up.MP4").open("ab") as film:
        film.write(b"\0")
    run_batch(asked(folder), QUIET)
    assert judged == ["set-up.MP4"]
    judged.clear()
    run_batch(asked(folder, options=Options(load="heavy")), QUIET)
    assert set(judged) == {"set 1.mp4", "set-up.MP4"}


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(VideoError, match="no films"):
        run_batch(asked(tmp_path), QUIET)
    with pytest.raises(VideoError, match="does not exist"):
        look_in([str(tmp_path / "nowhere")])


def test_films_are_found_below_folders_once_and_hidden_ones_not(folder: Path) -> None:
    (folder / ".trash").mkdir()
    (folder / ".trash" / "old.mp4").touch()
    found = look_in([str(folder), str(folder / "rubbish.mov")]).films
    assert [Path(film).name for film in found] == [
        "set 1.mp4", "rubbish.mov", "set-up.MP4"
    ]  # fmt: skip


def test_a_fault_of_our_own_fails_one_film_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr("coach.batch.judge.check_video", broken)
    (job,) = jobs_of(str(SAMPLES / f"{SHORT}.mp4"))
    outcome = judge_film(job)
    assert outcome.status == "failed"
    assert "ZeroDivisionError" in outcome.reason


def at_work() -> list[int]:
    """Return the processes that have worked for a while, so look at a film."""
    return [
        one.pid
        for one in psutil.Process().children()
        if any("LokyProcess" in part for part in one.cmdline())
        and one.cpu_times().user > 2.0
    ]


@pytest.mark.sweep
def test_a_process_killed_in_the_middle_loses_nothing(tmp_path: Path) -> None:
    films = [str(SAMPLES / f"{name}.mp4") for name in (SHORT, "none_standing")]
    batch = Batch(
        places=(*films, str(SAMPLES / "none_walking.mp4")),
        out=tmp_path / "out",
        options=Options(cached=False, workers=2),
    )
    processes(2).shutdown(kill_workers=True)  # so that only new ones are at work
    killed: list[int] = []

    def kill() -> None:
        while not (busy := at_work()):
            time.sleep(0.1)
        os.kill(busy[0], signal.SIGKILL)
        killed.append(busy[0])

    threading.Thread(target=kill, daemon=True).start()
    outcomes = run_batch(batch, QUIET)
    assert killed
    assert [one.status for one in outcomes] == ["not judged"] * 3


def test_the_index_names_every_film_and_runs_no_name(tmp_path: Path) -> None:
    nasty = "<script>alert(1)</script>.mp4"
    text = as_json_text(report_on(DEADLIFT))
    (job,) = jobs_of(nasty)
    good = Outcome(job=job, status="judged", report=text)
    bad = Outcome(job=jobs_of("worse.mp4")[0], status="failed", reason="It is <bad>.")
    write_index([row_of(good), row_of(bad)], tmp_path)
    page = (tmp_path / "index.html").read_text()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    assert "It is &lt;bad&gt;." in page
    assert "1 judged, 1 failed" in page


def test_the_exit_code_says_whether_any_failed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(folder.parent / "out")
    assert main(["batch", str(folder), "--out", out]) == SOME_FAILED
    (folder / "rubbish.mov").unlink()
    assert main(["batch", str(folder), "--out", out]) == ALL_FINE
    assert "2 of 2 films were finished before" in capsys.readouterr().out


def test_annotated_films_and_pages_are_linked_from_the_index(tmp_path: Path) -> None:
    batch = Batch(
        places=(str(SAMPLES / f"{SHORT}.mp4"),),
        out=tmp_path,
        options=Options(),
        annotate=True,
        html=True,
    )
    (outcome,) = run_batch(batch, QUIET)
    assert outcome.job.annotated is not None
    assert outcome.job.annotated.stat().st_size > 1000
    assert outcome.job.page is not None
    assert "not a diagnosis" in outcome.job.page.read_text("utf-8")
    assert f"pages/{outcome.job.name}.html" in (tmp_path / "index.html").read_text()
    assert f"films/{outcome.job.name}.mp4" in (tmp_path / "index.html").read_text()


def test_few_films_get_all_cores_and_many_a_core_each(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    used: list[str] = []

    def note(name: str) -> Callable[..., Future[Outcome]]:
        def submit(_: object, job: Job) -> Future[Outcome]:
            used.append(f"{name} {job.options.workers}")
            future: Future[Outcome] = Future()
            future.set_result(Outcome(job=job, status="failed"))
            return future

        return submit

    monkeypatch.setattr(SerialEngine, "submit", note("here"))
    monkeypatch.setattr(CoresEngine, "submit", note("cores"))
    films = sorted(SAMPLES.glob("none_*.mp4"))[:3]
    for workers in (4, 2):
        options = Options(workers=workers)
        places = tuple(map(str, films))
        run_batch(Batch(places=places, out=tmp_path, options=options), QUIET)
    assert used == ["here 4"] * 3 + ["cores 1"] * 3
