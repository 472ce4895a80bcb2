"""A film of standing sets is cut where heading or standing leg change for good."""

import itertools
from dataclasses import replace

import numpy as np
import pytest

from exercises.engine.scene import read_scene
from exercises.standing.sets import standing_sets
from tests.figures import (
    ANKLE_PAIRS,
    Side,
    bursts,
    deadlift_set,
    hidden,
    one_after_another,
    swapped,
    with_both_feet_down,
)
from vision.track import Track

REST_S = 3.0


def cuts_s(track: Track) -> list[float]:
    parts = standing_sets(read_scene(track))
    assert parts[0].start == 0
    assert parts[-1].stop == len(track)
    for one, other in itertools.pairwise(parts):
        assert one.stop == other.start  # nothing is lost, nothing is read twice
    return [float(track.time_s[part.start]) for part in parts[1:]]


def hinges(facing: int = 1, stance: Side = "left", noise_px: float = 0.0) -> Track:
    return deadlift_set(2, facing=facing, stance=stance, noise_px=noise_px)[0]


@pytest.mark.parametrize("noise_px", [0.0, 2.0])
@pytest.mark.parametrize("stance", ["left", "right"])
def test_one_set_stays_one(stance: Side, noise_px: float) -> None:
    assert cuts_s(hinges(stance=stance, noise_px=noise_px)) == []


@pytest.mark.parametrize("noise_px", [0.0, 2.0])
def test_a_set_facing_the_other_way_is_another_set(noise_px: float) -> None:
    first, second = (hinges(facing, noise_px=noise_px) for facing in (1, -1))
    (cut_s,) = cuts_s(one_after_another(first, second, rest_s=REST_S))
    turned_s = float(first.time_s[-1]) + REST_S
    assert cut_s == pytest.approx(turned_s, abs=2.0)


def changing_legs() -> tuple[Track, float]:
    """A set on each leg, both feet on the floor while changing; when that was."""
    first, second = (hinges(stance=stance) for stance in ("left", "right"))
    changed_s = float(first.time_s[-1]) + REST_S
    film = one_after_another(first, second, rest_s=REST_S)
    return with_both_feet_down(film, changed_s), changed_s


def test_a_set_on_the_other_leg_is_another_set() -> None:
    film, changed_s = changing_legs()
    (cut_s,) = cuts_s(film)
    assert cut_s == pytest.approx(changed_s, abs=2.0)


def test_feet_that_stay_where_they_are_and_change_their_names_are_no_change_of_leg(
) -> None:  # fmt: skip
    track = hinges(noise_px=1.0)
    later = track.time_s > float(track.time_s[-1]) / 2
    assert cuts_s(swapped(track, later, ANKLE_PAIRS)) == []


def test_there_and_back_and_there_again_are_three() -> None:
    film = one_after_another(*(hinges(facing) for facing in (1, -1, 1)), rest_s=REST_S)
    assert len(cuts_s(film)) == 2


def test_leg_names_exchanged_in_bursts_are_no_change_of_leg() -> None:
    track = hinges(noise_px=1.0)
    when = bursts(track.time_s, share=0.2, burst_s=0.4, seed=6)
    assert cuts_s(swapped(track, when, ANKLE_PAIRS)) == []


def test_a_heading_misread_for_a_moment_is_no_turn() -> None:
    track = hinges()
    turned = (track.time_s > 1.0) & (track.time_s < 1.4)
    world = np.where(turned[:, None, None], -track.world_m, track.world_m)
    world[..., 1] = track.world_m[..., 1]
    assert cuts_s(replace(track, world_m=world)) == []


def test_a_film_of_nobody_is_one_part() -> None:
    track = hinges()
    assert cuts_s(hidden(track, np.ones(len(track), dtype=bool))) == []
