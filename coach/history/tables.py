"""The history's tables.

Identifiers of sets and trainings are 128 random bits in hexadecimal: they are addresses
of pages, which nobody guesses. Times are UTC. What is not known is NULL.
`migrations/versions` makes these tables, and a test compares the two.
"""

from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import DateTime, Dialect, ForeignKey, LargeBinary, MetaData, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy.types import TypeDecorator

ID: Final = 32
"""Digits of an identifier."""


class Moment(TypeDecorator[datetime]):
    """A time in UTC: SQLite forgets the zone, PostgreSQL gives its session's."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_result_value(
        self, value: Any | None, dialect: Dialect
    ) -> datetime | None:
        """Return the time with its zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            return value.replace(tzinfo=UTC)
        return value.astimezone(UTC)


class Table(DeclarativeBase):
    """What all tables share: names of constraints that migrations can rely on."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class AthleteRow(Table):
    """Who trains."""

    __tablename__ = "athletes"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text, unique=True)
    made_at: Mapped[datetime] = mapped_column(Moment)


class TrainingRow(Table):
    """One training; `plan` is JSON of what was to be done and what was skipped."""

    __tablename__ = "trainings"

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    athlete_id: Mapped[int] = mapped_column(ForeignKey("athletes.id"), index=True)
    began_at: Mapped[datetime] = mapped_column(Moment, index=True)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    plan: Mapped[str] = mapped_column(Text, default="{}")


class SetRow(Table):
    """One kept set: the numbers that lists and charts want, and the whole report.

    `recorded_at` is when its film was recorded; NULL where that is not known.
    """

    __tablename__ = "sets"

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    athlete_id: Mapped[int] = mapped_column(ForeignKey("athletes.id"), index=True)
    training_id: Mapped[str | None] = mapped_column(
        ForeignKey("trainings.id"), index=True
    )
    kept_at: Mapped[datetime] = mapped_column(Moment, index=True)
    changed_at: Mapped[datetime] = mapped_column(Moment)
    origin: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    exercise: Mapped[str | None] = mapped_column(Text, index=True)
    side: Mapped[str | None] = mapped_column(Text)
    view: Mapped[str] = mapped_column(Text)
    grade: Mapped[str] = mapped_column(Text)
    counted: Mapped[int]
    score: Mapped[float | None]
    score_low: Mapped[float | None]
    score_high: Mapped[float | None]
    coverage: Mapped[float]
    load: Mapped[str | None] = mapped_column(Text)
    load_kg: Mapped[float | None]
    effort: Mapped[float | None]
    pain_before: Mapped[int | None]
    pain_after: Mapped[int | None]
    pain_next_morning: Mapped[int | None]
    note: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[str] = mapped_column(Text)
    report: Mapped[str] = mapped_column(Text, deferred=True)
    recorded_at: Mapped[datetime | None] = mapped_column(Moment)

    recordings: Mapped[list["RecordingRow"]] = relationship(
        order_by="RecordingRow.place", cascade="all, delete-orphan"
    )
    units: Mapped[list["UnitRow"]] = relationship(
        order_by="UnitRow.number", cascade="all, delete-orphan"
    )
    numbers: Mapped[list["NumberRow"]] = relationship(cascade="all, delete-orphan")
    corrections: Mapped[list["CorrectionRow"]] = relationship(
        order_by="CorrectionRow.id", cascade="all, delete-orphan"
    )


def _of_set(*, primary_key: bool = False, index: bool = False) -> Mapped[str]:
    set_id = ForeignKey("sets.id", ondelete="CASCADE")
    return mapped_column(set_id, primary_key=primary_key, index=index or None)


class RecordingRow(Table):
    """One film of a set, or one live recording: its track, and how it was judged.

    `options` is JSON of `coach.check.Options`; `film` the name of the film's file in
    the history's folder, NULL where the film itself was not kept.
    """

    __tablename__ = "recordings"

    set_id: Mapped[str] = _of_set(primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(Text, index=True)
    options: Mapped[str] = mapped_column(Text)
    film: Mapped[str | None] = mapped_column(Text)
    track: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class UnitRow(Table):
    """One rep, hold or bout."""

    __tablename__ = "units"

    set_id: Mapped[str] = _of_set(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    leg: Mapped[str | None] = mapped_column(Text)
    began_s: Mapped[float]
    ended_s: Mapped[float]
    score: Mapped[float | None]


class NumberRow(Table):
    """One measure of one leg in a set: the mean over its units."""

    __tablename__ = "numbers"

    set_id: Mapped[str] = _of_set(primary_key=True)
    leg: Mapped[str] = mapped_column(Text, primary_key=True)
    measure: Mapped[str] = mapped_column(Text, primary_key=True)
    view: Mapped[str] = mapped_column(Text, primary_key=True)
    value: Mapped[float]
    error: Mapped[float]
    unit: Mapped[str] = mapped_column(Text)


class CorrectionRow(Table):
    """Something that the user put right by hand; `value` is JSON."""

    __tablename__ = "corrections"

    id: Mapped[int] = mapped_column(primary_key=True)
    set_id: Mapped[str] = _of_set(index=True)
    made_at: Mapped[datetime] = mapped_column(Moment)
    kind: Mapped[str] = mapped_column(Text)
    value: Mapped[str] = mapped_column(Text)
