"""A body in space as a camera at its side would have seen it, without perspective."""

import numpy as np

from vision import landmarks
from vision.geometry import Floats


def seen_from_the_side(points_m: Floats) -> Floats:
    """Return points in the axes of a level camera that looks at the body's side.

    The camera looks along the axis from one shoulder and hip to the other that is the
    body's own for most of the time; somebody who turns right round is seen from the
    other side then, and somebody who turns a quarter from the front.

    Args:
        points_m: (T, 33, 3) metres, y up; NaN where missing.

    Returns:
        (T, 33, 3) metres: x right, y down, z away from the camera. All NaN where the
        body's axis is not known at all.
    """
    shoulders, hips = (
        points_m[:, left] - points_m[:, right]
        for left, right in (landmarks.SHOULDERS, landmarks.HIPS)
    )
    across = (shoulders + hips)[:, [0, 2]]
    across = across[np.isfinite(across).all(axis=1)]
    if not len(across):
        return np.full_like(points_m, np.nan)
    # The axis that most of it lies along, whichever way round (principal component).
    away = np.linalg.svd(across, full_matrices=False)[2][0]
    x, y, z = np.moveaxis(points_m, -1, 0)
    # Right of somebody who looks along `away` with y up: away x up, y being up.
    return np.stack([-away[1] * x + away[0] * z, -y, away[0] * x + away[1] * z], axis=2)
