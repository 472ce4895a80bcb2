"""Smoothing must not delay, invent or hide anything."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.figures import frame_times
from vision.filters import (
    fill_gaps,
    low_pass,
    noise_sd,
    stretches,
    without_outliers,
)

LONG_GAP_S = 0.2


@pytest.mark.parametrize("fps", [24.0, 30.0, 60.0])
@pytest.mark.parametrize("jitter", [0.0, 0.4], ids=["even", "uneven"])
def test_a_slow_sine_is_neither_delayed_nor_shrunk(fps: float, jitter: float) -> None:
    time_s = frame_times(12.0, fps, jitter=jitter)
    wave = 30 * np.sin(2 * np.pi * 0.5 * time_s)
    smooth = low_pass(wave, time_s, 3.0)
    middle = (time_s > 2) & (time_s < 10)
    basis = np.stack(
        [np.sin(np.pi * time_s[middle]), np.cos(np.pi * time_s[middle])], axis=1
    )
    (sine, cosine), *_ = np.linalg.lstsq(basis, smooth[middle], rcond=None)
    lag_s = -np.arctan2(cosine, sine) / np.pi
    assert lag_s == pytest.approx(0.0, abs=0.002)
    assert np.hypot(sine, cosine) == pytest.approx(30.0, rel=0.01)


def test_a_tremor_is_taken_away() -> None:
    time_s = frame_times(8.0, 60.0)
    tremor = np.sin(2 * np.pi * 15 * time_s)
    smooth = low_pass(tremor, time_s, 3.0)
    middle = (time_s > 1) & (time_s < 7)
    assert np.abs(smooth[middle]).max() < 0.02


def test_half_of_the_power_passes_at_the_cut_off() -> None:
    # -3 dB after both passes, the meaning of a cut-off frequency.
    time_s = frame_times(20.0, 60.0)
    smooth = low_pass(np.sin(2 * np.pi * 6.0 * time_s), time_s, 6.0)
    middle = (time_s > 3) & (time_s < 17)
    rms = np.sqrt((smooth[middle] ** 2).mean())
    assert rms / np.sqrt(0.5) == pytest.approx(np.sqrt(0.5), abs=0.05)


def test_a_constant_stays_what_it_is_up_to_its_ends() -> None:
    time_s = frame_times(3.0, 30.0, jitter=0.5)
    np.testing.assert_allclose(low_pass(np.full(91, 42.0), time_s, 3.0), 42.0)


def test_what_is_missing_stays_missing_and_parts_the_signal() -> None:
    time_s = frame_times(4.0, 30.0)
    values = np.where(time_s < 2, 0.0, 100.0)
    values[55:65] = np.nan
    smooth = low_pass(values, time_s, 3.0)
    assert np.isnan(smooth[55:65]).all()
    np.testing.assert_allclose(smooth[:55], 0.0, atol=1e-9)  # no leak over the gap
    np.testing.assert_allclose(smooth[65:], 100.0, atol=1e-9)


@pytest.mark.parametrize(
    ("count", "fps"),
    [
        pytest.param(5, 30.0, id="too short to filter"),
        pytest.param(60, 5.0, id="too few frames a second for the cut-off"),
    ],
)
def test_what_cannot_be_filtered_passes_as_it_is(count: int, fps: float) -> None:
    values = np.random.default_rng(1).normal(size=count)
    time_s = np.arange(count) / fps
    np.testing.assert_array_equal(low_pass(values, time_s, 3.0), values)


def test_frames_that_crowd_into_a_part_of_their_time_pass_as_they_are() -> None:
    # Seven usual steps last as long as eight frames: too few for the filter's edges.
    time_s = np.cumsum([0.0, *[1e-4] * 5, *[1 / 30] * 7])
    values = np.random.default_rng(1).normal(size=len(time_s))
    np.testing.assert_array_equal(low_pass(values, time_s, 3.0), values)


def test_columns_do_not_touch_each_other() -> None:
    time_s = frame_times(2.0, 30.0)
    noise = np.random.default_rng(2).normal(size=(61, 2))
    both = low_pass(noise, time_s, 3.0)
    np.testing.assert_allclose(both[:, 1], low_pass(noise[:, 1], time_s, 3.0))


@pytest.mark.parametrize("fps", [15.0, 30.0, 60.0])
def test_gaps_up_to_a_fifth_of_a_second_are_filled_with_a_line(fps: float) -> None:
    time_s = frame_times(2.0, fps)
    line = 5 + 7 * time_s
    missing = int(LONG_GAP_S * fps) - 1  # from seen to seen: a fifth of a second
    values = line.copy()
    values[10 : 10 + missing] = np.nan
    np.testing.assert_allclose(fill_gaps(values, time_s), line)


@pytest.mark.parametrize("fps", [15.0, 30.0, 60.0])
def test_longer_gaps_stay_open(fps: float) -> None:
    time_s = frame_times(2.0, fps)
    missing = int(LONG_GAP_S * fps)
    values = 5 + 7 * time_s
    values[10 : 10 + missing] = np.nan
    filled = fill_gaps(values, time_s)
    assert np.isnan(filled[10 : 10 + missing]).all()


def test_a_gap_is_measured_in_seconds_not_in_frames() -> None:
    # One missing frame where the camera paused for half a second.
    time_s = np.array([0.0, 0.03, 0.06, 0.3, 0.55, 0.58, 0.61])
    values = np.where(time_s == 0.3, np.nan, 1.0)
    assert np.isnan(fill_gaps(values, time_s)[3])


def test_nothing_is_invented_before_the_first_and_after_the_last_seen() -> None:
    values = np.array([np.nan, 1.0, np.nan, 3.0, np.nan])
    filled = fill_gaps(values, np.arange(5) * 0.05)
    assert np.isnan(filled[[0, 4]]).all()
    assert filled[2] == pytest.approx(2.0)


def test_a_landmark_never_seen_stays_missing() -> None:
    values = np.full((30, 2), np.nan)
    values[:, 0] = 1.0
    time_s = frame_times(29 / 30, 30.0)
    for result in (
        fill_gaps(values, time_s),
        without_outliers(values),
        low_pass(values, time_s, 3.0),
    ):
        assert np.isnan(result[:, 1]).all()
        np.testing.assert_allclose(result[:, 0], 1.0)


def test_filling_leaves_the_given_array_alone() -> None:
    values = np.array([1.0, np.nan, 3.0])
    fill_gaps(values, np.arange(3) * 0.05)
    assert np.isnan(values[1])


def test_a_lone_outlier_goes_and_its_neighbours_stay() -> None:
    time_s = frame_times(2.0, 30.0)
    line = 100 * time_s
    values = line.copy()
    values[30] += 80
    clean = without_outliers(values)
    assert clean[30] == pytest.approx(line[30], abs=4)
    np.testing.assert_allclose(np.delete(clean, 30), np.delete(line, 30))


def test_a_step_is_not_an_outlier() -> None:
    step = np.where(np.arange(40) < 20, 0.0, 10.0)
    np.testing.assert_array_equal(without_outliers(step), step)


@pytest.mark.parametrize("sd", [0.2, 2.0, 15.0])
def test_noise_is_measured_on_top_of_a_movement(sd: float) -> None:
    time_s = frame_times(30.0, 30.0)
    wave = 35 * np.sin(2 * np.pi * 0.3 * time_s)
    noise = np.random.default_rng(4).normal(0, sd, len(time_s))
    assert noise_sd(wave + noise) == pytest.approx(sd, rel=0.12)


def test_noise_of_too_few_values_is_unknown() -> None:
    assert np.isnan(noise_sd(np.array([1.0, 2.0, 1.0, 2.0])))
    assert np.isnan(noise_sd(np.full(40, np.nan)))


@given(st.lists(st.booleans(), max_size=40))
def test_stretches_are_exactly_the_runs_of_true(flags: list[bool]) -> None:
    found = stretches(np.array(flags, dtype=bool))
    rebuilt = [False] * len(flags)
    for start, stop in found:
        assert start < stop
        rebuilt[start:stop] = [True] * (stop - start)
    assert rebuilt == flags
    # Neighbouring runs are kept apart by at least one frame.
    assert all(a[1] < b[0] for a, b in itertools.pairwise(found))
