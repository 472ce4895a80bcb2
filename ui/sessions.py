"""Sessions of pages, and what goes with them when their tab is closed."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Final, TypeVar

import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from vision.temporary import remove_all, remove_ownerless

T = TypeVar("T")
LOOKS_S: Final = 30.0


def this_session() -> str:
    """Return the id of the session whose page is drawn; "" outside of one."""
    context = get_script_run_ctx(suppress_warning=True)
    return context.session_id if context is not None else ""


def is_open(session: str) -> bool:
    """Whether a page of this session is connected."""
    return runtime.exists() and runtime.get_instance().is_active_session(session)


def kept(key: str, make: Callable[[], T]) -> T:
    """Return what this session keeps under a key, made at first use."""
    if key not in st.session_state:
        st.session_state[key] = make()
    value: T = st.session_state[key]
    return value


@asynccontextmanager
async def tidying(_app: object) -> AsyncIterator[None]:
    """Clear away what killed servers left, and closed tabs while this one runs."""
    from ui.desk import FOLLOWS, SHELF

    await asyncio.to_thread(remove_ownerless)

    async def look_again_and_again() -> None:
        while True:
            await asyncio.sleep(LOOKS_S)
            await asyncio.to_thread(SHELF.look, FOLLOWS.at_work_on)

    task = asyncio.create_task(look_again_and_again())
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
        # The server ends itself by a signal, after which nothing is cleared away.
        await asyncio.to_thread(remove_all)
