"""Where the camera stands, on athletes filmed from known places."""

from dataclasses import replace

import numpy as np
import pytest

from tests.figures import Side, frame_times, hidden, hinge_track
from vision.view import estimate_view, front_direction, yaw_deg

TIME_S = frame_times(1.0, 30.0)


@pytest.mark.parametrize("facing", [1, -1], ids=["facing right", "facing left"])
@pytest.mark.parametrize("stance", ["left", "right"])
def test_an_athlete_filmed_from_the_side_is_seen_from_the_side(
    facing: int, stance: Side
) -> None:
    view = estimate_view(hinge_track(3.0, 5.0, TIME_S, facing=facing, stance=stance))
    assert view.name == "side"
    assert view.yaw_deg == pytest.approx(0.0, abs=1.0)
    assert view.confidence == 1.0
    # Somebody who faces right shows their right side to the camera.
    assert view.near_side == ("right" if facing > 0 else "left")


def test_an_athlete_filmed_from_the_front_is_seen_from_the_front() -> None:
    view = estimate_view(hinge_track(3.0, 5.0, TIME_S, yaw_deg=90.0))
    assert view.name == "front"
    assert view.yaw_deg == pytest.approx(90.0, abs=1.0)
    assert view.near_side is None


def test_an_athlete_filmed_from_behind_is_seen_from_behind() -> None:
    view = estimate_view(hinge_track(3.0, 5.0, TIME_S, yaw_deg=-90.0))
    assert view.name == "back"


def test_an_athlete_turned_half_way_is_seen_obliquely() -> None:
    assert estimate_view(hinge_track(3.0, 5.0, TIME_S, yaw_deg=40.0)).name == "oblique"


def test_the_more_an_athlete_turns_the_larger_the_angle() -> None:
    read = [
        yaw_deg(hinge_track(3.0, 5.0, TIME_S, yaw_deg=yaw).world_m)[0]
        for yaw in (0.0, 15.0, 30.0, 45.0, 60.0, 75.0, 90.0)
    ]
    assert (np.diff(read) >= 0).all()
    assert read[0] < 1
    assert read[-1] > 89


def test_the_camera_may_stand_on_either_side_of_the_front() -> None:
    one, other = (
        estimate_view(hinge_track(3.0, 5.0, TIME_S, yaw_deg=yaw)) for yaw in (70, 110)
    )
    assert one.yaw_deg == pytest.approx(other.yaw_deg)
    assert one.name == other.name


@pytest.mark.parametrize(
    ("lean", "yaw", "expected"),
    [
        pytest.param(0.0, 0.0, (1, 0, 0), id="upright, from the side"),
        pytest.param(0.0, 90.0, (0, 0, -1), id="upright, from the front"),
        pytest.param(0.0, -90.0, (0, 0, 1), id="upright, from behind"),
        pytest.param(90.0, 0.0, (0, 1, 0), id="bent over: to the floor"),
        pytest.param(-90.0, 0.0, (0, -1, 0), id="lying: to the ceiling"),
    ],
)
def test_the_chest_points_where_the_person_looks(
    lean: float, yaw: float, expected: tuple[float, float, float]
) -> None:
    world = hinge_track(lean, 5.0, TIME_S, yaw_deg=yaw).world_m
    np.testing.assert_allclose(front_direction(world)[0], expected, atol=1e-9)


def test_a_body_lying_along_the_camera_is_end_on() -> None:
    view = estimate_view(hinge_track(88.0, 5.0, TIME_S, yaw_deg=90.0))
    assert view.name == "end-on"


def test_the_view_ignores_frames_without_anybody() -> None:
    track = hinge_track(3.0, 5.0, TIME_S, yaw_deg=90.0)
    view = estimate_view(hidden(track, np.arange(len(track)) % 2 == 0))
    assert view.name == "front"


def test_nobody_has_no_view() -> None:
    track = hinge_track(3.0, 5.0, TIME_S)
    view = estimate_view(hidden(track, np.ones(len(track), dtype=bool)))
    assert view.name == "unsure"
    assert np.isnan(view.yaw_deg)
    assert view.confidence == 0.0


def test_two_readings_that_disagree_widen_the_error() -> None:
    front = hinge_track(3.0, 5.0, TIME_S, yaw_deg=90.0)
    side = hinge_track(3.0, 5.0, TIME_S)
    muddled = replace(front, world_m=side.world_m)  # the depth says side
    sure, unsure = estimate_view(side), estimate_view(muddled)
    assert unsure.confidence < sure.confidence
    assert unsure.error_deg > sure.error_deg


def test_one_wild_frame_in_ten_does_not_move_the_view() -> None:
    track = hinge_track(3.0, 5.0, TIME_S)
    world = track.world_m.copy()
    world[::10] = hinge_track(3.0, 5.0, TIME_S, yaw_deg=90.0).world_m[::10]
    assert estimate_view(replace(track, world_m=world)).name == "side"
