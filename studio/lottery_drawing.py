"""A clip that is being drawn by lot, whatever its exercise."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from studio.body import Physique
from studio.clip import Clip, Shot
from studio.lottery_people import Lot, room_of
from studio.motion import Style
from studio.profiles import Profile
from studio.wardrobe import Outfit


@dataclass(frozen=True)
class Drawing:
    """A clip on its way: series and number, its lot, its fault, its table of ranges."""

    seed: int
    number: int
    lot: Lot
    fault: str
    ranges: dict[str, Any]

    def clip(
        self,
        style: Style,
        physique: Physique,
        outfit: Outfit,
        shot: Shot,
        shows: str = "",
    ) -> Clip:
        """The clip in a room that is drawn now."""
        shows = shows or f"{style.exercise}, {style.side} leg"
        return Clip(
            name=f"random_{self.seed}_{self.number:03d}",
            shows=f"Drawn by lot: {shows}, fault: {self.fault}.",
            physique=physique,
            outfit=outfit,
            room=room_of(self.lot),
            shot=shot,
            style=style,
            faults=() if self.fault == "none" else (self.fault,),
            seed=self.seed * 1000 + self.number,
        )

    def changed(self, name: str = "changes") -> dict[str, Any]:
        """What the fault changes, drawn."""
        return self.lot.table(self.ranges.get(name, {}).get(self.fault, {}))

    def if_fault(self, fault: str, low: float, high: float, digits: int = 1) -> float:
        """A number drawn for a set with this fault, 0 for any other."""
        return self.lot.between(low, high, digits) if self.fault == fault else 0.0

    def tempo(self, strays: float, at_once: bool = False) -> Callable[[], float]:
        """Lowering times, seconds, that stray by a share from the set's own.

        `at_once` draws a fast set's tempo without drawing a usual one before.
        """
        random, ranges = self.lot.random, self.ranges["lowering_s"]
        fast = self.fault == "fast_lowering"
        usual_s = random.uniform(*ranges["fast" if fast and at_once else "usual"])
        if self.fault == "none" and self.lot.chance(0.3):
            usual_s = random.uniform(*ranges["wide"])
        if fast and not at_once:
            usual_s = random.uniform(*ranges["fast"])
        return lambda: float(usual_s * random.uniform(1 - strays, 1 + strays))

    def rows(
        self, least_s: float, times_s: Callable[[], list[float]]
    ) -> list[tuple[list[float], Profile]]:
        """Two or more repetitions' times and profiles that last for long enough."""
        rows: list[tuple[list[float], Profile]] = []
        total_s = 0.0
        while total_s < least_s or len(rows) < 2:
            profile = self.lot.profile()
            rows.append((times_s(), profile))
            total_s += sum(rows[-1][0])
        return rows
