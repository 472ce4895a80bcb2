"""The film with what was found drawn into it, and the pictures that prove it."""

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from coach.scoreboard import draw_scoreboard, quietest_corner
from exercises.overlay import Overlay, overlay
from exercises.report import Rep, Report
from vision.draw import Canvas
from vision.encode import VideoWriter
from vision.errors import OutputError, VideoError
from vision.track import Track
from vision.tracking import Progress
from vision.video import Frame, read_frames

EVIDENCE_REPS: Final = 4
"""Reps that evidence is shown of, two pictures each: more is not looked at."""
EVIDENCE_LONG_SIDE_PX: Final = 960
SAME_FRAME_S: Final = 0.02
"""A frame of the film and one of the track this near are the same moment; they were
read by the same code, so they differ only where the film has changed since."""
AFTER_BOTTOM_S: Final = 0.3
"""A fault read later than this after the bottom shows there and not at the bottom."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Evidence:
    """One picture of a rep with a fault.

    Attributes:
        rep: The rep's index.
        fault: Code of the rep's worst fault where the picture shows it; None for the
            picture of the start, to compare with.
        label: What it shows, such as "Rep 2: bottom".
        time_s: When, in the film.
        image_rgb: (H, W, 3) uint8 with body and angle drawn.
    """

    rep: int
    fault: str | None
    label: str
    time_s: float
    image_rgb: NDArray[np.uint8]


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
    with VideoWriter(out) as video:
        for count, frame in enumerate(frames, start=1):
            index = _frame_at(drawing, frame.time_s)
            canvas = Canvas(frame.image_rgb)
            if index is not None:
                _draw_body(canvas, drawing, index, track.size_wh)
                if report.judged:
                    draw_scoreboard(canvas, report, drawing, index, corner)
            video.write(frame.image_rgb, frame.time_s)
            if progress is not None:
                progress(count, len(track))


def evidence_frames(
    path: Path, track: Track, report: Report, *, mirrored: bool = False
) -> list[Evidence]:
    """Return pictures of the worst reps: where each starts and where its fault shows.

    The film is read once, and no further than the last picture.

    Args:
        path: The film.
        track: The body in it.
        report: What was found.
        mirrored: Whether the film is a mirror image.

    Returns:
        In order of time, two for each of at most `EVIDENCE_REPS` reps; none where no
        rep has a fault.

    Raises:
        VideoError: The film cannot be read.
    """
    drawing = overlay(track, report, mirrored=mirrored)
    wanted = sorted(
        (moment for rep in _worst(report.reps) for moment in _moments(rep)),
        key=lambda moment: moment.time_s,
    )
    found: list[Evidence] = []
    if not wanted:
        return found
    times_s = [drawing.time_s[_nearest(drawing, moment.time_s)] for moment in wanted]
    for frame in read_frames(path, long_side_px=EVIDENCE_LONG_SIDE_PX):
        # One rep may start on the frame on which the one before it shows its fault.
        while len(found) < len(wanted) and frame.time_s >= times_s[len(found)]:
            moment = wanted[len(found)]
            found.append(_pictured(moment, frame, drawing, track.size_wh))
        if len(found) == len(wanted):
            break
    return found


def thumbnail(path: Path, at_s: float, long_side_px: int) -> NDArray[np.uint8]:
    """Return the picture of a film at a time, or its last one if it ends before.

    Args:
        path: The film.
        at_s: Seconds from its start.
        long_side_px: A larger picture is shrunk to this.

    Raises:
        VideoError: The film cannot be read.
    """
    image: NDArray[np.uint8] | None = None
    for frame in read_frames(path, long_side_px=long_side_px):
        image = frame.image_rgb
        if frame.time_s >= at_s:
            break
    if image is None:
        raise VideoError(f"{path.name} has no frames. Film the whole set again.")
    return image


@dataclass(frozen=True, kw_only=True)
class _Moment:
    rep: int
    fault: str | None
    place: str
    time_s: float


def _worst(reps: tuple[Rep, ...]) -> list[Rep]:
    faulty = [rep for rep in reps if rep.faults]
    # A rep without a score was seen too badly to prove anything: last.
    faulty.sort(key=lambda rep: rep.score if math.isfinite(rep.score) else math.inf)
    return faulty[:EVIDENCE_REPS]


def _moments(rep: Rep) -> list[_Moment]:
    worst = rep.faults[0]
    place, shows_s = "bottom", rep.bottom_s
    if worst.at_s > max(rep.bottom_s, rep.leave_s) + AFTER_BOTTOM_S:
        place, shows_s = "end", worst.at_s  # such as not standing tall
    return [
        _Moment(rep=rep.index, fault=None, place="start", time_s=rep.start_s),
        _Moment(rep=rep.index, fault=worst.code, place=place, time_s=shows_s),
    ]


def _pictured(
    moment: _Moment, frame: Frame, drawing: Overlay, size_wh: tuple[int, int]
) -> Evidence:
    image_rgb = frame.image_rgb.copy()
    canvas = Canvas(image_rgb)
    index = _nearest(drawing, frame.time_s)
    _draw_body(canvas, drawing, index, size_wh)
    label = f"Rep {moment.rep}: {moment.place}"
    margin = 18 * canvas.unit_px
    canvas.text(label, (margin, margin), 20)
    return Evidence(
        rep=moment.rep,
        fault=moment.fault,
        label=label,
        time_s=frame.time_s,
        image_rgb=image_rgb,
    )


def _draw_body(
    canvas: Canvas, drawing: Overlay, index: int, size_wh: tuple[int, int]
) -> None:
    height, width = canvas.image_rgb.shape[:2]
    shrink = np.array([width, height]) / size_wh
    chain = drawing.chain_px[index] * shrink
    canvas.body(drawing.points_px[index] * shrink)
    canvas.angle(
        chain[1],
        chain[0],
        chain[2],
        float(drawing.hinge_deg[index]),
        clockwise=drawing.opens_clockwise,
    )
    canvas.chain(chain)


def _nearest(drawing: Overlay, time_s: float) -> int:
    after = int(np.searchsorted(drawing.time_s, time_s))
    near = range(max(after - 1, 0), min(after + 1, len(drawing.time_s)))
    return min(near, key=lambda index: abs(float(drawing.time_s[index]) - time_s))


def _frame_at(drawing: Overlay, time_s: float) -> int | None:
    """Return the track's frame of a time; None where the track has none."""
    index = _nearest(drawing, time_s)
    return index if abs(drawing.time_s[index] - time_s) <= SAME_FRAME_S else None
