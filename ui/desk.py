"""This server's desk: the sets, films and drawings that all its pages share."""

from __future__ import annotations

import threading
from collections.abc import Hashable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coach.history.history import History
from coach.jobs.desk import Desk
from coach.jobs.drawing import Drawing, FilmsToDraw
from coach.jobs.following import FilmsToFollow
from coach.jobs.sets import SetAtHand
from exercises.report import Report
from ui.sessions import is_open
from ui.shelf import Shelf

if TYPE_CHECKING:
    from coach.film.evidence import Evidence

DRAWS: Final = FilmsToDraw()
_evidence: Final[dict[tuple[str, Hashable], list[Evidence]]] = {}
_fetching: Final = threading.Lock()


def _forget_pictures(set_id: str) -> None:
    """Remove what was drawn of a set that no page shows any more."""
    DRAWS.forget(set_id)
    with _fetching:
        for key in [key for key in _evidence if key[0] == set_id]:
            del _evidence[key]


FOLLOWS: Final = FilmsToFollow()
SHELF: Final = Shelf(is_open, on_gone=_forget_pictures)
DESK: Final = Desk(History(), FOLLOWS, SHELF.path)
PICTURES: Final = 12
"""Sets whose evidence stays at hand, a megabyte or two each (our choice)."""


def film_of(one: SetAtHand, place: int = 0) -> Path | None:
    """Return where a set's film lies; None where it is not here any more."""
    path = one.films[place].path
    if path is not None and path.is_file():
        return path
    return DESK.film(one.id, place) if one.is_kept else None


def drawing_of(one: SetAtHand, report: Report) -> Drawing | None:
    """Return the annotated film of a set, begun if need be; None without its film."""
    film, tracks = film_of(one), one.tracks
    if film is None or tracks is None:
        return None
    mirrored = one.asked.options.mirrored
    return DRAWS.draw(one.key, film, tracks[0], report, mirrored=mirrored)


def evidence_of(one: SetAtHand, report: Report) -> list[Evidence]:
    """Return pictures of where the faults show; none without the film.

    Raises:
        VideoError: The film cannot be read.
    """
    from coach.film.evidence import evidence_frames

    film, tracks = film_of(one), one.tracks
    if film is None or tracks is None:
        return []
    with _fetching:
        if one.key not in _evidence:
            _evidence[one.key] = evidence_frames(
                film, tracks[0], report, mirrored=one.asked.options.mirrored
            )
            while len(_evidence) > PICTURES:
                del _evidence[next(iter(_evidence))]
        return _evidence[one.key]
