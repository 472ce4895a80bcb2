"""Sets outlive the pages that show them, and are found by their addresses."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import URL

from coach.check import Options, follow_video
from coach.history.history import History
from coach.history.kept import Diary, NewSet
from coach.jobs import desk as desks
from coach.jobs import following, question, sets
from coach.jobs.desk import Desk
from coach.jobs.following import FilmsToFollow
from coach.jobs.question import Asked, FilmFile
from coach.jobs.sets import SetAtHand
from hamstrong import HistoryError, LimitsError, VideoError
from tests.conftest import SAMPLES
from tests.figures import deadlift_set
from tests.videos import write_video
from vision.files import digest_of
from vision.people.athlete import ImagePoint
from vision.track import Track

CLIP = SAMPLES / "deadlift_not_tall.mp4"
SIDE, FRONT = (
    SAMPLES / f"deadlift_{name}.mp4" for name in ("good_left", "front_good_left")
)
SLOW_S = 240.0
pytestmark = pytest.mark.skipif(not CLIP.is_file(), reason="no sample videos here")
MakeDesk = Callable[[], Desk]


@pytest.fixture
def make_desk(tmp_path: Path) -> Iterator[MakeDesk]:
    """Return what makes a desk as a new start of the program would."""
    desks = []

    def make() -> Desk:
        history = History(URL.create("sqlite", database=str(tmp_path / "h.sqlite")))
        desks.append(Desk(history, FilmsToFollow()))
        return desks[-1]

    yield make
    for desk in desks:
        desk.history.close()


def film(path: Path) -> FilmFile:
    return FilmFile(name=path.name, digest=digest_of(path), path=path)


def done(one: SetAtHand) -> SetAtHand:
    one.wait(SLOW_S)
    assert one.progress().step == "done"
    return one


def test_a_set_is_kept_without_any_page(make_desk: MakeDesk) -> None:
    desk = make_desk()
    one = done(desk.begin([film(CLIP)], title="Monday"))
    (kept,) = desk.history.sets()
    assert (kept.id, kept.title, kept.counted) == (one.id, "Monday", 1)
    assert not one.trouble


def test_a_set_whose_track_is_known_is_kept_at_once(make_desk: MakeDesk) -> None:
    desk = make_desk()
    one = done(desk.begin([film(CLIP)], title="Monday"))
    assert one.tracks is not None
    live = FilmFile(name="live, set 1", digest="live", path=None, track=one.tracks[0])
    kept = desk.begin([live], title="Live set", origin="live", training=None)
    assert {row.id for row in desk.history.sets()} == {one.id, kept.id}
    assert desk.history.sets()[0].origin == "live"


def test_a_set_is_of_the_day_on_which_its_film_was_recorded(
    make_desk: MakeDesk, tmp_path: Path
) -> None:
    desk = make_desk()
    dated = write_video(
        tmp_path / "may.mp4", [0.0, 0.1], says={"creation_time": "2026-05-03T17:42:10Z"}
    )
    one = replace(film(dated), track=deadlift_set(2)[0])
    desk.begin([one], title="In May")
    (kept,) = desk.history.sets()
    assert kept.done_at == datetime(2026, 5, 3, 17, 42, 10, tzinfo=UTC)
    assert kept.kept_at.date() == datetime.now(UTC).date()


def test_a_set_is_found_tomorrow_with_what_was_said_of_it(make_desk: MakeDesk) -> None:
    desk = make_desk()
    one = done(desk.begin([film(CLIP)], title="Monday"))
    one.ask(Asked(options=Options(side="left", load="heavy")))
    before = one.report
    found = make_desk().find(one.id)
    assert found is not None
    assert found.asked == one.asked
    assert before is not None
    assert found.report is not None
    assert found.report.side == before.side == "left"
    assert found.report.load == "heavy"
    assert make_desk().find("0" * 32) is None


def test_a_change_of_leg_or_load_follows_nobody_again_and_is_kept(
    make_desk: MakeDesk,
) -> None:
    desk = make_desk()
    one = done(desk.begin([film(CLIP)], title="Monday"))
    desk.history.note(one.id, Diary(load_kg=16))
    tracks = one.tracks
    one.ask(Asked(options=Options(side="left", load="medium")))
    assert one.tracks is not None
    assert tracks is not None
    assert one.tracks[0] is tracks[0]
    (kept,) = desk.history.sets()
    assert (kept.side, kept.load, kept.diary.load_kg) == ("left", "medium", 16)


def test_a_change_that_its_page_does_not_keep_is_kept_soon(
    make_desk: MakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sets, "KEEPS_AFTER_S", 0.01)
    desk = make_desk()
    one = done(desk.begin([film(CLIP)], title="Monday"))
    one.ask(Asked(options=Options(side="left", load="medium")), later=True)
    until_s = time.monotonic() + SLOW_S
    while (desk.history.sets()[0].side, desk.history.sets()[0].load) != (
        "left",
        "medium",
    ):
        assert time.monotonic() < until_s
        time.sleep(0.02)


def test_the_other_leg_is_judged_before_anybody_asks(
    make_desk: MakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = done(make_desk().begin([film(CLIP)], title="Monday"))
    one.think_ahead()
    for thread in threading.enumerate():
        if thread.name == "ahead":
            thread.join(SLOW_S)
    monkeypatch.setattr(question, "judge", None)  # nobody judges any more
    one.ask(Asked(options=Options(side="left")), later=True)
    assert one.report is not None
    assert one.report.side == "left"


def test_a_set_of_a_training_is_settled_when_it_is_kept_not_before(
    make_desk: MakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = make_desk()
    written, go_on = desk.history.keep, threading.Event()

    def slow(new: NewSet, *, known: bool = False) -> bool:
        assert go_on.wait(SLOW_S)
        return written(new, known=known)

    monkeypatch.setattr(desk.history, "keep", slow)
    training = desk.history.trainings.begin({})
    one = desk.begin([film(CLIP)], title="Monday", training=training)
    until_s = time.monotonic() + SLOW_S
    while one.progress().step != "done":
        assert time.monotonic() < until_s
        time.sleep(0.02)
    assert desk.of_training(training) == [one]
    assert not desk.of_training("another")
    assert not one.settled
    go_on.set()
    while not one.settled:
        assert time.monotonic() < until_s
        time.sleep(0.02)
    assert [kept.id for kept in desk.history.sets(training=training)] == [one.id]


def test_a_set_that_was_forgotten_elsewhere_stays_forgotten(
    make_desk: MakeDesk,
) -> None:
    desk, elsewhere = make_desk(), make_desk()
    one = done(desk.begin([film(CLIP)], title="Monday"))
    assert elsewhere.history.forget(one.id)
    one.ask(Asked(options=Options(load="heavy")))
    assert desk.history.sets() == []
    assert "forgotten" in one.trouble
    assert one.report is not None


def test_whom_a_film_that_is_gone_cannot_show_is_not_asked_for(
    make_desk: MakeDesk, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.mp4"
    copy.write_bytes(CLIP.read_bytes())
    one = done(make_desk().begin([film(copy)], title="Monday"))
    before = one.asked
    copy.unlink()
    athlete = replace(before.options, athlete=ImagePoint(0.2, 0.5))
    with pytest.raises(VideoError, match="not here any more"):
        one.ask(replace(before, options=athlete))
    assert one.asked == before
    assert one.report is not None


def test_forgetting_a_set_does_not_stop_another_of_the_same_film(
    make_desk: MakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()

    def follow(path: Path, *rest: Any, **how: Any) -> Track:
        while not go_on.wait(0.01):
            how["progress"](1, 100)
        how["progress"](100, 100)
        return follow_video(path)

    monkeypatch.setattr(following, "follow_video", follow)
    desk = make_desk()
    first, second = (desk.begin([film(CLIP)], title=name) for name in "ab")
    desk.forget(first.id)
    go_on.set()
    done(second)
    assert [kept.id for kept in desk.history.sets()] == [second.id]


def test_a_set_that_was_stopped_waits_until_it_is_begun_again(
    make_desk: MakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def follow(path: Path, *rest: Any, **how: Any) -> Track:
        while True:
            how["progress"](1, 100)
            time.sleep(0.01)

    with monkeypatch.context() as patched:
        patched.setattr(following, "follow_video", follow)
        one = make_desk().begin([film(CLIP)], title="Monday")
        one.stop()
        one.wait(SLOW_S)
    one.ask(one.asked)  # as its page does at each redraw
    assert one.progress().step == "stopped"
    one.begin_again()
    done(one)


def test_a_set_that_cannot_be_followed_is_settled_in_vain(
    make_desk: MakeDesk, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(b"no film")
    one = make_desk().begin([film(broken)], title="Monday")
    one.wait(SLOW_S)
    assert one.settled
    assert "broken.mp4" in str(one.progress().error)


def test_opening_a_set_writes_nothing(make_desk: MakeDesk) -> None:
    desk = make_desk()
    one = done(desk.begin([film(CLIP)], title="Monday"))
    (before,) = desk.history.sets()
    again = make_desk()
    found = again.find(one.id)
    assert found is not None
    found.ask(found.asked)
    (after,) = again.history.sets()
    assert after == replace(before, diary=after.diary)


def test_two_films_of_one_set_make_one_report_also_tomorrow(
    make_desk: MakeDesk,
) -> None:
    desk = make_desk()
    one = done(desk.begin([film(SIDE)], title="both views"))
    alone = one.report
    one.ask(Asked(), film(FRONT))
    done(one)
    both = one.report
    assert alone is not None
    assert both is not None
    assert both.score.coverage > alone.score.coverage
    found = make_desk().find(one.id)
    assert found is not None
    assert found.report is not None
    assert found.report.score.coverage == pytest.approx(both.score.coverage)
    one.ask(Asked(), None)
    assert one.report is alone


def test_films_that_do_not_belong_together_are_said_to(make_desk: MakeDesk) -> None:
    one = make_desk().begin([film(CLIP)], title="mixed")
    one.ask(Asked(), film(SAMPLES / "box_bridge_good_left.mp4"))
    done(one)
    with pytest.raises(LimitsError):
        assert one.report is None


def test_samples_are_looked_at_and_not_kept(make_desk: MakeDesk) -> None:
    desk = make_desk()
    one = done(desk.begin([film(CLIP)], title="a sample", set_id="s", keep=False))
    assert one.report is not None
    assert desk.history.count() == 0
    assert desk.find("s") is one


def test_a_forgotten_set_does_not_come_back(make_desk: MakeDesk) -> None:
    desk = make_desk()
    one = done(desk.begin([film(CLIP)], title="Monday"))
    desk.forget(one.id)
    one.ask(Asked(options=Options(side="left")))  # a page that is still open
    assert desk.find(one.id) is None
    assert desk.history.count() == 0


def test_a_set_that_is_found_while_it_is_forgotten_does_not_come_back(
    make_desk: MakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = make_desk()
    one = done(desk.begin([film(CLIP)], title="Monday"))
    forget, found = desk.history.forget, list[SetAtHand | None]()
    tab = threading.Thread(target=lambda: found.append(desk.find(one.id)))

    def slowly(set_id: str) -> bool:
        tab.start()  # another page is drawn, between the desk and the history
        tab.join(0.3)
        return forget(set_id)

    monkeypatch.setattr(desk.history, "forget", slowly)
    desk.forget(one.id)
    tab.join(SLOW_S)
    assert found == [None]
    assert desk.at_hand(one.id) is None


def test_a_full_desk_lets_go_of_what_is_over_and_not_of_what_is_nowhere_else(
    make_desk: MakeDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desks, "AT_HAND", 4)
    desk = make_desk()
    track = done(desk.begin([film(CLIP)], title="Monday")).tracks
    assert track is not None
    known = FilmFile(name="live", digest="live", path=None, track=track[0])
    keep = desk.history.keep

    def full(_new: NewSet, **_: object) -> bool:
        raise HistoryError("The disk is full.")

    monkeypatch.setattr(desk.history, "keep", full)
    unsaved = desk.begin([known], title="not kept")
    assert unsaved.trouble
    monkeypatch.setattr(desk.history, "keep", keep)
    broken = tmp_path / "broken.mp4"
    for number in range(8):
        broken.write_bytes(b"no film %d" % number)
        desk.begin([film(broken)], title="in vain").wait(SLOW_S)
    kept = [desk.begin([known], title="kept") for _ in range(3)]
    assert desk.at_hand(unsaved.id) is unsaved
    assert desk.at_hand(kept[-1].id) is kept[-1]
    assert len(desk._sets) == 4


def test_somebody_else_in_a_film_that_is_gone_cannot_be_followed(
    make_desk: MakeDesk,
) -> None:
    one = done(make_desk().begin([film(CLIP)], title="Monday"))
    found = make_desk().find(one.id)
    assert found is not None
    assert found.films[0].path is None
    with pytest.raises(VideoError, match="not here any more"):
        found.ask(Asked(options=Options(athlete=ImagePoint(0.5, 0.5))))


def test_a_history_that_cannot_be_written_costs_the_history_only(
    tmp_path: Path,
) -> None:
    (tmp_path / "file").write_text("no folder")
    place = tmp_path / "file" / "history.sqlite"
    history = History(URL.create("sqlite", database=str(place)))
    one = done(Desk(history, FilmsToFollow()).begin([film(CLIP)], title="Monday"))
    assert one.report is not None
    assert "cannot be used" in one.trouble
