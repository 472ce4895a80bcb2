"""The hip angle over time, with the phases shaded and each rep marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import altair as alt
import numpy as np
from numpy.typing import NDArray

from coach.reports.wording import fault_title, quantity
from exercises.report import Rep, Report
from ui.theme import FAULT, INK, LINES, MUTED, PHASES

MOST_POINTS: Final = 1500
"""More than the chart has pixels."""
WORST_SHOWN: Final = 3

Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True, eq=False)
class Signal:
    """One angle through time: (T,) seconds and (T,) degrees, NaN where unseen."""

    time_s: NDArray[np.float64]
    angle_deg: NDArray[np.float64]


def hip_angle_chart(signal: Signal, report: Report) -> alt.LayerChart:
    """Return the interactive chart of a set.

    Args:
        signal: The hip angle, 180 is straight.
        report: Gives reps, attempts and faults.
    """
    low, high = _range_deg(signal.angle_deg)
    seen = bool(np.isfinite(signal.angle_deg).any())
    end_s = float(signal.time_s[-1]) if len(signal.time_s) else 1.0
    x = alt.X(
        "time_s:Q",
        title="Seconds",
        scale=alt.Scale(domain=[0, end_s], nice=False),
        axis=alt.Axis(grid=False, tickCount=8),
    )
    layers = [
        _bands(report, x, low, high),
        _line(signal, low, high, seen=seen),
        _rep_names(report.reps, high),
        _fault_marks(signal, report.reps),
        *_reader(signal),
    ]
    # A bare wheel must scroll the page, not the chart.
    zoom = alt.selection_interval(
        bind="scales", encodings=["x"], zoom="wheel![event.shiftKey]"
    )
    layers[0] = layers[0].add_params(zoom)
    chart: alt.LayerChart = (
        alt.layer(*layers)
        .properties(
            height=300 if seen else 110,
            padding={"left": 0, "right": 8, "top": 4, "bottom": 0},
            description=_in_words(report),
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


def _in_words(report: Report) -> str:
    """Return the chart for those who cannot see it; the table says the rest."""
    starts = ", ".join(f"{rep.start_s:.1f}" for rep in report.reps) or "none"
    return (
        f"Hip angle over time with {len(report.reps)} reps; they start at {starts} s."
    )


def phase_rows(report: Report) -> list[Row]:
    """Return one row a phase: what it is, from when to when, and how long."""
    rows = []
    for rep in report.reps:
        phases = [
            ("Lowering", rep.start_s, rep.bottom_s),
            ("Lifting", rep.leave_s, rep.end_s),
        ]
        if rep.bottom_s <= rep.leave_s:
            phases.insert(1, ("At the bottom", rep.bottom_s, rep.leave_s))
        rows += [_band(name, f"Rep {rep.index}", a, b) for name, a, b in phases]
    rows += [
        _band("Not a rep", attempt.reason, attempt.start_s, attempt.end_s)
        for attempt in report.attempts
    ]
    return rows


def _band(name: str, of: str, start_s: float, end_s: float) -> Row:
    return {
        "phase": name,
        "of": of,
        "time_s": start_s,
        "end_s": end_s,
        "lasts": quantity(end_s - start_s, "s"),
    }


def _bands(report: Report, x: alt.X, low: float, high: float) -> alt.Chart:
    rows = [row | {"low": low, "high": high} for row in phase_rows(report)]
    shown = [name for name in PHASES if any(row["phase"] == name for row in rows)]
    layer: alt.Chart = (
        alt.Chart(_data(rows))
        .mark_rect(opacity=0.9)
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
                    symbolSize=160,
                ),
            ),
            tooltip=[
                alt.Tooltip("of:N", title="In"),
                alt.Tooltip("phase:N", title="Phase"),
                alt.Tooltip("lasts:N", title="Lasts"),
            ],
        )
    )
    return layer


def _line(signal: Signal, low: float, high: float, *, seen: bool) -> alt.Chart:
    axis = (
        alt.Axis(tickCount=5, labelExpr="datum.value + '\N{DEGREE SIGN}'")
        if seen
        else alt.Axis(labels=False, ticks=False, grid=False, title=None)
    )
    layer: alt.Chart = (
        alt.Chart(_data(_points(signal)))
        .mark_line(color=INK, strokeWidth=2, interpolate="monotone", clip=True)
        .encode(
            x="time_s:Q",
            y=alt.Y(
                "angle_deg:Q",
                title="Hip angle (180\N{DEGREE SIGN} is straight)" if seen else None,
                scale=alt.Scale(domain=[low, high], nice=False),
                axis=axis,
            ),
        )
    )
    return layer


def _rep_names(reps: Sequence[Rep], high: float) -> alt.Chart:
    rows = [
        {
            "time_s": (min(rep.start_s, rep.leave_s) + max(rep.end_s, rep.bottom_s))
            / 2,
            "angle_deg": high,
            "name": f"{rep.index}",
        }
        for rep in reps
    ]
    layer: alt.Chart = (
        alt.Chart(_data(rows))
        .mark_text(baseline="top", dy=7, fontSize=15, fontWeight="bold", color=INK)
        .encode(x="time_s:Q", y="angle_deg:Q", text="name:N")
    )
    return layer


def _fault_marks(signal: Signal, reps: Sequence[Rep]) -> alt.Chart:
    rows = [
        {
            "time_s": fault.at_s,
            "angle_deg": _angle_at(signal, fault.at_s),
            "rep": f"Rep {rep.index}",
            "fault": fault_title(fault.code),
            "cue": fault.cue,
        }
        for rep in reps
        for fault in rep.faults
        if np.isfinite(fault.at_s)
    ]
    layer: alt.Chart = (
        alt.Chart(_data(rows))
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
            y="angle_deg:Q",
            tooltip=[
                alt.Tooltip("rep:N", title="In"),
                alt.Tooltip("fault:N", title="Fault"),
                alt.Tooltip("cue:N", title="Change"),
            ],
        )
    )
    return layer


def _reader(signal: Signal) -> list[alt.Chart]:
    """Return a dot that follows the pointer and tells time and angle."""
    near = alt.selection_point(
        name="near", nearest=True, on="pointermove", fields=["time_s"], empty=False
    )
    base = alt.Chart(
        alt.InlineData(values=[r for r in _points(signal) if r["angle_deg"]])
    )
    dots = (
        base.mark_circle(size=70, color=INK)
        .encode(
            x="time_s:Q",
            y="angle_deg:Q",
            opacity=alt.condition(near, alt.value(1), alt.value(0)),
        )
        .add_params(near)
    )
    text = (
        base.transform_filter(near)
        .transform_calculate(
            label="format(datum.time_s, '.1f') + ' s  ' + "
            "format(datum.angle_deg, '.0f') + '\N{DEGREE SIGN}'"
        )
        .mark_text(dy=16, fontSize=13, fontWeight="bold", color=INK)
        .encode(x="time_s:Q", y="angle_deg:Q", text="label:N")
    )
    return [dots, text]


def _data(rows: list[Row]) -> alt.Data:
    return alt.Data(values=rows)


def _points(signal: Signal) -> list[Row]:
    step = max(1, len(signal.time_s) // MOST_POINTS)
    pairs = np.column_stack([signal.time_s, signal.angle_deg])[::step].tolist()
    return [
        {"time_s": round(t, 3), "angle_deg": round(a, 1) if np.isfinite(a) else None}
        for t, a in pairs
    ]


def _angle_at(signal: Signal, at_s: float) -> float:
    seen = np.isfinite(signal.angle_deg)
    if not seen.any():
        return 90.0
    return float(np.interp(at_s, signal.time_s[seen], signal.angle_deg[seen]))


def _range_deg(angle_deg: NDArray[np.float64]) -> tuple[float, float]:
    """Return the axis: whole tens around what was seen, with room for rep numbers."""
    seen = angle_deg[np.isfinite(angle_deg)]
    if not seen.size:
        return 60.0, 200.0
    low = float(np.floor((np.percentile(seen, 0.5) - 8) / 10) * 10)
    return low, max(200.0, float(np.ceil(seen.max() / 10) * 10))
