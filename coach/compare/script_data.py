"""What a browser's script needs to show two movements that go together."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from coach.compare.bodies import FULL, JOINTS, UNSEEN, fitted, packed
from coach.compare.chart import COLOURS, pair_chart
from coach.compare.shown import Shown
from coach.reports.wording import unit_title
from exercises.engine.aligned import aligned
from vision import landmarks
from vision.geometry import Floats

MOST_PAIRS: Final = 12
"""More buttons than that are no choice (ours)."""
ROUND_S: Final = 0.1
"""So much more of the bodies is sent than is played, for the frames at both ends."""


def script_data(first: Shown, second: Shown) -> dict[str, Any]:
    """Return bodies, charts and the moments that go together, as plain data.

    The first movement of one goes with the first of the other, and so on.
    """
    pairs: list[dict[str, Any]] = []
    both = zip(first.units, second.units, strict=False)
    for unit, its in list(both)[:MOST_PAIRS]:
        at_s, goes_s = aligned(unit, its, first.signal.end_s, second.signal.end_s)
        fit = fitted(first, float(at_s[0]), second, float(goes_s[0]))
        pairs.append(
            {
                "name": f"{unit.index} \N{LEFT RIGHT ARROW} {its.index}",
                "says": f"{unit_title(unit)} beside {unit_title(its).lower()}",
                "moments_s": [np.round(at_s, 3).tolist(), np.round(goes_s, 3).tolist()],
                "fit": None if fit is None else vars(fit),
                "chart": pair_chart(first, unit, at_s, second, goes_s),
            }
        )
    spans = [pair["moments_s"] for pair in pairs]
    places = {joint: place for place, joint in enumerate(JOINTS)}
    return {
        "sides": [
            _side(shown, [span[number] for span in spans]) | {"colour": COLOURS[number]}
            for number, shown in enumerate((first, second))
        ],
        "pairs": pairs,
        "bones": [[places[a], places[b]] for a, b in landmarks.BONES],
        "full": FULL,
        "unseen": UNSEEN,
    }


def _side(shown: Shown, spans: Sequence[Floats]) -> dict[str, Any]:
    signal, time_s = shown.signal, shown.drawn.time_s
    frames = np.zeros(len(time_s), bool)
    for span in spans:
        frames |= (time_s >= span[0] - ROUND_S) & (time_s <= span[-1] + ROUND_S)
    values = np.round(signal.values[frames], 2)
    return {
        "title": shown.title,
        "aspect": shown.size_wh[0] / shown.size_wh[1],
        "speed": shown.report.source.speed,
        "times_s": np.round(time_s[frames], 4).tolist(),
        "values": [one if np.isfinite(one) else None for one in values.tolist()],
        "unit": signal.axis.unit,
        "digits": 1 if signal.axis.unit == " m" else 0,
        "body": packed(shown, frames),
        "joints": len(JOINTS),
    }
