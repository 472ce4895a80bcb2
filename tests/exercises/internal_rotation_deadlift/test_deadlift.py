"""The deadlift on athletes whose every angle is known.

The product's hip and lean are the drawn angle after a documented correction from what
the tracker reads to the joints' centres; here it is taken off again.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from exercises.check import check
from exercises.internal_rotation_deadlift.definition import BANDS, DEADLIFT, KEY, RULES
from exercises.internal_rotation_deadlift.signals import (
    HIP_GAIN,
    HIP_OFFSET_DEG,
    LEAN_GAIN,
    LEAN_OFFSET_DEG,
)
from exercises.report import Report
from exercises.units import Measure
from tests.figures import (
    SHANK_M,
    SHIN_SHARE,
    TRUNK_M,
    Side,
    deadlift_set,
    hip_flexion_deg,
)

SIDE_VIEW = ("lean_deg", "stance_knee_deg", "hinge_share", "lowering_s",
             "top_flexion_deg", "back_foot_path", "weight_offset")  # fmt: skip
FRONT_VIEW = (
    "hand_target", "internal_rotation_deg", "free_hip_rise_deg", "knee_offset",
)  # fmt: skip


@cache
def judged(**figure: object) -> Report:
    """Judge a drawn set of two, named, so that only the measuring is tested."""
    return check(deadlift_set(2, **figure)[0], exercise=KEY)  # type: ignore[arg-type]


def good() -> Report:
    return judged()


def good_front() -> Report:
    return judged(yaw_deg=90.0)


def codes(report: Report) -> set[str]:
    return {fault.code for fault in report.faults}


def drawn_hip_deg(measured_flexion_deg: float) -> float:
    return (measured_flexion_deg - HIP_OFFSET_DEG) / HIP_GAIN


def values(measures: Mapping[str, Measure]) -> dict[str, float]:
    return {key: measure.value for key, measure in measures.items()}


def test_weights_add_up_to_one() -> None:
    assert sum(rule.weight for rule in RULES.values()) == pytest.approx(1.0)
    side = sum(RULES[key].weight for key in SIDE_VIEW)
    assert side == pytest.approx(0.70)  # rationale.md 7


def test_what_can_be_a_fault_has_a_band_a_code_and_a_cue() -> None:
    for rule in RULES.values():
        assert (rule.weight > 0) == (rule.key in BANDS)
        for code, cue in (
            (rule.low_code, rule.low_cue),
            (rule.high_code, rule.high_cue),
        ):
            assert bool(code) == bool(cue)
        if rule.key in BANDS:
            band = BANDS[rule.key]
            assert bool(rule.low_code) == np.isfinite(band.amber[0])
            assert bool(rule.high_code) == np.isfinite(band.amber[1])


def test_every_subscore_is_made_of_measures() -> None:
    assert set(DEADLIFT.subscores) == {
        "hip_hinge", "internal_rotation", "lowering", "balance",
    }  # fmt: skip
    members = [key for keys in DEADLIFT.subscores.values() for key in keys]
    assert sorted(members) == sorted((*SIDE_VIEW, *FRONT_VIEW))


@pytest.mark.parametrize("facing", [1, -1], ids=["facing right", "facing left"])
@pytest.mark.parametrize("stance", ["left", "right"])
def test_angles_at_the_bottom_are_those_that_were_drawn(
    facing: int, stance: Side
) -> None:
    report = judged(facing=facing, stance=stance, bottom_lean=68.0, bottom_knee=21.0)
    assert report.side == stance
    for rep in report.reps:
        read = values(rep.measures)
        lean = (read["lean_deg"] - LEAN_OFFSET_DEG) / LEAN_GAIN
        assert lean == pytest.approx(68.0, abs=1.0)
        assert read["stance_knee_deg"] == pytest.approx(21.0, abs=1.0)
        hip = drawn_hip_deg(180.0 - read["hinge_deg"])
        assert hip == pytest.approx(float(hip_flexion_deg(68.0, 21.0)), abs=1.0)


def test_the_range_of_the_hip_is_bottom_less_top() -> None:
    report = judged(top_lean=2.0, top_knee=5.0, bottom_lean=70.0, bottom_knee=15.0)
    way = float(hip_flexion_deg(70.0, 15.0) - hip_flexion_deg(2.0, 5.0))
    for rep in report.reps:
        assert rep.measures["rom_deg"].value / HIP_GAIN == pytest.approx(way, abs=1.5)


@pytest.mark.parametrize("profile", ["minimum jerk", "constant speed"])
@pytest.mark.parametrize("fps", [24.0, 30.0, 60.0])
def test_times_are_those_of_the_script(profile: str, fps: float) -> None:
    track, moves = deadlift_set(2, profile=profile, fps=fps)  # type: ignore[arg-type]
    report = check(track, exercise=KEY)
    assert len(report.reps) == 2
    for rep, lowering, lift in zip(report.reps, moves[::2], moves[1::2], strict=True):
        assert rep.start_s == pytest.approx(lowering.on_s, abs=0.06)
        assert rep.bottom_s == pytest.approx(lowering.off_s, abs=0.06)
        assert rep.leave_s == pytest.approx(lift.on_s, abs=0.06)
        assert rep.end_s == pytest.approx(lift.off_s, abs=0.06)
        assert rep.lowering_s == pytest.approx(lowering.duration_s, abs=0.07)
        assert rep.lowering_s == pytest.approx(rep.bottom_s - rep.start_s)
        assert rep.pause_s == pytest.approx(rep.leave_s - rep.bottom_s)
        assert rep.lifting_s == pytest.approx(rep.end_s - rep.leave_s)


def test_a_good_set_has_no_faults() -> None:
    report = good()
    assert len(report.reps) == 2
    assert report.faults == ()
    assert all(rep.faults == () for rep in report.reps)
    assert report.score.value >= 90
    assert report.score.coverage == pytest.approx(0.70)


def test_the_side_leaves_reach_and_rotation_open() -> None:
    report = good()
    assert report.view.name == "side"
    for rep in report.reps:
        for key in FRONT_VIEW:
            assert rep.measures[key].verdict == "not_assessed"
            assert rep.measures[key].reason.text == "film from the front"
        for key in SIDE_VIEW:
            assert rep.measures[key].verdict != "not_assessed"
    assert np.isnan(report.subscores["internal_rotation"].value)
    assert report.subscores["internal_rotation"].reason.text == "film from the front"
    assert {item.measure for item in report.not_assessed} >= {*FRONT_VIEW, "back_shape"}


def test_the_front_shows_the_reach_and_leaves_the_tempo_open() -> None:
    report = good_front()
    assert report.view.name == "front"
    assert len(report.reps) == 2
    for rep in report.reps:
        for key in ("lowering_s", "back_foot_path"):
            assert rep.measures[key].verdict == "not_assessed"
            assert rep.measures[key].reason.text == "film from the side"
        for key in ("hand_target", "free_hip_rise_deg", "knee_offset"):
            assert rep.measures[key].verdict == "ok"
        assert np.isnan(rep.lowering_s)


def test_an_oblique_view_gives_the_tempo_and_the_back_foot() -> None:
    report = judged(yaw_deg=40.0)
    assert report.view.name == "oblique"
    assert len(report.reps) == 2
    for rep in report.reps:
        assert rep.measures["back_foot_path"].verdict == "ok"
        assert rep.lowering_s == pytest.approx(2.8, abs=0.1)


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        pytest.param({"rear": "free"}, {"back_foot_leaves_wall"}, id="swings free"),
        pytest.param(
            {"rear_slide_m": 0.35 * TRUNK_M}, {"back_foot_leaves_wall"}, id="slides"
        ),
        pytest.param(
            {"bottom_lean": 50.0, "bottom_knee": 60.0},
            {"knee_bends", "squats_instead_of_hinging"},
            id="squat",
        ),
        pytest.param({"lowering_s": 0.7}, {"fast_lowering"}, id="dropped"),
        pytest.param({"weight_ahead_m": 0.3}, {"weight_drifts"}, id="weight drifts"),
        pytest.param(
            {"top_lean": 28.0}, {"not_tall_at_top"}, id="not tall at the top"
        ),
        pytest.param({"bottom_lean": 33.0, "top_lean": -10.0}, {"shallow_hinge"},
                     id="shallow"),
        pytest.param({"bottom_lean": 112.0}, {"too_deep"}, id="too deep"),
    ],
)  # fmt: skip
def test_each_fault_is_named_and_no_other(
    figure: dict[str, object], expected: set[str]
) -> None:
    assert codes(judged(**figure)) == expected


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        pytest.param({"reach_outside_m": -0.5 * SHANK_M}, {"misses_shoelaces"},
                     id="reaches inside"),
        pytest.param({"open_deg": 30.0}, {"free_hip_rises"}, id="opens"),
        pytest.param({"reach_outside_m": 0.1 * SHANK_M}, set(), id="on the laces"),
        pytest.param({"reach_outside_m": -0.05 * SHANK_M}, set(), id="just inside"),
        pytest.param({"open_deg": -15.0}, set(), id="closes, which is fine"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("stance", ["left", "right"])
def test_faults_of_the_front_view(
    stance: Side, figure: dict[str, object], expected: set[str]
) -> None:
    report = judged(yaw_deg=90.0, stance=stance, **figure)
    assert report.side == stance
    assert codes(report) == expected


@pytest.mark.parametrize("stance", ["left", "right"])
@pytest.mark.parametrize("outside", [-0.3, 0.0, 0.25])
def test_the_reach_is_measured_in_shanks_outside_the_laces(
    stance: Side, outside: float
) -> None:
    report = judged(yaw_deg=90.0, stance=stance, reach_outside_m=outside * SHANK_M)
    for rep in report.reps:
        assert rep.measures["hand_target"].value == pytest.approx(outside, abs=0.03)


@pytest.mark.parametrize("stance", ["left", "right"])
def test_opening_is_the_tilt_of_the_shoulders(stance: Side) -> None:
    report = judged(yaw_deg=90.0, stance=stance, open_deg=20.0)
    for rep in report.reps:
        assert rep.measures["free_hip_rise_deg"].value == pytest.approx(20.0, abs=1.0)


def test_a_weight_in_the_standing_hand_proves_nothing() -> None:
    report = judged(yaw_deg=90.0, weight_hand="standing side")
    for rep in report.reps:
        target = rep.measures["hand_target"]
        assert target.verdict == "not_assessed"
        assert "hand of the standing leg" in target.reason.text


def test_both_hands_on_the_weight_count_by_their_middle() -> None:
    report = judged(yaw_deg=90.0, weight_hand="both", reach_outside_m=0.06)
    for rep in report.reps:
        target = rep.measures["hand_target"].value
        assert target == pytest.approx(0.06 / SHANK_M, abs=0.03)


def test_the_hinge_share_is_hip_over_hip_and_knee() -> None:
    figure = {
        "top_lean": 2.0,
        "top_knee": 5.0,
        "bottom_lean": 60.0,
        "bottom_knee": 30.0,
    }
    hip = float(hip_flexion_deg(60.0, 30.0) - hip_flexion_deg(2.0, 5.0)) * HIP_GAIN
    for rep in judged(**figure).reps:
        share = rep.measures["hinge_share"].value
        assert share == pytest.approx(hip / (hip + 25.0), abs=0.02)


def test_the_weight_is_measured_from_the_shin_in_trunk_lengths() -> None:
    # Where the hand hangs, 0.2 m ahead of the ankle, the shin leans back.
    track, moves = deadlift_set(1, weight_ahead_m=0.2)
    frame = int(np.searchsorted(track.time_s, moves[0].off_s + 0.2))
    wrist, ankle = track.points_px[frame, 16], track.points_px[frame, 27]
    px_per_m = np.linalg.norm(track.points_px[frame, 25] - ankle) / SHANK_M
    height_m = min((ankle[1] - wrist[1]) / px_per_m,
                   SHANK_M * np.cos(np.radians(SHIN_SHARE * 72.0)))  # fmt: skip
    shin_x = height_m * np.tan(np.radians(SHIN_SHARE * 72.0))
    (rep,) = check(track, exercise=KEY).reps
    offset = rep.measures["weight_offset"].value
    assert offset == pytest.approx((0.2 - shin_x) / TRUNK_M, abs=0.02)


def test_the_back_foots_path_is_how_far_it_slid() -> None:
    for rep in judged(rear_slide_m=0.15).reps:
        path = rep.measures["back_foot_path"].value
        assert path == pytest.approx(0.15 / TRUNK_M, abs=0.03)


def test_a_free_back_leg_is_told_as_a_version_of_the_exercise() -> None:
    assert any("free-leg version" in note for note in judged(rear="free").notes)
    assert not any("free-leg" in note for note in good().notes)


def test_a_small_hinge_is_an_attempt_and_says_why() -> None:
    report = judged(bottom_lean=30.0, bottom_knee=10.0)
    assert report.reps == ()
    assert len(report.attempts) == 2
    for attempt in report.attempts:
        assert 20 <= attempt.rom_deg < 40
        assert "40" in attempt.reason.text
    assert np.isnan(report.score.value)


def test_a_clear_grave_fault_caps_the_score() -> None:
    assert judged(lowering_s=0.7).score.value <= 69
    assert judged(weight_ahead_m=0.3).score.value <= 84


def test_noise_of_the_tracker_makes_no_faults() -> None:
    report = judged(noise_px=2.0)  # 0.016 trunk lengths, the worst that was measured
    assert len(report.reps) == 2
    assert report.faults == ()
    assert report.side == "left"
    for rep in report.reps:
        assert abs(rep.lowering_s - 2.8) <= max(rep.lowering_error_s, 0.1)


def test_what_is_not_assessed_has_no_number_and_a_reason() -> None:
    for report in (good(), good_front(), judged(yaw_deg=40.0)):
        for rep in report.reps:
            for key, measure in rep.measures.items():
                unknown = measure.verdict == "not_assessed"
                assert unknown == bool(np.isnan(measure.value)), key
                assert unknown == bool(measure.reason.text), key


@pytest.mark.parametrize("yaw_deg", [0.0, 30.0, 41.0])
def test_with_both_feet_planted_nothing_is_said_of_a_back_foot(yaw_deg: float) -> None:
    report = judged(rear="together", yaw_deg=yaw_deg, noise_px=1.0)
    assert len(report.reps) == 2
    assert report.side is None
    assert not any("back foot" in note.lower() for note in report.notes)
    assert not codes(report) & {"back_foot_leaves_wall", "free_hip_rises"}
    for rep in report.reps:
        assert rep.measures["back_foot_path"].verdict == "not_assessed"


def test_of_a_lone_pull_with_both_feet_planted_no_leg_is_named_either() -> None:
    track, moves = deadlift_set(1, rear="together", noise_px=1.0)
    report = check(track.between(moves[0].off_s, float(track.time_s[-1])), exercise=KEY)
    assert not report.reps
    assert len(report.attempts) == 1
    assert report.side is None
    assert any("Both feet" in note for note in report.notes)


def test_a_named_exercise_that_the_film_does_not_look_like_has_grade_c() -> None:
    assert judged(rear="together").score.grade == "C"
    assert good().score.grade == "A"


def test_a_set_whose_last_rep_the_film_cuts_off_has_an_attempt_and_no_fault() -> None:
    track, moves = deadlift_set(3)
    report = check(track.between(0.0, moves[-1].off_s - 0.5), exercise=KEY)
    assert len(report.reps) == 2
    assert "in the middle of the lift" in report.attempts[-1].reason.text
    assert "not_tall_at_top" not in codes(report)


def test_no_time_of_a_film_that_opens_in_a_rep_is_before_the_film() -> None:
    track, moves = deadlift_set(3)
    opens = track.between(moves[0].on_s + 0.8, float(track.time_s[-1]))
    opens = replace(opens, time_s=opens.time_s - opens.time_s[0])
    report = check(opens, exercise=KEY)
    starts_s = [rep.start_s for rep in report.reps]
    starts_s += [attempt.start_s for attempt in report.attempts]
    assert min(starts_s) >= 0.0
