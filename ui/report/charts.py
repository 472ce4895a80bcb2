"""The main signal over time, with the phases shaded and each unit marked."""

from collections.abc import Mapping
from typing import Any, Final

import altair as alt

from coach.reports.wording import count_of, noun_of
from exercises.report import Report
from ui.report.signals import Row, Signal, fault_rows, name_rows, phase_rows
from ui.theme import FAULT, INK, LINES, MUTED, PHASES, RIM, RIMS

TALL_PX: Final = 300
FLAT_PX: Final = 110
"""Height of the chart with a line, and with phases alone."""
BANDS, LINE, NAMES, FAULTS, SEEN = "bands", "line", "names", "faults", "seen"
"""The rows of its layers."""


def set_chart(signal: Signal, report: Report) -> dict[str, Any]:
    """Return the interactive chart of a set, as Vega-Lite has it.

    Args:
        signal: What the exercise moves.
        report: Gives units, attempts and faults.
    """
    x = alt.X(
        "time_s:Q",
        title="Seconds",
        scale=alt.Scale(domain=[0, signal.end_s], nice=False),
        axis=alt.Axis(grid=False, tickCount=8),
    )
    phases = phase_rows(report)
    layers = [
        _bands([row["phase"] for row in phases], signal, x),
        _line(signal),
        _names(),
        _fault_marks(),
        *_reader(signal),
    ]
    # A bare wheel must scroll the page, not the chart.
    zoom = alt.selection_interval(
        bind="scales", encodings=["x"], zoom="wheel![event.shiftKey]"
    )
    layers[0] = layers[0].add_params(zoom)
    line, (low, high) = signal.rows(), signal.limits()
    return _filled(
        _styled(layers, signal, report).to_dict(),
        {
            BANDS: [row | {"low": low, "high": high} for row in phases],
            LINE: line,
            NAMES: name_rows(report.units, high),
            FAULTS: fault_rows(signal, report),
            SEEN: [row for row in line if row["value"] is not None],
        },
    )


def _styled(layers: list[alt.Chart], signal: Signal, report: Report) -> alt.LayerChart:
    chart: alt.LayerChart = (
        alt.layer(*layers)
        .properties(
            height=TALL_PX if signal.seen else FLAT_PX,
            padding={"left": 0, "right": 8, "top": 4, "bottom": 0},
            description=_in_words(signal, report),
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


def _in_words(signal: Signal, report: Report) -> str:
    """Return the chart for those who cannot see it; the table says the rest."""
    starts = ", ".join(f"{unit.start_s:.1f}" for unit in report.units) or "none"
    counted = count_of(len(report.units), noun_of(report))
    return f"{signal.axis.title} over time with {counted}; starting at {starts} s."


def _bands(phases: list[str], signal: Signal, x: alt.X) -> alt.Chart:
    low, high = signal.limits()
    shown = [name for name in PHASES if name in phases]
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
                scale=alt.Scale(domain=shown, range=[PHASES[name] for name in shown]),
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
                    domain=shown, range=[RIMS[PHASES[name]] for name in shown]
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


def _line(signal: Signal) -> alt.Chart:
    axis = (
        alt.Axis(tickCount=5, labelExpr=f"datum.value + '{signal.axis.unit}'")
        if signal.seen
        else alt.Axis(labels=False, ticks=False, grid=False, title=None)
    )
    layer: alt.Chart = (
        alt.Chart(alt.Data(name=LINE))
        .mark_line(color=INK, strokeWidth=2, interpolate="monotone", clip=True)
        .encode(
            x="time_s:Q",
            y=alt.Y(
                "value:Q",
                title=signal.axis.title if signal.seen else None,
                scale=alt.Scale(domain=list(signal.limits()), nice=False),
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


def _reader(signal: Signal) -> list[alt.Chart]:
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
    digits = ".1f" if signal.axis.unit == " m" else ".0f"
    text = (
        base.transform_filter(near)
        .transform_calculate(
            label="format(datum.time_s, '.1f') + ' s  ' + "
            f"format(datum.value, '{digits}') + '{signal.axis.unit}'"
        )
        .mark_text(dy=16, fontSize=13, fontWeight="bold", color=INK, aria=False)
        .encode(x="time_s:Q", y="value:Q", text="label:N")
    )
    return [dots, text]


def _filled(chart: dict[str, Any], rows: Mapping[str, list[Row]]) -> dict[str, Any]:
    """Return a chart with its rows, which Altair would copy and look through often."""
    for layer in chart["layer"]:
        layer["data"] = {"values": rows[layer["data"]["name"]]}
    return chart
