"""The gallop: planted feet stay, the order of landing, what the truth says."""

import numpy as np
import pytest

from studio.limbs import SIDES, other, suffix
from studio.motions.gait import Bounce, Manner, Score, foot_at
from studio.motions.gait_steps import BoutPlan, StepsPlan
from studio.motions.gallop import GallopStyle

FRAME_S = 1 / 30


def _there_and_back(lead, **changes):
    return GallopStyle(
        (
            BoutPlan("forward", lead, **changes),
            BoutPlan("backward", lead, **{"strides": 6, **changes}),
        )
    )


def _ankles(motion, side, times_s):
    bone = motion.body.bone("foot" + suffix(side))
    return np.array([posed.heads_m[bone] for posed in motion.poses_at(times_s)])


def _toe(motion, side, time_s):
    """World place (3,) of the point about which a shoe rolls when its heel is up."""
    posed = motion.pose_at(time_s)
    bone = motion.body.bone("foot" + suffix(side))
    gait = motion._gait
    pivot_m = np.array([gait._toe_m, 0.0, -gait.ankle_m])
    return posed.heads_m[bone] + posed.rotations[bone] @ pivot_m


@pytest.mark.parametrize("lead", SIDES)
def test_a_planted_foot_stays_where_it_is(stick_body, lead):
    motion = _there_and_back(lead).build(stick_body)
    for side in SIDES:
        for fall in motion.score.falls[side][1:-1]:
            # Once flat, the tip of the shoe doesn't move until it leaves the floor.
            times_s = np.linspace(fall.down_s + 0.19 * 0.25, fall.up_s - 1e-6, 8)
            places = [_toe(motion, side, t) for t in times_s if _rolls(fall, t)]
            assert np.ptp(places, axis=0) == pytest.approx(0.0, abs=2e-3)


def _rolls(fall, time_s):
    return foot_at([fall], time_s).pitch_deg >= 0.0


@pytest.mark.parametrize("direction", ["forward", "backward"])
@pytest.mark.parametrize("lead", SIDES)
def test_the_foot_that_trails_in_the_direction_of_travel_lands_first(
    stick_body, direction, lead
):
    style = GallopStyle((BoutPlan(direction, lead),), start_m=0.0)
    motion = style.build(stick_body)
    (bout,) = motion.bouts
    first = other(lead) if direction == "forward" else lead
    landed = [f.down_s for f in motion.score.falls[first] if np.isfinite(f.down_s)]
    assert landed == pytest.approx(bout.first_downs_s)
    gaps = np.array(bout.second_downs_s[1:]) - np.array(bout.first_downs_s)
    assert gaps == pytest.approx(0.33 * 0.60)


@pytest.mark.parametrize("lead", SIDES)
def test_the_front_foot_stays_in_front(stick_body, lead):
    motion = _there_and_back(lead).build(stick_body)
    times_s = np.arange(0.0, motion.duration_s, FRAME_S)
    front_m = _ankles(motion, lead, times_s)[:, 0]
    rear_m = _ankles(motion, other(lead), times_s)[:, 0]
    leg_m = motion._gait.leg_m
    assert np.mean((front_m - rear_m) / leg_m > -0.10) >= 0.98


def test_both_feet_leave_the_floor_and_gravity_rules_the_flight(stick_body):
    motion = _there_and_back("left").build(stick_body)
    from_s, to_s = motion.score.flights[2]
    middle_s = (from_s + to_s) / 2
    for side in SIDES:
        assert not foot_at(motion.score.falls[side], middle_s).planted
    rise_m = motion._gait.bounce.at(middle_s) - motion._gait.bounce.at(from_s)
    assert rise_m == pytest.approx(9.81 * (to_s - from_s) ** 2 / 8, rel=0.1)


def test_the_truth_of_a_good_gallop(stick_body):
    truth = _there_and_back("right").build(stick_body).truth()
    forward, backward = truth["bouts"]
    assert [forward["direction"], backward["direction"]] == ["forward", "backward"]
    for bout in truth["bouts"]:
        assert bout["lead"] == "right"
        assert bout["distance_m"] >= 4.57
        assert bout["stride_cv_percent"] == pytest.approx(0.0, abs=0.01)
        assert 0.06 <= bout["spring"] <= 0.12
        assert bout["lean_deg"] <= 15
        assert bout["steps"] == len(bout["lead_touchdowns_s"]) >= 4
        assert bout["start_s"] < min(bout["lead_touchdowns_s"])
        assert max(bout["trail_touchdowns_s"]) < bout["end_s"]


def test_faults_show_in_the_truth(stick_body):
    tempo = (1.0, 0.6, 1.5, 0.7, 1.4)
    uneven = GallopStyle((BoutPlan("forward", "left", tempo=tempo),))
    assert uneven.build(stick_body).truth()["bouts"][0]["stride_cv_percent"] > 30
    flat = BoutPlan("forward", "left", springy=False, stride_s=0.74, second_stance=0.7)
    assert GallopStyle((flat,)).build(stick_body).truth()["bouts"][0]["spring"] < 0.03
    changes = GallopStyle((BoutPlan("forward", "left", change_at=(3,)),))
    assert len(changes.build(stick_body).truth()["bouts"][0]["lead_changes_s"]) == 1


def test_walking_alternates_the_feet(stick_body):
    walk = StepsPlan("left", 6)
    motion = GallopStyle((), walk_in=walk, counts=False).build(stick_body)
    assert motion.truth()["bouts"] == []
    landings = sorted(
        (fall.down_s, side)
        for side in SIDES
        for fall in motion.score.falls[side]
        if np.isfinite(fall.down_s)
    )
    assert [side for _, side in landings] == ["left", "right"] * 3


def test_a_foot_cannot_step_before_it_stands():
    score = Score(0.1)
    score.stand(dict.fromkeys(SIDES, 0.0))
    score.step("left", 1.0, 1.4, 0.5, Manner())
    with pytest.raises(ValueError, match="cannot step"):
        score.step("left", 1.2, 1.6, 1.0, Manner())


def test_who_only_stands_does_not_bounce():
    bounce = Bounce(Score(0.1), 2.0, 0.02)
    assert bounce.at(0.0) == bounce.at(1.3) == 0.02
