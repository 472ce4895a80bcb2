"""A single leg bridge to failure, counted on stick athletes of planned height."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from exercises.check import check
from exercises.clinical.result import LegResult
from tests.figures import Move, frame_times, ramp_signal
from tests.figures_lying import ON_FLOOR_M, bridge_track, lying_deg
from vision.track import Track

QUICK_S, HELD_S = 0.8, 0.4
CYCLE_S = 2 * QUICK_S + 2 * HELD_S


def lifts_to(
    heights_deg: list[float], *, first_s: float = 1.5, rest_after: int = 0
) -> list[Move]:
    """Return lifts to some heights, and a rest of 5 s after so many of them."""
    moves, at_s = [], first_s
    for number, height_deg in enumerate(heights_deg, start=1):
        moves.append(Move(at_s, at_s + QUICK_S, height_deg))
        down_s = at_s + QUICK_S + HELD_S
        moves.append(Move(down_s, down_s + QUICK_S, lying_deg()))
        at_s += CYCLE_S + (5.0 if number == rest_after else 0.0)
    return moves


def film_of(moves: list[Move], *, after_s: float = 4.0, **figure: Any) -> Track:
    time_s = frame_times(moves[-1].off_s + after_s, 30.0)
    deficit = ramp_signal(time_s, moves, start=lying_deg())
    return bridge_track(deficit, time_s, **figure)


def counted(track: Track, **said: Any) -> LegResult:
    report = check(track, test="bridge_to_failure", **said)
    assert report.test is not None
    (result,) = report.test.results
    return result


def test_a_set_that_stops_is_counted_to_its_end() -> None:
    result = counted(film_of(lifts_to([0.0] * 22)))
    assert (result.value, result.low, result.high) == (22, 22, 22)
    assert result.side == "left"
    assert "Nothing followed" in result.ended
    assert result.compared.startswith("between poor and average among 482 male")


@pytest.mark.parametrize("noise_px", [0.0, 1.0])
def test_two_that_stay_low_in_a_row_end_the_test(noise_px: float) -> None:
    heights_deg = [2.0] * 6 + [17.0, 2.0, 18.0, 17.5, 2.0, 2.0]
    moves = lifts_to(heights_deg)
    result = counted(film_of(moves, noise_px=noise_px, seed=3))
    assert result.value == 7  # six, and the one between two that stay low
    assert (result.low, result.high) == (7, 7)
    assert "2 times in a row" in result.ended
    assert result.end_s == pytest.approx(moves[15].off_s, abs=0.2)  # of the eighth
    assert result.notes == ("1 on the way came up too little and do not count.",)


def test_hips_that_stay_about_ten_degrees_low_leave_the_count_open() -> None:
    result = counted(film_of(lifts_to([0.0] * 5 + [9.0] * 3)))
    assert result.low == 5
    assert result.value == result.high == 8


def test_what_comes_after_a_rest_is_left_out() -> None:
    result = counted(film_of(lifts_to([0.0] * 7, rest_after=4)))
    assert result.value == 4
    assert any("rest" in note for note in result.notes)


def test_a_film_that_ends_too_early_gives_the_least_number_only() -> None:
    result = counted(film_of(lifts_to([0.0] * 5), after_s=1.0))
    assert np.isnan(result.value)
    assert result.low == 5
    assert result.reason.code == "film_cut"
    assert not result.compared


def test_a_film_that_begins_within_a_lift_does_not_show_the_start() -> None:
    moves = lifts_to([0.0] * 5, first_s=-0.5)
    result = counted(film_of(moves))
    assert np.isnan(result.value)
    assert "start" in result.reason.text


@pytest.mark.parametrize(
    ("figure", "code"),
    [
        pytest.param({"leg": "both"}, "variant", id="two-legs"),
        pytest.param({"yaw_deg": 50.0}, "view", id="at-an-angle"),
    ],
)
def test_what_the_test_is_not_is_not_assessed(
    figure: dict[str, Any], code: str
) -> None:
    result = counted(film_of(lifts_to([0.0] * 4), **figure))
    assert np.isnan(result.value)
    assert result.reason.code == code


def test_hips_that_never_come_up_make_no_repetitions() -> None:
    result = counted(film_of(lifts_to([30.0] * 5)))
    assert np.isnan(result.value)
    assert "30 degrees below the straight line" in result.reason.text


def test_hips_that_may_stay_too_low_are_counted_and_asked_about() -> None:
    result = counted(film_of(lifts_to([24.0] * 5)))
    assert result.value == 5
    assert "24 degrees below the straight line" in result.notes[0]


def test_pulses_are_no_repetitions() -> None:
    moves = [Move(1.5, 2.5, 0.0)]
    for number in range(5):
        at_s = 3.0 + 2.0 * number
        moves += [Move(at_s, at_s + 0.8, 16.0), Move(at_s + 0.9, at_s + 1.7, 0.0)]
    result = counted(film_of(moves))
    assert np.isnan(result.value)


def test_with_the_foot_on_the_floor_there_is_no_norm() -> None:
    moves = [replace(m, level=lying_deg(ON_FLOOR_M)) if m.level else m
             for m in lifts_to([0.0] * 4)]  # fmt: skip
    time_s = frame_times(moves[-1].off_s + 4.0, 30.0)
    deficit = ramp_signal(time_s, moves, start=lying_deg(ON_FLOOR_M))
    result = counted(bridge_track(deficit, time_s, ankle_m=ON_FLOOR_M))
    assert result.value == 4
    assert result.norm_reason.code == "variant"
    assert not result.compared


def test_each_leg_of_a_film_has_its_own_number() -> None:
    left = lifts_to([0.0] * 5)
    right = lifts_to([0.0] * 3, first_s=left[-1].off_s + 12.0)
    time_s = frame_times(right[-1].off_s + 4.0, 30.0)
    tracks = [
        bridge_track(
            ramp_signal(time_s, [*left, *right], start=lying_deg()), time_s, leg=leg
        )
        for leg in ("left", "right")
    ]
    later = (time_s > left[-1].off_s + 6.0)[:, None, None]
    both = replace(
        tracks[0],
        points_px=np.where(later, tracks[1].points_px, tracks[0].points_px),
        world_m=np.where(later, tracks[1].world_m, tracks[0].world_m),
    )
    report = check(both, test="bridge_to_failure")
    assert report.test is not None
    assert {r.side: r.value for r in report.test.results} == {"left": 5, "right": 3}
