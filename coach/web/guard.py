"""Who may speak to the app: asked before Streamlit sees a request.

An app on this computer is reached by its own pages only: a name that leads here by DNS
rebinding is no name of ours, another site's page is no origin of ours, and no other
site may frame, embed or script it. With `hamstrong app --lan` other devices may come,
if they bring the key that was printed; without it they get neither pages nor media nor
the websocket.
"""

import hmac
import json
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, quote, urlencode

from coach.web.asgi import App, Message, Receive, Scope, Send, hand_on
from coach.web.connections import CONNECTIONS, Connections, is_loopback

LOCAL_NAMES: Final = frozenset({"localhost", "127.0.0.1", "::1"})
KEY: Final = "key"
"""The parameter of the printed address; it is exchanged for a cookie at once. A history
may keep it: it is worth nothing once the app has ended."""
FROM_HERE: Final = "x-hamstrong-from-here"
"""A header for the pages: "1" where the request comes from this computer. What a client
sends under that name is thrown away."""
_VARIABLE: Final = "HAMSTRONG_ACCESS"
_PASSED_ON: Final = frozenset(
    {"x-forwarded-for", "x-forwarded-host", "x-real-ip", "forwarded", "via"}
)
"""What proxies add: whoever stands behind one is not at this computer."""
_CROSS_SITE: Final = ("cross-site", "same-site")
"""What `Sec-Fetch-Site` says of other sites; of another port here the second."""
_HOST: Final = re.compile(r"(?P<name>\[[0-9a-fA-F:.]+\]|[\w.-]+)(:\d{1,5})?", re.ASCII)
_REFUSED: Final = {
    "host": "This app does not go by that name. Open the address that it printed when "
    "it was started; give further names with --host.",
    "origin": "Only this app's own pages may ask that.",
    "away": "This app serves the computer that it runs on. To open it from another "
    "device, start it with: hamstrong app --lan",
    "key": "Open the whole address that was printed by hamstrong app --lan: the part "
    "behind key= lets you in. Where it was opened before, the app has been started "
    "again since.",
}


@dataclass(frozen=True, kw_only=True)
class Access:
    """Who is let in.

    Attributes:
        hosts: Names and addresses that the app goes by, lower case, without port.
        key: What devices bring along; None serves this computer only.
    """

    hosts: frozenset[str] = LOCAL_NAMES
    key: str | None = None

    @staticmethod
    def of(names: tuple[str, ...] = (), *, lan: bool) -> "Access":
        """Return the access of a start, with a new key if other devices may come."""
        hosts = LOCAL_NAMES | {name.lower() for name in names}
        return Access(hosts=hosts, key=secrets.token_urlsafe(16) if lan else None)

    @staticmethod
    def from_environment(environment: Mapping[str, str] = os.environ) -> "Access":
        """Return what the starter left for its server; else this computer's own."""
        given = json.loads(environment.get(_VARIABLE, "{}"))
        return Access(
            hosts=LOCAL_NAMES | frozenset(given.get("hosts", ())), key=given.get("key")
        )

    def as_environment(self) -> dict[str, str]:
        """Return the same for the server's environment: only this user may read it."""
        given = {"hosts": sorted(self.hosts), "key": self.key}
        return {_VARIABLE: json.dumps(given)}


