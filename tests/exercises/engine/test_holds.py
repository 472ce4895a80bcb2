"""From signals to holds: when they begin and end, and how steady they are."""

import itertools
from collections.abc import Sequence
from functools import partial

import numpy as np
import pytest

from exercises.engine.holds import (
    ENTER_S,
    EXIT_S,
    MERGED_S,
    Flags,
    Stretch,
    edges_s,
    find_stretches,
    sway_rms,
)
from tests.figures import Floats, Move, frame_times, ramp_signal, wander

TIME_S = frame_times(20.0, 30.0)


def during(*parts: tuple[float, float], time_s: Floats = TIME_S) -> Flags:
    flags = np.zeros(len(time_s), dtype=bool)
    for start_s, end_s in parts:
        flags |= (time_s >= start_s - 1e-6) & (time_s < end_s - 1e-6)
    return flags


def holds(
    ready: Sequence[tuple[float, float]], lost: Sequence[tuple[float, float]]
) -> list[tuple[float, float]]:
    found = find_stretches(TIME_S, during(*ready), lambda _: during(*lost))
    return [(float(TIME_S[h.first]), float(TIME_S[h.last])) for h in found]


def nearly(*parts: tuple[float, float]) -> object:
    return pytest.approx(np.array(parts), abs=0.05)


def test_a_hold_lasts_from_ready_to_lost() -> None:
    assert np.array(holds([(3, 12)], [(0, 3), (12, 20)])) == nearly((3, 12))


def test_a_hold_that_the_film_cuts_off_lasts_to_its_end() -> None:
    assert np.array(holds([(3, 20)], [(0, 3)])) == nearly((3, 20))


def test_what_is_not_kept_for_long_is_no_hold() -> None:
    short_s = 0.7 * ENTER_S
    assert holds([(3, 3 + short_s)], [(3 + short_s, 20)]) == []
    long_s = 1.3 * ENTER_S
    assert len(holds([(3, 3 + long_s)], [(3 + long_s, 20)])) == 1


def test_a_slip_is_part_of_the_hold_and_leaving_ends_it() -> None:
    slip_s, left_s = 0.6 * EXIT_S, 1.5 * EXIT_S + MERGED_S
    slipped = holds([(3, 8), (8 + slip_s, 15)], [(8, 8 + slip_s), (15, 20)])
    assert np.array(slipped) == nearly((3, 15))
    left = holds([(3, 8), (8 + left_s, 15)], [(8, 8 + left_s), (15, 20)])
    assert np.array(left) == nearly((3, 8), (8 + left_s, 15))


def test_holds_with_hardly_anything_between_are_one() -> None:
    gap_s = (EXIT_S + MERGED_S) / 2
    merged = holds([(3, 8), (8 + gap_s, 15)], [(8, 8 + gap_s), (15, 20)])
    assert np.array(merged) == nearly((3, 15))


def test_nothing_ready_is_no_hold() -> None:
    assert holds([], []) == []


def _always(lost: Flags, _first: int) -> Flags:
    return lost.copy()


def test_holds_never_overlap() -> None:
    random = np.random.default_rng(5)
    for _ in range(20):
        ready = np.repeat(random.random(len(TIME_S) // 10 + 1) < 0.7, 10)
        gone = np.repeat(random.random(len(TIME_S) // 10 + 1) < 0.3, 10)
        lost = partial(_always, gone[: len(TIME_S)])
        found = find_stretches(TIME_S, ready[: len(TIME_S)], lost)
        for one, other in itertools.pairwise(found):
            assert one.last < other.first
        assert all(one.first <= one.last for one in found)


@pytest.mark.parametrize("moving_s", [0.5, 0.8, 1.5])
@pytest.mark.parametrize("noise", [0.0, 0.006])
def test_edges_are_where_the_movement_ends_and_starts(
    moving_s: float, noise: float
) -> None:
    moves = [Move(4 - moving_s, 4.0, 0.0), Move(14.0, 14 + moving_s, 1.2)]
    away = ramp_signal(TIME_S, moves, start=1.2)
    away += wander(len(TIME_S), sd=noise, seed=2) if noise else 0.0
    # Roughly, as flags of stillness have it: late in, early or late out.
    hold = Stretch(*(int(np.searchsorted(TIME_S, s)) for s in (4.4, 14.2)))
    assert edges_s(TIME_S, away, hold) == pytest.approx((4.0, 14.0), abs=0.15)


def test_a_hold_without_movements_beside_it_is_as_long_as_it_was_found() -> None:
    hold = Stretch(90, 400)
    assert edges_s(TIME_S, 0 * TIME_S, hold) == (TIME_S[90], TIME_S[400])


@pytest.mark.parametrize("fps", [24.0, 30.0, 60.0])
@pytest.mark.parametrize("frequency_hz", [0.7, 1.0, 1.5])
@pytest.mark.parametrize("axis", [0, 1])
def test_the_sway_of_a_sine_is_its_amplitude_over_root_two(
    fps: float, frequency_hz: float, axis: int
) -> None:
    time_s = frame_times(20.0, fps)
    points = np.zeros((len(time_s), 2))
    points[:, axis] = 0.04 * np.sin(2 * np.pi * frequency_hz * time_s)
    assert sway_rms(time_s, points, 0.0) == pytest.approx(0.04 / 2**0.5, rel=0.1)


def test_a_circle_sways_in_both_directions() -> None:
    turn = 2 * np.pi * TIME_S
    points = 0.03 * np.stack([np.cos(turn), np.sin(turn)], axis=1)
    assert sway_rms(TIME_S, points, 0.0) == pytest.approx(0.03, rel=0.1)


def test_known_noise_is_taken_off_as_a_right_angle() -> None:
    points = np.zeros((len(TIME_S), 2))
    points[:, 0] = 2**0.5 * 0.05 * np.sin(2 * np.pi * TIME_S)
    assert sway_rms(TIME_S, points, 0.03) == pytest.approx(0.04, rel=0.1)
    assert sway_rms(TIME_S, points, 0.5) == 0.0


@pytest.mark.parametrize(
    "frequency_hz", [pytest.param(0.05, id="drift"), pytest.param(9.0, id="jitter")]
)
def test_drift_and_jitter_are_no_sway(frequency_hz: float) -> None:
    points = np.zeros((len(TIME_S), 2))
    points[:, 0] = 0.05 * np.sin(2 * np.pi * frequency_hz * TIME_S)
    assert sway_rms(TIME_S, points, 0.0) < 0.01


def test_sway_is_the_same_wherever_one_is_and_at_an_uneven_frame_rate() -> None:
    uneven = frame_times(20.0, 30.0, jitter=0.2)
    points = np.full((len(uneven), 2), 3.0)
    points[:, 1] += 0.04 * np.sin(2 * np.pi * uneven)
    assert sway_rms(uneven, points, 0.0) == pytest.approx(0.04 / 2**0.5, rel=0.1)


def test_too_few_frames_have_no_sway() -> None:
    points = np.zeros((len(TIME_S), 2))
    points[20:] = np.nan
    assert np.isnan(sway_rms(TIME_S, points, 0.0))
