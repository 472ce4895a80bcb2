"""Who is who among the bodies that the model finds, told by colour and place."""

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.people.athlete import ImagePoint, choose_athlete
from vision.people.identity import Place, TrackedPerson
from vision.people.tracker import MultiPersonTracker
from vision.pose.estimator import Pose

WIDE, TALL, FPS = 400, 200, 30.0
RED, BLUE = (200, 40, 40), (40, 40, 200)
Image = NDArray[np.uint8]


def body(x: float, raised: float = 0.0) -> Pose:
    """Somebody upright at x (a share of the width), one arm raised or not."""
    points = np.full((33, 2), (x, 0.3), np.float32)
    for left, right, y in (
        (11, 12, 0.35),
        (23, 24, 0.55),
        (25, 26, 0.7),
        (27, 28, 0.85),
    ):
        points[left], points[right] = (x - 0.02, y), (x + 0.02, y)
    points[[29, 31]], points[[30, 32]] = (x - 0.03, 0.88), (x + 0.03, 0.88)
    points[:11, 1] = 0.25
    points[[13, 15, 17, 19, 21]] = (x - 0.05, 0.5 - raised)
    points[[14, 16, 18, 20, 22]] = (x + 0.05, 0.5)
    return Pose(
        points=points,
        world_m=np.zeros((33, 3), np.float32),
        visibility=np.ones(33, np.float32),
    )


def picture(*people: tuple[float, tuple[int, int, int]]) -> Image:
    """Coloured blocks where people stand; the later hide the earlier."""
    image = np.full((TALL, WIDE, 3), 128, np.uint8)
    for x, colour in people:
        left, right = round((x - 0.06) * WIDE), round((x + 0.06) * WIDE)
        cv2.rectangle(image, (left, 36), (right, 184), colour, -1)
    return image


class Model:
    """Finds the coloured block nearest to where it looked last, as MediaPipe does."""

    def __init__(self, x: float) -> None:
        self.x = x

    def __call__(self, image_rgb: Image, time_s: float) -> Pose | None:
        coloured = np.ptp(image_rgb.astype(int), axis=2).mean(axis=0) > 60
        columns = np.flatnonzero(coloured) / WIDE
        if not len(columns):
            return None
        nearest = columns[np.abs(columns - self.x).argmin()]
        block = columns[np.abs(columns - nearest) < 0.12]
        self.x = float(np.clip(block.mean(), block.min() + 0.06, 1))
        return body(self.x, raised=0.1 * np.sin(time_s))

    def close(self) -> None:
        pass


def follow(scenes: list[Image], start_x: float) -> MultiPersonTracker:
    starts = iter((start_x, 0.5))
    follower = MultiPersonTracker(lambda: Model(next(starts)))
    for number, scene in enumerate(scenes):
        follower(scene, number / FPS)
    return follower


def times(scenes: list[Image]) -> NDArray[np.float64]:
    return np.arange(len(scenes)) / FPS


def test_one_person_stays_one_and_is_the_athlete() -> None:
    scenes = [picture((0.3 + 0.001 * i, RED)) for i in range(90)]
    follower = follow(scenes, 0.3)
    choice = choose_athlete(follower.people, times(scenes))
    assert len(choice.poses) == 90
    assert choice.unambiguous
    assert choice.others_s == 0
    assert not choice.occluded_by_other


def test_the_track_does_not_go_along_with_somebody_who_walks_past_before() -> None:
    walker = [1.1 - 0.012 * i for i in range(100)]
    scenes = [picture((0.3, RED), (x, BLUE)) for x in walker]
    follower = follow(scenes, 0.3)
    choice = choose_athlete(follower.people, times(scenes))
    seen_at = {f: pose.points[:, 0].mean() for f, pose in choice.poses.items()}
    assert all(abs(x - 0.3) < 0.07 for x in seen_at.values())
    before_and_after = [*range(40), *range(90, 100)]
    assert all(frame in seen_at for frame in before_and_after)


def test_somebody_else_after_the_athlete_left_is_not_the_athlete() -> None:
    scenes = [picture((0.3, RED)) for _ in range(90)]
    scenes += [picture()] * 10
    scenes += [picture((0.7, BLUE)) for _ in range(40)]
    follower = follow(scenes, 0.3)
    choice = choose_athlete(follower.people, times(scenes))
    assert max(choice.poses) < 90
    assert choice.others_s > 1


