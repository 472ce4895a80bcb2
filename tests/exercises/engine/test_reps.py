"""What counts as a rep, on depth signals with a script."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercises.engine.pairing import Cycle
from exercises.engine.reps import find_cycles, moving_ranges
from tests.figures import (
    Move,
    Profile,
    frame_times,
    ramp_signal,
    repetitions,
    wander,
)

SWAY = 10.0
TOP, BOTTOM = 3.0, 75.0


def cycles_of(
    moves: list[Move],
    *,
    start: float = TOP,
    profile: Profile = "minimum jerk",
    noise: float = 0.3,
    end_s: float | None = None,
    hidden_s: tuple[float, float] | None = None,
) -> list[Cycle]:
    """Return the cycles found on a scripted signal, 30 frames a second."""
    time_s = frame_times(end_s or moves[-1].off_s + 1.5, 30.0)
    depth = ramp_signal(time_s, moves, start=start, profile=profile)
    depth = depth + wander(len(time_s), sd=noise, seed=8)
    if hidden_s:
        hide = (time_s >= hidden_s[0]) & (time_s <= hidden_s[1])
        depth = np.where(hide, np.nan, depth)
    return find_cycles(time_s, depth, least_range=SWAY).cycles


def full(count: int, first_s: float = 2.0, **tempo: float) -> list[Move]:
    return repetitions(count, first_s=first_s, top=TOP, bottom=BOTTOM, **tempo)


@pytest.mark.parametrize("profile", ["minimum jerk", "constant speed"])
@pytest.mark.parametrize("count", [1, 3, 6])
def test_each_lowering_with_a_lift_is_a_rep(count: int, profile: Profile) -> None:
    moves = full(count, lowering_s=1.8)
    cycles = cycles_of(moves, profile=profile)
    assert len(cycles) == count
    for cycle, lowering, lift in zip(cycles, moves[::2], moves[1::2], strict=True):
        assert not cycle.lift_first
        assert cycle.start_s == pytest.approx(lowering.on_s, abs=0.15)
        assert cycle.end_s == pytest.approx(lift.off_s, abs=0.15)
        assert cycle.pause_s == pytest.approx(0.5, abs=0.2)


def test_a_partial_in_between_is_found_with_its_smaller_range() -> None:
    moves = [
        *full(2),
        Move(12.6, 13.8, 33.0),
        Move(14.2, 15.2, TOP),
        *full(1, first_s=16.5),
    ]
    ranges = [cycle.lowering.range for cycle in cycles_of(moves)]
    assert ranges == pytest.approx([72.0, 72.0, 30.0, 72.0], abs=4.0)


@pytest.mark.parametrize("up_to", [65.0, 55.0, 45.0], ids=["10", "20", "30 degrees"])
def test_a_bounce_at_the_bottom_is_one_rep(up_to: float) -> None:
    moves = [
        Move(2.0, 4.5, BOTTOM), Move(4.6, 5.0, up_to), Move(5.1, 5.5, BOTTOM),
        Move(5.8, 7.0, TOP),
    ]  # fmt: skip
    (cycle,) = cycles_of(moves)
    assert abs(cycle.start_s - 2.0) <= max(0.2, cycle.lowering.duration_error_s / 2)
    assert cycle.end_s == pytest.approx(7.0, abs=0.2)


def test_swaying_is_not_lowering() -> None:
    pulses = [Move(i, i + 0.5, TOP + 8.0 * (i % 2)) for i in range(1, 14)]
    assert cycles_of(pulses) == []


def test_standing_still_is_nothing() -> None:
    assert cycles_of([Move(1.0, 2.0, TOP)], end_s=10.0, noise=1.5) == []


def test_a_film_that_opens_and_ends_at_the_bottom_pairs_each_lowering_with_the_lift_before(  # noqa: E501
) -> None:
    # From the floor: up, down, up, down. Two reps.
    moves = [
        Move(1.5, 2.7, TOP), Move(3.5, 6.0, BOTTOM),
        Move(6.5, 7.7, TOP), Move(8.5, 11.0, BOTTOM),
    ]  # fmt: skip
    cycles = cycles_of(moves, start=BOTTOM)
    assert len(cycles) == 2
    for cycle, lift, lowering in zip(cycles, moves[::2], moves[1::2], strict=True):
        assert cycle.lift_first
        assert np.isnan(cycle.pause_s)
        assert cycle.lifting.on_s == pytest.approx(lift.on_s, abs=0.15)
        assert cycle.lowering.off_s == pytest.approx(lowering.off_s, abs=0.15)


def test_picking_the_weight_up_first_adds_no_rep() -> None:
    cycles = cycles_of([Move(1.5, 2.7, TOP), *full(3, first_s=4.0)], start=BOTTOM)
    assert len(cycles) == 3
    assert not any(cycle.lift_first for cycle in cycles)


@pytest.mark.parametrize("profile", ["minimum jerk", "constant speed"])
def test_putting_the_weight_down_at_the_end_adds_no_rep(profile: Profile) -> None:
    moves = full(3)
    away = Move(moves[-1].off_s + 2.0, moves[-1].off_s + 3.5, BOTTOM + 5.0)
    assert len(cycles_of([*moves, away], profile=profile)) == 3


def test_a_put_down_cut_by_the_end_of_the_film_adds_no_rep() -> None:
    moves = full(3)
    away = Move(moves[-1].off_s + 2.0, moves[-1].off_s + 3.5, BOTTOM + 5.0)
    assert len(cycles_of([*moves, away], end_s=away.on_s + 1.0)) == 3


def test_a_last_lift_without_a_lowering_adds_no_rep() -> None:
    assert cycles_of([Move(2.0, 3.2, TOP)], start=BOTTOM) == []


@pytest.mark.parametrize("dip", [4.0, 10.0, 16.0, 30.0])
@pytest.mark.parametrize("waits_s", [0.2, 1.0])
def test_a_fidget_before_the_first_pull_changes_no_pairing(
    dip: float, waits_s: float
) -> None:
    # From the floor: a dip, up, down, up, down. Two reps.
    pull_s = 2.2 + waits_s
    moves = [
        Move(1.5, 2.2, BOTTOM + dip), Move(pull_s, pull_s + 1.2, TOP),
        Move(pull_s + 2, pull_s + 4.5, BOTTOM), Move(pull_s + 5, pull_s + 6.2, TOP),
        Move(pull_s + 7, pull_s + 9.5, BOTTOM),
    ]  # fmt: skip
    cycles = cycles_of(moves, start=BOTTOM)
    assert [cycle.lift_first for cycle in cycles] == [True, True]
    assert cycles[0].lifting.on_s == pytest.approx(pull_s, abs=0.2)


@pytest.mark.parametrize("rise", [12.0, 25.0])
def test_a_stir_after_the_weight_was_put_down_changes_no_pairing(rise: float) -> None:
    moves = [
        Move(1.5, 2.7, TOP), Move(3.5, 6.0, BOTTOM), Move(6.5, 7.0, BOTTOM - rise),
    ]  # fmt: skip
    (cycle,) = cycles_of(moves, start=BOTTOM)
    assert cycle.lift_first


@pytest.mark.parametrize("left_out_s", [0.4, 0.5])
def test_a_film_that_ends_in_a_lift_says_so(left_out_s: float) -> None:
    moves = full(3)
    cycles = cycles_of(moves, end_s=moves[-1].off_s - left_out_s)
    assert [cycle.cut for cycle in cycles] == ["", "", "end"]
    assert "in the middle of the lift" in cycles[-1].cut_reason.text


def test_a_film_that_opens_in_a_lowering_says_so() -> None:
    moves = full(2, first_s=2.0)
    time_s = frame_times(moves[-1].off_s + 1.5, 30.0)
    depth = ramp_signal(time_s, moves, start=TOP) + wander(len(time_s), sd=0.3, seed=1)
    opens = time_s > moves[0].on_s + 0.45 * moves[0].duration_s
    found = find_cycles(time_s[opens], depth[opens], least_range=SWAY)
    assert [cycle.cut for cycle in found.cycles] == ["start", ""]


def test_a_pull_alone_is_told_and_no_rep() -> None:
    time_s = frame_times(4.5, 30.0)
    depth = ramp_signal(time_s, [Move(2.0, 3.2, TOP)], start=BOTTOM)
    found = find_cycles(time_s, depth, least_range=SWAY)
    assert not found.cycles
    assert [one.reason.text for one in found.alone] == [
        "a lift without a lowering; a rep takes both"
    ]


@pytest.mark.parametrize("shows_s", [0.2, 0.9], ids=["at the bottom", "early up"])
def test_a_film_that_ends_before_the_lift_tells_of_the_lowering(shows_s: float) -> None:
    moves = full(3)
    time_s = frame_times(moves[4].off_s + shows_s, 30.0)
    depth = ramp_signal(time_s, moves, start=TOP)
    found = find_cycles(time_s, depth, least_range=SWAY)
    assert len(found.cycles) == 2
    assert [one.at for one in found.alone] == ["end"]


def test_where_reps_start_on_the_floor_sitting_up_at_the_end_is_no_lift_of_one(
) -> None:  # fmt: skip
    # Hips: down at rest, up, down, and then the trunk comes up for good.
    moves = [Move(1.5, 2.7, -25.0), Move(3.5, 6.0, 0.0), Move(7.0, 8.5, -60.0)]
    time_s = frame_times(11.0, 30.0)
    depth = ramp_signal(time_s, moves) + wander(len(time_s), sd=0.3, seed=1)
    found = find_cycles(
        time_s, depth, least_range=3.0, wobble_share=0.0, order="lift first"
    )
    (cycle,) = found.cycles
    assert cycle.lifting.on_s == pytest.approx(1.5, abs=0.2)


def test_a_lowering_alone_is_no_rep() -> None:
    assert cycles_of([Move(2.0, 4.5, BOTTOM)]) == []


def test_a_lift_that_stops_below_half_way_is_no_lift() -> None:
    moves = [Move(2.0, 4.5, BOTTOM), Move(5.0, 6.0, 50.0)]
    assert cycles_of(moves, end_s=9.0) == []


def test_ten_seconds_of_rest_between_reps_change_nothing() -> None:
    moves = full(3, top_s=10.0)
    cycles = cycles_of(moves)
    assert len(cycles) == 3
    for cycle, lowering in zip(cycles, moves[::2], strict=True):
        assert cycle.lowering.duration_s == pytest.approx(
            lowering.duration_s, abs=max(0.1, cycle.lowering.duration_error_s)
        )


def test_ten_seconds_at_the_bottom_are_a_pause_of_one_rep() -> None:
    cycles = cycles_of(full(2, pause_s=10.0))
    assert [cycle.pause_s for cycle in cycles] == pytest.approx([10, 10], abs=0.2)


@pytest.mark.parametrize(
    "hidden_s",
    [
        pytest.param((2.9, 3.4), id="in the middle of the lowering"),
        pytest.param((4.35, 4.85), id="at the bottom"),
        pytest.param((5.4, 5.9), id="in the lift"),
    ],
)
def test_half_a_second_out_of_sight_within_a_rep_loses_no_rep(
    hidden_s: tuple[float, float],
) -> None:
    cycles = cycles_of(full(3), hidden_s=hidden_s)
    assert len(cycles) == 3
    first = cycles[0].lowering
    assert abs(first.duration_s - 2.6) <= max(0.1, first.duration_error_s)


def test_reps_before_and_after_a_long_absence_are_counted() -> None:
    moves = full(4)
    gone_s = (moves[3].off_s + 0.3, moves[4].on_s + 3.0)  # the third rep starts unseen
    cycles = cycles_of(moves, hidden_s=gone_s)
    assert len(cycles) == 3


def test_too_few_frames_give_no_reps() -> None:
    time_s = frame_times(0.3, 30.0)
    assert find_cycles(time_s, 100 * time_s, least_range=SWAY).cycles == []


def test_a_better_signal_is_used_for_the_times_alone() -> None:
    moves = full(2)
    time_s = frame_times(moves[-1].off_s + 1.5, 30.0)
    true = ramp_signal(time_s, moves, start=TOP)
    rough = true + wander(len(time_s), sd=2.0, seed=2)
    better = find_cycles(
        time_s, rough, least_range=SWAY, refined=lambda near: true[near]
    )
    for cycle, lowering in zip(better.cycles, moves[::2], strict=True):
        assert cycle.lowering.duration_s == pytest.approx(2.6, abs=0.01)
        assert cycle.lowering.on_s == pytest.approx(lowering.on_s, abs=0.01)


def test_moving_ranges_tell_what_moves_and_how_far() -> None:
    moves = full(2)
    time_s = frame_times(moves[-1].off_s + 1.5, 30.0)
    found = moving_ranges(
        time_s, ramp_signal(time_s, moves, start=TOP), least_range=SWAY
    )
    assert [way for _, _, way in found] == pytest.approx([72.0] * 4, abs=2.0)
    for (start_s, end_s, _), move in zip(found, moves, strict=True):
        assert start_s <= move.on_s + 0.6
        assert end_s >= move.off_s - 0.6


levels = st.lists(
    st.tuples(st.floats(0, 90), st.floats(0.5, 2.5), st.floats(0.0, 1.5)),
    min_size=1,
    max_size=7,
)


@settings(max_examples=15, derandomize=True)
@given(levels, st.floats(0, 90))
def test_whatever_moves_no_lift_serves_twice_and_reps_do_not_overlap(
    script: list[tuple[float, float, float]], start: float
) -> None:
    moves, at_s = [], 1.5
    for level, takes_s, rests_s in script:
        moves.append(Move(at_s, at_s + takes_s, level))
        at_s += takes_s + rests_s
    cycles = cycles_of(moves, start=start)
    lifts = [cycle.lifting.on_s for cycle in cycles]
    lowerings = [cycle.lowering.on_s for cycle in cycles]
    assert len(set(lifts)) == len(lifts)
    assert len(set(lowerings)) == len(lowerings)
    for cycle in cycles:
        ramps = (cycle.lowering, cycle.lifting)
        assert all(ramp.on_s < ramp.off_s for ramp in ramps)
        assert cycle.lowering.to_level > cycle.lowering.from_level
        assert cycle.lifting.to_level < cycle.lifting.from_level
    for earlier, later in itertools.pairwise(cycles):
        assert earlier.end_s <= later.start_s + 1e-9


@pytest.mark.parametrize("first_seed", [100, 110])
def test_movements_with_hardly_a_picture_are_found_or_not_but_in_order(
    first_seed: int,
) -> None:
    for seed in range(first_seed, first_seed + 10):
        random = np.random.default_rng(seed)
        moves = full(
            4,
            lowering_s=random.uniform(0.5, 2.5),
            pause_s=random.uniform(0.0, 0.6),
            lifting_s=random.uniform(0.4, 1.2),
            top_s=random.uniform(0.1, 1.0),
        )
        time_s = frame_times(moves[-1].off_s + 2.0, 30.0)
        depth = ramp_signal(time_s, moves, start=TOP)
        kept = random.random(len(time_s)) < random.choice([0.08, 0.1, 0.15, 0.2, 0.4])
        found = find_cycles(time_s[kept], depth[kept], least_range=SWAY).cycles
        assert len(found) <= 4
        for one, other in itertools.pairwise(found):
            assert one.end_s <= other.start_s
