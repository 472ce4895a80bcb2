"""How long a bridge is held, on stick athletes and on a rendered one."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from exercises.check import check
from exercises.clinical.result import LegResult
from tests.conftest import SAMPLES
from tests.figures import Move, frame_times, hidden, ramp_signal
from tests.figures_lying import ON_FLOOR_M, bridge_track, lying_deg
from vision.track import Track

DOWN_DEG = lying_deg(ON_FLOOR_M)
UP_S = 2.5


def held_film(
    moves: list[Move], duration_s: float, *, free_hip: Any = 40.0, **figure: Any
) -> Track:
    """Return a film of a bridge on the floor whose hips follow some moves."""
    time_s = frame_times(duration_s, 30.0)
    deficit = ramp_signal(time_s, [Move(1.5, UP_S, 0.0), *moves], start=DOWN_DEG,
                          profile="constant speed")  # fmt: skip
    free_deg = free_hip(time_s) if callable(free_hip) else free_hip
    return bridge_track(
        deficit, time_s, ankle_m=ON_FLOOR_M, free_hip_deg=free_deg, **figure
    )


def held(track: Track, **said: Any) -> LegResult:
    report = check(track, test="bridge_hold", **said)
    assert report.test is not None
    (result,) = report.test.results
    return result


@pytest.mark.parametrize("noise_px", [0.0, 1.0])
def test_a_hold_ends_when_the_hips_come_down(noise_px: float) -> None:
    down_s = 30.0  # and 10 degrees are lost a little later
    moves = [Move(down_s, down_s + 0.8, DOWN_DEG)]
    truth_s = down_s + 0.8 * 10.0 / DOWN_DEG - UP_S
    result = held(held_film(moves, 34.0, noise_px=noise_px, seed=5))
    assert result.value == pytest.approx(truth_s, abs=0.3)
    assert result.low <= truth_s <= result.high
    assert result.high - result.low < 1.2
    assert "10 degrees" in result.ended
    assert "in the usual range" not in result.compared  # 28 s are below 65 - 33
    assert "below the usual range among 77 healthy" in result.compared


def test_hips_that_sink_slowly_have_a_time_with_a_wide_error() -> None:
    sag = Move(10.0, 50.0, 20.0)  # half a degree a second
    moves = [sag, Move(50.0, 51.0, DOWN_DEG)]
    truth_s = 30.0 - UP_S
    result = held(held_film(moves, 54.0, noise_px=1.0, seed=6))
    assert result.value == pytest.approx(truth_s, abs=3.0)
    assert result.low <= truth_s <= result.high
    assert 8.0 < result.high - result.low < 25.0


def test_a_slow_sag_below_ten_degrees_does_not_end_it() -> None:
    moves = [Move(5.0, 25.0, 4.0), Move(26.0, 26.6, DOWN_DEG)]
    result = held(held_film(moves, 30.0))
    # From 4 degrees on the floor is 10 away after a short way.
    truth_s = 26.0 + 0.6 * 6.0 / (DOWN_DEG - 4.0) - UP_S
    assert result.value == pytest.approx(truth_s, abs=0.3)


def test_the_time_runs_from_when_the_other_foot_leaves_the_floor() -> None:
    lifted_s = 8.0

    def free_hip(time_s: Any) -> Any:
        # Both feet stand for 5.5 s: the free thigh lies beside the other one.
        return ramp_signal(time_s, [Move(lifted_s - 0.4, lifted_s, 45.0)], start=0.0)

    moves = [Move(25.0, 25.8, DOWN_DEG)]
    track = held_film(moves, 29.0, free_hip=free_hip)
    both = held_film(moves, 29.0, leg="both")
    standing = track.time_s < lifted_s - 0.4
    both = replace(
        track,
        points_px=np.where(standing[:, None, None], both.points_px, track.points_px),
        world_m=np.where(standing[:, None, None], both.world_m, track.world_m),
    )
    result = held(both)
    truth_s = 25.0 + 0.8 * 10.0 / DOWN_DEG - lifted_s
    assert result.value == pytest.approx(truth_s, abs=0.6)
    assert result.low <= truth_s <= result.high


def test_a_film_that_ends_within_the_hold_gives_the_least_time_only() -> None:
    result = held(held_film([], 20.0))
    assert np.isnan(result.value)
    assert result.low == pytest.approx(20.0 - UP_S, abs=0.6)
    assert result.low <= 20.0 - UP_S
    assert result.reason.code == "film_cut"


def test_a_film_that_begins_within_the_hold_is_not_timed() -> None:
    track = held_film([Move(20.0, 20.8, DOWN_DEG)], 24.0)
    later = track.only(track.time_s > 5.0)
    later = replace(later, time_s=later.time_s - later.time_s[0])
    result = held(later)
    assert np.isnan(result.value)
    assert result.reason.text == "the film does not show how the hold begins"


@pytest.mark.parametrize(
    ("figure", "code"),
    [
        pytest.param({"leg": "both"}, "variant", id="two-legs"),
        pytest.param({"yaw_deg": 45.0}, "view", id="at-an-angle"),
    ],
)
def test_what_the_test_is_not_is_not_assessed(
    figure: dict[str, Any], code: str
) -> None:
    result = held(held_film([Move(20.0, 20.8, DOWN_DEG)], 24.0, **figure))
    assert np.isnan(result.value)
    assert result.reason.code == code


def test_hips_that_start_far_too_low_are_no_bridge() -> None:
    time_s = frame_times(24.0, 30.0)
    moves = [Move(1.5, UP_S, 28.0), Move(20.0, 20.8, DOWN_DEG)]
    deficit = ramp_signal(time_s, moves, start=DOWN_DEG)
    result = held(bridge_track(deficit, time_s, ankle_m=ON_FLOOR_M, free_hip_deg=80.0))
    assert np.isnan(result.value)
    assert result.reason.code == "position"


def test_somebody_who_is_out_of_sight_for_seconds_is_not_timed() -> None:
    track = held_film([Move(20.0, 20.8, DOWN_DEG)], 24.0)
    gone = (track.time_s > 10.0) & (track.time_s < 10.9)
    assert held(hidden(track, gone)).assessed
    legs = track.points_px.copy()
    gone = (track.time_s > 10.0) & (track.time_s < 12.5)
    legs[gone, 25:29] = np.nan
    assert held(replace(track, points_px=legs)).reason.code == "hidden"


def test_standing_is_no_bridge() -> None:
    from tests.figures import deadlift_set

    track, _ = deadlift_set(1)
    assert held(track).reason.code == "position"


def test_on_a_box_it_is_timed_and_not_compared() -> None:
    time_s = frame_times(24.0, 30.0)
    moves = [Move(1.5, UP_S, 0.0), Move(20.0, 20.8, lying_deg())]
    deficit = ramp_signal(time_s, moves, start=lying_deg())
    result = held(bridge_track(deficit, time_s))
    assert result.value == pytest.approx(20.2 - UP_S, abs=0.4)
    assert result.norm_reason.code == "variant"
    assert not result.compared


def test_the_hips_of_a_rendered_athlete_sink_when_the_joints_say_so(
    check_sample: Callable[..., Any],
) -> None:
    checked = check_sample("pull_over_sinking")
    joints = np.load(SAMPLES / "pull_over_sinking.truth.npz")
    names, place = list(joints["joint_names"]), joints["joints_m"][:, :, [0, 2]]

    def at(*of: str) -> Any:
        return np.mean([place[:, names.index(name)] for name in of], axis=0)

    trunk = at("left_hip", "right_hip") - at("left_shoulder", "right_shoulder")
    thigh = at("left_knee") - at("left_hip")
    sag_deg = np.degrees(
        np.arctan2(thigh[:, 1], thigh[:, 0]) - np.arctan2(trunk[:, 1], trunk[:, 0])
    )
    time_s, up_s = joints["time_s"], 1.9  # as the studio planned it: set.hips_up_s
    first_deg = np.median(sag_deg[(time_s >= up_s) & (time_s <= up_s + 2.0)])
    lost_s = time_s[(time_s > up_s) & (sag_deg > first_deg + 10.0)][0]
    result = held(checked.track)
    assert result.start_s == pytest.approx(up_s, abs=0.2)
    assert result.low <= lost_s - up_s <= result.high
    assert result.value == pytest.approx(lost_s - up_s, abs=1.0)
