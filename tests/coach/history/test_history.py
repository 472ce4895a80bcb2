"""Sets are kept whole, found by their address, and forgotten for good."""

import dataclasses
import sqlite3
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy.engine import URL

from coach.check import Options, VideoAnalysis, judge
from coach.history.history import History
from coach.history.kept import Diary, NewSet
from coach.history.rows import new_id
from coach.reports.json_report import as_json, as_json_text
from exercises.scoring.bands import Band
from hamstrong import HistoryError
from vision.people.athlete import ImagePoint

MakeSet = Callable[..., NewSet]
BOTH_LEGS = "box_bridge_both_legs"


def test_a_kept_set_is_found_again_by_another_program(
    history: History, url: URL, make_set: MakeSet
) -> None:
    new = make_set()
    history.keep(new)
    another = History(url)
    found = another.open(new.id)
    another.close()
    assert found is not None
    assert found.kept.exercise == "internal_rotation_deadlift"
    assert found.kept.counted == len(new.report.units) == 1
    assert found.kept.kept_at.utcoffset() is not None
    assert found.report_json == as_json(new.report)


def test_judged_again_from_what_was_kept_a_set_gives_the_same_report(
    history: History, make_set: MakeSet
) -> None:
    band = Band(green=(9.0, np.inf), amber=(8.0, np.inf), red=(7.0, np.inf))
    options = Options(
        exercise="internal_rotation_deadlift", side="left", load="heavy", speed=0.5,
        athlete=ImagePoint(0.5, 0.4, 1.0), mirrored=True, height_m=1.8,
        limits={"internal_rotation_deadlift": {"lowering_s": band}},
    )  # fmt: skip
    new = make_set(options=options)
    history.keep(new)
    found = history.open(new.id)
    assert found is not None
    (recording,) = found.recordings
    assert recording.options == options
    assert recording.track is not None
    before, after = new.recordings[0].track, recording.track
    assert before is not None
    # Points are kept to a hundredth of a pixel.
    np.testing.assert_allclose(after.points_px, before.points_px, atol=0.0051)
    np.testing.assert_array_equal(after.time_s, before.time_s)
    assert [fault.code for fault in judge(after, options).faults] == [
        fault.code for fault in judge(before, options).faults
    ]


def test_what_was_noted_of_a_set_outlives_a_new_judgement(
    history: History, make_set: MakeSet
) -> None:
    new = make_set()
    history.keep(new)
    diary = Diary(load_kg=16, effort=7, pain_before=1, pain_after=3, note="left tight")
    history.note(new.id, diary)
    history.keep(dataclasses.replace(new, title="another name"))
    (kept,) = history.sets()
    assert kept.diary.load_kg == 16
    assert kept.diary.note == "left tight"
    assert kept.diary.pain_next_morning is None
    assert kept.title == "another name"


def test_sets_come_newest_first_and_in_parts(
    history: History, make_set: MakeSet
) -> None:
    one = make_set()
    ids = [new_id() for _ in range(5)]
    for set_id in ids:
        history.keep(dataclasses.replace(one, id=set_id))
    listed = [kept.id for kept in history.sets()]
    assert listed == ids[::-1]
    assert [kept.id for kept in history.sets(most=2, skipped=1)] == listed[1:3]
    assert history.count() == 5


def test_athletes_have_their_own_sets(history: History, make_set: MakeSet) -> None:
    history.keep(make_set(athlete="Ann"))
    history.keep(make_set(athlete="Ben"))
    assert [kept.athlete for kept in history.sets(athlete="Ann")] == ["Ann"]
    assert history.count(athlete="Nobody") == 0


