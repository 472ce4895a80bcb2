"""Speed profiles and the timing of a set."""

from __future__ import annotations

import numpy as np
import pytest

from studio.profiles import Repetition, Timeline, progress, speed_shape

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
    timeline = Timeline.from_plan(plan, tall_before_s=1.5)
    first, second = timeline.repetitions
    assert (first.start_s, first.bottom_s) == (1.5, 4.5)
    assert (first.leave_s, first.end_s) == (5.0, 6.2)
    assert second.start_s == pytest.approx(7.0)
    assert second.bottom_s == second.leave_s
    assert timeline.duration_s == pytest.approx(10.0)


@pytest.mark.parametrize("profile", PROFILES)
def test_the_depth_is_still_before_between_and_in_the_pause(profile):
    plan = (
        Repetition(2.0, 0.5, 1.0, 1.0, profile),
        Repetition(2.0, 0.5, 1.0, 1.0, profile, depth=0.3, counted=False),
    )
    timeline = Timeline.from_plan(plan, tall_before_s=1.0)
    depth = timeline.depth_at
    assert np.all(depth(np.linspace(0.0, 1.0, 50)) == 0.0)
    assert depth(np.linspace(3.0, 3.5, 50)) == pytest.approx(1.0)
    assert depth(np.linspace(4.5, 5.5, 50)) == pytest.approx(0.0)
    assert depth(np.linspace(7.5, 8.0, 50)) == pytest.approx(0.3)
    moving = depth(np.array([1.2, 3.7]))
    assert 0 < moving[0] < 1
    assert 0 < moving[1] < 1
