"""A live session without threads: pictures, poses and judgements in, a state out.

Deterministic: the same pictures with the same times give the same state, however fast
they come. `coach.live.session.LiveSession` runs it in threads.
"""

from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from coach.check import Options, judge
from coach.live.body import Stillness, attitude_of
from coach.live.flow import SessionFlow
from coach.live.framing import Framing, measured_size
from coach.live.guess import LoweringClock, Stance
from coach.live.phase import OnlinePhase
from coach.live.planned import set_to_do
from coach.live.rate import PictureRate
from coach.live.seen import LONGEST_SET_S, SETTLED_S, WAITS_S, FrameObservation
from coach.live.state import (
    HELD_SETS,
    FinishedSet,
    LiveSettings,
    LiveState,
    UnitKind,
    nowhere,
)
from coach.live.under_way import Recorder, SetSnapshot
from exercises.registry import EXERCISES
from exercises.report import Report
from exercises.units import NAN
from vision.pose.estimator import Pose, TrackBuilder, luma_of
from vision.track import Track

IN_A_SET: Final = ("countdown", "ready", "working")
GETTING_IN: Final = ("idle", "framing", "countdown")
"""Steps in which what is missing from the picture is told; later the report does."""
FEWEST_FRAMES: Final = 12
"""Fewer pictures are nothing to judge (`exercises.engine.reps` looks at no less)."""


