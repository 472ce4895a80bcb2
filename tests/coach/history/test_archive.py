"""A history moves in one file, and a stranger's file does no harm."""

import dataclasses
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from sqlalchemy.engine import URL

from coach.check import Options
from coach.circuit.plan import as_data, from_data, new_plan
from coach.history.history import History
from coach.history.kept import Diary, NewSet
from coach.history.rows import new_id
from exercises.scoring.bands import Band
from hamstrong import HistoryError, OutputError
from vision.people.athlete import ImagePoint

MakeSet = Callable[..., NewSet]
Change = Callable[[dict[str, Any]], object]


@pytest.fixture
def other(tmp_path: Path) -> Iterator[History]:
    """The history of another computer."""
    url = URL.create("sqlite", database=str(tmp_path / "other" / "history.sqlite"))
    opened = History(url)
    yield opened
    opened.close()


@pytest.fixture
def here(tmp_path: Path) -> Iterator[History]:
    """An empty history, for what no database gets to see."""
    url = URL.create("sqlite", database=str(tmp_path / "here" / "history.sqlite"))
    opened = History(url)
    yield opened
    opened.close()


@pytest.fixture
def exported(other: History, make_set: MakeSet, tmp_path: Path) -> Path:
    """A file with one set and its film."""
    new = make_set()
    other.keep(new)
    film = tmp_path / "own.mp4"
    film.write_bytes(b"a film")
    other.films.keep(new.id, 0, film)
    path = tmp_path / "exported.zip"
    other.export(path, with_films=True)
    return path


def rewritten(path: Path, parts: dict[str, bytes | None]) -> Path:
    """Write an archive with some parts replaced, added, or left out."""
    with zipfile.ZipFile(path) as archive:
        known: dict[str, bytes | None] = {
            n: archive.read(n) for n in archive.namelist()
        }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (known | parts).items():
            if content is not None:
                archive.writestr(name, content)
    return path


def the_set(path: Path) -> dict[str, Any]:
    with zipfile.ZipFile(path) as archive:
        line: dict[str, Any] = json.loads(archive.read("sets.jsonl"))
    return line


def reported(line: dict[str, Any], **changes: object) -> None:
    """Change the report of a set's line."""
    line["set"]["report"] = json.dumps(json.loads(line["set"]["report"]) | changes)


def refused(history: History, path: Path, match: str = "no history") -> None:
    with pytest.raises(HistoryError, match=match):
        history.import_from(path)
    assert history.count() == 0
    assert history.trainings.listed() == []
    folder = history.films.folder
    assert not folder.exists() or list(folder.iterdir()) == []


def test_what_was_exported_comes_in_whole(
    history: History, other: History, make_set: MakeSet, tmp_path: Path
) -> None:
    band = Band(green=(9.0, np.inf), amber=(8.0, np.inf), red=(7.0, np.inf))
    options = Options(
        exercise="internal_rotation_deadlift", side="left",
        athlete=ImagePoint(0.5, 0.4),
        limits={"internal_rotation_deadlift": {"lowering_s": band}},
    )  # fmt: skip
    training = other.trainings.begin({"skipped": ["gallop"]}, athlete="Ann")
    new = make_set(athlete="Ann", training=training, options=options)
    other.keep(new)
    other.note(new.id, Diary(load_kg=16, effort=7, pain_after=3, note="links, müde"))
    other.correct(new.id, "leg", {"leg": "left"})
    film = tmp_path / "own.MP4"
    film.write_bytes(b"a film")
    other.films.keep(new.id, 0, film)
    done = other.export(tmp_path / "all.zip", with_films=True)
    assert (done.sets, done.films, done.films_gone) == (1, 1, 0)
    came = history.import_from(tmp_path / "all.zip")
    assert (came.sets, came.there_already, came.films) == (1, 0, 1)
    before, after = other.open(new.id), history.open(new.id)
    assert before is not None
    assert after is not None
    assert after.kept == before.kept
    assert after.report_json == before.report_json
    assert after.recordings[0].options == options
    one, same = before.recordings[0].track, after.recordings[0].track
    assert one is not None
    assert same is not None
    np.testing.assert_array_equal(one.points_px, same.points_px)
    assert sorted(map(str, history.numbers())) == sorted(map(str, other.numbers()))
    assert history.trainings.listed() == other.trainings.listed()
    kept = history.films.path(new.id, 0)
    assert kept is not None
    assert kept.read_bytes() == b"a film"


