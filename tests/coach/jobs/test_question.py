"""What is asked of a set is judged once, whoever asks and how often."""

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest

from coach.check import Options, VideoAnalysis, judge
from coach.jobs import question as asking
from coach.jobs.question import Answers, Asked, FilmFile, Question
from exercises.report import Report
from tests.conftest import SAMPLES

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="no sample videos here")
SLOW_S = 60.0


@pytest.fixture
def asked(check_sample: Callable[..., VideoAnalysis]) -> Question:
    found = check_sample("deadlift_not_tall")
    film = FilmFile(name="a.mp4", digest="a", path=None)
    return Question(set_id="s", films=(film,), tracks=(found.track,), asked=Asked())


def to(question: Question, **options: object) -> Question:
    given = replace(question.asked.options, **options)  # type: ignore[arg-type]
    return replace(question, asked=replace(question.asked, options=given))


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[Options]:
    """What was judged, in order."""
    seen: list[Options] = []

    def noted(track: object, options: Options) -> Report:
        seen.append(options)
        return judge(track, options)  # type: ignore[arg-type]

    monkeypatch.setattr(asking, "judge", noted)
    return seen


def test_a_weight_is_noted_without_judging_again(
    asked: Question, judged: list[Options]
) -> None:
    answers = Answers()
    bare = answers.to(asked)
    heavy = answers.to(to(asked, load="heavy"))
    assert (bare.load, heavy.load) == (None, "heavy")
    assert replace(heavy, load=None) == replace(bare, load=None)
    assert len(judged) == 1


def test_two_who_ask_at_once_wait_for_one_answer(
    asked: Question, judged: list[Options]
) -> None:
    answers, found = Answers(), []
    threads = [
        threading.Thread(target=lambda: found.append(answers.to(asked)))
        for _ in range(4)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join(SLOW_S)
    assert len(found) == 4
    assert all(one is found[0] for one in found)
    assert len(judged) == 1


def test_what_went_wrong_is_asked_again(
    asked: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = Answers()

    def fails(*_: object) -> Report:
        raise MemoryError

    monkeypatch.setattr(asking, "judge", fails)
    with pytest.raises(MemoryError):
        answers.to(asked)
    monkeypatch.setattr(asking, "judge", judge)
    assert answers.to(asked).units
