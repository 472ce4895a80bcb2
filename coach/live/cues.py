"""Which cue is due: one at a time, the gravest first, and praise when it helped."""

from collections.abc import Sequence
from typing import Final

from coach.live.words import BETTER
from exercises.report import Report
from exercises.units import Fault, Unit

AFTER_CUE_S: Final = 6.0
"""Silence after a cue, so that there is time to act on it (rationale.md 7)."""
LATEST: Final = 3
SHOWN: Final = 2
"""A fault is told when two of the last three units show it (rationale.md 7)."""
GONE: Final = 2
"""Units without a cued fault that earn praise (rationale.md 7)."""
PERSISTS_S: Final = 0.5
"""In a hold a fault is told once it has lasted so long (rationale.md 7)."""


class Cues:
    """Remembers what was said in a set."""

    def __init__(self) -> None:
        """Nothing was said yet."""
        self.standing = self.standing_code = ""
        self._cued: str | None = None
        self._said_s = float("-inf")
        self._units: Sequence[Unit] = ()
        self._units_when_cued = 0
        self._fresh = False
        self._since_s: dict[str, float] = {}

    def unit_done(self, units: Sequence[Unit]) -> None:
        """Take note that a rep or bout more is over."""
        self._units, self._fresh = units, True

    def due(
        self, time_s: float, report: Report, *, holding: bool, praising: bool = True
    ) -> str:
        """Return what is to be said now, "" for nothing.

        Args:
            time_s: Now.
            report: The set so far.
            holding: Whether a hold is under way, which has no reps to wait for.
            praising: Whether enough is seen to say that a fault is gone.
        """
        if time_s - self._said_s < AFTER_CUE_S:
            return ""
        faults = self._lasting(time_s, report) if holding else self._repeated()
        praise = self._praise(faults) if praising else ""
        if praise:
            self._said_s, self._cued = time_s, None
            self.stand("")
            return praise
        if not faults or (not holding and not self._fresh):
            return ""
        worst = max(faults, key=lambda fault: fault.severity)
        self._said_s, self._fresh = time_s, False
        self._cued, self._units_when_cued = worst.code, len(self._units)
        self.stand(worst.cue, worst.code)
        return worst.cue

    def stand(self, text: str, code: str = "") -> None:
        """Let a text stand from now on.

        Args:
            text: The text; "" for none.
            code: Of the fault that it is about; "" for none.
        """
        self.standing, self.standing_code = text, code

    def _repeated(self) -> list[Fault]:
        last = self._units[-LATEST:]
        codes = [{fault.code for fault in unit.faults} for unit in last]
        return [
            fault
            for fault in (self._units[-1].faults if self._units else ())
            if sum(fault.code in shown for shown in codes) >= SHOWN
        ]

    def _lasting(self, time_s: float, report: Report) -> list[Fault]:
        faults = report.holds[-1].faults if report.holds else ()
        codes = {fault.code for fault in faults}
        self._since_s = {code: self._since_s.get(code, time_s) for code in codes}
        return [f for f in faults if time_s - self._since_s[f.code] >= PERSISTS_S]

    def _praise(self, faults: Sequence[Fault]) -> str:
        if self._cued is None or any(fault.code == self._cued for fault in faults):
            return ""
        since = self._units[self._units_when_cued :]
        clean = [
            all(fault.code != self._cued for fault in unit.faults) for unit in since
        ]
        return BETTER if len(clean) >= GONE and all(clean[-GONE:]) else ""