def test_an_archive_from_before_films_had_dates_comes_in(
    here: History, exported: Path
) -> None:
    line = the_set(exported)
    del line["set"]["recorded_at"]
    rewritten(exported, {"sets.jsonl": json.dumps(line).encode()})
    assert here.import_from(exported).sets == 1
    (kept,) = here.sets()
    assert kept.recorded_at is None
    assert kept.done_at == kept.kept_at


def test_sets_that_are_here_already_are_left_alone(
    history: History, make_set: MakeSet, tmp_path: Path
) -> None:
    one, two = make_set(), make_set()
    history.keep(one)
    history.keep(two)
    history.export(tmp_path / "all.zip")
    history.note(one.id, Diary(note="written later"))
    history.forget(two.id)
    came = history.import_from(tmp_path / "all.zip")
    assert (came.sets, came.there_already) == (1, 1)
    kept = {kept.id: kept.diary.note for kept in history.sets()}
    assert kept == {one.id: "written later", two.id: ""}


def test_films_stay_behind_unless_asked_for(
    history: History, other: History, exported: Path, tmp_path: Path
) -> None:
    other.export(tmp_path / "all.zip")
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert [name for name in archive.namelist() if "films" in name] == []
    history.import_from(tmp_path / "all.zip")
    (kept,) = history.sets()
    assert history.films.path(kept.id, 0) is None


def test_a_film_that_is_gone_is_told_and_left_out(
    history: History, other: History, exported: Path, tmp_path: Path
) -> None:
    (kept,) = other.sets()
    film = other.films.path(kept.id, 0)
    assert film is not None
    film.unlink()
    done = other.export(tmp_path / "all.zip", with_films=True)
    assert (done.films, done.films_gone) == (0, 1)
    assert history.import_from(tmp_path / "all.zip").sets == 1


def test_an_export_that_fails_leaves_what_was_there(
    other: History, exported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = exported.read_bytes()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "writestr", full)
    with pytest.raises(OutputError, match="disk is full"):
        other.export(exported)
    assert exported.read_bytes() == before
    assert len(list(exported.parent.glob(".exported*"))) == 0


