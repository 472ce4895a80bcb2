"""Clips: frame times, cameras, the catalogue and the lottery."""

import dataclasses
import re
import tomllib

import numpy as np
import pytest

from studio.camera import Camera
from studio.catalogue import catalogue
from studio.clip import TICKS_PER_S
from studio.clip_files import FOLDER, clip_file
from studio.grid import grid
from studio.lottery import EXERCISES, draw
from studio.tables import TableError


def _camera(**changes):
    values = {
        "yaw_deg": 0.0,
        "on_left": True,
        "distance_m": 3.0,
        "height_m": 1.0,
        "roll_deg": 0.0,
        "aim_m": (0.0, 0.0, 1.0),
        "view_deg": 40.0,
        "width_px": 960,
        "height_px": 540,
    }
    return Camera(**{**values, **changes})


def test_what_is_aimed_at_is_in_the_middle():
    camera = _camera(yaw_deg=12.0, roll_deg=3.0)
    assert camera.project(np.array([0.0, 0.0, 1.0])) == pytest.approx([480, 270])


def test_from_the_left_the_athlete_faces_left():
    camera = _camera()
    assert camera.facing == "left"
    assert camera.project(np.array([0.3, 0.0, 1.0]))[0] < 480
    assert _camera(on_left=False).facing == "right"


def test_up_is_up_and_a_clockwise_phone_turns_the_picture_the_other_way():
    assert _camera().project(np.array([0.0, 0.0, 1.5]))[1] < 270
    tilted = _camera(roll_deg=5.0).project(np.array([0.0, 0.0, 1.5]))
    assert tilted[0] < 480


def test_a_fitted_camera_holds_all_points():
    points_m = np.array([[-0.5, 0, 0], [0.9, 0.2, 0.1], [0, -0.2, 1.8]])
    pixels = _camera(yaw_deg=10.0).fitted(points_m, 0.8).project(points_m)
    assert np.all(pixels > 0)
    assert np.all(pixels < [960, 540])


def test_steady_and_uneven_frame_times():
    clips = catalogue()
    steady = clips["deadlift_good_left"].frame_times_s()
    assert np.diff(steady) == pytest.approx(1 / 30)
    uneven = clips["deadlift_variable_rate"].frame_times_s()
    assert uneven[0] == 0.0
    assert np.diff(uneven).std() * 30 > 0.1
    assert np.all(np.diff(uneven) > 0)
    assert uneven * TICKS_PER_S == pytest.approx(np.round(uneven * TICKS_PER_S))


def test_committed_clips_last_as_long_as_samples_should():
    for name, clip in catalogue().items():
        assert 4.0 <= clip.duration_s <= 46.0, name
        assert not set(clip.faults) & set(clip.clean), name


def test_the_lottery_is_repeatable_and_varied():
    clips = [draw(7, number, "internal_rotation_deadlift") for number in range(60)]
    assert clips[3] == draw(7, 3, "internal_rotation_deadlift")
    assert {clip.style.side for clip in clips} == {"left", "right"}
    assert {clip.shot.on_left for clip in clips} == {True, False}
    assert len({clip.faults for clip in clips}) >= 5
    for clip in clips:
        assert 1.5 <= clip.physique.stature_m <= 1.95
        assert all(0.6 <= rep.lowering_s <= 5.0 for rep in clip.style.plan)
        assert all(0.0 <= rep.pause_s <= 1.5 for rep in clip.style.plan)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_exercise_can_be_drawn(exercise):
    clips = [draw(7, number, exercise) for number in range(40)]
    assert clips[5] == draw(7, 5, exercise)
    assert {clip.style.exercise for clip in clips} == {exercise}
    assert len({clip.faults for clip in clips}) >= 4
    assert {clip.shot.on_left for clip in clips} == {True, False}


def test_the_lottery_draws_all_exercises():
    drawn = [draw(7, number) for number in range(60)]
    assert {clip.style.exercise for clip in drawn} == set(EXERCISES)
    assert drawn[9] == draw(7, 9)


def test_the_grid_varies_one_thing_at_a_time():
    clips = grid()
    assert len({clip.name for clip in clips}) == len(clips) == 70
    for exercise in EXERCISES:
        own = [clip for clip in clips if clip.style.exercise == exercise]
        assert {clip.shot.yaw_deg for clip in own} >= {0, 15, 30, 45, 60, 75, 90}
        assert {clip.shot.fps for clip in own} == {15, 24, 30, 60}
        assert len({clip.physique.stature_m for clip in own}) == 4
        assert not any(clip.faults for clip in own)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"persn": "tom"}, r"deadlift.toml, someone: unknown 'persn'; one of shows,"),
        ({"person": "bob"}, r"deadlift.toml, someone: no 'bob'; one of maria, tom"),
        ({"shot": "above"}, r"someone: no 'above'; one of left_side"),
        ({"shot": {"yaw": 3.0}}, r"someone, shot: unknown 'yaw'; one of yaw_deg"),
        ({"style": {"side": "up"}}, r"style, side: 'up' is not one of 'left', 'right'"),
        ({"style": {"plan": [[3.0, "0.5"]]}}, r"pause_s: '0.5' is not of type float"),
        ({"clean": "above"}, r"someone: no fault list 'above'"),
        ({"shows": 3}, r"someone, shows: 3 is not of type str"),
        ({"motion": "swim"}, r"someone: no motion 'swim'"),
    ],
)
def test_a_table_that_cannot_be_read_says_where_and_what(changes, message):
    table = {"shows": "", "person": "tom", "room": "studio", "shot": "front", **changes}
    file = dataclasses.replace(clip_file("deadlift"), clip={"someone": table})
    with pytest.raises(TableError, match=message):
        file.clips()


def test_a_table_changes_what_it_is_like_and_nothing_else():
    clips = catalogue()
    usual, faulty = (clips[f"pull_over_{n}"] for n in ("good_left", "hips_low"))
    assert faulty.shot.largest_kib < usual.shot.largest_kib
    assert dataclasses.replace(faulty.style.form, top_deficit_deg=1.0, side="left") == (
        usual.style.form
    )
    assert faulty.faults == ("hips_low",)
    assert set(usual.clean) - set(faulty.clean) == {"hips_low"}


def test_the_clip_of_the_readme_can_be_read():
    readme = (FOLDER.parent / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", readme, re.DOTALL)
    table = tomllib.loads(example)["clip"]
    (clip,) = dataclasses.replace(clip_file("deadlift"), clip=table).clips()
    assert clip.shot.fps == 60
    assert not {"shallow_hinge", "knee_bends", "too_deep"} & set(clip.clean)
    assert [rep.counted for rep in clip.style.plan] == [True, False]
