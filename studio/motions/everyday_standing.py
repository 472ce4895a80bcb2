"""Key figures of what people do on their feet."""

from dataclasses import replace

import numpy as np

from studio.body import Body
from studio.limbs import GRIP_CURL_DEG, SIDES, Side, other, outward
from studio.motions.everyday_keys import Key, Sizes
from studio.motions.figure import Arm, Figure, Foot, Vector

#: Straightest standing leg, as a share of its length.
TALL = 0.992
#: Ankles from the midline when standing, metres.
STANCE_M = 0.11


def standing(
    sizes: Sizes, x_m: float = 0.0, stance_m: float = STANCE_M, arm: Arm | None = None
) -> Figure:
    """Upright with both feet flat; `x_m` is where the ankles are."""
    aside_m = stance_m - sizes.half_hips_m
    rise_m = np.sqrt((TALL * sizes.leg_m) ** 2 - aside_m**2 - 0.01**2)
    feet = {side: _foot(sizes, side, x_m, stance_m, 0.12) for side in SIDES}
    pelvis_m = (x_m + 0.01, 0.0, sizes.ankle_m + rise_m)
    return Figure(pelvis_m, feet, dict.fromkeys(SIDES, arm or Arm()))


def squat(body: Body) -> list[Key]:
    """Two squats, thighs down to level, arms out in front for balance."""
    sizes = Sizes.of(body)
    tall = standing(sizes, stance_m=0.17, arm=Arm(lift_deg=12.0, elbow_deg=16.0))
    wide = {
        side: replace(
            foot, knee_toward=(1.0, outward(side) * 0.35, 0.0), toe_out_deg=14.0
        )
        for side, foot in tall.feet.items()
    }
    tall = replace(tall, feet=wide)
    arm = Arm(lift_deg=132.0, aside_deg=6.0, elbow_deg=8.0)
    low = replace(
        tall,
        pelvis_m=(
            -0.30 * sizes.leg_m,
            0.0,
            sizes.ankle_m + 0.93 * sizes.shank_m + 0.04,
        ),
        lean_deg=40.0,
        nod_deg=-26.0,
        arms=dict.fromkeys(SIDES, arm),
    )
    return _there_and_back(tall, low, (0.5, 1.9, 2.2, 3.3), (3.6, 4.9, 5.1, 6.1))


def two_leg_deadlift(body: Body) -> list[Key]:
    """Two Romanian deadlifts on both legs, a dumbbell in each hand."""
    sizes = Sizes.of(body)
    grip = Arm(lift_deg=4.0, aside_deg=6.0, elbow_deg=8.0, curl_deg=GRIP_CURL_DEG)
    tall = standing(sizes, arm=grip)
    low = replace(
        tall,
        pelvis_m=(-0.22 * sizes.leg_m, 0.0, sizes.ankle_m + 0.935 * sizes.leg_m),
        lean_deg=74.0,
        nod_deg=-24.0,
        arms=dict.fromkeys(SIDES, replace(grip, lift_deg=70.0)),
    )
    return _there_and_back(tall, low, (0.5, 2.5, 2.9, 4.1), (4.4, 6.3, 6.7, 7.8))


def curl(body: Body) -> list[Key]:
    """Both dumbbells to the shoulders and down, twice."""
    hang = Arm(2.0, 9.0, 10.0, 0.0, 0.8, GRIP_CURL_DEG)
    tall = standing(Sizes.of(body), stance_m=0.13, arm=hang)
    bent = replace(hang, lift_deg=10.0, elbow_deg=132.0, supine=1.0)
    up = replace(tall, arms=dict.fromkeys(SIDES, bent), lean_deg=0.0)
    return _there_and_back(tall, up, (0.4, 1.4, 1.6, 2.7), (2.9, 3.9, 4.1, 5.2))


def standing_still(body: Body) -> list[Key]:
    """Rests between sets: shifts the weight, hands on the hips, looks round."""
    first = standing(Sizes.of(body))
    hips = Arm(-22.0, 38.0, 88.0, 62.0, 0.0, 12.0)
    aside = replace(first.shifted(0.0, 0.03, -0.006), nod_deg=8.0)
    rest = first.shifted(0.0, -0.03, -0.006)
    rest = replace(rest, arms=dict.fromkeys(SIDES, hips))
    moments = ((0.6, first), (1.6, aside), (2.4, aside), (3.6, rest))
    keys = [Key(at_s, figure) for at_s, figure in moments]
    return [*keys, Key(4.6, replace(rest, nod_deg=-6.0))]


