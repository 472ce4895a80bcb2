"""One clock for a live stream, whatever the camera's own does."""

from typing import Final

BACK_S: Final = 1.0
"""A clock that goes back by more was set anew; a picture a little late is passed over,
as one that was overtaken on its way (our choice)."""
AHEAD_S: Final = 3.0
"""A picture cannot be further ahead of the one before than the time that passed between
their arrivals, but for what waited in buffers on the way (our choice)."""


class SteadyClock:
    """Makes a camera's times into ones that no jump of its clock disturbs.

    A stream's own times tell when pictures were taken, and are kept: arrivals tremble.
    Where the clock leaps, by an hour or by seconds, the time between the two arrivals
    takes the place of the leap, and what follows goes on from there.
    """

    def __init__(self) -> None:
        """Begin with the first time asked for."""
        self._offset_s = 0.0
        self._own_s: float | None = None
        self._arrived_s = 0.0

    def __call__(self, own_s: float, arrived_s: float) -> float:
        """Return when a picture was taken.

        Args:
            own_s: As its camera says.
            arrived_s: When it came, by a clock that never jumps.
        """
        if self._own_s is not None:
            step_s, passed_s = own_s - self._own_s, arrived_s - self._arrived_s
            if not -BACK_S <= step_s <= passed_s + AHEAD_S:  # NaN, too, is a leap
                self._offset_s += passed_s - step_s
        self._own_s, self._arrived_s = own_s, arrived_s
        return own_s + self._offset_s
