"""Key figures of what people do on their feet."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from studio.body import Body
from studio.limbs import GRIP_CURL_DEG
from studio.motions.everyday_keys import Key, Sizes
from studio.motions.figure import Arm, Figure, Foot

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
    feet = [
        Foot((x_m, sign * stance_m, sizes.ankle_m), 0.0, (1.0, sign * 0.12, 0.0))
        for sign in (1.0, -1.0)
    ]
    arms = arm or Arm()
    pelvis_m = (x_m + 0.01, 0.0, sizes.ankle_m + float(rise_m))
    return Figure(pelvis_m, feet[0], feet[1], arms, arms)


def squat(body: Body) -> list[Key]:
    """Two squats, thighs down to level, arms out in front for balance."""
    sizes = Sizes.of(body)
    tall = standing(sizes, stance_m=0.17, arm=Arm(lift_deg=12.0, elbow_deg=16.0))
    deep_m = sizes.ankle_m + 0.93 * sizes.shank_m + 0.04
    back_m = -0.30 * sizes.leg_m
    wide = [
        replace(foot, knee_toward=(1.0, sign * 0.35, 0.0), toe_out_deg=14.0)
        for foot, sign in ((tall.left_foot, 1.0), (tall.right_foot, -1.0))
    ]
    tall = replace(tall, left_foot=wide[0], right_foot=wide[1])
    arm = Arm(lift_deg=132.0, aside_deg=6.0, elbow_deg=8.0)
    low = replace(
        tall,
        pelvis_m=(back_m, 0.0, deep_m),
        lean_deg=40.0,
        nod_deg=-26.0,
        left_arm=arm,
        right_arm=arm,
    )
    return _there_and_back(tall, low, (0.5, 1.9, 2.2, 3.3), (3.6, 4.9, 5.1, 6.1))


def two_leg_deadlift(body: Body) -> list[Key]:
    """Two Romanian deadlifts on both legs, a dumbbell in each hand."""
    sizes = Sizes.of(body)
    grip = Arm(
        lift_deg=4.0,
        aside_deg=6.0,
        elbow_deg=8.0,
        inward_deg=0.0,
        curl_deg=GRIP_CURL_DEG,
    )
    tall = standing(sizes, arm=grip)
    low = replace(
        tall,
        pelvis_m=(-0.22 * sizes.leg_m, 0.0, sizes.ankle_m + 0.935 * sizes.leg_m),
        lean_deg=74.0,
        nod_deg=-24.0,
        left_arm=replace(grip, lift_deg=70.0),
        right_arm=replace(grip, lift_deg=70.0),
    )
    return _there_and_back(tall, low, (0.5, 2.5, 2.9, 4.1), (4.4, 6.3, 6.7, 7.8))


def curl(body: Body) -> list[Key]:
    """Both dumbbells to the shoulders and down, twice."""
    sizes = Sizes.of(body)
    hang = Arm(2.0, 9.0, 10.0, 0.0, 0.8, GRIP_CURL_DEG)
    tall = standing(sizes, stance_m=0.13, arm=hang)
    bent = replace(hang, lift_deg=10.0, elbow_deg=132.0, supine=1.0)
    up = replace(tall, left_arm=bent, right_arm=bent, lean_deg=0.0)
    return _there_and_back(tall, up, (0.4, 1.4, 1.6, 2.7), (2.9, 3.9, 4.1, 5.2))


def standing_still(body: Body) -> list[Key]:
    """Rests between sets: shifts the weight, hands on the hips, looks round."""
    sizes = Sizes.of(body)
    first = standing(sizes)
    x_m, _, z_m = first.pelvis_m
    hips = Arm(-22.0, 38.0, 88.0, 62.0, 0.0, 12.0)
    aside = replace(first, pelvis_m=(x_m, 0.03, z_m - 0.006), nod_deg=8.0)
    rest = replace(
        first, pelvis_m=(x_m, -0.03, z_m - 0.006), left_arm=hips, right_arm=hips
    )
    return [
        Key(0.6, first),
        Key(1.6, aside),
        Key(2.4, aside),
        Key(3.6, rest),
        Key(4.6, replace(rest, nod_deg=-6.0)),
    ]


def jumping_jacks(body: Body) -> list[Key]:
    """Four jumping jacks."""
    sizes = Sizes.of(body)
    narrow = standing(sizes, stance_m=0.09, arm=Arm(0.0, 12.0, 12.0))
    narrow = _lower(narrow, 0.03)
    wide = standing(sizes, stance_m=0.36, arm=Arm(0.0, 152.0, 24.0))
    wide = _lower(wide, 0.03)
    keys = [Key(0.4, narrow)]
    at_s, here, there = 0.4, narrow, wide
    for _ in range(8):
        air = _half_way(here, there)
        keys += [
            Key(at_s + 0.12, _lower(here, 0.05)),
            Key(at_s + 0.30, air),
            Key(at_s + 0.46, there),
        ]
        at_s, here, there = at_s + 0.5, there, here
    return keys


def lunges(body: Body) -> list[Key]:
    """Two walking lunges, first with the left foot."""
    sizes = Sizes.of(body)
    step_m = 0.95 * sizes.leg_m
    keys = [Key(0.5, standing(sizes, -step_m))]
    for index in range(2):
        keys += _lunge_keys(sizes, keys[-1].at_s, (index - 1) * step_m, index == 0)
    return keys


def _lunge_keys(sizes: Sizes, at_s: float, at_m: float, left_steps: bool) -> list[Key]:
    """One lunge from standing at x to standing a step farther, in 3.6 s."""
    step_m = 0.95 * sizes.leg_m
    front = _foot(sizes, at_m + step_m, left_steps)
    rear = _foot(sizes, at_m, not left_steps)
    heel_up = _tiptoe(sizes, rear, 52.0)
    raised = _carried(sizes, front, at_m + 0.55 * step_m, 0.12)
    closing = _carried(sizes, rear, at_m + 0.7 * step_m, 0.13)
    low_m = sizes.ankle_m + 0.99 * sizes.shank_m
    tall = standing(sizes, at_m + step_m)
    tall_m = tall.pelvis_m[2]
    # When, how far along the step, how high the pelvis is; both feet.
    moments = (
        (0.55, 0.12, tall_m - 0.02, raised, rear),
        (1.00, 0.42, tall_m - 0.16, front, heel_up),
        (1.70, 0.52, low_m, front, heel_up),
        (1.85, 0.52, low_m, front, heel_up),
        (2.60, 0.62, tall_m - 0.13, front, heel_up),
        (3.05, 0.94, tall_m - 0.02, front, closing),
    )
    keys = [
        Key(
            at_s + after_s,
            _lunge((at_m + share * step_m, 0.0, height_m), moving, staying, left_steps),
        )
        for after_s, share, height_m, moving, staying in moments
    ]
    return [*keys, Key(at_s + 3.6, tall)]


def _carried(sizes: Sizes, foot: Foot, x_m: float, lift_m: float) -> Foot:
    """The same foot in the air."""
    return replace(foot, ankle_m=(x_m, foot.ankle_m[1], sizes.ankle_m + lift_m))


def _there_and_back(
    tall: Figure, low: Figure, *reps: tuple[float, float, float, float]
) -> list[Key]:
    """Keys of repetitions: starts down, is down, starts up, is up."""
    keys = []
    for down_s, bottom_s, leave_s, up_s in reps:
        keys += [Key(down_s, tall), Key(bottom_s, low)]
        keys += [Key(leave_s, low), Key(up_s, tall)]
    return keys


def _lower(figure: Figure, depth_m: float) -> Figure:
    """The same figure with bent knees."""
    x_m, y_m, z_m = figure.pelvis_m
    return replace(figure, pelvis_m=(x_m, y_m, z_m - depth_m))


def _half_way(here: Figure, there: Figure) -> Figure:
    """In the air between two stances: feet and hips up, arms half way."""
    feet = []
    for first, second in (
        (here.left_foot, there.left_foot),
        (here.right_foot, there.right_foot),
    ):
        x_m, y_m, z_m = first.ankle_m
        y_m = (y_m + second.ankle_m[1]) / 2
        feet.append(replace(first, ankle_m=(x_m, y_m, z_m + 0.07), pitch_deg=28.0))
    x_m, _, z_m = here.pelvis_m
    arm = Arm(0.0, 82.0, 18.0)
    pelvis_m = (x_m, 0.0, max(z_m, there.pelvis_m[2]) + 0.10)
    return Figure(pelvis_m, feet[0], feet[1], arm, arm)


def _foot(sizes: Sizes, x_m: float, left: bool) -> Foot:
    sign = 1.0 if left else -1.0
    return Foot((x_m, sign * STANCE_M, sizes.ankle_m), 0.0, (1.0, sign * 0.1, 0.0))


def _tiptoe(sizes: Sizes, foot: Foot, pitch_deg: float) -> Foot:
    """A foot whose heel has risen over the tip of its shoe."""
    pitch = np.radians(pitch_deg)
    x_m, y_m, _ = foot.ankle_m
    ahead_m = sizes.toe_m * (1 - np.cos(pitch)) + sizes.ankle_m * np.sin(pitch)
    height_m = sizes.toe_m * np.sin(pitch) + sizes.ankle_m * np.cos(pitch)
    place = (x_m + float(ahead_m), y_m, float(height_m))
    return replace(foot, ankle_m=place, pitch_deg=pitch_deg)


def _lunge(
    pelvis_m: tuple[float, float, float], moving: Foot, staying: Foot, left_steps: bool
) -> Figure:
    """A lunge's figure; the arms hang against the legs."""
    left, right = (moving, staying) if left_steps else (staying, moving)
    back, ahead = Arm(-14.0, 9.0, 22.0), Arm(18.0, 9.0, 30.0)
    arms = (back, ahead) if left_steps else (ahead, back)
    return Figure(pelvis_m, left, right, *arms, lean_deg=5.0)
