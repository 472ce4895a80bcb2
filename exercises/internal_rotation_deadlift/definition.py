"""Internal Rotation Single Leg Deadlift with Foot on Wall (E5).

Stand tall on one leg, the other foot against a wall behind. Push the hips back and
reach with the weight to the outside of the standing shoe's laces, slowly; stand up.

Filmed from the side it shows the hinge, the knee, the tempo and the back foot; filmed
from the front, the reach and whether the hips open. From between both, and from the
front what the side shows, it is read in space, as far as that is sure (`in_space`).
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import numpy as np

from exercises.engine.marked import as_marked
from exercises.engine.pairing import Cycle
from exercises.engine.reps import Movements, find_cycles
from exercises.engine.scene import Scene
from exercises.exercise import (
    Exercise,
    MeasuredRep,
    SetReading,
    attempt_of,
)
from exercises.internal_rotation_deadlift.drawing import hinge_signals
from exercises.internal_rotation_deadlift.filming import SHOT
from exercises.internal_rotation_deadlift.live import COACHING
from exercises.internal_rotation_deadlift.measures import (
    HIP_FOR_LEAN,
    TIMED_VIEWS,
    hip_range_deg,
    is_read_in_space,
    measure_cycle,
)
from exercises.internal_rotation_deadlift.recognition import (
    FEWEST_FRAMES,
    SWAY_DEG,
    likeness,
)
from exercises.internal_rotation_deadlift.signals import HingeSignals, hinge_signals_of
from exercises.internal_rotation_deadlift.words import WORDS
from exercises.marks import Marks
from exercises.reasons import NO_REASON, Reason
from exercises.scoring.bands import Band, Rule
from exercises.scoring.uncertainty import BENEFIT_DEG
from exercises.standing.posture import StandingSignals, standing_signals_of
from exercises.standing.sets import standing_sets
from exercises.standing.stance import with_stance
from exercises.units import Side
from vision import landmarks

KEY: Final = "internal_rotation_deadlift"

COUNTED_ROM_DEG: Final = 40.0
PARTIAL_ROM_DEG: Final = 20.0
"""Change of the hip angle that makes a rep, and that makes an attempt."""
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
            Rule(key="hand_target", unit="shank lengths", weight=0.14, severity=3,
                 low_code="misses_shoelaces", high_code="misses_shoelaces",
                 low_cue="Aim for the outside of your shoe laces.",
                 high_cue="You reach too far out. Aim for the outside of your shoe "
                 "laces."),
            Rule(key="internal_rotation_deg", unit="deg", weight=0.06, severity=2,
                 low_code="hips_open",
                 low_cue="Turn your hips toward your standing leg.",
                 possible_only=True),
            Rule(key="free_hip_rise_deg", unit="deg", weight=0.06, severity=2,
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
"""Weights, severities and cues of rationale.md 9.6; weights add up to 1."""

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
        # Square to a foot that points out as most do (7 degrees: Morton 1932), to one
        # that points out as far as the normal range goes, to all that a hip turns
        # outward (45 degrees: AAOS 1965).
        "internal_rotation_deg": Band.at_least(-7, -20, -45),
        "free_hip_rise_deg": Band.at_most(8, 15, 25),
        "knee_offset": Band.at_most(0.10, 0.18, 0.30),
    }
)
"""Green, amber and red edges (rationale.md 9.6), expert judgement where no source is
named; none was validated on filmed people against motion capture."""


def find(scene: Scene, exercise: Exercise) -> list[SetReading]:
    """Read reps, attempts and measures, set by set.

    Args:
        scene: The film.
        exercise: This exercise with the limits in use.
    """
    found = [_one_set(scene.part(part), exercise) for part in standing_sets(scene)]
    return [findings for findings in found if findings and findings.found_any]


def _one_set(scene: Scene, exercise: Exercise) -> SetReading | None:
    if scene.raw.seen.sum() < FEWEST_FRAMES:
        return None
    posture = standing_signals_of(scene)
    if posture.view.name == "end-on":
        return None
    hinge = hinge_signals_of(posture, scene.side)
    factor = scene.error_factor * (1.5 if posture.view.confidence < 1 else 1.0)
    moved = _moved(posture, scene.marks)
    reps: list[MeasuredRep] = []
    attempts = [
        attempt_of(one, one.reason, HIP_FOR_LEAN * one.ramp.range)
        for one in moved.alone
        if HIP_FOR_LEAN * one.ramp.range >= COUNTED_ROM_DEG
    ]
    for cycle in moved.cycles:
        rom_deg = hip_range_deg(posture, hinge, cycle)
        reason = _why_no_rep(cycle, rom_deg)
        if not reason:
            measures = measure_cycle(posture, hinge, cycle, exercise, factor)
            reps.append(
                MeasuredRep(cycle=cycle, measures=measures, side=hinge.leg.side)
            )
        elif rom_deg >= PARTIAL_ROM_DEG:
            attempts.append(attempt_of(cycle, reason, rom_deg))
    found = SetReading(
        view=posture.view,
        side=hinge.leg.side,
        side_confidence=hinge.leg.confidence,
        units=tuple(reps),
        attempts=tuple(sorted(attempts, key=lambda attempt: attempt.start_s)),
        notes=(*_contradiction(hinge, scene.side), *_notes(reps)),
        timed=posture.view.name in TIMED_VIEWS,
        in_space=posture.view.name != "side" and any(map(is_read_in_space, reps)),
        signals=hinge_signals(posture, hinge),
    )
    return with_stance(found, posture, hinge.leg, named=scene.side)


def _moved(posture: StandingSignals, marks: Marks) -> Movements:
    moved = find_cycles(
        posture.time_s,
        posture.lean_raw_deg,
        least_range=SWAY_DEG,
        refined=posture.lean_between_deg,
    )
    return as_marked(moved, marks, posture.time_s, posture.lean_raw_deg)


def _why_no_rep(cycle: Cycle, rom_deg: float) -> Reason:
    """Return why a hinge is no rep, if it is none."""
    if cycle.cut:
        return cycle.cut_reason
    if cycle.by_user or rom_deg >= COUNTED_ROM_DEG - BENEFIT_DEG:
        return NO_REASON
    text = f"the hip bent by {rom_deg:.0f} degrees; a rep takes {COUNTED_ROM_DEG:.0f}"
    return Reason("too_small", text)


def _contradiction(hinge: HingeSignals, named: Side | None) -> tuple[str, ...]:
    seen = hinge.leg.looks_like
    if named is None or seen in (None, named):
        return ()
    return (
        f"You named the {named} leg; the film looks like the {seen} one. If it is a "
        "mirror image (selfie camera), say so.",
    )


def _notes(reps: list[MeasuredRep]) -> tuple[str, ...]:
    paths = [rep.measures["back_foot_path"].value for rep in reps]
    paths = [path for path in paths if np.isfinite(path)]
    if paths and np.median(paths) > 0.5:
        return (
            "The back foot swings free: this is the free-leg version. With the foot on "
            "a wall you can load more and balance less.",
        )
    return ()


DEADLIFT: Final = Exercise(
    key=KEY,
    title="Internal Rotation Single Leg Deadlift with Foot on Wall",
    fit=(8, 14),  # deadlift, single leg Romanian with a dumbbell
    needed=landmarks.BODY,
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
    likeness=likeness,
    words=WORDS,
    coaching=COACHING,
    filming=SHOT,
    from_the_front=True,
    faults_at_bottom=True,
    dose="8 a side, heavy, slow on the way down",
    lighter_first=True,
    target=8,
    compared=MappingProxyType(
        {
            "lowering_s": "Lowering time",
            "rom_deg": "Hip range",
            "lean_deg": "Trunk lean",
            "hand_target": "Reach to the laces",
        }
    ),
)
