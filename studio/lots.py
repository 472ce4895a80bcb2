"""Numbers, sides and names drawn by lot, in an order that a seed's clips depend on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from studio.limbs import Side
from studio.profiles import Profile


class Lot:
    """Draws numbers in an order that must not change, or a seed's clips would."""

    def __init__(self, *seed: int) -> None:
        """Start the series of a seed."""
        self.random = np.random.default_rng(seed)

    def between(self, low: float, high: float, digits: int = 3) -> float:
        """A number in a range, rounded so that the truth file shows all of it."""
        return round(low + (high - low) * float(self.random.random()), digits)

    def chance(self, share: float) -> bool:
        """Whether something happens that does in this share of cases."""
        return bool(self.random.uniform() < share)

    def one_of(self, shares: Mapping[str, float]) -> str:
        """A name, each with its share."""
        return str(self.random.choice(list(shares), p=list(shares.values())))

    def side(self) -> Side:
        """Left or right."""
        return "left" if self.chance(0.5) else "right"

    def profile(self) -> Profile:
        """How the speed of a movement runs."""
        return "minimum_jerk" if self.chance(0.6) else "constant_speed"

    def seed(self) -> int:
        """The seed of a sway."""
        return int(self.random.integers(1, 10_000))

    def table(self, ranges: Mapping[str, Any]) -> dict[str, Any]:
        """A table whose lists of low, high (and digits) are drawn, in its order."""
        return {
            name: self.between(*value) if isinstance(value, list) else value
            for name, value in ranges.items()
        }
