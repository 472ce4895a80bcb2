"""Between the history's nouns and its rows: NaN is NULL there."""

import json
import math
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, cast
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session as Transaction

from coach.history.as_text import options_as_text, options_from_text
from coach.history.kept import Diary, KeptSet, NewSet, Number, Recording, Training
from coach.history.numbers import numbers_of
from coach.history.tables import (
    AthleteRow,
    NumberRow,
    RecordingRow,
    SetRow,
    TrainingRow,
    UnitRow,
)
from coach.reports.json_report import as_json
from exercises.report import Grade
from exercises.units import NAN
from hamstrong.errors import HistoryError, TrackError
from vision.files import legible
from vision.track_file import packed_track, unpacked_track


def new_id() -> str:
    """Return a new address: 128 random bits."""
    return uuid4().hex


def athlete_row(transaction: Transaction, name: str) -> AthleteRow:
    """Return an athlete's row, made where there is none; two may make it at once."""
    own = transaction.get_bind().dialect.name == "sqlite"
    transaction.execute(
        (sqlite.insert if own else postgresql.insert)(AthleteRow)
        .values(name=name, made_at=datetime.now(UTC))
        .on_conflict_do_nothing(index_elements=[AthleteRow.name])
    )
    return transaction.scalars(select(AthleteRow).where(AthleteRow.name == name)).one()


def new_row(transaction: Transaction, new: NewSet) -> SetRow:
    """Add a set's row; without its training where that was forgotten meanwhile."""
    row = SetRow(id=new.id, kept_at=datetime.now(UTC), note="")
    row.athlete_id = athlete_row(transaction, new.athlete).id
    if new.training is not None:
        # Locked, so that in PostgreSQL nobody forgets it before this is written.
        training = transaction.get(
            TrainingRow, new.training, with_for_update={"read": True, "key_share": True}
        )
        row.training_id = training.id if training is not None else None
    transaction.add(row)
    return row


def filled(row: SetRow, new: NewSet) -> None:
    """Write a set and its report into its row, and into those that belong to it."""
    report = new.report
    # A set whose film has gone since keeps what the film said.
    row.recorded_at = new.recorded_at or row.recorded_at
    row.origin, row.title = new.origin, legible(new.title)
    row.exercise, row.side, row.load = report.exercise, report.side, report.load
    row.view, row.grade = report.view.name, report.score.grade
    row.counted, row.coverage = len(report.units), report.score.coverage
    row.score = _or_null(report.score.value)
    row.score_low, row.score_high = (
        _or_null(report.score.low),
        _or_null(report.score.high),
    )
    row.report = json.dumps(as_json(report), allow_nan=False, separators=(",", ":"))
    row.units = [
        UnitRow(
            number=unit.index,
            leg=unit.leg,
            began_s=unit.began_s,
            ended_s=unit.ended_s,
            score=_or_null(unit.score),
        )
        for unit in report.units
    ]
    row.numbers = [NumberRow(**vars(number)) for number in numbers_of(report)]
    _write_recordings(row, new)


def _write_recordings(row: SetRow, new: NewSet) -> None:
    """Write recordings; a track that is there already is not written again."""
    known = {one.place: one for one in row.recordings}
    rows = []
    for place, recording in enumerate(new.recordings):
        one = known.get(place)
        if one is None or one.digest != recording.digest:
            if recording.track is None:
                raise HistoryError("A set without its track cannot be kept.")
            packed = packed_track(recording.track)
            one = RecordingRow(place=place, track=packed, film=None)
        one.name, one.digest = legible(recording.name), recording.digest
        one.options = options_as_text(recording.options)
        rows.append(one)
    row.recordings = rows


def as_kept(row: SetRow, athlete: str) -> KeptSet:
    """Return a set as lists show it."""
    return KeptSet(
        id=row.id,
        athlete=athlete,
        training=row.training_id,
        kept_at=row.kept_at,
        recorded_at=row.recorded_at,
        changed_at=row.changed_at,
        origin=cast(Any, row.origin),
        title=row.title,
        exercise=row.exercise,
        side=cast(Any, row.side),
        view=row.view,
        grade=cast(Grade, row.grade),
        counted=row.counted,
        score=_or_nan(row.score),
        score_low=_or_nan(row.score_low),
        score_high=_or_nan(row.score_high),
        coverage=row.coverage,
        load=cast(Any, row.load),
        version=row.version,
        diary=Diary(
            load_kg=_or_nan(row.load_kg),
            effort=_or_nan(row.effort),
            pain_before=row.pain_before,
            pain_after=row.pain_after,
            pain_next_morning=row.pain_next_morning,
            note=row.note,
        ),
    )


def write_diary(row: SetRow, diary: Diary) -> None:
    """Write what the athlete says of a set."""
    row.load_kg, row.effort = _or_null(diary.load_kg), _or_null(diary.effort)
    row.pain_before, row.pain_after = diary.pain_before, diary.pain_after
    row.pain_next_morning = diary.pain_next_morning
    # A terminal without UTF-8 gives halves of signs, which no database takes.
    row.note = diary.note.encode("utf-8", "replace").decode()


def as_recording(row: RecordingRow) -> Recording:
    """Return a recording with its track, if this version still reads it."""
    try:
        track = unpacked_track(row.track, row.name)
    except TrackError:
        track = None
    return Recording(
        name=row.name,
        digest=row.digest,
        track=track,
        options=options_from_text(row.options),
        film=row.film,
    )


def as_numbers(sets: Iterable[Any], numbers: Iterable[Any]) -> list[Number]:
    """Return measures with what is needed of their sets, the oldest first.

    The sets' part comes once a set: there are tens of thousands of measures
    (benchmarks/history.py).

    Args:
        sets: (address, when it was done, exercise, grade, weight in kg, its word).
        numbers: (set's address, leg, view, measure, value, error, unit).
    """
    known = {set_id: rest for set_id, *rest in sets}
    found = [
        Number(
            set_id=set_id,
            at=known[set_id][0],
            exercise=known[set_id][1],
            leg=leg,
            view=view,
            grade=known[set_id][2],
            measure=measure,
            value=value,
            error=error,
            unit=unit,
            load_kg=math.nan if known[set_id][3] is None else known[set_id][3],
            load=known[set_id][4],
        )
        for set_id, leg, view, measure, value, error, unit in numbers
        if set_id in known
    ]
    return sorted(found, key=lambda one: one.at)


def as_training(row: TrainingRow, athlete: str) -> Training:
    """Return a training."""
    plan: Mapping[str, Any] = json.loads(row.plan)
    return Training(
        id=row.id,
        athlete=athlete,
        began_at=row.began_at,
        ended_at=row.ended_at,
        plan=plan,
    )


def _or_null(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _or_nan(value: float | None) -> float:
    return NAN if value is None else value
