"""Uploads go straight to the disk, bounded; Streamlit would hold each in memory.

The file's content is taken out of the request as it comes, and the request goes on to
Streamlit without it: so it still checks the session and its token, and knows the name.
"""

import asyncio
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from python_multipart.multipart import parse_options_header

from coach.web.asgi import App, Message, Receive, Scope, Send
from ui.sessions import is_open
from ui.upload_form import FormWithoutContent
from vision.temporary import TemporaryFolder

ROUTE: Final = "/_stcore/upload_file/"
LARGEST_BYTES: Final = 1000 << 20
"""Some minutes of 4K from a phone; the page's own limit is the same (config.toml)."""
MOST_OF_A_SESSION: Final = 30
"""The circuit's 28 sets dropped at once, which its page takes when all are there."""
MOST_AT_ONCE: Final = 60
MOST_BYTES: Final = 8 << 30
"""In all, waiting to be judged (our choice: a small computer's free disk)."""
STALLED_S: Final = 30.0
LONGEST_S: Final = 1800.0
"""An upload that stands still, or trickles for so long, is ended (our choice)."""
WAITS_S: Final = 300.0
"""A film that its page does not take for so long belongs to a tab that was closed."""


@dataclass
class _Upload:
    session: str
    path: Path
    moved_s: float
    bytes_so_far: int = 0
    whole: bool = False


@dataclass
class Uploads:
    """Films that came and that their page has not taken yet, on the disk.

    A film is found by its session's and its own random number only.
    """

    folder: TemporaryFolder = field(default_factory=TemporaryFolder)
    clock: Callable[[], float] = time.monotonic
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _films: dict[tuple[str, str], _Upload] = field(default_factory=dict)

    def begin(self, session: str, file: str, claimed_bytes: int) -> Path | None:
        """Return where to write a film that begins to come; None without room for it.

        Args:
            session: Of the page that it comes from.
            file: Its own number.
            claimed_bytes: How large it says it is; what comes is counted as well.
        """
        with self._lock:
            self.remove_old()
            own = sum(one.session == session for one in self._films.values())
            held = sum(one.bytes_so_far for one in self._films.values())
            if (
                claimed_bytes > LARGEST_BYTES
                or own >= MOST_OF_A_SESSION
                or len(self._films) >= MOST_AT_ONCE
                or held + claimed_bytes > MOST_BYTES
                or (session, file) in self._films
            ):
                return None
            path = self.folder.new("film")
            self._films[session, file] = _Upload(session, path, self.clock())
            return path

    def count(self, session: str, file: str, more_bytes: int) -> bool:
        """Take note of bytes that came; whether there is room for them."""
        with self._lock:
            film = self._films.get((session, file))
            if film is None:
                return False
            film.bytes_so_far += more_bytes
            film.moved_s = self.clock()
            held = sum(one.bytes_so_far for one in self._films.values())
            return film.bytes_so_far <= LARGEST_BYTES and held <= MOST_BYTES

    def finish(self, session: str, file: str) -> None:
        """Take note that all of it is there."""
        with self._lock:
            if film := self._films.get((session, file)):
                film.whole = True

    def take(self, session: str, file: str) -> Path | None:
        """Give a film to its page, which moves it; None where there is none."""
        with self._lock:
            film = self._films.get((session, file))
            if film is None or not film.whole:
                return None
            return self._films.pop((session, file)).path

    def taken(self, path: Path) -> None:
        """Remove the folder that a film lay in, when its page has moved it."""
        with suppress(OSError):
            path.parent.rmdir()

    def drop(self, session: str, file: str) -> None:
        """Remove a film that broke off, was refused or was taken back."""
        with self._lock:
            film = self._films.pop((session, file), None)
            if film is not None:
                _clear(film)

    def remove_old(self) -> None:
        """Remove the films that their pages do not take, nor send others meanwhile."""
        with self._lock:
            films, late_s = list(self._films.items()), self.clock() - WAITS_S
            busy = {film.session for _, film in films if film.moved_s >= late_s}
            for key, film in films:
                if film.whole and film.session not in busy:
                    del self._films[key]
                    _clear(film)


def _clear(film: _Upload) -> None:
    film.path.unlink(missing_ok=True)
    with suppress(OSError):
        film.path.parent.rmdir()


UPLOADS: Final = Uploads()
"""This server's."""


