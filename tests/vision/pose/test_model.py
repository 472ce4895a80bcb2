"""The built-in pose model is found, whatever else goes on in the process."""

import importlib.metadata
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from hamstrong.errors import MissingLibraryError
from vision.pose import model
from vision.pose.model import resolve_model


@contextmanager
def path_being_changed() -> Iterator[None]:
    """Change sys.path as Streamlit does around each run of a session's script."""
    over = threading.Event()

    def change() -> None:
        while not over.is_set():
            sys.path.insert(0, "/nowhere")
            time.sleep(0)
            sys.path.remove("/nowhere")
            time.sleep(0)

    thread = threading.Thread(target=change)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    model._mediapipe_version.cache_clear()
    yield
    model._mediapipe_version.cache_clear()


def test_it_is_found_while_another_session_begins_and_ends() -> None:
    expected = resolve_model()
    with path_being_changed():
        for _ in range(100):
            model._mediapipe_version.cache_clear()
            assert resolve_model() == expected


def test_without_mediapipe_there_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.metadata, "distributions", lambda **_: iter(()))

    with pytest.raises(MissingLibraryError, match="uv sync"):
        resolve_model()