_PAGE: Final = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Hamstrong</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<body style="margin: 3rem auto; max-width: 34rem; padding: 0 1.5rem; color: #1f2b2b;
background: #faf7f1; font: 1.15rem/1.6 sans-serif"><h1>Hamstrong</h1><p>{}</p>
"""


class Guard:
    """ASGI middleware that refuses strangers and marks what comes from here."""

    def __init__(
        self,
        app: App,
        access: Access | None = None,
        connections: Connections = CONNECTIONS,
    ) -> None:
        """Guard an app.

        Args:
            app: What is guarded.
            access: Who is let in; None asks the environment.
            connections: Where it is told who is no stranger.
        """
        self._app, self._connections = app, connections
        self._access = access or Access.from_environment()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, exchange the key for a cookie, or hand on with safe headers."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = _headers(scope)
        from_here = is_loopback((scope.get("client") or ("",))[0])
        from_here &= not _PASSED_ON & headers.keys()
        refused = self._why_refused(scope, headers, from_here=from_here)
        if refused in ("", "key") and (address := self._entered(scope)):
            self._connections.let_in(scope.get("client"))
            await _let_in(send, address, self._cookie(scope, headers))
        elif refused:
            await _refuse(scope, receive, send, refused)
        else:
            self._connections.let_in(scope.get("client"))
            kept = [
                item
                for item in scope["headers"]
                if item[0].lower() != FROM_HERE.encode()
            ]
            mark = (FROM_HERE.encode(), b"1" if from_here else b"0")
            marked = {**scope, "headers": [*kept, mark]}
            guarded = _with_policy(send, headers["host"])
            await hand_on(self._app, marked, receive, guarded)

    def _why_refused(
        self, scope: Scope, headers: Mapping[str, str], *, from_here: bool
    ) -> str:
        """Return which rule a request breaks, "" where none."""
        host = headers.get("host", "")
        if sum(name.lower() == b"host" for name, _ in scope["headers"]) > 1:
            return "host"
        if _name_of(host) not in self._access.hosts:
            return "host"
        own = _origin(scope, host)
        if headers.get("origin", own).lower() != own:
            return "origin"
        if headers.get("sec-fetch-site") in _CROSS_SITE and not _is_visit(headers):
            return "origin"
        if self._access.key is None:
            return "" if from_here else "away"
        return "" if self._brings_key(scope, headers) else "key"

    def _brings_key(self, scope: Scope, headers: Mapping[str, str]) -> bool:
        cookies = (part.strip() for part in headers.get("cookie", "").split(";"))
        name = _cookie_name(scope)
        found = [c.partition("=")[2] for c in cookies if c.partition("=")[0] == name]
        return any(self._is_key(value) for value in found)

    def _is_key(self, value: str) -> bool:
        key = self._access.key or ""
        return hmac.compare_digest(value.encode(), key.encode())

    def _entered(self, scope: Scope) -> str:
        """Return where to go on without the key, where a visit brings the right one."""
        if self._access.key is None or scope["type"] != "http":
            return ""
        if scope["method"] not in ("GET", "HEAD"):
            return ""
        given = parse_qsl(scope["query_string"].decode("latin-1"))
        if not any(name == KEY and self._is_key(value) for name, value in given):
            return ""
        rest = urlencode([item for item in given if item[0] != KEY])
        # Two slashes would begin another site's address.
        path = "/" + quote(str(scope["path"]).lstrip("/\\"))
        return path + ("?" + rest if rest else "")

    def _cookie(self, scope: Scope, headers: Mapping[str, str]) -> str:
        secure = "; Secure" if _origin(scope, headers["host"])[:6] == "https:" else ""
        return (
            f"{_cookie_name(scope)}={self._access.key}; Path=/; HttpOnly; SameSite=Lax"
            f"{secure}"
        )


def _headers(scope: Scope) -> dict[str, str]:
    return {
        name.decode("latin-1").lower(): value.decode("latin-1")
        for name, value in scope["headers"]
    }


def _name_of(host: str) -> str:
    """Return a Host header's name or address, lower case, without its port."""
    found = _HOST.fullmatch(host)
    return found["name"].strip("[]").lower() if found else ""


def _origin(scope: Scope, host: str) -> str:
    secure = scope.get("scheme") in ("https", "wss")
    return f"{'https' if secure else 'http'}://{host}".lower()


def _is_visit(headers: Mapping[str, str]) -> bool:
    """Whether somebody followed a link here, in a window of its own."""
    return (
        headers.get("sec-fetch-mode") == "navigate"
        and headers.get("sec-fetch-dest") == "document"
    )


def _cookie_name(scope: Scope) -> str:
    """Return a name of this port's: cookies are shared by a host's ports."""
    return f"hamstrong_{(scope.get('server') or ('', 0))[1]}"


def policy_for(host: str) -> dict[str, str]:
    """Return the headers that keep other sites out of the page, and the page at home.

    Streamlit writes styles and scripts into the page and Vega compiles its charts, so
    inline and eval stay allowed; nothing comes from or goes to anywhere else.
    """
    return {
        "content-security-policy": "; ".join(
            (
                "default-src 'self'",
                "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
                "style-src 'self' 'unsafe-inline'",
                "img-src 'self' data: blob:",
                "media-src 'self' data: blob:",
                "font-src 'self' data:",
                "worker-src 'self' blob:",
                f"connect-src 'self' data: blob: ws://{host} wss://{host}",
                "frame-src 'self' blob: data:",
                "frame-ancestors 'self'",
                "base-uri 'self'",
                "form-action 'self'",
                "object-src 'none'",
            )
        ),
        "x-frame-options": "SAMEORIGIN",
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
    }


def _with_policy(send: Send, host: str) -> Send:
    policy = {k.encode(): v.encode() for k, v in policy_for(host).items()}

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = [h for h in message["headers"] if h[0].lower() not in policy]
            message = {**message, "headers": [*kept, *policy.items()]}
        await send(message)

    return sent


async def _let_in(send: Send, address: str, cookie: str) -> None:
    headers = [
        (b"location", address.encode("ascii")),
        (b"set-cookie", cookie.encode()),
        (b"cache-control", b"no-store"),
        (b"referrer-policy", b"no-referrer"),
    ]
    await send({"type": "http.response.start", "status": 303, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


async def _refuse(scope: Scope, receive: Receive, send: Send, why: str) -> None:
    if scope["type"] == "websocket":
        await receive()  # the handshake, which a close before accept turns down
        await send({"type": "websocket.close", "code": 1008})
        return
    headers = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
        (b"content-security-policy", b"default-src 'none'; style-src 'unsafe-inline'"),
    ]
    await send({"type": "http.response.start", "status": 403, "headers": headers})
    body = b"" if scope["method"] == "HEAD" else _PAGE.format(_REFUSED[why]).encode()
    await send({"type": "http.response.body", "body": body})
