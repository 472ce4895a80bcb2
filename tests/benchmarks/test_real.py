"""The verdicts of `benchmarks.real`, on reports written by hand."""

from dataclasses import replace

import pytest

from benchmarks.real import agreement, body, expected, totals
from benchmarks.real_expected import Pair, Trial, pairs, trials
from benchmarks.real_verdict import judged, refused
from benchmarks.sections import section, with_section
from exercises.reasons import Reason
from exercises.registry import EXERCISES
from exercises.report import Report
from exercises.units import Attempt, Rep
from tests.reports import BOX, DEADLIFT, fault, report

BACK_FOOT = fault("back_foot_leaves_wall", 2.0, 0.3, 0.2, "Keep the back foot up.")
CUT_OFF = Attempt(
    start_s=9.0,
    end_s=10.0,
    reason=Reason("too_small", "the film ends in it"),
    rom_deg=40.0,
)
TWO = report(DEADLIFT)  # two reps of the left leg: down 1-3 s and 6-8 s, in 2.0 s


def trial(**wanted: object) -> Trial:
    of = {"is": [DEADLIFT], "counted": [2], "side": "left"} | wanted
    return Trial(film="real/clips/one.mp4", shows="one", wanted=of)


def verdict(of: Report, **wanted: object) -> str:
    return judged(trial(**wanted), of).verdict


def test_what_was_asked_for_is_right() -> None:
    assert verdict(TWO) == "right"


def test_another_exercise_is_wrong() -> None:
    assert verdict(replace(TWO, exercise=BOX)) == "wrong"
    assert verdict(replace(TWO, exercise=None, reps=())) == "wrong"
    assert verdict(TWO, **{"is": ["none"]}) == "wrong"


def test_any_of_several_answers_is_right() -> None:
    either = {"is": ["none", DEADLIFT]}
    assert verdict(TWO, **either) == "right"
    assert verdict(replace(TWO, exercise=None, reps=()), **either) == "right"


def test_a_count_that_is_off_is_wrong() -> None:
    assert verdict(TWO, counted=[3]) == "wrong"
    assert verdict(TWO, counted=[1]) == "wrong"


def test_fewer_counted_for_a_reason_that_a_viewer_shares_abstains() -> None:
    told = replace(TWO, attempts=(CUT_OFF,))
    assert verdict(told, counted=[3], reasons=["film ends"]) == "abstains"
    assert verdict(TWO, counted=[3], reasons=["film ends"]) == "wrong"  # not said
    assert verdict(told, counted=[3], reasons=["cut in it"]) == "wrong"  # another
    # More than there are is never excused.
    assert verdict(told, counted=[1], reasons=["film ends"]) == "wrong"


def test_the_wrong_leg_is_wrong_and_an_unsure_one_is_not() -> None:
    assert verdict(replace(TWO, side="right")) == "wrong"
    assert verdict(replace(TWO, side=None)) == "right"
    assert verdict(TWO, side="none") == "wrong"  # both legs carry


def test_a_word_that_nobody_may_say_is_looked_for_in_possible_faults_too() -> None:
    said = replace(TWO, possible=(BACK_FOOT,))
    assert verdict(said, unsaid=["back.foot"]) == "wrong"
    assert verdict(TWO, unsaid=["back.foot"]) == "right"


def test_a_clear_fault_that_a_viewer_would_not_see_is_wrong() -> None:
    reps = (replace(TWO.reps[0], faults=(BACK_FOOT,)), TWO.reps[1])
    assert verdict(replace(TWO, reps=reps), false=["any"]) == "wrong"
    assert verdict(replace(TWO, reps=reps), false=["knee_bends"]) == "right"
    assert verdict(replace(TWO, possible=(BACK_FOOT,)), false=["any"]) == "right"


def test_what_must_be_said_is_missed() -> None:
    assert verdict(TWO, said=["film ends"]) == "wrong"
    assert verdict(replace(TWO, attempts=(CUT_OFF,)), said=["film ends"]) == "right"


def test_times_before_the_film_are_wrong() -> None:
    early = replace(TWO.reps[0], leave_s=-0.2)
    assert verdict(replace(TWO, reps=(early, TWO.reps[1]))) == "wrong"


def test_a_bottom_elsewhere_than_seen_is_wrong() -> None:
    assert verdict(TWO, bottoms_s=[3.2, 7.9]) == "right"
    assert verdict(TWO, bottoms_s=[4.0, 7.9]) == "wrong"


def test_lowerings_are_compared_with_what_was_read_from_frames() -> None:
    wanted = {"lowerings_s": [[1.0, 3.1], [6.5, 8.0]], "read_s": 0.0}
    first, second = judged(trial(**wanted), TWO).lowerings
    assert first.error_s == pytest.approx(-0.1)
    assert first.inside  # of a bar of 0.12 s
    assert second.error_s == pytest.approx(0.5)
    assert not second.inside
    read = judged(trial(**wanted | {"read_s": 0.3}), TWO)
    assert all(one.inside for one in read.lowerings)


def test_a_sentence_is_right_where_nothing_else_can_come_of_a_film() -> None:
    broken = Trial(film="cases/a.mp4", shows="a", wanted={"said": ["incomplete"]})
    assert refused(broken, "a.mp4 is incomplete: copy it again.").verdict == "right"
    assert refused(broken, "a.mp4 cannot be read.").verdict == "wrong"
    assert refused(trial(), "a.mp4 cannot be read.").verdict == "wrong"


def test_two_cameras_agree_within_their_errors() -> None:
    pair = Pair(films=("real/clips/a_1.mp4", "real/clips/a_2.mp4"), named=DEADLIFT)
    assert "in 2 of 2" in agreement(pair, [TWO, TWO])
    longer = replace(TWO, reps=tuple(_longer(rep) for rep in TWO.reps))
    assert "in 0 of 2" in agreement(pair, [TWO, longer])
    assert "1 and 2 counted" in agreement(pair, [replace(TWO, reps=TWO.reps[:1]), TWO])


def _longer(rep: Rep) -> Rep:
    return replace(rep, lowering_s=rep.lowering_s + 0.3)


def test_the_sums_tell_right_abstained_and_wrong() -> None:
    outcomes = [judged(trial(), TWO), judged(trial(counted=[3]), TWO)]
    assert totals(outcomes) == ["1 right, 0 abstains, 1 wrong of 2."]
    assert "**wrong**: counted 2 of 3" in body(outcomes, ["How."])


def test_every_film_that_is_listed_asks_for_something() -> None:
    for one in trials():
        assert one.film.startswith(("real/clips/", "cases/"))
        assert set(one.exercises) <= {*EXERCISES, "none"}
        assert one.exercises or one.wanted["said"], one.film
        assert expected(one)
    films = {one.film for one in trials()}
    assert all(film in films for pair in pairs() for film in pair.films)


TEXT = "# A\n\n## One\n\nfirst\n\n## Two\n\nsecond\n"


def test_a_section_is_put_in_the_place_of_the_old_one() -> None:
    assert section(TEXT, "One") == "## One\n\nfirst\n\n"
    assert section(TEXT, "Two") == "## Two\n\nsecond\n"
    new = with_section(TEXT, "One", "new\n", before="Two")
    assert new == "# A\n\n## One\n\nnew\n\n## Two\n\nsecond\n"


def test_a_new_section_goes_before_another() -> None:
    new = with_section(TEXT, "Half", "new", before="Two")
    assert new.index("## One") < new.index("## Half") < new.index("## Two")
