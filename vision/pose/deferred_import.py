"""Leave out what a library imports and this project never uses, until it is used.

MediaPipe imports matplotlib's pyplot for a drawing function of its own, which takes a
good part of the time it needs to load.
"""

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any


class _Later(ModuleType):
    """Stands in for a module, and becomes it when something of it is asked for."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # the import system asks for some
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(importlib.import_module(self.__name__), name)


@contextmanager
def deferred_import(name: str) -> Iterator[None]:
    """Let imports of a module inside the block only promise it.

    Args:
        name: Of the module; nothing happens if it is loaded already.
    """
    if name in sys.modules:
        yield
        return
    later = _Later(name)
    sys.modules[name] = later
    try:
        yield
    finally:
        if sys.modules.get(name) is later:
            del sys.modules[name]
