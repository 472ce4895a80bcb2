"""The standing leg, on athletes whose labels are swapped on purpose."""

import numpy as np
import pytest

from exercises.engine.scene import read_scene
from exercises.internal_rotation_deadlift.signals import hinge_signals_of
from exercises.standing.legs import find_standing_leg
from exercises.standing.posture import StandingSignals, standing_signals_of
from tests.figures import (
    ANKLE_PAIRS,
    KNEE_PAIRS,
    LEG_PAIRS,
    SHANK_M,
    THIGH_M,
    TRUNK_M,
    Side,
    bursts,
    deadlift_set,
    hidden,
    swapped,
)
from vision.geometry import distance
from vision.track import Track

OWN_LEG = {"left": (23, 25, 27), "right": (24, 26, 28)}


def posture_of(track: Track) -> StandingSignals:
    return standing_signals_of(read_scene(track))


@pytest.fixture(scope="module")
def athlete() -> Track:
    return deadlift_set(2, stance="left", noise_px=1.0)[0]


@pytest.mark.parametrize("facing", [1, -1], ids=["facing right", "facing left"])
@pytest.mark.parametrize("stance", ["left", "right"])
@pytest.mark.parametrize("rear", ["wall", "free"])
def test_the_leg_is_named_from_either_side(
    stance: Side, facing: int, rear: str
) -> None:
    track, _ = deadlift_set(2, stance=stance, facing=facing, rear=rear)
    leg = find_standing_leg(track.points_px, posture_of(track).upright)
    assert leg.side == stance
    assert leg.confidence > 0.9


@pytest.mark.parametrize("stance", ["left", "right"])
def test_the_leg_is_named_from_the_front(stance: Side) -> None:
    track, _ = deadlift_set(2, stance=stance, yaw_deg=90.0)
    leg = find_standing_leg(track.points_px, posture_of(track).upright)
    assert leg.side == stance


def test_its_joints_are_those_of_the_standing_leg(athlete: Track) -> None:
    posture = posture_of(athlete)
    leg = find_standing_leg(athlete.points_px, posture.upright)
    for path, index in zip(
        (leg.hip_px, leg.knee_px, leg.ankle_px), OWN_LEG["left"], strict=True
    ):
        assert np.median(distance(path, athlete.points_px[:, index])) < 4.0
    assert np.nanmedian(distance(leg.other_ankle_px, athlete.points_px[:, 28])) < 4.0


def test_bones_have_the_lengths_they_were_built_with(athlete: Track) -> None:
    posture = posture_of(athlete)
    leg = find_standing_leg(athlete.points_px, posture.upright)
    assert leg.shank_px / posture.trunk_px == pytest.approx(SHANK_M / TRUNK_M, rel=0.03)
    assert leg.leg_px / posture.trunk_px == pytest.approx(
        (THIGH_M + SHANK_M) / TRUNK_M, rel=0.03
    )


@pytest.mark.parametrize("seed", [0, 1, 2])
@pytest.mark.parametrize("burst_s", [0.15, 0.3, 0.6])
def test_ankles_swapped_in_bursts_leave_the_angles_within_three_degrees(
    burst_s: float, seed: int
) -> None:
    clean, _ = deadlift_set(3, stance="left")
    when = bursts(clean.time_s, share=0.1, burst_s=burst_s, seed=seed)
    muddled = swapped(clean, when, ANKLE_PAIRS)
    true, read = (hinge_signals_of(posture_of(t), None) for t in (clean, muddled))
    assert read.leg.side == "left"
    for name in ("hip_flexion_deg", "knee_flexion_deg"):
        away = np.abs(getattr(read, name) - getattr(true, name))
        assert np.nanpercentile(away, 90) < 3.0


def test_knees_and_ankles_swapped_in_bursts_leave_the_name() -> None:
    clean, _ = deadlift_set(3, stance="left")
    for pairs in (LEG_PAIRS, KNEE_PAIRS, ANKLE_PAIRS):
        when = bursts(clean.time_s, share=0.1, burst_s=0.6, seed=3)
        track = swapped(clean, when, pairs)
        leg = find_standing_leg(track.points_px, posture_of(track).upright)
        assert leg.side == "left"


def test_a_leg_mislabelled_throughout_keeps_its_angles() -> None:
    clean, _ = deadlift_set(2, stance="left")
    muddled = swapped(clean, np.ones(len(clean), dtype=bool))
    true, read = (hinge_signals_of(posture_of(t), None) for t in (clean, muddled))
    np.testing.assert_allclose(read.knee_flexion_deg, true.knee_flexion_deg, atol=0.5)
    np.testing.assert_allclose(read.hip_flexion_deg, true.hip_flexion_deg, atol=0.5)


def test_labels_at_random_leave_the_name_unsure() -> None:
    clean, _ = deadlift_set(2, stance="left", noise_px=1.0)
    when = bursts(clean.time_s, share=0.5, burst_s=0.5, seed=4)
    leg = find_standing_leg(swapped(clean, when).points_px, posture_of(clean).upright)
    assert leg.confidence < 0.5
    assert leg.side is None or leg.confidence >= 0.3


def test_the_users_word_settles_the_name(athlete: Track) -> None:
    upright = posture_of(athlete).upright
    leg = find_standing_leg(athlete.points_px, upright, side="right")
    assert leg.side == "right"
    assert leg.confidence == 1.0
    # The leg itself is where it was: naming it moves no joint.
    assert np.median(distance(leg.knee_px, athlete.points_px[:, 25])) < 4.0


def test_a_planted_back_foot_stays_and_a_free_one_leaves() -> None:
    for rear, low, high in (("wall", 0.0, 0.1), ("free", 0.8, 3.0)):
        track, moves = deadlift_set(1, rear=rear)
        posture = posture_of(track)
        leg = find_standing_leg(track.points_px, posture.upright)
        away = leg.other_ankle_away_px(
            track.points_px, np.nanmedian(leg.other_ankle_px[:30], axis=0)
        )
        at_bottom = np.abs(track.time_s - moves[0].off_s - 0.2) < 0.1
        path = np.nanmedian(away[at_bottom]) / posture.trunk_px
        assert low <= path <= high


def test_the_foots_place_moves_when_the_athlete_steps_between_reps(
    athlete: Track,
) -> None:
    points = athlete.points_px.copy()
    between_s = 2.0 + 2.8 + 0.5 + 1.2 + 0.5  # in the rest after the first rep
    points[athlete.time_s > between_s] += [60.0, 0.0]
    leg = find_standing_leg(points, posture_of(athlete).upright)
    assert distance(leg.ankle_px, points[:, 27])[[20, -20]].max() < 6.0


def test_frames_without_anybody_have_no_leg(athlete: Track) -> None:
    gone = (athlete.time_s > 3.0) & (athlete.time_s < 3.7)
    track = hidden(athlete, gone)
    leg = find_standing_leg(track.points_px, posture_of(track).upright)
    assert np.isnan(leg.ankle_px[gone]).all()
    assert np.isnan(leg.knee_px[gone]).all()
    assert leg.side == "left"
