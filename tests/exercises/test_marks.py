"""What a person says of a film's reps counts, is told, and can be taken back."""

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.check import Options, judge
from coach.history.as_text import options_as_text, options_from_text
from coach.reports.json_report import as_json
from exercises.check import check
from exercises.marks import NO_MARKS, MarkedRep, Marks
from exercises.report import Report
from exercises.scoring.by_user import as_marked_rep
from exercises.units import Rep
from hamstrong.errors import MarksError
from tests.figures import deadlift_set
from tests.figures_lying import bridge_set

DEADLIFT, BRIDGE = "internal_rotation_deadlift", "bridge_foot_on_box"
TRACK = deadlift_set(3)[0]


def judged(marks: Marks = NO_MARKS) -> Report:
    return check(TRACK, exercise=DEADLIFT, marks=marks)


def marked(rep: Rep, **moved: float) -> MarkedRep:
    """A rep as it was found, with some of its edges moved by so many seconds."""
    return MarkedRep(
        **{
            edge: getattr(rep, edge) + moved.get(edge, 0.0)
            for edge in ("start_s", "bottom_s", "leave_s", "end_s")
        }
    )


def test_a_rep_that_is_none_is_removed_and_kept_as_an_attempt() -> None:
    found = judged()
    middle = found.reps[1]
    report = judged(Marks(removed_s=(middle.bottom_s,)))
    assert [rep.start_s for rep in report.reps] == [
        found.reps[0].start_s,
        found.reps[2].start_s,
    ]
    assert [rep.index for rep in report.reps] == [1, 2]
    (attempt,) = report.attempts
    assert attempt.reason.code == "by_user"
    assert (attempt.start_s, attempt.end_s) == (middle.start_s, middle.end_s)
    assert "1 was removed by you." in report.notes


def test_a_missed_rep_is_added_and_measured() -> None:
    shallow = deadlift_set(2, bottom_lean=30.0)[0]  # far too little to count
    assert check(shallow, exercise=DEADLIFT).reps == ()
    report = check(
        shallow,
        exercise=DEADLIFT,
        marks=Marks(
            reps=(MarkedRep(start_s=1.0, bottom_s=3.8, leave_s=4.3, end_s=5.5),)
        ),
    )
    (rep,) = report.reps
    assert rep.by_user
    assert rep.lowering_s == pytest.approx(2.8)
    assert rep.measures["lean_deg"].value == pytest.approx(30, abs=5)
    assert "shallow_hinge" in {fault.code for fault in (*rep.faults, *rep.possible)}
    assert "1 was timed by you." in report.notes


def test_a_moved_edge_changes_the_time_and_nothing_else() -> None:
    found = judged()
    marks = Marks(reps=(marked(found.reps[1], bottom_s=-0.4),))
    report = judged(marks)
    assert len(report.reps) == 3
    assert report.reps[1].lowering_s == pytest.approx(found.reps[1].lowering_s - 0.4)
    assert report.reps[0] == found.reps[0]
    assert report.reps[2] == found.reps[2]
    assert [rep.by_user for rep in report.reps] == [False, True, False]


def test_marks_that_say_what_was_found_change_no_angle() -> None:
    found = judged()
    report = judged(Marks(reps=tuple(marked(rep) for rep in found.reps)))
    for rep, before in zip(report.reps, found.reps, strict=True):
        for key, measure in rep.measures.items():
            if math.isfinite(before.measures[key].value):
                assert measure.value == pytest.approx(before.measures[key].value)


def test_a_bridge_is_marked_lift_first() -> None:
    track = bridge_set()[0]
    found = check(track, exercise=BRIDGE)
    first = found.reps[0]
    assert first.leave_s < first.start_s
    marks = Marks(reps=(marked(first, start_s=0.3),), removed_s=())
    report = check(track, exercise=BRIDGE, marks=marks)
    assert len(report.reps) == len(found.reps)
    assert report.reps[0].by_user
    assert report.reps[0].start_s == pytest.approx(first.start_s + 0.3)


def test_without_marks_nothing_changes_and_the_json_has_no_new_key() -> None:
    report = judged()
    assert as_json(judged(Marks())) == as_json(report)
    assert all("by_user" not in rep for rep in as_json(report)["reps"])
    timed = judged(Marks(reps=(marked(report.reps[0]),)))
    assert [rep.get("by_user") for rep in as_json(timed)["reps"]] == [True, None, None]


def test_marks_stand_in_the_films_time_whatever_its_speed() -> None:
    second = judged().reps[1]
    marks = Marks(removed_s=((second.bottom_s + second.leave_s) / 2,))
    report = judge(TRACK, Options(exercise=DEADLIFT, marks=marks, speed=0.5))
    assert len(report.reps) == 2
    (attempt,) = report.attempts
    assert attempt.start_s == pytest.approx(second.start_s / 2, abs=0.1)


