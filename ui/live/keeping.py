"""Live sets on the server's desk: kept when they end, whatever their page does."""

from coach.jobs.question import Asked, FilmFile
from coach.jobs.sets import SetAtHand
from coach.live.session import FinishedSet
from ui.desk import DESK


def keep_set(done: FinishedSet, training: str | None = None) -> None:
    """Lay a set on the desk, which keeps it; one without any unit is not kept.

    Args:
        done: The set.
        training: The training it belongs to.
    """
    if done.report.units:
        _lay_down(done, training, keep=True)


def at_hand(done: FinishedSet) -> SetAtHand:
    """Return a set as it lies on the desk."""
    known = DESK.find(done.id)
    return known or _lay_down(done, None, keep=False)


def _lay_down(done: FinishedSet, training: str | None, *, keep: bool) -> SetAtHand:
    film = FilmFile(
        name=done.report.source.name,
        digest=f"live-{done.id}",
        path=done.recording,
        track=done.track,
    )
    return DESK.begin(
        [film],
        title="Live set",
        set_id=done.id,
        origin="live",
        keep=keep,
        training=training,
        asked=Asked(options=done.options),
    )
