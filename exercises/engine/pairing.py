"""Which lowering belongs to which lift, what the film cuts off, what stays alone."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from numpy import median

from exercises.engine.phases import Ramp
from exercises.reasons import NO_REASON, Reason
from exercises.units import LONGEST_REP_S

HALF_WAY: Final = 0.5
"""Share of the way up that makes a lift, and a top (our choice: below it a coach would
say 'stand up')."""
WHOLE: Final = 0.85
"""A movement that the film's end cuts off is whole where it went so much of the other
one's way: what is missing of a hinge of 80 degrees is then within the error of the
angles that would judge its end (our choice)."""
AT_EDGE_S: Final = 0.5
"""What begins or ends so near to the film's own ends may go on beyond them."""

Order = Literal["either", "lift first"]
"""Which movement a rep may start with: "lift first" where it starts on the floor."""


@dataclass(frozen=True, kw_only=True)
class Cycle:
    """A lowering with the lift that belongs to it.

    Attributes:
        lowering: The way down.
        lifting: The way up.
        cut: Which end of it is not on the film.
        by_user: Whether a person has timed it.
    """

    lowering: Ramp
    lifting: Ramp
    cut: Literal["", "start", "end"] = ""
    by_user: bool = False

    def lag_corrected(self, start_s: float, end_s: float) -> "Cycle":
        """Return the cycle with a lowering that starts and ends so much earlier.

        It is not moved into the lift before it, nor (seen early) into the one after,
        nor at all where a person has timed it: people see no lag.
        """
        if self.by_user:
            return self
        on_s, off_s = self.lowering.on_s - start_s, self.lowering.off_s - end_s
        if self.lift_first:
            on_s = max(on_s, min(self.lifting.off_s, self.lowering.on_s))
        else:
            off_s = min(off_s, max(self.lifting.on_s, self.lowering.off_s))
        return replace(self, lowering=replace(self.lowering, on_s=on_s, off_s=off_s))

    @property
    def cut_reason(self) -> Reason:
        """Why it is no rep where the film cuts it."""
        if not self.cut:
            return NO_REASON
        opens = self.cut == "start"
        part = "lift" if opens == self.lift_first else "lowering"
        return Reason("film_cut", f"the film {self.cut}s in the middle of the {part}")

    @property
    def lift_first(self) -> bool:
        """Whether the lift came before the lowering."""
        return self.lifting.on_s < self.lowering.on_s

    @property
    def start_s(self) -> float:
        """When the first of the two began."""
        return min(self.lowering.on_s, self.lifting.on_s)

    @property
    def end_s(self) -> float:
        """When the second of the two ended."""
        return max(self.lowering.off_s, self.lifting.off_s)

    @property
    def pause_s(self) -> float:
        """Stillness at the bottom; NaN where the lift came first."""
        if self.lift_first:
            return float("nan")
        return max(0.0, self.lifting.on_s - self.lowering.off_s)


@dataclass(frozen=True, kw_only=True)
class Alone:
    """A movement without a partner.

    Attributes:
        ramp: The movement.
        lowers: Whether it is a lowering.
        at: Which end of the film it lies at, if any.
    """

    ramp: Ramp
    lowers: bool
    at: Literal["", "start", "end"]

    @property
    def start_s(self) -> float:
        """When it begins."""
        return self.ramp.on_s

    @property
    def end_s(self) -> float:
        """When it ends."""
        return self.ramp.off_s

    @property
    def reason(self) -> Reason:
        """Why it is no rep."""
        name = "lowering" if self.lowers else "lift"
        other = "lift" if self.lowers else "lowering"
        if self.at == "start":
            text = f"the film starts with this {name}; its {other} is missing"
            return Reason("film_cut", text)
        if self.at == "end":
            text = f"the film ends after this {name}; its {other} is missing"
            return Reason("film_cut", text)
        return Reason("unpaired", f"a {name} without a {other}; a rep takes both")


def pair_ramps(
    ramps: list[Ramp], order: Order, film_s: tuple[float, float]
) -> list[Cycle]:
    """Pair lowerings with lifts, the way that leaves fewer of them alone."""
    before, after = (
        [
            replace(one, cut=_cut(one, film_s))
            for one in _paired_in_order(ramps, lift_first=lift_first)
        ]
        for lift_first in (True, False)
    )
    whole_before, whole_after = (
        sum(not one.cut for one in cycles) for cycles in (before, after)
    )
    if order == "lift first":
        return after if whole_after > whole_before else before
    opens_low = whole_before > 0 and whole_before > whole_after
    return before if opens_low else after


def _paired_in_order(ramps: list[Ramp], *, lift_first: bool) -> list[Cycle]:
    cycles = []
    for first, second in itertools.pairwise(ramps):
        lowering, lifting = (second, first) if lift_first else (first, second)
        if lowering.to_level < lowering.from_level:
            continue
        came_up = lifting.range >= HALF_WAY * lowering.range
        went_down = lowering.range >= HALF_WAY * lifting.range or not lift_first
        if came_up and went_down and second.off_s - first.on_s <= LONGEST_REP_S:
            cycles.append(Cycle(lowering=lowering, lifting=lifting))
    return cycles


def _cut(cycle: Cycle, film_s: tuple[float, float]) -> Literal["", "start", "end"]:
    """Return which end of a cycle lies beyond the film."""
    first, second = sorted((cycle.lowering, cycle.lifting), key=lambda ramp: ramp.on_s)
    opens = not first.complete and first.on_s <= film_s[0] + 0.1
    if opens and first.range < WHOLE * second.range:
        return "start"
    ends = not second.complete and second.off_s >= film_s[1] - 0.1
    if ends and second.range < WHOLE * first.range:
        return "end"
    return ""


def left_alone(
    ramps: Sequence[Ramp], cycles: Sequence[Cycle], film_s: tuple[float, float]
) -> list[Alone]:
    """Return movements that found no partner and may be part of a rep.

    Args:
        ramps: All movements in order.
        cycles: What was made of them.
        film_s: When the film starts and ends.
    """
    used = {id(ramp) for one in cycles for ramp in (one.lowering, one.lifting)}
    usual = float(median([one.lowering.range for one in cycles])) if cycles else 0.0
    found = []
    for number, ramp in enumerate(ramps):
        if id(ramp) in used or ramp.range < HALF_WAY * usual:
            continue
        lowers = ramp.to_level > ramp.from_level
        # Picking the weight up and putting it away are whole, and no part of a rep.
        at: Literal["", "start", "end"] = ""
        if not lowers and _at_edge(ramps[:number][-1:], ramp.on_s - film_s[0]):
            at = "start"
        elif lowers and _at_edge(ramps[number + 1 :][:1], film_s[1] - ramp.off_s):
            at = "end"
        if at or not cycles:
            found.append(Alone(ramp=ramp, lowers=lowers, at=at))
    return found


def _at_edge(beyond: Sequence[Ramp], away_s: float) -> bool:
    """Whether the film's end lies close by, or in the movement that comes between."""
    return away_s <= AT_EDGE_S or any(not ramp.complete for ramp in beyond)
