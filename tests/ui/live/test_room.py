"""The sets of a live page: the newest ones, and how many there were."""

from types import SimpleNamespace
from typing import Any

from coach.live.state import HELD_SETS, LiveState
from ui.live.room import LivePageState


class Feed:
    """Stands for the camera: its session finishes sets."""

    def __init__(self) -> None:
        self.session = SimpleNamespace(state=LiveState())

    def finish(self, upto: int) -> None:
        """So many sets have been finished; the session holds the newest ones."""
        done: Any = tuple(
            SimpleNamespace(number=number)
            for number in range(max(1, upto - HELD_SETS + 1), upto + 1)
        )
        self.session.state = LiveState(finished=done)


def test_each_set_is_taken_over_once_and_all_are_counted() -> None:
    feed: Any = Feed()
    room = LivePageState(feed=feed)
    assert not room.take_sets()
    for upto in (1, 2, HELD_SETS + 7):
        feed.finish(upto)
        assert room.take_sets()
        assert not room.take_sets()
        assert room.count == upto
    assert len(room.sets) == HELD_SETS
    assert [room.sets[0].number, room.sets[-1].number] == [8, HELD_SETS + 7]
