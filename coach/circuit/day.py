"""One training of the circuit: its plan, kept with the sets that were done for it."""

import dataclasses
import threading
from collections.abc import Callable
from dataclasses import dataclass

from coach.circuit.gates import Done, done_from, held_back, too_much
from coach.circuit.plan import LEGS, LOADS, Plan, Step, as_data, from_data
from coach.history.history import History
from coach.history.kept import KeptSet, OpenedSet, Training
from exercises.units import Load, Side

Loaded = Callable[[str, Load], None]
"""Called with a set's address and the weight that it was done with."""


@dataclass(frozen=True, kw_only=True)
class StepDone:
    """A step with what came of it.

    Attributes:
        step: The step.
        kept: The last set that was done for it; None where it was skipped or is open.
        counted: Its reps, holds or bouts of the step's leg.
        cue: What to change, of that set; "" for nothing clear.
        ahead: That its weight was ahead of today's control; "" where it was not.
    """

    step: Step
    kept: KeptSet | None = None
    counted: int = 0
    cue: str = ""
    ahead: str = ""


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
        self._plan = plan
        self._opened: dict[str, OpenedSet] = {}
        self._lock = threading.RLock()

    @staticmethod
    def begin(history: History, plan: Plan) -> "Day":
        """Begin a training."""
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

    def sort_in(self, loaded: Loaded = lambda _id, _load: None) -> list[KeptSet]:
        """Let each set that was kept for this training do the step that it shows.

        Args:
            loaded: Called where a set did a step with a weight that it does not name.

        Returns:
            The sets that do no step, the newest first.
        """
        with self._lock:
            known = {set_id for step in self._plan.steps for set_id in step.sets}
            rest = []
            plan = self._plan
            for kept in reversed(self._history.sets(training=self.id)):
                if kept.id in known:
                    continue
                places = self._places(plan, kept) if kept.counted else []
                for place in places:
                    plan = plan.with_set(place, kept.id)
                if not places:
                    rest.append(kept)
                elif kept.load != plan.steps[places[0]].load:
                    loaded(kept.id, plan.steps[places[0]].load)
            if plan != self._plan:
                self._write(plan)
            return rest[::-1]

    def skip(self, place: int) -> None:
        """Leave a step out."""
        with self._lock:
            self._write(self._plan.skipping(place))

    def note_pain(self, pain: int) -> None:
        """Write down the pain before it."""
        with self._lock:
            self._write(dataclasses.replace(self._plan, pain_before=pain))

    def end(self) -> None:
        """End the training."""
        with self._lock:
            self._history.trainings.write(self.id, as_data(self._plan), ended=True)

    def gate(self, place: int) -> str:
        """Return why a step had better not be done now; "" where it may be."""
        return held_back(self._plan.steps[place], self._plan, self._done())

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
            if last is None:
                found.append(StepDone(step=step))
                continue
            until = [one for one in done if not _later(one, step)]
            found.append(
                StepDone(
                    step=step,
                    kept=last,
                    counted=self._counted(last, step.side),
                    cue=self._cue(last),
                    ahead=too_much(step, until),
                )
            )
        return found

    # ------------------------------------------------------------ inside

    def _places(self, plan: Plan, kept: KeptSet) -> list[int]:
        """Return the steps that a set does: one, or one of each leg that it shows."""
        if kept.exercise is None:
            return []
        sides = set(self._legs(kept)) - {None}
        known: list[Side] = [leg for leg in LEGS if leg in sides]
        wanted: list[list[Side | None]] = [[leg] for leg in known] or [[None]]
        places = [plan.fitting(kept.exercise, one) for one in wanted]
        return [place for place in places if place is not None]

    def _legs(self, kept: KeptSet) -> list[Side | None]:
        """Return the leg of each unit of a set."""
        report = self._open(kept).report_json
        units = [*report["reps"], *report["holds"], *report["bouts"]]
        return [one.get("side") or one.get("lead") for one in units]

    def _counted(self, kept: KeptSet, side: Side) -> int:
        return sum(leg in (side, None) for leg in self._legs(kept))

    def _done(self) -> list[Done]:
        sets = reversed(self._history.sets(training=self.id))
        return [
            done_from(self._open(kept).report_json) for kept in sets if kept.exercise
        ]

    def _cue(self, kept: KeptSet) -> str:
        report = self._open(kept).report_json
        faults = [*report["faults"], *report["possible"]]
        return str(faults[0]["cue"]) if faults else ""

    def _open(self, kept: KeptSet) -> OpenedSet:
        known = self._opened.get(kept.id)
        if known is None or known.kept.changed_at != kept.changed_at:
            opened = self._history.open(kept.id)
            assert opened is not None
            known = self._opened[kept.id] = opened
        return known

    def _write(self, plan: Plan) -> None:
        self._history.trainings.write(self.id, as_data(plan))
        self._plan = plan


def _later(one: Done, step: Step) -> bool:
    """Whether a set was done with more weight than a step has."""
    return one.load in LOADS and LOADS.index(one.load) > LOADS.index(step.load)