class LiveCore:
    """Everything a session knows; not thread-safe."""

    def __init__(
        self,
        settings: LiveSettings,
        *,
        recorder: Callable[[], Recorder] | None = None,
        name: str = "live",
    ) -> None:
        """Wait for the press.

        Args:
            settings: What the user says.
            recorder: Makes a recorder for each set; None records nothing.
            name: What the sets' reports are called.
        """
        self.settings = settings
        self.coach = SessionFlow(settings)
        self._name = name
        self._new_recorder = recorder
        self._recorder: Recorder | None = None
        self._builder: TrackBuilder | None = None
        self._report: Report | None = None
        self._analysed_s = NAN
        self._still, self._clock = Stillness(), LoweringClock(settings.limits)
        self._stance = Stance()
        self._moment, self._target_s = OnlinePhase(), NAN
        self._rate = PictureRate()
        self._points_px = nowhere()
        self._framing = Framing()
        self._time_s = NAN
        self._size_wh = (0, 0)
        self.ended: deque[SetSnapshot] = deque()
        self.finished: deque[FinishedSet] = deque(maxlen=HELD_SETS)
        self._closed_sets = 0

    def start(self) -> None:
        """Begin the flow."""
        self.coach.start()

    def stop(self) -> None:
        """End the set under way and the session."""
        before = self.coach.step
        self.coach.stop()
        self._follow_step(before)

    def look(
        self, image_rgb: NDArray[np.uint8], time_s: float, pose: Pose | None
    ) -> None:
        """Take in one picture.

        Args:
            image_rgb: (H, W, 3) uint8.
            time_s: Its own time; grows from picture to picture.
            pose: The body in it; None when nobody is seen.
        """
        self._size_wh = measured_size(self._size_wh, image_rgb)
        self._time_s = time_s
        self._rate.look(time_s)
        self._points_px = nowhere()
        if pose is not None:
            self._points_px = pose.points * np.array(self._size_wh, dtype=float)
        self._moment, self._target_s = self._clock.look(
            self.coach.exercise, self._stance, pose, time_s, self._points_px
        )
        before = self.coach.step
        if before in GETTING_IN:
            self._framing.look(image_rgb, time_s, self._points_px, self._size_wh)
        else:
            self._framing.look_away(time_s)
        self.coach.advance(self._seen(pose))
        self._follow_step(before)
        if self.coach.step in IN_A_SET:
            self._keep(image_rgb, time_s, pose)

    def under_way(self) -> SetSnapshot | None:
        """Return the set so far, to be judged by whoever has the time."""
        builder = self._builder
        if builder is None or len(builder.time_s) < FEWEST_FRAMES:
            return None
        return SetSnapshot(
            number=self.coach.set_number,
            track=self._track(builder),
            started_s=builder.time_s[0],
            until_s=builder.time_s[-1],
        )

    def judged(self, part: SetSnapshot, report: Report) -> None:
        """Take note of a judgement of the set so far; an older set's is passed over."""
        builder = self._builder
        if builder is not None and builder.time_s[0] == part.started_s:
            self._report, self._analysed_s = report, part.until_s

    def judge(self, part: SetSnapshot) -> Report:
        """Judge a set as a film is judged; takes its time, and touches nothing."""
        return judge(part.track, self._options(part))

    def _options(self, part: SetSnapshot) -> Options:
        todo = set_to_do(self.settings, part.number)
        return Options(
            exercise=todo.exercise or "auto",
            side=todo.side or "auto",
            load=todo.load,
            height_m=self.settings.height_m,
            mirrored=self.settings.mirrored,
            limits=self.settings.limits,
        )

    def close_set(
        self, part: SetSnapshot, report: Report, film: Path | None
    ) -> FinishedSet:
        """Take note of the report of a set that is over, and return the set."""
        self._closed_sets += 1
        done = FinishedSet(
            number=self._closed_sets,
            report=report,
            track=part.track,
            recording=film,
            started_s=part.started_s,
            ended_s=part.until_s,
            options=self._options(part),
        )
        self.finished.append(done)
        self.coach.finished(report)
        return done

    def state(self) -> LiveState:
        """Return all there is to show."""
        coach, moment = self.coach, self._moment
        exercise = coach.exercise
        unit: UnitKind = EXERCISES[exercise].unit if exercise else "rep"
        return LiveState(
            step=coach.step,
            exercise=exercise,
            side=(self._report.side if self._report else None) or coach.side,
            unit=unit,
            count=coach.count,
            units=coach.units,
            target=coach.target,
            set_number=coach.set_number,
            sets=self.settings.count,
            phase=moment.phase,
            lowering_s=moment.lowering_s,
            lowering_target_s=self._target_s,
            angle_name=moment.angle_name,
            angle_deg=moment.angle_deg,
            cue=coach.cues.standing if coach.step == "working" else "",
            cue_code=coach.cues.standing_code if coach.step == "working" else "",
            caption=coach.spoken[-1].text if coach.spoken else "",
            spoken=tuple(coach.spoken),
            ticks=moment.ticks,
            framing=self._framing.shown,
            rest_left_s=coach.rest_left_s,
            rest_s=self.settings.rest_s,
            fps=self._rate.fps,
            too_few=self._rate.too_few,
            time_s=self._time_s,
            size_wh=self._size_wh,
            points_px=self._points_px,
            report=self.finished[-1].report if self.finished else None,
            finished=tuple(self.finished),
        )

    def close(self) -> None:
        """Leave no half-written film behind."""
        if self._recorder:
            self._recorder.discard()
            self._recorder = None
        for part in self.ended:
            if part.recorder:
                part.recorder.discard()

    # ------------------------------------------------------------ inside

    def _seen(self, pose: Pose | None) -> FrameObservation:
        builder = self._builder
        self._stance = Stance(
            attitude=attitude_of(pose),
            still_s=self._still.look(self._points_px, self._time_s),
        )
        return FrameObservation(
            time_s=self._time_s,
            framing=self._framing.now,
            too_few=self._rate.too_few,
            present=pose is not None,
            still_s=self._stance.still_s,
            attitude=self._stance.attitude,
            lowering=bool(np.isfinite(self._moment.lowering_s)),
            report=self._report,
            analysed_s=self._analysed_s,
            set_start_s=builder.time_s[0] if builder else NAN,
        )

    def _follow_step(self, before: str) -> None:
        """Begin, drop or end the set's track as the coach's step changes."""
        after = self.coach.step
        was, now = before in IN_A_SET, after in IN_A_SET
        if was and not now:
            part = self.under_way()
            if part is not None and after != "framing":
                self.ended.append(
                    SetSnapshot(
                        number=part.number,
                        track=part.track,
                        started_s=part.started_s,
                        until_s=part.until_s,
                        recorder=self._recorder,
                    )
                )
            elif self._recorder:
                self._recorder.discard()
            self._builder = self._report = self._recorder = None
        if now and not was:
            self._begin_set()
        elif now and self._waited_enough():
            if self._recorder:
                self._recorder.discard()
            self._begin_set()
            self.coach.looks_back_no_more()

    def _begin_set(self) -> None:
        self._builder = TrackBuilder(self._size_wh)
        self._report, self._analysed_s = None, NAN
        self._clock = LoweringClock(self.settings.limits)
        self._recorder = self._new_recorder() if self._new_recorder else None

    def _waited_enough(self) -> bool:
        """Whether what was seen so far may go: long, nothing counts, and all is still.

        Who does not stand must just have become still, or a hold that does not count
        yet is cut. Who never keeps still has `LONGEST_SET_S`.
        """
        builder = self._builder
        if builder is None or not len(builder.time_s) or self.coach.has_counted:
            return False
        waited_s = self._time_s - builder.time_s[0]
        still_s, stands = self._stance.still_s, self._stance.attitude == "upright"
        still = still_s >= SETTLED_S and (stands or still_s <= 2 * SETTLED_S)
        return waited_s >= (WAITS_S if still else LONGEST_SET_S)

    def _keep(
        self, image_rgb: NDArray[np.uint8], time_s: float, pose: Pose | None
    ) -> None:
        if self._builder is None:
            return
        self._builder.add(time_s, pose, luma_of(image_rgb))
        if self._recorder:
            self._recorder.write(image_rgb, time_s - self._builder.time_s[0])

    def _track(self, builder: TrackBuilder) -> Track:
        return builder.track(f"{self._name}, set {self.coach.set_number}")
