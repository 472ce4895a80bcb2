"""A progress bar that tells how far the work is and how long the rest will take."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

import streamlit as st

REDRAW_S: Final = 0.15
"""The bar moves this often: more would cost the model time."""
WARM_UP_FRAMES: Final = 30
"""The first frames carry the model's start and would promise far too much time."""


@contextmanager
def progress_bar(doing: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar while the block runs.

    Args:
        doing: What is being done, as "Following the body".

    Yields:
        What moves the bar: called with frames done and expected (0 when unknown).
    """
    slot = st.empty()
    slot.progress(0.0, f"{doing}\N{HORIZONTAL ELLIPSIS}")
    start_s = shown_s = time.monotonic()

    def move(done: int, expected: int) -> None:
        nonlocal shown_s
        now_s = time.monotonic()
        if now_s - shown_s < REDRAW_S:
            return
        shown_s = now_s
        share = min(1.0, done / expected) if expected else 0.0
        slot.progress(share, f"{doing}: {how_far(done, expected, now_s - start_s)}")

    try:
        yield move
    finally:
        slot.empty()


def how_far(done: int, expected: int, spent_s: float) -> str:
    """Return how much is done and, once that can be told, how much time is left."""
    if not expected:
        return f"{done} frames"
    left_s = spent_s * (expected - done) / max(done, 1)
    left = (
        f", about {left_s:.0f} s left" if done > WARM_UP_FRAMES and left_s >= 1 else ""
    )
    return f"{done} of {max(expected, done)} frames{left}"
