"""A camera's clock may jump; a live set goes on."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.live.clock import AHEAD_S, BACK_S, SteadyClock

STEP_S = 1 / 30


def steps(*own_s: float, arrived_s: list[float] | None = None) -> list[float]:
    """Return the steps that a clock makes of pictures that come evenly."""
    clock = SteadyClock()
    comes_s = arrived_s or [100 + STEP_S * number for number in range(len(own_s))]
    times_s = [clock(own, at) for own, at in zip(own_s, comes_s, strict=True)]
    return [b - a for a, b in itertools.pairwise(times_s)]


def test_a_good_clock_is_left_alone_however_unevenly_its_pictures_come() -> None:
    own_s = [STEP_S * number for number in range(6)]
    stalled = [0.0, 2.0, 2.0, 2.01, 2.02, 2.2]  # a line that stood still for 2 s
    assert steps(*own_s, arrived_s=stalled) == pytest.approx([STEP_S] * 5)


@pytest.mark.parametrize("jump_s", [3600.0, -5.0, -3600.0, 1e9, AHEAD_S + 1])
def test_a_jump_becomes_the_time_that_passed(jump_s: float) -> None:
    own_s = [0.0, STEP_S, 2 * STEP_S + jump_s, 3 * STEP_S + jump_s]
    assert steps(*own_s) == pytest.approx([STEP_S] * 3, abs=1e-6)


def test_a_clock_that_jumps_back_and_forth_is_followed_both_times() -> None:
    assert steps(0.0, 3600.0, 2 * STEP_S, 3 * STEP_S) == pytest.approx([STEP_S] * 3)


def test_a_picture_that_was_overtaken_keeps_its_place_before_the_other() -> None:
    assert steps(0.0, 2 * STEP_S, STEP_S, 3 * STEP_S)[1] == pytest.approx(-STEP_S)


@given(
    st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=30),
    st.lists(st.floats(0.0, 10.0), min_size=30, max_size=30),
)
def test_time_never_leaps_whatever_the_camera_says(
    own_s: list[float], waits_s: list[float]
) -> None:
    arrived_s = [sum(waits_s[: number + 1]) for number in range(len(own_s))]
    for step_s, wait_s in zip(
        steps(*own_s, arrived_s=arrived_s), waits_s[1:], strict=False
    ):
        assert -BACK_S - 1e-6 <= step_s <= wait_s + AHEAD_S + 1e-6
