"""The main signal over time, with the phases shaded and each unit marked."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import altair as alt

from coach.reports.html.chart import in_words
from coach.reports.html.colours import FAULT, INK, LINES, MUTED, PHASES, RIM, RIMS
from coach.reports.signals import Axis, Signal, fault_rows, name_rows, phase_rows
from exercises.report import Report

TALL_PX: Final = 300
FLAT_PX: Final = 110
"""Height of the chart with a line, and with phases alone."""
BANDS, LINE, NAMES, FAULTS, SEEN = "bands", "line", "names", "faults", "seen"
"""The rows of its layers."""


@dataclass(frozen=True, kw_only=True)
class _Frame:
    """All that a chart depends on but its rows."""

    axis: Axis
    seen: bool
    limits: tuple[float, float]
    end_s: float
    phases: tuple[str, ...]
    in_words: str


def set_chart(signal: Signal, report: Report) -> dict[str, Any]:
    """Return the interactive chart of a set, as Vega-Lite has it.

    Args:
        signal: What the exercise moves.
        report: Gives units, attempts and faults.
    """
    phases, line = phase_rows(report), signal.rows()
    low, high = signal.limits()
    shown = {row["phase"] for row in phases}
    frame = _Frame(
        axis=signal.axis,
        seen=signal.seen,
        limits=(low, high),
        end_s=signal.end_s,
        phases=tuple(name for name in PHASES if name in shown),
        in_words=in_words(signal, report),
    )
    rows = {
        BANDS: [row | {"low": low, "high": high} for row in phases],
        LINE: line,
        NAMES: name_rows(report.units, high),
        FAULTS: fault_rows(signal, report),
        SEEN: [row for row in line if row["value"] is not None],
    }
    chart = _without_rows(frame)
    layers = [
        layer | {"data": {"values": rows[layer["data"]["name"]]}}
        for layer in chart["layer"]
    ]
    return chart | {"layer": layers}


@lru_cache(maxsize=64)
def _without_rows(frame: _Frame) -> dict[str, Any]:
    """Return a chart whose layers only name their rows, which Altair would copy.

    It takes Altair a fifth of a second even so, each time that a page is drawn.
    """
    x = alt.X(
        "time_s:Q",
        title="Seconds",
        scale=alt.Scale(domain=[0, frame.end_s], nice=False),
        axis=alt.Axis(grid=False, tickCount=8),
    )
    layers = [
        _bands(frame, x),
        _line(frame),
        _names(),
        _fault_marks(),
        *_reader(frame.axis),
    ]
    # A bare wheel must scroll the page, not the chart.
    zoom = alt.selection_interval(
        bind="scales", encodings=["x"], zoom="wheel![event.shiftKey]"
    )
    layers[0] = layers[0].add_params(zoom)
    chart: dict[str, Any] = _styled(layers, frame).to_dict()
    return chart


def _styled(layers: list[alt.Chart], frame: _Frame) -> alt.LayerChart:
    chart: alt.LayerChart = (
        alt.layer(*layers)
        .properties(
            height=TALL_PX if frame.seen else FLAT_PX,
            padding={"left": 0, "right": 8, "top": 4, "bottom": 0},
            description=frame.in_words,
        )
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=MUTED,
            titleColor=MUTED,
            titleFontWeight="normal",
            domainColor=LINES,
            tickColor=LINES,
            gridColor=LINES,
            labelFontSize=12,
            titleFontSize=12,
        )
    )
    return chart


def _bands(frame: _Frame, x: alt.X) -> alt.Chart:
    (low, high), shown = frame.limits, frame.phases
    layer: alt.Chart = (
        alt.Chart(alt.Data(name=BANDS))
        .mark_rect(stroke=RIM, strokeWidth=1.5)
        .encode(
            x=x,
            x2="end_s:Q",
            y=alt.Y("low:Q", scale=alt.Scale(domain=[low, high], nice=False)),
            y2="high:Q",
            color=alt.Color(
                "phase:N",
                scale=alt.Scale(
                    domain=list(shown), range=[PHASES[name] for name in shown]
                ),
                legend=alt.Legend(
                    orient="top",
                    title=None,
                    labelFontSize=13,
                    labelColor=INK,
                    symbolType="square",
                    symbolStrokeColor=RIM,
                    symbolSize=160,
                ),
            ),
            strokeDash=alt.StrokeDash(
                "phase:N",
                scale=alt.Scale(
                    domain=list(shown), range=[RIMS[PHASES[name]] for name in shown]
                ),
                legend=alt.Legend(orient="top", title=None),
            ),
            tooltip=[
                alt.Tooltip("of:N", title="In"),
                alt.Tooltip("phase:N", title="Phase"),
                alt.Tooltip("lasts:N", title="Lasts"),
            ],
        )
    )
    return layer


def _line(frame: _Frame) -> alt.Chart:
    axis = (
        alt.Axis(tickCount=5, labelExpr=f"datum.value + '{frame.axis.unit}'")
        if frame.seen
        else alt.Axis(labels=False, ticks=False, grid=False, title=None)
    )
    layer: alt.Chart = (
        alt.Chart(alt.Data(name=LINE))
        .mark_line(color=INK, strokeWidth=2, interpolate="monotone", clip=True)
        .encode(
            x="time_s:Q",
            y=alt.Y(
                "value:Q",
                title=frame.axis.title if frame.seen else None,
                scale=alt.Scale(domain=list(frame.limits), nice=False),
                axis=axis,
            ),
        )
    )
    return layer


def _names() -> alt.Chart:
    layer: alt.Chart = (
        alt.Chart(alt.Data(name=NAMES))
        .mark_text(baseline="top", dy=7, fontSize=15, fontWeight="bold", color=INK)
        .encode(x="time_s:Q", y="value:Q", text="name:N")
    )
    return layer


def _fault_marks() -> alt.Chart:
    layer: alt.Chart = (
        alt.Chart(alt.Data(name=FAULTS))
        .mark_point(
            shape="triangle-up",
            size=130,
            filled=True,
            color=FAULT,
            opacity=1,
            stroke="white",
            strokeWidth=1,
        )
        .encode(
            x="time_s:Q",
            y="value:Q",
            tooltip=[
                alt.Tooltip("of:N", title="In"),
                alt.Tooltip("fault:N", title="Fault"),
                alt.Tooltip("cue:N", title="Change"),
            ],
        )
    )
    return layer


def _reader(axis: Axis) -> list[alt.Chart]:
    """Return a dot that follows the pointer and tells time and value."""
    near = alt.selection_point(
        name="near", nearest=True, on="pointermove", fields=["time_s"], empty=False
    )
    base = alt.Chart(alt.Data(name=SEEN))
    dots = (
        base.mark_circle(size=70, color=INK, aria=False)
        .encode(
            x="time_s:Q",
            y="value:Q",
            opacity=alt.condition(near, alt.value(1), alt.value(0)),
        )
        .add_params(near)
    )
    digits = ".1f" if axis.unit == " m" else ".0f"
    text = (
        base.transform_filter(near)
        .transform_calculate(
            label="format(datum.time_s, '.1f') + ' s  ' + "
            f"format(datum.value, '{digits}') + '{axis.unit}'"
        )
        .mark_text(dy=16, fontSize=13, fontWeight="bold", color=INK, aria=False)
        .encode(x="time_s:Q", y="value:Q", text="label:N")
    )
    return [dots, text]
