"""Bridges: what is planned is what the body does, and nothing sinks into anything."""

import dataclasses

import numpy as np
import pytest

from studio.clip_files import person
from studio.limbs import SIDES
from studio.motions.bridge_form import BridgeForm
from studio.motions.bridges import LOW_BOX, BoxBridgeStyle, PullOverStyle
from studio.paths import BodyPath
from studio.profiles import progress
from studio.skeleton import skin
from studio.timeline import Lift, Repetition

pytest.importorskip("anny")

TWO = (Lift(1.0, 0.6, 2.8, 0.5), Lift(1.0, 0.6, 3.0, 0.7, "constant_speed"))
FORMS = (
    BridgeForm("left"),
    BridgeForm("right", box_height_m=0.40, knee_deg=50.0, free_knee_deg=14.0),
    BridgeForm("left", 2, 0.45, 60.0),
    BridgeForm("right", 2, 0.0, 88.0),
)


@pytest.fixture(scope="module", params=["maria", "tom"])
def body(request):
    from studio.body import make_body

    return make_body(person(request.param)[0])


def _path(motion, times_s, leg):
    return BodyPath.of(motion.body, motion.poses_at(times_s), leg)


@pytest.mark.parametrize("form", FORMS)
def test_the_hip_follows_the_planned_profile(body, form):
    motion = BoxBridgeStyle(form, TWO).build(body)
    for lift in motion.style.timeline.phases:
        share = np.linspace(0.0, 1.0, 21)
        times_s = lift.return_s + share * (lift.back_s - lift.return_s)
        deficit_deg = _path(motion, times_s, form.side).deficit_deg()
        way = (deficit_deg - deficit_deg[0]) / (deficit_deg[-1] - deficit_deg[0])
        assert way == pytest.approx(progress(share, lift.plan.profile), abs=2e-3)
        assert deficit_deg[0] == pytest.approx(form.top_deficit_deg, abs=0.05)


@pytest.mark.parametrize("form", FORMS)
def test_shoulders_and_foot_stay_and_the_hips_reach_the_floor(body, form):
    motion = BoxBridgeStyle(form, TWO).build(body)
    path = _path(motion, np.linspace(0, motion.style.duration_s, 40), form.side)
    assert path.path(path.at(form.side, "ankle")) < 1e-6
    assert path.path(path.middle("shoulder")) < 1e-6
    assert abs(path.height()[0]) < 0.06


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_in_the_floor_or_in_the_box(body, form):
    motion = BoxBridgeStyle(form, TWO).build(body)
    for time_s in np.linspace(0, motion.style.duration_s, 12):
        points_m = skin(body, motion.pose_at(time_s))[body.skin_of()]
        assert points_m[:, 2].min() > -0.03
        for prop in motion.props():
            low_m = np.array(prop.mesh.bounds[::2]) + 0.01
            high_m = np.array(prop.mesh.bounds[1::2]) - 0.01
            inside = np.all((points_m > low_m) & (points_m < high_m), axis=1)
            assert not inside.any()


def test_a_repetition_is_a_lift_and_then_a_lowering(body):
    truth = BoxBridgeStyle(BridgeForm("right"), TWO).build(body).truth()
    assert len(truth["reps"]) == 2
    before_s = 0.0
    for rep in truth["reps"]:
        assert before_s < rep["leave_s"] < rep["end_s"] <= rep["start_s"]
        assert rep["bottom_s"] - rep["start_s"] == pytest.approx(rep["lowering_s"])
        assert rep["hip_deg_top"] > 175
        assert rep["bridge_height_top"] == pytest.approx(1.0, abs=0.03)
        assert rep["hip_height_bottom"] < 0.12
        before_s = rep["bottom_s"]


def test_legs_change_on_the_floor(body):
    plan = tuple(dataclasses.replace(TWO[0], floor_s=2.0, side=side) for side in SIDES)
    style = BoxBridgeStyle(BridgeForm("left"), plan)
    assert style.side is None
    truth = style.build(body).truth()
    left, right = truth["reps"]
    assert (left["side"], right["side"]) == ("left", "right")
    for key in ("hip_deg_top", "hip_deg_bottom", "knee_flexion_top_deg"):
        assert left[key] == pytest.approx(right[key], abs=0.05)


@pytest.mark.parametrize(
    ("changes", "key", "wanted"),
    [
        ({"top_deficit_deg": 27.0}, "extension_deficit_top_deg", 27.0),
        ({"foot_slide": 0.18, "knee_deg": 62.0}, "foot_path", 0.18),
        ({"shoulder_slide": 0.25}, "shoulder_path", 0.25),
    ],
)
def test_a_fault_is_as_large_as_planned(body, changes, key, wanted):
    form = dataclasses.replace(BridgeForm("left", box_height_m=0.32), **changes)
    rep = BoxBridgeStyle(form, TWO).build(body).truth()["reps"][0]
    assert rep[key] == pytest.approx(wanted, rel=0.03)


def test_the_arms_follow_the_planned_profile_over_still_hips(body):
    plan = (Repetition(2.4, 0.4, 1.2, 0.8, "constant_speed"),)
    motion = PullOverStyle(LOW_BOX, plan).build(body)
    (phase,) = motion.style.timeline.phases
    share = np.linspace(0.0, 1.0, 21)
    path = _path(motion, phase.leave_s + 2.4 * share, "left")
    arm_deg = path.arm_deg()
    assert (arm_deg - 88.0) / (154.0 - 88.0) == pytest.approx(share, abs=1e-6)
    assert np.ptp(path.height()) < 1e-9
    rep = motion.truth()["reps"][0]
    assert rep["hip_drop_with_arms"] < 0.01
    assert rep["elbow_deg"] == pytest.approx(160.0, abs=0.1)


def test_hips_that_dip_with_the_arms_are_measured(body):
    plan = (Repetition(2.0, 0.6, 1.2, 0.8),)
    rep = PullOverStyle(LOW_BOX, plan, hip_dip=0.2).build(body).truth()["reps"][0]
    assert rep["hip_drop_with_arms"] == pytest.approx(0.2, abs=0.01)
