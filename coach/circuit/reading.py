"""Kept sets as the circuit reads them; what does not change is not read again."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from coach.history.history import History
from coach.history.kept import KeptSet
from exercises.units import Side

AT_HAND: Final = 200
"""So many sets, some kilobytes each (our choice)."""


@dataclass(frozen=True)
class ReadSet:
    """What is read of a kept set.

    Attributes:
        changed_at: When it was written last.
        digests: Of the content of its films.
        report: As it was when it was kept.
    """

    changed_at: datetime
    digests: frozenset[str]
    report: Mapping[str, Any]

    @property
    def legs(self) -> list[Side | None]:
        """The leg of each unit."""
        units = [*self.report["reps"], *self.report["holds"], *self.report["bouts"]]
        return [one.get("side") or one.get("lead") for one in units]


_known: Final[dict[str, ReadSet]] = {}
_lock: Final = threading.Lock()


def read_set(history: History, kept: KeptSet) -> ReadSet | None:
    """Return what is read of a set; None where it was forgotten meanwhile."""
    with _lock:
        known = _known.get(kept.id)
    if known is not None and known.changed_at == kept.changed_at:
        return known
    opened = history.open(kept.id)
    if opened is None:
        return None
    digests = frozenset(one.digest for one in opened.recordings)
    read = ReadSet(opened.kept.changed_at, digests, opened.report_json)
    with _lock:
        _known[kept.id] = read
        while len(_known) > AT_HAND:
            del _known[next(iter(_known))]
    return read
