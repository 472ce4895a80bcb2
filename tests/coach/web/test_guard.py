"""Who is let in to the app, request by request."""

import asyncio
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.web.asgi import Message, Receive, Scope, Send
from coach.web.guard import FROM_HERE, Access, Guard

PORT = 8501
HERE, AWAY = ("127.0.0.1", 40000), ("192.168.1.30", 40000)
LAN = Access(hosts=frozenset({"localhost", "192.168.1.20"}), key="the-key")
COOKIE = f"hamstrong_{PORT}=the-key"


class Behind:
    """What is guarded: answers, and remembers what reached it."""

    def __init__(self) -> None:
        self.reached: list[Scope] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.reached.append(scope)
        if scope["type"] == "websocket":
            await send({"type": "websocket.accept"})
            return
        start = {"type": "http.response.start", "status": 200}
        await send({**start, "headers": [(b"x-frame-options", b"ALLOWALL")]})
        await send({"type": "http.response.body", "body": b"the page"})


def ask(
    access: Access | None = None,
    *,
    kind: str = "http",
    client: tuple[str, int] = HERE,
    path: str = "/",
    query: str = "",
    method: str = "GET",
    scheme: str = "http",
    **headers: str,
) -> tuple[list[Message], Behind]:
    """Return what is answered to a request, and what was behind the guard."""
    behind, sent = Behind(), []
    headers = {"host": f"localhost:{PORT}"} | headers
    scope: dict[str, Any] = {
        "type": kind, "method": method, "scheme": scheme, "path": path,
        "query_string": query.encode(), "client": client,
        "server": ("127.0.0.1", PORT),
        "headers": [
            (name.replace("_", "-").encode(), value.encode("latin-1"))
            for name, value in headers.items()
        ],
    }  # fmt: skip

    async def receive() -> Message:
        return {"type": f"{kind}.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(Guard(behind, access or Access())(scope, receive, send))
    return sent, behind


def status(sent: list[Message]) -> int:
    return int(sent[0]["status"])


def header(sent: list[Message], name: str) -> list[str]:
    return [v.decode() for k, v in sent[0]["headers"] if k.decode() == name]


@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1", "[::1]:8501"])
def test_this_computer_opens_its_own_app(host: str) -> None:
    sent, behind = ask(host=host)
    assert status(sent) == 200
    assert behind.reached


@pytest.mark.parametrize(
    "host",
    [
        "evil.example", "localhost.evil.example:8501", "127.0.0.1.evil.example", "",
        "192.168.1.20", "localhost@evil.example", "[", "localhost:8501, evil.example",
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_a_name_that_leads_here_by_rebinding_reaches_nothing(
    host: str, kind: str
) -> None:
    sent, behind = ask(host=host, kind=kind)
    assert not behind.reached
    assert sent[0] == {"type": "websocket.close", "code": 1008} or status(sent) == 403


@pytest.mark.parametrize(
    "origin",
    ["http://localhost:3000", "https://localhost:8501", "http://evil.example", "null"],
)
@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_another_origin_reaches_nothing_not_even_another_port(
    origin: str, kind: str
) -> None:
    _, behind = ask(origin=origin, kind=kind)
    assert not behind.reached


def test_the_pages_own_origin_does() -> None:
    own = f"http://localhost:{PORT}"
    assert ask(origin=own, kind="websocket", scheme="ws")[1].reached
    assert ask(origin=own, method="PUT")[1].reached
    assert ask(origin=f"https://localhost:{PORT}", kind="websocket", scheme="wss")[
        1
    ].reached


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_embeds_nothing_but_may_link_here(site: str) -> None:
    def reached(mode: str, dest: str) -> bool:
        _, behind = ask(sec_fetch_site=site, sec_fetch_mode=mode, sec_fetch_dest=dest)
        return bool(behind.reached)

    assert not reached("no-cors", "image")
    assert not reached("navigate", "iframe")
    assert reached("navigate", "document")


def test_nobody_else_may_frame_script_or_read_the_page() -> None:
    sent, _ = ask()
    (policy,) = header(sent, "content-security-policy")
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "http:" not in policy
    assert header(sent, "x-frame-options") == ["SAMEORIGIN"]  # ours, not the app's
    assert header(sent, "referrer-policy") == ["no-referrer"]


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize("path", ["/", "/media/film.mp4", "/_stcore/stream"])
def test_without_the_network_no_other_device_reaches_anything(
    kind: str, path: str
) -> None:
    sent, behind = ask(client=AWAY, kind=kind, path=path)
    assert not behind.reached
    assert kind == "websocket" or b"hamstrong app --lan" in sent[1]["body"]


@pytest.mark.parametrize("client", [HERE, AWAY])
@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize(
    "cookie", ["", "other=the-key", f"hamstrong_{PORT}=", f"hamstrong_{PORT}=the-kex"]
)
def test_in_the_network_nothing_is_served_without_the_key(
    client: tuple[str, int], kind: str, cookie: str
) -> None:
    _, behind = ask(LAN, client=client, kind=kind, cookie=cookie, path="/media/a.mp4")
    assert not behind.reached


def test_the_printed_address_is_exchanged_for_a_cookie_and_forgotten() -> None:
    host = "192.168.1.20:8501"
    sent, behind = ask(
        LAN, client=AWAY, host=host, path="/live", query="key=the-key&a=1"
    )
    assert status(sent) == 303
    assert not behind.reached
    assert header(sent, "location") == ["/live?a=1"]
    (cookie,) = header(sent, "set-cookie")
    assert cookie == f"{COOKIE}; Path=/; HttpOnly; SameSite=Lax"
    for kind in ("http", "websocket"):
        assert ask(LAN, client=AWAY, host=host, kind=kind, cookie=COOKIE)[1].reached


def test_over_https_the_cookie_never_travels_without_it() -> None:
    sent, _ = ask(LAN, scheme="https", query="key=the-key")
    assert header(sent, "set-cookie")[0].endswith("; Secure")


def test_a_wrong_key_or_a_form_with_the_right_one_is_no_entrance() -> None:
    assert status(ask(LAN, query="key=wrong")[0]) == 403
    assert status(ask(LAN, query="key=the-key", method="POST")[0]) == 403


def test_the_entrance_leads_to_this_app_and_nowhere_else() -> None:
    for path in ("//evil.example", "/\\evil.example", "///evil.example/a"):
        sent, _ = ask(LAN, path=path, query="key=the-key")
        (where,) = header(sent, "location")
        assert where.startswith("/e")


@pytest.mark.parametrize(
    ("client", "mark"), [(HERE, b"1"), (("::1", 1), b"1"), (AWAY, b"0")]
)
def test_pages_are_told_who_is_here_and_nobody_can_pretend(
    client: tuple[str, int], mark: bytes
) -> None:
    _, behind = ask(LAN, client=client, cookie=COOKIE, x_hamstrong_from_here="1")
    (scope,) = behind.reached
    assert [v for k, v in scope["headers"] if k.decode() == FROM_HERE] == [mark]


@pytest.mark.parametrize(
    "name", ["x_forwarded_for", "x_real_ip", "forwarded", "via", "x_forwarded_host"]
)
def test_who_stands_behind_a_proxy_is_not_at_this_computer(name: str) -> None:
    sent, behind = ask(**{name: "127.0.0.1"})  # type: ignore[arg-type]
    assert not behind.reached
    assert b"hamstrong app --lan" in sent[1]["body"]


def test_the_key_is_exchanged_even_by_who_has_the_cookie() -> None:
    sent, _ = ask(LAN, query="key=the-key", cookie=COOKIE)
    assert status(sent) == 303


def test_where_it_leads_is_written_so_that_no_header_is_broken() -> None:
    sent, _ = ask(LAN, query="key=the-key", path="/a\r\nb?c#d/\N{EURO SIGN}")
    assert header(sent, "location") == ["/a%0D%0Ab%3Fc%23d/%E2%82%AC"]


def test_every_start_has_a_key_of_its_own_and_hands_it_to_its_server() -> None:
    first, second = (Access.of(("Phone.Example",), lan=True) for _ in range(2))
    assert first.key != second.key
    assert len(first.key or "") >= 22  # 128 bits
    assert "phone.example" in first.hosts
    assert Access.from_environment(first.as_environment()) == first
    assert Access.from_environment({}) == Access()


@pytest.mark.parametrize("leaves", [True, False])
def test_a_page_that_is_gone_is_no_fault_but_a_fault_is_one(leaves: bool) -> None:
    async def behind(_scope: Scope, receive: Receive, _send: Send) -> None:
        await receive()
        raise RuntimeError("WebSocket is not connected.")

    async def receive() -> Message:
        kind = "disconnect" if leaves else "receive"
        return {"type": f"websocket.{kind}"}

    async def send(_message: Message) -> None:
        """Nobody listens."""

    scope: dict[str, Any] = {
        "type": "websocket", "path": "/", "query_string": b"", "client": HERE,
        "headers": [(b"host", b"localhost")], "scheme": "ws",
    }  # fmt: skip
    guarded = Guard(behind, Access())(scope, receive, send)
    if leaves:
        asyncio.run(guarded)
    else:
        with pytest.raises(RuntimeError):
            asyncio.run(guarded)


@given(host=st.text(st.characters(max_codepoint=255), max_size=40))
def test_no_host_header_brings_the_guard_down(host: str) -> None:
    sent, behind = ask(host=host)
    assert behind.reached or status(sent) == 403
