"""A set that somebody looks at: its films, what was said of them, and its report.

It outlives the page that shows it: a film goes on being followed, the report is kept in
the history as soon as it is there, and another page finds both by the set's address.
"""

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Final

from coach.history.history import History
from coach.history.kept import NewSet, Origin
from coach.jobs.films_of_set import FilmsOfSet
from coach.jobs.following import FilmsToFollow, Following, Progress
from coach.jobs.question import (
    Answers,
    Asked,
    FilmFile,
    Key,
    Question,
    key_of,
    state_of,
)
from exercises.report import Report
from hamstrong.errors import HistoryError, LimitsError
from vision.track import Track

KEEPS_AFTER_S: Final = 1.0
"""So long after a change its answer is written, if its page did not do so before: the
numbers go first (our choice)."""
LEGS: Final = ("auto", "left", "right")
FORGOTTEN: Final = (
    "This set was forgotten in the history meanwhile, and stays so: what is shown here "
    "is not kept."
)


class SetAtHand:
    """One set; all methods may come from any thread.

    Attributes:
        id: Its address.
        title: What people call it.
        origin: Where it comes from.
        training: The training that it belongs to; None for none.
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
        self.training = training
        self._films = FilmsOfSet(set_id, films, follows)
        self._history = history
        self._asked = asked or Asked()
        self._films.know(self._asked.options.athlete)
        self._answers = Answers()
        self._written: object = None
        self._was_kept = as_kept
        self._lock = threading.RLock()
        self._writing = threading.RLock()
        self._later: threading.Timer | None = None
        if as_kept:
            self._written = state_of(self.key, self._asked)
        second = (*films, None)[1]
        self._keep_when_done(self._films.follow(self._asked.options.athlete, second))
        self.keep()  # at once where the tracks are known, as of a live set

    @property
    def is_kept(self) -> bool:
        """Whether it goes into the history."""
        return self._history is not None

    @property
    def films(self) -> tuple[FilmFile, ...]:
        """Its films."""
        return self._films.films

    @property
    def asked(self) -> Asked:
        """What is asked of it."""
        return self._asked

    @property
    def key(self) -> Key:
        """Its address, and what else a drawn film of it depends on."""
        return key_of(self.id, self.films, self._asked)

    def ask(
        self, asked: Asked, second: FilmFile | None = None, *, later: bool = False
    ) -> None:
        """Say something else of it; what has been followed is not followed again.

        Args:
            asked: What is asked now.
            second: Its film from another side; None where there is none.
            later: Whether who asks shows the answer first, and calls `keep` then; soon
                it is kept without that.

        Raises:
            VideoError: A film is not there any more, and somebody else in it is wanted.
        """
        with self._lock:  # who cannot follow changes nothing
            new = self._films.follow(asked.options.athlete, second)
            self._asked = asked
        self._keep_when_done(new)
        if not later:
            self.keep()
        elif self._unwritten() is not None:
            with self._lock:
                if self._later is None:
                    self._later = _soon(self._keep_now)

    def progress(self) -> Progress:
        """Return how far the film is that is not done; "done" when all are."""
        return self._films.progress()

    @property
    def settled(self) -> bool:
        """Whether nothing more happens by itself: followed and kept, or in vain."""
        now = self.progress()
        kept = bool(self.trouble) or self._unwritten() is None
        return kept if now.step == "done" else now.over

    def stop(self) -> None:
        """Stop following its films, as far as no other set wants them."""
        self._films.stop()

    def begin_again(self) -> None:
        """Follow again what was stopped or has failed.

        Raises:
            VideoError: A film is not there any more.
        """
        self._keep_when_done(self._films.begin_again())

    def wait(self, longest_s: float) -> None:
        """Wait for so long for its films; each is done, or is over without a track."""
        self._films.wait(longest_s)

    @property
    def tracks(self) -> tuple[Track, ...] | None:
        """The body in each film; None while one is being followed."""
        return self._films.tracks

    @property
    def report(self) -> Report | None:
        """What was found; None while a film is being followed.

        Raises:
            LimitsError: Two films do not belong together.
        """
        question = self._question()
        return None if question is None else self._answers.to(question)

    def report_of(self, place: int) -> Report:
        """Return what was found in one of its films by itself.

        Args:
            place: 0, or 1 for the second film.

        Raises:
            LookupError: A film is still being followed.
        """
        question = self._question()
        if question is None:
            raise LookupError("The film is still being followed.")
        return self._answers.to(question.of_film(place))

    def think_ahead(self) -> None:
        """Judge the other legs in a thread: a change of leg then shows at once."""
        question = self._question()
        if question is None:
            return
        asked = question.asked
        legs = [replace(asked.options, side=leg) for leg in LEGS]
        others = [replace(question, asked=replace(asked, options=one)) for one in legs]
        unknown = [one for one in others if not self._answers.knows(one.key)]
        if unknown:
            threading.Thread(
                target=self._judge_all, args=(unknown,), name="ahead", daemon=True
            ).start()

    def keep(self) -> None:
        """Write the report that there is now into the history, once."""
        with self._writing:
            question = self._unwritten()
            if question is None or self._history is None:
                return
            try:
                kept = self._history.keep(self._new(question), known=self._was_kept)
                self._written, self._was_kept = question.state, True
                self.trouble = "" if kept else FORGOTTEN
            except HistoryError as error:
                self.trouble = str(error)
            except LimitsError:  # of two sets, which the page says: nothing to write
                self._written = question.state

    def leave(self) -> None:
        """Stop, and keep nothing more of it."""
        with self._writing, self._lock:
            self._history = None
            self.stop()

    # ------------------------------------------------------------ inside

    def _question(self) -> Question | None:
        """Return what is asked now; None while a film is being followed."""
        with self._lock:
            tracks = self.tracks
            if tracks is None:
                return None
            return Question(
                set_id=self.id, films=self.films, tracks=tracks, asked=self._asked
            )

    def _unwritten(self) -> Question | None:
        """Return what is asked, if the history is to have it and has it not."""
        question = self._question()
        if self._history is None or question is None:
            return None
        return None if question.state == self._written else question

    def _keep_now(self) -> None:
        with self._lock:
            self._later = None
        self.keep()

    def _judge_all(self, questions: Sequence[Question]) -> None:
        for question in questions:
            with suppress(LimitsError):
                self._answers.to(question)

    def _keep_when_done(self, new: Sequence[Following]) -> None:
        for one in new:  # without the lock: who keeps takes it, too
            one.then(self.keep)

    def _new(self, question: Question) -> NewSet:
        return NewSet(
            id=self.id,
            origin=self.origin,
            title=self.title,
            report=self._answers.to(question),
            training=self.training,
            recordings=question.recordings(),
            recorded_at=question.recorded_at(),
        )


def _soon(call: Callable[[], None]) -> threading.Timer:
    """Call something in a thread of its own, soon."""
    timer = threading.Timer(KEEPS_AFTER_S, call)
    timer.daemon = True
    timer.start()
    return timer
