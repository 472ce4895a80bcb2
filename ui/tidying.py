"""What goes with closed tabs and with the server is cleared away."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from streamlit import runtime

from ui.desk import FOLLOWS, SHELF
from ui.sessions import CLOSED_TABS, is_open
from ui.uploads import UPLOADS
from vision.temporary import remove_all, remove_ownerless

LOOKS_S: Final = 30.0


def end(sessions: list[str]) -> None:
    """Let Streamlit let go of sessions: their state, pictures, films and downloads.

    Downloads are marked only; they go when orphaned files are removed another time.
    Only on the server's loop.
    """
    for session in sessions:
        if not is_open(session):
            runtime.get_instance().close_session(session)


@asynccontextmanager
async def tidying(_app: object) -> AsyncIterator[None]:
    """Clear away what killed servers left, and closed tabs while this one runs."""
    await asyncio.to_thread(remove_ownerless)

    async def look_again_and_again() -> None:
        marked = False
        while True:
            await asyncio.sleep(LOOKS_S)
            await asyncio.to_thread(SHELF.look, FOLLOWS.at_work_on)
            await asyncio.to_thread(UPLOADS.remove_old)
            ended = CLOSED_TABS.look()
            if marked:
                runtime.get_instance().media_file_mgr.remove_orphaned_files()
            end(ended)
            marked = bool(ended)

    task = asyncio.create_task(look_again_and_again())
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
        # The server ends itself by a signal, after which nothing is cleared away.
        await asyncio.to_thread(remove_all)
