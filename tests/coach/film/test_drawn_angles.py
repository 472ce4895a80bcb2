"""The angle drawn on the film is the angle in the report, in every exercise."""

import math
from collections.abc import Callable, Sequence

import numpy as np
import pytest

from coach.check import VideoAnalysis
from exercises.bird_dog_wall_push.measures import SETTLING_S, TIRING_S, TIRING_SHARE
from exercises.drawing.overlay import Overlay, overlay
from exercises.report import Report
from exercises.units import Bout, Hold, Unit
from tests.chosen import each_named

CLIPS = [
    "deadlift_good_left", "deadlift_fast_lowering", "deadlift_portrait_60fps",
    "box_bridge_good_left", "box_bridge_good_right", "box_bridge_fast_lowering",
    "box_bridge_alternating", "pull_over_good_left", "pull_over_thrown",
    "bird_dog_good_left", "bird_dog_thigh_high",
]  # fmt: skip


def told_and_drawn(unit: Unit, report: Report, drawn: Overlay) -> tuple[float, float]:
    """Return a unit's angle in the report, and the one drawn at its extreme."""
    measures, time_s = unit.measures, drawn.time_s
    if isinstance(unit, Hold):  # a hold is told by the median of its judged part
        tiring_s = min(TIRING_S, TIRING_SHARE * unit.duration_s)
        judged = time_s >= unit.start_s + SETTLING_S
        judged &= time_s <= unit.end_s - tiring_s
        return measures["hip_deg"].value, float(np.median(drawn.hip_deg[judged]))
    assert not isinstance(unit, Bout)
    if report.exercise == "bridge_pull_over":
        read, angle = measures["reach_deg"], drawn.arm_deg
        at_s = (unit.bottom_s + unit.leave_s) / 2
    elif report.exercise == "bridge_foot_on_box":
        read, angle = measures["hip_deg"], drawn.hip_deg
        at_s = read.at_s
    else:
        read, angle = measures["hinge_deg"], drawn.hip_deg
        at_s = read.at_s
    return read.value, float(angle[np.argmin(np.abs(time_s - at_s))])


@each_named("clip", CLIPS)
def test_the_angle_drawn_at_each_extreme_is_the_one_in_the_report(
    clip: str, check_sample: Callable[..., VideoAnalysis]
) -> None:
    checked = check_sample(clip)
    drawn = overlay(checked.track, checked.report)
    units: Sequence[Unit] = checked.report.units
    assert units
    for unit in units:
        told, shown = told_and_drawn(unit, checked.report, drawn)
        assert math.isfinite(told)
        assert shown == pytest.approx(told, abs=1.0)


def test_the_hips_of_a_pull_over_are_drawn_as_they_are_told(
    check_sample: Callable[..., VideoAnalysis],
) -> None:
    checked = check_sample("pull_over_good_left")
    drawn = overlay(checked.track, checked.report)
    for rep in checked.report.reps:
        during = (drawn.time_s >= rep.start_s) & (drawn.time_s <= rep.end_s)
        told = 180.0 - rep.measures["extension_deficit_deg"].value
        assert np.median(drawn.hip_deg[during]) == pytest.approx(told, abs=1.0)


@each_named("clip", ["gallop_good_left", "gallop_four_bouts"])
def test_the_way_drawn_of_a_gallop_is_the_distance_in_the_report(
    clip: str, check_sample: Callable[..., VideoAnalysis]
) -> None:
    checked = check_sample(clip)
    drawn = overlay(checked.track, checked.report)
    assert checked.report.bouts
    for bout in checked.report.bouts:
        first, last = np.searchsorted(drawn.time_s, (bout.start_s, bout.end_s))
        gone_m = abs(float(drawn.signal[last] - drawn.signal[first]))
        assert gone_m == pytest.approx(bout.distance_m, abs=0.05)


def test_no_angle_is_drawn_where_the_picture_shows_none(
    check_sample: Callable[..., VideoAnalysis],
) -> None:
    checked = check_sample("deadlift_front_good_left")
    drawn = overlay(checked.track, checked.report)
    assert checked.report.view.name == "front"  # what it names is read in space
    assert np.isnan(drawn.hip_deg).all()
