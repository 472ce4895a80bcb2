"""Which foot is which, and when it comes down."""

from dataclasses import replace

import numpy as np
import pytest

from exercises.engine.feet import (
    initial_contacts_s,
    swapped_labels,
    with_names_exchanged,
)
from tests.figures import (
    LEG_PAIRS,
    SHANK_M,
    THIGH_M,
    Floats,
    bursts,
    deadlift_set,
    frame_times,
    swapped,
    wander,
)
from tests.figures_gait import Stint, gait_track
from vision import landmarks
from vision.track import Track

LEG_PX = 200.0
STRIDE_S = 0.6


def ankles(track: Track) -> Floats:
    pairs = [track.points_px[:, landmarks.LEGS[s][2]] for s in ("left", "right")]
    return np.stack(pairs, axis=1)[:, :, None]


def leg_px(track: Track) -> float:
    trunk = landmarks.LEGS["left"]
    thigh = track.points_px[:, trunk[0]] - track.points_px[:, trunk[1]]
    px_per_m = float(np.percentile(np.linalg.norm(thigh, axis=1), 90)) / THIGH_M
    return px_per_m * (THIGH_M + SHANK_M)


@pytest.mark.parametrize(
    "stint",
    [
        pytest.param(Stint(), id="gallop"),
        pytest.param(
            Stint(phase=0.5, gap_m=0.6, stride_m=1.2, stride_s=0.7, strides=4),
            id="running",
        ),
    ],
)
def test_names_that_are_right_are_left_alone(stint: Stint) -> None:
    track, _ = gait_track([stint], noise_px=1.0)
    assert not swapped_labels(ankles(track), track.time_s, leg_px(track)).any()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_names_exchanged_in_bursts_are_found(seed: int) -> None:
    # The rear foot stays a little behind: side by side, names make no difference.
    track, _ = gait_track([Stint(gap_m=0.7)], noise_px=1.0)
    when = bursts(track.time_s, share=0.2, burst_s=0.3, seed=seed)
    when[0] = False
    found = swapped_labels(ankles(swapped(track, when)), track.time_s, leg_px(track))
    assert np.mean(found == when) > 0.98


def test_names_exchanged_all_through_cannot_be_known() -> None:
    track, _ = gait_track([Stint()])
    always = np.ones(len(track), dtype=bool)
    found = swapped_labels(ankles(swapped(track, always)), track.time_s, leg_px(track))
    assert not found.any()  # the model's own names stand


def test_missing_feet_are_no_exchange() -> None:
    track, _ = deadlift_set(1)
    pairs = ankles(track)
    pairs[30:40] = np.nan
    assert not swapped_labels(pairs, track.time_s, leg_px(track)).any()


def test_exchanging_the_names_twice_gives_the_track_back() -> None:
    track, _ = gait_track([Stint()])
    when = bursts(track.time_s, share=0.3, burst_s=0.4, seed=1)
    once = with_names_exchanged(track, when)
    np.testing.assert_array_equal(
        once.points_px, swapped(track, when, LEG_PAIRS).points_px
    )
    np.testing.assert_array_equal(once.world_m, swapped(track, when, LEG_PAIRS).world_m)
    twice = with_names_exchanged(once, when)
    np.testing.assert_array_equal(twice.points_px, track.points_px)
    # Hips and all above keep their names.
    np.testing.assert_array_equal(once.points_px[:, :25], track.points_px[:, :25])


def foot(
    *, lift: float, tilt: float = 0.0, noise: float = 0.0, fps: float = 30.0
) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    """Return times, x, y of the sole, place ahead of the hips, true touchdowns.

    The foot stands for half of each stride and swings for the other half; `lift` is in
    leg lengths, `tilt` the slope of the ground in the picture.
    """
    time_s = frame_times(6 * STRIDE_S + 0.2, fps)
    turn = np.clip(time_s / STRIDE_S, 0.0, 6.0)
    share = np.clip(2 * (turn % 1.0) - 1.0, 0.0, 1.0)  # of the swing
    x = (np.floor(turn) + share) * 0.7 * LEG_PX
    y = 400.0 - lift * LEG_PX * np.sin(np.pi * share) + tilt * x
    y = y + (wander(len(time_s), sd=noise * LEG_PX, seed=4) if noise else 0.0)
    ahead = x / LEG_PX - 0.7 * turn
    return time_s, x, y, ahead, STRIDE_S * np.arange(1, 7)


@pytest.mark.parametrize("fps", [24.0, 30.0, 60.0])
@pytest.mark.parametrize("tilt", [-0.08, 0.0, 0.08])
@pytest.mark.parametrize("lift", [0.08, 0.2])
def test_a_foot_comes_down_when_it_does(lift: float, tilt: float, fps: float) -> None:
    time_s, x, y, ahead, true_s = foot(lift=lift, tilt=tilt, fps=fps)
    found = initial_contacts_s(time_s, x, y, ahead, LEG_PX)
    assert found == pytest.approx(true_s, abs=0.05)


def test_a_foot_that_is_hardly_lifted_comes_down_where_it_is_farthest_ahead() -> None:
    time_s, x, y, ahead, true_s = foot(lift=0.005, noise=0.002)
    found = initial_contacts_s(time_s, x, y, ahead, LEG_PX)
    near = [np.abs(true_s - at_s).min() for at_s in found]
    assert len(true_s) - 1 <= len(found) <= len(true_s)
    assert max(near) < 0.1


def test_a_foot_that_stands_never_comes_down() -> None:
    time_s = frame_times(4.0, 30.0)
    still = wander(len(time_s), sd=1.0, seed=8)
    found = initial_contacts_s(time_s, 300 + still, 400 + still, 0 * time_s, LEG_PX)
    assert len(found) == 0


def test_a_foot_nobody_saw_never_comes_down() -> None:
    time_s = frame_times(4.0, 30.0)
    unseen = np.full(len(time_s), np.nan)
    assert len(initial_contacts_s(time_s, unseen, unseen, unseen, LEG_PX)) == 0


def test_exchanged_names_do_not_touch_what_was_given() -> None:
    track, _ = gait_track([Stint(strides=3)])
    before = track.points_px.copy()
    with_names_exchanged(track, np.ones(len(track), dtype=bool))
    swapped_labels(ankles(replace(track)), track.time_s, leg_px(track))
    np.testing.assert_array_equal(track.points_px, before)
