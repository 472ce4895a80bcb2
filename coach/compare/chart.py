"""The main signal of two movements over one clock: the first one's."""

from html import escape
from typing import Final

import numpy as np

from coach.compare.shown import Shown
from coach.reports.html.colours import LINES, RIM, TEAL
from coach.reports.signals import Signal, phase_rows
from coach.reports.wording import unit_title
from exercises.units import Unit
from vision.geometry import Floats

COLOURS: Final = (TEAL, "#B3591B")
"""Of the first and of the second movement, body and line; told apart by dashes, too."""
WIDE, TALL = 1000.0, 100.0
_LEVELS: Final = 3
_SAME_WIDTH: Final = 'vector-effect="non-scaling-stroke"'


def pair_chart(
    first: Shown, unit: Unit, first_s: Floats, second: Shown, second_s: Floats
) -> str:
    """Return the signals of two movements as HTML, aligned by phase.

    Args:
        first: One movement's film.
        unit: The movement in it.
        first_s: (N,) moments of it.
        second: The other one's film.
        second_s: (N,) the moments that go with them.
    """
    one, other = first.signal, second.signal
    moved_s = np.interp(other.time_s, second_s, first_s, left=np.nan, right=np.nan)
    curves = ((one.time_s, one.values), (moved_s, other.values))
    begin_s, end_s = float(first_s[0]), float(first_s[-1])
    inside = [values[(at >= begin_s) & (at <= end_s)] for at, values in curves]
    seen = np.concatenate([values[np.isfinite(values)] for values in inside])
    if not seen.size:
        return ""
    low, high = _limits(seen, one)

    def x(at_s: Floats) -> Floats:
        return WIDE * (at_s - begin_s) / (end_s - begin_s)

    def y(values: Floats) -> Floats:
        return TALL * (high - values) / (high - low)

    own = [row for row in phase_rows(first.report) if row["of"] == unit_title(unit)]
    edges = sorted({row[end] for row in own for end in ("time_s", "end_s")})
    lines = "".join(
        f'<path d="M{x(np.array(at_s)):.1f} 0V{TALL:g}" stroke="{RIM}" '
        f'stroke-dasharray="2 4" {_SAME_WIDTH}/>'
        for at_s in edges
    )
    drawn = "".join(
        _line(x(at), y(values), colour, dashed=number == 1)
        for number, ((at, values), colour) in enumerate(
            zip(curves, COLOURS, strict=True)
        )
    )
    return _figure(one, lines + drawn, low, high)


def _limits(seen: Floats, signal: Signal) -> tuple[float, float]:
    low, high = float(seen.min()), float(seen.max())
    short = max(0.0, signal.axis.least - (high - low)) / 2
    room = 0.06 * (high - low + 2 * short)
    return low - short - room, high + short + room


def _line(x: Floats, y: Floats, colour: str, *, dashed: bool) -> str:
    path, drawing = [], False
    for left, top in zip(x, y, strict=True):
        seen = bool(np.isfinite(left) and np.isfinite(top)) and -1 <= left <= WIDE + 1
        if seen:
            path.append(f"{'L' if drawing else 'M'}{left:.1f} {top:.2f}")
        drawing = seen
    dashes = ' stroke-dasharray="7 4"' if dashed else ""
    return (
        f'<path d="{"".join(path)}" fill="none" stroke="{colour}" stroke-width="2.5" '
        f'stroke-linejoin="round"{dashes} {_SAME_WIDTH}/>'
    )


def _figure(signal: Signal, drawn: str, low: float, high: float) -> str:
    levels = np.linspace(low, high, _LEVELS + 2)[1:-1]
    unit, places = signal.axis.unit, 1 if signal.axis.least < 10 else 0
    grid = "".join(
        f'<path d="M0 {TALL * (high - level) / (high - low):.2f}H{WIDE:g}" '
        f'stroke="{LINES}" {_SAME_WIDTH}/>'
        for level in levels
    )
    values = "".join(
        f'<span class="value" aria-hidden="true" style="top:'
        f'{100 * (high - level) / (high - low):.2f}%">{level:z.{places}f}{unit}</span>'
        for level in levels
    )
    title = escape(f"{signal.axis.title} of both, aligned by phase")
    return (
        f'<svg viewBox="0 0 {WIDE:g} {TALL:g}" preserveAspectRatio="none" role="img" '
        f'aria-label="{title}">{grid}{drawn}</svg>{values}'
    )
