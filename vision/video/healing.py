"""Pictures that a decoder takes for sound and that are broken all the same.

Damaged bytes mostly still decode: to garbage, which the following pictures inherit,
because each is stored as changes of the one before. A key frame is stored whole, and
there the garbage is gone at a stroke. Nothing in front of a camera does that: what
moves, moves in the pictures before and after as well, in the same place or next to it.
So what is wanted is far from any movement, changes exactly at a key frame, and was
before its garbage came as it is after it. A cut changes the picture too, but not back.
Films whose pictures are all key frames pass nothing on and are not looked at.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from av.video.frame import VideoFrame
from numpy.typing import NDArray

LOOKED_AT_PX: Final = 320
"""Long side of the grey pictures compared: a broken block of 16 pixels is still seen in
a film of 1080 lines (our choice)."""
CHANGED: Final = 30
ALIKE: Final = 20
STILL: Final = 10
"""Of 255: a pixel that changes by more has become another, by less it is the same, by
less than the last nothing moves there. A key frame is sharper than the picture before,
which is some levels (our choice)."""
REACH_PX: Final = 5
"""So near to a movement anything may change (our choice)."""
LEAST_PX: Final = 10
"""At the key frames of 31 real and 30 rendered films, cuts aside, 5 such pixels were
the most; in seven of eight films broken on purpose 16 the least."""
SMALL_SHARE: Final = 0.03
MOST_SHARE: Final = 0.5
AS_BEFORE: Final = 0.99
"""Shares of the picture: more may be a cut there and back, unless so much of it is just
as it was; more than the second is a new scene (our choice)."""
MOST_PICTURES: Final = 600
"""Remembered between key frames, 35 MB: garbage is traced back no further."""
REORDERED: Final = 3
"""Pictures shown before the damaged one may be made from it (B frames; an encoder's
usual number)."""

Grey = NDArray[np.int16]


@dataclass(frozen=True)
class _Look:
    time_s: float
    grey: Grey


class HealingWatcher:
    """Compares the pictures before and after each key frame."""

    def __init__(self) -> None:
        """Nothing seen yet."""
        self._group: list[_Look] = []
        self._before: list[_Look] = []

    def look(self, frame: VideoFrame, time_s: float) -> tuple[float, float] | None:
        """Take in the next picture.

        Args:
            frame: As decoded.
            time_s: Its time.

        Returns:
            From when until when pictures already seen are broken; None mostly.
        """
        now = _Look(time_s, _grey(frame))
        found = None
        if frame.key_frame:
            # The last picture of the group before may be the last that was sound.
            self._before, self._group = [*self._before[-1:], *self._group], []
        elif len(self._group) == 1 and len(self._before) > 2:
            found = _broken(self._before, self._group[0], now)
            self._before = self._before[-1:]
        self._group.append(now)
        del self._group[1:-MOST_PICTURES]
        return found


def _broken(
    before: Sequence[_Look], key: _Look, after: _Look
) -> tuple[float, float] | None:
    looks = [look for look in before if look.grey.shape == key.grey.shape]
    if len(looks) < len(before) or key.grey.shape != after.grey.shape:
        return None
    healed = _apart(looks[-1], key) > CHANGED
    healed &= _at_rest(looks[-2], looks[-1]) & _at_rest(key, after)
    if not LEAST_PX <= healed.sum() <= MOST_SHARE * healed.size:
        return None
    least = AS_BEFORE if healed.mean() > SMALL_SHARE else 0.5
    sound = [bool((_apart(look, key)[healed] < ALIKE).mean() > least) for look in looks]
    if not any(sound):
        return None
    first = sound.index(True)
    broken = sound.index(False, first)  # the last one is: it is not what comes after
    return looks[max(broken - REORDERED, first)].time_s, key.time_s


def _at_rest(one: _Look, other: _Look) -> NDArray[np.bool_]:
    moves = (_apart(one, other) > STILL).astype(np.uint8)
    return cv2.dilate(moves, np.ones((2 * REACH_PX + 1,) * 2, np.uint8)) == 0


def _apart(one: _Look, other: _Look) -> Grey:
    return np.asarray(np.abs(one.grey - other.grey), np.int16)


def _grey(frame: VideoFrame) -> Grey:
    shrink = min(1.0, LOOKED_AT_PX / max(frame.width, frame.height))
    small = frame.reformat(
        width=max(2, round(frame.width * shrink)),
        height=max(2, round(frame.height * shrink)),
        format="gray",
        interpolation="AREA",
    )
    return np.asarray(small.to_ndarray(), np.int16)
