"""Runs a command and tells how long it took and how much memory all of it held."""

import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import psutil

EVERY_S: Final = 0.1


@dataclass(frozen=True, kw_only=True)
class Clocked:
    """What a command cost.

    Attributes:
        took_s: From start to end.
        peak_mb: Most memory of it and its children at one time, shared pages counted
            once (proportional set size).
        code: Its exit code.
    """

    took_s: float
    peak_mb: float
    code: int


def clocked(command: Sequence[str], *, memory: bool = False) -> Clocked:
    """Run a command of this Python.

    Args:
        command: What follows `python -m`.
        memory: Whether to look at its memory, too, which costs a little time.
    """
    started_s = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", *command],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    peak = [0.0]
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(EVERY_S):
            peak[0] = max(peak[0], _memory_mb(process.pid))

    if memory:
        threading.Thread(target=watch, daemon=True).start()
    _, complaints = process.communicate()
    took_s = time.perf_counter() - started_s
    ended.set()
    if process.returncode not in (0, 3):
        raise RuntimeError(f"{' '.join(command)} failed: {complaints[-500:]}")
    return Clocked(took_s=took_s, peak_mb=peak[0], code=process.returncode)


def _memory_mb(pid: int) -> float:
    total = 0.0
    try:
        root = psutil.Process(pid)
        for process in (root, *root.children(recursive=True)):
            total += process.memory_full_info().pss / 2**20
    except psutil.NoSuchProcess:
        pass
    return total
