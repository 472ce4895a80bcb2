"""What `hamstrong check --keep` and `hamstrong live` put into the history."""

import hashlib
from collections.abc import Callable, Sequence

from coach.check import Options, VideoAnalysis
from coach.cli.history_tables import SHOWN_DIGITS
from coach.history.history import History
from coach.history.kept import Diary, NewSet, Recording
from coach.history.rows import new_id
from coach.live.state import FinishedSet, LiveSettings
from coach.reports.wording import exercise_title
from exercises.report import Report
from hamstrong.errors import HistoryError
from vision.files import digest_of
from vision.track_file import packed_track
from vision.video.recorded import recorded_at


def keep_checked(
    films: Sequence[VideoAnalysis],
    report: Report,
    options: Options,
    *,
    load_kg: float | None = None,
    history: History | None = None,
) -> str:
    """Keep a checked set; return what to tell of it.

    The same films of the same athlete are the same set, judged anew: their address
    stays, and what was noted.

    Args:
        films: One, or two of one leg.
        report: Of them all.
        options: How they were judged.
        load_kg: Noted with it; None notes nothing.
        history: None for the user's own.

    Raises:
        HistoryError: The history cannot be used.
    """
    history = history or History()
    digests = [digest_of(film.path) for film in films]
    set_id = _known(history, digests, options)
    anew = set_id is not None
    new = NewSet(
        id=set_id or new_id(),
        origin="film",
        title=films[0].path.stem,
        report=report,
        recorded_at=recorded_at(films[0].path),
        recordings=[
            Recording(
                name=film.path.name, digest=digest, track=film.track, options=options
            )
            for film, digest in zip(films, digests, strict=True)
        ],
    )
    history.keep(new)
    if load_kg is not None:
        note_load(history, new.id, load_kg)
    history.close()
    return (
        f"{'Judged anew in the history' if anew else 'Kept'} as {new.id}. Note how it "
        f"felt: hamstrong history note {new.id[:SHOWN_DIGITS]} --effort 7"
    )


def note_load(history: History, set_id: str, load_kg: float) -> None:
    """Note a set's load in kilograms; what else was noted stays."""
    kept = history.find(set_id)
    noted = kept.diary if kept is not None else Diary()
    history.note(set_id, Diary(**(vars(noted) | {"load_kg": load_kg})))


def keep_finished(history: History, done: FinishedSet, settings: LiveSettings) -> str:
    """Keep a set of a live session; return its address.

    Raises:
        HistoryError: The history cannot be used.
    """
    report = done.report
    options = Options(
        exercise=settings.exercise,
        side="auto" if settings.side == "auto" else report.side or "auto",
        load=settings.load,
        height_m=settings.height_m,
        mirrored=settings.mirrored,
    )
    digest = hashlib.blake2b(packed_track(done.track), digest_size=20).hexdigest()
    new = NewSet(
        id=new_id(),
        origin="live",
        title=exercise_title(report.exercise),
        report=report,
        recordings=[
            Recording(
                name=report.source.name,
                digest=digest,
                track=done.track,
                options=options,
            )
        ],
    )
    history.keep(new)
    return new.id


def keeper(
    settings: LiveSettings, say: Callable[[str], None], history: History | None = None
) -> Callable[[FinishedSet], None]:
    """Return what keeps a session's sets one by one.

    A history that cannot be used is told of once, and the session goes on.
    """
    into = history or History()
    broken: list[HistoryError] = []

    def keep(done: FinishedSet) -> None:
        if broken or not done.report.judged:
            return
        try:
            say(f"Kept as {keep_finished(into, done, settings)}.")
        except HistoryError as error:
            broken.append(error)
            say(f"This set is not kept. {error}")

    return keep


def refuse_closed_history() -> None:
    """Say that nothing can be kept before minutes are spent on tracking.

    Raises:
        HistoryError: The history cannot be opened.
    """
    history = History()
    history.count()
    history.close()


def _known(history: History, digests: list[str], options: Options) -> str | None:
    """Return the address of the set of the same films and athlete, if it is kept."""
    for set_id in history.with_films(digests):
        found = history.open(set_id)
        if found is not None and found.recordings[0].options.athlete == options.athlete:
            return set_id
    return None
