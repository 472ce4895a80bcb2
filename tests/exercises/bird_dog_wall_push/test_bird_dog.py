"""The leg push on hands and knee, on athletes whose every angle is known."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from exercises.bird_dog_wall_push.definition import BANDS, BIRD_DOG, KEY, LEAST_S
from exercises.check import check
from exercises.engine.scene import read_scene
from exercises.report import Report
from tests.figures import LEG_PAIRS, TRUNK_M, Floats, Side, bursts, hidden, swapped
from tests.figures_lying import bird_dog_holds, bird_dog_track
from vision.track import Track

LONG = [(3.0, 33.0)]


def film(holds: list[tuple[float, float]] | None = None, **figure: Any) -> Track:
    chosen = holds or LONG
    time_s, back = bird_dog_holds(chosen, duration_s=chosen[-1][1] + 4.0)
    return bird_dog_track(back, time_s, **figure)


def judged(holds: list[tuple[float, float]] | None = None, **figure: Any) -> Report:
    return check(film(holds, **figure), exercise=KEY)


def codes(report: Report) -> set[str]:
    return {fault.code for fault in report.faults}


def growing_m(size_m: float, from_s: float = 3.0, to_s: float = 33.0) -> Floats:
    time_s, _ = bird_dog_holds(LONG, duration_s=LONG[-1][1] + 4.0)
    share = np.clip((time_s - from_s) / (to_s - from_s), 0.0, 1.0)
    return size_m * share * (time_s <= LONG[-1][1] + 0.01)


@pytest.mark.parametrize("leg", ["left", "right"])
@pytest.mark.parametrize("facing", [1, -1], ids=["facing right", "facing left"])
def test_a_hold_begins_and_ends_when_it_does(leg: Side, facing: int) -> None:
    report = check(film([(3.0, 18.0)], leg=leg, facing=facing))
    assert report.exercise == KEY
    assert report.side == leg
    (hold,) = report.holds
    assert (hold.start_s, hold.end_s) == pytest.approx((3.0, 18.0), abs=0.3)
    assert hold.duration_s == pytest.approx(hold.end_s - hold.start_s)
    assert hold.form_s == pytest.approx(hold.duration_s)
    assert report.faults == report.possible == ()
    assert hold.score >= 90


@pytest.mark.parametrize("noise_px", [0.0, 1.5])
def test_each_hold_of_each_leg_is_one(noise_px: float) -> None:
    holds = [(3.0, 15.0), (19.0, 31.0)]
    report = judged(holds, noise_px=noise_px)
    for hold, (start_s, end_s) in zip(report.holds, holds, strict=True):
        assert (hold.start_s, hold.end_s) == pytest.approx((start_s, end_s), abs=0.3)
    assert report.faults == ()


def test_interrupted_holds_are_not_added_up() -> None:
    holds = [(3.0, 8.0), (10.0, 15.0), (17.0, 22.0)]
    report = judged(holds)
    assert [h.duration_s for h in report.holds] == pytest.approx([5.0] * 3, abs=0.6)


def test_five_seconds_show_levels_and_angles_but_no_tiring() -> None:
    (hold,) = judged([(3.0, 8.0)], tilt_deg=4.0).holds
    assert hold.measures["trunk_level_deg"].value == pytest.approx(4.0, abs=3.0)
    assert hold.measures["hip_deg"].verdict == "ok"
    for key in ("hip_sink", "sway"):
        assert hold.measures[key].verdict == "not_assessed"
        assert "hold 10" in hold.measures[key].reason.text


def test_three_seconds_are_a_hold_but_too_short_to_judge() -> None:
    report = judged([(3.0, 6.0)])
    (hold,) = report.holds
    assert all("too short to judge" in m.reason.text for m in hold.measures.values())
    assert np.isnan(report.score.value)


def with_wrists_at_the_shoulders(track: Track) -> Track:
    points = track.points_px.copy()
    for wrist, shoulder in ((15, 11), (16, 12)):
        points[:, wrist] = points[:, shoulder] + np.array([6.0, 4.0])
    return replace(track, points_px=points)


@pytest.mark.parametrize("leg", ["left", "right"])
def test_a_hold_is_seen_though_the_hand_on_the_floor_is_hidden(leg: Side) -> None:
    track = with_wrists_at_the_shoulders(film([(3.0, 15.0)], leg=leg))
    report = check(track)
    assert report.exercise == KEY
    (hold,) = report.holds
    assert hold.duration_s == pytest.approx(12.0, abs=0.6)
    assert "not seen" in hold.measures["arm_from_vertical_deg"].reason.text
    assert "hands_not_under_shoulders" not in codes(report)


def test_a_foot_that_drifts_in_the_air_is_still_held() -> None:
    time_s, _ = bird_dog_holds([(3.0, 7.0)], duration_s=11.0)
    drift_m = 0.05 * np.sin(2 * np.pi * time_s / 5.0)
    (hold,) = judged([(3.0, 7.0)], foot_slides_m=drift_m).holds
    assert (hold.start_s, hold.end_s) == pytest.approx((3.0, 7.0), abs=0.5)


def test_a_foot_out_of_the_picture_is_no_hold_and_told_so() -> None:
    track = film([(3.0, 15.0)])
    held = (track.time_s > 3.0) & (track.time_s < 15.0)
    left_px = float(np.nanmedian(track.points_px[held, 27, 0])) + 5.0
    moved = track.points_px - np.array([left_px, 0.0])
    report = check(replace(track, points_px=moved), exercise=KEY)
    assert report.holds == ()
    assert any("out of the picture" in one.reason.text for one in report.attempts)


def test_a_film_that_ends_in_a_hold_says_so() -> None:
    track = film([(3.0, 15.0)])
    short = judged_until(track, 4.5)
    assert short.holds == ()
    assert "the film ends in it" in short.attempts[0].reason.text
    long = judged_until(track, 9.0)
    assert len(long.holds) == 1
    assert any("ends in a hold" in note for note in long.notes)


def judged_until(track: Track, end_s: float) -> Report:
    return check(track.only(track.time_s <= end_s), exercise=KEY)


def test_a_hold_too_short_to_list_is_an_attempt_that_says_so() -> None:
    report = judged([(3.0, 3.0 + 0.65 * LEAST_S)])
    assert report.holds == ()
    (attempt,) = report.attempts
    assert "keep still" in attempt.reason.text


def test_bird_dogs_without_a_hold_are_none_of_ours() -> None:
    moving = [(3.0 + 2.2 * i, 3.2 + 2.2 * i) for i in range(6)]
    track = film(moving)
    assert check(track).exercise is None
    assert check(track, exercise=KEY).holds == ()
    assert "hold" in BIRD_DOG.likeness(read_scene(track)).looks_like


@pytest.mark.parametrize("facing", [1, -1])
@pytest.mark.parametrize("body_share", [0.5, 0.9])
@pytest.mark.parametrize("leg", ["left", "right"])
def test_angles_are_those_that_were_drawn(
    leg: Side, facing: int, body_share: float
) -> None:
    report = judged(
        leg=leg, facing=facing, body_share=body_share, flexion_deg=15.0, knee_deg=40.0,
        tilt_deg=8.0, hands_ahead_deg=12.0,
    )  # fmt: skip
    (hold,) = report.holds
    read = {key: measure.value for key, measure in hold.measures.items()}
    assert read["hip_deg"] == pytest.approx(180 - 15, abs=1)
    assert read["thigh_above_trunk_deg"] == pytest.approx(-15, abs=1)
    assert read["knee_deg"] == pytest.approx(40, abs=1)
    assert read["trunk_level_deg"] == pytest.approx(8, abs=1)
    assert read["arm_from_vertical_deg"] == pytest.approx(12, abs=1)
    assert read["thigh_from_vertical_deg"] == pytest.approx(0, abs=1)


@pytest.mark.parametrize("flexion_deg", [-20.0, 20.0])
def test_a_thigh_above_the_trunk_is_told_from_one_below(flexion_deg: float) -> None:
    (hold,) = judged(flexion_deg=flexion_deg).holds
    above = hold.measures["thigh_above_trunk_deg"].value
    assert above == pytest.approx(-flexion_deg, abs=1)


SINKS = {"sinks_m": growing_m(0.30 * TRUNK_M)}


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        pytest.param(SINKS, "hips_sink", id="hips sink"),
        pytest.param({"tilt_deg": -25.0}, "trunk_not_level", id="head down"),
        pytest.param({"flexion_deg": -32.0}, "leg_too_high", id="leg too high"),
        pytest.param({"flexion_deg": 65.0, "knee_deg": 45.0}, "hip_not_open",
                     id="thigh half way"),
        pytest.param({"foot_slides_m": growing_m(0.13 * TRUNK_M)}, "foot_slips",
                     id="foot slides"),
        pytest.param({"hands_ahead_deg": 40.0}, "hands_not_under_shoulders",
                     id="hands ahead"),
    ],
)  # fmt: skip
def test_each_fault_is_named_and_none_that_is_not_there(
    figure: dict[str, Any], expected: str
) -> None:
    report = judged(**figure)
    assert expected in codes(report)
    others = codes(report) - {expected}
    # A trunk that is turned or sinks takes its own thighs and arms with it.
    assert len(others) <= (expected in {"hips_sink", "trunk_not_level"})


def test_a_tremor_is_unsteady_and_measured() -> None:
    time_s, _ = bird_dog_holds(LONG, duration_s=LONG[-1][1] + 4.0)
    amplitude = 0.08
    tremor = amplitude * TRUNK_M * np.sin(2 * np.pi * 1.0 * time_s)
    report = judged(sways_m=tremor)
    (hold,) = report.holds
    sway = hold.measures["sway"].value
    assert sway == pytest.approx(amplitude / 2**0.5, rel=0.15)
    assert "unsteady" in codes(report)


def test_hips_sink_by_how_much_they_sank() -> None:
    (hold,) = judged(sinks_m=growing_m(0.2 * TRUNK_M)).holds
    # The nearly greatest of a straight line, less its start and the tiring end.
    assert hold.measures["hip_sink"].value == pytest.approx(0.2 * 0.85, abs=0.03)


def test_form_ends_when_the_hips_are_beyond_red() -> None:
    red = BANDS["hip_sink"].red[1]
    depth = 1.5 * red
    (hold,) = judged(sinks_m=growing_m(depth * TRUNK_M)).holds
    start_s, end_s = LONG[0]
    # Sinking at an even pace, red is reached two thirds of the way.
    expected = (red / depth) * (end_s - start_s)
    assert hold.form_s == pytest.approx(expected, abs=2.0)
    assert hold.form_s < hold.duration_s
    assert hold.duration_s == pytest.approx(30.0, abs=0.5)


def test_failing_in_the_last_seconds_is_the_aim_and_no_fault() -> None:
    drop = growing_m(0.25 * TRUNK_M, 31.0, 33.0)
    report = judged(sinks_m=drop)
    assert codes(report) == set()
    assert report.holds[0].duration_s == pytest.approx(30.0, abs=0.5)


def test_a_bent_knee_is_a_version_and_no_fault() -> None:
    report = judged(flexion_deg=8.0, knee_deg=60.0)
    assert "bent" in report.variant["knee"]
    assert report.faults == ()
    assert report.score.value >= 90
    assert "straight" in judged(knee_deg=5.0).variant["knee"]


def test_leg_names_exchanged_in_bursts_change_no_angle() -> None:
    track = film(noise_px=1.0)
    when = bursts(track.time_s, share=0.3, burst_s=0.6, seed=3)
    clean, muddled = (
        check(t, exercise=KEY) for t in (track, swapped(track, when, LEG_PAIRS))
    )
    assert len(muddled.holds) == 1
    for key in ("hip_deg", "knee_deg", "trunk_level_deg", "thigh_from_vertical_deg"):
        assert muddled.holds[0].measures[key].value == pytest.approx(
            clean.holds[0].measures[key].value, abs=3.0
        )
    assert muddled.side in ("left", None)


def test_moments_in_which_both_legs_are_read_as_one_do_not_break_a_hold() -> None:
    track = film([(3.0, 6.5)], leg="left")
    # Five pictures of every fourteen, from the start of the hold to its end.
    inside = (track.time_s > 3.0) & (track.time_s < 6.5)
    when = inside & (np.arange(len(track)) % 14 < 5)
    points, world = track.points_px.copy(), track.world_m.copy()
    for left, right in LEG_PAIRS:
        points[when, right], world[when, right] = points[when, left], world[when, left]
    report = check(replace(track, points_px=points, world_m=world), exercise=KEY)
    (hold,) = report.holds
    assert (hold.start_s, hold.end_s) == pytest.approx((3.0, 6.5), abs=0.4)


def test_a_wrong_leg_is_never_named_with_confidence() -> None:
    track = film()
    when = bursts(track.time_s, share=0.5, burst_s=0.6, seed=7)
    report = check(swapped(track, when, LEG_PAIRS), exercise=KEY)
    assert report.side != "right"


def test_seen_by_nobody_for_a_moment_a_hold_goes_on() -> None:
    track = film()
    lost = (track.time_s > 12.0) & (track.time_s < 12.3)
    (hold,) = check(hidden(track, lost), exercise=KEY).holds
    assert hold.duration_s == pytest.approx(30.0, abs=0.6)


def test_what_no_camera_sees_is_never_judged() -> None:
    unseen = {item.measure for item in judged().not_assessed}
    assert unseen >= {"push_force", "pelvis_level", "back_shape"}
