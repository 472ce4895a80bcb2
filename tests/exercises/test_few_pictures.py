"""Films of few pictures, as a busy machine or a poor camera makes them."""

from functools import cache

import numpy as np
import pytest

from exercises.check import check
from exercises.registry import EXERCISES
from exercises.units import Rep
from tests.figures import deadlift_set
from tests.figures_gait import Stint, gait_track
from tests.figures_lying import (
    bird_dog_holds,
    bird_dog_track,
    bridge_set,
    pull_over_set,
)
from vision.track import Track

FILMED = ("deadlift", "bridge", "pull-over", "gallop", "hold")


@cache
def whole(kind: str) -> Track:
    if kind == "deadlift":
        return deadlift_set(3)[0]
    if kind == "bridge":
        return bridge_set(3)[0]
    if kind == "pull-over":
        return pull_over_set(3)[0]
    if kind == "gallop":
        return gait_track([Stint(), Stint(direction="backward")])[0]
    time_s, back = bird_dog_holds([(3.0, 12.0)], duration_s=15.0)
    return bird_dog_track(back, time_s)


def thinned(track: Track, seed: int) -> Track:
    """Keep a share of the pictures, lose a second or two of them, stop early."""
    random = np.random.default_rng(seed)
    time_s, end_s = track.time_s, track.time_s[-1]
    keep = random.random(len(track)) < random.choice([0.1, 0.2, 0.4, 0.7])
    lost_s = random.random() * end_s
    keep &= np.abs(time_s - lost_s) > random.random()
    keep &= time_s <= max(random.random() * 1.5, 0.2) * end_s
    return track.only(keep)


@pytest.mark.parametrize("kind", FILMED)
def test_however_few_pictures_came_there_is_a_report(kind: str) -> None:
    for seed in range(3):
        track = thinned(whole(kind), seed)
        for exercise in ("auto", *EXERCISES):
            for unit in check(track, exercise=exercise).units:
                marks = [unit.start_s, unit.end_s]
                if isinstance(unit, Rep):  # it may begin with either movement
                    lowering = [unit.start_s, unit.bottom_s]
                    lift = [unit.leave_s, unit.end_s]
                    marks = [*min(lowering, lift), *max(lowering, lift)]
                assert marks == sorted(marks)
                # A movement may have begun between two pictures, or just before them.
                assert track.time_s[0] - 0.5 < marks[0]
                assert marks[-1] < track.time_s[-1] + 0.5


@pytest.mark.parametrize("kind", FILMED)
def test_a_handful_of_pictures_shows_nothing_of_an_exercise(kind: str) -> None:
    for count in range(1, 6):
        some = np.zeros(len(whole(kind)), dtype=bool)
        some[20 : 20 + count] = True
        assert not check(whole(kind).only(some)).units
