"""A real server of uvicorn's, and clients that say nothing or little."""

import resource
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
import uvicorn
from uvicorn import config as names
from websockets.sync.client import connect

from coach.web import listening
from coach.web.asgi import Receive, Scope, Send
from coach.web.certificate import KeyPair, key_pair
from coach.web.connections import MOST_OF_AN_ADDRESS, Connections
from coach.web.guard import Access, Guard

HEAD_S = 1.0
"""In place of ten seconds; the machine may be busy."""
HERE, STRANGER = "127.0.0.1", "127.0.0.2"
"""Only the first is taken for this computer's own here."""
KEY = "the-key"
Server = tuple[str, int]


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with what was sent; send a websocket its words back."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept"})
        while (message := await receive())["type"] == "websocket.receive":
            await send({"type": "websocket.send", "text": message["text"]})
        return
    body = b""
    while (message := await receive())["type"] == "http.request":
        body += message.get("body", b"")
        if not message.get("more_body"):
            break
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": body or b"the page"})


@contextmanager
def serving(connections: Connections, pair: KeyPair | None = None) -> Iterator[Server]:
    """Serve on a free port, from a thread."""
    access = Access(hosts=frozenset({HERE}), key=KEY)
    options = {"lifespan": "off", "log_level": "critical", "ws": "websockets-sansio"}
    if pair:
        options |= {"ssl_certfile": str(pair.certificate), "ssl_keyfile": str(pair.key)}
    guarded = Guard(app, access, connections)
    server = uvicorn.Server(uvicorn.Config(guarded, **options))  # type: ignore[arg-type]
    with socket.socket() as bound:
        bound.bind((HERE, 0))
        address = bound.getsockname()
        thread = threading.Thread(target=server.run, args=([bound],))
        thread.start()
        try:
            wait_until(lambda: server.started)
            yield address
        finally:
            server.should_exit = True
            thread.join(timeout=20)
            assert not thread.is_alive()


def wait_until(true: Callable[[], bool], within_s: float = 20.0) -> None:
    until_s = time.monotonic() + within_s
    while not true():
        assert time.monotonic() < until_s
        time.sleep(0.02)


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> Connections:
    """What `hamstrong app` does before it serves, with less patience."""
    connections = Connections(is_here=lambda host: host == HERE)
    monkeypatch.setattr(listening, "HEAD_S", HEAD_S)
    monkeypatch.setattr(listening.CountingListener, "connections", connections)
    monkeypatch.setitem(names.HTTP_PROTOCOLS, "auto", names.HTTP_PROTOCOLS["auto"])
    monkeypatch.setitem(names.LOOP_FACTORIES, "auto", names.LOOP_FACTORIES["auto"])
    listening.listen_patiently()
    return connections


@pytest.fixture
def server(patient: Connections) -> Iterator[Server]:
    with serving(patient) as address:
        yield address


def knock(server: Server, source: str = STRANGER) -> socket.socket:
    return socket.create_connection(server, timeout=20, source_address=(source, 0))


def request(server: Server, key: str = KEY) -> bytes:
    cookie = f"hamstrong_{server[1]}={key}"
    return f"GET / HTTP/1.1\r\nHost: {HERE}\r\nCookie: {cookie}\r\n\r\n".encode()


def status(connection: socket.socket) -> bytes:
    """Return the first line of a whole answer; its pieces end with an empty one."""
    answer = b""
    while not answer.endswith(b"\r\n0\r\n\r\n"):
        piece = connection.recv(4096)
        assert piece, answer
        answer += piece
    return answer.split(b"\r\n")[0]


def ends_after_s(connection: socket.socket) -> float:
    """Return when the other side ended it; what it says before is thrown away."""
    began_s = time.monotonic()
    try:
        while connection.recv(4096):
            pass
    except ConnectionResetError:
        pass
    return time.monotonic() - began_s


def test_who_says_nothing_is_ended(server: Server) -> None:
    for source in (HERE, STRANGER):
        with knock(server, source) as silent:
            assert HEAD_S / 2 < ends_after_s(silent) < 10 * HEAD_S


def test_a_head_that_comes_a_byte_at_a_time_is_ended(server: Server) -> None:
    began_s = time.monotonic()
    with knock(server) as slow, pytest.raises(OSError):
        for _ in range(100):
            slow.sendall(request(server)[:40] if _ == 0 else b"x")
            time.sleep(HEAD_S / 10)
    assert HEAD_S / 2 < time.monotonic() - began_s < 6 * HEAD_S


def test_empty_lines_after_an_answer_hold_no_connection_open(server: Server) -> None:
    with knock(server) as slow:
        slow.sendall(request(server))
        assert status(slow) == b"HTTP/1.1 200 OK"
        began_s = time.monotonic()
        with pytest.raises(OSError):
            while time.monotonic() - began_s < 10 * HEAD_S:
                slow.sendall(b"\r\n")
                time.sleep(HEAD_S / 10)