def test_numbers_are_of_one_leg_and_one_view(
    history: History, make_set: MakeSet, check_sample: Callable[..., VideoAnalysis]
) -> None:
    both = check_sample(BOTH_LEGS)
    history.keep(make_set(BOTH_LEGS))
    lowered = {
        number.leg: number
        for number in history.numbers(exercise="bridge_foot_on_box")
        if number.measure == "lowering_s"
    }
    assert set(lowered) == {"left", "right"}
    for leg, number in lowered.items():
        values = [
            rep.measures["lowering_s"].value
            for rep in both.report.reps
            if rep.side == leg
        ]
        assert number.value == pytest.approx(np.mean(values))
        assert number.view == "side"
        assert number.error > 0


def test_a_forgotten_set_leaves_nothing(
    history: History, make_set: MakeSet, tmp_path: Path
) -> None:
    new = make_set()
    history.keep(new)
    film = tmp_path / "own.MP4"
    film.write_bytes(b"a film")
    history.films.keep(new.id, 0, film)
    kept = history.films.path(new.id, 0)
    assert kept is not None
    assert kept.read_bytes() == b"a film"
    assert history.forget(new.id)
    assert not kept.exists()
    assert history.open(new.id) is None
    assert history.numbers() == []
    assert not history.forget(new.id)


def test_a_film_from_another_side_goes_when_it_is_taken_back_or_replaced(
    history: History, make_set: MakeSet, tmp_path: Path
) -> None:
    one = make_set()
    (first,) = one.recordings
    second = dataclasses.replace(first, digest="front")
    film = tmp_path / "own.mp4"
    film.write_bytes(b"a film")
    replaced = dataclasses.replace(first, digest="front, filmed again")
    for after in ([first], [first, replaced]):
        history.keep(dataclasses.replace(one, recordings=[first, second]))
        history.films.keep(one.id, 0, film)
        history.films.keep(one.id, 1, film)
        history.keep(dataclasses.replace(one, recordings=after))
        assert history.films.path(one.id, 1) is None
        assert [path.name for path in history.films.folder.iterdir()] == [
            f"{one.id}-0.mp4"
        ]


def test_forgetting_a_set_takes_films_that_none_of_its_rows_names(
    history: History, make_set: MakeSet
) -> None:
    one, other = make_set(), make_set()
    history.keep(one)
    history.keep(other)
    folder = history.films.folder
    folder.mkdir()
    for name in (f"{one.id}-1.mp4", f".{one.id}-0-{new_id()}.mp4", f"{other.id}-0.mp4"):
        (folder / name).write_bytes(b"a film")
    history.forget(one.id)
    assert [path.name for path in folder.iterdir()] == [f"{other.id}-0.mp4"]


def test_a_set_that_was_forgotten_elsewhere_is_not_kept_again(
    history: History, url: URL, make_set: MakeSet
) -> None:
    new = make_set()
    assert history.keep(new)
    assert history.keep(new, known=True)
    another = History(url)
    another.forget_all()
    another.close()
    assert not history.keep(new, known=True)
    assert history.count() == 0
    assert history.keep(new)  # as the same film that is checked again


def test_a_set_is_kept_though_its_training_was_forgotten_meanwhile(
    history: History, make_set: MakeSet
) -> None:
    training = history.trainings.begin({})
    history.forget_all()
    assert history.keep(make_set(training=training))
    (kept,) = history.sets()
    assert kept.training is None


def test_a_name_that_is_no_text_is_kept_legibly(
    history: History, make_set: MakeSet
) -> None:
    new = make_set(title="caf\udce9")
    film = dataclasses.replace(new.recordings[0], name="caf\udce9.mp4")
    history.keep(dataclasses.replace(new, recordings=[film]))
    history.note(new.id, Diary(note="tr\udce8s\nbien"))
    found = history.open(new.id)
    assert found is not None
    assert found.kept.title == "caf\N{REPLACEMENT CHARACTER}"
    assert found.recordings[0].name == "caf\N{REPLACEMENT CHARACTER}.mp4"
    assert found.kept.diary.note == "tr?s\nbien"


