"""Internal Rotation Single Leg Deadlift with Foot on Wall (E5).

Stand tall on one leg, the other foot against a wall behind. Push the hips back and
reach with the weight to the outside of the standing shoe's laces, slowly; stand up.

Filmed from the side it shows the hinge, the knee, the tempo and the back foot; filmed
from the front, the reach and whether the hips open. One film never shows both.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import median_filter

from exercises.exercise import Exercise, Findings, Measured
from exercises.front_view import HINT_DEG, front_measures
from exercises.hinge import Hinge, lower_wrist_px, read_hinge
from exercises.posture import Posture
from exercises.report import NAN, Attempt, Measure, Side
from exercises.reps import Cycle, find_cycles
from exercises.scoring import Band, Rule, not_assessed
from exercises.uncertainty import (
    joint_error_deg,
    place_error,
    share_error,
    trunk_error_deg,
)
from vision import landmarks

KEY: Final = "internal_rotation_deadlift"

COUNTED_ROM_DEG: Final = 40.0
PARTIAL_ROM_DEG: Final = 20.0
"""Change of the hip angle that makes a rep, and that makes an attempt."""
SWAY_DEG: Final = 10.0
"""Changes of lean below this are standing, not lowering (our choice)."""
LEAST_FOOT_SEEN: Final = 0.5
"""Share of a rep in which the back foot must be seen to be judged (our choice)."""
AROUND_BOTTOM_S: Final = 0.15
"""The bottom is read over the pause and this much on each side."""

RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        rule.key: rule
        for rule in (
            Rule(key="lean_deg", unit="deg", weight=0.13, severity=2,
                 low_code="shallow_hinge", high_code="too_deep",
                 low_cue="Fold at the hip till you feel the hamstring.",
                 high_cue="Stop when your back is level with the floor."),
            Rule(key="stance_knee_deg", unit="deg", weight=0.12, severity=3,
                 low_code="knee_locked", high_code="knee_bends",
                 low_cue="Soften the knee. Don't lock it.",
                 high_cue="Soft knee, then freeze it. Hips back, not knees forward."),
            Rule(key="hinge_share", unit="share", weight=0.08, severity=2,
                 low_code="squats_instead_of_hinging",
                 low_cue="Bum to the wall behind you."),
            Rule(key="lowering_s", unit="s", weight=0.17, severity=3,
                 low_code="fast_lowering",
                 low_cue="Slow down on the way down. That's the bit that makes you "
                 "strong."),
            Rule(key="top_flexion_deg", unit="deg", weight=0.05, severity=2,
                 high_code="not_tall_at_top", high_cue="Finish tall."),
            Rule(key="back_foot_path", unit="trunk lengths", weight=0.10, severity=2,
                 high_code="back_foot_leaves_wall",
                 high_cue="Back foot stays on the wall. It's your balance help."),
            Rule(key="weight_offset", unit="trunk lengths", weight=0.05, severity=2,
                 high_code="weight_drifts", high_cue="Weight slides down your leg."),
            Rule(key="hand_target", unit="shank lengths", weight=0.18, severity=3,
                 low_code="misses_shoelaces", high_code="misses_shoelaces",
                 low_cue="Aim for the outside of your shoe laces.",
                 high_cue="You reach too far out. Aim for the outside of your shoe "
                 "laces."),
            Rule(key="internal_rotation_deg", unit="deg", weight=0.0, severity=0,
                 low_code="hips_open",
                 low_cue="Turn your hips toward your standing leg."),
            Rule(key="free_hip_rise_deg", unit="deg", weight=0.08, severity=2,
                 high_code="free_hip_rises",
                 high_cue="Belly button to the floor. Don't open up."),
            Rule(key="knee_offset", unit="shank lengths", weight=0.04, severity=2,
                 high_code="knee_falls_in", high_cue="Knee over laces.",
                 possible_only=True),
            Rule(key="hinge_deg", unit="deg", weight=0.0, severity=0),
            Rule(key="rom_deg", unit="deg", weight=0.0, severity=0),
        )
    }
)  # fmt: skip
"""Weights, severities and cues of exercises.md 9.6; weights add up to 1."""

BANDS: Final[Mapping[str, Band]] = MappingProxyType(
    {
        "lean_deg": Band((60, 95), (45, 105), (30, 120)),
        # Diver exercise of the L-protocol: 10-20 degrees of knee flexion.
        "stance_knee_deg": Band((5, 28), (0, 38), (-8, 55)),
        "hinge_share": Band.at_least(0.82, 0.70, 0.55),
        "lowering_s": Band.at_least(2.5, 1.5, 0.8),
        "top_flexion_deg": Band.at_most(12, 20, 35),
        "back_foot_path": Band.at_most(0.10, 0.18, 0.35),
        "weight_offset": Band.at_most(0.25, 0.40, 0.60),
        "hand_target": Band((-0.05, 0.40), (-0.20, 0.60), (-0.40, 0.90)),
        "free_hip_rise_deg": Band.at_most(8, 15, 25),
        "knee_offset": Band.at_most(0.10, 0.18, 0.30),
    }
)
"""Green, amber and red edges (exercises.md 9.6), expert judgement where no source is
named; none was validated on filmed people against motion capture."""

SIDE_ONLY: Final = (
    "lean_deg", "stance_knee_deg", "hinge_share", "top_flexion_deg", "weight_offset",
)  # fmt: skip
SIDE_OR_OBLIQUE: Final = ("lowering_s", "back_foot_path")
FRONT_ONLY: Final = (
    "hand_target", "internal_rotation_deg", "free_hip_rise_deg", "knee_offset",
)  # fmt: skip
TIMED_VIEWS: Final = ("side", "oblique")
"""From the front the tracker's lean is half a second off (docs/accuracy.md)."""
FILM_SIDE: Final = "film from the side"
FILM_FRONT: Final = "film from the front"


