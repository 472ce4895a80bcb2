"""A day's sets as a FIT file: a strength training for watches' apps and Strava.

FIT knows sets with their repetitions, weight and exercise, and times between them. A
set begins when its film was recorded; where the film does not say, it ends when it was
kept, or as soon after the one before as its length allows. What a physical therapist
would say of it has no place in FIT and stays here.
"""

import datetime as dt
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from coach.history.history import History
from coach.history.kept import KeptSet, OpenedSet
from exercises.registry import EXERCISES
from hamstrong.errors import HistoryError, OutputError
from vision.files import write_then_rename

_UNITS: Final = ("reps", "holds", "bouts")
UNKNOWN: Final = 65534
"""FIT's category of what has none."""
MAKER: Final = 255
"""FIT's manufacturer "development": who has no number of their own."""
LONGEST_NAME: Final = 60
"""FIT strings are short (our choice, below its 255 bytes)."""


@dataclass(frozen=True, kw_only=True)
class TrainedSet:
    """A set on the day's clock.

    Attributes:
        start, end: UTC.
        exercise: Its key.
        counted: Reps, holds or bouts.
        load_kg: NaN where none was noted.
    """

    start: dt.datetime
    end: dt.datetime
    exercise: str
    counted: int
    load_kg: float


def write_fit(
    history: History, path: Path, day: dt.date | None = None
) -> tuple[dt.date, int]:
    """Write the sets of a day, by this computer's clock; return the day and how many.

    Args:
        history: Where they are kept.
        path: The file.
        day: Which; None for the last one with sets.

    Raises:
        HistoryError: No set was kept on that day.
        OutputError: It cannot be written, or what writes it is not installed.
    """
    known = [one for one in history.sets() if one.exercise in EXERCISES]
    wanted = day or max((_day(one) for one in known), default=None)
    kept = [one for one in known if _day(one) == wanted]
    if wanted is None or not kept:
        raise HistoryError(
            f"No set was kept on {wanted}. `hamstrong history list` shows the days."
            if wanted
            else "Nothing is kept yet. `hamstrong check FILM --keep` keeps a set."
        )
    kept.sort(key=lambda one: one.done_at)
    opened = (history.open(one.id) for one in kept)
    sets = on_the_clock([one for one in opened if one is not None])
    content = _as_fit(sets)
    with write_then_rename(path) as temporary:
        temporary.write_bytes(content)
    return wanted, len(sets)


def _day(one: KeptSet) -> dt.date:
    return one.done_at.astimezone().date()


def on_the_clock(opened: Sequence[OpenedSet]) -> list[TrainedSet]:
    """Return sets, the oldest first, so that none begins before the last one ended."""
    sets: list[TrainedSet] = []
    for one in opened:
        lasted = dt.timedelta(seconds=_lasted_s(one.report_json))
        start = one.kept.recorded_at or one.kept.kept_at - lasted
        if sets:
            start = max(start, sets[-1].end)
        sets.append(
            TrainedSet(
                start=start,
                end=start + lasted,
                exercise=one.kept.exercise or "",
                counted=one.kept.counted,
                load_kg=one.kept.diary.load_kg,
            )
        )
    return sets


def _lasted_s(report: Mapping[str, Any]) -> float:
    """Return from the first to the last that was counted; else the film's length."""
    ends_s = [
        unit[edge]
        for kind in _UNITS
        for unit in report.get(kind, ())
        for edge in ("start_s", "bottom_s", "leave_s", "end_s")
        if unit.get(edge) is not None
    ]
    if not ends_s:
        return float(report["source"]["duration_s"] or 0.0)
    return float(max(ends_s) - min(ends_s))


def _as_fit(sets: Sequence[TrainedSet]) -> bytes:
    try:
        from fit_tool.fit_file_builder import FitFileBuilder
    except ImportError as error:
        raise OutputError(
            "What writes FIT is not installed. Install hamstrong[fit]."
        ) from error
    builder = FitFileBuilder(auto_define=True, min_string_size=LONGEST_NAME)
    for message in _messages(sets):
        builder.add(message)
    return bytes(builder.build().to_bytes())


def _messages(sets: Sequence[TrainedSet]) -> Iterator[Any]:
    """Yield a file's messages in the order that FIT asks of an activity."""
    from fit_tool.profile.messages.activity_message import ActivityMessage
    from fit_tool.profile.messages.file_id_message import FileIdMessage
    from fit_tool.profile.messages.session_message import SessionMessage
    from fit_tool.profile.profile_type import FileType, Sport, SubSport

    start, end = sets[0].start, sets[-1].end
    yield _filled(
        FileIdMessage(),
        type=FileType.ACTIVITY,
        manufacturer=MAKER,
        product=0,
        time_created=_ms(start),
        serial_number=1,
    )
    yield from _titles(sets)
    yield from _sets_and_rests(sets)
    whole_s = (end - start).total_seconds()
    yield _filled(
        SessionMessage(local_id=3),
        timestamp=_ms(end),
        start_time=_ms(start),
        total_elapsed_time=whole_s,
        total_timer_time=whole_s,
        sport=Sport.TRAINING,
        sub_sport=SubSport.STRENGTH_TRAINING,
        first_lap_index=0,
        num_laps=0,
    )
    yield _filled(
        ActivityMessage(local_id=4),
        timestamp=_ms(end),
        total_timer_time=whole_s,
        num_sessions=1,
    )


def _titles(sets: Sequence[TrainedSet]) -> Iterator[Any]:
    """Yield what each exercise is called here."""
    from fit_tool.profile.messages.exercise_title_message import ExerciseTitleMessage

    for index, key in enumerate(dict.fromkeys(one.exercise for one in sets)):
        category, name = EXERCISES[key].fit or (UNKNOWN, 0)
        yield _filled(
            ExerciseTitleMessage(local_id=1),
            message_index=index,
            exercise_category=category,
            exercise_name=name,
            workout_step_name=EXERCISES[key].title,
        )


def _sets_and_rests(sets: Sequence[TrainedSet]) -> Iterator[Any]:
    from fit_tool.profile.messages.set_message import SetMessage
    from fit_tool.profile.profile_type import SetType

    index, before = 0, sets[0].start
    for one in sets:
        if one.start > before:
            yield _filled(
                SetMessage(local_id=5),
                message_index=index,
                timestamp=_ms(one.start),
                start_time=_ms(before),
                duration=(one.start - before).total_seconds(),
                set_type=SetType.REST.value,
            )
            index += 1
        category, name = EXERCISES[one.exercise].fit or (UNKNOWN, 0)
        told = {} if math.isnan(one.load_kg) else {"weight": one.load_kg}
        yield _filled(
            SetMessage(local_id=2 if not told else 6),
            message_index=index,
            timestamp=_ms(one.end),
            start_time=_ms(one.start),
            duration=(one.end - one.start).total_seconds(),
            repetitions=one.counted,
            set_type=SetType.ACTIVE.value,
            category=[category],
            category_subtype=[name],
            **told,
        )
        index, before = index + 1, one.end


def _filled(message: Any, **fields: Any) -> Any:
    for name, value in fields.items():
        setattr(message, name, value)
    return message


def _ms(at: dt.datetime) -> int:
    """Return milliseconds since 1970, as the library takes times."""
    return round(at.timestamp() * 1000)
