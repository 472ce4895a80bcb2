"""The main signal over time as a still drawing, for a page that runs no scripts."""

from html import escape
from typing import Final

import numpy as np

from coach.reports.html.colours import FAULT, INK, LINES, MUTED, PHASES, RIM, RIMS
from coach.reports.signals import Row, Signal, fault_rows, name_rows, phase_rows
from coach.reports.wording import count_of, noun_of
from exercises.report import Report

WIDE, TALL, FLAT = 960.0, 270.0, 110.0
LEFT, RIGHT, TOP, BOTTOM = 46.0, 8.0, 8.0, 34.0
TICKS: Final = 8
GREY: Final = f'fill="{MUTED}"'


class _Paper:
    """Where a time and a value lie on the drawing."""

    def __init__(self, signal: Signal) -> None:
        self.tall = TALL if signal.seen else FLAT
        self.low, self.high = signal.limits()
        self.end_s = max(signal.end_s, 1e-3)

    def x(self, time_s: float) -> float:
        return LEFT + (WIDE - LEFT - RIGHT) * time_s / self.end_s

    def y(self, value: float) -> float:
        share = (self.high - value) / (self.high - self.low)
        return TOP + (self.tall - TOP - BOTTOM) * share


def in_words(signal: Signal, report: Report) -> str:
    """Return the chart for those who cannot see it; the table says the rest."""
    starts = ", ".join(f"{unit.start_s:.1f}" for unit in report.units) or "none"
    counted = count_of(len(report.units), noun_of(report))
    return f"{signal.axis.title} over time with {counted}; starting at {starts} s."


def chart_html(signal: Signal, report: Report) -> str:
    """Return the chart, with the keys to its bands over it."""
    paper, bands = _Paper(signal), phase_rows(report)
    drawn = "".join(
        (
            *(_band(row, paper) for row in bands),
            _axes(signal, paper),
            _line(signal, paper) if signal.seen else "",
            *(_number(row, paper) for row in name_rows(report.units, paper.high)),
            *(_mark(row, paper) for row in fault_rows(signal, report) if signal.seen),
        )
    )
    shown = {row["phase"] for row in bands}
    return (
        f'<figure class="chart">{_keys([name for name in PHASES if name in shown])}'
        f'<svg viewBox="0 0 {WIDE:g} {paper.tall:g}" role="img" '
        f'aria-label="{escape(in_words(signal, report))}">{drawn}</svg>'
        f"<figcaption>{escape(signal.axis.caption)}</figcaption></figure>"
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
        f'<rect x="{left:.1f}" y="{TOP:g}" width="{max(0.0, right - left):.1f}" '
        f'height="{paper.tall - TOP - BOTTOM:g}" fill="{colour}" stroke="{RIM}"'
        f"{dashed}/>"
    )


def _line(signal: Signal, paper: _Paper) -> str:
    """One stroke from seen to seen: where nothing was seen there is a gap."""
    path, drawing = [], False
    for row in signal.rows():
        if row["value"] is None:
            drawing = False
            continue
        step = "L" if drawing else "M"
        path.append(f"{step}{paper.x(row['time_s']):.1f} {paper.y(row['value']):.1f}")
        drawing = True
    return (
        f'<path d="{"".join(path)}" fill="none" stroke="{INK}" stroke-width="2" '
        'stroke-linejoin="round"/>'
    )


def _axes(signal: Signal, paper: _Paper) -> str:
    floor = paper.tall - BOTTOM
    words = []
    for time_s in _ticks(0.0, paper.end_s):
        words.append(_text(paper.x(time_s), floor + 15, f"{time_s:g}", "middle"))
    if signal.seen:
        for value in _ticks(paper.low, paper.high):
            at = paper.y(value)
            words.append(_text(LEFT - 6, at + 4, f"{value:g}{signal.axis.unit}", "end"))
            words.append(
                f'<path d="M{LEFT:g} {at:.1f}H{WIDE - RIGHT:g}" stroke="{LINES}"/>'
            )
    words.append(_text((LEFT + WIDE) / 2, paper.tall - 4, "Seconds", "middle"))
    return "".join(words)


def _ticks(low: float, high: float) -> list[float]:
    """Return some round numbers on the way."""
    rough = (high - low) / TICKS
    power = 10.0 ** np.floor(np.log10(rough))
    step = next(power * size for size in (1, 2, 5, 10) if power * size >= rough)
    first = np.ceil(low / step) * step
    return [round(float(one), 6) for one in np.arange(first, high + step / 1e3, step)]


def _number(row: Row, paper: _Paper) -> str:
    at = paper.x(row["time_s"])
    return _text(at, TOP + 16, row["name"], "middle", f'fill="{INK}" font-weight="600"')


def _mark(row: Row, paper: _Paper) -> str:
    x, y = paper.x(row["time_s"]), paper.y(row["value"])
    return (
        f'<path d="M{x - 6:.1f} {y + 5:.1f}h12l-6 -11z" fill="{FAULT}" stroke="#FFF">'
        f"<title>{escape(row['of'])}: {escape(row['fault'])}</title></path>"
    )


def _text(x: float, y: float, said: str, anchor: str, more: str = "") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="12" '
        f"{more or GREY}>{escape(said)}</text>"
    )
