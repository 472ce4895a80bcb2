"""What a person measures on a picture by hand: an angle, or a line's tilt."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from hamstrong.errors import MarksError
from vision.geometry import angle_between_deg

MOST: Final = 100
"""Measurements on a film (our choice: nobody looks at more)."""
LINE, ANGLE = 2, 3
"""How many points each has; an angle's middle one is its corner."""


@dataclass(frozen=True, kw_only=True)
class MeasuredByHand:
    """An angle or a line on one picture of a film.

    Attributes:
        at_s: When, in the film's own time.
        points: Three of an angle, two of a line; shares of the picture's sides.

    Raises:
        MarksError: It is neither, or not on the picture.
    """

    at_s: float
    points: tuple[tuple[float, float], ...]

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn."""
        if not (math.isfinite(self.at_s) and self.at_s >= 0):
            raise MarksError(f"Nothing can be measured at {self.at_s} s.")
        if len(self.points) not in (LINE, ANGLE):
            raise MarksError("An angle has three points, a line two.")
        if not all(0.0 <= share <= 1.0 for point in self.points for share in point):
            raise MarksError("A point lies outside of the picture. Draw it inside.")

    def degrees(self, size_wh: tuple[int, int]) -> float:
        """Return the angle at its corner, or a line's from the picture's level.

        Args:
            size_wh: Of the picture.

        Returns:
            0 to 180 for an angle, 0 to 90 for a line; NaN where two points are one.
        """
        points = np.array(self.points) * size_wh
        if len(points) == LINE:
            across, up = np.abs(points[1] - points[0])
            return math.degrees(math.atan2(up, across)) if across or up else math.nan
        sides = points[[0, 2]] - points[1]
        if not np.linalg.norm(sides, axis=1).all():
            return math.nan
        return float(angle_between_deg(sides[:1], sides[1:])[0])

    def words(self, size_wh: tuple[int, int]) -> str:
        """Return what it is, such as "Angle of 87 degrees"."""
        name = "Angle" if len(self.points) == ANGLE else "Line"
        degrees = self.degrees(size_wh)
        if math.isnan(degrees):
            return name
        ending = "" if name == "Angle" else " from level"
        return f"{name} {degrees:.0f}\N{DEGREE SIGN}{ending}"
