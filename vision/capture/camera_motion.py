"""Compares each picture with the one before: cuts, a moving camera, a tilted phone."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.capture.blur import blur_of
from vision.capture.roll import Lines, roll_from, upright_lines
from vision.capture.scene_cuts import SceneCuts, compared, small_grey
from vision.geometry import Floats
from vision.video.probe import Image

JUMP: Final = 3.0
JUMP_RATIO: Final = 4.0
BESIDE: Final = 4
LEAST_CHANGE: Final = 0.3
"""Where a piece is cut out of a still scene, the picture around the athlete changes by
so many grey levels and times more than in any of the frames before and after: in uncut
sample clips by at most 1.7 times, where 0.8 s are missing by up to 16, and not at all
where the athlete kept still meanwhile (`benchmarks.surroundings`)."""
REDRAWN: Final = 0.3
"""Share of the blocks around the bodies whose structure has changed at such a place; a
bar that fades in over the legs changes their brightness alone (our choice)."""
STIRS: Final = 0.4
STIRS_RATIO: Final = 2.0
USUAL_FRAMES: Final = 60
"""Grey levels, and times the usual change, at which somebody may be walking in; a false
alarm costs one more picture for the model (our choice)."""
PICTURES: Final = 8
"""So many pictures at most are looked at for what is plumb."""
CORNERS: Final = 40
CORNERS_EVERY: Final = 8
FEWEST_CORNERS: Final = 12
TOGETHER_PX: Final = 0.5
MOST: Final = 0.6
SPREAD: Final = 0.3
"""Corners of the backdrop that are followed, others every eight frames; with fewer,
where fewer than that share
moves within half a pixel of the middle, or where these spread over less of the width,
nothing is known of the camera (our choice). A shadow moves few, and who walks before a
bare wall most, but close to each other."""


@dataclass(frozen=True, kw_only=True, eq=False)
class CameraMotion:
    """What was seen of the surroundings, frame by frame.

    Attributes:
        shift: (T, 2) how far the backdrop moved to each frame, as shares of the width;
            NaN unknown.
        changes: (T,) grey levels by which the picture outside the bodies changed.
        inside: (T,) the same around the bodies.
        cut: (T,) whether each frame begins a new scene.
        mixed: (T,) whether it is of two scenes, one dissolving into the other.
        redrawn: (T,) share of the structure around the bodies that changed; 0 where
            `inside` is small.
        lines: Upright lines of some pictures, spread over the film.
        blurs: How blurred the athlete is in each of these, see `vision.capture.blur`.
    """

    shift: Floats
    changes: Floats
    inside: Floats
    cut: NDArray[np.bool_]
    mixed: NDArray[np.bool_]
    redrawn: Floats
    lines: tuple[Lines, ...]
    blurs: Floats

    @property
    def jumps(self) -> NDArray[np.bool_]:
        """(T,) frames before which a piece is missing: only the athlete has jumped."""
        jumped = (self.inside > JUMP) & (self.jump_ratios > JUMP_RATIO)
        return np.asarray(jumped & (self.redrawn > REDRAWN))

    @property
    def jump_ratios(self) -> Floats:
        """(T,) by how much the change around the bodies exceeds that of its frames."""
        ratios = _over_neighbours(self.inside)
        ratios[:BESIDE] = ratios[-BESIDE:] = 0.0  # too little to compare with
        return ratios

    @property
    def roll_deg(self) -> float:
        """How far the phone is turned."""
        return roll_from(self.lines)

    @property
    def blur(self) -> float:
        """How blurred the athlete is."""
        known = self.blurs[np.isfinite(self.blurs)]
        return float(np.median(known)) if len(known) else float("nan")

    def then(self, other: "CameraMotion", shared: int) -> "CameraMotion":
        """Return this and what was seen after it, whose first frames are this one's."""
        mixed = self.mixed.copy()
        mixed[-shared:] |= other.mixed[:shared]  # a dissolve that ended later

        def both(one: Floats, later: Floats) -> Floats:
            return np.concatenate([one, later[shared:]])

        return CameraMotion(
            shift=both(self.shift, other.shift),
            changes=both(self.changes, other.changes),
            inside=both(self.inside, other.inside),
            cut=np.concatenate([self.cut, other.cut[shared:]]),
            mixed=np.concatenate([mixed, other.mixed[shared:]]),
            redrawn=both(self.redrawn, other.redrawn),
            lines=self.lines + other.lines,
            blurs=np.concatenate([self.blurs, other.blurs]),
        )


