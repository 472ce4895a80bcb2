"""The film with what was found drawn into it."""

from pathlib import Path
from typing import Final

import numpy as np

from coach.film.scoreboard import draw_scoreboard, quietest_corner
from exercises.drawing.overlay import Overlay, overlay
from exercises.report import Report
from hamstrong.errors import OutputError
from vision.drawing.canvas import Canvas
from vision.track import Track
from vision.tracking.track_video import Progress
from vision.video.reader import read_frames
from vision.video.writer import VideoWriter

SAME_FRAME_S: Final = 0.02
"""A frame of the film and one of the track this near are the same moment; they were
read by the same code, so they differ only where the film has changed since."""


def annotate_video(
    path: Path,
    track: Track,
    report: Report,
    out: Path,
    *,
    mirrored: bool = False,
    long_side_px: int = 1280,
    progress: Progress | None = None,
) -> None:
    """Write the film with body, angle, count, clock and results drawn into it.

    Args:
        path: The film.
        track: The body in it.
        report: What was found.
        out: The mp4 to write; an older one is replaced when the new one is whole.
        mirrored: Whether the film is a mirror image.
        long_side_px: A larger film is shrunk to this.
        progress: Called with frames done and expected.

    Raises:
        VideoError: The film cannot be read.
        OutputError: The result cannot be written.
    """
    if out.exists() and out.samefile(path):
        raise OutputError(
            f"{out} is the film itself. Choose another name for the annotated one."
        )
    drawing = overlay(track, report, mirrored=mirrored)
    corner = quietest_corner(drawing, track.size_wh)
    frames = read_frames(path, long_side_px=long_side_px)
    speed = report.source.speed
    with VideoWriter(out) as video:
        for count, frame in enumerate(frames, start=1):
            index = _frame_at(drawing, frame.time_s * speed)
            canvas = Canvas(frame.image_rgb)
            if index is not None:
                draw_body(canvas, drawing, index, track.size_wh)
                if report.units or report.attempts:
                    draw_scoreboard(canvas, report, drawing, index, corner)
            video.write(frame.image_rgb, frame.time_s)
            if progress is not None:
                progress(count, len(track))


def draw_body(
    canvas: Canvas, drawing: Overlay, index: int, size_wh: tuple[int, int]
) -> None:
    """Draw the body of one frame: all of it thin, what works strong, its angles.

    Args:
        canvas: The frame.
        drawing: What is drawn on the film.
        index: The frame's place in it.
        size_wh: Of the film the points belong to.
    """
    height, width = canvas.image_rgb.shape[:2]
    shrink = np.array([width, height]) / size_wh
    chain, arm = drawing.chain_px[index] * shrink, drawing.arm_px[index] * shrink
    clockwise = bool(drawing.clockwise[index])
    canvas.body(drawing.points_px[index] * shrink)
    hip, elevation = (float(a[index]) for a in (drawing.hip_deg, drawing.arm_deg))
    canvas.angle(chain[1], chain[0], chain[2], hip, clockwise=clockwise)
    canvas.angle(arm[1], arm[0], arm[3], elevation, clockwise=not clockwise)
    if np.isfinite(arm[1]).all():
        chain[0] = arm[1]  # one line from leg to hand, not two beside each other
    canvas.chain(chain)
    canvas.chain(arm[1:])


def nearest(drawing: Overlay, time_s: float) -> int:
    """Return the track's frame nearest to a time."""
    after = int(np.searchsorted(drawing.time_s, time_s))
    near = range(max(after - 1, 0), min(after + 1, len(drawing.time_s)))
    return min(near, key=lambda index: abs(float(drawing.time_s[index]) - time_s))


def _frame_at(drawing: Overlay, time_s: float) -> int | None:
    """Return the track's frame of a time; None where the track has none."""
    index = nearest(drawing, time_s)
    return index if abs(drawing.time_s[index] - time_s) <= SAME_FRAME_S else None
