"""What a chart shows of each exercise: the signal, its axis, and its phases as rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from coach.reports.wording import quantity, unit_title, words_of
from exercises.drawing.overlay import Overlay
from exercises.report import Report
from exercises.units import Bout, Hold, Unit

MOST_POINTS: Final = 1500
"""More than the chart has pixels."""

Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Axis:
    """How a signal is shown.

    Attributes:
        heading: Over the chart.
        title: Of the axis.
        unit: Behind each number.
        scale: The signal's own unit to the one shown.
        caption: How to read it.
        high: The axis reaches at least up to this; None for no such value.
        least: The axis spans at least this.
    """

    heading: str
    title: str
    unit: str
    caption: str
    scale: float = 1.0
    high: float | None = None
    least: float = 40.0


AXES: Final[Mapping[str, Axis]] = {
    "hip angle": Axis(
        heading="Hip angle through the set",
        title="Hip angle (180\N{DEGREE SIGN} is straight)",
        unit="\N{DEGREE SIGN}",
        caption="180\N{DEGREE SIGN} is a straight hip; the line falls as you fold.",
        high=200.0,
    ),
    "arm angle": Axis(
        heading="Arms through the set",
        title="Arm angle (180\N{DEGREE SIGN} is overhead)",
        unit="\N{DEGREE SIGN}",
        caption="90\N{DEGREE SIGN} is over the chest, 180\N{DEGREE SIGN} overhead; the "
        "line rises as you reach back.",
        high=200.0,
    ),
    "hip height": Axis(
        heading="The holds in time",
        title="Hips over the start (% of the trunk)",
        unit=" %",
        caption="The line is the height of the hips against the start of the hold: it "
        "falls when they sink.",
        scale=100.0,
        least=30.0,
    ),
    "way": Axis(
        heading="The way, bout by bout",
        title="Place along the way (metres)",
        unit=" m",
        caption="The line is where your hips are: the steeper, the faster.",
        least=4.0,
    ),
}
"""By the overlay's name of the signal."""
_REP_PHASES: Final = ("Lowering", "At the bottom", "Lifting")


@dataclass(frozen=True, kw_only=True, eq=False)
class Signal:
    """One number through time: (T,) seconds and (T,) values as shown, NaN unseen."""

    time_s: NDArray[np.float64]
    values: NDArray[np.float64]
    axis: Axis

    @property
    def seen(self) -> bool:
        """Whether there is a line to draw."""
        return bool(np.isfinite(self.values).any())

    @property
    def end_s(self) -> float:
        """When the film ends."""
        return float(self.time_s[-1]) if len(self.time_s) else 1.0

    def at(self, time_s: float) -> float:
        """Return the value nearest to a time, the middle of the axis if unseen."""
        seen = np.isfinite(self.values)
        if not seen.any():
            return sum(self.limits()) / 2
        return float(np.interp(time_s, self.time_s[seen], self.values[seen]))

    def limits(self) -> tuple[float, float]:
        """Return the axis: around what was seen, with room above for the numbers."""
        seen = self.values[np.isfinite(self.values)]
        if not seen.size:
            return (60.0, 200.0) if self.axis.high else (0.0, self.axis.least)
        low, high = float(np.percentile(seen, 0.5)), float(seen.max())
        short = max(0.0, self.axis.least - (high - low)) / 2
        low, high = low - short, high + short
        step = 10.0 if self.axis.least > 10 else 1.0
        low = float(np.floor((low - 0.08 * (high - low)) / step) * step)
        high += 0.16 * (high - low)
        top = float(np.ceil(high / step) * step)
        return low, top if self.axis.high is None else max(self.axis.high, top)

    def rows(self) -> list[Row]:
        """Return the points to draw."""
        step = max(1, len(self.time_s) // MOST_POINTS)
        pairs = np.column_stack([self.time_s, self.values])[::step].tolist()
        return [
            {"time_s": round(t, 3), "value": round(v, 2) if np.isfinite(v) else None}
            for t, v in pairs
        ]


def signal_of(drawn: Overlay) -> Signal:
    """Return the signal that a film's overlay carries, as it is shown."""
    axis = AXES[drawn.signal_name]
    return Signal(time_s=drawn.time_s, values=drawn.signal * axis.scale, axis=axis)


def phase_rows(report: Report) -> list[Row]:
    """Return one row a phase: what it is, from when to when, and how long."""
    rows = []
    for unit in report.units:
        rows += [
            _band(name, unit_title(unit), a, b) for name, a, b in _phases(unit, report)
        ]
    return rows + [
        _band("Not counted", attempt.reason.text, attempt.start_s, attempt.end_s)
        for attempt in report.attempts
    ]


def _phases(unit: Unit, report: Report) -> list[tuple[str, float, float]]:
    if isinstance(unit, Bout):
        return [(f"{unit.direction}s".capitalize(), unit.start_s, unit.end_s)]
    if isinstance(unit, Hold):
        lost_s = min(unit.start_s + unit.form_s, unit.end_s)
        in_form = [("In form", unit.start_s, lost_s)]
        faded = unit.end_s - lost_s > 0.05
        return in_form + ([("Form gone", lost_s, unit.end_s)] if faded else [])
    words = words_of(report.exercise)
    down, rest, up = words.charted if words else _REP_PHASES
    phases = [(down, unit.start_s, unit.bottom_s), (up, unit.leave_s, unit.end_s)]
    if unit.bottom_s <= unit.leave_s:
        phases.insert(1, (rest, unit.bottom_s, unit.leave_s))
    return phases


def _band(name: str, of: str, start_s: float, end_s: float) -> Row:
    return {
        "phase": name,
        "of": of,
        "time_s": start_s,
        "end_s": end_s,
        "lasts": quantity(end_s - start_s, "s"),
    }
