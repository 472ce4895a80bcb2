"""Photos of real people, top and bottom of one movement (../shared/real/photos).

What each shows stands in the manifest beside them. Skipped where they are missing.
"""

from collections.abc import Iterator
from contextlib import closing

import cv2
import numpy as np
import pytest

from coach.live.body import attitude_of
from tests.conftest import REAL
from vision import landmarks
from vision.geometry import Floats, joint_deg
from vision.pose.estimator import Pose, PoseEstimator

LEGS = tuple(landmarks.LEGS.values())


@pytest.fixture(scope="module")
def estimate() -> Iterator[PoseEstimator]:
    with closing(PoseEstimator()) as estimator:
        yield estimator


def pose_in(name: str, estimate: PoseEstimator) -> tuple[Pose, Floats]:
    path = REAL / "photos" / f"{name}.jpg"
    if not path.is_file():
        pytest.skip("the photos of real people are not on this machine")
    image = cv2.cvtColor(cv2.imread(str(path)), cv2.COLOR_BGR2RGB)
    pose_in.at_s += 10.0  # type: ignore[attr-defined] # the estimator's time only grows
    estimate(np.zeros_like(image), pose_in.at_s - 5)  # type: ignore[attr-defined]
    pose = estimate(image, pose_in.at_s)  # type: ignore[attr-defined]
    assert pose is not None
    return pose, pose.points * np.array(image.shape[1::-1])


pose_in.at_s = 0.0  # type: ignore[attr-defined]


def hips_deg(name: str, estimate: PoseEstimator) -> list[float]:
    """Shoulder, hip, knee of both sides: 180 is straight."""
    _, points = pose_in(name, estimate)
    shoulders = (landmarks.LEFT_SHOULDER, landmarks.RIGHT_SHOULDER)
    return [
        float(joint_deg(points[None, shoulder], points[None, leg[0]],
                        points[None, leg[1]])[0])
        for shoulder, leg in zip(shoulders, LEGS, strict=True)
    ]  # fmt: skip


def test_the_top_of_a_single_leg_bridge_is_straighter_than_its_bottom(
    estimate: PoseEstimator,
) -> None:
    bottom = max(hips_deg("Single_Leg_Glute_Bridge_0", estimate))
    top = max(hips_deg("Single_Leg_Glute_Bridge_1", estimate))
    assert top > 160 > bottom


def test_the_top_of_a_two_leg_bridge_is_straighter_than_its_bottom(
    estimate: PoseEstimator,
) -> None:
    bottom, top = (max(hips_deg(f"Butt_Lift_Bridge_{i}", estimate)) for i in (0, 1))
    assert top > 155 > bottom


@pytest.mark.parametrize(
    "name", ["Romanian_Deadlift", "Stiff-Legged_Dumbbell_Deadlift"]
)
def test_of_two_ends_of_a_deadlift_one_is_tall_and_one_is_hinged(
    name: str, estimate: PoseEstimator
) -> None:
    ends = {
        attitude_of(pose_in(f"{name}_{i}", estimate)[0]): np.mean(
            hips_deg(f"{name}_{i}", estimate)
        )
        for i in (0, 1)
    }
    assert ends.keys() == {"prone", "upright"}  # chest to the floor, and tall
    assert ends["prone"] < ends["upright"] - 10
    assert ends["upright"] > 155


def test_a_kicked_thigh_opens_the_hip(estimate: PoseEstimator) -> None:
    down, up = (max(hips_deg(f"Glute_Kickback_{i}", estimate)) for i in (0, 1))
    assert up > down + 30


def test_arms_behind_the_head_are_further_from_the_hips_than_arms_up(
    estimate: PoseEstimator,
) -> None:
    reach = []
    for index in (0, 1):
        _, points = pose_in(f"Straight-Arm_Dumbbell_Pullover_{index}", estimate)
        shoulder, wrist, hip = points[[12, 16, 24]]
        reach.append(float(joint_deg(hip[None], shoulder[None], wrist[None])[0]))
    assert max(reach) - min(reach) > 30


@pytest.mark.parametrize(
    ("name", "attitude"),
    [
        ("Single_Leg_Glute_Bridge_0", "supine"),
        ("Butt_Lift_Bridge_0", "supine"),
        ("Glute_Kickback_0", "prone"),
    ],
)
def test_lying_and_kneeling_people_are_told_apart(
    name: str, attitude: str, estimate: PoseEstimator
) -> None:
    pose, _ = pose_in(name, estimate)
    assert attitude_of(pose) == attitude
