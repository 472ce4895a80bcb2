"""Who of too many strangers has to go."""

import socket
from collections.abc import Iterator

import pytest

from coach.web.connections import (
    MOST_AT_ONCE,
    MOST_OF_AN_ADDRESS,
    Connections,
    is_loopback,
)

Pair = tuple[socket.socket, socket.socket]


class Knocking:
    """Strangers' connections; the other end of each tells whether it was ended."""

    def __init__(self) -> None:
        self.connections = Connections()
        self.open: dict[tuple[str, int], Pair] = {}

    def knock(self, host: str, port: int) -> None:
        pair = socket.socketpair()
        self.open[host, port] = pair
        self.connections.add(pair[0], (host, port))

    def ended(self) -> list[tuple[str, int]]:
        return [client for client, (_, far) in self.open.items() if is_ended(far)]


def is_ended(far: socket.socket) -> bool:
    far.setblocking(False)
    try:
        return far.recv(1) == b""
    except BlockingIOError:
        return False


@pytest.fixture
def door() -> Iterator[Knocking]:
    door = Knocking()
    yield door
    for near, far in door.open.values():
        near.close()
        far.close()


def test_of_one_address_the_oldest_goes_when_one_too_many_comes(door: Knocking) -> None:
    for port in range(MOST_OF_AN_ADDRESS + 2):
        door.knock("192.168.1.30", port)
    door.knock("192.168.1.31", 1)
    assert door.ended() == [("192.168.1.30", 0), ("192.168.1.30", 1)]


def test_of_many_addresses_the_oldest_of_all_goes(door: Knocking) -> None:
    for number in range(MOST_AT_ONCE + 1):
        door.knock(f"192.168.{number // 8}.1", number)
    assert door.ended() == [("192.168.0.1", 0)]


def test_who_has_shown_the_key_is_not_counted_and_stays(door: Knocking) -> None:
    door.knock("192.168.1.30", 0)
    door.connections.let_in(("192.168.1.30", 0))
    for port in range(1, MOST_OF_AN_ADDRESS + 2):
        door.knock("192.168.1.30", port)
    assert door.ended() == [("192.168.1.30", 1)]


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "::ffff:127.0.0.1"])
def test_this_computer_is_no_stranger(door: Knocking, host: str) -> None:
    for port in range(2 * MOST_OF_AN_ADDRESS):
        door.knock(host, port)
    assert door.ended() == []


def test_connections_that_were_closed_leave_room(door: Knocking) -> None:
    for port in range(MOST_OF_AN_ADDRESS):
        door.knock("192.168.1.30", port)
        door.open["192.168.1.30", port][0].close()
    for port in range(1000, 1000 + MOST_OF_AN_ADDRESS):
        door.knock("192.168.1.30", port)
    assert all(port < MOST_OF_AN_ADDRESS for _, port in door.ended())


def test_what_is_no_address_is_not_this_computer() -> None:
    assert not is_loopback("")
    assert not is_loopback("localhost")
