"""Two legs in the picture: which is which, and when each foot comes down.

A touchdown is where a foot's height falls below a share of what it is lifted. A foot
that is hardly lifted is told by where it is farthest ahead of the hips, which needs no
ground line (Zeni et al. 2008, Gait & Posture 27:710).
"""

from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.signal import find_peaks

from vision import landmarks
from vision.geometry import Floats
from vision.track import Track

Flags = NDArray[np.bool_]

SWAP_COST: Final = 0.01
"""What a frame with exchanged names costs, in leg lengths of jumping (our choice: a
crossing of the feet without a swap costs less than keeping one for a second)."""
CHANGE_COST: Final = 0.05
"""What every change between kept and exchanged names costs, likewise: feet that pass
each other change theirs for nothing otherwise (our choice: between 0 and 0.1, which
left twice as many wrong on rendered runners and gallopers)."""
BELOW_HIPS: Final = slice(landmarks.LEFT_KNEE, landmarks.COUNT)
LEAST_SWING: Final = 0.12
"""How far a foot passes the hips in a step, in leg lengths (our choice: a third of the
shortest gallop)."""
SHORTEST_STRIDE_S: Final = 0.35
LANDED: Final = 0.30
LIFTED: Final = 0.60
"""Shares of a foot's usual height in the swing at which it lands, and that it must have
reached before. Crossing 0.3 was nearest to the touchdown of rendered athletes; what
is left in the rhythm is printed by `uv run python -m benchmarks.calibrate`."""
LEAST_LIFT: Final = 0.04
"""Feet lifted by fewer leg lengths than this are told by their place ahead of the hips
(our choice: three times the tracker's jitter)."""
PLACE_IS_EARLY_S: Final = 0.06
"""A foot is farthest ahead of the hips this long before it lands (same command)."""
GROUND_ROUNDS: Final = 8
GROUND_PERCENTILE: Final = 60.0


def exchanged_names(pairs_px: Floats, leg_px: float) -> Flags:
    """Return the frames in which two legs bear each other's names, (T,).

    Each frame keeps or swaps the names; the cheapest chain over the film is taken, in
    which jumps cost their length and a swap costs a little, so that the model's own
    names stand where both are as good (exercises.md 4, "leg swap").

    Args:
        pairs_px: (T, 2, K, 2) K points of the left and of the right leg.
        leg_px: Length of a leg, the scale of a jump.
    """
    swapped = pairs_px[:, ::-1]
    states = np.nan_to_num(np.stack([pairs_px, swapped], axis=1))  # (T, state, 2, K, 2)
    velocity = np.zeros_like(states)
    cost = np.zeros((len(states), 2))
    cost[:, 1] = SWAP_COST
    best = cost[0].copy()
    back = np.zeros((len(states), 2), dtype=np.int_)
    for frame in range(1, len(states)):
        ahead = states[frame - 1] + velocity[frame - 1]
        away = np.linalg.norm(states[frame][None] - ahead[:, None], axis=-1)
        jump = away.sum(axis=(-2, -1)) / leg_px  # (before, now)
        total = best[:, None] + jump + CHANGE_COST * (1 - np.eye(2))
        back[frame] = np.argmin(total, axis=0)
        best = total[back[frame], (0, 1)] + cost[frame]
        for now in (0, 1):
            before = back[frame, now]
            velocity[frame, now] = 0.7 * (
                states[frame, now] - states[frame - 1, before]
            )
    state = int(np.argmin(best))
    result = np.zeros(len(states), dtype=bool)
    for frame in range(len(states) - 1, -1, -1):
        result[frame] = state == 1
        state = int(back[frame, state])
    return result


def with_names_exchanged(track: Track, frames: Flags) -> Track:
    """Return a track whose legs below the hips change names in some frames."""
    order = np.arange(landmarks.COUNT)
    order[BELOW_HIPS] = np.array(landmarks.MIRROR)[BELOW_HIPS]
    here = frames[:, None, None]
    return replace(
        track,
        points_px=np.where(here, track.points_px[:, order], track.points_px),
        world_m=np.where(here, track.world_m[:, order], track.world_m),
        visibility=np.where(
            frames[:, None], track.visibility[:, order], track.visibility
        ),
    )


def touchdowns_s(
    time_s: Floats, x_px: Floats, sole_px: Floats, ahead: Floats, leg_px: float
) -> Floats:
    """Return when a foot comes down, between frames, in seconds.

    By its height where it is lifted enough; else by its place ahead of the hips.

    Args:
        time_s: (T,) seconds, one stretch of travelling.
        x_px: (T,) where the foot is across the picture.
        sole_px: (T,) y of its lowest point.
        ahead: (T,) how far it is ahead of the hips, in leg lengths.
        leg_px: Length of a leg.
    """
    by_place = _peaks_s(time_s, ahead)
    by_height = _landings_s(time_s, x_px, sole_px, leg_px)
    # The last step before a stop never falls behind the hips: one more by height.
    agree = 0 <= len(by_height) - len(by_place) <= 2
    return by_height if agree else by_place + PLACE_IS_EARLY_S


def _peaks_s(time_s: Floats, ahead: Floats) -> Floats:
    """Return when a foot is farthest ahead of the hips."""
    ahead = np.nan_to_num(ahead, nan=-9.0)
    apart = max(1, int(SHORTEST_STRIDE_S / float(np.median(np.diff(time_s)))))
    peaks, _ = find_peaks(ahead, prominence=LEAST_SWING, distance=apart)
    exact = []
    for peak in peaks:
        before, at, after = ahead[peak - 1 : peak + 2]
        bend = before - 2 * at + after
        shift = 0.5 * (before - after) / bend if bend < 0 else 0.0
        exact.append(time_s[peak] + shift * (time_s[peak + 1] - time_s[peak - 1]) / 2)
    return np.array(exact)


def _landings_s(time_s: Floats, x: Floats, sole: Floats, leg_px: float) -> Floats:
    """Return when a foot falls below a share of its usual height above the ground.

    The ground is the line under its lowest points, so that a tilted camera or a path
    not quite across the picture does no harm (exercises.md 9.5).
    """
    seen = np.isfinite(x) & np.isfinite(sole)
    if seen.sum() < 10:
        return np.array([])
    across = np.vander(x, 2)
    lowest = seen
    for _ in range(GROUND_ROUNDS):
        line, *_ = np.linalg.lstsq(across[lowest], sole[lowest], rcond=None)
        under = sole - across @ line
        lowest = seen & (under >= np.nanpercentile(under[seen], GROUND_PERCENTILE))
    height = np.nan_to_num(np.median(under[lowest]) - under)
    usual = float(np.percentile(height[seen], 95))
    if usual < LEAST_LIFT * leg_px:
        return np.array([])
    height = height / usual
    landings: list[float] = []
    lifted = False
    for index in range(1, len(height)):
        lifted |= height[index] > LIFTED
        if lifted and height[index - 1] > LANDED >= height[index]:
            share = (height[index - 1] - LANDED) / (height[index - 1] - height[index])
            at_s = time_s[index - 1] + share * (time_s[index] - time_s[index - 1])
            if not landings or at_s - landings[-1] > SHORTEST_STRIDE_S:
                landings.append(float(at_s))
            lifted = False
    return np.array(landings)
