"""What each film of people and each odd file must give: `real_expected.toml`, read."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from benchmarks.truth import ROOT, SAMPLES

SHARED: Final = ROOT.parent / "shared"
LISTED: Final = Path(__file__).with_suffix(".toml")
AUTO: Final = "auto"


@dataclass(frozen=True, kw_only=True)
class Span:
    """A lowering or a hold that truly happened.

    Attributes:
        start_s: When it starts.
        end_s: When it ends.
        read_s: How far off each of the two may have been read; 0 of a rendered film.
        hinge_deg: The hip's angle at its end; None where nobody knows it.
    """

    start_s: float
    end_s: float
    read_s: float = 0.0
    hinge_deg: float | None = None

    @property
    def duration_s(self) -> float:
        """How long it takes."""
        return self.end_s - self.start_s


@dataclass(frozen=True, kw_only=True)
class Trial:
    """One film, one way to ask, and what must come; the fields stand in the file.

    Attributes:
        film: Path under the shared folder.
        shows: What is on it, in a few words.
        wanted: The row of the file, for `benchmarks.real_verdict`.
    """

    film: str
    shows: str
    wanted: Mapping[str, Any]

    @property
    def named(self) -> str:
        """Return the exercise as named by hand, or "auto"."""
        return str(self.wanted.get("named", AUTO))

    @property
    def speed(self) -> float | None:
        """Return how fast the film plays, where that is told; 0.25 is slow motion."""
        return self.wanted.get("speed")

    @property
    def path(self) -> Path:
        """Return where the film is."""
        return SHARED / self.film

    @property
    def exercises(self) -> tuple[str, ...]:
        """Return the exercises that are right; "none" is none of the five."""
        if self.named != AUTO:
            return (self.named,)
        return tuple(self.wanted.get("is", ()))

    @cached_property
    def lowerings(self) -> tuple[Span, ...]:
        """Return the true lowerings, as far as they are known."""
        if sample := self.wanted.get("sample"):
            truth = _read(SAMPLES / f"{sample}.truth.json")
            return tuple(
                Span(start_s=rep["start_s"], end_s=rep["bottom_s"],
                     hinge_deg=rep["hip_deg_bottom"])
                for rep in truth["reps"]
            )  # fmt: skip
        if truth_file := self.wanted.get("truth"):
            reps = _read(SHARED / truth_file)["reps"]
            return tuple(Span(start_s=r["start"], end_s=r["bottom"]) for r in reps)
        return self._spans("lowerings_s")

    @cached_property
    def holds(self) -> tuple[Span, ...]:
        """Return the true holds, as read from frames."""
        return self._spans("holds_s")

    def _spans(self, key: str) -> tuple[Span, ...]:
        read_s = float(self.wanted.get("read_s", 0.0))
        return tuple(
            Span(start_s=start, end_s=end, read_s=read_s)
            for start, end in self.wanted.get(key, ())
        )


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two films of one set by two cameras.

    Attributes:
        films: Their paths under the shared folder.
        named: The exercise as named by hand.
    """

    films: tuple[str, str]
    named: str


def trials(text: str = "") -> list[Trial]:
    """Return all trials whose film's path or exercise holds a text."""
    rows: Iterator[dict[str, Any]] = iter(_listed()["trial"])
    listed = [Trial(film=row["film"], shows=row["shows"], wanted=row) for row in rows]
    return [trial for trial in listed if text.lower() in trial.film.lower()]


def pairs(text: str = "") -> list[Pair]:
    """Return all pairs of films, of which one's path holds a text."""
    listed = [
        Pair(films=(row["films"][0], row["films"][1]), named=row["named"])
        for row in _listed()["pair"]
    ]
    return [p for p in listed if any(text.lower() in film.lower() for film in p.films)]


def _listed() -> dict[str, Any]:
    return tomllib.loads(LISTED.read_text(encoding="utf-8"))


def _read(path: Path) -> dict[str, Any]:
    truth: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return truth
