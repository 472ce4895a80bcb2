"""What of a report leads into its film, and to where."""

import re
from dataclasses import replace

import pytest

from coach.reports.html.cues import cues_html
from coach.reports.html.moments import (
    AROUND_S,
    LEAD_IN_S,
    LEAD_OUT_S,
    sentence_on_fault,
    to_moment,
    to_proof,
    to_unit,
    worst_of,
)
from coach.reports.html.tables import units_html
from tests.reports import BIRD_DOG, BOX, EVERY, LOW
from tests.reports import report as report_of


def stretch_of(attributes: str) -> tuple[float, float]:
    found = re.search(r'data-from-s="([\d.]+)" data-to-s="([\d.]+)"', attributes)
    assert found is not None
    return float(found[1]), float(found[2])


def test_a_rep_is_played_with_a_run_up_and_a_little_after_it() -> None:
    rep = report_of(BOX).reps[1]
    assert stretch_of(to_unit(rep)) == pytest.approx(
        (rep.began_s - LEAD_IN_S, rep.ended_s + LEAD_OUT_S)
    )


def test_a_film_does_not_begin_before_itself() -> None:
    rep = replace(report_of(BOX).reps[0], start_s=0.1)
    assert stretch_of(to_unit(rep))[0] == 0.0


def test_the_proof_of_a_reps_fault_is_the_whole_rep_again_and_again() -> None:
    report = report_of(BOX)
    way = to_proof(report.reps[1], LOW, report)
    assert stretch_of(way) == stretch_of(to_unit(report.reps[1]))
    assert " data-again" in way


def test_the_proof_of_a_holds_fault_is_what_is_around_it() -> None:
    report = report_of(BIRD_DOG)
    hold = report.holds[0]
    (sunk,) = hold.faults
    from_s, to_s = stretch_of(to_proof(hold, sunk, report))
    assert from_s == pytest.approx(sunk.at_s - AROUND_S)
    assert to_s == pytest.approx(hold.end_s + LEAD_OUT_S)  # it ends before that


def test_a_fault_is_told_with_its_number_and_what_is_wanted() -> None:
    report = report_of(BIRD_DOG)
    said = sentence_on_fault(report.holds[0], report.holds[0].faults[0], report)
    assert said.startswith("Hold 1: ")
    assert "0.14 ± 0.02 trunk lengths" in said
    assert said.endswith(" is wanted.")


def test_nothing_leads_to_a_moment_that_nobody_knows() -> None:
    assert to_moment(float("nan"), "somewhere") == ""


def test_what_is_said_cannot_become_markup() -> None:
    assert '"><script>' not in to_moment(1.0, '"><script>')


def test_a_fault_that_only_a_second_film_shows_leads_nowhere() -> None:
    report = report_of(BOX)
    assert worst_of(report, replace(LOW, code="knee_inside")) is None


def test_a_fault_of_the_set_leads_to_where_it_is_worst() -> None:
    report = report_of(BOX)
    worse = replace(LOW, measured=40.0)
    reps = (
        replace(report.reps[0], faults=(LOW,)),
        replace(report.reps[1], faults=(worse,)),
    )
    worst = worst_of(replace(report, reps=reps), worse)
    assert worst is not None
    assert worst[0].index == 2


@pytest.mark.parametrize("exercise", EVERY)
def test_every_unit_and_fault_of_the_table_can_be_played(exercise: str) -> None:
    report = report_of(exercise)
    html = units_html(report, playable=True)
    assert html.count("data-from-s") == len(report.units)
    assert html.count("data-at-s") == sum(len(unit.faults) for unit in report.units)
    cards = cues_html(report, playable=True)
    assert cards.count("data-again") == min(len(report.faults), 3)


def test_where_nothing_can_be_played_nothing_asks_to_be_pressed() -> None:
    report = report_of(BOX)
    assert "<button" not in units_html(report) + cues_html(report)
