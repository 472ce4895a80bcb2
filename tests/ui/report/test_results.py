"""What the results say, from reports written by hand."""

import math
import re
from dataclasses import replace

import numpy as np
import pytest

from coach.film.evidence import Evidence
from coach.live.flow import SessionFlow
from coach.live.state import LiveSettings
from coach.reports.html.colours import PHASES
from coach.reports.html.cues import cues_html
from coach.reports.html.evidence import caption_of
from coach.reports.html.summary import facts_html, score_html
from coach.reports.html.tables import (
    attempts_html,
    measures_html,
    units_html,
    unseen_html,
)
from coach.reports.html.together import comparisons_html, plan_html, sets_html
from coach.reports.signals import phase_rows
from exercises.reasons import Reason
from exercises.report import NotAssessed, Report, Score, SourceInfo, Subscore, ViewInfo
from exercises.units import Attempt, Fault, Measure, Rep
from tests.reports import BIRD_DOG, BOX, EVERY
from tests.reports import rep as written_rep
from tests.reports import report as report_of
from ui.check.settings import height_in_m
from ui.check.waiting import how_far
from ui.live.choices import asked_for

FILM_FRONT = Reason("view", "film from the front")
BENT = Reason("too_small", "the hip bent by 29 degrees")

FAST = Fault(
    code="fast_lowering",
    severity=3,
    at_s=1.5,
    measured=0.6,
    limit=1.5,
    cue="Slow down on the way down.",
)
DEEP = replace(FAST, code="too_deep", severity=2, measured=110.0, limit=105.0)


@pytest.fixture
def rep() -> Rep:
    return Rep(
        index=1,
        start_s=1.0,
        bottom_s=1.6,
        leave_s=2.0,
        end_s=3.0,
        lowering_s=0.6,
        lowering_error_s=0.08,
        pause_s=0.4,
        lifting_s=1.0,
        score=69.0,
        measures={
            "lowering_s": Measure(value=0.6, unit="s", error=0.05, verdict="fault")
        },
        faults=(FAST,),
    )


@pytest.fixture
def report(rep: Rep) -> Report:
    return Report(
        source=SourceInfo(
            name="set.mp4", duration_s=5, fps=30, width=960, height=540, frames=150
        ),
        exercise="internal_rotation_deadlift",
        exercise_confidence=1,
        side=None,
        side_confidence=0.2,
        load=None,
        view=ViewInfo(yaw_deg=4, name="side", confidence=1),
        score=Score(value=69, low=64, high=69, coverage=0.7, grade="B"),
        subscores={
            "hip_hinge": Subscore(value=90, low=80, high=95),
            "internal_rotation": Subscore(
                value=math.nan,
                low=math.nan,
                high=math.nan,
                reason=FILM_FRONT,
            ),
        },
        reps=(rep,),
        measures=rep.measures,
        faults=(FAST,),
    )


def test_the_score_comes_with_its_interval_and_what_was_seen(report: Report) -> None:
    html = score_html(report)
    assert "69<span> of 100" in html
    assert "Between 64 and 69" in html
    assert "70% of what counts was seen" in html
    assert "Not seen: film from the front" in html
    assert "nan" not in html


def test_without_a_score_it_says_why(report: Report) -> None:
    unknown = Score(
        value=math.nan, low=math.nan, high=math.nan, coverage=0.3, grade="C"
    )
    html = score_html(replace(report, score=unknown))
    assert "No score" in html
    assert "Only 30% of what counts can be seen from the side" in html
    assert "nan" not in html


def test_an_unsure_leg_is_not_named(report: Report) -> None:
    html = facts_html(report)
    assert "Unsure" in html
    assert "Left" not in html
    assert "Right" not in html


def test_a_lowering_time_is_shown_with_its_error(report: Report) -> None:
    assert "0.6 s</b> <small>± 0.05</small>" in units_html(report)


