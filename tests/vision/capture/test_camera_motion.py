"""What changes between pictures: a cut, a moved camera, or only the athlete."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from vision.capture.camera_motion import CameraMotion, CameraMotionEstimator
from vision.capture.conditions import CaptureConditions

WIDE, TALL = 640, 360
BODY = np.array([[0.42, 0.2], [0.58, 0.9]])
Image = NDArray[np.uint8]


def wall(seed: int = 1) -> Image:
    """A wall with patches, larger than the picture."""
    random = np.random.default_rng(seed)
    small = random.integers(40, 220, (30, 50, 3), dtype=np.uint8)
    return cv2.resize(small, (WIDE + 200, TALL + 200), interpolation=cv2.INTER_CUBIC)


def seen_from(image: Image, x: float, y: float) -> Image:
    """Part of the wall, moved by some pixels."""
    matrix = np.array([[1, 0, x - 100], [0, 1, y - 100]], dtype=float)
    return cv2.warpAffine(image, matrix, (WIDE, TALL))


def with_body(image: Image, angle_deg: float) -> Image:
    """A thick arm at the athlete's place that turns."""
    out = image.copy()
    centre = np.array([WIDE / 2, TALL / 2])
    way = 45 * np.array([np.cos(np.radians(angle_deg)), np.sin(np.radians(angle_deg))])
    ends = [tuple((centre + s * way).astype(int).tolist()) for s in (-1, 1)]
    cv2.line(out, ends[0], ends[1], (250, 250, 250), 30)
    return out


def watch(images: list[Image]) -> tuple[CameraMotion, CaptureConditions]:
    watcher = CameraMotionEstimator()
    for number, image in enumerate(images):
        watcher.begins_scene(image, number / 30)
        watcher.look(image, [BODY])
    seen = watcher.watched()
    around = CaptureConditions(
        cut=seen.cut | seen.jumps,
        shift=seen.shift,
        occluded_by_other=np.zeros(len(images), dtype=bool),
    )
    return seen, around


def test_a_camera_at_rest_moves_nothing_however_the_athlete_moves() -> None:
    still = seen_from(wall(), 0, 0)
    _, around = watch([with_body(still, 3 * i) for i in range(40)])
    assert not around.moving.any()
    assert not around.cut.any()
    np.testing.assert_allclose(around.camera_path, 0, atol=1e-4)


def test_a_pan_is_measured_in_widths() -> None:
    _, around = watch([seen_from(wall(), 4.0 * i, 0) for i in range(20)])
    assert around.camera_path[-1, 0] == pytest.approx(19 * 4 / WIDE, rel=0.1)
    assert around.moving.all()


def test_a_swaying_hand_is_a_moving_camera() -> None:
    sway = [8 * np.sin(2 * np.pi * 0.5 * i / 30) for i in range(90)]
    _, around = watch([seen_from(wall(), x, 0) for x in sway])
    assert around.moving.mean() > 0.8


def test_another_scene_is_a_cut_at_its_first_picture() -> None:
    scenes = [seen_from(wall(1), 0, 0)] * 10 + [seen_from(wall(2), 0, 0)] * 10
    _, around = watch(scenes)
    assert np.flatnonzero(around.cut).tolist() == [10]


def test_a_missing_piece_shows_in_the_athlete_alone() -> None:
    still = seen_from(wall(), 0, 0)
    angles = [*range(0, 20), *range(65, 85)]
    _, around = watch([with_body(still, angle) for angle in angles])
    assert np.flatnonzero(around.cut).tolist() == [20]


def test_a_shadow_that_wanders_is_no_moving_camera() -> None:
    images = []
    for i in range(40):
        image = np.full((TALL, WIDE, 3), 180, np.uint8)
        cv2.circle(image, (60 + 3 * i, 320), 40, (150, 150, 150), -1)
        image[:, 500:505] = 60
        images.append(cv2.GaussianBlur(image, (31, 31), 0))
    _, around = watch(images)
    assert not around.moving.any()


def test_who_walks_before_a_bare_wall_is_no_moving_camera() -> None:
    bare = np.full((TALL, WIDE, 3), 150, np.uint8)
    for x in (40, 600):  # a switch and a lamp are all that a wall has
        cv2.rectangle(bare, (x, 60), (x + 20, 90), (60, 60, 60), -1)
    clothes = wall()[:200, :90]
    images = []
    for number in range(40):
        image = bare.copy()
        x = 20 + 4 * number
        image[120:320, x : x + 90] = clothes
        images.append(image)
    seen, around = watch(images)
    assert np.isnan(seen.shift[1:]).any(axis=1).mean() > 0.5
    assert not around.moving.any()
