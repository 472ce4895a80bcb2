"""How the server listens: strangers are counted, and whoever says nothing is ended.

uvicorn looks its protocol and its loop up by name, and these take the place of its own.
A connection has `HEAD_S` to send the head of its request, and as long for the
handshake of TLS before it. What comes after a head is left alone: bodies (uploads have
a limit of their own), answers, websockets. A connection that idles between two requests
is ended by uvicorn's own keep-alive.
"""

import asyncio
import socket
import sys
from contextlib import suppress
from typing import Any, Final

from uvicorn import config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from coach.web.connections import CONNECTIONS, Connections

HEAD_S: Final = 10.0
"""A head is one packet or two; a phone on a bad network may lose each of them twice
(our choice; nginx gives a minute, Apache 20 s)."""
ACCEPTED_AT_ONCE: Final = 128
"""Connections that are accepted before any of them is read from; those beyond wait in
the system's queue (uvicorn's 2048 would all be open before the first can be ended)."""
MOST_FILES: Final = 8192
"""Files that the server may open: what strangers, pages and films take, many times over
(our choice; macOS allows 10,240, and starts programs with 256)."""


class PatientProtocol(HttpToolsProtocol):
    """uvicorn's HTTP, whose patience with a head that does not come has an end."""

    _owes_head: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first head."""
        super().connection_made(transport)
        self._wait_for_head()

    def data_received(self, data: bytes) -> None:
        """Read on; wait for a head where nothing is being answered."""
        super().data_received(data)
        speaks_websocket = self.transport.get_protocol() is not self
        answers = self.cycle is not None and not self.cycle.response_complete
        if speaks_websocket or answers or self.transport.is_closing():
            self._wait_no_more()
        elif self._owes_head is None:
            self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing."""
        self._wait_no_more()
        super().connection_lost(exc)

    def _wait_for_head(self) -> None:
        # Not `close`, which would wait for the other side to take what is to be sent.
        self._owes_head = self.loop.call_later(HEAD_S, self.transport.abort)

    def _wait_no_more(self) -> None:
        if self._owes_head is not None:
            self._owes_head.cancel()
            self._owes_head = None


class CountingListener(socket.socket):
    """A listening socket that counts whom it accepts."""

    connections: Connections = CONNECTIONS

    def accept(self) -> tuple[socket.socket, Any]:
        """Return a connection and its address, as a socket does."""
        accepted, address = super().accept()
        if self.family in (socket.AF_INET, socket.AF_INET6):
            self.connections.add(accepted, (address[0], address[1]))
        return accepted, address


class CountingLoop(asyncio.SelectorEventLoop):
    """asyncio's loop, whose servers count and give TLS no longer than a head."""

    async def create_server(self, *args: Any, **options: Any) -> Any:
        """Return a server; uvicorn hands a bound socket as `sock`."""
        if bound := options.get("sock"):
            options["sock"] = CountingListener(
                bound.family, bound.type, bound.proto, fileno=bound.detach()
            )
        if options.get("ssl"):
            options["ssl_handshake_timeout"] = HEAD_S
        options["backlog"] = ACCEPTED_AT_ONCE
        return await super().create_server(*args, **options)


def counting_loop(*, use_subprocess: bool = False) -> type[asyncio.AbstractEventLoop]:
    """Return what uvicorn makes its loop with.

    Args:
        use_subprocess: uvicorn's; this loop can start processes on all systems.
    """
    return CountingLoop


def listen_patiently() -> None:
    """Let the servers that this process starts from now on count, and end silence.

    On Windows, whose loop accepts in another way, silence is ended and nobody counted.
    """
    config.HTTP_PROTOCOLS["auto"] = f"{__name__}:{PatientProtocol.__name__}"
    if sys.platform != "win32":
        config.LOOP_FACTORIES["auto"] = f"{__name__}:{counting_loop.__name__}"
    allow_more_files()


def allow_more_files() -> None:
    """Let this process open as many files as it may, up to `MOST_FILES`."""
    with suppress(ImportError, ValueError, OSError):  # Windows; a system that says no
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        allowed = (
            MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, MOST_FILES)
        )
        if soft != resource.RLIM_INFINITY and soft < allowed:
            resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
