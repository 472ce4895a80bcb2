"""What a set was judged on, frame by frame: what the film and the chart draw.

Made where a set is read, from the same arrays as its measures, so that no picture shows
another angle than the report names.
"""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from vision import landmarks
from vision.geometry import Floats

SignalName = Literal["hip angle", "arm angle", "hip height", "way"]
LIMB: Final = 4
"""Points of a chain: mid-shoulder, hip, knee, ankle; of an arm: hip to wrist."""


@dataclass(frozen=True, kw_only=True, eq=False)
class SetSignals:
    """The signals of one set.

    Attributes:
        time_s: (T,) times of the track's frames that were read.
        signal: (T,) what the chart draws; NaN where unseen.
        signal_name: What that is; its unit is degrees, trunk lengths or metres.
        front_sign: +1 when the front of the body, where the hip closes, lies clockwise
            of the trunk as one sees it; -1 for the other way.
        chain_px: (T, 4, 2) mid-shoulder, hip, knee, ankle of the working leg; None
            where no one leg was read.
        hip_deg: (T,) hip angle at that hip, 180 straight; None where the report names
            none.
        arm_px: (T, 4, 2) hip, shoulder, elbow, wrist of the arm that the angle is drawn
            at; None in an exercise that is not of the arms.
        arm_deg: (T,) arm from beside the body, 180 overhead; likewise.
        always_means: Whether the angle is drawn all the time, because it means
            something all the time, as standing tall does. False draws it in units and
            attempts and around them only: a hip on its way to the start position is
            no angle of the exercise.
    """

    time_s: Floats
    signal: Floats
    signal_name: SignalName
    front_sign: float = 1.0
    chain_px: Floats | None = None
    hip_deg: Floats | None = None
    arm_px: Floats | None = None
    arm_deg: Floats | None = None
    always_means: bool = False


def limb(points_px: Floats, *joints_px: Floats) -> Floats:
    """Return (T, 4, 2): mid-shoulder, and three joints of a leg."""
    shoulders = points_px[:, landmarks.SHOULDERS].mean(axis=1)
    return np.stack([shoulders, *joints_px], axis=1)
