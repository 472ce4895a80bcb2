"""Live, the athlete stays the athlete until they are gone for good."""

import numpy as np

from tests.vision.people.test_athlete import BLUE, FPS, RED, Image, Model, picture
from vision.people.live import GONE_S, AthletePoses


def places(scenes: list[Image], start_x: float = 0.3) -> list[float]:
    """Where the athlete is in each scene, NaN where they are not seen."""
    starts = iter((start_x, 0.5))
    source = AthletePoses(lambda: Model(next(starts)))
    poses = [source(scene, number / FPS) for number, scene in enumerate(scenes)]
    source.close()
    return [float(pose.points[:, 0].mean()) if pose else np.nan for pose in poses]


def test_somebody_who_walks_past_does_not_take_the_coach_along() -> None:
    walker = [1.1 - 0.012 * i for i in range(100)]
    found = places([picture((0.3, RED), (x, BLUE)) for x in walker])
    known = [x for x in found if np.isfinite(x)]
    assert all(abs(x - 0.3) < 0.07 for x in known)
    assert np.isfinite(found[-5:]).all()


def test_somebody_else_is_the_athlete_when_the_first_is_gone_for_good() -> None:
    gone = round((GONE_S + 1) * FPS)
    scenes = [picture((0.3, RED))] * 30 + [picture((0.7, BLUE))] * gone
    found = places(scenes)
    assert np.isnan(found[40])
    assert abs(found[-1] - 0.7) < 0.07


def test_nothing_is_remembered_however_long_it_runs() -> None:
    source = AthletePoses(lambda: Model(0.3))
    for number in range(200):
        source(picture((0.3, RED)), number / FPS)
    assert sum(len(one.poses) for one in source._follow.people) == 1


def test_a_moments_other_look_makes_no_second_athlete() -> None:
    # For a picture as unlike as a stranger, then half way back, as where an arm of a
    # passer-by hides a part: closer to the moment's look than to the athlete's own.
    stranger, between = (200, 86, 40), (200, 72, 40)
    scenes = [picture((0.3, RED))] * 30
    scenes += [picture((0.3, stranger), (0.8, BLUE))] * 7
    scenes += [picture((0.3, between), (0.8, BLUE))] * 40
    found = places(scenes)
    assert np.isnan(found).sum() <= 7
    assert np.nanmax(found) < 0.4
