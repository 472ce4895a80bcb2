"""What is loaded while the user still reads, and kept from being walked again."""

import gc
import logging
import threading
from typing import Final

import streamlit as st

from hamstrong.errors import HamstrongError

_log: Final = logging.getLogger(f"hamstrong.{__name__}")


@st.cache_resource(show_spinner=False)  # type: ignore[untyped-decorator]
def warming_up() -> threading.Thread:
    """Load the pose model and what judges once a server, in a thread."""
    thread = threading.Thread(target=_warm_up, name="warm-up", daemon=True)
    thread.start()
    return thread


def _warm_up() -> None:
    from exercises.check import check
    from vision.pose.estimator import PoseEstimator

    try:
        PoseEstimator().close()
    except HamstrongError:
        _log.info("what needs the model will say what is missing", exc_info=True)
    _log.debug("%s is loaded", check.__name__)
    # What is loaded stays: garbage collection need not walk it while a picture waits.
    gc.collect()
    gc.freeze()
