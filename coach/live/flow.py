"""What the coach does and says at each moment: no pictures, no threads, no clock.

    idle -> framing -> countdown -> ready -> working -> resting -> framing ... -> done

One call of `Coach.advance` a picture. Everything that takes time is told by the
pictures' own times, so that a film played at any speed gives the same coaching.
"""

from collections import deque
from collections.abc import Sequence

from coach.live import words
from coach.live.count_down import CountDown
from coach.live.cues import Cues
from coach.live.planned import announcement, set_to_do
from coach.live.seen import (
    AFTER_TARGET_S,
    CONFIRMED_S,
    IDLE_S,
    KEPT,
    LEFT_S,
    LONGEST_SET_S,
    REST_WARNING_S,
    SETTLED_S,
    FrameObservation,
)
from coach.live.state import LiveSettings, Spoken, Step
from exercises.coaching import Coaching
from exercises.exercise import Exercise
from exercises.registry import EXERCISES
from exercises.report import Report
from exercises.units import Bout, Hold, Unit


class SessionFlow:
    """Leads one person through the sets."""

    def __init__(self, settings: LiveSettings) -> None:
        """Wait for the press."""
        self.settings = settings
        self.step: Step = "idle"
        self.set_number = 1
        first = set_to_do(settings, 1)
        self.side, self.exercise = first.side, first.exercise
        self.units = self.count = 0
        self.spoken: deque[Spoken] = deque(maxlen=KEPT)
        self.cues = Cues()
        self._said_s = {"": float("-inf")}
        self._since_s = self._left_since_s = float("nan")
        self._count_down = CountDown()
        self._announced = (0, 0)  # which hold, how many tens of seconds
        self._half_said = self._target_said = False
        self._last_unit_s = self._go_s = float("nan")
        self._told_until_s, self._now_s = float("-inf"), 0.0

    @property
    def target(self) -> int | None:
        """What `count` aims for; None for nothing."""
        if self.settings.target is not None:
            return self.settings.target
        return self._known.target if self._known else None

    @property
    def noun(self) -> str:
        """What is counted."""
        return self._known.unit if self._known else "rep"

    @property
    def has_counted(self) -> bool:
        """Whether anything of the set under way counts so far."""
        return bool(self.units or self.count)

    @property
    def _known(self) -> Exercise | None:
        return EXERCISES.get(self.exercise or "")

    @property
    def _coaching(self) -> Coaching | None:
        return self._known.coaching if self._known else None

    @property
    def rest_left_s(self) -> float:
        """Rest still to come; NaN when not resting."""
        if self.step != "resting":
            return float("nan")
        return max(0.0, self._since_s + self.settings.rest_s - self._now_s)

    def start(self) -> None:
        """Begin, or begin again."""
        if self.step not in ("idle", "done"):
            return
        self.say(words.HELLO)
        self._new_set()

    def stop(self) -> None:
        """End the set under way and the session."""
        self.step = "done"

    def say(self, text: str) -> None:
        """Say something now."""
        seq = self.spoken[-1].seq + 1 if self.spoken else 1
        self.spoken.append(Spoken(seq=seq, text=text, at_s=self._now_s))
        self._said_s[text] = self._now_s

    def advance(self, seen: FrameObservation) -> None:
        """Take in one picture; the step is what follows from it."""
        self._now_s = seen.time_s
        self._warn(seen)
        if self.step in ("framing", "countdown"):
            self._frame(seen)
        if self.step in ("framing", "countdown", "ready", "working"):
            self._count(seen)
        if self.step == "ready" and self._in_position(seen):
            self._go()
        if self.step == "working" and self._over(seen):
            self._end_set()
        elif self.step == "resting":
            self._rest()

    def looks_back_no_more(self) -> None:
        """Take note that the set begins now, and nothing before it is judged."""
        self._told_until_s = float("-inf")

    def finished(self, report: Report) -> None:
        """Take note of what a set that ended turned out to be."""
        done = len(report.units)
        self.say(words.set_over(done, self.noun))
        if report.side and self.settings.sets > 1 and not self.settings.planned:
            self.side = "left" if report.side == "right" else "right"
        if self.step == "resting":
            self._look_ahead(self.set_number + 1)
            self.say(words.rest(self.settings.rest_s))
        elif self.settings.count > 1 or done:
            self.say(words.DONE if report.score.reason else words.ALL_DONE)

    def _warn(self, seen: FrameObservation) -> None:
        """Say once a set that its count cannot be relied on."""
        in_a_set = self.step in ("countdown", "ready", "working")
        if in_a_set and seen.too_few and words.TOO_FEW not in self._said_s:
            self.say(words.TOO_FEW)

    def _frame(self, seen: FrameObservation) -> None:
        self.step = self._count_down.look(seen, self._said_s, self.say)
        if self.step == "ready":
            coaching = self._coaching
            self.say(coaching.position if coaching else words.POSITION)

    def _in_position(self, seen: FrameObservation) -> bool:
        coaching = self._coaching
        wanted = coaching.attitude if coaching else seen.attitude
        right = bool(seen.attitude) and seen.attitude == wanted
        return seen.present and right and seen.still_s >= SETTLED_S

    def _go(self) -> None:
        self.step = "working"
        self._left_since_s = float("nan")
        self._last_unit_s = self._go_s = self._now_s
        self._told_until_s = float("-inf")
        self.say(words.GO)

    def _count(self, seen: FrameObservation) -> None:
        report = seen.report
        if report is None or report.exercise is None:
            return
        self.exercise = self.exercise or report.exercise
        over_s = seen.analysed_s - seen.set_start_s - CONFIRMED_S
        done = [unit for unit in report.units if unit.end_s <= over_s]
        if isinstance(report.units[0] if report.units else None, Hold):
            self._count_hold(seen, report.holds)
        if len(done) > self.units and self.step != "working":
            self._go()  # whoever starts early is not told to wait
        while len(done) > self.units:
            self.units += 1
            self._last_unit_s = seen.time_s
            self._tell(done[: self.units])
            if self.noun != "hold":
                self.cues.unit_done(done[: self.units])
        if self.step == "working":
            self._tell_attempts(seen, report)
            self._cue(seen, report)

    def _tell_attempts(self, seen: FrameObservation, report: Report) -> None:
        """Say that a movement was not counted; a silent coach seems to have missed it.

        Not of what came before the start: getting into the position is no try.
        """
        over_s = seen.analysed_s - seen.set_start_s - SETTLED_S
        since_s = max(self._told_until_s, self._go_s - seen.set_start_s)
        for attempt in report.attempts:
            if attempt.start_s >= since_s and attempt.end_s <= over_s:
                self._told_until_s = attempt.end_s
                self.say(words.NOT_COUNTED)
                self.cues.stand(f"Not counted: {attempt.reason}.", words.NOT_COUNTED)

    def _count_hold(self, seen: FrameObservation, holds: Sequence[Hold]) -> None:
        last = holds[-1]
        now_s = seen.analysed_s - seen.set_start_s
        self.count = int(last.duration_s)
        if now_s - last.end_s > SETTLED_S:
            return
        if self.step != "working":
            self._go()
        self._last_unit_s = seen.time_s
        reached = (len(holds), self.count // 10)
        if reached[1] and reached > self._announced:
            self._announced = reached
            self.say(words.seconds(10 * reached[1]))
            self._milestones()

    def _tell(self, done: Sequence[Unit]) -> None:
        last = done[-1]
        if isinstance(last, Hold):
            return
        if isinstance(last, Bout):
            bouts = [one for one in done if isinstance(one, Bout)]
            self.count = sum(one.steps for one in bouts)
            self.say(words.bout(last))
            return
        self.count = len(done)
        target = self.target
        if target and self.count == target and not self._target_said:
            self._target_said = True
            self.say(words.target_reached(self.count, "set"))
            return
        self.say(words.number(self.count))
        self._milestones()

    def _milestones(self) -> None:
        target = self.target
        if not target or self._half_said or target < 4:
            return
        if self.count >= (target + 1) // 2:
            self._half_said = True
            self.say(words.HALF_WAY)

    def _cue(self, seen: FrameObservation, report: Report) -> None:
        said = self.cues.due(
            seen.time_s,
            report,
            holding=self.noun == "hold",
            praising=not seen.too_few,
        )
        if said:
            self.say(said)

    def _over(self, seen: FrameObservation) -> bool:
        wanted = self._coaching.attitude if self._coaching else ""
        away = not seen.present or (
            wanted in ("supine", "prone") and seen.attitude not in ("", wanted)
        )
        if not away:
            self._left_since_s = float("nan")
        elif self._left_since_s != self._left_since_s:
            self._left_since_s = seen.time_s
        if not self.has_counted:
            return False
        if seen.time_s - seen.set_start_s >= LONGEST_SET_S:
            return True
        if away:
            return seen.time_s - self._left_since_s >= LEFT_S
        since_s = seen.time_s - self._last_unit_s
        if self._target_said and since_s >= AFTER_TARGET_S and not seen.lowering:
            return True
        return min(seen.still_s, since_s) >= IDLE_S

    def _end_set(self) -> None:
        last = self.set_number >= self.settings.count
        self.step = "done" if last else "resting"
        self._since_s = self._now_s

    def _look_ahead(self, number: int) -> None:
        if self.settings.planned:
            todo = set_to_do(self.settings, number)
            self.side, self.exercise = todo.side, todo.exercise

    def _rest(self) -> None:
        left_s = self.rest_left_s
        long = self.settings.rest_s > REST_WARNING_S
        if long and left_s <= REST_WARNING_S and words.REST_ENDS not in self._said_s:
            self.say(words.REST_ENDS)
        if left_s > 0:
            return
        self.set_number += 1
        self._look_ahead(self.set_number)
        self.say(announcement(self.settings, self.set_number, self.side))
        self._new_set()

    def _new_set(self) -> None:
        self.step, self._since_s = "framing", float("nan")
        self._count_down = CountDown()
        self.units = self.count = 0
        self._announced = (0, 0)
        self._half_said = self._target_said = False
        self._left_since_s = self._last_unit_s = float("nan")
        self._said_s = {"": float("-inf")}
        self.cues = Cues()
        if reminder := set_to_do(self.settings, self.set_number).reminder:
            self.say(words.last_time(reminder))
