"""Bodies on their feet bent in any way: all between a squat and a hinge, by lot."""

import numpy as np

from studio.body import Body
from studio.limbs import GRIP_CURL_DEG, SIDES, Side, outward
from studio.motions.everyday_keys import Sizes
from studio.motions.figure import Arm, Figure, Foot


def any_bent(body: Body, lot: np.random.Generator) -> Figure:
    """A figure on two feet or one, its weight over them as far as hips can go."""
    sizes = Sizes.of(body)
    lean_deg = float(lot.uniform(-5, 105))
    # From all but straight to a deep squat: hips as high as the bent legs allow.
    height = float(lot.uniform(0.55, 0.99))
    back_m = 0.30 * sizes.leg_m * float(np.sin(np.radians(max(lean_deg, 0.0))))
    stance_m = float(lot.uniform(0.05, 0.30))
    feet = {side: _foot(sizes, side, stance_m, lot) for side in SIDES}
    if lot.random() < 0.3:
        lifted: Side = SIDES[int(lot.integers(2))]
        feet[lifted] = _lifted(sizes, feet[lifted], lot)
    return Figure(
        pelvis_m=(
            float(lot.uniform(-0.05, 0.08)) - back_m,
            float(lot.normal(0, 0.03)),
            sizes.ankle_m + height * sizes.leg_m,
        ),
        feet=feet,
        arms=_arms(lean_deg, lot),
        lean_deg=lean_deg,
        turn_deg=float(lot.normal(0, 8)),
        roll_deg=float(lot.normal(0, 8)),
        nod_deg=float(lot.uniform(-35, 15)),
    )


def _foot(sizes: Sizes, side: Side, stance_m: float, lot: np.random.Generator) -> Foot:
    aside_m = outward(side) * stance_m
    return Foot(
        ankle_m=(float(lot.normal(0, 0.04)), aside_m, sizes.ankle_m),
        knee_toward=(1.0, outward(side) * float(lot.uniform(-0.2, 0.5)), 0.0),
        toe_out_deg=float(lot.uniform(-5, 30)),
    )


def _lifted(sizes: Sizes, foot: Foot, lot: np.random.Generator) -> Foot:
    """A foot behind or ahead of the body and off the floor."""
    return Foot(
        ankle_m=(
            float(lot.uniform(-0.8, 0.4)) * sizes.leg_m,
            float(foot.ankle_m[1]),
            sizes.ankle_m + float(lot.uniform(0.05, 0.6)) * sizes.leg_m,
        ),
        pitch_deg=float(lot.uniform(0, 100)),
        knee_toward=foot.knee_toward,
        toe_out_deg=foot.toe_out_deg,
    )


def _arms(lean_deg: float, lot: np.random.Generator) -> dict[Side, Arm]:
    """Both arms hanging with something in the hands, or each somewhere."""
    hangs = lot.random() < 0.5
    together = Arm(
        lift_deg=max(lean_deg, 0.0) + float(lot.uniform(-15, 25)),
        aside_deg=float(lot.uniform(-6, 12)),
        elbow_deg=float(lot.uniform(4, 30)),
        inward_deg=float(lot.uniform(0, 30)),
        curl_deg=GRIP_CURL_DEG,
    )
    return {side: together if hangs else _any_arm(lot) for side in SIDES}


def _any_arm(lot: np.random.Generator) -> Arm:
    return Arm(
        lift_deg=float(lot.uniform(-40, 150)),
        aside_deg=float(lot.uniform(-5, 70)),
        elbow_deg=float(lot.uniform(4, 140)),
        inward_deg=float(lot.uniform(0, 70)),
    )