class UploadsToDisk:
    """ASGI middleware that keeps the content of uploads out of memory."""

    def __init__(
        self,
        app: App,
        uploads: Uploads = UPLOADS,
        is_open: Callable[[str], bool] = is_open,
    ) -> None:
        """Stand before an app.

        Args:
            app: Streamlit.
            uploads: Where the content goes.
            is_open: Whether a page of this session is open.
        """
        self._app = app
        self._uploads = uploads
        self._is_open = is_open

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take an upload's content out of its request; hand all others on."""
        path = str(scope.get("path", ""))
        key = path.removeprefix(ROUTE).split("/")
        if scope["type"] != "http" or not path.startswith(ROUTE) or len(key) != 2:
            await self._app(scope, receive, send)
            return
        session, file = key
        if scope["method"] == "DELETE":
            statuses: list[int] = []
            await self._app(scope, receive, _noting(send, statuses))
            if statuses and 200 <= statuses[0] < 300:
                self._uploads.drop(session, file)
            return
        if scope["method"] != "PUT":
            await self._app(scope, receive, send)
            return
        await self._take(session, file, scope, receive, send)

    async def _take(
        self, session: str, file: str, scope: Scope, receive: Receive, send: Send
    ) -> None:
        headers = {name.lower(): value for name, value in scope["headers"]}
        claimed = headers.get(b"content-length", b"0")
        kind, options = parse_options_header(headers.get(b"content-type", b""))
        boundary = options.get(b"boundary")
        known = kind == b"multipart/form-data" and boundary and claimed.isdigit()
        known = known and self._is_open(session)
        path = self._uploads.begin(session, file, int(claimed)) if known else None
        if path is None or boundary is None:
            await _refuse(send, 413 if known else 400)
            return
        status = 499  # the tab was closed

        answer = self._finishing(session, file, send)
        try:
            body = await self._copy((session, file), boundary, path, receive)
            if body is not None:
                status = await self._hand_on(body, scope, answer)
        except (OSError, ValueError) as error:
            status = _status_of(error)
            await _refuse(send, status)
        finally:
            if not 200 <= status < 300:
                self._uploads.drop(session, file)

    def _finishing(self, session: str, file: str, send: Send) -> Send:
        """Return a `send` that takes note of a whole film before its page is told so.

        The page asks for it at once.
        """

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] < 300:
                self._uploads.finish(session, file)
            await send(message)

        return answer

    async def _copy(
        self, key: tuple[str, str], boundary: bytes, path: Path, receive: Receive
    ) -> bytes | None:
        """Write the film as it comes; return the form without it, None if cut short.

        Raises:
            TimeoutError: It stands still, or trickles.
            TooLargeError: There is no room for it.
            ValueError: It is no form of one film.
            OSError: The disk is full.
        """
        until_s = time.monotonic() + LONGEST_S
        with path.open("wb") as film:
            rest = FormWithoutContent(boundary, film)
            while (message := await _soon(receive, until_s))["type"] == "http.request":
                data = message.get("body", b"")
                if not self._uploads.count(*key, len(data)):
                    raise TooLargeError
                rest.feed(data)
                if not message.get("more_body"):
                    return rest.body
        return None

    async def _hand_on(self, body: bytes, scope: Scope, send: Send) -> int:
        """Give Streamlit the request without the film; return what it answers."""
        kept = [h for h in scope["headers"] if h[0].lower() != b"content-length"]
        length = (b"content-length", str(len(body)).encode())
        statuses: list[int] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        noted = _noting(send, statuses)
        await self._app({**scope, "headers": [*kept, length]}, receive, noted)
        return statuses[0] if statuses else 500


class TooLargeError(OSError):
    """There is no room for a film."""


def _status_of(error: Exception) -> int:
    """Return HTTP's number for what went wrong with an upload."""
    if isinstance(error, ValueError):
        return 400
    if isinstance(error, TimeoutError):
        return 408
    return 413 if isinstance(error, TooLargeError) else 507


def _noting(send: Send, statuses: list[int]) -> Send:
    """Return a `send` that notes what is answered."""

    async def noted(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses.append(int(message["status"]))
        await send(message)

    return noted


async def _soon(receive: Receive, until_s: float) -> Message:
    """Return the next message.

    Raises:
        TimeoutError: None comes for `STALLED_S`, or by then.
    """
    patience_s = min(STALLED_S, until_s - time.monotonic())
    return await asyncio.wait_for(receive(), max(0.0, patience_s))


async def _refuse(send: Send, status: int) -> None:
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    sentence = b"There is no room for this film now. Try again later, or a shorter one."
    await send({"type": "http.response.body", "body": sentence})
