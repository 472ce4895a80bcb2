"""A measure over time, with its errors and what is wanted."""

import math
from collections.abc import Sequence
from typing import Final

import altair as alt

from coach.history.progress import Series
from coach.reports.html.colours import INK, LINES, MUTED, PHASES, TEAL
from coach.reports.wording import green_words
from exercises.registry import EXERCISES

TALL_PX: Final = 260
LEGS: Final = {"left": ("Left leg", TEAL, "circle"), "right": ("Right leg", "#C9772B",
               "square"), "": ("Both legs", INK, "diamond")}  # fmt: skip
"""Told apart by shape as well as by colour."""


def progress_chart(series: Sequence[Series]) -> alt.LayerChart:
    """Return the chart of one measure, a line for each leg and view.

    Args:
        series: Of one exercise and measure; at least one.
    """
    rows = _rows(series)
    colour, shape = _legs([str(row["leg"]) for row in rows])
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("at:T", title=None, axis=alt.Axis(grid=False, format="%d %b")),
        detail="line:N",
    )
    y = alt.Y("value:Q", title=series[0].unit, scale=alt.Scale(zero=False))
    layers = [
        *_wanted(series[0]),
        base.mark_rule(strokeWidth=1.5).encode(
            y=alt.Y("low:Q"), y2="high:Q", color=colour
        ),
        base.mark_line(strokeWidth=2, opacity=0.6).encode(y=y, color=colour),
        base.mark_point(filled=True, size=90, opacity=1).encode(
            y=y, color=colour, shape=shape, tooltip=["leg:N", "value:Q", "at:T"]
        ),
    ]
    chart: alt.LayerChart = (
        alt.layer(*layers)
        .properties(height=TALL_PX, description=_in_words(series))
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=MUTED, titleColor=MUTED, titleFontWeight="normal",
            domainColor=LINES, tickColor=LINES, gridColor=LINES, labelFontSize=12,
            titleFontSize=12,
        )
    )  # fmt: skip
    return chart


def _rows(series: Sequence[Series]) -> list[dict[str, str | float]]:
    return [
        {
            "at": number.at.isoformat(),
            "value": number.value,
            "low": number.value - number.error,
            "high": number.value + number.error,
            "leg": LEGS[one.leg][0],
            "line": f"{one.leg} {one.view}",
        }
        for one in series
        for number in one.numbers
    ]


def _legs(shown: Sequence[str]) -> tuple[alt.Color, alt.Shape]:
    """Return how the legs that are shown look."""
    names = list(dict.fromkeys(shown))
    own = {name: (colour, shape) for name, colour, shape in LEGS.values()}
    colours, shapes = zip(*(own[name] for name in names), strict=True)
    colour = alt.Color(
        "leg:N",
        title=None,
        scale=alt.Scale(domain=names, range=list(colours)),
        legend=alt.Legend(orient="top", symbolStrokeWidth=2),
    )
    shape = alt.Shape(
        "leg:N", title=None, scale=alt.Scale(domain=names, range=list(shapes))
    )
    return colour, shape


def _wanted(series: Series) -> list[alt.Chart]:
    """Return the green range as a band with its words; none without limits."""
    band = EXERCISES[series.exercise].bands.get(series.measure)
    if band is None:
        return []
    values = [number.value for number in series.numbers]
    low, high = band.green
    low = low if math.isfinite(low) else min(*values, high, high)
    high = high if math.isfinite(high) else max(*values, low, low) * 1.15
    row = {"low": low, "high": high, "words": green_words(series.measure, series.unit,
           *band.green)}  # fmt: skip
    data = alt.Data(values=[row])
    area = alt.Chart(data).mark_rect(color=PHASES["Lowering"], opacity=0.35)
    words = alt.Chart(data).mark_text(align="left", dx=4, dy=10, color=MUTED)
    return [
        area.encode(y="low:Q", y2="high:Q"),
        words.encode(y="high:Q", x=alt.value(0), text="words:N"),
    ]


def _in_words(series: Sequence[Series]) -> str:
    """Return the chart for those who cannot see it."""
    parts = [
        f"{LEGS[one.leg][0]}: "
        + ", ".join(f"{number.value:.1f}" for number in one.numbers)
        for one in series
    ]
    return f"{series[0].measure} from set to set. {'; '.join(parts)} {series[0].unit}."
