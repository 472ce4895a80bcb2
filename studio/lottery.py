"""Athletes, cameras, light, tempo and faults drawn by lot, for held-out tests.

Shares and ranges stand in `clips/lottery.toml`. The order of draws is a part of what a
seed means: whoever changes it changes every clip drawn so far.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from studio.clip import Clip
from studio.clip_files import clip_file, table_of
from studio.lottery_drawing import Drawing
from studio.lottery_people import Lot, outfit_of, physique_of, shot_of
from studio.motion import Style
from studio.motions.bird_dog import BirdDogStyle
from studio.motions.bridge_form import BridgeForm
from studio.motions.bridges import BoxBridgeStyle, PullOverStyle
from studio.motions.deadlift import DeadliftStyle
from studio.motions.gait_figure import Carriage
from studio.motions.gait_steps import BoutPlan
from studio.motions.gallop import GallopStyle
from studio.timeline import Hold, Lift, Repetition

#: Shares of sets with two legs, feet on the floor, a straight free leg; from the front.
TWO_LEGS_SHARE, FLOOR_SHARE, STRAIGHT_SHARE, FRONT_SHARE = 0.2, 0.15, 0.35, 0.15
#: Limbs of who kneels: the rig's shoulder blades don't move, and long arms would lift
#: the shoulders.
KNEELS = {"upper_arm": 0.96, "forearm": 0.96, "thigh": 1.04}


def bird_dog(drawing: Drawing) -> Clip:
    """A hold of one leg."""
    lot, ranges = drawing.lot, drawing.ranges
    side, hold = lot.side(), Hold(**lot.table(ranges["hold"]))
    before_s, reaches = lot.between(0.7, 1.3), lot.chance(0.3)
    style = BirdDogStyle(
        side,
        holds=(hold,),
        before_s=before_s,
        arm="reaching" if reaches and drawing.fault == "none" else "both down",
        **lot.table(ranges["usual"]),
        sway_seed=lot.seed(),
    )
    style = replace(style, **drawing.changed())
    physique = physique_of(lot)
    physique = replace(physique, stretch={**physique.stretch, **KNEELS})
    shot = replace(shot_of(lot), height_m=lot.between(0.5, 1))
    return drawing.clip(style, physique, outfit_of(lot, physique), shot)


def gallop(drawing: Drawing) -> Clip:
    """A bout forward and one backward."""
    lot, fault = drawing.lot, drawing.fault
    strides, lean_deg = int(lot.random.integers(5, 7)), lot.between(2.0, 8.0)
    side, usual = lot.side(), lot.table(drawing.ranges["usual"])
    usual = {"strides": strides, **usual, **drawing.changed()}
    plan = BoutPlan("forward", side, **usual)
    if fault == "lead_lost":
        plan = replace(plan, change_at=(strides // 2,))
    elif fault == "irregular_rhythm":
        plan = replace(plan, tempo=(1.0, 0.64, 1.5, 0.68, 1.52, 0.66))
    elif fault == "leans":
        lean_deg = lot.between(34.0, 36.0)
    back = replace(
        plan,
        direction="backward",
        strides=plan.strides + 1,
        stride_s=round(plan.stride_s * 1.04, 4),
    )
    style = GallopStyle(
        (plan, back),
        before_s=lot.between(0.6, 1.2),
        between_s=lot.between(0.8, 1.4),
        carriage=Carriage(lean_deg=lean_deg),
    )
    shot = replace(
        shot_of(lot),
        yaw_deg=lot.between(-10.0, 10.0),
        distance_m=lot.between(5.2, 6.5),
        width_px=1280,
        height_px=720,
        fill=0.94,
    )
    physique = physique_of(lot)
    return drawing.clip(style, physique, outfit_of(lot, physique), shot)


def box_bridge(drawing: Drawing) -> Clip:
    """Lifts of the hips; lowerings of 0.45-5 s."""
    lot = drawing.lot
    form = _form(drawing, "free_leg_swings")
    kick_deg = drawing.if_fault("free_leg_swings", 60, 68)
    lowering_s = drawing.tempo(0.08)

    def times_s() -> list[float]:
        up = [lot.between(0.8, 1.3), lot.between(0.4, 1.0)]
        return [*up, round(lowering_s(), 3), lot.between(0.3, 1.2)]

    late = drawing.fault == "drops_at_end"
    style = BoxBridgeStyle(
        form,
        tuple(
            Lift(*times, profile="late_drop" if late else profile)
            for times, profile in drawing.rows(9.0, times_s)
        ),
        lying_before_s=lot.between(0.8, 1.5),
        kick_deg=kick_deg,
        drift_seed=lot.seed(),
    )
    return _lying(drawing, style, "box_bridge")


def pull_over(drawing: Drawing) -> Clip:
    """Arms over held hips; they go back in 0.35-4 s."""
    lot, fault = drawing.lot, drawing.fault
    form = _form(drawing, "free_leg_moves")
    lowering_s = drawing.tempo(0.08)

    def times_s() -> list[float]:
        back_s, pause_s = round(lowering_s(), 3), lot.between(0.2, 0.8)
        up = [lot.between(0.9, 1.6), lot.between(0.4, 0.9)]
        return [back_s, pause_s, *up]

    bends = fault == "elbows_bend"
    style = PullOverStyle(
        form,
        tuple(Repetition(*times, profile=p) for times, p in drawing.rows(8.0, times_s)),
        lying_before_s=lot.between(0.5, 1.2),
        arm_start_deg=lot.between(80, 95, 1),
        reach_deg=139.0 if fault == "back_arch" else lot.between(150, 155, 1),
        elbow_reach_deg=lot.between(90, 96, 1) if bends else lot.between(156, 164, 1),
        hip_dip=drawing.if_fault("hips_drop_with_arms", 0.19, 0.22, 3),
        pedal_deg=drawing.if_fault("free_leg_moves", 36, 40),
        load_kg=float(lot.random.choice([2.0, 4.0, 6.0, 8.0])),
        drift_seed=lot.seed(),
    )
    return _lying(drawing, style, "pull_over")


def _form(drawing: Drawing, free_leg_fault: str) -> BridgeForm:
    """One leg or two, on a box or on the floor, the free leg bent or straight."""
    lot, ranges, fault = drawing.lot, drawing.ranges, drawing.fault
    side, two_legs = lot.side(), fault != free_leg_fault
    both = two_legs and lot.chance(TWO_LEGS_SHARE)
    floor = two_legs and lot.chance(FLOOR_SHARE)
    straight = lot.chance(STRAIGHT_SHARE)
    form = BridgeForm(
        side,
        2 if both else 1,
        0.0 if floor else lot.between(0.30, 0.41),
        lot.between(80, 92, 1) if floor else lot.between(50, 62, 1),
        lot.between(-1, 4, 1),
        lot.between(90, 104, 1),
        lot.between(10, 25, 1) if straight else lot.between(60, 90, 1),
    )
    if form.box_height_m > 0:
        form = replace(form, **lot.table(ranges.get("low_box", {})))
    highest_m = ranges["box_at_most_m"].get(fault, np.inf)
    least_deg = ranges["knee_at_least_deg"].get(fault, 0.0)
    return replace(
        form,
        box_height_m=min(form.box_height_m, highest_m),
        knee_deg=max(form.knee_deg, least_deg),
        **drawing.changed("form"),
    )


def _lying(drawing: Drawing, style: Style, file: str) -> Clip:
    """A clip of somebody on the back."""
    lot = drawing.lot
    physique = physique_of(lot)
    outfit = replace(outfit_of(lot, physique), long_hair=False)  # nobody lies on it
    shot = replace(shot_of(lot), height_m=lot.between(0.4, 1.1))
    view = "working" if shot.on_left == (style.side == "left") else "other"
    shows = f"{style.exercise}, {style.side} leg, {view} leg near"
    clip = drawing.clip(style, physique, outfit, shot, shows)
    if drawing.fault != "none":
        return clip  # others may come along
    # What a drawn tempo is, is in its times.
    clean = clip_file(file).clean["side"]
    spared = ("fast_lowering", "pelvis_twists")
    return replace(clip, clean=tuple(code for code in clean if code not in spared))


def deadlift(drawing: Drawing) -> Clip:
    """Hinges on one leg, sometimes from the front; lowerings of 0.6-5 s."""
    lot = drawing.lot
    misses = drawing.fault == "misses_shoelaces"
    front = misses or lot.chance(FRONT_SHARE)
    if front and not misses:
        drawing = replace(drawing, fault="none")  # others are judged from the side
    side, physique = lot.side(), physique_of(lot)
    shot = shot_of(lot, front)
    arm = lot.chance(0.7)
    usual = lot.table(drawing.ranges["usual"])
    style = DeadliftStyle(
        side=side,
        free_arm="hip" if arm else "hang",
        **{**usual, **drawing.changed()},
        load_kg=float(lot.random.choice([0.0, 5.0, 8.0, 12.0, 18.0])),
        sway_m=lot.between(0.001, 0.005, 4),
        sway_seed=lot.seed(),
    )
    near = "stance" if shot.on_left == (side == "left") else "rear"
    view = "front" if front else f"{near} leg near"
    outfit = outfit_of(lot, physique)
    clip = drawing.clip(style, physique, outfit, shot, f"{side} leg, {view}")
    plan, tall_s = _hinges(drawing), lot.between(0.8, 1.5)
    return replace(clip, style=replace(style, plan=plan, tall_before_s=tall_s))


def _hinges(drawing: Drawing) -> tuple[Repetition, ...]:
    """Two or more repetitions in 10-15 s; pauses of 0-1.5 s."""
    lot = drawing.lot
    lowering_s = drawing.tempo(0.1, at_once=True)

    def times_s() -> list[float]:
        down_s = round(float(np.clip(lowering_s(), 0.6, 5.0)), 3)
        pause_s = 0.0 if lot.chance(0.15) else lot.between(0.1, 1.5)
        return [down_s, pause_s, lot.between(0.9, 1.8), lot.between(0.6, 1.3)]

    rows = drawing.rows(9.0, times_s)
    return tuple(Repetition(*times, profile=profile) for times, profile in rows)


#: How each exercise is drawn, and its number in the seed of its lots.
EXERCISES: dict[str, tuple[Callable[[Drawing], Clip], tuple[int, ...]]] = {
    "bird_dog_wall_push": (bird_dog, (1,)),
    "bridge_pull_over": (pull_over, (2,)),
    "bridge_foot_on_box": (box_bridge, (3,)),
    "gallop": (gallop, (4,)),
    "internal_rotation_deadlift": (deadlift, ()),
}


def draw(seed: int, number: int, exercise: str | None = None) -> Clip:
    """The clip with this number in the series of this seed; always the same one.

    Args:
        seed: the series.
        number: the clip in it.
        exercise: its key; drawn as well if None, each as often.
    """
    if exercise is None:
        lot = np.random.default_rng([seed, number, len(EXERCISES)])
        exercise = str(lot.choice(list(EXERCISES)))
    drawn, stream = EXERCISES[exercise]
    own_lot, ranges = Lot(seed, number, *stream), table_of("lottery")[exercise]
    fault = own_lot.one_of(ranges["faults"])
    return drawn(Drawing(seed, number, own_lot, fault, ranges))
