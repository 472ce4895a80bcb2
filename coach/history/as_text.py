"""Options as JSON and back: what a set was judged with, so that it can be again."""

import json
from dataclasses import asdict
from typing import Any

from coach.by_hand import MeasuredByHand
from coach.check import Options
from exercises.marks import MarkedRep, Marks
from exercises.scoring.bands import Band
from vision.people.athlete import ImagePoint

NOT_KEPT = ("cached", "workers")
"""How it was worked out, which changes no result."""


def options_as_text(options: Options) -> str:
    """Return options as JSON."""
    data = {key: value for key, value in asdict(options).items() if key not in NOT_KEPT}
    return json.dumps(data)


def options_from_text(text: str) -> Options:
    """Return the options of `options_as_text`.

    Raises:
        ValueError: They are none.
    """
    data: dict[str, Any] = json.loads(text)
    if data.get("athlete") is not None:
        data["athlete"] = ImagePoint(*data["athlete"])
    if data.get("limits") is not None:
        data["limits"] = {
            exercise: {key: _band(band) for key, band in bands.items()}
            for exercise, bands in data["limits"].items()
        }
    try:
        if data.get("marks") is not None:
            data["marks"] = _marks(data["marks"])
        if data.get("by_hand") is not None:
            data["by_hand"] = tuple(map(_by_hand, data["by_hand"]))
        return Options(**data)
    except (TypeError, KeyError) as error:
        raise ValueError(f"options that are none: {error}") from error


def _marks(given: dict[str, Any]) -> Marks:
    return Marks(
        reps=tuple(MarkedRep(**rep) for rep in given["reps"]),
        removed_s=tuple(float(at_s) for at_s in given["removed_s"]),
    )


def _by_hand(given: dict[str, Any]) -> MeasuredByHand:
    points = tuple((float(x), float(y)) for x, y in given["points"])
    return MeasuredByHand(at_s=float(given["at_s"]), points=points)


def _band(edges: dict[str, list[float]]) -> Band:
    return Band(**{name: (low, high) for name, (low, high) in edges.items()})