def test_a_film_can_go_while_its_set_stays(
    history: History, make_set: MakeSet, tmp_path: Path
) -> None:
    new = make_set()
    history.keep(new)
    film = tmp_path / "own.mp4"
    film.write_bytes(b"a film")
    history.films.keep(new.id, 0, film)
    history.keep(new)  # judged anew
    assert history.films.path(new.id, 0) is not None
    history.films.drop(new.id, 0)
    assert history.films.path(new.id, 0) is None
    assert history.count() == 1


def test_a_training_keeps_its_plan_and_its_sets(
    history: History, make_set: MakeSet
) -> None:
    training = history.trainings.begin({"skipped": []})
    history.keep(make_set(training=training))
    history.keep(make_set())
    history.trainings.change(training, lambda plan: {**plan, "skipped": ["gallop"]})
    history.trainings.end(training)
    with pytest.raises(HistoryError, match="over"):
        history.trainings.change(training, dict)
    (known,) = history.trainings.listed()
    assert known.plan == {"skipped": ["gallop"]}
    assert known.ended_at is not None
    assert len(history.sets(training=training)) == 1


def test_threads_that_keep_at_once_lose_nothing(
    history: History, make_set: MakeSet
) -> None:
    one = make_set()
    ids = [new_id() for _ in range(24)]

    def keep(part: list[str]) -> None:
        for set_id in part:
            history.keep(dataclasses.replace(one, id=set_id))

    threads = [threading.Thread(target=keep, args=(ids[n::6],)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {kept.id for kept in history.sets()} == set(ids)


def test_a_set_that_is_gone_cannot_be_noted_of(history: History) -> None:
    with pytest.raises(HistoryError, match="not in the history any more"):
        history.note(new_id(), Diary())


def test_a_file_that_is_no_history_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    path.write_bytes(b"a letter to my aunt" * 100)
    history = History(URL.create("sqlite", database=str(path)))
    with pytest.raises(HistoryError, match=r"history\.sqlite cannot be used"):
        history.sets()
    assert path.read_bytes().startswith(b"a letter to my aunt")


def test_what_is_forgotten_is_not_in_the_file_any_more(
    tmp_path: Path, make_set: MakeSet
) -> None:
    path = tmp_path / "history.sqlite"
    history = History(URL.create("sqlite", database=str(path)))
    new = make_set(title="a name that nobody else has")
    history.keep(new)
    history.forget(new.id)
    history.close()
    assert b"a name that nobody else has" not in path.read_bytes()
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_the_report_that_was_kept_is_the_report_that_was_shown(
    history: History, make_set: MakeSet
) -> None:
    new = make_set("none_squat")
    history.keep(new)
    found = history.open(new.id)
    assert found is not None
    assert found.kept.exercise is None
    assert np.isnan(found.kept.score)
    assert '"exercise": null' in as_json_text(new.report)
    assert found.report_json["exercise"] is None


def test_progress_goes_by_when_films_were_recorded(
    history: History, make_set: MakeSet
) -> None:
    may = datetime(2026, 5, 3, 17, 42, tzinfo=UTC)
    old, undated = make_set(recorded_at=may), make_set()
    history.keep(undated)
    history.keep(old)  # a film of last spring that is checked today
    numbers = history.numbers()
    assert numbers[0].set_id == old.id
    assert numbers[0].at == may
    assert numbers[-1].set_id == undated.id
    kept = {one.id: one for one in history.sets()}
    assert kept[old.id].done_at == may
    assert kept[undated.id].done_at == kept[undated.id].kept_at


def test_a_set_judged_anew_without_its_film_keeps_the_date(
    history: History, make_set: MakeSet
) -> None:
    may = datetime(2026, 5, 3, 17, 42, tzinfo=UTC)
    dated = make_set(recorded_at=may)
    history.keep(dated)
    history.keep(dataclasses.replace(dated, recorded_at=None))
    (kept,) = history.sets()
    assert kept.recorded_at == may
