"""OpenSim's marker files, `.trc`: a plain text table, written and read here.

The format is that of Motion Analysis, as OpenSim's documentation describes it ("Marker
(.trc) Files"): five lines of heading, then a line a frame with its number, its time
and x, y, z of each marker, all parted by tabs; y is up. We have a reader of our own:
the one small library for it, trc-data-reader, brings the reader of another format along
and sets no limit to what it reads.

Sports2D writes pixels with y down as metres into one of its two files (`..._px_...`);
a body of more than ten metres is taken for one of these.
"""

import math
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from hamstrong.errors import TrackError
from vision import landmarks
from vision.exchange.imported_track import Axes
from vision.exchange.named_points import (
    LARGEST_BYTES,
    MOST_FRAMES,
    MOST_POINTS,
    NamedPoints,
)
from vision.geometry import Floats, distance, long_percentile, midpoint
from vision.plausible import TRUNK
from vision.track import Track

USUAL_STATURE_M: Final = 1.70
"""Of a body whose height nobody gives; the gallop's distances assume the same."""
TALLEST_M: Final = 10.0
"""A body of more metres is measured in pixels."""
_METRES: Final = {"m": 1.0, "cm": 0.01, "mm": 0.001}
_HEAD: Final = (
    "DataRate", "CameraRate", "NumFrames", "NumMarkers", "Units", "OrigDataRate",
    "OrigDataStartFrame", "OrigNumFrames",
)  # fmt: skip
_MARKERS: Final = {
    "Nose": landmarks.NOSE,
    **{
        f"{side[0].upper()}{name}": landmarks.NAMES.index(f"{side}_{part}")
        for side in ("right", "left")
        for name, part in (
            ("Ear", "ear"), ("Shoulder", "shoulder"), ("Elbow", "elbow"),
            ("Wrist", "wrist"), ("Hip", "hip"), ("Knee", "knee"), ("Ankle", "ankle"),
            ("Heel", "heel"), ("BigToe", "foot_index"),
        )
    },
}  # fmt: skip
"""The names of Halpe, which the marker sets of Pose2Sim and Sports2D go by."""


def as_trc(track: Track, stature_m: float | None = None) -> str:
    """Return a track as the text of a `.trc` file: metres in the picture's plane.

    x is to the right and y up, both from the lower left corner of the picture; z is 0:
    one camera sees no depth that could be written as a place. Cells of a missing point
    are empty.

    Args:
        track: As it was judged.
        stature_m: The person's height, which gives the scale by the trunk's share of
            it (`vision.plausible`); None takes 1.70 m. Lengths are as right as that.
    """
    scale = _metres_a_pixel(track, stature_m or USUAL_STATURE_M)
    flat = track.points_px[:, list(_MARKERS.values())]
    flat = (flat * [1, -1] + [0, track.size_wh[1]]) * scale
    rate, frames = f"{track.source.fps:.6g}", str(len(track))
    named = "\t".join(f"{name}\t\t" for name in _MARKERS)
    axes = "\t".join(f"X{i}\tY{i}\tZ{i}" for i in range(1, len(_MARKERS) + 1))
    head = (rate, rate, frames, str(len(_MARKERS)), "m", rate, "1", frames)
    lines = [
        "PathFileType\t4\t(X/Y/Z)\ttrack.trc",
        "\t".join(_HEAD),
        "\t".join(head),
        f"Frame#\tTime\t{named}",
        f"\t\t{axes}",
        "",
    ]
    for number, (time_s, points) in enumerate(zip(track.time_s, flat, strict=True), 1):
        cells = [f"{x:.6f}\t{y:.6f}\t0" if x == x else "\t\t" for x, y in points]
        lines.append("\t".join([str(number), f"{time_s:.6f}", *cells]))
    return "\n".join(lines) + "\n"


