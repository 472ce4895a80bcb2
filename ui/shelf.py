"""Films that were chosen, while a page shows them: they go with the last one."""

import re
import shutil
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from ui.sessions import CLOSED_S
from vision.temporary import TemporaryFolder


@dataclass
class _Films:
    paths: dict[int, Path] = field(default_factory=dict)
    shown_s: float = 0.0


class Shelf:
    """The films of all pages, by set and by place in it.

    A set's films stay while a page shows the set or something works on them.
    """

    def __init__(
        self,
        is_open: Callable[[str], bool],
        clock: Callable[[], float] = time.monotonic,
        on_gone: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Begin with an empty shelf.

        Args:
            is_open: Whether a session's page is connected.
            clock: Seconds.
            on_gone: Called with a set that no page shows any more, to remove what was
                made of its films.
        """
        self._on_gone = on_gone
        self._is_open, self._clock = is_open, clock
        self._folder = TemporaryFolder()
        self._lock = threading.Lock()
        self._sets: dict[str, _Films] = {}
        self._pages: dict[str, str] = {}

    def new(self, set_id: str, place: int, name: str) -> Path:
        """Return where to put a film; one that was in that place goes.

        Raises:
            OSError: There is no room for it.
        """
        path = self._folder.new(_safe(name))
        with self._lock:
            films = self._sets.setdefault(set_id, _Films())
            films.shown_s = self._clock()
            old = films.paths.get(place)
            films.paths[place] = path
        if old is not None:
            shutil.rmtree(old.parent, ignore_errors=True)
        return path

    def path(self, set_id: str, place: int) -> Path | None:
        """Return a film of a set; None where it is not here any more."""
        with self._lock:
            films = self._sets.get(set_id)
            return films.paths.get(place) if films else None

    def show(self, session: str, set_id: str | None) -> None:
        """Take note of which set a session's page shows now; None for no set."""
        with self._lock:
            if set_id is None:
                self._pages.pop(session, None)
            else:
                self._pages[session] = set_id
                self._sets.setdefault(set_id, _Films()).shown_s = self._clock()

    def drop(self, set_id: str) -> None:
        """Remove the films of a set now."""
        with self._lock:
            films = self._sets.pop(set_id, _Films())
        for path in films.paths.values():
            shutil.rmtree(path.parent, ignore_errors=True)
        self._on_gone(set_id)

    def look(self, in_use: Callable[[Path], bool] = lambda _: False) -> None:
        """Remove the films of sets that no page has shown for long enough.

        Args:
            in_use: Whether something works on a film.
        """
        with self._lock:
            now_s = self._clock()
            self._pages = {s: i for s, i in self._pages.items() if self._is_open(s)}
            shown = set(self._pages.values())
            gone = []
            for set_id, films in self._sets.items():
                if set_id in shown or any(map(in_use, films.paths.values())):
                    films.shown_s = now_s
                elif now_s - films.shown_s > CLOSED_S:
                    gone.append(set_id)
        for set_id in gone:
            self.drop(set_id)


def _safe(name: str) -> str:
    """Return a file name that no system trips over; its ending is kept."""
    path = Path(Path(name).name)
    stem = re.sub(r"[^\w.-]+", "_", path.stem)[:80] or "film"
    return stem + re.sub(r"[^\w.]+", "", path.suffix)[:8]
