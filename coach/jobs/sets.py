"""A set that somebody looks at: its films, what was said of them, and its report.

It outlives the page that shows it: a film goes on being followed, the report is kept in
the history as soon as it is there, and another page finds both by the set's address.
"""

import threading
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from coach.check import Options, VideoAnalysis, check_two_views, judge
from coach.history.history import History
from coach.history.kept import NewSet, Origin, Recording
from coach.jobs.following import FilmsToFollow, Following, Progress
from exercises.report import Report
from hamstrong.errors import HistoryError, LimitsError, VideoError
from vision.people.athlete import ImagePoint
from vision.track import Track

REPORTS: Final = 8
"""So many answers to other options stay at hand (our choice)."""


@dataclass(frozen=True, kw_only=True)
class FilmFile:
    """One film of a set.

    Attributes:
        name: What the user calls it.
        digest: Of its content.
        path: Where it lies; None where it is not here any more.
        track: The body in it, where that is known already.
    """

    name: str
    digest: str
    path: Path | None
    track: Track | None = None


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is asked of a set.

    Attributes:
        options: What the user says of it.
        second_mirrored: Whether its second film is a mirror image.
    """

    options: Options = field(default_factory=Options)
    second_mirrored: bool = False


class SetAtHand:
    """One set; all methods may come from any thread.

    Attributes:
        id: Its address.
        title: What people call it.
        origin: Where it comes from.
        trouble: Why it could not be kept, a sentence; "" where it could.
    """

    def __init__(
        self,
        set_id: str,
        films: Sequence[FilmFile],
        *,
        title: str,
        follows: FilmsToFollow,
        history: History | None,
        origin: Origin = "film",
        training: str | None = None,
        asked: Asked | None = None,
        as_kept: bool = False,
    ) -> None:
        """Begin to follow its films.

        Args:
            set_id: Its address.
            films: One, or two of the same set from two sides.
            title: What people call it.
            follows: Who follows films.
            history: Where it is kept; None keeps it nowhere.
            origin: Where it comes from.
            training: The training that it belongs to.
            asked: What is asked of it at first.
            as_kept: Whether the history has it already, judged by that.

        Raises:
            VideoError: A film is not there, and has no track either.
        """
        self.id, self.title, self.origin = set_id, title, origin
        self.trouble = ""
        self._training = training
        self._films = list(films)
        self._follows, self._history = follows, history
        self._asked = asked or Asked()
        self._known = {
            (film.digest, self._athlete(place)): film.track
            for place, film in enumerate(films)
            if film.track is not None
        }
        self._under_way: list[Following | Track] = []
        self._reports: dict[object, Report] = {}
        self._written: object = self._state if as_kept else None
        self._lock = threading.RLock()
        self._follow()
        self._keep()  # at once where the tracks are known, as of a live set

    @property
    def is_kept(self) -> bool:
        """Whether it goes into the history."""
        return self._history is not None

    @property
    def films(self) -> tuple[FilmFile, ...]:
        """Its films."""
        return tuple(self._films)

    @property
    def asked(self) -> Asked:
        """What is asked of it."""
        return self._asked

    @property
    def key(self) -> tuple[str, Hashable]:
        """Its address, and what else a drawn film of it depends on.

        That is all but the load, which is only noted.
        """
        digests = tuple(film.digest for film in self._films)
        options = replace(self._asked.options, load=None)
        return self.id, (digests, repr(options), self._asked.second_mirrored)

    def ask(self, asked: Asked, second: FilmFile | None = None) -> None:
        """Say something else of it; what has been followed is not followed again.

        Args:
            asked: What is asked now.
            second: Its film from another side; None where there is none.

        Raises:
            VideoError: A film is not there any more, and somebody else in it is wanted.
        """
        with self._lock:
            self._asked = asked
            self._films[1:] = [second] if second is not None else []
            self._follow()
            self._keep()

    def progress(self) -> Progress:
        """Return how far the film is that is not done; "done" when all are."""
        with self._lock:
            for one in self._under_way:
                if isinstance(one, Following) and one.track is None:
                    return one.progress
        return Progress(step="done")

    def stop(self) -> None:
        """Stop following its films."""
        with self._lock:
            for one in self._under_way:
                if isinstance(one, Following):
                    one.stop()

    def begin_again(self) -> None:
        """Follow again what was stopped or has failed."""
        with self._lock:
            self._follow()

    def wait(self, longest_s: float) -> None:
        """Wait for so long for its films; each is done, or is over without a track."""
        for one in list(self._under_way):
            if isinstance(one, Following):
                one.wait(longest_s)

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

    @property
    def report(self) -> Report | None:
        """What was found; None while a film is being followed.

        Raises:
            LimitsError: Two films do not belong together.
        """
        with self._lock:
            tracks = self.tracks
            if tracks is None:
                return None
            key = self._state
            if key not in self._reports:
                self._reports[key] = self._judged(tracks)
                while len(self._reports) > REPORTS:
                    del self._reports[next(iter(self._reports))]
            return self._reports[key]

    def leave(self) -> None:
        """Stop, and keep nothing more of it."""
        with self._lock:
            self._history = None
            self.stop()

    # ------------------------------------------------------------ inside

    @property
    def _state(self) -> object:
        """What its report depends on."""
        return self.key, self._asked.options.load

    def _judged(self, tracks: tuple[Track, ...]) -> Report:
        options = self._asked.options
        report = judge(tracks[0], options)
        if len(tracks) == 1:
            return report
        of_second = replace(options, mirrored=self._asked.second_mirrored)
        first, second = (
            VideoAnalysis(path=Path(film.name), track=track, report=one)
            for film, track, one in zip(
                self._films, tracks, (report, judge(tracks[1], of_second)), strict=True
            )
        )
        return check_two_views(first, second)

    def _athlete(self, place: int) -> ImagePoint | None:
        """Return whom the user points at: in the first film only."""
        return self._asked.options.athlete if place == 0 else None

    def _follow(self) -> None:
        under_way: list[Following | Track] = []
        for place, film in enumerate(self._films):
            athlete = self._athlete(place)
            known = self._known.get((film.digest, athlete))
            if known is None and film.path is None:
                raise VideoError(
                    f"{film.name} is not here any more: films are kept only where you "
                    "say so. Choose it again to follow it anew."
                )
            if known is not None:
                under_way.append(known)
                continue
            assert film.path is not None
            under_way.append(self._follows.follow(film.path, film.digest, athlete))
        new = [one for one in under_way if one not in self._under_way]
        self._under_way = under_way
        for one in new:
            if isinstance(one, Following):
                one.then(self._keep)

    def _keep(self) -> None:
        """Write the report that there is now into the history, once."""
        with self._lock:
            tracks = self.tracks
            if self._history is None or tracks is None:
                return
            key = self._state
            if key == self._written:
                return
            try:
                report = self.report
                assert report is not None
                self._history.keep(self._new(report, tracks))
                self._written, self.trouble = key, ""
            except HistoryError as error:
                self.trouble = str(error)
            except LimitsError:
                return  # two films that do not belong together: the page says so

    def _new(self, report: Report, tracks: tuple[Track, ...]) -> NewSet:
        options = self._asked.options
        of_second = replace(options, mirrored=self._asked.second_mirrored)
        return NewSet(
            id=self.id,
            origin=self.origin,
            title=self.title,
            report=report,
            training=self._training,
            recordings=[
                Recording(
                    name=film.name, digest=film.digest, track=track, options=given
                )
                for film, track, given in zip(
                    self._films, tracks, (options, of_second), strict=False
                )
            ],
        )
