"""The coach leads through the sets, one sentence at a time."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from coach.live import words
from coach.live.flow import SessionFlow
from coach.live.seen import IDLE_S, LEFT_S, REPEATED_S, FrameObservation
from coach.live.state import LiveSettings, PlannedSet, Step
from exercises.reasons import NO_REASON, Reason
from exercises.registry import EXERCISES
from exercises.report import Report
from exercises.units import Attempt, Fault, Rep
from tests.reports import report as report_of

BOX, PULL_OVER = "bridge_foot_on_box", "bridge_pull_over"
FPS = 10.0


def rep(index: int, *, faults: Sequence[Fault] = ()) -> Rep:
    start_s = 4.0 * index
    return replace(
        REP, index=index, start_s=start_s, bottom_s=start_s + 2.0, leave_s=start_s,
        end_s=start_s + 2.0, faults=tuple(faults),
    )  # fmt: skip


def fault(code: str, severity: int, cue: str) -> Fault:
    return Fault(
        code=code, severity=severity, at_s=1.0, measured=1.0, limit=2.0, cue=cue
    )


REP: Rep = report_of(BOX).reps[0]
HURRIED = fault("fast_lowering", 3, "Slowly lower.")
SLIDES = fault("foot_slides", 2, "Heel heavy.")


class Room:
    """Feeds a coach picture by picture; times start at 0."""

    def __init__(self, **settings: object) -> None:
        self.coach = SessionFlow(LiveSettings(**settings))  # type: ignore[arg-type]
        self.seen = FrameObservation(
            time_s=0.0, framing="", too_few=False, present=True, still_s=0.0,
            attitude="supine", lowering=False, report=None, analysed_s=0.0,
            set_start_s=0.0,
        )  # fmt: skip

    def wait(self, seconds: float, **changes: object) -> None:
        self.seen = replace(self.seen, **changes)  # type: ignore[arg-type]
        for _ in range(round(seconds * FPS)):
            now_s = self.seen.time_s + 1 / FPS
            self.seen = replace(self.seen, time_s=now_s, analysed_s=now_s)
            self.coach.advance(self.seen)

    def report(self, reps: Sequence[Rep]) -> Report:
        return replace(report_of(BOX), reps=tuple(reps), faults=(), attempts=())

    def at(self, step: Step) -> bool:
        return self.coach.step == step

    @property
    def said(self) -> list[str]:
        return [one.text for one in self.coach.spoken]


def working(**settings: object) -> Room:
    room = Room(exercise=BOX, **settings)
    room.coach.start()
    room.wait(4.5)
    room.wait(1.5, still_s=1.5)
    assert room.coach.step == "working"
    return room


def counted(room: Room, reps: Sequence[Rep]) -> None:
    """Let the reps be found one after the other, two seconds apart."""
    start_s = room.seen.time_s
    placed = [
        replace(one, end_s=start_s + 2.0 * place) for place, one in enumerate(reps)
    ]
    for count in range(1, len(reps) + 1):
        room.wait(2.0, report=room.report(placed[:count]), still_s=0.0)


def test_nothing_happens_before_the_press() -> None:
    room = Room()
    room.wait(5.0)
    assert room.coach.step == "idle"
    assert room.said == []


def test_what_is_missing_is_said_and_not_every_moment() -> None:
    room = Room()
    room.coach.start()
    room.wait(REPEATED_S * 2 + 1, framing=words.NO_FEET)
    assert room.said == [words.HELLO, *[words.NO_FEET] * 3]
    assert room.coach.step == "framing"


def test_the_countdown_runs_once_a_second_and_starts_anew_when_somebody_leaves() -> (
    None
):
    room = Room(exercise=BOX)
    room.coach.start()
    room.wait(2.5)
    assert room.said == [words.HELLO, words.SEEN, *words.COUNT_DOWN[:2]]
    room.wait(1.0, framing=words.NOBODY, present=False)
    assert room.coach.step == "framing"
    room.wait(4.5, framing="", present=True)
    assert room.said[-1] == EXERCISES[BOX].coaching.position
    told = [one.at_s for one in room.coach.spoken if one.text in words.COUNT_DOWN]
    gaps = [b - a for a, b in zip(told[-3:], told[-2:], strict=False)]
    assert gaps == pytest.approx([1.0, 1.0], abs=0.11)


@pytest.mark.parametrize(
    ("changes", "armed"),
    [
        pytest.param({"still_s": 2.0}, True, id="still and lying"),
        pytest.param({"still_s": 0.5}, False, id="moving"),
        pytest.param({"still_s": 2.0, "attitude": "upright"}, False, id="standing"),
        pytest.param({"still_s": 2.0, "present": False}, False, id="gone"),
    ],
)
def test_it_arms_when_the_start_position_is_held(
    changes: dict[str, object], armed: bool
) -> None:
    room = Room(exercise=BOX)
    room.coach.start()
    room.wait(4.5)
    assert room.at("ready")
    room.wait(1.0, **changes)
    assert room.at("working") == armed
    assert (words.GO in room.said) == armed


def test_each_rep_is_counted_aloud_once() -> None:
    room = working()
    counted(room, [rep(i) for i in range(1, 4)])
    room.wait(3.0)
    assert room.said[room.said.index(words.GO) + 1 :] == ["One.", "Two.", "Three."]


def test_reps_that_are_found_at_once_are_still_counted_one_by_one() -> None:
    room = working()
    placed = [replace(rep(i), end_s=room.seen.time_s) for i in (1, 2, 3)]
    room.wait(2.0, report=room.report(placed))
    assert room.said[room.said.index(words.GO) + 1 :] == ["One.", "Two.", "Three."]


def test_half_way_and_the_target_are_announced() -> None:
    room = working(target=4)
    counted(room, [rep(i) for i in range(1, 5)])
    after_go = room.said[room.said.index(words.GO) + 1 :]
    assert after_go[:4] == ["One.", "Two.", words.HALF_WAY, "Three."]
    assert after_go[4] == words.target_reached(4, "set")


def test_a_fault_of_one_rep_is_no_cue_and_of_two_it_is() -> None:
    room = working()
    counted(room, [rep(1, faults=[HURRIED])])
    assert HURRIED.cue not in room.said
    counted(room, [rep(1, faults=[HURRIED]), rep(2, faults=[HURRIED])])
    assert room.said.count(HURRIED.cue) == 1
    assert room.coach.cues.standing == HURRIED.cue


def test_the_gravest_cue_comes_alone_and_then_there_is_silence() -> None:
    room = working()
    both = [rep(i, faults=[SLIDES, HURRIED]) for i in (1, 2, 3)]
    counted(room, both)
    assert room.said.count(HURRIED.cue) == 1
    assert SLIDES.cue not in room.said


def test_who_mends_it_for_two_reps_is_told_so() -> None:
    room = working()
    bad = [rep(i, faults=[HURRIED]) for i in (1, 2)]
    good = [rep(i) for i in (3, 4, 5, 6)]
    counted(room, [*bad, *good])
    assert room.said.count(words.BETTER) == 1
    assert room.coach.cues.standing == ""


def test_the_set_ends_when_the_position_is_left_and_not_before_a_rep() -> None:
    room = working()
    room.wait(LEFT_S + 2, attitude="upright")
    assert room.at("working")
    room.wait(1.0, attitude="supine")
    counted(room, [rep(1)])
    room.wait(LEFT_S + 0.5, attitude="upright")
    assert room.at("resting")


def test_a_moment_out_of_the_position_does_not_end_the_set() -> None:
    room = working()
    counted(room, [rep(1)])
    room.wait(LEFT_S / 2, attitude="upright")
    room.wait(2.0, attitude="supine")
    assert room.coach.step == "working"


def test_the_set_ends_when_nothing_moves_for_long() -> None:
    room = working()
    counted(room, [rep(1)])
    for tenth in range(round((IDLE_S + 1) * FPS)):
        room.wait(1 / FPS, still_s=tenth / FPS)
    assert room.coach.step == "resting"


def test_after_the_rest_the_other_leg_is_asked_for_and_the_count_starts_anew() -> None:
    room = working(rest_s=12.0)
    counted(room, [rep(1)])
    room.wait(LEFT_S + 0.5, present=False)
    room.coach.finished(replace(room.report([rep(1)]), side="left"))
    assert room.said[-2:] == [words.set_over(1, "rep"), words.rest(12.0)]
    assert 0 < room.coach.rest_left_s <= 12.0
    room.wait(12.5, present=True, report=None)
    assert words.REST_ENDS in room.said
    assert "Change legs. Right leg now." in room.said
    assert room.coach.set_number == 2
    assert room.coach.units == room.coach.count == 0


PLANNED = (
    PlannedSet(exercise=BOX, side="left", load="medium"),
    PlannedSet(exercise=BOX, side="right", load="medium", reminder="Slowly lower."),
    PlannedSet(exercise=PULL_OVER, side="left"),
)


def test_a_plan_leads_through_its_legs_and_exercises() -> None:
    room = working(planned=PLANNED, rest_s=12.0)
    assert (room.coach.exercise, room.coach.side) == (BOX, "left")
    for next_up, said in (
        ((BOX, "right"), "Change legs. Right leg now."),
        ((PULL_OVER, "left"), "Next: Bridge with pull over. Left leg."),
    ):
        counted(room, [rep(1)])
        room.wait(LEFT_S + 0.5, present=False)
        room.coach.finished(replace(room.report([rep(1)]), side="left"))
        room.wait(12.5, present=True, report=None)
        assert said in room.said
        assert (room.coach.exercise, room.coach.side) == next_up
        room.wait(6.0, still_s=1.5)
        assert room.coach.step == "working"
    assert room.said.count("Remember: Slowly lower.") == 1
    counted(room, [rep(1)])
    room.wait(LEFT_S + 0.5, present=False)
    assert room.coach.step == "done"


def test_after_the_last_set_it_is_done() -> None:
    room = working(sets=1)
    counted(room, [rep(1)])
    room.wait(LEFT_S + 0.5, present=False)
    assert room.coach.step == "done"


def test_sentences_are_numbered_without_gaps() -> None:
    room = working()
    counted(room, [rep(i) for i in range(1, 6)])
    numbers = [one.seq for one in room.coach.spoken]
    assert numbers == list(range(1, len(numbers) + 1))


def test_everything_said_is_short_enough_to_be_spoken_in_time() -> None:
    # Speech synthesis says some 2.5 words a second (our choice: a calm voice).
    fixed = [
        *(exercise.coaching.position for exercise in EXERCISES.values()),
        words.POSITION, words.NOBODY, words.NO_FEET, words.NO_HEAD,
        words.NO_BODY, words.TOO_FAR, words.TOO_DARK, words.HELLO, words.SEEN,
        "Change legs. Left leg now.", words.rest(45.0), words.set_over(8, "rep"),
    ]  # fmt: skip
    assert max(len(text.split()) for text in fixed) <= 9


def test_too_few_pictures_are_told_once_a_set() -> None:
    room = working()
    assert words.TOO_FEW not in room.said
    room.wait(10.0, too_few=True)
    room.wait(2.0, too_few=False)
    room.wait(2.0, too_few=True)
    assert room.said.count(words.TOO_FEW) == 1


def test_the_next_set_is_warned_anew() -> None:
    room = Room(exercise=BOX, rest_s=1.0)
    room.coach.start()
    room.wait(4.5)
    room.wait(1.5, still_s=1.5, too_few=True)
    counted(room, [REP])
    room.wait(LEFT_S + 0.5, present=False)
    assert room.coach.step == "resting"
    room.wait(8.0, present=True, report=None)
    assert room.said.count(words.TOO_FEW) == 2


def test_whoever_is_not_in_the_picture_yet_is_not_warned() -> None:
    room = Room(exercise=BOX)
    room.coach.start()
    room.wait(5.0, framing=words.NO_FEET, too_few=True)
    assert words.TOO_FEW not in room.said


def test_too_few_pictures_before_the_start_are_nobodys_concern() -> None:
    room = Room(exercise=BOX)
    room.wait(5.0, too_few=True)
    assert room.said == []


def test_a_movement_that_does_not_count_is_told_with_the_reason() -> None:
    room = working(sets=1)
    low = Attempt(
        start_s=room.seen.time_s + 0.5, end_s=room.seen.time_s + 3.0,
        reason=Reason("too_small", "the hips stayed 31 degrees below the line"),
        rom_deg=25.0,
    )  # fmt: skip
    report = replace(room.report([]), attempts=(low,))
    room.wait(6.0, report=report)
    assert room.said.count(words.NOT_COUNTED) == 1
    assert room.coach.cues.standing == f"Not counted: {low.reason.text}."


def test_getting_into_the_position_is_no_try() -> None:
    room = working(sets=1)
    early = Attempt(start_s=1.0, end_s=3.0, reason=NO_REASON, rom_deg=20.0)
    room.wait(6.0, report=replace(room.report([]), attempts=(early,)))
    assert words.NOT_COUNTED not in room.said


def test_nothing_is_praised_while_too_few_pictures_come() -> None:
    room = working(sets=1)
    room.seen = replace(room.seen, too_few=True)
    bad = [rep(i, faults=[HURRIED]) for i in (1, 2)]
    counted(room, [*bad, *(rep(i) for i in (3, 4, 5, 6))])
    assert HURRIED.cue in room.said
    assert words.BETTER not in room.said
