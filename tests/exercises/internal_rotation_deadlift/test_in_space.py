"""A hinge filmed from an angle, by bones in space that are known."""

import numpy as np
import pytest

from exercises.check import check
from exercises.internal_rotation_deadlift.definition import KEY
from exercises.report import Report
from exercises.units import Measure
from tests.figures import SHANK_M, Side, deadlift_set
from vision.space.angles import ANGLES, angles_of
from vision.space.bones import Bones
from vision.space.features import JOINTS, directions_of, places_of
from vision.track import Track

LANDMARKS = {
    "shoulder": 11, "elbow": 13, "wrist": 15, "hip": 23, "knee": 25, "ankle": 27,
    "heel": 29, "foot_index": 31,
}  # fmt: skip
ANGLE_DEG = 40.0


def bones_as_drawn(track: Track, sd_deg: float, turned_deg: float = 0.0) -> Bones:
    """The figure's own bones, its pelvis turned to the left from above."""
    joints = {
        name: track.world_m[:, LANDMARKS[name.split("_", 1)[1]]
                            + (name.startswith("right"))]
        for name in JOINTS
    }  # fmt: skip
    directions = directions_of(joints)
    turn = np.radians(turned_deg)
    x, z = directions[:, 1, 0].copy(), directions[:, 1, 2].copy()
    directions[:, 1, 0] = np.cos(turn) * x - np.sin(turn) * z
    directions[:, 1, 2] = np.sin(turn) * x + np.cos(turn) * z
    places = places_of(joints)
    return Bones(
        directions=directions,
        directions_sd_deg=np.full(directions.shape[:2], sd_deg),
        places=places,
        places_sd=np.full(places.shape[:2], np.radians(sd_deg) / 2),
        angles_deg=angles_of(directions),
        angles_sd_deg=np.full((len(directions), len(ANGLES)), sd_deg),
    )


class Sight:
    """How well bones are seen, and how far the pelvis is turned."""

    sd_deg = 2.0
    turned_deg = 0.0

    def __call__(self, track: Track) -> Bones:
        return bones_as_drawn(track, self.sd_deg, self.turned_deg)


@pytest.fixture
def sight(monkeypatch: pytest.MonkeyPatch) -> Sight:
    seen = Sight()
    for module in (
        "exercises.internal_rotation_deadlift.in_space",
        "exercises.standing.stance",
    ):
        monkeypatch.setattr(f"{module}.bones_of", seen)
    return seen


def judged(**figure: object) -> Report:
    figure = {"yaw_deg": ANGLE_DEG, **figure}
    return check(deadlift_set(2, **figure)[0], exercise=KEY)  # type: ignore[arg-type]


def measures(report: Report, view: str = "oblique") -> list[dict[str, Measure]]:
    assert report.view.name == view
    assert len(report.reps) == 2
    return [dict(rep.measures) for rep in report.reps]


@pytest.mark.parametrize(("lean", "knee"), [(80.0, 15.0), (50.0, 45.0)])
def test_lean_and_knee_are_read_where_the_picture_cannot(
    sight: Sight, lean: float, knee: float
) -> None:
    for one in measures(judged(bottom_lean=lean, bottom_knee=knee)):
        assert one["lean_deg"].value == pytest.approx(lean, abs=1)
        assert one["stance_knee_deg"].value == pytest.approx(knee, abs=1)


@pytest.mark.parametrize("stance", ["left", "right"])
@pytest.mark.parametrize("inward", [-20.0, 0.0, 15.0])
def test_the_pelvis_turned_toward_the_standing_leg_is_inward_rotation(
    sight: Sight, stance: Side, inward: float
) -> None:
    sight.turned_deg = inward if stance == "left" else -inward
    for one in measures(judged(stance=stance)):
        assert one["internal_rotation_deg"].value == pytest.approx(inward, abs=1)


@pytest.mark.parametrize("stance", ["left", "right"])
def test_the_reach_is_measured_across_the_foot(sight: Sight, stance: Side) -> None:
    for outside in (0.0, 0.25):
        report = judged(stance=stance, reach_outside_m=outside * SHANK_M)
        for one in measures(report):
            assert one["hand_target"].value == pytest.approx(outside, abs=0.05)


def test_what_is_less_sure_than_its_band_is_wide_is_not_assessed(sight: Sight) -> None:
    sure = measures(judged())
    sight.sd_deg = 25.0
    unsure = measures(judged())
    for one, other in zip(sure, unsure, strict=True):
        for key in ("lean_deg", "stance_knee_deg", "hinge_share"):
            assert one[key].verdict == "ok"
            assert other[key].verdict == "not_assessed"
            assert other[key].reason.text == "film from the side"


def test_the_error_grows_with_the_spread_of_the_bones(sight: Sight) -> None:
    narrow = measures(judged())[0]
    sight.sd_deg = 8.0
    wide = measures(judged())[0]
    knee, lean = "stance_knee_deg", "lean_deg"
    assert wide[knee].error == pytest.approx(4 * narrow[knee].error)  # 8 and 2 degrees
    assert wide[knee].error >= 1.96 * 8.0
    # A lean was never measured on people: it is less sure than the model says.
    assert wide[lean].error > wide[knee].error


def test_a_squat_from_an_angle_is_asked_about_and_no_clear_fault(sight: Sight) -> None:
    report = judged(bottom_lean=50.0, bottom_knee=60.0)
    asked = {fault.code for fault in report.possible}
    assert {"knee_bends", "squats_instead_of_hinging"} <= asked
    assert not report.faults


def test_hips_turned_away_from_the_standing_leg_are_asked_about(sight: Sight) -> None:
    sight.turned_deg = -35.0
    report = judged(stance="left")
    assert "hips_open" in {fault.code for fault in report.possible}
    assert not report.faults
    for one in measures(report):
        assert one["internal_rotation_deg"].score < measures_square(sight).score


def measures_square(sight: Sight) -> Measure:
    sight.turned_deg = 0.0
    return measures(judged(stance="left"))[0]["internal_rotation_deg"]


@pytest.mark.parametrize(("lean", "knee"), [(80.0, 15.0), (50.0, 45.0)])
def test_from_the_front_the_hinge_is_read_in_space_and_the_reach_in_the_picture(
    sight: Sight, lean: float, knee: float
) -> None:
    report = judged(yaw_deg=90.0, bottom_lean=lean, bottom_knee=knee)
    sight.sd_deg = 30.0
    unsure = judged(yaw_deg=90.0, bottom_lean=lean, bottom_knee=knee)
    both = zip(measures(report, "front"), measures(unsure, "front"), strict=True)
    for one, other in both:
        assert one["lean_deg"].value == pytest.approx(lean, abs=1)
        assert one["stance_knee_deg"].value == pytest.approx(knee, abs=1)
        assert other["stance_knee_deg"].verdict == "not_assessed"
        assert one["hand_target"] == other["hand_target"]


def test_a_good_hinge_filmed_from_the_front_gets_a_form_score(sight: Sight) -> None:
    sight.sd_deg = 6.0
    report = judged(yaw_deg=90.0, top_lean=0.0, top_knee=3.0)
    assert report.score.value >= 90
    assert not report.faults
    assert not report.possible


def test_from_the_side_the_turn_is_left_open(sight: Sight) -> None:
    turn = measures(judged(yaw_deg=0.0), "side")[0]["internal_rotation_deg"]
    assert turn.verdict == "not_assessed"
    assert turn.reason.text == "film from the front"