def find(
    posture: Posture, side: Side | None, exercise: Exercise, error_factor: float
) -> Findings:
    """Read reps, attempts and measures from a set filmed from one side or the front.

    Args:
        posture: The repaired track.
        side: The standing leg where the user named it.
        exercise: This exercise with the limits in use.
        error_factor: By how much errors grow on this film.
    """
    hinge = read_hinge(posture, side)
    cycles = find_cycles(
        posture.time_s,
        posture.lean_raw_deg,
        least_range=SWAY_DEG,
        refined=posture.lean_between_deg,
    )
    reps: list[Measured] = []
    attempts: list[Attempt] = []
    for cycle in cycles:
        rom_deg = _hip_range_deg(posture, hinge, cycle)
        if _opens_halfway_down(posture, cycle):
            reason = "the film starts in the middle of the lowering"
            attempts.append(_attempt(cycle, reason, rom_deg))
        elif rom_deg >= COUNTED_ROM_DEG:
            measures = _measures(posture, hinge, cycle, exercise, error_factor)
            reps.append(Measured(cycle=cycle, measures=measures))
        elif rom_deg >= PARTIAL_ROM_DEG:
            reason = (
                f"the hip bent by {rom_deg:.0f} degrees; a rep takes "
                f"{COUNTED_ROM_DEG:.0f}"
            )
            attempts.append(_attempt(cycle, reason, rom_deg))
    return Findings(
        side=hinge.leg.side,
        side_confidence=hinge.leg.confidence,
        reps=tuple(reps),
        attempts=tuple(attempts),
        notes=(*_contradiction(hinge, side), *_notes(reps), *_turn_remark(reps)),
        timed=posture.view.name in TIMED_VIEWS,
    )


def _attempt(cycle: Cycle, reason: str, rom_deg: float) -> Attempt:
    return Attempt(
        start_s=cycle.start_s, end_s=cycle.end_s, reason=reason, rom_deg=rom_deg
    )


