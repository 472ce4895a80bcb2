"""What a live session measures does not hang on how the browser sends it."""

from dataclasses import replace

import numpy as np
import pytest

from coach.live_core import LiveCore
from coach.live_state import LiveSettings
from tests.vision.test_people import body


def seen(*sizes_wh: tuple[int, int]) -> LiveCore:
    """A session to which somebody was shown in pictures of these sizes."""
    core = LiveCore(LiveSettings())
    core.start()
    world = np.random.default_rng(1).normal(0, 0.3, (33, 3))
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
