"""How far through the hinge the trunk is, from all it carries.

The lean of the line from mid-hip to mid-shoulder hangs on four landmarks, each of which
slips in its own places, and that moves the ends of a slow lowering. Head and trunk
together know better: in a hinge each of their points runs along a smooth curve, so the
curves are fitted first, and then, frame by frame, the place along them that suits all
points best.
"""

from typing import Final

import numpy as np

from vision import landmarks
from vision.geometry import Floats, midpoint
from vision.track import Track

CARRIED: Final = (
    landmarks.NOSE,
    landmarks.LEFT_EAR,
    landmarks.RIGHT_EAR,
    *landmarks.TRUNK,
)
"""Points that follow the trunk. For elbows and wrists as well see
benchmarks/sensitivity.py."""
DEGREE: Final = 3
"""Of the curves' polynomials. 2 cannot follow an arc of 80 degrees; 4 and 5 follow the
tracker's slips again (benchmarks/sensitivity.py)."""
LEAST_TRAVEL_DEG: Final = 15.0
"""Below this the points hardly move along their curves and the lean is left alone."""
_ROUNDS: Final = 3


def along_curves(
    track: Track,
    signal_deg: Floats,
    carried: tuple[int, ...] = CARRIED,
    least_travel_deg: float = LEAST_TRAVEL_DEG,
) -> Floats:
    """Return a movement's angle as all the points it carries tell it together.

    Args:
        track: One stretch of one movement on one spot.
        signal_deg: (T,) the angle in that stretch; sets the scale.
        carried: Landmarks that run along curves with it; head and trunk for a lean.
        least_travel_deg: Smaller movements are left alone.

    Returns:
        (T,) degrees; NaN where the signal or one of the points is missing.
    """
    known = np.isfinite(signal_deg)
    points = track.points_px[:, carried].reshape(len(track), -1)
    known &= np.isfinite(points).all(axis=1)
    read = signal_deg[known]
    if known.sum() < 30 or np.ptp(np.percentile(read, (5, 95))) < least_travel_deg:
        return signal_deg
    along = read.copy()
    for _ in range(_ROUNDS):
        along = _replaced(points[known], along)
        along = np.polyval(np.polyfit(along, read, 1), along)  # degrees again
    result = np.full(len(signal_deg), np.nan)
    result[known] = along
    return result


def lean_from_height(track: Track) -> Floats:
    """Return a stand-in for the lean from how short the trunk looks, for front views.

    Seen from the front a trunk of length L that leans by a stands L cos a tall in the
    picture. The angle itself would be worthless near upright, where a height lost or
    won by 2 % turns it by 11 degrees; so this is 90 times the share of height lost,
    which agrees with the lean at 0 and at 90 degrees and lies below it in between.

    Returns:
        (T,) from about 0 (tall) to 90 (trunk level); good for telling movements
        apart, not for timing or depth.
    """
    hips = midpoint(track.points_px, landmarks.HIPS)[:, 1]
    shoulders = midpoint(track.points_px, landmarks.SHOULDERS)[:, 1]
    tall = hips - shoulders
    seen = tall[np.isfinite(tall)]
    if not seen.size:
        return tall
    return np.asarray(90.0 * (1.0 - tall / np.percentile(seen, 75)))


def _replaced(points: Floats, along: Floats) -> Floats:
    """Fit the curves to the places along them, then move each frame's place."""
    centre, scale = along.mean(), 2 * along.std()
    place = (along - centre) / scale
    powers = np.vander(place, DEGREE + 1)
    curves, *_ = np.linalg.lstsq(powers, points, rcond=None)
    spread = 1.4826 * np.median(np.abs(points - powers @ curves), axis=0) + 1.0
    slopes = curves[:-1] * np.arange(DEGREE, 0, -1)[:, None]
    for _ in range(3):  # Gauss-Newton; what sticks out is weighed down (Huber)
        powers = np.vander(place, DEGREE + 1)
        misfit = points - powers @ curves
        slope = powers[:, 1:] @ slopes
        weight = np.minimum(1.0, 2 * spread / np.maximum(np.abs(misfit), 1e-9))
        weight = weight / spread**2
        step = (weight * slope * misfit).sum(axis=1)
        step /= (weight * slope**2).sum(axis=1) + 1e-9
        place = place + np.clip(step, -0.3, 0.3)
    return np.asarray(place * scale + centre)