def _opens_halfway_down(posture: Posture, cycle: Cycle) -> bool:
    """Whether the film opens during this lowering, so that no top was seen before."""
    lowering, lifting = cycle.lowering, cycle.lifting
    if cycle.lift_first or lowering.complete:
        return False
    from_the_start = lowering.on_s <= posture.time_s[0] + 0.1
    return from_the_start and lowering.range < 0.75 * lifting.range


def _contradiction(hinge: Hinge, named: Side | None) -> tuple[str, ...]:
    seen = hinge.leg.looks_like
    if named is None or seen in (None, named):
        return ()
    return (
        f"You named the {named} leg; the film looks like the {seen} one. If it is a "
        "mirror image (selfie camera), say so.",
    )


def _turn_remark(reps: list[Measured]) -> tuple[str, ...]:
    """Remark on a turn of the pelvis that is larger than what the tracker invents."""
    turns = [rep.measures["internal_rotation_deg"].value for rep in reps]
    turns = [turn for turn in turns if np.isfinite(turn)]
    if not turns or abs(np.median(turns)) <= HINT_DEG:
        return ()
    toward = "toward" if np.median(turns) > 0 else "away from"
    return (
        f"Your hips seem to turn {toward} the standing leg; the camera cannot be sure.",
    )


def _notes(reps: list[Measured]) -> tuple[str, ...]:
    paths = [rep.measures["back_foot_path"].value for rep in reps]
    paths = [path for path in paths if np.isfinite(path)]
    if paths and np.median(paths) > 0.5:
        return (
            "The back foot swings free: this is the free-leg version. With the foot on "
            "a wall you can load more and balance less.",
        )
    return ()


def _bottom(posture: Posture, cycle: Cycle) -> NDArray[np.bool_]:
    """Frames at the bottom: the pause and a little on each side."""
    arrived_s = cycle.lowering.off_s
    left_s = arrived_s if cycle.lift_first else cycle.lifting.on_s
    time_s = posture.time_s
    inside = (time_s >= arrived_s - AROUND_BOTTOM_S) & (
        time_s <= left_s + AROUND_BOTTOM_S
    )
    return np.asarray(inside)


def _top(posture: Posture, edge_s: float, *, before: bool) -> NDArray[np.bool_]:
    """Frames at the top, half a second before or after the edge of a movement."""
    first_s, last_s = (
        (edge_s - 0.5, edge_s + 0.1) if before else (edge_s - 0.1, edge_s + 0.5)
    )
    return np.asarray((posture.time_s >= first_s) & (posture.time_s <= last_s))


def _straightest_deg(
    flexion_deg: NDArray[np.float64], when: NDArray[np.bool_]
) -> float:
    """The flexion at a top: near its least, since movement may follow at once."""
    seen = flexion_deg[when & np.isfinite(flexion_deg)]
    return float(np.percentile(seen, 20)) if seen.size else float("nan")


def _hip_range_deg(posture: Posture, hinge: Hinge, cycle: Cycle) -> float:
    """How far the hip bent, from the mean of the tops on both sides."""
    bottom = _median(hinge.hip_flexion_deg, _bottom(posture, cycle))
    tops = [
        _straightest_deg(
            hinge.hip_flexion_deg, _top(posture, cycle.start_s, before=True)
        ),
        _straightest_deg(
            hinge.hip_flexion_deg, _top(posture, cycle.end_s, before=False)
        ),
    ]
    if cycle.lift_first:
        middle_s = (cycle.lifting.off_s + cycle.lowering.on_s) / 2
        tops = [
            _straightest_deg(
                hinge.hip_flexion_deg, _top(posture, middle_s, before=True)
            )
        ]
    known = [top for top in tops if np.isfinite(top)]
    if not known or not np.isfinite(bottom):
        return cycle.lowering.range  # the legs were hidden; the trunk's way is less
    return bottom - float(np.mean(known))


