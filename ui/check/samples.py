"""The sample clips: films with known answers, to see what a check gives."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from exercises.registry import EXERCISES

FOLDER: Final = Path(__file__).resolve().parents[2] / "sample_videos"
THUMBNAIL_PX: Final = 480
"""The longer side of the picture beside a clip."""
_FRONT_FROM_DEG: Final = 65.0
"""View angle from which a film counts as taken from the front (rationale.md 3)."""
_ENDINGS: Final = {
    "left": "left leg",
    "right": "right leg",
    "both": "both legs",
}


@dataclass(frozen=True, kw_only=True)
class Sample:
    """A sample clip.

    Attributes:
        path: The video; its picture lies beside it as `.jpg`.
        title: From its file name.
        shows: One sentence.
        exercise: Key of the exercise; empty when it is none of ours.
        side: The working leg; empty likewise.
        from_front: Whether the camera stands in front.
        telling_s: When the picture tells most: the first bottom, the middle of the
            first hold or bout.
    """

    path: Path
    title: str
    shows: str
    exercise: str
    side: str
    from_front: bool
    telling_s: float


def read_samples(folder: Path = FOLDER) -> list[Sample]:
    """Return the sample clips of a folder by name; none when there is no folder."""
    samples = [_read_sample(path) for path in sorted(folder.glob("*.mp4"))]
    # The good ones first: they show what a set should look like.
    return sorted(
        samples, key=lambda sample: ("good" not in sample.path.stem, sample.from_front)
    )


def grouped(samples: Sequence[Sample]) -> dict[str, list[Sample]]:
    """Return samples by exercise key in the circuit's order; none of ours last, ""."""
    groups = {
        key: [sample for sample in samples if sample.exercise == key]
        for key in EXERCISES
    }
    groups[""] = [sample for sample in samples if sample.exercise not in EXERCISES]
    return {key: found for key, found in groups.items() if found}


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
    truth = path.with_suffix(".truth.json")
    return _as_written(path, truth.stat().st_mtime_ns if truth.is_file() else 0)


@cache
def _as_written(path: Path, _at_ns: int) -> Sample:
    """Read what is written beside a clip: once, since each redraw asks for all."""
    truth = _truth(path.with_suffix(".truth.json"))
    camera = truth.get("camera") or {}
    return Sample(
        path=path,
        title=_title(path.stem),
        shows=str(truth.get("shows") or ""),
        exercise=str(truth.get("exercise") or ""),
        side=str(truth.get("side") or ""),
        from_front=float(camera.get("yaw_deg") or 0) > _FRONT_FROM_DEG,
        telling_s=_telling_s(truth),
    )


def _telling_s(truth: Mapping[str, Any]) -> float:
    reps, others = truth.get("reps"), truth.get("holds") or truth.get("bouts")
    if reps:
        # A bridge is told by its top, which is where its lowering starts.
        known = EXERCISES.get(str(truth.get("exercise")))
        top = known is not None and known.evidence_at == "top"
        return float(reps[0].get("start_s" if top else "bottom_s") or 1.0)
    if others:
        first = others[0]
        ends_s = float(first.get("end_s") or 2.0)
        return (float(first.get("start_s") or 0.0) + ends_s) / 2
    return 1.0


def _truth(path: Path) -> dict[str, Any]:
    """Read the truth beside a clip; a clip without one can be checked as well."""
    try:
        truth = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return truth if isinstance(truth, dict) else {}


def _title(stem: str) -> str:
    """Return "Deadlift: good, left leg" for deadlift_good_left."""
    exercise, words = _exercise_words(stem)
    ending = []
    if words and words[-1] in _ENDINGS:
        ending.append(_ENDINGS[words.pop()])
    if "front" in words:
        words.remove("front")
        ending.append("from the front")
    what = ", ".join(filter(None, [" ".join(words), *ending]))
    return f"{exercise}: {what}" if what else exercise


def _exercise_words(stem: str) -> tuple[str, list[str]]:
    """Split a clip's name into its exercise, for people, and the other words."""
    words = stem.split("_")
    for length, name in _PREFIXES:
        if words[: len(length)] == list(length):
            return name, words[len(length) :]
    return words[0].capitalize(), words[1:]


_PREFIXES: Final = (
    (("bird", "dog"), "Bird dog"),
    (("pull", "over"), "Pull over"),
    (("box", "bridge"), "Bridge on the box"),
)
"""How clips' names begin that take two words, and what the exercise is called."""
