"""What a person who watched the film says of its reps: this is one, that is none.

Marks stand in the film's own time, so that another speed does not move them.
"""

import itertools
import math
from dataclasses import dataclass, replace
from typing import Final

from exercises.units import LONGEST_REP_S
from hamstrong.errors import MarksError

MOST: Final = 500
"""Marks of a kind on a film (our choice: no set is as long)."""


@dataclass(frozen=True, kw_only=True)
class MarkedRep:
    """A rep that a person has timed; in either order, as in `exercises.units.Rep`.

    Attributes:
        start_s, bottom_s: The lowering begins and ends.
        leave_s, end_s: The lift begins and ends.

    Raises:
        MarksError: The times are none, or not in an order that a rep has.
    """

    start_s: float
    bottom_s: float
    leave_s: float
    end_s: float

    def __post_init__(self) -> None:
        """Refuse what is no rep."""
        times_s = (self.start_s, self.bottom_s, self.leave_s, self.end_s)
        if not all(map(math.isfinite, times_s)) or min(times_s) < 0:
            raise MarksError(f"A rep cannot be marked at {times_s}: a time is missing.")
        if self.start_s >= self.bottom_s or self.leave_s >= self.end_s:
            raise MarksError(
                f"The rep at {self.first_s:.2f} s ends a movement before it begins it. "
                "Move the later mark."
            )
        if self.bottom_s > self.leave_s and self.end_s > self.start_s:
            raise MarksError(
                f"The rep at {self.first_s:.2f} s is lifted while it is lowered. Move "
                "one of the two."
            )
        if self.last_s - self.first_s > LONGEST_REP_S:
            raise MarksError(
                f"The rep at {self.first_s:.2f} s lasts longer than "
                f"{LONGEST_REP_S:.0f} s. Mark its parts one by one."
            )

    @property
    def first_s(self) -> float:
        """When it begins."""
        return min(self.start_s, self.leave_s)

    @property
    def last_s(self) -> float:
        """When it ends."""
        return max(self.bottom_s, self.end_s)

    def overlaps(self, other: "MarkedRep | Span") -> bool:
        """Whether both take some of the same time."""
        return self.first_s < other.last_s and other.first_s < self.last_s

    def timed(self, speed: float) -> "MarkedRep":
        """Return it with its times multiplied."""
        return MarkedRep(
            start_s=self.start_s * speed,
            bottom_s=self.bottom_s * speed,
            leave_s=self.leave_s * speed,
            end_s=self.end_s * speed,
        )


@dataclass(frozen=True, kw_only=True)
class Span:
    """From when to when a hold or bout lasted, in the film's own time."""

    first_s: float
    last_s: float


@dataclass(frozen=True, kw_only=True)
class Marks:
    """All that a person says of the reps, holds and bouts of a film.

    Attributes:
        reps: Reps as they are; each takes the place of what was found there.
        removed_s: Moments within what is no rep, hold or bout.

    Raises:
        MarksError: Two reps overlap, or there are more than `MOST`.
    """

    reps: tuple[MarkedRep, ...] = ()
    removed_s: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what contradicts itself."""
        if max(len(self.reps), len(self.removed_s)) > MOST:
            raise MarksError(f"More than {MOST} marks on a film. Remove some.")
        if not all(map(math.isfinite, self.removed_s)):
            raise MarksError(f"{self.removed_s} are no moments of a film.")
        ordered = sorted(self.reps, key=lambda rep: rep.first_s)
        for one, other in itertools.pairwise(ordered):
            if other.first_s < one.last_s:
                raise MarksError(
                    f"The reps at {one.first_s:.2f} and {other.first_s:.2f} s overlap. "
                    "Remove one, or move it."
                )

    def __bool__(self) -> bool:
        """Whether anything is said."""
        return bool(self.reps or self.removed_s)

    def with_rep(self, rep: MarkedRep, instead_of: MarkedRep | None = None) -> "Marks":
        """Return them with a rep more, or one in the place of another.

        Args:
            rep: The rep as it is now said to be.
            instead_of: As it was before: marked, or found by itself.

        Raises:
            MarksError: It overlaps another marked rep.
        """
        others = tuple(one for one in self.reps if one != instead_of)
        new = replace(self, reps=(*others, rep))
        found = instead_of is not None and len(others) == len(self.reps)
        if instead_of is not None and found and not rep.overlaps(instead_of):
            return new.without(instead_of)  # else it would be found there again
        return new

    def without(self, span: "MarkedRep | Span") -> "Marks":
        """Return them with a rep, hold or bout removed, marked or found.

        What was found where a marked rep is goes with it.
        """
        first_s, last_s = span.first_s, span.last_s
        return Marks(
            reps=tuple(one for one in self.reps if one != span),
            removed_s=(*self.removed_s, (first_s + last_s) / 2),
        )

    def undone(self, number: int) -> "Marks":
        """Return them without one of them: the reps are numbered first, from 0.

        Raises:
            IndexError: There are not so many.
        """
        if not 0 <= number < len(self.reps) + len(self.removed_s):
            raise IndexError(number)
        place = number - len(self.reps)
        return Marks(
            reps=self.reps[:number] + self.reps[number + 1 :],
            removed_s=self.removed_s
            if place < 0
            else self.removed_s[:place] + self.removed_s[place + 1 :],
        )

    def timed(self, speed: float) -> "Marks":
        """Return the marks of the same film in true time (`vision.track.retimed`)."""
        return Marks(
            reps=tuple(rep.timed(speed) for rep in self.reps),
            removed_s=tuple(at_s * speed for at_s in self.removed_s),
        )


NO_MARKS: Final = Marks()
