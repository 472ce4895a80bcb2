"""The table of units, and what a set comes to."""

from dataclasses import replace

from coach.reports.columns import columns_of, set_figures
from coach.reports.wording import DASH
from exercises.units import Rep
from tests.reports import BOX, DEADLIFT, measure, report, summary


def test_a_set_is_told_by_the_means_that_its_exercise_names() -> None:
    made = report(BOX)
    figures = set_figures(made, made.sets[0])  # of a straight bridge and a low one
    assert figures["Height"] == "81 %"
    assert figures["Hip"] == "160\N{DEGREE SIGN}"
    assert figures["Lowering"] == "2.0 s"


def test_a_column_of_which_no_mean_is_named_is_none_of_the_set_s() -> None:
    made = replace(report(DEADLIFT), sets=(summary(1, "left", 1, 2),))
    assert "Knee" in [column.title for column in columns_of(made)]
    figures = set_figures(made, made.sets[0])
    assert "Knee" not in figures
    assert DASH not in figures.values()


def test_a_cell_has_the_verdict_of_the_measure_that_its_column_names_second() -> None:
    made = report(BOX)
    low: Rep = made.reps[1]
    (hip,) = (column for column in columns_of(made) if column.title == "Hip")
    assert hip.cell(low).text == "150\N{DEGREE SIGN}"
    assert hip.cell(low).verdict == low.measures["extension_deficit_deg"].verdict
    unseen = replace(low, measures={**low.measures, "hip_deg": measure(float("nan"))})
    assert hip.cell(unseen).text == DASH
