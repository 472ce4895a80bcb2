"""A track where its film is broken: nobody is seen there, and nothing goes across."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from vision.capture.conditions import CaptureConditions
from vision.geometry import Floats
from vision.track import Track
from vision.video.flaws import LOST, SEAMS, Flaw, merged


def with_flaws(track: Track, flaws: Sequence[Flaw]) -> Track:
    """Return a track with its film's flaws in its source, and taken into account.

    Where pictures are lost, frames in which nobody is seen take their place, at the
    usual step; where two recordings meet, or the picture changes its shape, there is a
    cut.

    Args:
        track: With its surroundings or without.
        flaws: In film time.
    """
    found = merged([*track.source.flaws, *flaws])
    track = replace(track, source=replace(track.source, flaws=found))
    if len(track) < 2 or not found:
        return track
    for flaw in found:
        if flaw.code in LOST:
            track = _without(track, flaw)
    around = track.surroundings
    if around is None:
        return track
    cut = around.cut.copy()
    for flaw in found:
        if flaw.code in SEAMS:
            cut[np.argmin(np.abs(track.time_s - flaw.at_s))] = True
    return replace(track, surroundings=replace(around, cut=cut))


def _without(track: Track, flaw: Flaw) -> Track:
    step_s = 1 / track.fps
    keep = (track.time_s < flaw.at_s) | (track.time_s >= flaw.until_s)
    empty_s = np.arange(flaw.at_s, flaw.until_s - step_s / 2, step_s)
    empty_s = empty_s[empty_s > 0]
    time_s = np.concatenate([track.time_s[keep], empty_s])
    order = np.argsort(time_s, kind="stable")
    order = order[np.diff(time_s[order], prepend=-1.0) > step_s / 100]
    count = len(empty_s)

    def spread(values: Floats, empty: float) -> Floats:
        blank = np.full((count, *values.shape[1:]), empty, values.dtype)
        return np.concatenate([values[keep], blank])[order]

    luma = float(np.median(track.luma))
    return replace(
        track,
        time_s=time_s[order],
        points_px=spread(track.points_px, np.nan),
        world_m=spread(track.world_m, np.nan),
        visibility=spread(track.visibility, np.nan),
        luma=spread(track.luma, luma),
        surroundings=track.surroundings
        and _around(track.surroundings, keep, count, order),
    )


def _around(
    around: CaptureConditions,
    keep: NDArray[np.bool_],
    count: int,
    order: NDArray[np.intp],
) -> CaptureConditions:
    none = np.zeros(count, dtype=bool)
    shift = np.concatenate([around.shift[keep], np.full((count, 2), np.nan)])
    return replace(
        around,
        cut=np.concatenate([around.cut[keep], none])[order],
        shift=shift[order],
        occluded_by_other=np.concatenate([around.occluded_by_other[keep], none])[order],
    )
