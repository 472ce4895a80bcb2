"""The main signal over time, as the app shows it and a page that runs no scripts.

Lines and bands are stretched to the room there is; what is read keeps its size.
"""

from collections.abc import Iterator
from html import escape
from typing import Final

import numpy as np

from coach.reports.html.colours import INK, LINES, PHASES, RIM, RIMS
from coach.reports.html.moments import sentence_on_fault, to_moment
from coach.reports.signals import Row, Signal, phase_rows
from coach.reports.wording import count_of, noun_of
from exercises.report import Report
from exercises.units import Unit

WIDE, TALL = 1000.0, 100.0
"""The drawing's own lengths."""
TICKS_X, TICKS_Y = 8, 5
UNSEEN: Final = "No line can be read from here: film from the side."
_SAME_WIDTH: Final = 'vector-effect="non-scaling-stroke"'


class _Paper:
    """Where a time and a value lie on the drawing, and as a share of it in percent."""

    def __init__(self, signal: Signal) -> None:
        self.low, self.high = signal.limits()
        self.end_s = max(signal.end_s, 1e-3)

    def x(self, time_s: float) -> float:
        return WIDE * time_s / self.end_s

    def y(self, value: float) -> float:
        return TALL * (self.high - value) / (self.high - self.low)

    def left(self, time_s: float) -> str:
        return f"left:{100 * time_s / self.end_s:.2f}%"

    def top(self, value: float) -> str:
        return f"top:{100 * self.y(value) / TALL:.2f}%"


def in_words(signal: Signal, report: Report) -> str:
    """Return the chart for those who cannot see it; the table says the rest."""
    starts = ", ".join(f"{unit.start_s:.1f}" for unit in report.units) or "none"
    counted = count_of(len(report.units), noun_of(report))
    return f"{signal.axis.title} over time with {counted}; starting at {starts} s."


def chart_html(signal: Signal, report: Report, reader: str = "") -> str:
    """Return the chart, with the keys to its bands over it.

    Args:
        signal: What the exercise moves.
        report: Gives units, attempts and faults.
        reader: HTML that stands on it, where a script moves it.
    """
    paper, bands = _Paper(signal), phase_rows(report)
    drawn = "".join(
        (
            *(_band(row, paper) for row in bands),
            *(_grid(value, paper) for value in _values(signal, paper)),
            _line(signal, paper) if signal.seen else "",
        )
    )
    written = "".join(
        (
            *(_time(time_s, paper) for time_s in _ticks(0.0, paper.end_s, TICKS_X)),
            *(_value(value, signal, paper) for value in _values(signal, paper)),
            *(_number(unit, paper) for unit in report.units),
            *(_marks(signal, report, paper) if signal.seen else ()),
        )
    )
    shown = {row["phase"] for row in bands}
    caption = signal.axis.caption if signal.seen else UNSEEN
    return (
        f'<figure class="chart">{_keys([name for name in PHASES if name in shown])}'
        f'<div class="plot{"" if signal.seen else " flat"}">'
        f'<svg viewBox="0 0 {WIDE:g} {TALL:g}" preserveAspectRatio="none" role="img" '
        f'aria-label="{escape(in_words(signal, report))}">{drawn}</svg>'
        f"{written}{reader}</div><figcaption>{escape(caption)}</figcaption></figure>"
    )


def _keys(names: list[str]) -> str:
    keys = "".join(
        f'<span><i style="background:{PHASES[name]}"></i>{escape(name)}</span>'
        for name in names
    )
    return f'<p class="keys">{keys}</p>' if keys else ""


def _band(row: Row, paper: _Paper) -> str:
    left, right = paper.x(row["time_s"]), paper.x(row["end_s"])
    colour = PHASES[row["phase"]]
    dashes = " ".join(str(length) for length in RIMS[colour])
    dashed = "" if RIMS[colour] == [1, 0] else f' stroke-dasharray="{dashes}"'
    return (
        f'<rect x="{left:.2f}" y="0" width="{max(0.0, right - left):.2f}" '
        f'height="{TALL:g}" fill="{colour}" stroke="{RIM}"{dashed} {_SAME_WIDTH}>'
        f"<title>{escape(row['of'])}: {escape(row['phase'])}, {escape(row['lasts'])}"
        "</title></rect>"
    )


def _line(signal: Signal, paper: _Paper) -> str:
    """One stroke from seen to seen: where nothing was seen there is a gap."""
    path, drawing = [], False
    for row in signal.rows():
        if row["value"] is None:
            drawing = False
            continue
        step = "L" if drawing else "M"
        path.append(f"{step}{paper.x(row['time_s']):.1f} {paper.y(row['value']):.2f}")
        drawing = True
    return (
        f'<path d="{"".join(path)}" fill="none" stroke="{INK}" stroke-width="2" '
        f'stroke-linejoin="round" {_SAME_WIDTH}/>'
    )


def _grid(value: float, paper: _Paper) -> str:
    at = paper.y(value)
    return f'<path d="M0 {at:.2f}H{WIDE:g}" stroke="{LINES}" {_SAME_WIDTH}/>'


def _time(time_s: float, paper: _Paper) -> str:
    at = paper.left(time_s)
    return f'<span class="time" aria-hidden="true" style="{at}">{time_s:g} s</span>'


def _value(value: float, signal: Signal, paper: _Paper) -> str:
    said = escape(f"{value:g}{signal.axis.unit}")
    at = paper.top(value)
    return f'<span class="value" aria-hidden="true" style="{at}">{said}</span>'


def _values(signal: Signal, paper: _Paper) -> list[float]:
    return _ticks(paper.low, paper.high, TICKS_Y) if signal.seen else []


def _ticks(low: float, high: float, most: int) -> list[float]:
    """Return some round numbers on the way."""
    rough = (high - low) / most
    power = 10.0 ** np.floor(np.log10(rough))
    step = next(power * size for size in (1, 2, 5, 10) if power * size >= rough)
    first = np.ceil(low / step) * step
    return [round(float(one), 6) for one in np.arange(first, high + step / 1e3, step)]


def _number(unit: Unit, paper: _Paper) -> str:
    at = paper.left((unit.began_s + unit.ended_s) / 2)
    return f'<b class="number" aria-hidden="true" style="{at}">{unit.index}</b>'


def _marks(signal: Signal, report: Report, paper: _Paper) -> Iterator[str]:
    """Yield a mark for each fault, where it shows on the line."""
    for unit in report.units:
        for fault in unit.faults:
            if np.isfinite(fault.at_s):
                place = f"{paper.left(fault.at_s)};{paper.top(signal.at(fault.at_s))}"
                said = sentence_on_fault(unit, fault, report)
                yield (
                    f'<span class="shows" aria-hidden="true" style="{place}" '
                    f'title="{escape(said)}"{to_moment(fault.at_s, said)}>'
                    "\N{BLACK UP-POINTING TRIANGLE}</span>"
                )
