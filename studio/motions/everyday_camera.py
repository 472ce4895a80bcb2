"""Sets up the camera: stands close to it, turns round, walks off, turns back."""

from dataclasses import dataclass, replace

import numpy as np

from studio.body import Body
from studio.limbs import SIDES
from studio.motion import Motion, Style
from studio.motions.figure import Arm, Figure, blend, moved, strike
from studio.motions.gait import Manner, Score
from studio.motions.gait_figure import Carriage, GaitFigure
from studio.motions.gait_steps import StepsPlan, write_steps
from studio.profiles import ease
from studio.props import NO_MAT, Place
from studio.skeleton import Posed

#: Where the athlete stands at the lens, how long they handle it, how long a turn takes.
AT_LENS_M = 1.2
HANDLES_S = 0.9
TURNS_S = 1.0
STANDS_S = 1.0
STEPS = StepsPlan("left", 5, step_s=0.48, step_m=0.52)
WIDTH_M = 0.09


def write() -> tuple[Score, float]:
    """The steps along the athlete's own way, and when the walk is over."""
    score = Score(WIDTH_M)
    score.stand(dict.fromkeys(SIDES, 0.0))
    score.rest_at(-0.1, 0.0)
    _mark_time(score, HANDLES_S)
    walked_s, _ = write_steps(score, STEPS, HANDLES_S + TURNS_S, 0.0)
    _mark_time(score, walked_s + 0.12)
    return score, walked_s


def _mark_time(score: Score, start_s: float) -> None:
    """Small steps on the spot, while the body turns."""
    for index, side in enumerate(SIDES):
        up_s, x_m = start_s + 0.05 + 0.44 * index, score.knots[-1][1]
        score.step(side, up_s, up_s + 0.36, x_m, Manner(0.0, 6.0, 4.0, 0.05))


class CameraSetUp(Motion):
    """The walk away from a lens that looks along -x."""

    def __init__(self, body: Body, style: "CameraSetUpStyle") -> None:
        """Write the steps and find their heights."""
        super().__init__(body, style)
        self.duration_s = style.duration_s
        score, self._walked_s = write()
        carriage = Carriage(lean_deg=3.0, elbow_deg=22.0, arm_swing_deg=20.0)
        self._gait = GaitFigure(body, score, carriage, self.duration_s)
        self.place = Place(wall_x_m=-2.0, mat_m=NO_MAT)

    def pose_at(self, time_s: float) -> Posed:
        """The body at a time."""
        figure = self._gait.figure(time_s)
        x_m = float(self._gait.pelvis_m(time_s)[0])
        posed = strike(self.body, self._handling(figure, time_s))
        aside = Posed(posed.rotations, posed.heads_m - np.array([x_m, 0.0, 0.0]))
        turned = ease((time_s - HANDLES_S) / TURNS_S)
        turned += ease((time_s - self._walked_s - 0.1) / TURNS_S)
        return moved(aside, np.array([AT_LENS_M - x_m, 0.0, 0.0]), 180.0 * turned)

    def framing(self) -> list[Posed]:
        """Poses at the end of the way: at the lens, the picture is too small."""
        return self.poses_at(np.linspace(0.0, self.duration_s, 12)[8:])

    @staticmethod
    def _handling(figure: Figure, time_s: float) -> Figure:
        """At first bent to the lens with both hands up."""
        hand = Arm(lift_deg=62.0, aside_deg=6.0, elbow_deg=52.0, inward_deg=10.0)
        arms = dict.fromkeys(SIDES, hand)
        busy = replace(figure, arms=arms, lean_deg=14.0)
        return blend(busy, figure, ease((time_s - 0.35) / 0.7))


@dataclass(frozen=True)
class CameraSetUpStyle(Style):
    """There is one way of doing it."""

    motion = CameraSetUp

    @property
    def duration_s(self) -> float:
        """Length of the clip."""
        return write()[1] + TURNS_S + STANDS_S
