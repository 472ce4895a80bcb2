"""Which leg is which, by bones and continuity."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.check import VideoAnalysis
from tests.figures import ANKLE_PAIRS, LEG_PAIRS, deadlift_set, hidden, swapped
from tests.figures_gait import Stint, gait_track
from vision.leg_names import tell_legs, with_legs_told
from vision.track import Track

HALF_A_SECOND = (2.0, 2.5)


@pytest.fixture(scope="module")
def clean() -> Track:
    return deadlift_set(1, noise_px=1.0)[0]


def during(track: Track, start_s: float, end_s: float) -> NDArray[np.bool_]:
    return (track.time_s >= start_s) & (track.time_s < end_s)


def test_names_that_are_right_are_left_alone(clean: Track) -> None:
    names = tell_legs(clean)
    assert not names.knees.any()
    assert not names.feet.any()


def test_legs_exchanged_for_half_a_second_get_their_names_back(clean: Track) -> None:
    when = during(clean, *HALF_A_SECOND)
    names = tell_legs(swapped(clean, when, LEG_PAIRS))
    assert (names.knees == when).all()
    assert (names.feet == when).all()


def test_feet_exchanged_alone_get_their_names_back(clean: Track) -> None:
    when = during(clean, *HALF_A_SECOND)
    names = tell_legs(swapped(clean, when, ANKLE_PAIRS))
    assert not names.knees.any()
    assert (names.feet == when).all()


def test_the_track_with_the_names_told_is_the_clean_one(clean: Track) -> None:
    wrong = swapped(clean, during(clean, *HALF_A_SECOND), ANKLE_PAIRS)
    right = with_legs_told(wrong, tell_legs(wrong))
    assert np.array_equal(right.points_px, clean.points_px)
    assert np.array_equal(right.world_m, clean.world_m)


@pytest.mark.parametrize("fps", [25.0, 30.0, 60.0])
def test_feet_that_pass_each_other_keep_their_names(fps: float) -> None:
    running = Stint(phase=0.5, gap_m=0.6, stride_m=1.2, stride_s=0.7, strides=4)
    names = tell_legs(gait_track([running], fps=fps)[0])
    assert not names.feet.any()


def test_legs_that_slide_into_each_others_place_are_told_from_a_step(
    clean: Track,
) -> None:
    # The model's smoothing draws an exchange over some frames: no leg moves so.
    when = during(clean, *HALF_A_SECOND)
    share = np.convolve(when, np.ones(3) / 3, mode="same")[:, None, None]
    mixed = swapped(clean, np.ones(len(clean), dtype=bool), ANKLE_PAIRS).points_px
    points = clean.points_px * (1 - share) + mixed * share
    slid = Track(**{**vars(clean), "points_px": points})
    feet = tell_legs(slid).feet
    assert (feet == when)[abs(share[:, 0, 0] - 0.5) > 0.4].all()


def test_nothing_is_told_where_nobody_is_seen(clean: Track) -> None:
    gone = during(clean, *HALF_A_SECOND)
    names = tell_legs(hidden(clean, gone))
    assert np.isnan(names.margin[gone]).all()
    assert not names.knees.any()
    assert not tell_legs(hidden(clean, np.ones(len(clean), dtype=bool))).feet.any()


def test_names_are_surer_where_legs_are_apart_than_where_they_are_together() -> None:
    apart = tell_legs(deadlift_set(1)[0]).margin
    together = tell_legs(deadlift_set(1, rear="together")[0]).margin
    assert np.median(together) < 0.5 * np.median(apart)


def test_a_sample_clips_legs_get_their_names_back(
    check_sample: Callable[..., VideoAnalysis],
) -> None:
    track = check_sample("bird_dog_good_left").track
    assert not tell_legs(track).feet.any()
    when = during(track, 6.0, 6.5)  # in the hold, one leg against the wall
    names = tell_legs(swapped(track, when, LEG_PAIRS))
    assert (names.feet == when).all()
    assert (names.knees == when).all()
