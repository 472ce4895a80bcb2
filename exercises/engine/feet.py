"""Two legs in the picture: which is which, and when each foot comes down.

A touchdown is where a foot's height falls below a share of what it is lifted. A foot
that is hardly lifted is told by where it is farthest ahead of the hips, which needs no
ground line (Zeni et al. 2008, Gait & Posture 27:710).
"""

import itertools
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.signal import find_peaks

from vision import landmarks
from vision.filters import LONGEST_GAP_S
from vision.geometry import Floats
from vision.track import Track

Flags = NDArray[np.bool_]

FEWEST_FRAMES: Final = 5
LEAST_MEETING: Final = 0.10
"""By how many leg lengths feet come nearer and go apart again (our choice: above the
jitter of a far foot, .03 to .05, and below the shortest steps)."""
CLEARLY_APART: Final = 0.25
SIDE_BY_SIDE: Final = 0.05
"""Leg lengths: from the one on a vote counts in full, below the other names make no
difference (our choice, by the jitter)."""
CAME_CLOSE: Final = 0.10
"""Feet that pass each other come this near but for what they move between two frames
(our choice: twice the jitter, and that the model's smoothing rounds off)."""
MEETING_S: Final = 0.2
"""Paths are compared this long before and after a meeting: less than half a step."""
SMOOTH_TERMS: Final = 5
"""A quartic: feet swing, land and stand within that time."""
JITTER: Final = 0.02
"""Of an ankle, leg lengths: rougher paths are evidence (our choice, as above)."""
MEETING_WEIGHT: Final = 3.0
SUREST: Final = 2.0
NAMES_WEIGHT: Final = 2.2
"""Half of the independent frames of a meeting; the most it may say; and what a vote
says that is unanimous: the model has a whole step wrong once in ten (odds of 9 to 1;
in rationale.md 2 it swaps names in a tenth of side views)."""
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


def swapped_labels(pairs_px: Floats, time_s: Floats, leg_px: float) -> Flags:
    """Return the frames in which two legs bear each other's names, (T,).

    Feet that are apart cannot change places. So only who is in front between one
    meeting of the feet and the next is asked, by vote of the model's own names, and at
    each meeting whether they passed: the paths must run on smoothly. The likeliest
    chain over the film is taken (rationale.md 4, "leg swap").

    Args:
        pairs_px: (T, 2, K, 2) K points of the left and of the right leg, NaN if
            missing.
        time_s: (T,) seconds.
        leg_px: Length of a leg, the scale of the paths.
    """
    result = np.zeros(len(pairs_px), dtype=bool)
    places = pairs_px.mean(axis=2) / leg_px  # (T, 2, xy)
    seen = np.flatnonzero(np.isfinite(places).all(axis=(1, 2)))
    if len(seen) < FEWEST_FRAMES:
        return result
    places, seen_s = places[seen], time_s[seen]
    left_ahead = places[:, 0, 0] > places[:, 1, 0]
    ordered = np.where(left_ahead[:, None, None], places, places[:, ::-1])
    apart = ordered[:, 0, 0] - ordered[:, 1, 0]
    meetings = _meetings(apart, seen_s)
    bounds = [0, *meetings, len(seen)]
    clear = np.clip(apart / CLEARLY_APART, 0.0, 1.0) + 1e-9
    sign = np.where(left_ahead, 1.0, -1.0)
    votes = [float(np.average(sign[a:b], weights=clear[a:b]))
             for a, b in itertools.pairwise(bounds)]  # fmt: skip
    passed = [
        _passed(ordered, seen_s, (before + frame) // 2, frame, (frame + after) // 2)
        for before, frame, after in zip(bounds, meetings, bounds[2:], strict=False)
    ]
    for (a, b), left in zip(
        itertools.pairwise(bounds), _likeliest(votes, passed), strict=True
    ):
        # Feet side by side tell nothing: there the names beside stand.
        apart_at = np.flatnonzero(apart[a:b] >= SIDE_BY_SIDE)
        if len(apart_at):
            near = apart_at[np.abs(np.arange(b - a)[:, None] - apart_at).argmin(axis=1)]
            result[seen[a:b]] = (left_ahead[a:b] != left)[near]
    return result


def _meetings(apart: Floats, time_s: Floats) -> list[int]:
    """Return the frames in which two feet are nearest to each other, and after gaps."""
    nearest = set(find_peaks(-apart, prominence=LEAST_MEETING)[0].tolist())
    gaps = set((np.flatnonzero(np.diff(time_s) > LONGEST_GAP_S) + 1).tolist())
    return sorted(nearest | gaps)


def _passed(
    ordered: Floats, time_s: Floats, first: int, frame: int, stop: int
) -> float:
    """Return how much likelier two feet passed each other than not, as a log ratio.

    Args:
        ordered: (T, 2, 2) the foot in front and the one behind, leg lengths.
        time_s: (T,) seconds.
        first: The frame from which on no other meeting is nearer.
        frame: Where they are nearest.
        stop: The frame from which on another meeting is nearer.
    """
    apart = ordered[:, 0, 0] - ordered[:, 1, 0]
    step = max(apart[frame - 1], apart[min(frame + 1, len(apart) - 1)]) - apart[frame]
    if apart[frame] > CAME_CLOSE + step / 2:
        return -2 * SUREST  # who passes is side by side between two frames
    near = np.arange(first, stop)
    near = near[np.abs(time_s[near] - time_s[frame]) <= MEETING_S]
    if len(near) <= SMOOTH_TERMS or np.diff(time_s[near]).max() > LONGEST_GAP_S:
        return 0.0  # too few to tell a smooth path
    paths = ordered[near]
    kept = _roughness(paths, time_s[near])
    crossed = min(
        _roughness(np.where((near < frame + late)[:, None, None], paths,
                            paths[:, ::-1]), time_s[near])
        for late in (0, 1)
    )  # fmt: skip
    ratio = MEETING_WEIGHT * np.log((kept + JITTER**2) / (crossed + JITTER**2))
    return float(np.clip(ratio, -SUREST, SUREST))


def _roughness(paths: Floats, time_s: Floats) -> float:
    """Return how far paths are from smooth ones, as a mean square."""
    flat = paths.reshape(len(paths), -1)
    basis = np.vander(time_s - time_s.mean(), SMOOTH_TERMS)
    fit, *_ = np.linalg.lstsq(basis, flat, rcond=None)
    return float(((flat - basis @ fit) ** 2).sum() / (len(flat) - SMOOTH_TERMS))


def _likeliest(votes: Sequence[float], passed: Sequence[float]) -> list[bool]:
    """Return in which pieces the left foot is in front, by the likeliest chain."""
    score = np.array([-votes[0], votes[0]]) * NAMES_WEIGHT  # (right, left) in front
    back: list[NDArray[np.int_]] = []
    for vote, log_ratio in zip(votes[1:], passed, strict=True):
        change = np.array([[0.0, log_ratio], [log_ratio, 0.0]])
        total = score[:, None] + change
        back.append(np.argmax(total, axis=0))
        score = total.max(axis=0) + np.array([-vote, vote]) * NAMES_WEIGHT
    state = int(np.argmax(score))
    states = [state]
    for choice in reversed(back):
        state = int(choice[state])
        states.append(state)
    return [bool(state) for state in reversed(states)]


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


def initial_contacts_s(
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
    not quite across the picture does no harm (rationale.md 9.5).
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
