"""The sets that a server has at hand, found by their addresses."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from coach.history.history import History
from coach.history.kept import OpenedSet, Origin
from coach.history.rows import new_id
from coach.jobs.following import FilmsToFollow
from coach.jobs.question import Asked, FilmFile
from coach.jobs.sets import SetAtHand

AT_HAND: Final = 48
"""Sets that are done are opened from the history again (our choice)."""


class Desk:
    """All pages of a server share it; who knows a set's address gets the set."""

    def __init__(
        self,
        history: History,
        follows: FilmsToFollow,
        film_of: Callable[[str, int], Path | None] = lambda _id, _place: None,
    ) -> None:
        """Begin with an empty desk.

        Args:
            history: Where sets are kept.
            follows: Who follows films.
            film_of: Finds a set's film that was not kept but is still here, by the
                set's address and the film's place in it.
        """
        self.history, self._follows, self._film_of = history, follows, film_of
        self._sets: dict[str, SetAtHand] = {}
        self._lock = threading.Lock()
        self._opening = threading.RLock()

    def begin(
        self,
        films: Sequence[FilmFile],
        *,
        title: str,
        set_id: str | None = None,
        origin: Origin = "film",
        keep: bool = True,
        training: str | None = None,
        asked: Asked | None = None,
    ) -> SetAtHand:
        """Begin with a new set: its films are followed, and it is kept when they are.

        Args:
            films: One, or two from two sides.
            title: What people call it.
            set_id: Its address; None for a new one.
            origin: Where it comes from.
            keep: Whether it goes into the history.
            training: The training it belongs to.
            asked: What is asked of it at first.
        """
        one = SetAtHand(
            set_id or new_id(),
            films,
            title=title,
            follows=self._follows,
            history=self.history if keep else None,
            origin=origin,
            training=training,
            asked=asked,
        )
        return self._lay_down(one)

    def find(self, set_id: str) -> SetAtHand | None:
        """Return the set of an address, from the history if need be; None for no set.

        Raises:
            HistoryError: The history cannot be opened.
            VideoError: An earlier version's track cannot be read, and the film is gone.
        """
        known = self.at_hand(set_id)
        if known is not None:
            return known
        with self._opening:  # or it might be forgotten before it lies here
            opened = self.history.open(set_id)
            return None if opened is None else self._lay_down(self._reopened(opened))

    def at_hand(self, set_id: str) -> SetAtHand | None:
        """Return the set of an address without asking the history."""
        with self._lock:
            known = self._sets.pop(set_id, None)
            if known is not None:
                self._sets[set_id] = known  # the newest last
            return known

    def of_training(self, training: str) -> list[SetAtHand]:
        """Return the sets at hand that belong to a training, the newest last."""
        with self._lock:
            return [one for one in self._sets.values() if one.training == training]

    def forget(self, set_id: str) -> None:
        """Remove a set from the history and from the desk."""
        with self._opening:
            self._put_away(set_id)
            self.history.forget(set_id)
            self._put_away(set_id)  # `begin` may have had the same address meanwhile

    def film(self, set_id: str, place: int) -> Path | None:
        """Return where a set's film lies: kept, or still here; None where it is not."""
        return self.history.films.path(set_id, place) or self._film_of(set_id, place)

    def _reopened(self, opened: OpenedSet) -> SetAtHand:
        kept, recordings = opened.kept, opened.recordings
        films = [
            FilmFile(
                name=one.name,
                digest=one.digest,
                path=self.film(kept.id, place),
                track=one.track,
            )
            for place, one in enumerate(recordings)
        ]
        asked = Asked(
            options=recordings[0].options,
            second_mirrored=recordings[-1].options.mirrored,
        )
        return SetAtHand(
            kept.id,
            films,
            title=kept.title,
            follows=self._follows,
            history=self.history,
            origin=kept.origin,
            training=kept.training,
            asked=asked,
            as_kept=True,
        )

    def _put_away(self, set_id: str) -> None:
        with self._lock:
            known = self._sets.pop(set_id, None)
        if known is not None:
            known.leave()

    def _lay_down(self, one: SetAtHand) -> SetAtHand:
        with self._lock:
            known = self._sets.setdefault(one.id, one)
            # What could not be kept is nowhere else. What failed or was stopped goes.
            over = [
                key
                for key, each in self._sets.items()
                if key != one.id and each.settled and not each.trouble
            ]
            for key in over[: max(0, len(self._sets) - AT_HAND)]:
                del self._sets[key]
        return known