def jumping_jacks(body: Body) -> list[Key]:
    """Four jumping jacks."""
    sizes = Sizes.of(body)
    narrow = standing(sizes, stance_m=0.09, arm=Arm(0.0, 12.0, 12.0))
    wide = standing(sizes, stance_m=0.36, arm=Arm(0.0, 152.0, 24.0))
    here, there = (figure.shifted(0.0, 0.0, -0.03) for figure in (narrow, wide))
    keys, at_s = [Key(0.4, here)], 0.4
    for _ in range(8):
        keys += [
            Key(at_s + 0.12, here.shifted(0.0, 0.0, -0.05)),
            Key(at_s + 0.30, _half_way(here, there)),
            Key(at_s + 0.46, there),
        ]
        at_s, here, there = at_s + 0.5, there, here
    return keys


def lunges(body: Body) -> list[Key]:
    """Two walking lunges, first with the left foot."""
    sizes = Sizes.of(body)
    step_m = 0.95 * sizes.leg_m
    keys = [Key(0.5, standing(sizes, -step_m))]
    for at_m, steps in zip((-step_m, 0.0), SIDES, strict=True):
        keys += _lunge(sizes, keys[-1].at_s, at_m, steps)
    return keys


def _lunge(sizes: Sizes, at_s: float, at_m: float, steps: Side) -> list[Key]:
    """One lunge from standing at x to standing a step farther, in 3.6 s."""
    step_m, stays = 0.95 * sizes.leg_m, other(steps)
    front = _foot(sizes, steps, at_m + step_m)
    rear = _foot(sizes, stays, at_m)
    ahead_m, height_m = sizes.tiptoe_m(52.0)
    heel_up = _at(rear, at_m + ahead_m, height_m, pitch_deg=52.0)
    raised = _at(front, at_m + 0.55 * step_m, sizes.ankle_m + 0.12)
    closing = _at(rear, at_m + 0.7 * step_m, sizes.ankle_m + 0.13)
    low_m = sizes.ankle_m + 0.99 * sizes.shank_m
    tall = standing(sizes, at_m + step_m)
    tall_m = float(tall.pelvis_m[2])
    # The arms hang against the legs.
    arms = {steps: Arm(-14.0, 9.0, 22.0), stays: Arm(18.0, 9.0, 30.0)}
    # When, how far along the step, how high the pelvis is; both feet.
    moments = (
        (0.55, 0.12, tall_m - 0.02, raised, rear),
        (1.00, 0.42, tall_m - 0.16, front, heel_up),
        (1.70, 0.52, low_m, front, heel_up),
        (1.85, 0.52, low_m, front, heel_up),
        (2.60, 0.62, tall_m - 0.13, front, heel_up),
        (3.05, 0.94, tall_m - 0.02, front, closing),
    )
    keys = []
    for after_s, share, rise_m, moving, staying in moments:
        pelvis_m = (at_m + share * step_m, 0.0, rise_m)
        feet = {steps: moving, stays: staying}
        keys.append(Key(at_s + after_s, Figure(pelvis_m, feet, arms, lean_deg=5.0)))
    return [*keys, Key(at_s + 3.6, tall)]


def _foot(
    sizes: Sizes, side: Side, x_m: float, aside_m: float = STANCE_M, knee: float = 0.1
) -> Foot:
    """A foot flat on the floor."""
    ankle_m = (x_m, outward(side) * aside_m, sizes.ankle_m)
    return Foot(ankle_m, 0.0, (1.0, outward(side) * knee, 0.0))


def _at(foot: Foot, x_m: float, z_m: float, pitch_deg: float = 0.0) -> Foot:
    """The same foot elsewhere along its line."""
    ankle_m: Vector = (x_m, float(foot.ankle_m[1]), z_m)
    return replace(foot, ankle_m=ankle_m, pitch_deg=pitch_deg)


def _there_and_back(
    tall: Figure, low: Figure, *reps: tuple[float, float, float, float]
) -> list[Key]:
    """Keys of repetitions: starts down, is down, starts up, is up."""
    figures = (tall, low, low, tall)
    return [Key(*key) for rep in reps for key in zip(rep, figures, strict=True)]


def _half_way(here: Figure, there: Figure) -> Figure:
    """In the air between two stances: feet and hips up, arms half way."""
    feet = {}
    for side in SIDES:
        (x_m, y_m, z_m), goal_m = here.feet[side].ankle_m, there.feet[side].ankle_m
        ankle_m = (x_m, (y_m + goal_m[1]) / 2, z_m + 0.07)
        feet[side] = replace(here.feet[side], ankle_m=ankle_m, pitch_deg=28.0)
    x_m, _, z_m = here.pelvis_m
    pelvis_m = (x_m, 0.0, max(z_m, there.pelvis_m[2]) + 0.10)
    return Figure(pelvis_m, feet, dict.fromkeys(SIDES, Arm(0.0, 82.0, 18.0)))
