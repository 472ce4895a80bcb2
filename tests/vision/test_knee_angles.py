"""How far a knee is bent in the picture, and how far off that may be."""

from dataclasses import replace

import numpy as np
import pytest

from tests.figures import LEG_PAIRS, deadlift_set, frame_times, hidden, hinge_track
from tests.figures import swapped as exchanged
from vision.geometry import Floats
from vision.knee_angles import (
    SHORT_NOISE,
    TRACKER_DEG,
    foreshortened_error_deg,
    read_knees,
    turned_error_deg,
)
from vision.track import Track

RANDOM = np.random.default_rng(5)
TIME_S = frame_times(3.0, 30.0)


def figure(knee_deg: object, **film: object) -> Track:
    """Somebody whose left leg stands, facing right: the right leg is nearer."""
    return hinge_track(10.0, knee_deg, TIME_S, **film)  # type: ignore[arg-type]


def angle_deg(first: Floats, second: Floats) -> Floats:
    lengths = np.linalg.norm(first, axis=-1) * np.linalg.norm(second, axis=-1)
    return np.degrees(np.arccos((first * second).sum(axis=-1) / lengths))


@pytest.mark.parametrize("knee_deg", [5.0, 30.0, 60.0])
def test_a_knee_seen_from_the_side_is_read_as_it_is(knee_deg: float) -> None:
    knees = read_knees(figure(knee_deg))
    assert knees.flexion_deg[:, 0] == pytest.approx(knee_deg, abs=0.5)
    assert knees.assessed[:, 0].all()


def test_the_near_leg_is_the_one_on_the_cameras_side() -> None:
    facing_right, facing_left = (figure(20.0, facing=way) for way in (1, -1))
    assert (read_knees(facing_right).near == 1).all()  # the right leg
    assert (read_knees(facing_left).near == 0).all()


def test_a_bone_out_of_the_picture_may_hide_what_its_length_allows() -> None:
    bones = RANDOM.normal(size=(500, 2, 3))
    bones /= np.linalg.norm(bones, axis=-1, keepdims=True)
    true_deg = angle_deg(bones[:, 0], bones[:, 1])
    shown = bones[..., :2]
    picture_deg = angle_deg(shown[:, 0], shown[:, 1])
    lengths = np.linalg.norm(shown, axis=-1) * (1 - SHORT_NOISE)
    error_deg = foreshortened_error_deg(picture_deg, lengths[:, 0], lengths[:, 1])
    assert (abs(true_deg - picture_deg) <= error_deg + 1e-6).all()


def test_bones_across_the_view_hide_nothing() -> None:
    lengths = np.array([1.0, 0.97, 1.05])
    errors_deg = foreshortened_error_deg(np.full(3, 40.0), lengths, np.ones(3))
    assert errors_deg == pytest.approx(0.0, abs=1e-6)


@pytest.mark.parametrize("turned_deg", [10.0, 30.0, 50.0])
def test_a_turned_knee_is_off_by_no_more_than_its_turn_allows(
    turned_deg: float,
) -> None:
    at, flexion = RANDOM.uniform(0, 2 * np.pi, 300), RANDOM.uniform(0, 2.5, 300)
    bones = [np.stack([np.cos(a), np.sin(a)], axis=-1) for a in (at, at + flexion)]
    shown = [bone * [np.cos(np.radians(turned_deg)), 1.0] for bone in bones]
    picture_deg = angle_deg(*shown)
    away_deg = abs(picture_deg - np.degrees(flexion))
    assert (
        away_deg <= turned_error_deg(picture_deg, np.array(turned_deg)) + 1e-6
    ).all()


def test_a_bent_knee_seen_obliquely_is_not_assessed() -> None:
    assert not read_knees(figure(70.0, yaw_deg=55.0)).assessed.any()


def test_a_knee_too_fast_to_follow_is_not_assessed_while_it_moves() -> None:
    knee_deg = 10.0 + 60.0 * np.clip((TIME_S - 1.5) / 0.1, 0.0, 1.0)  # 600 degrees/s
    assessed = read_knees(figure(knee_deg)).assessed[:, 0]
    moving = (TIME_S > 1.5) & (TIME_S < 1.6)
    assert not assessed[moving].any()
    assert assessed[abs(TIME_S - 1.55) > 0.25].all()


def test_jitter_is_no_movement_at_any_frame_rate() -> None:
    shares = [
        read_knees(
            hinge_track(10.0, 20.0, frame_times(3.0, fps), noise_px=1.5)
        ).assessed.mean()
        for fps in (30.0, 60.0)
    ]
    assert min(shares) > 0.95


def test_a_leg_drawn_on_the_other_one_is_hidden_and_the_near_one_is_not() -> None:
    track = figure(20.0)
    points = track.points_px.copy()
    for left, right in LEG_PAIRS:  # the standing left leg is the far one
        points[:, left] = points[:, right]
    knees = read_knees(replace(track, points_px=points))
    assert np.isinf(knees.error_deg[:, 0]).all()
    assert knees.assessed[:, 1].all()


def test_legs_exchanged_for_half_a_second_keep_their_angles() -> None:
    clean, _ = deadlift_set(1, bottom_knee=20.0)
    when = (clean.time_s >= 2.0) & (clean.time_s < 2.5)
    wrong, right = (read_knees(t) for t in (exchanged(clean, when), clean))
    assert np.allclose(wrong.flexion_deg, right.flexion_deg)
    assert (wrong.assessed == right.assessed).mean() > 0.99


def test_a_bone_longer_than_it_is_is_no_leg() -> None:
    track = figure(20.0)
    points = track.points_px.copy()
    points[40:50, 27] += [0.0, 60.0]  # an ankle far below the floor
    knees = read_knees(replace(track, points_px=points))
    assert np.isinf(knees.error_deg[40:50, 0]).all()
    assert knees.error_deg[10, 0] == pytest.approx(TRACKER_DEG, abs=0.5)


def test_nobody_has_no_knees() -> None:
    knees = read_knees(hidden(figure(20.0), TIME_S < 5.0))
    assert np.isnan(knees.flexion_deg).all()
    assert not knees.assessed.any()
