"""Analyses that take all cores: one after another, fair, and left at any time."""

import threading
import time

import pytest

from coach.jobs.waiting_line import WaitingLine

SOON_S = 10.0


def wait_until(condition: object) -> None:
    until_s = time.monotonic() + SOON_S
    assert callable(condition)
    while not condition():
        assert time.monotonic() < until_s, "it never happened"
        time.sleep(0.01)


def test_whoever_asks_first_is_first_and_only_so_many_are_in() -> None:
    line, order, inside, most = WaitingLine(2), list[int](), list[int](), [0]
    go_on = threading.Event()

    def work(number: int) -> None:
        with line.turn():
            order.append(number)
            inside.append(number)
            most[0] = max(most[0], len(inside))
            go_on.wait(SOON_S)
            time.sleep(0.02)
            inside.remove(number)

    threads = []
    for number in range(6):
        threads.append(threading.Thread(target=work, args=(number,)))
        threads[-1].start()
        wait_until(lambda: len(line._line) == len(threads))
    go_on.set()
    for thread in threads:
        thread.join(SOON_S)
    assert sorted(order[:2]) == [0, 1]
    assert sorted(order) == list(range(6))
    assert most == [2]


def test_who_waits_is_told_the_place() -> None:
    line, places = WaitingLine(), list[int]()
    released, waiting = threading.Event(), threading.Event()

    def first() -> None:
        with line.turn():
            waiting.wait(SOON_S)
            released.wait(SOON_S)

    thread = threading.Thread(target=first)
    thread.start()
    wait_until(lambda: len(line._line) == 1)

    def wait(before: int) -> None:
        places.append(before)
        waiting.set()
        released.set()

    with line.turn(wait):
        pass
    thread.join(SOON_S)
    assert set(places) == {1}


def test_who_goes_away_while_waiting_holds_nobody_up() -> None:
    line = WaitingLine()

    def gone(_before: int) -> None:
        raise KeyboardInterrupt

    with line.turn():
        with pytest.raises(KeyboardInterrupt), line.turn(gone):
            pytest.fail("it was not their turn")
        assert len(line._line) == 1
    with line.turn(gone):
        pass


def test_who_breaks_off_in_the_middle_lets_the_next_one_in() -> None:
    line = WaitingLine()
    with pytest.raises(ZeroDivisionError), line.turn():
        raise ZeroDivisionError
    assert line._line == []
