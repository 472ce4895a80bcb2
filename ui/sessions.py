"""Sessions of pages, and what goes with them when their tab is closed."""

import asyncio
import contextlib
import time
import weakref
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Final

from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from vision.temporary import TemporaryFolder, remove_all, remove_ownerless

LOOKS_S: Final = 30.0
CLOSED_S: Final = 150.0
"""A page that lost its connection may come back for two minutes (Streamlit's
`server.disconnectedSessionTTL`); then its films go."""


def this_session() -> str:
    """Return the id of the session whose page is drawn; "" outside of one."""
    context = get_script_run_ctx(suppress_warning=True)
    return context.session_id if context is not None else ""


def is_open(session: str) -> bool:
    """Whether a page of this session is connected."""
    return runtime.exists() and runtime.get_instance().is_active_session(session)


class ClosedTabs:
    """Removes the folders of sessions whose tab was closed.

    Streamlit forgets a closed session when the next one comes, which may be never.
    """

    def __init__(
        self,
        is_open: Callable[[str], bool] = is_open,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin with no folders.

        Args:
            is_open: Whether a session's page is connected.
            clock: Seconds.
        """
        self._is_open, self._clock = is_open, clock
        self._folders: dict[weakref.ref[TemporaryFolder], tuple[str, float]] = {}

    def add(self, folder: TemporaryFolder, session: str) -> None:
        """Let a folder go with its session."""
        self._folders[weakref.ref(folder)] = (session, self._clock())

    def look(self) -> None:
        """Remove what belongs to tabs that have been closed for long enough."""
        now_s = self._clock()
        for reference, (session, open_at_s) in list(self._folders.items()):
            folder = reference()
            if folder is None:
                del self._folders[reference]
            elif self._is_open(session):
                self._folders[reference] = (session, now_s)
            elif now_s - open_at_s > CLOSED_S:
                folder.remove()
                del self._folders[reference]


CLOSED_TABS: Final = ClosedTabs()
"""This server's."""


@asynccontextmanager
async def tidying(_app: object) -> AsyncIterator[None]:
    """Clear away what killed servers left, and closed tabs while this one runs."""
    await asyncio.to_thread(remove_ownerless)

    async def look_again_and_again() -> None:
        while True:
            await asyncio.sleep(LOOKS_S)
            await asyncio.to_thread(CLOSED_TABS.look)

    task = asyncio.create_task(look_again_and_again())
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
        # The server ends itself by a signal, after which nothing is cleared away.
        await asyncio.to_thread(remove_all)
