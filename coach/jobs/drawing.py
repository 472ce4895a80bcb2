"""Drawing the annotated film of a set, in a thread that no page can interrupt."""

import threading
from collections.abc import Hashable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from coach.crash_log import log_crash, sentence_on_crash
from exercises.report import Report
from hamstrong.errors import HamstrongError
from vision.temporary import TemporaryFolder
from vision.track import Track

KEPT: Final = 12
"""So many drawn films lie on the disk at most; older ones are drawn again."""


class _GivenUpError(Exception):
    """Nobody wants this film any more."""


@dataclass(eq=False)
class Drawing:
    """One annotated film.

    Attributes:
        path: The mp4; None until it is whole.
        done, expected: Frames.
        error: Why it cannot be drawn.
        forgotten: Whether nobody wants it any more.
    """

    path: Path | None = None
    done: int = 0
    expected: int = 0
    error: HamstrongError | None = None
    forgotten: bool = False
    _over: threading.Event = field(default_factory=threading.Event)

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self._over.is_set()

    def wait(self, longest_s: float) -> bool:
        """Wait for so long until it is over; return whether it is."""
        return self._over.wait(longest_s)


class FilmsToDraw:
    """The annotated films of a server, each drawn once, one after another."""

    def __init__(self) -> None:
        """Begin with none."""
        self._folder = TemporaryFolder()
        self._turn = threading.Lock()
        self._lock = threading.Lock()
        self._drawings: dict[tuple[str, Hashable], Drawing] = {}

    def draw(
        self,
        key: tuple[str, Hashable],
        film: Path,
        track: Track,
        report: Report,
        *,
        mirrored: bool,
    ) -> Drawing:
        """Draw a film, if it has not been yet; returns at once.

        Args:
            key: The set's address, and what the drawn film depends on besides.
            film: The film; must stay until it is over.
            track: The body in it.
            report: What was found.
            mirrored: Whether the film is a mirror image.
        """
        with self._lock:
            known = self._drawings.pop(key, None)
            if known is None or known.error is not None:
                known = Drawing(expected=len(track))
                threading.Thread(
                    target=self._draw,
                    args=(known, film, track, report, mirrored),
                    name="drawing",
                    daemon=True,
                ).start()
            self._drawings[key] = known  # the newest last
            self._forget_old()
            return known

    def give_up(self, drawing: Drawing) -> None:
        """Stop drawing a film; one that is drawn stays."""
        with self._lock:
            for key, one in list(self._drawings.items()):
                if one is drawing and not one.over:
                    one.forgotten = True
                    del self._drawings[key]

    def forget(self, set_id: str) -> None:
        """Remove what was drawn of a set."""
        with self._lock:
            own = [key for key in self._drawings if key[0] == set_id]
            gone = [self._drawings.pop(key) for key in own]
        for one in gone:
            one.forgotten = True
            _remove(one)

    def _draw(
        self, one: Drawing, film: Path, track: Track, report: Report, mirrored: bool
    ) -> None:
        from coach.film.annotate import annotate_video

        def progress(done: int, _expected: int) -> None:
            if one.forgotten:
                raise _GivenUpError
            one.done = done

        try:
            out = self._folder.new("annotated.mp4")
            with self._turn:
                progress(0, 0)
                annotate_video(
                    film, track, report, out, mirrored=mirrored, progress=progress
                )
            one.path = out
            if one.forgotten:
                _remove(one)
        except _GivenUpError:
            pass
        except HamstrongError as error:
            one.error = error
        except Exception as error:  # noqa: BLE001 - told on the page, not lost
            one.error = HamstrongError(sentence_on_crash(error, log_crash(error)))
        finally:
            one._over.set()

    def _forget_old(self) -> None:
        over = [key for key, one in self._drawings.items() if one.over]
        for key in over[: max(0, len(self._drawings) - KEPT)]:
            _remove(self._drawings.pop(key))


def _remove(one: Drawing) -> None:
    if one.path is not None:
        one.path.unlink(missing_ok=True)
