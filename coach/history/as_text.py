"""Options as JSON and back: what a set was judged with, so that it can be again."""

import json
from dataclasses import asdict
from typing import Any

from coach.check import Options
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
        return Options(**data)
    except TypeError as error:
        raise ValueError(f"options that are none: {error}") from error


def _band(edges: dict[str, list[float]]) -> Band:
    return Band(**{name: (low, high) for name, (low, high) in edges.items()})
