"""What a live session measures does not hang on how the browser sends it."""

import gc
import weakref
from dataclasses import replace

import numpy as np
import pytest

from coach.live.core import LiveCore
from coach.live.seen import LONGEST_SET_S, SETTLED_S, WAITS_S
from coach.live.state import HELD_SETS, LiveSettings
from coach.live.under_way import SetSnapshot
from tests.coach.live.test_flow import Room
from tests.figures import deadlift_set
from tests.figures_lying import bridge_set
from tests.live_films import picture, poses
from tests.vision.people.test_athlete import body
from vision.track import Track


def seen(*sizes_wh: tuple[int, int]) -> LiveCore:
    """A session to which somebody was shown in pictures of these sizes."""
    core = LiveCore(LiveSettings())
    core.start()
    world = np.random.default_rng(1).normal(0, 0.3, (33, 3)).astype(np.float32)
    somebody = replace(body(0.5), world_m=world)
    for number, (width, height) in enumerate(sizes_wh):
        core.look(np.full((height, width, 3), 128, np.uint8), number / 30, somebody)
    return core


def test_a_smaller_copy_of_the_picture_is_measured_by_the_same_rule() -> None:
    before, after = seen((1280, 720)).state(), seen((1280, 720), (640, 360)).state()
    assert after.size_wh == (1280, 720)
    np.testing.assert_allclose(after.points_px, before.points_px)


def test_a_larger_copy_brings_the_finer_rule() -> None:
    assert seen((640, 360), (1280, 720)).state().size_wh == (1280, 720)


@pytest.mark.parametrize("turned", [(720, 1280), (640, 480)])
def test_a_camera_of_another_shape_is_measured_anew(turned: tuple[int, int]) -> None:
    assert seen((1280, 720), turned).state().size_wh == turned


def after(*stretches: tuple[float, float]) -> LiveCore:
    """A session after stretches of (seconds, pictures a second); 0 is a stall."""
    core, time_s = LiveCore(LiveSettings()), 0.0
    for seconds, fps in stretches:
        if not fps:
            time_s += seconds
        for _ in range(round(seconds * fps)):
            time_s += 1 / fps
            core.look(np.full((36, 64, 3), 128, np.uint8), time_s, None)
    return core


@pytest.mark.parametrize(("fps", "too_few"), [(5, True), (10, True), (13, False)])
def test_too_few_pictures_a_second_are_noticed(fps: float, too_few: bool) -> None:
    state = after((5.0, fps)).state()
    assert state.too_few is too_few
    assert state.fps == pytest.approx(fps)


def test_that_they_are_too_few_is_told_after_some_seconds_only() -> None:
    assert not after((2.0, 5)).state().too_few


def test_when_pictures_come_again_the_warning_goes() -> None:
    assert after((5.0, 5), (0.3, 30)).state().too_few
    assert not after((5.0, 5), (4.0, 13)).state().too_few


def test_a_rate_falls_as_soon_as_the_pictures_do() -> None:
    assert after((10.0, 30), (4.0, 5)).state().fps == pytest.approx(5, abs=0.1)


@pytest.mark.parametrize("stall_s", [1.0, 2.2, 5.0])
def test_a_stall_is_no_rate(stall_s: float) -> None:
    state = after((5.0, 20), (stall_s, 0), (4.0, 20)).state()
    just_after = after((5.0, 20), (stall_s, 0), (0.2, 20)).state()
    assert not state.too_few
    assert not just_after.too_few
    assert just_after.fps == pytest.approx(20)


def test_a_session_left_running_holds_its_newest_sets_and_counts_them_all() -> None:
    core, tracks = LiveCore(LiveSettings(exercise="bridge_foot_on_box")), []
    report = core.judge(_set_of(bridge_set()[0]))
    for _ in range(HELD_SETS + 5):
        part = _set_of(bridge_set()[0])
        tracks.append(weakref.ref(part.track))
        core.close_set(part, report, None)
    del part
    gc.collect()
    numbers = [done.number for done in core.state().finished]
    assert numbers == list(range(6, HELD_SETS + 6))
    assert [track() is None for track in tracks] == [True] * 5 + [False] * HELD_SETS


def _set_of(track: Track) -> SetSnapshot:
    return SetSnapshot(
        number=1, track=track, started_s=0.0, until_s=float(track.time_s[-1])
    )


class Films:
    """Stands for the recorders of the sets."""

    def __init__(self) -> None:
        self.begun = self.discarded = 0

    def __call__(self) -> "Films":
        self.begun += 1
        return self

    def write(self, image_rgb: object, time_s: float) -> None:
        self.from_s = time_s

    def discard(self) -> None:
        self.discarded += 1


def dawdled(seconds: float, films: Films) -> LiveCore:
    """A session in which somebody stands ready for a while and does nothing."""
    core = LiveCore(
        LiveSettings(exercise="internal_rotation_deadlift", record=True),
        recorder=films,  # type: ignore[arg-type]
    )
    track = deadlift_set(1)[0]
    image, (_, pose) = picture(track), next(iter(poses(track)))
    core.start()
    for number in range(round(10 * seconds)):
        core.look(image, number / 10, pose)
    return core


def test_who_stands_about_is_not_looked_back_on_for_ever() -> None:
    films = Films()
    part = dawdled(10 * WAITS_S, films).under_way()
    assert part is not None
    assert part.until_s - part.started_s <= WAITS_S + SETTLED_S
    assert films.begun - films.discarded == 1
    assert films.from_s == pytest.approx(part.until_s - part.started_s)


@pytest.mark.parametrize("waited_s", [10.0, 3 * WAITS_S])
def test_reps_count_after_any_wait(waited_s: float) -> None:
    core, track = dawdled(waited_s, Films()), deadlift_set(2)[0]
    image = picture(track)
    for number, (time_s, pose) in enumerate(poses(track)):
        core.look(image, waited_s + time_s, pose)
        part = core.under_way()
        if part is not None and number % 10 == 0:
            core.judged(part, core.judge(part))
    assert core.state().units == 2


def test_a_set_that_never_ends_is_ended() -> None:
    report = LiveCore(LiveSettings(exercise="bridge_foot_on_box")).judge(
        _set_of(bridge_set()[0])
    )
    room = Room(exercise="bridge_foot_on_box")
    room.coach.start()
    room.wait(8.0, still_s=3.0)
    room.wait(30.0, report=report, still_s=0.0, lowering=True)
    assert room.coach.step == "working"
    room.coach._last_unit_s = float("inf")  # somebody who goes on and on
    steps = []
    for seconds in (LONGEST_SET_S - room.seen.time_s - 2.0, 4.0):
        room.wait(seconds)
        steps.append(room.coach.step)
    assert steps == ["working", "resting"]
