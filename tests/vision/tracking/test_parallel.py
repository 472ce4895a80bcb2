"""Processes stay while somebody needs them, and no longer."""

import os
import time

import psutil
import pytest

from vision.tracking.parallel import needed, processes


def gone(pid: int, within_s: float = 30.0) -> bool:
    end_s = time.monotonic() + within_s
    while psutil.pid_exists(pid) and time.monotonic() < end_s:
        time.sleep(0.1)
    return not psutil.pid_exists(pid)


def test_they_end_when_nobody_needs_them() -> None:
    with needed():
        pid = processes(1).submit(os.getpid).result()
    assert gone(pid)


def test_one_who_is_done_leaves_them_to_the_others() -> None:
    with needed():
        with needed():
            pid = processes(1).submit(os.getpid).result()
        assert processes(1).submit(os.getpid).result() == pid
    assert gone(pid)


def test_a_failure_ends_them_too() -> None:
    pids: list[int] = []

    def fails() -> None:
        with needed():
            pids.append(processes(1).submit(os.getpid).result())
            raise ValueError

    with pytest.raises(ValueError):
        fails()
    assert gone(pids[0])


def test_the_next_one_gets_new_ones() -> None:
    with needed():
        before = processes(1).submit(os.getpid).result()
    with needed():
        assert processes(1).submit(os.getpid).result() != before
