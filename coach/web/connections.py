"""How many connections of strangers are open at once, oldest first to go.

Each takes one of the files that a process may open, and with TLS a quarter of a
megabyte. So they are counted as soon as they are accepted, before a word is said. A
device that has shown the key is no stranger; this computer never is one.
"""

import ipaddress
import socket
from collections.abc import Callable
from contextlib import suppress
from typing import Final
from weakref import WeakValueDictionary

MOST_OF_AN_ADDRESS: Final = 64
"""A browser opens six connections to a server over HTTP/1.1; several phones may stand
behind one address (our choice)."""
MOST_AT_ONCE: Final = 512
"""Of all strangers. At a quarter of a megabyte each that is 128 MB (our choice)."""


def is_loopback(address: str) -> bool:
    """Whether an address is this computer's own; False for what is no address."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    mapped = getattr(ip, "ipv4_mapped", None)
    return bool((mapped or ip).is_loopback)


class Connections:
    """Open connections of strangers, by their address and port.

    Not for several threads: what is accepted and who is let in is told on one loop.
    """

    def __init__(self, is_here: Callable[[str], bool] = is_loopback) -> None:
        """Begin with none.

        Args:
            is_here: Whether an address is this computer's own.
        """
        self._is_here = is_here
        self._strangers: WeakValueDictionary[tuple[str, int], socket.socket] = (
            WeakValueDictionary()
        )

    def add(self, accepted: socket.socket, client: tuple[str, int]) -> None:
        """Count a connection; end the oldest where there are too many.

        The newest stays: who has the key shows it within a moment, while a flood would
        keep everybody out if the first had a right to stay.
        """
        if self._is_here(client[0]):
            return
        self._strangers.pop(client, None)
        self._strangers[client] = accepted
        everybody = self._still_open()
        own = [one for one in everybody if one[0] == client[0]]
        if len(own) > MOST_OF_AN_ADDRESS:
            self._end(own[0])
        elif len(everybody) > MOST_AT_ONCE:
            self._end(everybody[0])

    def let_in(self, client: tuple[str, int] | None) -> None:
        """Count a connection no more: it has shown that it may come."""
        if client is not None:
            self._strangers.pop((client[0], client[1]), None)

    def _still_open(self) -> list[tuple[str, int]]:
        """Return them in the order in which they came."""
        return [
            client
            for client, accepted in list(self._strangers.items())
            if accepted.fileno() >= 0
        ]

    def _end(self, client: tuple[str, int]) -> None:
        """Let both sides see an end; whoever reads from it then closes it."""
        accepted = self._strangers.pop(client, None)
        if accepted is not None:
            with suppress(OSError):  # it has gone already
                accepted.shutdown(socket.SHUT_RDWR)


CONNECTIONS: Final = Connections()
"""This server's."""
