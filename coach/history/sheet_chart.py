"""A measure from set to set as a drawing that needs no script: a line for each leg."""

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from coach.history.progress import Series
from coach.reports.html.colours import INK, LINES, MUTED, PHASES, TEAL
from coach.reports.wording import measured
from exercises.registry import EXERCISES

WIDE_PX, TALL_PX = 640.0, 150.0
LEFT_PX, RIGHT_PX, ABOVE_PX, BELOW_PX = 70.0, 20.0, 12.0, 24.0
LEGS: Final = {
    "left": ("Left", TEAL, "circle"),
    "right": ("Right", "#A85F1B", "square"),
    "": ("Both", INK, "diamond"),
}
"""Told apart by shape as well as by colour; each 4.5 to 1 against the paper."""
SIZE_PX: Final = 4.0


class _Paper:
    """Where a moment and a value lie."""

    def __init__(self, series: Sequence[Series], green: tuple[float, float]) -> None:
        numbers = [number for one in series for number in one.numbers]
        self.first = min(number.at for number in numbers)
        self.last = max(number.at for number in numbers)
        ends = [n.value + sign * n.error for n in numbers for sign in (-1, 1)]
        ends += [edge for edge in green if math.isfinite(edge)]
        room = 0.06 * (max(ends) - min(ends)) or 1.0
        self.low, self.high = min(ends) - room, max(ends) + room

    def x_px(self, at: dt.datetime) -> float:
        whole_s = (self.last - self.first).total_seconds()
        share = (at - self.first).total_seconds() / whole_s if whole_s else 0.5
        return LEFT_PX + share * (WIDE_PX - LEFT_PX - RIGHT_PX)

    def y_px(self, value: float) -> float:
        within = min(max(value, self.low), self.high)
        share = (self.high - within) / (self.high - self.low)
        return ABOVE_PX + share * (TALL_PX - ABOVE_PX - BELOW_PX)


def sheet_chart_html(series: Sequence[Series]) -> str:
    """Return the drawing of one measure.

    Args:
        series: Of one exercise and measure; at least one.
    """
    band = EXERCISES[series[0].exercise].bands.get(series[0].measure)
    green = band.green if band is not None else (math.nan, math.nan)
    paper = _Paper(series, green)
    drawn = "".join(
        (_wanted(green, paper), *_edges(series[0], paper), *_lines(series, paper))
    )
    legs = dict.fromkeys(one.leg for one in series)
    keys = "".join(
        f'<span><svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">'
        f"{_point(6.0, 6.0, leg)}</svg>{LEGS[leg][0]}</span>"
        for leg in legs
    )
    return (
        f'<p class="keys">{keys}</p><div><svg viewBox="0 0 {WIDE_PX:g} {TALL_PX:g}" '
        f'class="trend-chart" role="img" aria-label="{escape(_in_words(series))}">'
        f"{drawn}</svg></div>"
    )


def _wanted(green: tuple[float, float], paper: _Paper) -> str:
    if any(math.isnan(edge) for edge in green):
        return ""
    top, bottom = paper.y_px(green[1]), paper.y_px(green[0])
    return (
        f'<rect x="{LEFT_PX:g}" y="{top:.1f}" width="{WIDE_PX - LEFT_PX - RIGHT_PX:g}" '
        f'height="{bottom - top:.1f}" fill="{PHASES["Lowering"]}" opacity="0.4"/>'
    )


def _edges(one: Series, paper: _Paper) -> Iterator[str]:
    """Yield the axis: its lowest and highest value, its first and last day."""
    numbers = [paper.low, (paper.low + paper.high) / 2, paper.high]
    for value in numbers:
        y_px = paper.y_px(value)
        said = escape(measured(one.measure, value, one.unit))
        yield (
            f'<path d="M{LEFT_PX:g} {y_px:.1f}H{WIDE_PX - RIGHT_PX:g}" '
            f'stroke="{LINES}"/><text x="{LEFT_PX - 8:g}" y="{y_px + 4:.1f}" '
            f'text-anchor="end" font-size="12" fill="{MUTED}">{said}</text>'
        )
    days = {paper.first: "start", paper.last: "end"}
    for at, anchor in days.items():
        yield (
            f'<text x="{paper.x_px(at):.1f}" y="{TALL_PX - 6:g}" font-size="12" '
            f'text-anchor="{anchor if len(days) > 1 else "middle"}" fill="{MUTED}">'
            f"{at.astimezone():%Y-%m-%d}</text>"
        )


def _lines(series: Sequence[Series], paper: _Paper) -> Iterator[str]:
    for one in series:
        colour = LEGS[one.leg][1]
        places = [(paper.x_px(n.at), paper.y_px(n.value)) for n in one.numbers]
        path = "L".join(f"{x_px:.1f} {y_px:.1f}" for x_px, y_px in places)
        yield f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
        for number, (x_px, y_px) in zip(one.numbers, places, strict=True):
            low, high = (
                paper.y_px(number.value + sign * number.error) for sign in (-1, 1)
            )
            yield f'<path d="M{x_px:.1f} {low:.1f}V{high:.1f}" stroke="{colour}"/>'
            yield _point(x_px, y_px, one.leg)


def _point(x_px: float, y_px: float, leg: str) -> str:
    _, colour, shape = LEGS[leg]
    if shape == "circle":
        return (
            f'<circle cx="{x_px:.1f}" cy="{y_px:.1f}" r="{SIZE_PX:g}" fill="{colour}"/>'
        )
    about = f"{x_px:.1f} {y_px:.1f}"
    turned = "" if shape == "square" else f' transform="rotate(45 {about})"'
    return (
        f'<rect x="{x_px - SIZE_PX:.1f}" y="{y_px - SIZE_PX:.1f}" fill="{colour}" '
        f'width="{2 * SIZE_PX:g}" height="{2 * SIZE_PX:g}"{turned}/>'
    )


def _in_words(series: Sequence[Series]) -> str:
    """Return the drawing for those who cannot see it."""
    return "; ".join(
        f"{LEGS[one.leg][0]}: "
        + ", ".join(measured(one.measure, n.value, one.unit) for n in one.numbers)
        for one in series
    )
