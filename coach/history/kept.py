"""The nouns of the history, as the rest of the program sees them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from coach.check import Options
from exercises.report import Grade, Report
from exercises.units import NAN, Load, MeasureUnit, Side
from vision.track import Track

Origin = Literal["film", "live", "batch"]
KG_OF_A_POUND = 0.45359237
"""Exactly (the international pound of 1959)."""


@dataclass(frozen=True, kw_only=True)
class Recording:
    """One film of a set, or one live recording.

    Attributes:
        name: Of the film's file.
        digest: Of the film's content.
        track: In the film's own pixels and times; None where an earlier version's
            cannot be read any more.
        options: How it was judged.
        film: Name of the film's file in the history's folder; None where the film was
            not kept.
    """

    name: str
    digest: str
    track: Track | None
    options: Options
    film: str | None = None


@dataclass(frozen=True, kw_only=True)
class NewSet:
    """A judged set to be kept.

    Attributes:
        id: Its address, from `new_id`.
        origin: Where it comes from.
        title: What people call it.
        report: What was found.
        recordings: Its film; a second one from another side.
        athlete: Who trains; "" is the one who uses this computer.
        training: The training it belongs to; None for none.
        recorded_at: When its film was recorded; None where that is not known.
    """

    id: str
    origin: Origin
    title: str
    report: Report
    recordings: Sequence[Recording]
    athlete: str = ""
    training: str | None = None
    recorded_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Diary:
    """What the athlete says of a set; NaN, None or "" where nothing was said.

    Attributes:
        load_kg: The weight that was used.
        effort: How hard it was, 0 to 10 (the CR10 scale of Borg).
        pain_before, pain_after, pain_next_morning: 0 to 10 (numeric rating scale).
        note: In words.
    """

    load_kg: float = NAN
    effort: float = NAN
    pain_before: int | None = None
    pain_after: int | None = None
    pain_next_morning: int | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class KeptSet:
    """One set of the history, without its report and track.

    Attributes:
        id: Its address.
        kept_at, changed_at: UTC.
        exercise, side: As judged; None where unknown.
        view, grade: Of the film.
        counted: Reps, holds or bouts.
        score, score_low, score_high: NaN where there is none.
        load: As the report says it.
        version: Of Hamstrong, that judged it.
        recorded_at: When its film was recorded, UTC; None where that is not known.
    """

    id: str
    athlete: str
    training: str | None
    kept_at: datetime
    changed_at: datetime
    origin: Origin
    title: str
    exercise: str | None
    side: Side | None
    view: str
    grade: Grade
    counted: int
    score: float
    score_low: float
    score_high: float
    coverage: float
    load: Load | None
    version: str
    diary: Diary = field(default_factory=Diary)
    recorded_at: datetime | None = None

    @property
    def done_at(self) -> datetime:
        """When it was done, as far as is known: recorded, or else kept."""
        return self.recorded_at or self.kept_at


@dataclass(frozen=True, kw_only=True)
class OpenedSet:
    """One set with all that was kept of it.

    Attributes:
        kept: What lists show.
        recordings: With tracks.
        report_json: The report as it was when it was kept.
    """

    kept: KeptSet
    recordings: tuple[Recording, ...]
    report_json: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Number:
    """One measure of one leg in one set: the mean over its units.

    Attributes:
        set_id: Of the set.
        at: When the set was done, as far as is known, UTC.
        exercise: Of the set.
        leg: "left", "right", or "" where both worked or nobody knows.
        view, grade: Of the film; numbers of other ones are not comparable.
        measure: Its key.
        value, error: In `unit`; the error is half a 95 % interval.
        load_kg: The weight that was noted; NaN for none.
        load: The report's word for it; None for none.
    """

    set_id: str
    at: datetime
    exercise: str
    leg: str
    view: str
    grade: Grade
    measure: str
    value: float
    error: float
    unit: MeasureUnit
    load_kg: float = NAN
    load: Load | None = None


@dataclass(frozen=True, kw_only=True)
class Training:
    """One training.

    Attributes:
        id: Its address.
        began_at, ended_at: UTC; None while it goes on.
        plan: What was to be done, as plain data.
    """

    id: str
    athlete: str
    began_at: datetime
    ended_at: datetime | None
    plan: Mapping[str, Any]