def test_a_mark_where_nobody_is_seen_is_told() -> None:
    far = MarkedRep(start_s=500.0, bottom_s=502.0, leave_s=502.5, end_s=503.0)
    report = judged(Marks(reps=(far,)))
    assert len(report.reps) == 3
    assert any("marked at 500.0 s cannot be read" in note for note in report.notes)


@pytest.mark.parametrize(
    ("times", "says"),
    [
        ((1.0, 1.0, 2.0, 3.0), "ends a movement before it begins"),
        ((1.0, 3.0, 2.0, 4.0), "lifted while it is lowered"),
        ((1.0, 3.0, 4.0, math.nan), "a time is missing"),
        ((-1.0, 3.0, 4.0, 5.0), "a time is missing"),
        ((1.0, 3.0, 90.0, 99.0), "longer than 60 s"),
    ],
)
def test_times_that_are_no_rep_are_refused(
    times: tuple[float, float, float, float], says: str
) -> None:
    with pytest.raises(MarksError, match=says):
        MarkedRep(start_s=times[0], bottom_s=times[1], leave_s=times[2], end_s=times[3])


def test_reps_that_overlap_are_refused() -> None:
    one = MarkedRep(start_s=1.0, bottom_s=3.0, leave_s=4.0, end_s=5.0)
    other = MarkedRep(start_s=4.5, bottom_s=6.0, leave_s=6.0, end_s=7.0)
    with pytest.raises(MarksError, match="overlap"):
        Marks(reps=(other, one))


def test_marks_outlive_being_written_down() -> None:
    rep = MarkedRep(start_s=1.0, bottom_s=3.0, leave_s=4.0, end_s=5.0)
    options = Options(marks=Marks(reps=(rep,), removed_s=(9.5,)))
    assert options_from_text(options_as_text(options)) == options
    assert options_from_text('{"side": "left"}').marks == Marks()
    twice = replace(options, marks=Marks(reps=(rep,))).marks.reps * 2
    wrong = options_as_text(options).replace("5.0", "0.5")
    with pytest.raises(ValueError, match="ends a movement"):
        options_from_text(wrong)
    with pytest.raises(MarksError):
        Marks(reps=twice)


@settings(max_examples=25, deadline=None)
@given(
    start_s=st.floats(0, 25),
    lowering_s=st.floats(0.02, 20),
    pause_s=st.floats(0, 10),
    lifting_s=st.floats(0.02, 20),
)
def test_any_rep_that_can_be_marked_is_judged_without_a_stumble(
    start_s: float, lowering_s: float, pause_s: float, lifting_s: float
) -> None:
    bottom_s = start_s + lowering_s
    leave_s = bottom_s + pause_s
    rep = MarkedRep(
        start_s=start_s, bottom_s=bottom_s, leave_s=leave_s, end_s=leave_s + lifting_s
    )
    for track, key in ((TRACK, DEADLIFT), (bridge_set()[0], BRIDGE)):
        report = check(track, exercise=key, marks=Marks(reps=(rep,)))
        told = [one for one in report.reps if one.by_user]
        assert len(told) == 1 or any("cannot be read" in n for n in report.notes)


FIRST = MarkedRep(start_s=1.0, bottom_s=3.0, leave_s=4.0, end_s=5.0)
SECOND = MarkedRep(start_s=6.0, bottom_s=7.0, leave_s=7.5, end_s=8.0)


def test_a_marked_rep_takes_the_place_of_its_older_self() -> None:
    moved = replace(FIRST, bottom_s=2.5)
    marks = Marks(reps=(FIRST, SECOND)).with_rep(moved, FIRST)
    assert set(marks.reps) == {moved, SECOND}
    assert marks.removed_s == ()


def test_what_was_found_where_a_rep_was_moved_from_does_not_come_back() -> None:
    marks = Marks().with_rep(SECOND, instead_of=FIRST)
    assert marks == Marks(reps=(SECOND,), removed_s=(3.0,))
    assert Marks().with_rep(replace(FIRST, end_s=5.5), FIRST).removed_s == ()


def test_a_rep_that_is_marked_and_removed_leaves_nothing_there() -> None:
    found = judged()
    second = marked(found.reps[1])
    marks = Marks(reps=(second,)).without(second)
    assert len(judged(marks).reps) == 2


def test_each_change_is_undone_by_itself() -> None:
    marks = Marks(reps=(FIRST, SECOND), removed_s=(9.5, 12.0))
    assert marks.undone(0).reps == (SECOND,)
    assert marks.undone(2).removed_s == (12.0,)
    assert marks.undone(2).reps == marks.reps
    for number in (4, -1):
        with pytest.raises(IndexError):
            marks.undone(number)


def test_a_reported_rep_is_known_as_its_mark_at_any_speed() -> None:
    marks = Marks(reps=(marked(judged().reps[1], bottom_s=-0.2),))
    report = judge(TRACK, Options(exercise=DEADLIFT, marks=marks, speed=0.7))
    (own,) = (rep for rep in report.reps if rep.by_user)
    assert as_marked_rep(own, marks, 1 / 0.7) is marks.reps[0]
