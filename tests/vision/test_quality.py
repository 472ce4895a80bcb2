"""What is wrong with a film, each fault by its name."""

from dataclasses import replace

import numpy as np
import pytest

from exercises.film_words import sentence_on
from tests.figures import Floats, frame_times, hidden, hinge_track
from vision import landmarks
from vision.problems import body_height_px
from vision.quality import assess_quality
from vision.track import Track

NEEDED = (*landmarks.TRUNK, 25, 26, 27, 28)


def film(fps: float = 30.0, **figure: object) -> Track:
    return hinge_track(5.0, 8.0, frame_times(4.0, fps), **figure)  # type: ignore[arg-type]


def moved(track: Track, shift_px: Floats) -> Track:
    return replace(track, points_px=track.points_px + shift_px)


def codes(track: Track) -> list[str]:
    return [problem.code for problem in assess_quality(track, NEEDED).problems]


def test_a_good_film_has_no_problems() -> None:
    quality = assess_quality(film(), NEEDED)
    assert quality.problems == ()
    assert not quality.blocked
    assert quality.valid.all()
    assert quality.seen_share == 1.0
    assert quality.error_factor == 1.0
    assert quality.fps == pytest.approx(30.0)


def test_nobody_blocks() -> None:
    empty = hidden(film(), np.ones(121, dtype=bool))
    quality = assess_quality(empty, NEEDED)
    assert codes(empty) == ["nobody"]
    assert quality.blocked
    assert not quality.valid.any()


def test_what_the_model_draws_into_an_empty_room_is_nobody() -> None:
    # A coat stand: small and at the edge, its shoulders and hips at 0.75.
    stand = moved(film(), np.array([-600.0, 0.0]))
    stand = replace(stand, visibility=np.full_like(stand.visibility, 0.75))
    (problem,) = assess_quality(stand, NEEDED).problems
    assert problem.code == "phantom"
    assert problem.blocks
    assert "Nobody was clearly seen" in sentence_on(problem)


def test_a_body_seen_half_of_the_time_is_told_and_judged() -> None:
    track = film()
    quality = assess_quality(hidden(track, track.time_s > 2.0), NEEDED)
    assert [p.code for p in quality.problems] == ["often_lost"]
    assert "50%" in sentence_on(quality.problems[0])
    assert not quality.blocked


def test_feet_below_the_picture_are_called_feet() -> None:
    track = film()
    ankle_y = track.points_px[0, landmarks.LEFT_ANKLE, 1]
    # The standing ankle leaves at the bottom; knees and the foot on the wall stay.
    quality = assess_quality(moved(track, np.array([0, 715 - ankle_y])), NEEDED)
    (problem,) = quality.problems
    assert problem.code == "cut_off"
    assert sentence_on(problem).startswith("Your feet are cut off")
    assert not problem.blocks
    assert not quality.valid.any()


def test_legs_below_the_picture_are_called_legs() -> None:
    track = film()
    knee_y = track.points_px[0, landmarks.LEFT_KNEE, 1]
    (problem,) = assess_quality(
        moved(track, np.array([0, 719 - knee_y])), NEEDED
    ).problems
    assert sentence_on(problem).startswith("Your legs are cut off")


def test_a_trunk_outside_the_picture_blocks() -> None:
    quality = assess_quality(moved(film(), np.array([700.0, 0.0])), NEEDED)
    assert [p.code for p in quality.problems] == ["cut_off"]
    assert quality.blocked


def test_a_foot_outside_for_a_moment_is_no_problem() -> None:
    track = film()
    points = track.points_px.copy()
    points[:20, landmarks.LEFT_ANKLE, 1] = 719
    quality = assess_quality(replace(track, points_px=points), NEEDED)
    assert quality.problems == ()
    assert quality.valid.sum() == len(track) - 20


@pytest.mark.parametrize(
    ("height_px", "expected", "blocked"),
    [
        pytest.param(140, ["too_small"], True, id="tiny"),
        pytest.param(200, ["small"], False, id="small"),
        pytest.param(300, [], False, id="large enough"),
    ],
)
def test_small_bodies_are_told_and_tiny_ones_refused(
    height_px: int, expected: list[str], blocked: bool
) -> None:
    track = film()
    middle = np.array([640.0, 360.0])
    scale = height_px / body_height_px(track.points_px)
    track = replace(track, points_px=middle + scale * (track.points_px - middle))
    quality = assess_quality(track, NEEDED)
    assert [p.code for p in quality.problems] == expected
    assert quality.blocked is blocked
    assert (quality.error_factor > 1) is bool(expected)


def test_the_size_of_a_lying_body_is_its_length() -> None:
    track = film()
    lying = replace(track, points_px=track.points_px[..., ::-1])
    assert body_height_px(lying.points_px) == pytest.approx(
        body_height_px(track.points_px)
    )


@pytest.mark.parametrize("seen", [True, False], ids=["seen all the same", "not seen"])
def test_a_dark_film_blocks_only_when_it_hides_the_body(seen: bool) -> None:
    dark = replace(film(), luma=np.full(121, 12.0))
    if not seen:
        dark = hidden(dark, np.ones(121, dtype=bool))
    assert "too_dark" in codes(dark)
    assert assess_quality(dark, NEEDED).blocked is not seen


@pytest.mark.parametrize(
    ("fps", "expected"),
    [
        pytest.param(10.0, ["too_few_frames"], id="10"),
        pytest.param(15.0, ["few_frames"], id="15"),
        pytest.param(24.0, [], id="24"),
        pytest.param(60.0, [], id="60"),
    ],
)
def test_few_frames_a_second_are_told(fps: float, expected: list[str]) -> None:
    assert codes(film(fps)) == expected


def test_the_frame_rate_is_that_of_most_frames() -> None:
    # A phone that paused once for a second still filmed at 30.
    track = film()
    time_s = track.time_s + np.where(np.arange(121) > 60, 1.0, 0.0)
    assert assess_quality(replace(track, time_s=time_s), NEEDED).fps == pytest.approx(
        30.0, rel=1e-3
    )


def test_what_blocks_comes_first() -> None:
    track = hidden(film(10.0), np.ones(41, dtype=bool))
    problems = assess_quality(track, NEEDED).problems
    blocks = [problem.blocks for problem in problems]
    assert blocks == sorted(blocks, reverse=True)
    assert {p.code for p in problems} == {"nobody", "too_few_frames"}


def test_a_film_without_frames_is_a_film_of_nobody() -> None:
    empty = film().between(-2.0, -1.0)
    quality = assess_quality(empty, NEEDED)
    assert quality.blocked
    assert quality.problems[0].code == "nobody"