def _measures(
    posture: Posture,
    hinge: Hinge,
    cycle: Cycle,
    exercise: Exercise,
    error_factor: float,
) -> dict[str, Measure]:
    bottom = _bottom(posture, cycle)
    before = _top(posture, cycle.lowering.on_s, before=True)
    rules = exercise.rules
    measures = {
        key: not_assessed(rules[key], FILM_SIDE)
        for key in (*SIDE_ONLY, *SIDE_OR_OBLIQUE)
    }
    measures["hinge_deg"] = not_assessed(rules["hinge_deg"], FILM_SIDE)
    if posture.view.name in TIMED_VIEWS:
        measures |= _tempo_and_foot(posture, hinge, cycle, exercise, error_factor)
    if posture.view.name == "side":
        measures |= _side_measures(posture, hinge, cycle, exercise, error_factor)
    measures["rom_deg"] = rules["rom_deg"].judge(
        None,
        _hip_range_deg(posture, hinge, cycle),
        error_factor * (6.0 if hinge.flat else 15.0),
        at_s=cycle.lowering.off_s,
    )
    if posture.view.name == "front":
        measures |= front_measures(
            posture,
            hinge,
            exercise,
            top=before,
            bottom=bottom,
            error_factor=error_factor,
        )
    else:
        measures |= {key: not_assessed(rules[key], FILM_FRONT) for key in FRONT_ONLY}
    return {key: measures[key] for key in rules}


def _tempo_and_foot(
    posture: Posture, hinge: Hinge, cycle: Cycle, exercise: Exercise, factor: float
) -> dict[str, Measure]:
    rules, bands = exercise.rules, exercise.bands
    lowering = cycle.lowering
    if lowering.complete and np.isfinite(lowering.duration_error_s):
        tempo = rules["lowering_s"].judge(
            bands["lowering_s"],
            lowering.duration_s,
            lowering.duration_error_s * 1.28 / 1.96,
            at_s=(lowering.on_s + lowering.off_s) / 2,
        )
    else:
        tempo = not_assessed(
            rules["lowering_s"], "the lowering is not on the film from start to end"
        )
    path, wobble, at_s = _back_foot_path(posture, hinge, cycle)
    foot = rules["back_foot_path"].judge(
        bands["back_foot_path"],
        path,
        factor * float(np.hypot(place_error(posture.view.yaw_deg), wobble)),
        at_s=at_s,
    )
    return {"lowering_s": tempo, "back_foot_path": foot}


def _back_foot_path(
    posture: Posture, hinge: Hinge, cycle: Cycle
) -> tuple[float, float, float]:
    """How far the back ankle gets from where it was, and when.

    Returns:
        The farthest in trunk lengths; how much the reading wobbles while the person
        stands tall with the foot where it is; the time of the farthest.
    """
    leg, time_s = hinge.leg, posture.time_s
    rep = (time_s >= cycle.start_s) & (time_s <= cycle.end_s)
    start = (time_s >= cycle.start_s - 0.4) & (time_s <= cycle.start_s + 0.2)
    start &= np.isfinite(leg.other_ankle_px[:, 0])
    if not start.any():
        return NAN, NAN, NAN
    place = np.median(leg.other_ankle_px[start], axis=0)
    away = leg.other_ankle_away_px(posture.track.points_px, place) / posture.trunk_px
    seen = rep & np.isfinite(away)
    if seen.sum() < LEAST_FOOT_SEEN * rep.sum():
        return NAN, NAN, NAN
    # Half a second's median: the model swaps feet faster than a foot leaves a wall.
    window = max(3, round(0.5 / float(np.median(np.diff(time_s)))) | 1)
    steady = median_filter(away[seen], size=window, mode="nearest")
    tall = posture.upright & np.isfinite(away)
    tall &= (time_s >= cycle.start_s - 1.0) & (time_s <= cycle.end_s + 1.0)
    wobble = float(np.percentile(away[tall], 80)) if tall.any() else 0.0
    return float(steady.max()), wobble, float(time_s[seen][int(np.argmax(steady))])


