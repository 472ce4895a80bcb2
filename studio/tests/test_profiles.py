"""Speed profiles and the timing of a set."""

import numpy as np
import pytest

from studio.profiles import progress, speed_shape
from studio.timeline import Hold, Lift, Repetition, Timeline

PROFILES = ("minimum_jerk", "constant_speed", "late_drop")


@pytest.mark.parametrize("profile", PROFILES)
def test_a_profile_runs_from_start_to_end_and_never_back(profile):
    way = progress(np.linspace(-0.5, 1.5, 401), profile)
    assert way[0] == 0.0
    assert way[-1] == 1.0
    assert np.all(np.diff(way) >= 0)


@pytest.mark.parametrize("profile", PROFILES[:2])
def test_half_way_in_half_the_time(profile):
    assert progress(np.array([0.5]), profile)[0] == pytest.approx(0.5)


def test_how_fast_each_profile_is_and_when():
    assert speed_shape("minimum_jerk")[0] == pytest.approx(1.875, abs=0.001)
    assert speed_shape("constant_speed") == pytest.approx((1.0, 0.2))
    peak, late = speed_shape("late_drop")
    assert late == pytest.approx(0.6)
    assert peak > 5.0


def test_minimum_jerk_starts_and_ends_at_rest():
    ends = progress(np.array([0.0, 1e-4, 1 - 1e-4, 1.0]), "minimum_jerk")
    assert ends[1] - ends[0] < 1e-10
    assert ends[3] - ends[2] < 1e-10


def test_unknown_profile_is_refused():
    with pytest.raises(ValueError, match="unknown"):
        progress(np.array([0.5]), "sudden")


def test_events_follow_the_plan_exactly():
    plan = (Repetition(3.0, 0.5, 1.2, 0.8), Repetition(1.0, 0.0, 1.0, 1.0))
    timeline = Timeline.of(plan, before_s=1.5)
    first, second = timeline.phases
    assert (first.leave_s, first.there_s) == (1.5, 4.5)
    assert (first.return_s, first.back_s) == (5.0, 6.2)
    assert second.leave_s == pytest.approx(7.0)
    assert second.there_s == second.return_s
    assert timeline.duration_s == pytest.approx(10.0)


@pytest.mark.parametrize("profile", PROFILES)
def test_the_depth_is_still_before_between_and_in_the_pause(profile):
    plan = (
        Repetition(2.0, 0.5, 1.0, 1.0, profile),
        Repetition(2.0, 0.5, 1.0, 1.0, profile, depth=0.3, counted=False),
    )
    depth_at = Timeline.of(plan, before_s=1.0).level_at
    for from_s, to_s, depth in ((0, 1, 0), (3, 3.5, 1), (4.5, 5.5, 0), (7.5, 8, 0.3)):
        depths = [depth_at(time_s) for time_s in np.linspace(from_s, to_s, 50)]
        assert depths == pytest.approx([depth] * 50)
    assert 0 < depth_at(1.2) < 1
    assert 0 < depth_at(3.7) < 1


def test_a_lift_starts_where_the_one_before_ended():
    plan = (Lift(1.0, 0.5, 1.0, 0.5, bottom=0.7), Lift(1.0, 0.5, 1.0, 0.5))
    level_at = Timeline.of(plan, before_s=0.5).level_at
    assert level_at(2.0) == 1.0
    assert level_at(3.2) == pytest.approx(0.7)
    assert 0.7 < level_at(4.0) < 1.0
    assert level_at(9.0) == 0.0


def test_a_foot_is_exactly_on_the_wall_while_it_is_held():
    timeline = Timeline.of((Hold(1.0, 4.0, 0.5, 0.5, back_to=0.84),) * 2, 1.0)
    assert [timeline.level_at(time_s) for time_s in (2.0, 4.0, 8.0)] == [1.0] * 3
    assert timeline.level_at(6.7) == pytest.approx(0.84)