def test_a_lowering_that_was_not_timed_is_a_dash(report: Report, rep: Rep) -> None:
    unknown = replace(rep, lowering_s=math.nan, lowering_error_s=math.nan)
    html = units_html(replace(report, reps=(unknown,)))
    assert "nan" not in html
    assert "\N{EN DASH}" in html


def test_a_fault_is_marked_in_words(report: Report) -> None:
    assert "\N{MULTIPLICATION X} Lowering too fast" in units_html(report)


def test_a_cue_gives_the_number_and_what_is_wanted(report: Report) -> None:
    html = cues_html(report)
    assert "Slow down on the way down." in html
    assert "In rep 1: 0.6 ± 0.05 s; at least 2.5 s is wanted." in html


def test_what_is_only_possible_is_a_question_and_not_a_change(report: Report) -> None:
    html = cues_html(replace(report, faults=(), possible=(DEEP,)))
    assert "Worth a look" in html
    assert "Change:" not in html
    assert "110°; 60° to 95° is wanted" in html


def test_a_slow_lowering_is_praised_only_where_it_was_timed(report: Report) -> None:
    fine = Measure(value=3.0, unit="s", error=0.1, verdict="ok")
    unseen = Measure(
        value=math.nan,
        unit="s",
        error=math.nan,
        verdict="not_assessed",
        reason=Reason("hidden", "unseen"),
    )
    timed = replace(report, faults=(), measures={"lowering_s": fine})
    assert "Keep it that slow" in cues_html(timed)
    untimed = replace(timed, measures={"lowering_s": unseen})
    assert "Nothing clear to change." in cues_html(untimed)
    assert "slow" not in cues_html(untimed)


def test_never_more_than_three_cues(report: Report) -> None:
    html = cues_html(replace(report, faults=(FAST,) * 4, possible=(DEEP,) * 4))
    assert html.count("<li ") == 3


def test_text_from_elsewhere_cannot_become_markup(report: Report) -> None:
    sly = replace(FAST, cue="<script>alert(1)</script>")
    assert "<script>" not in cues_html(replace(report, faults=(sly,)))


def test_what_was_not_seen_is_told_with_the_way_to_see_it(report: Report) -> None:
    unseen = (
        NotAssessed(measure="hand_target", reason=FILM_FRONT),
        NotAssessed(measure="knee_offset", reason=FILM_FRONT),
    )
    assert (
        "Not seen from the side: film from the front for reach to the laces and knee "
        "over foot." in unseen_html(replace(report, not_assessed=unseen))
    )


def test_an_attempt_is_listed_with_its_reason(report: Report) -> None:
    attempt = Attempt(
        start_s=4,
        end_s=4.8,
        reason=BENT,
        rom_deg=29,
    )
    html = attempts_html(replace(report, attempts=(attempt,)))
    assert "4.0 to 4.8 s</b>: the hip bent by 29 degrees." in html


def test_a_rep_is_shaded_in_three_phases_that_follow_each_other(report: Report) -> None:
    rows = phase_rows(report)
    assert [row["phase"] for row in rows] == ["Lowering", "At the bottom", "Lifting"]
    assert [(row["time_s"], row["end_s"]) for row in rows] == [
        (1.0, 1.6),
        (1.6, 2.0),
        (2.0, 3.0),
    ]


def test_a_rep_that_starts_at_the_bottom_has_no_pause_to_shade(
    report: Report, rep: Rep
) -> None:
    lift_first = replace(rep, leave_s=0.1, end_s=0.9, pause_s=math.nan)
    rows = phase_rows(replace(report, reps=(lift_first,)))
    assert [row["phase"] for row in rows] == ["Lowering", "Lifting"]


def test_progress_tells_the_time_that_is_left() -> None:
    assert how_far(100, 400, spent_s=5.0) == "100 of 400 frames, about 15 s left"


def test_progress_promises_nothing_while_the_model_starts() -> None:
    assert how_far(3, 400, spent_s=5.0) == "3 of 400 frames"


def test_progress_without_a_known_length_counts() -> None:
    assert how_far(250, 0, spent_s=5.0) == "250 frames"