def _side_measures(
    posture: Posture, hinge: Hinge, cycle: Cycle, exercise: Exercise, factor: float
) -> dict[str, Measure]:
    rules, bands, view = exercise.rules, exercise.bands, posture.view
    bottom = _bottom(posture, cycle)
    before = _top(posture, cycle.lowering.on_s, before=True)
    after = _top(posture, cycle.lifting.off_s, before=False)
    bottom_s = (
        float(np.median(posture.time_s[bottom])) if bottom.any() else float("nan")
    )
    still_s = float(np.ptp(posture.time_s[bottom])) if bottom.any() else 0.0
    far = view.near_side is not None and view.near_side != hinge.leg.side
    joint = factor * joint_error_deg(view.yaw_deg, still_s, far=far)
    flexion = _median(hinge.hip_flexion_deg, bottom)
    knee = _median(hinge.knee_flexion_deg, bottom)
    hip_way = flexion - _straightest_deg(hinge.hip_flexion_deg, before)
    knee_way = max(0.0, knee - _straightest_deg(hinge.knee_flexion_deg, before))
    share = hip_way / (hip_way + knee_way)
    readings = {
        "lean_deg": (
            _median(hinge.lean_deg, bottom),
            factor * trunk_error_deg(view.yaw_deg, still_s),
            bottom_s,
        ),
        "stance_knee_deg": (knee, joint, bottom_s),
        "hinge_share": (
            share,
            factor * share_error(hip_way, hip_way + knee_way),
            bottom_s,
        ),
        "top_flexion_deg": (
            _straightest_deg(hinge.hip_flexion_deg, after),
            factor * joint_error_deg(view.yaw_deg, 0.5, far=far),
            cycle.lifting.off_s,
        ),
        "weight_offset": (
            _weight_offset(posture, hinge, bottom),
            factor * place_error(view.yaw_deg),
            bottom_s,
        ),
        "hinge_deg": (180.0 - flexion, joint, bottom_s),
    }
    return {
        key: rules[key].judge(bands.get(key), value, error, at_s=at_s)
        for key, (value, error, at_s) in readings.items()
    }


def _weight_offset(posture: Posture, hinge: Hinge, bottom: NDArray[np.bool_]) -> float:
    """Level distance from the lower hand to the shank, in trunk lengths."""
    wrist, _ = lower_wrist_px(posture, bottom)
    knee, ankle = hinge.leg.knee_px, hinge.leg.ankle_px
    down = (wrist[:, 1] - knee[:, 1]) / (ankle[:, 1] - knee[:, 1])
    down = np.clip(down, 0.0, 1.0)
    shank_x = knee[:, 0] + down * (ankle[:, 0] - knee[:, 0])
    return _median(np.abs(wrist[:, 0] - shank_x) / posture.trunk_px, bottom)


def _median(values: NDArray[np.float64], when: NDArray[np.bool_]) -> float:
    seen = values[when & np.isfinite(values)]
    return float(np.median(seen)) if seen.size else float("nan")


DEADLIFT: Final = Exercise(
    key=KEY,
    title="Internal Rotation Single Leg Deadlift with Foot on Wall",
    needed=(*landmarks.TRUNK, 25, 26, 27, 28),
    rules=RULES,
    bands=BANDS,
    subscores=MappingProxyType(
        {
            "hip_hinge": (
                "lean_deg",
                "stance_knee_deg",
                "hinge_share",
                "top_flexion_deg",
            ),
            "internal_rotation": (
                "hand_target",
                "internal_rotation_deg",
                "free_hip_rise_deg",
            ),
            "lowering": ("lowering_s",),
            "balance": ("back_foot_path", "weight_offset", "knee_offset"),
        }
    ),
    always_unseen=MappingProxyType(
        {
            "back_shape": "no camera model sees the spine: whether the back is rounded "
            "is never judged",
        }
    ),
    find=find,
    dose="8 a side, heavy, slow on the way down",
)
