"""What a drawing leaves on a picture, by place and colour."""

import numpy as np
import pytest
from numpy.typing import NDArray

from vision import landmarks
from vision.drawing.canvas import AMBER, GREEN, PAPER, TEAL, Canvas
from vision.drawing.text import letters

GREY = 120


def grey(width: int = 540, height: int = 540) -> NDArray[np.uint8]:
    """Return an empty picture."""
    return np.full((height, width, 3), GREY, dtype=np.uint8)


def touched(image: NDArray[np.uint8]) -> tuple[int, int, int, int]:
    """Return left, top, right and bottom of what was drawn."""
    rows, columns = np.nonzero((image != GREY).any(axis=2))
    return columns.min(), rows.min(), columns.max(), rows.max()


def near(image: NDArray[np.uint8], colour: tuple[int, int, int]) -> NDArray[np.bool_]:
    """Return the mask of pixels of about that colour."""
    return np.asarray((np.abs(image.astype(int) - colour) < 12).all(axis=2))


def test_a_chain_runs_through_its_points() -> None:
    canvas = Canvas(grey())
    canvas.chain(np.array([[100.0, 100.0], [300.0, 100.0], [300.0, 400.0]]))
    assert tuple(canvas.image_rgb[100, 200]) == TEAL
    assert tuple(canvas.image_rgb[250, 300]) == TEAL
    assert (canvas.image_rgb[250, 200] == GREY).all()


def test_a_chain_breaks_where_a_point_is_missing() -> None:
    canvas = Canvas(grey())
    canvas.chain(
        np.array([[100.0, 100.0], [200.0, 100.0], [np.nan, np.nan], [400.0, 400.0]])
    )
    assert tuple(canvas.image_rgb[100, 150]) == TEAL
    assert (canvas.image_rgb[200:380, 200:380] == GREY).all()


def test_nobody_seen_draws_nothing() -> None:
    canvas = Canvas(grey())
    canvas.body(np.full((landmarks.COUNT, 2), np.nan))
    canvas.chain(np.full((4, 2), np.nan))
    none = np.full(2, np.nan)
    canvas.angle(none, none, none, 90.0, clockwise=True)
    assert (canvas.image_rgb == GREY).all()


def test_a_body_is_fainter_than_a_chain() -> None:
    points = np.full((landmarks.COUNT, 2), np.nan)
    points[list(landmarks.SHOULDERS)] = [[100, 200], [400, 200]]
    canvas = Canvas(grey())
    canvas.body(points)
    line = canvas.image_rgb[200, 250].astype(int)
    assert GREY < line.max() < max(PAPER)
    assert touched(canvas.image_rgb)[0] >= 95


def test_a_body_outside_the_picture_is_no_trouble() -> None:
    points = np.full((landmarks.COUNT, 2), [-3000.0, 1e7])
    canvas = Canvas(grey())
    canvas.body(points)
    canvas.chain(points[:4])
    canvas.text("far", (-500.0, 9000.0), 20)
    assert (canvas.image_rgb == GREY).all()


@pytest.mark.parametrize(
    ("clockwise", "side"), [(True, 1), (False, -1)], ids=["front right", "front left"]
)
def test_the_arc_lies_on_the_side_that_closes(clockwise: bool, side: int) -> None:
    canvas = Canvas(grey())
    joint = np.array([270.0, 270.0])
    up, down = np.array([270.0, 100.0]), np.array([270.0, 440.0])
    canvas.angle(joint, up, down, 178.0, clockwise=clockwise)
    columns = np.nonzero(near(canvas.image_rgb, PAPER))[1]
    assert (side * (columns - 270) > -5).all()  # the pen's width around the joint
    assert (side * (columns - 270)).max() > 34  # the number lies beyond the arc


def test_a_right_angle_covers_a_quarter_turn_of_arc() -> None:
    canvas = Canvas(grey())
    joint = np.array([200.0, 300.0])
    canvas.angle(
        joint,
        np.array([200.0, 100.0]),
        np.array([400.0, 300.0]),
        90.0,
        clockwise=True,
        colour=AMBER,
    )
    for turn_deg in (10, 45, 80):  # clockwise from straight up, on the arc's radius
        x = 200 + 34 * np.sin(np.radians(turn_deg))
        y = 300 - 34 * np.cos(np.radians(turn_deg))
        assert near(canvas.image_rgb, AMBER)[round(y), round(x)]
    assert (canvas.image_rgb[300:, :200] == GREY).all()


@pytest.mark.parametrize("size_wh", [(360, 640), (960, 540), (1920, 1080)])
def test_text_takes_the_same_share_of_any_picture(size_wh: tuple[int, int]) -> None:
    canvas = Canvas(grey(*size_wh))
    canvas.text("H", (50.0, 60.0), 54, outlined=False)
    left, top, _, bottom = touched(canvas.image_rgb)
    share = (bottom - top + 1) / min(size_wh)
    assert share == pytest.approx(0.1, rel=0.2)  # 54 of 540, and the pen's width
    assert top == pytest.approx(60, abs=0.1 * 54 * min(size_wh) / 540 + 1)
    assert left > 45


@pytest.mark.parametrize("background", [0, 128, 255])
def test_outlined_text_reads_on_any_background(background: int) -> None:
    image = np.full((200, 400, 3), background, dtype=np.uint8)
    Canvas(image).text("3 reps", (20.0, 60.0), 60)
    grey_levels = image.mean(axis=2)
    assert grey_levels.max() - grey_levels.min() > 180


def test_the_degree_sign_is_a_ring_up_high() -> None:
    without, _, margin = letters("90", 40)
    with_ring, _, _ = letters("90°", 40)
    ring = with_ring[:, without.shape[1] - margin :]
    rows = np.nonzero(ring.max(axis=1) > 100)[0]
    assert rows.size
    assert rows.max() < margin + 20  # in the upper half of the capitals


def test_text_is_as_wide_as_it_says() -> None:
    canvas = Canvas(grey())
    canvas.text("Lowering", (100.0, 100.0), 30, outlined=False)
    left, _, right, _ = touched(canvas.image_rgb)
    # What is left over is the white space that letters keep between them.
    assert 0 <= canvas.text_width("Lowering", 30) - (right - left) <= 15


@pytest.mark.parametrize(
    ("share", "filled_px"), [(0.0, 0), (0.25, 50), (1.0, 200), (1.8, 200)]
)
def test_a_bar_is_filled_by_its_share(share: float, filled_px: int) -> None:
    canvas = Canvas(grey())
    canvas.bar((100.0, 100.0), (200.0, 20.0), share, GREEN)
    row = near(canvas.image_rgb, GREEN)[110]
    assert row.sum() == pytest.approx(filled_px, abs=2)
    if filled_px:
        assert np.nonzero(row)[0].min() <= 102


def test_a_panel_darkens_and_lets_the_film_shine_through() -> None:
    image = grey()
    image[:, 270:] = 220
    canvas = Canvas(image)
    canvas.panel((100.0, 100.0), (340.0, 200.0))
    dark, light = canvas.image_rgb[200, 200].mean(), canvas.image_rgb[200, 400].mean()
    assert dark < light < 100
    assert tuple(canvas.image_rgb[100, 100]) == (GREY,) * 3  # round corners