def read_trc(content: bytes, name: str) -> tuple[NamedPoints, Axes]:
    """Return the points of a `.trc` file, and what their numbers are.

    Two dimensions where no marker moves in depth, as Sports2D writes it.

    Args:
        content: Of the file.
        name: What to call it in a complaint.

    Raises:
        TrackError: It is no such file, is damaged, or holds more than one set can.
    """
    if len(content) > LARGEST_BYTES:
        raise TrackError(
            f"{name} holds {len(content) / 1e6:.0f} MB; up to "
            f"{LARGEST_BYTES / 1e6:.0f} can be read. Export one set."
        )
    lines = iter(content.decode("utf-8-sig", "replace").splitlines())
    names, metres = _heading(lines, name)
    rows = _rows(lines, 2 + 3 * len(names), name)
    if not rows:
        raise TrackError(f"{name} holds no frames. Export it again.")
    table = np.array(rows, np.float64)
    points = table[:, 2:].reshape(len(table), len(names), 3)
    given = NamedPoints(
        time_s=table[:, 1],
        names=names,
        points=points,
        confidence=np.full(points.shape[:2], np.nan),
        software="a .trc file",
    )
    return _in_metres(given, metres)


def _metres_a_pixel(track: Track, stature_m: float) -> float:
    shoulders = midpoint(track.points_px, landmarks.SHOULDERS)
    trunk_px = long_percentile(
        distance(shoulders, midpoint(track.points_px, landmarks.HIPS))
    )
    return TRUNK * stature_m / trunk_px if trunk_px > 0 else math.nan


def _heading(lines: Iterator[str], name: str) -> tuple[tuple[str, ...], float]:
    """Return the markers' names and the metres of a unit.

    Raises:
        TrackError: There is no such heading.
    """
    first, keys, values, named, _axes = (next(lines, "") for _ in range(5))
    if not first.startswith("PathFileType"):
        raise TrackError(f"{name} does not begin as a .trc file does (PathFileType).")
    said = dict(zip(keys.split("\t"), values.split("\t"), strict=False))
    unit = said.get("Units", "").strip().lower()
    if unit not in _METRES:
        raise TrackError(
            f"{name} is in '{unit[:20]}'; {', '.join(_METRES)} can be read. Export it "
            "in metres."
        )
    names = tuple(one.strip() for one in named.split("\t")[2:] if one.strip())
    if not 0 < len(names) <= MOST_POINTS or said.get("NumMarkers") != str(len(names)):
        raise TrackError(
            f"{name} names {len(names)} markers and announces "
            f"'{said.get('NumMarkers', '')[:20]}'. Export it again."
        )
    return names, _METRES[unit]


def _rows(lines: Iterator[str], width: int, name: str) -> list[list[float]]:
    rows: list[list[float]] = []
    for line in lines:
        cells = line.rstrip("\r\n").split("\t")
        if not any(cell.strip() for cell in cells):
            continue
        if len(rows) == MOST_FRAMES:
            raise TrackError(
                f"{name} holds more than {MOST_FRAMES} frames, no one set."
            )
        if any(cell.strip() for cell in cells[width:]):
            raise TrackError(
                f"{name} has {len(cells)} numbers in frame {len(rows) + 1}, and "
                f"{width} headings. Export it again."
            )
        cells = cells[:width] + [""] * (width - len(cells))
        rows.append(_numbers(cells, len(rows) + 1, name))
    return rows


def _numbers(cells: Sequence[str], frame: int, name: str) -> list[float]:
    try:
        return [float(cell) if cell.strip() else math.nan for cell in cells]
    except ValueError as error:
        raise TrackError(
            f"{name} has something else than a number in frame {frame} ({error}). "
            "Export it again."
        ) from error


def _in_metres(given: NamedPoints, metres: float) -> tuple[NamedPoints, Axes]:
    points: Floats = np.where(np.isfinite(given.points), given.points, np.nan)
    depth = points[..., 2]
    there = np.isfinite(depth)
    first = np.where(
        there.any(axis=0), depth[there.argmax(axis=0), range(len(depth.T))], 0
    )
    if not there.any() or (np.abs(depth - first)[there] <= 1e-9).all():
        points = points[..., :2]
    axes: Axes = "metres"
    if points.shape[2] == 2 and _height(points) * metres > TALLEST_M:
        axes, metres = "picture", 1.0
    return NamedPoints(
        time_s=given.time_s,
        names=given.names,
        points=points * metres,
        confidence=given.confidence,
        software=given.software,
    ), axes


def _height(points: Floats) -> float:
    """Return the middle length of the box around all points of a frame."""
    body = points[np.isfinite(points).all(axis=2).any(axis=1)]
    if not len(body):
        return 0.0
    return float(np.median((np.nanmax(body, 1) - np.nanmin(body, 1)).max(axis=1)))
