"""How the errors of knees are summed up."""

from pathlib import Path

import numpy as np
import pytest

from benchmarks.real_markers import HEADS, Errors, cells, errors_of, spread
from benchmarks.real_markers import true_flexion_deg as true_deg
from tests.figures import frame_times, hinge_track

TIME_S = frame_times(3.0, 30.0)


def test_a_measured_knee_bends_by_the_angle_of_thigh_and_shank(tmp_path: Path) -> None:
    names = ("l_hip", "l_knee", "l_ankle", "r_hip", "r_knee", "r_ankle")
    straight = [[0.0, 0.0, 1.0], [0.0, 0.0, 0.5], [0.0, 0.0, 0.0]]
    bent = [[0.0, 0.0, 1.0], [0.0, 0.0, 0.5], [0.3, 0.4, 0.5]]  # shank level
    np.savez(tmp_path / "a.npz", joints_m=[straight + bent], names=names)
    assert true_deg(tmp_path / "a.npz") == pytest.approx(np.array([[0.0, 90.0]]))


def test_a_figures_knees_are_off_by_nothing() -> None:
    track = hinge_track(10.0, 20.0, TIME_S)
    left = np.full(len(track), 20.0)  # stands; the right foot is on the wall
    errors = errors_of("figure", track, np.stack([left, left], axis=1))
    assert errors.far == pytest.approx(0.0, abs=0.5)  # the right leg is nearer
    assert errors.far_assessed.all()


def test_only_what_is_assessed_counts_as_assessed() -> None:
    told = np.array([True, True, False, False])
    errors = Errors(
        clip="pu00", tracked=np.zeros((4, 2)), near=np.array([1.0, 3.0, 90.0, np.nan]),
        far=np.full(4, 50.0), near_assessed=told, far_assessed=told & False,
    )  # fmt: skip
    row = dict(zip(HEADS[1:], cells([errors]), strict=True))
    assert cells([errors])[3:6] == ("3.0, 81", "2.0, 3", "50%")
    assert row["far knee, where assessed"] == "-"


def test_errors_that_are_nowhere_have_no_spread() -> None:
    assert spread(np.array([np.nan])) == "-"
