"""Gallop forwards and backwards: one foot stays in front, the other one chases it.

After each flight the foot that trails in the direction of travel lands first and the
other one a third of a stride later (Whitall 1989). The athlete faces +x throughout, so
backward is the mirror image: the front foot lands first.
"""

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np

from studio.body import Body
from studio.limbs import SIDES, Side
from studio.motion import Motion, Style
from studio.motions.gait import Manner, Score
from studio.motions.gait_figure import Carriage, GaitFigure
from studio.motions.gait_steps import Bout, BoutPlan, StepsPlan, write_steps
from studio.paths import BodyPath, angles_deg
from studio.props import NO_MAT, Place
from studio.skeleton import UP, Posed

KEY = "gallop"
#: Ankles beside the midline, as a share of the hips' half distance.
NARROW = 0.75
#: The rear wall stands out of the picture.
WALL_X_M = -5.5
STEP_IN_PLACE_S = 0.34
#: A hip and shoulder centre sampled for the truth, times a second.
SAMPLES_HZ = 60


def write(style: "GallopStyle", width_m: float) -> tuple[Score, list[Bout], float]:
    """The score, the timed bouts and the length of the clip."""
    score = Score(width_m)
    clock_s, x_m = style.before_s, style.start_m
    feet_m = style.bouts[0].feet_m(x_m) if style.bouts else {}
    if style.walk_in is None:
        score.stand(feet_m)
        score.rest_at(-0.1, x_m)
    else:
        from_m = x_m - style.walk_in.step_m * (style.walk_in.steps - 1)
        score.stand(dict.fromkeys(SIDES, from_m))
        score.rest_at(-0.1, from_m)
        clock_s = write_steps(score, style.walk_in, 0.3, from_m)[0] + 0.25
        if not style.bouts:
            return score, [], clock_s + style.after_s
        clock_s = _place_feet(score, feet_m, clock_s) + 0.4
    bouts: list[Bout] = []
    for plan in style.bouts:
        if bouts:
            wanted_m = plan.feet_m(x_m)
            x_m += float(np.mean([score.falls[s][-1].x_m for s in SIDES]))
            x_m -= float(np.mean(list(wanted_m.values())))
            if plan.lead != bouts[-1].plan.lead:
                changed_s = clock_s - style.between_s + 0.25
                changed_s = _place_feet(score, plan.feet_m(x_m), changed_s)
                clock_s = max(clock_s, changed_s + 0.4)
        bouts.append(Bout(score, plan, clock_s, x_m))
        x_m, clock_s = bouts[-1].end_m, bouts[-1].end_s + style.between_s
    return score, bouts, bouts[-1].end_s + style.after_s


def _place_feet(score: Score, feet_m: dict[Side, float], start_s: float) -> float:
    """Step with one foot, then the other, to where a bout begins."""
    for side in sorted(SIDES, key=lambda s: feet_m[s]):
        manner = Manner(4.0, 14.0, 6.0, 0.05)
        score.step(side, start_s, start_s + STEP_IN_PLACE_S, feet_m[side], manner)
        start_s += STEP_IN_PLACE_S + 0.06
    return start_s


class Gallop(Motion):
    """The whole clip: standing, bouts, standing."""

    framed = 40

    def __init__(self, body: Body, style: "GallopStyle") -> None:
        """Write the score for this body's width and find its heights."""
        super().__init__(body, style)
        width_m = NARROW * float(body.head_m("upperleg01.L")[1])
        if style.carriage.facing_deg != 0.0:
            width_m = 0.0  # sideways the feet are beside each other along the way
        self.score, self.bouts, self.duration_s = write(style, width_m)
        self._gait = GaitFigure(body, self.score, style.carriage, self.duration_s)
        self.place = Place(wall_x_m=WALL_X_M, mat_m=NO_MAT)

    def pose_at(self, time_s: float) -> Posed:
        """The body at a time."""
        return self._gait.pose(time_s)

    def truth(self) -> dict[str, Any]:
        """The bouts."""
        bouts = [self._bout(bout) for bout in self.bouts] if self.style.counts else []
        return {**super().truth(), "bouts": bouts}

    def _bout(self, bout: Bout) -> dict[str, Any]:
        """A bout as the truth file states it; rear and front foot are anatomical."""
        plan = bout.plan
        downs_s = (bout.first_downs_s, bout.second_downs_s)
        rear, front = downs_s if plan.sign > 0 else downs_s[::-1]
        truth = {
            "direction": plan.direction,
            "lead": plan.lead,
            "start_s": round(bout.start_s, 4),
            "end_s": round(bout.end_s, 4),
            "steps": len(front),
            "trail_touchdowns_s": [round(t, 4) for t in rear],
            "lead_touchdowns_s": [round(t, 4) for t in front],
            "rhythm_phase": round(plan.phase, 4),
            **self._measured(bout),
        }
        if bout.changes_s:
            truth["lead_changes_s"] = [round(t, 4) for t in bout.changes_s]
        return truth

    def _measured(self, bout: Bout) -> dict[str, float]:
        """Distance, lean, spring and regularity, from the joints themselves."""
        count = int((bout.end_s - bout.start_s) * SAMPLES_HZ)
        times_s = np.linspace(bout.start_s, bout.end_s, count)
        path = BodyPath.of(self.body, self.poses_at(times_s), bout.plan.lead)
        hips_m = path.middle("hip")
        ranges_m = [
            np.ptp(hips_m[(times_s >= from_s) & (times_s < to_s), 2])
            for from_s, to_s in pairwise(bout.first_downs_s)
        ]
        strides_s = np.array(bout.plan.stride_times_s())
        cv = 100.0 * float(strides_s.std() / strides_s.mean())
        return {
            "stride_cv_percent": round(cv, 2),
            "distance_m": round(abs(float(hips_m[-1, 0] - hips_m[0, 0])), 4),
            "lean_deg": round(float(np.median(angles_deg(path.trunk, UP))), 2),
            "spring": round(float(np.mean(ranges_m)) / self.leg_m, 4),
        }


@dataclass(frozen=True)
class GallopStyle(Style):
    """Bouts one after another, each after some standing.

    Attributes:
        bouts: what is done; the first one decides the side.
        start_m: where the pelvis stands first.
        before_s, between_s, after_s: times standing.
        walk_in: steps to the starting place, before all else.
        counts: whether this is the exercise at all.
    """

    bouts: tuple[BoutPlan, ...] = ()
    start_m: float = -2.3
    before_s: float = 0.7
    between_s: float = 1.0
    after_s: float = 0.7
    walk_in: StepsPlan | None = None
    carriage: Carriage = field(default_factory=Carriage)
    counts: bool = True

    def __post_init__(self) -> None:
        """Make two bouts of each that goes there and back."""
        bouts = tuple(way for plan in self.bouts for way in plan.each_way())
        object.__setattr__(self, "bouts", bouts)

    motion = Gallop

    @property
    def exercise(self) -> str | None:
        """Key of the exercise, if it is one."""
        return KEY if self.counts else None

    @property
    def side(self) -> Side | None:
        """The leg kept in front, if it is the same one in all bouts."""
        leads = {plan.lead for plan in self.bouts}
        return self.bouts[0].lead if self.counts and len(leads) == 1 else None

    @property
    def duration_s(self) -> float:
        """Length of the clip."""
        return write(self, 0.1)[2]