def test_the_athlete_who_comes_back_is_known_again() -> None:
    scenes = [picture((0.3, RED)) for _ in range(60)]
    scenes += [picture()] * 30
    scenes += [picture((0.6, RED)) for _ in range(60)]
    follower = follow(scenes, 0.3)
    choice = choose_athlete(follower.people, times(scenes))
    assert len(choice.poses) == 120


def test_who_was_pointed_at_is_the_athlete() -> None:
    scenes = [picture((0.3, RED), (0.75, BLUE)) for _ in range(90)]
    follower = follow(scenes, 0.3)
    for x in (0.3, 0.75):
        choice = choose_athlete(
            follower.people, times(scenes), pointed_at=ImagePoint(x, 0.5)
        )
        place = np.mean([pose.points[:, 0].mean() for pose in choice.poses.values()])
        assert abs(place - x) < 0.07
        assert choice.unambiguous


def test_who_is_pointed_at_at_a_time_is_who_is_there_then() -> None:
    scenes = [picture((0.2 + 0.004 * i, RED), (0.9, BLUE)) for i in range(100)]
    follower = follow(scenes, 0.2)
    at_s = times(scenes)[-5]
    for x in (0.6, 0.9):
        spot = ImagePoint(x, 0.5, at_s)
        choice = choose_athlete(follower.people, times(scenes), pointed_at=spot)
        last = choice.poses[max(choice.poses)]
        assert abs(last.points[:, 0].mean() - x) < 0.1


def test_two_people_alike_are_asked_about() -> None:
    scenes = [picture((0.3, RED), (0.7, BLUE)) for _ in range(90)]
    choice = choose_athlete(follow(scenes, 0.3).people, times(scenes))
    assert not choice.unambiguous
    assert len(choice.at) == 2
    assert {round(x, 1) for x, _, _ in choice.at} == {0.3, 0.7}


def test_nobody_is_nobody() -> None:
    scenes = [picture()] * 5
    choice = choose_athlete(follow(scenes, 0.3).people, times(scenes))
    assert choice.poses == {}
    assert choice.unambiguous


def test_another_scene_is_looked_at_anew_and_people_are_known_by_their_colours() -> (
    None
):
    made = []

    def model() -> Model:
        made.append(Model(0.5))
        return made[-1]

    follower = MultiPersonTracker(model)
    for number in range(40):
        if number == 20:
            follower.begin_anew()
        x = 0.3 if number < 20 else 0.8
        follower(picture((x, RED)), number / FPS)
    assert made[-1] is not made[0]
    assert len(follower.people) == 1
    assert len(follower.people[0].poses) == 40


def lone(x: float, frames: range, start: float = 0.0) -> TrackedPerson:
    """Somebody seen in some frames at x, moving on by `start` a frame."""
    return TrackedPerson(
        colours=np.full((5, 3), 100.0),
        place=Place(np.array([x, 0.5]), 0.2),
        last_s=frames[-1] / FPS,
        seen=len(frames),
        poses={f: body(x + start * (f - frames[0])) for f in frames},
    )


def test_the_place_joins_nobody_across_a_cut() -> None:
    people = [lone(0.5, range(60)), lone(0.5, range(60, 90))]
    time_s = np.arange(90) / FPS
    assert len(choose_athlete(people, time_s).poses) == 90
    cut = np.arange(90) == 60
    assert len(choose_athlete(people, time_s, cut=cut).poses) == 60


def test_others_who_train_beside_and_behind_walk_through_nothing() -> None:
    random = np.random.default_rng(4)
    behind = {f: body(0.5 + 0.1 * random.random()) for f in range(0, 120, 3)}
    here_and_there = {f: body(0.1 if f % 8 else 0.9) for f in range(0, 120, 4)}
    people = [lone(0.45, range(120)), lone(0.85, range(120)), lone(0.1, range(120))]
    for person, poses in zip(people[1:], (behind, here_and_there), strict=True):
        person.poses.clear()
        person.poses.update(poses)
    assert not choose_athlete(people, np.arange(120) / FPS).occluded_by_other


def test_who_walks_behind_the_athlete_unseen_walked_through() -> None:
    walker = lone(0.0, range(120), start=0.01)
    for frame in range(40, 60):
        del walker.poses[frame]
    crossed = choose_athlete(
        [lone(0.5, range(120)), walker], np.arange(120) / FPS
    ).occluded_by_other
    assert {45, 50, 55} <= crossed
    assert not crossed & {*range(20), *range(85, 120)}
