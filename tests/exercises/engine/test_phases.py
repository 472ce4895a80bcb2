"""When a movement starts and ends, against scripts that say so."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.engine.phases import MOST_IN_CHAIN, Ramp, fit_ramps, turning_points
from tests.figures import (
    Floats,
    Move,
    Profile,
    frame_times,
    ramp_signal,
    repetitions,
    wander,
)
from vision.filters import low_pass

PROFILES: tuple[Profile, ...] = ("constant speed", "minimum jerk")
TOP, BOTTOM = 4.0, 75.0


def fitted(time_s: Floats, signal: Floats) -> list[Ramp]:
    """Fit a signal the way reps are found: turning points of the smoothed signal."""
    smooth = low_pass(signal, time_s, 3.0)
    points = turning_points(smooth, 10.0)
    return fit_ramps(time_s, lambda near: signal[near], smooth, points)


def filmed(
    moves: list[Move], profile: Profile, *, fps: float = 30.0, noise: float = 0.0
) -> list[Ramp]:
    time_s = frame_times(moves[-1].off_s + 1.5, fps)
    signal = ramp_signal(time_s, moves, start=TOP, profile=profile)
    if noise:
        signal = signal + wander(len(time_s), sd=noise, seed=5)
    return fitted(time_s, signal)


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("fps", [15.0, 24.0, 30.0, 60.0])
@pytest.mark.parametrize("pause_s", [0.0, 0.4, 2.5], ids=["no pause", "short", "long"])
def test_clean_movements_are_timed_to_three_hundredths_of_a_second(
    profile: Profile, fps: float, pause_s: float
) -> None:
    moves = repetitions(
        2, lowering_s=2.5, pause_s=pause_s, lifting_s=1.1, top_s=pause_s,
        first_s=1.512, top=TOP, bottom=BOTTOM,
    )  # fmt: skip
    ramps = filmed(moves, profile, fps=fps)
    assert len(ramps) == len(moves)
    for ramp, move in zip(ramps, moves, strict=True):
        assert ramp.on_s == pytest.approx(move.on_s, abs=0.03)
        assert ramp.off_s == pytest.approx(move.off_s, abs=0.03)
        assert ramp.complete


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("lowering_s", [0.4, 0.8, 1.5, 3.0])
def test_fast_and_slow_lowerings_alike(profile: Profile, lowering_s: float) -> None:
    moves = [Move(2.0, 2.0 + lowering_s, BOTTOM), Move(6.0, 7.0, TOP)]
    lowering = filmed(moves, profile)[0]
    assert lowering.duration_s == pytest.approx(lowering_s, abs=0.03)


def test_the_levels_are_those_of_the_plateaus() -> None:
    lowering, lifting = filmed(
        [Move(2, 4, BOTTOM), Move(6, 7, TOP)], "minimum jerk", noise=0.5
    )
    assert lowering.from_level == pytest.approx(TOP, abs=1.5)
    assert lowering.to_level == pytest.approx(BOTTOM, abs=1.5)
    assert lowering.range == pytest.approx(BOTTOM - TOP, abs=2.0)
    assert lifting.to_level == pytest.approx(TOP, abs=1.5)


def test_uneven_frame_times_are_no_trouble() -> None:
    moves = repetitions(2, lowering_s=2.2, top=TOP, bottom=BOTTOM)
    time_s = frame_times(moves[-1].off_s + 1.5, 30.0, jitter=0.8)
    ramps = fitted(time_s, ramp_signal(time_s, moves, start=TOP))
    for ramp, move in zip(ramps, moves, strict=True):
        assert ramp.on_s == pytest.approx(move.on_s, abs=0.03)
        assert ramp.off_s == pytest.approx(move.off_s, abs=0.03)


def test_hidden_frames_do_not_move_the_corners() -> None:
    moves = repetitions(2, lowering_s=2.2, top=TOP, bottom=BOTTOM)
    time_s = frame_times(moves[-1].off_s + 1.5, 30.0)
    signal = ramp_signal(time_s, moves, start=TOP)
    holes = np.where((time_s > 3.9) & (time_s < 4.3), np.nan, signal)  # a bottom
    smooth = low_pass(signal, time_s, 3.0)
    ramps = fit_ramps(
        time_s, lambda near: holes[near], smooth, turning_points(smooth, 10.0)
    )
    for ramp, move in zip(ramps, moves, strict=True):
        assert ramp.duration_s == pytest.approx(move.duration_s, abs=0.05)


@pytest.mark.parametrize("profile", PROFILES)
def test_error_bars_cover_the_truth_and_errors_are_small(profile: Profile) -> None:
    random = np.random.default_rng(7)
    errors, bars = [], []
    for trial in range(10):
        moves = repetitions(
            3, lowering_s=random.uniform(0.8, 4.0), pause_s=random.choice([0, 0.3, 1]),
            lifting_s=random.uniform(0.7, 1.6), top_s=random.choice([0, 0.5, 1.5]),
            top=TOP, bottom=BOTTOM,
        )  # fmt: skip
        time_s = frame_times(moves[-1].off_s + 1.5, 30.0, jitter=0.1)
        signal = ramp_signal(time_s, moves, start=TOP, profile=profile)
        ramps = fitted(time_s, signal + wander(len(time_s), sd=1.0, seed=trial))
        assert len(ramps) == len(moves)
        errors += [
            ramp.duration_s - move.duration_s
            for ramp, move in zip(ramps, moves, strict=True)
        ]
        bars += [ramp.duration_error_s for ramp in ramps]
    assert len(errors) == 60
    covered = np.abs(errors) <= np.array(bars)
    assert 0.90 <= covered.mean() <= 1.0
    assert np.median(np.abs(errors)) <= 0.07  # rationale.md 0.3
    assert abs(np.median(errors)) <= 0.03
    assert np.median(bars) < 0.4  # a bar that covers everything says nothing


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("wait_s", [0.2, 0.4, 0.8, 1.5])
@pytest.mark.parametrize("share", [0.5, 0.75], ids=["half way", "three quarters"])
def test_a_hesitating_movement_gets_a_wide_bar_not_a_wrong_narrow_one(
    profile: Profile, wait_s: float, share: float
) -> None:
    way = TOP + share * (BOTTOM - TOP)
    moves = [
        Move(2.0, 3.0, way), Move(3.0 + wait_s, 4.0 + wait_s, BOTTOM),
        Move(5.0 + wait_s, 6.2 + wait_s, TOP),
    ]  # fmt: skip
    lowering = filmed(moves, profile, noise=0.3)[0]
    assert abs(lowering.duration_s - (2.0 + wait_s)) <= lowering.duration_error_s


def test_a_lowering_cut_by_the_start_of_the_film_is_not_complete() -> None:
    cut, lifting = filmed(
        [Move(-1.0, 1.5, BOTTOM), Move(3.0, 4.0, TOP)], "constant speed"
    )
    assert not cut.complete
    assert lifting.complete


def test_a_lift_cut_by_the_end_of_the_film_is_not_complete() -> None:
    time_s = frame_times(6.0, 30.0)
    moves = [Move(1.5, 3.5, BOTTOM), Move(5.0, 7.0, TOP)]
    lowering, cut = fitted(time_s, ramp_signal(time_s, moves, start=TOP))
    assert lowering.complete
    assert not cut.complete


def test_nothing_moving_gives_no_ramps() -> None:
    time_s = frame_times(5.0, 30.0)
    assert fitted(time_s, wander(len(time_s), sd=0.5, seed=1)) == []


def test_movements_minutes_apart_are_timed_like_neighbours() -> None:
    moves = [Move(2, 4, BOTTOM), Move(34, 35, TOP)]
    lowering, lifting = filmed(moves, "minimum jerk", fps=15.0)
    assert lowering.duration_s == pytest.approx(2.0, abs=0.03)
    assert lifting.duration_s == pytest.approx(1.0, abs=0.03)


@pytest.mark.parametrize("pause_s", [0.0, 0.4], ids=["no pause", "short"])
def test_the_thirtieth_rep_is_timed_as_the_first(pause_s: float) -> None:
    moves = repetitions(
        30, lowering_s=2.5, pause_s=pause_s, lifting_s=1.1, top_s=pause_s,
        first_s=1.512, top=TOP, bottom=BOTTOM,
    )  # fmt: skip
    ramps = filmed(moves, "minimum jerk", fps=15.0)
    assert len(ramps) == len(moves) > 2 * MOST_IN_CHAIN
    for ramp, move in zip(ramps, moves, strict=True):
        assert ramp.on_s == pytest.approx(move.on_s, abs=0.03)
        assert ramp.off_s == pytest.approx(move.off_s, abs=0.03)


def test_turning_points_are_where_the_signal_turns() -> None:
    signal = np.array([0.0, 1, 2, 10, 9, 4, 5, 6, 20, 19, 3])
    assert turning_points(signal, 4.0) == [0, 3, 5, 8, 10]


def test_turns_smaller_than_the_reversal_are_passed_over() -> None:
    signal = np.array([0.0, 10, 8, 15, 13, 20, 18, 0])
    assert turning_points(signal, 4.0) == [0, 5, 7]


@given(st.lists(st.floats(-100, 100), min_size=1, max_size=60), st.floats(1.0, 30.0))
def test_turning_points_alternate_and_lie_apart_by_the_reversal(
    values: list[float], reversal: float
) -> None:
    signal = np.array(values)
    points = turning_points(signal, reversal)
    assert points == sorted(points)
    steps = np.diff(signal[points])
    assert (np.abs(steps) >= reversal - 1e-9).all()
    assert (steps[1:] * steps[:-1] < 0).all()
    if np.ptp(signal) < reversal:
        assert points == []
