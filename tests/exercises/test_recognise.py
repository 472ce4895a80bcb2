"""Which exercise it is, and what is none of ours."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from exercises.engine.scene import read_scene
from exercises.internal_rotation_deadlift.definition import DEADLIFT, KEY
from exercises.recognise import LEAST_CONFIDENCE, Recognition, recognise
from exercises.registry import EXERCISES
from tests.figures import (
    ANKLE_PAIRS,
    Side,
    bursts,
    deadlift_set,
    frame_times,
    hinge_track,
    ramp_signal,
    repetitions,
    swapped,
)
from tests.figures_gait import Stint, gait_track
from tests.figures_lying import (
    bird_dog_holds,
    bird_dog_track,
    bridge_set,
    pull_over_set,
)
from vision.track import Track, flipped


def guess(track: Track) -> Recognition:
    return recognise(read_scene(track), EXERCISES)


@pytest.mark.parametrize("stance", ["left", "right"])
@pytest.mark.parametrize("facing", [1, -1], ids=["facing right", "facing left"])
@pytest.mark.parametrize("rear", ["wall", "free"])
def test_a_hinge_on_one_leg_is_ours(stance: Side, facing: int, rear: str) -> None:
    found = guess(deadlift_set(2, stance=stance, facing=facing, rear=rear)[0])
    assert found.exercise == KEY
    assert found.confidence >= 0.5


@pytest.mark.parametrize("yaw_deg", [15.0, 30.0, 90.0])
def test_it_is_ours_from_other_places_too(yaw_deg: float) -> None:
    assert guess(deadlift_set(2, yaw_deg=yaw_deg)[0]).exercise == KEY


def test_noise_and_swapped_labels_do_not_change_what_it_is() -> None:
    track, _ = deadlift_set(3, noise_px=2.0)
    when = bursts(track.time_s, share=0.2, burst_s=0.5, seed=1)
    assert guess(swapped(track, when, ANKLE_PAIRS)).exercise == KEY


def two_legs(facing: int = 1, yaw_deg: float = 0.0) -> Track:
    return deadlift_set(3, rear="together", facing=facing, yaw_deg=yaw_deg)[0]


def squat(lean: float = 25.0) -> Track:
    """Both legs, much knee, little lean."""
    moves = repetitions(3, lowering_s=1.2, top=0.0, bottom=1.0)
    time_s = frame_times(moves[-1].off_s + 2.0, 30.0)
    share = ramp_signal(time_s, moves)
    return hinge_track(lean * share, 5 + 85 * share, time_s, rear="together")


def still() -> Track:
    return hinge_track(4.0, 5.0, frame_times(6.0, 30.0), noise_px=1.5)


def nodding() -> Track:
    return deadlift_set(4, bottom_lean=18.0, lowering_s=1.0)[0]


def travelling() -> Track:
    """A hinging figure carried across the picture: no foot stays."""
    track, _ = deadlift_set(3)
    way_px = np.linspace(-450, 450, len(track))
    moved = track.points_px + np.stack([way_px, 0 * way_px], axis=1)[:, None]
    return replace(track, points_px=moved)


def lying() -> Track:
    return hinge_track(-88.0, 5.0, frame_times(5.0, 30.0), noise_px=1.0)


@pytest.mark.parametrize(
    ("film", "looks_like"),
    [
        pytest.param(two_legs, "both legs", id="two legs"),
        pytest.param(
            lambda: two_legs(facing=-1), "both legs", id="two legs, to the left"
        ),
        pytest.param(lambda: two_legs(yaw_deg=90.0), "both legs", id="two legs, front"),
        pytest.param(squat, "", id="squat"),
        pytest.param(lambda: squat(lean=45.0), "both legs", id="squat leaning far"),
        pytest.param(still, "no hinge", id="standing still"),
        pytest.param(nodding, "small movement", id="nodding"),
        pytest.param(travelling, "", id="travelling"),
        pytest.param(lying, "", id="lying"),
    ],
)
def test_none_of_ours_is_said_to_be_none_of_ours(
    film: Callable[[], Track], looks_like: str
) -> None:
    track = film()
    assert guess(track).exercise is None
    # Seen with the deadlift's eyes, this is what it is instead.
    assert looks_like in DEADLIFT.likeness(read_scene(track)).looks_like


@pytest.mark.parametrize("yaw_deg", [0.0, 90.0])
def test_a_deadlift_on_two_legs_is_called_one(yaw_deg: float) -> None:
    assert "both legs" in guess(two_legs(yaw_deg=yaw_deg)).looks_like


def one_of_each() -> dict[str, Track]:
    time_s, back = bird_dog_holds([(3.0, 15.0)], duration_s=19.0)
    return {
        "bird_dog_wall_push": bird_dog_track(back, time_s),
        "bridge_pull_over": pull_over_set(3)[0],
        "bridge_foot_on_box": bridge_set(3)[0],
        "gallop": gait_track([Stint()])[0],
        KEY: deadlift_set(2)[0],
    }


@pytest.mark.parametrize("key", list(EXERCISES))
def test_each_exercise_is_told_from_the_others(key: str) -> None:
    found = guess(one_of_each()[key])
    assert found.exercise == key
    assert found.confidence >= 0.5


@pytest.mark.parametrize("key", list(EXERCISES))
def test_the_mirror_image_is_the_same_exercise(key: str) -> None:
    assert guess(flipped(one_of_each()[key])).exercise == key


@pytest.mark.parametrize("film", [two_legs, squat, still, nodding, travelling, lying])
def test_confidence_is_a_share(film: Callable[[], Track]) -> None:
    assert 0.0 <= guess(film()).confidence <= 1.0


def test_what_is_recognised_is_above_the_bar() -> None:
    found = guess(deadlift_set(1)[0])
    assert found.exercise is not None
    assert found.confidence >= LEAST_CONFIDENCE
