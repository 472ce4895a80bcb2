"""What is asked of films, and its answer: judged once, whoever asks and how often."""

import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from coach.check import Options, VideoAnalysis, check_two_views, judge
from coach.history.kept import Recording
from exercises.marks import NO_MARKS
from exercises.report import Report
from vision.track import Track
from vision.video.recorded import recorded_at

REPORTS: Final = 12
"""So many answers to other options stay at hand (our choice)."""
Key = tuple[str, Hashable]


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


def key_of(set_id: str, films: tuple[FilmFile, ...], asked: Asked) -> Key:
    """Return a set's address, and what else its report depends on.

    That is all but the load and what was measured by hand, which are only noted.
    """
    digests = tuple(film.digest for film in films)
    options = replace(asked.options, load=None, by_hand=())
    return set_id, (digests, repr(options), asked.second_mirrored)


def state_of(key: Key, asked: Asked) -> object:
    """Return what tells apart two states of a set that are to be kept."""
    return key, asked.options.load, asked.options.by_hand


@dataclass(frozen=True, kw_only=True, eq=False)
class Question:
    """What was asked of a set at one moment, with all that the answer needs.

    Attributes:
        set_id: Of the set.
        films: Its films.
        tracks: The body in each.
        asked: What is asked.
    """

    set_id: str
    films: tuple[FilmFile, ...]
    tracks: tuple[Track, ...]
    asked: Asked

    @property
    def key(self) -> Key:
        """What tells it from others whose report differs in more than the load."""
        return key_of(self.set_id, self.films, self.asked)

    @property
    def state(self) -> object:
        """The same with what is only noted."""
        return state_of(self.key, self.asked)

    def recordings(self) -> list[Recording]:
        """Return its films as the history keeps them."""
        return [
            Recording(name=film.name, digest=film.digest, track=track, options=given)
            for film, track, given in zip(
                self.films, self.tracks, self._options(), strict=False
            )
        ]

    def recorded_at(self) -> datetime | None:
        """Return when its first film was recorded; None where that is not known."""
        path = self.films[0].path
        return recorded_at(path) if path is not None and path.is_file() else None

    def of_film(self, place: int) -> "Question":
        """Return the same question about one of its films by itself."""
        options = self._options()[place]
        return Question(
            set_id=self.set_id,
            films=self.films[place : place + 1],
            tracks=self.tracks[place : place + 1],
            asked=Asked(options=options),
        )

    def judged(self) -> Report:
        """Judge it, whatever the load.

        Raises:
            LimitsError: Two films do not belong together.
        """
        analyses = [
            VideoAnalysis(
                path=Path(film.name),
                track=track,
                report=judge(track, replace(options, load=None)),
            )
            for film, track, options in zip(
                self.films, self.tracks, self._options(), strict=False
            )
        ]
        if len(analyses) == 1:
            return analyses[0].report
        return check_two_views(*analyses)

    def _options(self) -> tuple[Options, Options]:
        options = self.asked.options
        # Times and reps are the first film's: marks on it say nothing of the second.
        second = replace(options, mirrored=self.asked.second_mirrored, marks=NO_MARKS)
        return options, second


class Answers:
    """The reports to the questions about one set; from any thread."""

    def __init__(self) -> None:
        """Begin with none."""
        self._lock = threading.Lock()
        self._found: dict[Key, Future[Report]] = {}

    def to(self, question: Question) -> Report:
        """Return the report, judged if need be; who asks meanwhile waits for it.

        Raises:
            LimitsError: Two films do not belong together.
        """
        found = self._once(question.key, question.judged)
        load = question.asked.options.load
        return found if found.load == load else replace(found, load=load)

    def knows(self, key: Key) -> bool:
        """Whether a report is there, or on its way."""
        with self._lock:
            return key in self._found

    def _once(self, key: Key, judged: Callable[[], Report]) -> Report:
        with self._lock:
            known = self._found.pop(key, None)
            ours = known or Future()
            self._found[key] = ours  # the newest last
            while len(self._found) > REPORTS:
                del self._found[next(iter(self._found))]
        if known is None:
            try:
                ours.set_result(judged())
            except BaseException as error:  # noqa: BLE001 - raised by `result` below
                with self._lock:
                    self._found.pop(key, None)
                ours.set_exception(error)
        return ours.result()
