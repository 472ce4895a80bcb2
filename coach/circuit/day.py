"""One training of the circuit: its plan, and the sets that were done for it.

What is kept of a plan is what was said: the steps, the tempo, what is left out, the
pain. Which step a set does is found anew each time, from the sets that there are: a set
that is forgotten or corrected does not leave a step done behind.
"""

import dataclasses
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from coach.circuit.gates import Done, dones_from, held_back, too_much
from coach.circuit.plan import LEGS, LOADS, Plan, Step, as_data, from_data
from coach.circuit.reading import ReadSet, read_set
from coach.history.history import History
from coach.history.kept import KeptSet, Training
from coach.history.trainings import OVER
from exercises.units import Load, Side
from hamstrong.errors import HistoryError

Loaded = Callable[[str, Load], None]
"""Called with a set's address and the weight that it was done with."""


@dataclass(frozen=True, kw_only=True)
class StepDone:
    """A step with what came of it.

    Attributes:
        step: The step.
        kept: The last set that was done for it; None where it was skipped or is open.
        counted: Its reps, holds or bouts of the step's leg.
        clean: Whether it went well enough to do more.
        cue: What to change, of that set; "" for nothing clear.
        ahead: That its weight was ahead of today's control; "" where it was not.
    """

    step: Step
    kept: KeptSet | None = None
    counted: int = 0
    clean: bool = False
    cue: str = ""
    ahead: str = ""


@dataclass(frozen=True)
class Unplanned:
    """A set of a training that does no step.

    Attributes:
        kept: The set.
        again: Whether its film did a step before.
    """

    kept: KeptSet
    again: bool = False