@pytest.mark.parametrize("exercise", EVERY)
def test_every_exercise_has_facts_table_and_chart(exercise: str) -> None:
    judged = report_of(exercise)
    html = facts_html(judged) + units_html(judged) + cues_html(judged)
    assert "nan" not in html
    for unit in judged.units:
        assert f"<b>{unit.index}</b>" in html
    assert {row["phase"] for row in phase_rows(judged)} <= set(PHASES)


def test_a_hold_is_shaded_until_its_form_is_gone() -> None:
    rows = [row for row in phase_rows(report_of(BIRD_DOG)) if row["of"] == "Hold 1"]
    assert [(row["phase"], row["time_s"], row["end_s"]) for row in rows] == [
        ("In form", 2.0, 10.0),
        ("Form gone", 10.0, 12.0),
    ]


def test_sets_comparisons_and_plan_are_shown() -> None:
    box, dog = report_of(BOX), report_of(BIRD_DOG)
    assert "Set 2" in sets_html(box)
    assert '<li class="clear">You lower faster' in comparisons_html(dog)
    assert "not in this film" in plan_html(box)


@pytest.mark.parametrize(
    ("number", "metres"), [(175, 1.75), (1.75, 1.75), (17, None), (None, None)]
)
def test_a_height_is_read_in_metres_and_centimetres(
    number: float | None, metres: float | None
) -> None:
    assert height_in_m(number) == metres


def test_a_heading_that_is_a_measure_says_what_it_is(report: Report) -> None:
    html = units_html(report)
    assert 'title="Between trunk and standing thigh at the bottom: 180' in html


def test_every_interval_on_the_page_is_of_one_level(report: Report) -> None:
    shown = "".join((units_html(report), measures_html(report), score_html(report)))
    assert set(re.findall(r"(\d+) times in (\d+)", shown)) == {("19", "20")}
    # The error beside a lowering time is its measure's, as the verdict on it is.
    assert "± 0.14" in units_html(replace(report, reps=(timed(2.0, 0.14),)))


def test_a_picture_of_a_fault_says_the_number_and_what_is_wanted(
    report: Report,
) -> None:
    picture = Evidence(
        unit=1, fault="fast_lowering", label="Rep 1: lowering ends", time_s=1.6,
        image_rgb=np.zeros((1, 1, 3), np.uint8),
    )  # fmt: skip
    assert caption_of(picture, report) == (
        "Rep 1: lowering ends at 1.6 s: lowering too fast, 0.6 ± 0.05 s; at least "
        "2.5 s is wanted."
    )
    before = replace(picture, fault=None, label="Rep 1: lowering starts", time_s=1.0)
    assert caption_of(before, report) == "Rep 1: lowering starts at 1.0 s"


def test_what_was_hardly_seen_is_neither_scored_nor_praised(report: Report) -> None:
    few = "4 pictures a second are too few; a score takes 12"
    score = replace(report.score, value=math.nan, reason=Reason("hidden", few))
    bare = replace(report, score=score, faults=(), possible=())
    assert few in score_html(bare)
    assert few in cues_html(bare)
    assert "Nothing clear to change" not in cues_html(bare)


@pytest.mark.parametrize(
    ("exercise", "counts_to"),
    [
        ("auto", "As the circuit asks"),
        (BIRD_DOG, "30 seconds"),
        (BOX, "8 reps"),
        ("gallop", "Until you leave"),
    ],
)
def test_live_says_how_far_it_counts_by_itself(exercise: str, counts_to: str) -> None:
    assert asked_for(exercise) == counts_to
    target = SessionFlow(LiveSettings(exercise=exercise)).target
    assert target is None or counts_to.startswith(str(target))


def timed(lowering_s: float, error_s: float) -> Rep:
    measure = Measure(value=lowering_s, unit="s", error=error_s, verdict="ok")
    return replace(
        written_rep(1, 1.0), lowering_error_s=9.9, measures={"lowering_s": measure}
    )
