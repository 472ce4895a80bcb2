"""A picture's third dimension: which way a body faces, and what is judged by it."""

from dataclasses import replace

import numpy as np
import pytest

from exercises.check import check
from tests.figures import deadlift_set, hidden
from tests.kept_tracks import kept
from vision.exchange.imported_track import track_of_points
from vision.exchange.lifting import facing, lifted
from vision.exchange.named_points import NamedPoints, landmark_of
from vision.landmarks import MIRROR, NAMES
from vision.track import Track
from vision.track_file import load_track
from vision.view import estimate_view, front_direction

TRACKER = [0, 7, 8, 11, 12, 13, 14, 15, 16, *range(23, 33)]
"""What most trackers have: no fingers, no mouth."""


def foreign(track: Track) -> Track:
    """Return a track as if another program had made it, without any depth."""
    points = track.points_px[:, TRACKER]
    given = NamedPoints(
        time_s=track.time_s,
        names=tuple(NAMES[index] for index in TRACKER),
        points=points,
        confidence=np.full(points.shape[:2], np.nan),
    )
    return track_of_points(given, "picture", "theirs.nc")


@pytest.mark.parametrize(
    "clip",
    [
        "bird_dog_both_legs",
        "box_bridge_two_legs",
        "box_bridge_fast_lowering",
        "pull_over_partials",
        "gallop_good_left",
        "none_squat",
    ],
)
def test_standing_kneeling_lying_and_running_are_told_from_two_dimensions(
    clip: str,
) -> None:
    path = kept(clip)
    assert path is not None
    track = load_track(path)
    own, theirs = check(track), check(foreign(track))
    assert (theirs.exercise, theirs.side) == (own.exercise, own.side)
    assert len(theirs.units) == len(own.units)
    assert len(theirs.attempts) == len(own.attempts)
    assert {f.code for f in theirs.faults} == {f.code for f in own.faults}


@pytest.mark.parametrize("direction", [1, -1])
def test_the_chest_points_where_the_person_faces(direction: int) -> None:
    track, _ = deadlift_set(1, facing=direction)
    world = lifted(track.points_px, track.time_s)
    upright = track.time_s < 1.0
    assert (np.sign(front_direction(world)[upright, 0]) == direction).all()
    assert (facing(track.points_px, track.time_s) == direction).all()


@pytest.mark.parametrize("yaw_deg", [0.0, 15.0, 45.0, 60.0])
def test_the_view_is_that_of_the_camera(yaw_deg: float) -> None:
    track, _ = deadlift_set(1, yaw_deg=yaw_deg)
    flat = replace(track, world_m=lifted(track.points_px, track.time_s))
    assert estimate_view(flat).yaw_deg == pytest.approx(yaw_deg, abs=15.0)


def test_where_nothing_tells_which_side_is_nearer_there_is_no_depth() -> None:
    track, _ = deadlift_set(1)
    points = np.full_like(track.points_px, np.nan)
    points[:, 11:13], points[:, 23:25] = (100.0, 100.0), (100.0, 300.0)
    assert np.isnan(lifted(points, track.time_s)).all()


def test_who_is_unseen_for_a_while_faces_the_same_way_after_it() -> None:
    track, _ = deadlift_set(2, facing=-1)
    gone = hidden(track, (track.time_s > 2.0) & (track.time_s < 6.0))
    assert (facing(gone.points_px, gone.time_s) == -1).all()


@pytest.mark.parametrize(
    ("name", "means"),
    [
        ("left_knee", "left_knee"),
        ("LKnee", "left_knee"),
        ("RightHeel", "right_heel"),
        ("Left Ankle", "left_ankle"),
        ("KneeRight", "right_knee"),
        ("RBigToe", "right_foot_index"),
        ("LElbow", "left_elbow"),
        ("r_lelbow_study", "right_elbow"),
        ("RHJC_study", "right_hip"),
        ("L_calc_study", "left_heel"),
        ("Nose", "nose"),
    ],
)
def test_joints_are_known_by_the_names_that_programs_give_them(
    name: str, means: str
) -> None:
    assert landmark_of(name) == NAMES.index(means)


@pytest.mark.parametrize(
    "name", ["Neck", "Hip", "RSmallToe", "r.ASIS_study", "L_mknee_study", "tail", ""]
)
def test_other_points_are_none_of_ours(name: str) -> None:
    assert landmark_of(name) is None


def test_every_landmark_s_name_has_its_mirror_s() -> None:
    for index, name in enumerate(NAMES):
        swapped = name.replace("left", "*").replace("right", "left")
        assert NAMES[MIRROR[index]] == swapped.replace("*", "right")
