"""Sessions of pages, and what goes with them when their tab is closed."""

import time
from collections.abc import Callable
from typing import Final, TypeVar

import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

T = TypeVar("T")
CLOSED_S: Final = 150.0
"""A page that lost its connection may come back for so long (our choice); then its
films go, and all that Streamlit holds of it. Streamlit's own
`server.disconnectedSessionTTL` must be longer (config.toml): what it has given up
itself it keeps until another page is closed, and can be asked to end no more."""


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


class ClosedTabs:
    """Says which sessions' tabs were closed.

    Streamlit forgets a closed session when the next one is closed, which may be never.
    """

    def __init__(
        self,
        is_open: Callable[[str], bool] = is_open,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin with no pages.

        Args:
            is_open: Whether a session's page is connected.
            clock: Seconds.
        """
        self._is_open, self._clock = is_open, clock
        self._pages: dict[str, float] = {}

    def note(self, session: str) -> None:
        """Take note of a session whose page is drawn."""
        self._pages[session] = self._clock()

    def look(self) -> list[str]:
        """Return the sessions whose tabs were closed for long enough, each once."""
        now_s, ended = self._clock(), []
        for session, open_at_s in list(self._pages.items()):
            if self._is_open(session):
                self._pages[session] = now_s
            elif now_s - open_at_s > CLOSED_S:
                del self._pages[session]
                ended.append(session)
        return ended


CLOSED_TABS: Final = ClosedTabs()
"""This server's."""