@pytest.mark.parametrize(
    "name",
    [
        "../evil.npz",
        "/tmp/evil.npz",
        "tracks/../../evil.npz",
        "films/evil.mp4",
        "a.exe",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(
    here: History, exported: Path, name: str
) -> None:
    refused(here, rewritten(exported, {name: b"evil"}), "no place there")


def test_what_unpacks_to_far_more_than_it_holds_is_refused(
    here: History, exported: Path
) -> None:
    bomb = b" " * (20 << 20)
    refused(here, rewritten(exported, {"sets.jsonl": bomb}), "far more")


def test_a_pickle_in_a_track_is_never_run(
    here: History, exported: Path, tmp_path: Path
) -> None:
    class Evil:
        def __reduce__(self) -> tuple[object, tuple[object, ...]]:
            return Path.touch, (tmp_path / "it ran",)

    packed = io.BytesIO()
    np.savez(packed, version=np.array(4), time_s=np.array([Evil()], dtype=object))
    name = f"tracks/{the_set(exported)['set']['id']}-0.npz"
    refused(here, rewritten(exported, {name: packed.getvalue()}), "plain values")
    assert not (tmp_path / "it ran").exists()


def test_an_array_that_claims_more_than_it_holds_is_refused(
    here: History, exported: Path
) -> None:
    header = io.BytesIO()
    claimed = {"descr": "<f8", "fortran_order": False, "shape": (2**40,)}
    np.lib.format.write_array_header_1_0(header, claimed)  # type: ignore[no-untyped-call]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("time_s.npy", header.getvalue())
    name = f"tracks/{the_set(exported)['set']['id']}-0.npz"
    refused(here, rewritten(exported, {name: packed.getvalue()}), "plain values")


@pytest.mark.parametrize(
    ("parts", "match"),
    [
        ({"about.json": b'{"schema": 2}'}, "schema 2"),
        ({"about.json": b"[]"}, "schema None"),
        ({"about.json": b""}, "schema None"),
        ({"about.json": b"[" * 4000}, "about.json"),
        ({"sets.jsonl": None}, "missing"),
        ({"sets.jsonl": b'{"set": NaN}\n'}, "no number"),
        ({"sets.jsonl": b"half a li"}, "sets.jsonl"),
        ({"sets.jsonl": b"[]\n"}, "no history"),
        ({"trainings.jsonl": b'{"training": {}}\n'}, "no row of trainings"),
    ],
)
def test_what_this_version_cannot_read_is_refused(
    here: History, exported: Path, parts: dict[str, bytes | None], match: str
) -> None:
    refused(here, rewritten(exported, parts), match)


@pytest.mark.parametrize(
    "change",
    [
        lambda line: line["set"].update(id="../../evil"),
        lambda line: line["set"].update(exercise="squat\x1b[2J"),
        lambda line: line["set"].update(pain_after=11),
        lambda line: line["set"].update(pain_after=True),
        lambda line: line["set"].update(counted=2**40),
        lambda line: line["set"].update(kept_at="2026-01-01T00:00:00"),
        lambda line: line["set"].update(kept_at=5),
        lambda line: line["set"].update(note="\0"),
        lambda line: line["set"].update(note="\ud800"),
        lambda line: line["set"].update(report="[]"),
        lambda line: line["set"].update(report="{}"),
        lambda line: line["set"].update(report="[" * 100_000),
        lambda line: reported(line, exercise="gallop"),
        lambda line: reported(line, side="up"),
        lambda line: reported(line, reps=[5]),
        lambda line: reported(line, reps=[{"side": "up"}]),
        lambda line: reported(line, bouts=None),
        lambda line: reported(line, faults={}),
        lambda line: reported(line, faults=[{"cue": "Slower."}]),
        lambda line: reported(line, possible=[{"severity": 1}]),
        lambda line: reported(line, measures=[]),
        lambda line: reported(line, measures={"lowering_s": {"value": "slow"}}),
        lambda line: reported(line, score=None),
        lambda line: reported(line, score={}),
        lambda line: line["set"].update(training_id=new_id()),
        lambda line: line["set"].update(extra=1),
        lambda line: line["set"].pop("view"),
        lambda line: line.update(athlete=None),
        lambda line: line.update(recordings=[]),
        lambda line: line["recordings"][0].update(place=1),
        lambda line: line["recordings"][0].update(film="../../evil.mp4"),
        lambda line: line["recordings"][0].update(options='{"height_m": "tall"}'),
        lambda line: line["recordings"][0].update(options='{"cached": false}'),
        lambda line: line["recordings"][0].update(options='{"side": "up"}'),
        lambda line: line["recordings"][0].update(
            options='{"limits": {"gallop": {"spring": '
            '{"green": ["a", "b"], "amber": ["a", "b"], "red": ["a", "b"]}}}}'
        ),
        lambda line: line["numbers"][0].update(value=None),
        lambda line: line["numbers"][0].update(unit="parsec"),
        lambda line: line.update(numbers=line["numbers"] * 2),
    ],
)
def test_rows_that_no_history_writes_are_refused(
    here: History, exported: Path, change: Change
) -> None:
    line = the_set(exported)
    change(line)
    parts: dict[str, bytes | None] = {"sets.jsonl": json.dumps(line).encode() + b"\n"}
    with pytest.raises(HistoryError):
        here.import_from(rewritten(exported, parts))
    assert here.count() == 0
    assert not list(here.films.folder.glob("*"))


@pytest.mark.parametrize(
    "changes",
    [
        {"tempo": "fast"},
        {"steps": "abc"},
        {"steps": [{"exercise": "gallop", "x": 1, "sets": []}]},
        {"pain_before": "much"},
    ],
)
def test_a_plan_that_no_page_can_read_is_refused(
    here: History, other: History, tmp_path: Path, changes: dict[str, object]
) -> None:
    other.trainings.begin(as_data(new_plan()) | changes)
    other.export(tmp_path / "all.zip")
    refused(here, tmp_path / "all.zip", "plan cannot be read")


def test_a_plan_comes_in_as_it_was(
    here: History, other: History, tmp_path: Path
) -> None:
    other.trainings.begin(as_data(new_plan()))
    other.export(tmp_path / "all.zip")
    here.import_from(tmp_path / "all.zip")
    (training,) = here.trainings.listed()
    assert from_data(training.plan) == new_plan()


def test_a_missing_film_leaves_nothing_of_the_whole_file(
    here: History, other: History, make_set: MakeSet, exported: Path
) -> None:
    other.keep(make_set())  # comes in after the one with the film
    other.export(exported, with_films=True)
    with zipfile.ZipFile(exported) as archive:
        last = json.loads(archive.read("sets.jsonl").splitlines()[-1])["set"]["id"]
    refused(here, rewritten(exported, {f"tracks/{last}-0.npz": None}), "missing")


def test_half_a_file_is_refused(here: History, exported: Path) -> None:
    exported.write_bytes(exported.read_bytes()[: exported.stat().st_size // 2])
    refused(here, exported, "damaged or no archive")


def test_flipped_bits_are_refused_or_change_nothing(
    here: History, exported: Path
) -> None:
    sound, random = exported.read_bytes(), Random(0)
    for _ in range(100):
        damaged = bytearray(sound)
        damaged[random.randrange(len(sound))] ^= 1 << random.randrange(8)
        exported.write_bytes(damaged)
        with suppress(HistoryError):
            here.import_from(exported)
        # Half of the file is the track, whose sum is checked.
        assert here.count() <= 1
        here.forget_all()
    exported.write_bytes(sound)
    assert here.import_from(exported).sets == 1


def test_two_parts_of_one_name_are_refused(here: History, exported: Path) -> None:
    with zipfile.ZipFile(exported, "a") as archive, pytest.warns(match="Dup"):
        archive.writestr("about.json", b'{"schema": 1}')
    refused(here, exported, "two of one name")


def test_a_file_that_is_not_there_is_told(here: History, tmp_path: Path) -> None:
    with pytest.raises(HistoryError, match="cannot be read"):
        here.import_from(tmp_path / "gone.zip")


def test_films_that_a_killed_program_left_go_with_the_rest(
    history: History, make_set: MakeSet, tmp_path: Path
) -> None:
    new = make_set()
    history.keep(new)
    folder = history.films.folder
    folder.mkdir()
    (folder / f"{new_id()}-0.mp4").write_bytes(b"nobody's")
    (folder / f".{new_id()}-0-{new_id()}.mp4").write_bytes(b"half")
    (folder / "holiday.mp4").write_bytes(b"not ours")
    assert history.forget_all() == 1
    assert [path.name for path in folder.iterdir()] == ["holiday.mp4"]


def test_a_set_of_the_same_films_is_known(history: History, make_set: MakeSet) -> None:
    one, two = make_set(), make_set()
    history.keep(one)
    second = dataclasses.replace(two.recordings[0], digest="front")
    history.keep(dataclasses.replace(two, recordings=[*two.recordings, second]))
    digest = one.recordings[0].digest
    assert history.with_films([digest]) == [one.id]
    assert history.with_films([digest, "front"]) == [two.id]
    assert history.with_films([digest], athlete="Ann") == []
    assert history.beginning_with(one.id[:30]) == [one.id]
    assert history.beginning_with("%") == []
