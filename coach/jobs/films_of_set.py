"""The films of one set: each is followed, or the body in it is known."""

import threading
from collections.abc import Sequence

from coach.jobs.following import FilmsToFollow, Following, Progress
from coach.jobs.question import FilmFile
from hamstrong.errors import VideoError
from vision.people.athlete import ImagePoint
from vision.track import Track


class FilmsOfSet:
    """One film, or two of the same set from two sides; from any thread."""

    def __init__(
        self, set_id: str, films: Sequence[FilmFile], follows: FilmsToFollow
    ) -> None:
        """Know them; nothing is followed yet.

        Args:
            set_id: Who wants them followed.
            films: The films.
            follows: Who follows films.
        """
        self._set_id, self._follows = set_id, follows
        self._films = tuple(films)
        self._athlete: ImagePoint | None = None
        self._known: dict[tuple[str, ImagePoint | None], Track] = {}
        self._under_way: list[Following | Track] = []
        self._stopped = False
        self._lock = threading.RLock()

    def know(self, athlete: ImagePoint | None) -> None:
        """Take the tracks that the films came with, as those of an athlete."""
        for place, film in enumerate(self._films):
            if film.track is not None:
                self._known[film.digest, athlete if place == 0 else None] = film.track

    @property
    def films(self) -> tuple[FilmFile, ...]:
        """The films."""
        with self._lock:
            return self._films

    def follow(
        self, athlete: ImagePoint | None, second: FilmFile | None
    ) -> list[Following]:
        """Follow what nobody has followed, unless it was stopped; return what is new.

        Args:
            athlete: Whom the user points at in the first film.
            second: The film from another side; None for none.

        Raises:
            VideoError: A film is not there any more; then nothing is changed.
        """
        with self._lock:
            films = (self._films[0], *([second] if second is not None else []))
            for place, film in enumerate(films):
                self._must_be_there(film, athlete if place == 0 else None)
            if films != self._films or athlete != self._athlete:
                self._stopped = False  # something else is wanted
            self._films, self._athlete = films, athlete
            return [] if self._stopped else self._begin()

    def begin_again(self) -> list[Following]:
        """Follow again what was stopped or has failed; return what is new.

        Raises:
            VideoError: A film is not there any more.
        """
        with self._lock:
            self._stopped = False
        return self.follow(self._athlete, (*self._films, None)[1])

    def stop(self) -> None:
        """Stop following them, as far as no other set wants them."""
        with self._lock:
            self._stopped = self.tracks is None
            for one in self._under_way:
                if isinstance(one, Following):
                    one.leave(self._set_id)

    def wait(self, longest_s: float) -> None:
        """Wait for so long; each is done, or is over without a track."""
        for one in list(self._under_way):
            if isinstance(one, Following):
                one.wait(longest_s)

    def progress(self) -> Progress:
        """Return how far the film is that is not done; "done" when all are."""
        with self._lock:
            for one in self._under_way:
                if isinstance(one, Following) and one.track is None:
                    if self._stopped:
                        return Progress(step="stopped")
                    return one.progress
        return Progress(step="done")

    @property
    def tracks(self) -> tuple[Track, ...] | None:
        """The body in each film; None while one is being followed."""
        with self._lock:
            found = [
                one.track if isinstance(one, Following) else one
                for one in self._under_way
            ]
        tracks = tuple(one for one in found if one is not None)
        return tracks if len(tracks) == len(found) else None

    def _must_be_there(self, film: FilmFile, athlete: ImagePoint | None) -> None:
        if (film.digest, athlete) in self._known:
            return
        if self._follows.knows(film.digest, athlete):
            return
        if film.path is None or not film.path.is_file():
            raise VideoError(
                f"{film.name} is not here any more: films are kept only where you "
                "say so. Choose it again to follow it anew."
            )

    def _begin(self) -> list[Following]:
        under_way: list[Following | Track] = []
        for place, film in enumerate(self._films):
            athlete = self._athlete if place == 0 else None
            known = self._known.get((film.digest, athlete))
            if known is not None:
                under_way.append(known)
                continue
            under_way.append(
                self._follows.follow(
                    film.path, film.digest, athlete, wanted_by=self._set_id
                )
            )
        before, self._under_way = self._under_way, under_way
        for one in before:
            if isinstance(one, Following) and one not in under_way:
                one.leave(self._set_id)
        return [
            one for one in under_way if isinstance(one, Following) and one not in before
        ]
