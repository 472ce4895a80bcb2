"""The nouns of a live session: what it is told, and what it tells at any moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, Protocol
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

from coach.check import Options
from exercises.report import Report
from exercises.scoring.bands import Band
from exercises.units import NAN, Load, Side
from vision import landmarks
from vision.pose.estimator import Pose
from vision.track import Track

Step = Literal[
    "idle", "framing", "countdown", "ready", "working", "resting", "done"
]  # fmt: skip
"""Where in the hands-free flow a session is:

    idle       nobody has pressed start; the picture is only looked at
    framing    something is missing from the picture, or nobody is there
    countdown  all is in the picture: three, two, one
    ready      waits for the start position to be held
    working    counts
    resting    a set is over; the next one follows
    done       all sets are over, `stop` was called, or a worker failed
"""
UnitKind = Literal["rep", "hold", "bout"]
REST_S: Final = 45.0
"""Rest between sets (our choice: the short end of the minute that strength work of
8 to 10 reps is usually given, since the legs take turns)."""


HELD_SETS: Final = 6
"""A session holds the tracks and films of so many of its sets: three a leg. Each takes
two megabytes a minute, and a session may be left running; older ones are in the
history."""


class PoseSource(Protocol):
    """What looks at pictures: a `PoseEstimator`, or a script in tests."""

    def __call__(self, image_rgb: NDArray[np.uint8], time_s: float) -> Pose | None:
        """Return the body in a picture; None when nobody is seen."""

    def close(self) -> None:
        """Free whatever it holds."""


@dataclass(frozen=True, kw_only=True)
class PlannedSet:
    """One set of a plan; see `coach.live.planned.SetToDo`."""

    exercise: str
    side: Side
    load: Load | None = None
    reminder: str = ""


@dataclass(frozen=True, kw_only=True)
class LiveSettings:
    """What the user says before pressing start.

    Attributes:
        exercise: A key, or "auto".
        side: The working leg of the first set, or "auto"; it changes from set to set.
        load: Written into the reports.
        height_m: The person's height, where distances are wanted.
        mirrored: Whether the pictures are mirror images (selfie view).
        target: Reps, seconds of a hold, or strides of a gallop to aim for; None for
            the circuit's dose.
        record: Whether a film of each set is kept.
        rest_s: Rest between sets.
        sets: How many sets, the legs taking turns; 2 is one a leg.
        planned: The sets one by one, in place of exercise, side, load and number.
        limits: Bands that replace an exercise's own, as of `coach.check.Options`.
    """

    exercise: str = "auto"
    side: Side | Literal["auto"] = "auto"
    load: Load | None = None
    height_m: float | None = None
    mirrored: bool = False
    target: int | None = None
    record: bool = False
    rest_s: float = REST_S
    sets: int = 2
    planned: tuple[PlannedSet, ...] = ()
    limits: Mapping[str, Mapping[str, Band]] | None = None

    @property
    def count(self) -> int:
        """How many sets there are to be."""
        return len(self.planned) or self.sets


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """One thing said aloud; a page says each `seq` once and shows it as a caption.

    Attributes:
        seq: From 1, one more each time.
        text: What is said.
        at_s: Session time (the frames' own).
    """

    seq: int
    text: str
    at_s: float


@dataclass(frozen=True, kw_only=True, eq=False)
class FinishedSet:
    """A set that is over.

    Attributes:
        number: From 1, one more for each set of its session.
        report: That of `exercises.check.check` on the track.
        track: The body in the pictures' own pixels; its times count from the first
            picture of the set, as in a film.
        recording: An H.264 film of it with the track's times; None when not wanted.
            Deleted when nobody holds this any more.
        started_s: Session time of the track's 0.
        ended_s: Session time of its last picture.
        options: What it was judged with.
        id: Its address, should it be kept.
    """

    number: int
    report: Report
    track: Track
    recording: Path | None
    started_s: float
    ended_s: float
    options: Options = field(default_factory=Options)
    id: str = field(default_factory=lambda: uuid4().hex)


def nowhere() -> NDArray[np.float64]:
    """Return the points of nobody."""
    return np.full((landmarks.COUNT, 2), np.nan)


@dataclass(frozen=True, kw_only=True, eq=False)
class LiveState:
    """All there is to show at one moment; never changes once it is made.

    Attributes:
        step: See `Step`.
        exercise: Key; None while it is not known.
        side: The working leg; None while it is not known.
        unit: What is counted.
        count: Reps so far, whole seconds of the hold under way (or the last one), or
            strides of all bouts so far.
        units: Reps, holds or bouts so far; never goes down within a set.
        target: What `count` aims for; None for no limit.
        set_number: The set under way or the last one, from 1.
        sets: How many there are to be.
        phase: "lowering", "bottom", "lifting", "top", or "" when nothing is known; what
            people call it says `coach.film.scoreboard_words.phase_word`. Provisional:
            read online, not fitted.
        lowering_s: How long the lowering has gone on; NaN when not lowering.
        lowering_target_s: How long it should take; NaN where nothing is lowered.
        angle_name: What `angle_deg` is: "hip", "arms", or "" without one.
        angle_deg: Of the newest picture; NaN when unknown.
        cue: The cue that holds; "" for none.
        cue_code: The fault that it is about, or `words.NOT_COUNTED`; "" for none.
        caption: The last thing said.
        spoken: The last things said, oldest first.
        ticks: One more for each second of lowering.
        framing: What is missing from the picture, a sentence; "" when fine.
        rest_left_s: Rest still to come; NaN when not resting.
        rest_s: How long a rest is.
        fps: Pictures looked at each second; 0 before the second one.
        too_few: Whether those are too few to count by.
        dropped_share: Share of the pictures of the last seconds that were passed over.
        age_s: How long ago the newest picture looked at was handed in; NaN before it.
        time_s: That picture's own time; NaN before it.
        size_wh: Its width and height in pixels; (0, 0) before it.
        points_px: (33, 2) the body in it, its own pixels; NaN when nobody.
        report: The last finished set's.
        finished: The newest `HELD_SETS` finished sets, oldest first.
        error: Why the session ended by itself, a sentence; "" when it has not.
    """

    step: Step = "idle"
    exercise: str | None = None
    side: Side | None = None
    unit: UnitKind = "rep"
    count: int = 0
    units: int = 0
    target: int | None = None
    set_number: int = 1
    sets: int = 1
    phase: str = ""
    lowering_s: float = NAN
    lowering_target_s: float = NAN
    angle_name: str = ""
    angle_deg: float = NAN
    cue: str = ""
    cue_code: str = ""
    caption: str = ""
    spoken: Sequence[Spoken] = ()
    ticks: int = 0
    framing: str = ""
    rest_left_s: float = NAN
    rest_s: float = REST_S
    fps: float = 0.0
    too_few: bool = False
    dropped_share: float = 0.0
    age_s: float = NAN
    time_s: float = NAN
    size_wh: tuple[int, int] = (0, 0)
    points_px: NDArray[np.float64] = field(default_factory=nowhere)
    report: Report | None = None
    finished: tuple[FinishedSet, ...] = ()
    error: str = ""

    @property
    def noun(self) -> str:
        """What `count` counts, one of them."""
        return {"rep": "rep", "hold": "second", "bout": "stride"}[self.unit]
