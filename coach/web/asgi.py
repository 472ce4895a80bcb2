"""What servers and apps say to each other (ASGI 3), and a page that has gone."""

import logging
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

_log = logging.getLogger(f"hamstrong.{__name__}")

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


async def hand_on(app: App, scope: Scope, receive: Receive, send: Send) -> None:
    """Hand on; what breaks because a page has gone is no fault, and no news.

    Streamlit goes on receiving for a moment where its last message did not arrive.
    """
    gone = False

    async def received() -> Message:
        nonlocal gone
        message = await receive()
        gone |= message["type"] == "websocket.disconnect"
        return message

    async def sent(message: Message) -> None:
        nonlocal gone
        try:
            await send(message)
        except Exception:
            gone = True
            raise
        gone |= message["type"] == "websocket.close"

    try:
        await app(scope, received, sent)
    except RuntimeError:
        if scope["type"] != "websocket" or not gone:
            raise
        _log.debug("a page was gone", exc_info=True)
