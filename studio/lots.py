"""Draws what a list of `clips/lottery.toml` asks for, one number after another."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from studio.tables import Table, read

Draw = list[Any]


@dataclass(frozen=True)
class RowsPlan:
    """How the repetitions of a set are drawn; times are ranges in seconds.

    Attributes:
        row: a repetition's four times, "lowering" for that at the set's tempo; a third
            number is the share of cases in which there is none.
        least_s: how long the set lasts at least.
        strays: share by which a lowering strays from the set's tempo.
        usual_s, wide_s, fast_s: of the tempo; three good sets in ten are drawn from the
            wide one, those with the fault from the fast one.
        instead: whether a fast set's usual tempo isn't drawn before.
        limits_s: of a lowering.
    """

    row: tuple[str | tuple[float, ...], ...]
    least_s: float
    strays: float
    usual_s: tuple[float, float]
    wide_s: tuple[float, float]
    fast_s: tuple[float, float]
    instead: bool = False
    limits_s: tuple[float, float] = (0.0, 100.0)


class Lot:
    """Values drawn so far, by name: "shot.fps" is the entry `fps` of table `shot`."""

    def __init__(self, seed: list[int], own: Table, shared: Table) -> None:
        """Start a series with a fault of the exercise's own table."""
        self.random = np.random.default_rng(seed)
        self._own, self._shared = own, shared
        shares = own["faults"]
        fault = str(self.random.choice(list(shares), p=list(shares.values())))
        self.values: Table = {"fault": fault}

    def draw(self, draws: list[Draw]) -> None:
        """Draw all of a list that its conditions allow."""
        for name, *how in draws:
            conditions = how.pop() if how and isinstance(how[-1], dict) else {}
            if name == "changes":
                changes = self._own.get("changes", {})
                self.draw(changes.get(self.values["fault"], []))
            elif not how:
                self.draw(self._shared[name])
            elif self._applies(**conditions):
                self._set(name, self._value(name, *how))

    def between(self, low: float, high: float, digits: int = 3) -> float:
        """A number in a range, rounded so that the truth file shows all of it."""
        return round(low + (high - low) * float(self.random.random()), digits)

    def get(self, name: str) -> Any:
        """What is drawn under a name; None if nothing is."""
        value: Any = self.values
        for part in name.split("."):
            value = value.get(part, {})
        return None if value == {} else value

    def _set(self, name: str, value: Any) -> None:
        *tables, last = name.split(".")
        table = self.values
        for part in tables:
            table = table.setdefault(part, {})
        table[last] = value

    def _applies(self, when: Table | None = None, unless: Table | None = None) -> bool:
        """Whether values are all as `when` has them, and not as `unless` has them."""
        wanted, not_wanted = (
            [self.get(name) == value for name, value in (condition or {}).items()]
            for condition in (when, unless)
        )
        return all(wanted) and not (not_wanted and all(not_wanted))

    def _value(self, name: str, kind: Any, *how: Any) -> Any:
        """One value of a kind; see the file's head."""
        chance = self.random.random
        kinds = {
            "is": lambda value: value,
            "at most": lambda most: min(self.get(name), most),
            "at least": lambda least: max(self.get(name), least),
            "chance": lambda share: bool(chance() < share),
            "either": lambda share, one, other: one if chance() < share else other,
            "whole": lambda low, below: int(self.random.integers(low, below)),
            "seed": lambda: int(self.random.integers(1, 10_000)),
            "of": lambda some, p=None: some[self.random.choice(len(some), p=p)],
            "colour": self._colour,
            "rows": lambda: self._rows(read(RowsPlan, self._own["rows"], "rows")),
            "heritage": lambda: self.random.dirichlet([1.0, 1.0, 1.0]),
        }
        return kinds[kind](*how) if kind in kinds else self.between(kind, *how)

    def _colour(self, low: float, high: float) -> list[float]:
        """A muted colour: one brightness, tinted by up to a tenth per channel."""
        tone = self.random.uniform(low, high) + self.random.uniform(-0.12, 0.12, 3)
        return [float(value) for value in np.clip(tone, 0.03, 0.97)]

    def _tempo_s(self, plan: RowsPlan) -> float:
        """How long the lowerings of a set take about."""
        uniform, fault = self.random.uniform, self.get("fault")
        fast = fault == "fast_lowering"
        tempo_s = uniform(*(plan.fast_s if fast and plan.instead else plan.usual_s))
        if fault == "none" and self.random.random() < 0.3:
            tempo_s = uniform(*plan.wide_s)
        if fast and not plan.instead:
            tempo_s = uniform(*plan.fast_s)
        return float(tempo_s)

    def _rows(self, plan: RowsPlan) -> list[list[Any]]:
        """Two or more repetitions' times and profiles."""
        tempo_s = self._tempo_s(plan)

        def time_s(span: str | tuple[float, ...]) -> float:
            if isinstance(span, str):
                strays = self.random.uniform(1 - plan.strays, 1 + plan.strays)
                return round(float(np.clip(tempo_s * strays, *plan.limits_s)), 3)
            low_s, high_s, *none = span
            if none and self.random.random() < none[0]:
                return 0.0
            return self.between(low_s, high_s)

        rows: list[list[Any]] = []
        total_s = 0.0
        while total_s < plan.least_s or len(rows) < 2:
            smooth = self.random.random() < 0.6
            profile = "minimum_jerk" if smooth else "constant_speed"
            times_s = [time_s(span) for span in plan.row]
            late = self.get("fault") == "drops_at_end"
            rows.append([*times_s, "late_drop" if late else profile])
            total_s += sum(times_s)
        return rows