def test_a_second_request_on_the_same_connection_is_answered(server: Server) -> None:
    with knock(server) as friend:
        for _ in range(4):
            friend.sendall(request(server))
            assert status(friend) == b"HTTP/1.1 200 OK"
            time.sleep(HEAD_S / 2)


def test_a_body_may_take_longer_than_a_head(server: Server) -> None:
    with knock(server) as upload:
        upload.sendall(
            request(server)
            .replace(b"GET", b"POST")
            .replace(b"\r\n\r\n", b"\r\nContent-Length: 20\r\n\r\n")
        )
        for _ in range(20):
            upload.sendall(b"x")
            time.sleep(HEAD_S / 8)
        assert status(upload) == b"HTTP/1.1 200 OK"


def test_an_open_websocket_stays_through_a_flood(server: Server) -> None:
    with (
        ExitStack() as flood,
        connect(
            f"ws://{HERE}:{server[1]}/",
            additional_headers={"Cookie": f"hamstrong_{server[1]}={KEY}"},
            source_address=(STRANGER, 0),
        ) as page,
    ):
        for _ in range(2 * MOST_OF_AN_ADDRESS):
            flood.enter_context(knock(server))
        time.sleep(2 * HEAD_S)
        page.send("still there?")
        assert page.recv(timeout=20) == "still there?"


def test_a_flood_of_strangers_leaves_room_for_who_has_the_key(
    patient: Connections, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "HEAD_S", 600.0)  # nobody goes by himself
    with ExitStack() as flood, serving(patient) as server:
        silent = [flood.enter_context(knock(server)) for _ in range(600)]
        for source in (HERE, STRANGER):
            with knock(server, source) as friend:
                friend.sendall(request(server))
                assert status(friend) == b"HTTP/1.1 200 OK"
        for one in silent:
            one.setblocking(False)
        wait_until(lambda: count_open(silent) <= MOST_OF_AN_ADDRESS)
        # One of them made room for the friend, who was a stranger for a moment.
        assert count_open(silent) >= MOST_OF_AN_ADDRESS - 1


def count_open(connections: list[socket.socket]) -> int:
    found = 0
    for one in connections:
        try:
            one.recv(1)
        except BlockingIOError:
            found += 1
        except OSError:
            pass
    return found


def test_a_wrong_key_makes_nobody_a_friend(
    patient: Connections, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "HEAD_S", 600.0)
    with ExitStack() as flood, serving(patient) as server:
        first = flood.enter_context(knock(server))
        first.sendall(request(server, key="wrong"))
        assert status(first) == b"HTTP/1.1 403 Forbidden"
        for _ in range(MOST_OF_AN_ADDRESS):
            flood.enter_context(knock(server))
        assert ends_after_s(first) < 4.0  # uvicorn's keep-alive takes five


@pytest.fixture
def over_https(patient: Connections, tmp_path: Path) -> Iterator[Server]:
    with serving(patient, key_pair((), tmp_path)) as address:
        yield address


def test_over_https_silence_before_the_handshake_is_ended(over_https: Server) -> None:
    with knock(over_https) as silent:
        assert HEAD_S / 2 < ends_after_s(silent) < 10 * HEAD_S


def test_over_https_silence_after_the_handshake_is_ended(over_https: Server) -> None:
    with in_tls(knock(over_https)) as silent:
        assert HEAD_S / 2 < ends_after_s(silent) < 10 * HEAD_S


def test_over_https_strangers_are_counted_before_the_handshake(
    patient: Connections, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "HEAD_S", 600.0)
    pair = key_pair((), tmp_path)
    with ExitStack() as flood, serving(patient, pair) as server:
        first = flood.enter_context(knock(server))
        for _ in range(MOST_OF_AN_ADDRESS):
            flood.enter_context(knock(server))
        assert ends_after_s(first) < 10.0
        with in_tls(knock(server)) as friend:
            friend.sendall(request(server))
            assert status(friend) == b"HTTP/1.1 200 OK"


def in_tls(connection: socket.socket) -> ssl.SSLSocket:
    trusting = ssl.create_default_context()
    trusting.check_hostname = False
    trusting.verify_mode = ssl.CERT_NONE
    return trusting.wrap_socket(connection)


def test_a_server_may_open_as_many_files_as_the_system_allows() -> None:
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (256, before[1]))
        listening.allow_more_files()
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        assert hard == before[1]
        assert soft == min(hard if hard > 0 else soft, listening.MOST_FILES)
        listening.allow_more_files()
        assert resource.getrlimit(resource.RLIMIT_NOFILE) == (soft, hard)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