class CameraMotionEstimator:
    """Compares each picture with the one before."""

    def __init__(self) -> None:
        """Nothing was seen yet."""
        self._cuts = SceneCuts()
        self._thumb: Image | None = None
        self._times_s: list[float] = []
        self._cut: list[bool] = []
        self._mixed: list[bool] = []
        self._redrawn: list[float] = []
        self._before: Image | None = None
        self._corners: Floats | None = None
        self._hidden_before: NDArray[np.bool_] | None = None
        self._changes: list[float] = []
        self._inside: list[float] = []
        self._shift: list[tuple[float, float]] = []
        self._kept: list[tuple[Image, Floats | None]] = []
        self._every = 1

    def begins_scene(self, image_rgb: Image, time_s: float) -> bool:
        """Take in the next picture; whether another scene begins with it.

        Args:
            image_rgb: (H, W, 3) uint8.
            time_s: Its time.
        """
        self._thumb = small_grey(image_rgb)
        since_s = self._cuts.begins_at(self._thumb, time_s, self._hidden_before)
        for index in range(len(self._times_s) - 1, -1, -1):
            if self._times_s[index] < since_s:
                break
            self._mixed[index] = True
        self._times_s.append(time_s)
        self._mixed.append(False)
        self._cut.append(bool(np.isfinite(since_s)))
        return self._cut[-1]

    def look(self, image_rgb: Image, points: list[Floats]) -> None:
        """Compare the picture that `begins_scene` took in with the one before.

        Args:
            image_rgb: The same picture.
            points: (33, 2) each, bodies in it as shares of its size: left out.
        """
        self._keep(image_rgb, points)
        thumb = self._thumb
        assert thumb is not None, "begins_scene takes the picture in"
        hidden = hidden_by(points, thumb.shape[::-1])
        before, hidden_before = self._before, self._hidden_before
        self._before, self._hidden_before = thumb, hidden
        self._redrawn.append(0.0)
        if before is None or hidden_before is None or before.shape != thumb.shape:
            self._changes.append(0.0)
            self._inside.append(0.0)
            self._shift.append((float("nan"), float("nan")))
            return
        seen = ~(hidden | hidden_before)
        differs = cv2.absdiff(thumb, before)
        change = float(differs[seen].mean()) if seen.any() else 0.0
        self._inside.append(0.0 if seen.all() else float(differs[~seen].mean()))
        self._changes.append(change)
        if self._inside[-1] > JUMP:
            self._redrawn[-1] = compared(
                before, thumb, hidden=seen, search=False
            ).changed
        if len(self._changes) % CORNERS_EVERY == 0:
            self._corners = None  # looked for anew
        self._shift.append(self._follow_corners(before, thumb, seen))

    @property
    def stirred(self) -> bool:
        """Whether more moves beside the bodies than in the two seconds before."""
        if len(self._changes) < 2:
            return False
        usual = float(np.median(self._changes[-USUAL_FRAMES:]))
        return self._changes[-1] > max(STIRS, STIRS_RATIO * usual)

    def _follow_corners(
        self, before: Image, after: Image, seen: NDArray[np.bool_]
    ) -> tuple[float, float]:
        """Return by how much a backdrop moved, as shares of its width.

        Its corners are followed (Shi and Tomasi's, by Lucas and Kanade's method, as
        OpenCV has them), and their middle movement is the camera's if most share it.
        """
        corners, self._corners = self._corners, None
        if corners is None:
            corners = cv2.goodFeaturesToTrack(
                before, CORNERS, 0.01, 5, mask=seen.astype(np.uint8)
            )
        else:
            x, y = corners.reshape(-1, 2).round().astype(int).T
            tall, wide = seen.shape
            there = (x >= 0) & (x < wide) & (y >= 0) & (y < tall)
            there[there] = seen[y[there], x[there]]
            corners = corners[there]
        if corners is None or len(corners) < FEWEST_CORNERS:
            return float("nan"), float("nan")
        moved, found, _ = cv2.calcOpticalFlowPyrLK(
            before, after, corners, None, winSize=(11, 11), maxLevel=2
        )
        followed = found.ravel() == 1
        self._corners = moved[followed]
        return _together(corners[followed], moved[followed], before.shape[1])

    def watched(self) -> CameraMotion:
        """Return what was seen so far."""
        cut, mixed = np.array(self._cut, bool), np.array(self._mixed, bool)
        shift = np.array(self._shift).reshape(-1, 2)
        shift[cut | mixed] = np.nan
        return CameraMotion(
            shift=shift,
            cut=cut,
            mixed=mixed,
            redrawn=np.array(self._redrawn),
            changes=np.array(self._changes),
            inside=np.array(self._inside),
            lines=tuple(upright_lines(image, body) for image, body in self._kept),
            blurs=np.array([blur_of([image], [body]) for image, body in self._kept]),
        )

    def _keep(self, image_rgb: Image, points: list[Floats]) -> None:
        """Keep some pictures, evenly spread however long the film gets."""
        if len(self._changes) % self._every:
            return
        self._kept.append((image_rgb.copy(), points[0] if points else None))
        if len(self._kept) > PICTURES:
            self._kept = self._kept[::2]
            self._every *= 2


def _over_neighbours(changes: Floats) -> Floats:
    """Return by how much each exceeds the four before and after, (T,)."""
    padded = np.pad(changes, BESIDE, constant_values=0.0)
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * BESIDE + 1)
    beside = np.delete(windows, BESIDE, axis=1).max(axis=1)
    return np.asarray(changes / np.maximum(beside, LEAST_CHANGE))


def hidden_by(points: list[Floats], size: tuple[int, ...]) -> NDArray[np.bool_]:
    """Return where the bodies' boxes are, with some room, in a small picture."""
    hidden = np.zeros(size[::-1], dtype=bool)
    for body in points:
        low, high = body.min(axis=0), body.max(axis=0)
        room = 0.15 * (high - low)
        (x0, y0), (x1, y1) = (low - room) * size, (high + room) * size
        hidden[max(0, int(y0)) : max(0, int(y1)), max(0, int(x0)) : max(0, int(x1))] = (
            True
        )
    return hidden


def _together(before: Floats, after: Floats, wide: int) -> tuple[float, float]:
    """Return the movement that most corners share, as shares of the width."""
    ways = (after - before).reshape(-1, 2).astype(np.float64)
    across = before.reshape(-1, 2)[:, 0]
    if len(ways) < FEWEST_CORNERS:
        return float("nan"), float("nan")
    x, y = np.median(ways, axis=0)
    together = np.hypot(*(ways - (x, y)).T) <= TOGETHER_PX
    if together.mean() < MOST or np.ptp(across[together]) < SPREAD * wide:
        return float("nan"), float("nan")
    x, y = ways[together].mean(axis=0)
    return float(x) / wide, float(y) / wide
