"""The sample clips: films with known answers, to see what a check gives."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).resolve().parent.parent / "sample_videos"
_FRONT_FROM_DEG: Final = 65.0
"""View angle from which a film counts as taken from the front (exercises.md 3)."""


@dataclass(frozen=True, kw_only=True)
class Sample:
    """A sample clip.

    Attributes:
        path: The video.
        title: From its file name.
        shows: One sentence.
        exercise: Key of the exercise; empty when the truth does not say.
        side: The working leg; empty likewise.
        from_front: Whether the camera stands in front.
        bottom_s: When the first bottom is reached: the picture that tells most.
    """

    path: Path
    title: str
    shows: str
    exercise: str
    side: str
    from_front: bool
    bottom_s: float


def read_samples(folder: Path = FOLDER) -> list[Sample]:
    """Return the sample clips of a folder by name; none when there is no folder."""
    samples = [_read_sample(path) for path in sorted(folder.glob("*.mp4"))]
    # The good ones first: they show what a set should look like.
    return sorted(
        samples, key=lambda sample: ("good" not in sample.path.stem, sample.from_front)
    )


def other_view_of(sample: Sample, samples: list[Sample]) -> Sample | None:
    """Return the sample that shows the same good set from the other side, if any."""
    if "good" not in sample.path.stem:
        return None
    for other in samples:
        same = (other.exercise, other.side) == (sample.exercise, sample.side)
        if same and other.from_front != sample.from_front and "good" in other.path.stem:
            return other
    return None


def _read_sample(path: Path) -> Sample:
    truth = _truth(path.with_suffix(".truth.json"))
    reps = truth.get("reps") or [{}]
    return Sample(
        path=path,
        title=_title(path.stem),
        shows=str(truth.get("shows", "")),
        exercise=str(truth.get("exercise", "")),
        side=str(truth.get("side", "")),
        from_front=float(truth.get("camera", {}).get("yaw_deg", 0)) > _FRONT_FROM_DEG,
        bottom_s=float(reps[0].get("bottom_s", 1.0)),
    )


def _truth(path: Path) -> dict[str, Any]:
    """Read the truth beside a clip; a clip without one can be checked as well."""
    try:
        truth = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return truth if isinstance(truth, dict) else {}


def _title(stem: str) -> str:
    """Return "Deadlift: good, left leg" for deadlift_good_left."""
    exercise, *words = stem.split("_")
    ending = []
    if words and words[-1] in ("left", "right"):
        ending.append(f"{words.pop()} leg")
    if "front" in words:
        words.remove("front")
        ending.append("from the front")
    what = ", ".join(filter(None, [" ".join(words), *ending]))
    return f"{exercise.capitalize()}: {what}" if what else exercise.capitalize()