class Day:
    """A training of the circuit; all methods may come from any thread."""

    def __init__(self, history: History, training: Training, plan: Plan) -> None:
        """Go on with a training.

        Args:
            history: Where it is kept.
            training: Which it is.
            plan: What is to be done.
        """
        self._history, self._training = history, training
        self._said = plan
        self._lock = threading.RLock()
        self._arrange()

    @staticmethod
    def begin(history: History, plan: Plan) -> "Day":
        """Begin a training; one that is under way already is gone on with."""
        under_way = Day.current(history)
        if under_way is not None:
            return under_way
        training_id = history.trainings.begin(as_data(plan))
        training = next(
            one for one in history.trainings.listed() if one.id == training_id
        )
        return Day(history, training, plan)

    @staticmethod
    def current(history: History) -> "Day | None":
        """Return the newest training of the circuit that is not over; None for none."""
        for training in history.trainings.listed(most=5):
            plan = from_data(training.plan)
            if plan is not None and training.ended_at is None:
                return Day(history, training, plan)
        return None

    @property
    def id(self) -> str:
        """The training's address."""
        return self._training.id

    @property
    def training(self) -> Training:
        """The training."""
        return self._training

    @property
    def plan(self) -> Plan:
        """What is to be done, and was."""
        return self._plan

    @property
    def asked_today(self) -> bool:
        """Whether the pain was noted on this day: that of another says nothing."""
        return self._said.pain_on == _today().isoformat()

    def sort_in(self, loaded: Loaded = lambda _id, _load: None) -> list[Unplanned]:
        """Let each set that was kept for this training do the step that it shows.

        Args:
            loaded: Called where a set did a step with a weight that it does not name.

        Returns:
            The sets that do no step, the newest first.
        """
        with self._lock:
            self._arrange()
            for kept, place in self._did:
                if kept.load is None:
                    loaded(kept.id, self._plan.steps[place].load)
            return self._unplanned[::-1]

    def skip(self, place: int) -> None:
        """Leave a step out, unless a set did it meanwhile.

        Raises:
            HistoryError: The training is over or gone.
        """
        with self._lock:
            self._arrange()
            if self._plan.steps[place].state != "done":
                self._change(lambda plan: plan.skipping(place))

    def note_pain(self, pain: int) -> None:
        """Write down the pain before today's sets.

        Raises:
            HistoryError: The training is over or gone.
        """
        today = _today().isoformat()
        with self._lock:
            self._change(
                lambda plan: dataclasses.replace(plan, pain_before=pain, pain_on=today)
            )

    def end(self) -> None:
        """End the training."""
        self._history.trainings.end(self.id)

    def gate(self, place: int) -> str:
        """Return why a step had better not be done now; "" where it may be."""
        plan = self._plan
        if not self.asked_today:
            plan = dataclasses.replace(plan, pain_before=None)
        return held_back(plan.steps[place], plan, self._done(today=True))

    def last_cue(self, exercise: str, side: Side) -> str:
        """Return what was to change in the last set of a leg before this training."""
        for kept in self._history.sets(exercise=exercise, most=40):
            if kept.training != self.id and kept.side in (side, None):
                return self._cue(kept)
        return ""

    def steps_done(self) -> list[StepDone]:
        """Return every step with what came of it."""
        kept = {one.id: one for one in self._history.sets(training=self.id)}
        done = self._done()
        found = []
        for step in self._plan.steps:
            last = next((kept[i] for i in reversed(step.sets) if i in kept), None)
            read = None if last is None else read_set(self._history, last)
            if last is None or read is None:
                found.append(StepDone(step=step))
                continue
            until = [one for one in done if not _later(one, step)]
            own = dones_from(read.report)
            found.append(
                StepDone(
                    step=step,
                    kept=last,
                    counted=sum(leg in (step.side, None) for leg in read.legs),
                    clean=any(one.clean for one in own),
                    cue=self._cue(last),
                    ahead=too_much(step, until),
                )
            )
        return found

    # ------------------------------------------------------------ inside

    def _arrange(self) -> None:
        """Find the steps that the sets do, the oldest set first."""
        plan, seen = self._said, set[str]()
        self._did: list[tuple[KeptSet, int]] = []
        self._unplanned: list[Unplanned] = []
        for kept in reversed(self._history.sets(training=self.id)):
            read = read_set(self._history, kept)
            if read is None:
                continue
            again = bool(read.digests & seen)
            places = [] if again else self._places(plan, kept, read)
            for place in places:
                plan = plan.with_set(place, kept.id)
            if places:
                seen |= read.digests
                self._did.append((kept, places[0]))
            else:
                self._unplanned.append(Unplanned(kept, again))
        self._plan = plan

    def _places(self, plan: Plan, kept: KeptSet, read: ReadSet) -> list[int]:
        """Return the steps that a set does: one, or one of each leg that it shows."""
        if kept.exercise is None or not kept.counted:
            return []
        sides = set(read.legs) - {None}
        known: list[Side] = [leg for leg in LEGS if leg in sides]
        wanted: list[list[Side | None]] = [[leg] for leg in known] or [[None]]
        places = [plan.fitting(kept.exercise, one) for one in wanted]
        return [place for place in places if place is not None]

    def _done(self, *, today: bool = False) -> list[Done]:
        """Return what was done in this training, in order, each leg for itself."""
        found = []
        for kept in reversed(self._history.sets(training=self.id)):
            read = read_set(self._history, kept) if kept.exercise else None
            on = kept.kept_at.astimezone().date()
            if read is not None and (not today or on == _today()):
                found += dones_from(read.report)
        return found

    def _cue(self, kept: KeptSet) -> str:
        read = read_set(self._history, kept)
        faults = [*read.report["faults"], *read.report["possible"]] if read else []
        return str(faults[0]["cue"]) if faults else ""

    def _change(self, change: Callable[[Plan], Plan]) -> None:
        """Change what is kept of the plan, whatever another page made of it since."""

        def changed(data: Mapping[str, Any]) -> Mapping[str, Any]:
            plan = from_data(data)
            if plan is None:
                raise HistoryError(OVER)
            self._said = change(plan)
            return as_data(self._said)

        self._history.trainings.change(self.id, changed)
        self._arrange()


def _later(one: Done, step: Step) -> bool:
    """Whether a set was done with more weight than a step has."""
    return one.load in LOADS and LOADS.index(one.load) > LOADS.index(step.load)


def _today() -> date:
    """This computer's day."""
    return datetime.now(UTC).astimezone().date()
