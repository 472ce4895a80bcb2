"""Single Leg Bridge with Pull Over (E2).

Hold a bridge with the foot raised while the arms take a weight from over the chest to
past the head and pull it back. The arms make the reps; the hips must not feel them. One
leg or two are both right.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import numpy as np

from exercises.bridge_pull_over.arms import HIDDEN, arms_deg, hidden_for
from exercises.bridge_pull_over.filming import SHOT
from exercises.bridge_pull_over.live import COACHING
from exercises.bridge_pull_over.measures import measure_pull, rep_frames
from exercises.bridge_pull_over.recognition import LYING_DEG, SWAY_DEG, likeness
from exercises.bridge_pull_over.words import WORDS
from exercises.engine.marked import as_marked
from exercises.engine.pairing import Cycle
from exercises.engine.reps import find_cycles
from exercises.engine.scene import Scene
from exercises.exercise import (
    Exercise,
    MeasuredRep,
    SetReading,
    attempt_of,
    with_attempts,
)
from exercises.reasons import NO_REASON, Reason
from exercises.scoring.bands import Band, Rule
from exercises.scoring.uncertainty import (
    BENEFIT_DEG,
)
from exercises.supine.drawing import bridge_signals
from exercises.supine.sets import (
    grouped,
    supine_scenes,
    with_planted_leg,
)
from exercises.supine.signals import BridgeSignals, bridge_signals_of
from exercises.supine.working_leg import FOOT_IN_WORDS, WorkingLeg, foot_raised
from exercises.units import NAN, Attempt, Measure
from vision import landmarks
from vision.geometry import Floats, median_where

HIPS_DOWN: Final = Reason("position", "the hips are not up")
KEY: Final = "bridge_pull_over"

COUNTED_WAY_DEG: Final = 45.0
PARTIAL_WAY_DEG: Final = 25.0
"""Change of the arms' elevation that makes a rep, and that makes an attempt."""
DEFICIT_OFFSET_DEG: Final = -4.0
"""With the arms up the tracker reads the hips this much too low, the mean over rendered
bodies (`uv run python -m benchmarks.calibrate`); with the arms down it does not."""
TRACKER_LAG_S: Final = (0.07, -0.03)
"""How much later than it is the tracker sees the arms leave and arrive (same command):
its smoothing swallows the slow first and last degrees."""
RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        rule.key: rule
        for rule in (
            Rule(key="extension_deficit_deg", unit="deg", weight=0.25, severity=3,
                 high_code="hips_low",
                 high_cue="Bum up! Straight line from shoulder to knee."),
            Rule(key="hip_drop_with_arms", unit="trunk lengths", weight=0.15,
                 severity=3, high_code="hips_drop_with_arms",
                 high_cue="Only your arms move. Hips stay put."),
            Rule(key="arch_deg", unit="deg", weight=0.10, severity=2,
                 high_code="back_arch",
                 high_cue="Ribs down. High hips, not an arched back."),
            Rule(key="reach_deg", unit="deg", weight=0.15, severity=2,
                 low_code="short_reach",
                 low_cue="Weight all the way overhead, then pull over."),
            Rule(key="elbow_deg", unit="deg", weight=0.05, severity=1,
                 low_code="elbows_bend", low_cue="Soft, long arms."),
            Rule(key="lowering_s", unit="s", weight=0.10, severity=2,
                 low_code="fast_lowering",
                 low_cue="Slow on the way back. Let your core do the work."),
            Rule(key="free_leg_range_deg", unit="deg", weight=0.10, severity=2,
                 high_code="free_leg_moves", high_cue="Free leg quiet."),
            Rule(key="pelvis_rotation_change", unit="trunk lengths", weight=0.10,
                 severity=2, high_code="pelvis_twists",
                 high_cue="Don't let the weight twist your hips.",
                 possible_only=True),
            Rule(key="rom_deg", unit="deg", weight=0.0, severity=0),
        )
    }
)  # fmt: skip
"""Weights, severities and cues of rationale.md 9.3; weights add up to 1."""

BANDS: Final[Mapping[str, Band]] = MappingProxyType(
    {
        "extension_deficit_deg": Band.at_most(12, 22, 35),
        "hip_drop_with_arms": Band.at_most(0.06, 0.12, 0.22),
        "arch_deg": Band.at_most(8, 15, 25),
        "reach_deg": Band.at_least(150, 135, 115),
        "elbow_deg": Band.at_least(145, 125, 100),
        "lowering_s": Band.at_least(1.5, 0.9, 0.4),
        "free_leg_range_deg": Band.at_most(15, 25, 45),
        "pelvis_rotation_change": Band.at_most(0.03, 0.06, 0.12),
    }
)
"""Green, amber and red edges (rationale.md 9.3), expert judgement."""


def find(scene: Scene, exercise: Exercise) -> list[SetReading]:
    """Read reps and attempts, set by set.

    Args:
        scene: The film.
        exercise: This exercise with the limits in use.
    """
    found: list[SetReading] = []
    for passage in supine_scenes(scene):
        bridge = bridge_signals_of(passage, DEFICIT_OFFSET_DEG)
        arms = arms_deg(bridge)
        moved = find_cycles(
            bridge.time_s, arms_deg(bridge.unsmoothed()), least_range=SWAY_DEG
        )
        moved = as_marked(moved, scene.marks, bridge.time_s, arms)
        cycles = [cycle.lag_corrected(*TRACKER_LAG_S) for cycle in moved.cycles]
        bridge, agreed = with_planted_leg(bridge, cycles)
        sets = [
            _one_set(bridge, arms, leg, own, exercise)
            for leg, own in grouped(bridge, cycles, agreed)
        ]
        unread = [
            Attempt(start_s=start_s, end_s=end_s, reason=HIDDEN, rom_deg=NAN)
            for start_s, end_s in hidden_for(bridge)
        ]
        unread += [
            attempt_of(one, one.reason, one.ramp.range)
            for one in moved.alone
            if one.ramp.range >= COUNTED_WAY_DEG
        ]
        sets = [one for one in sets if one.found_any or one.notes]
        found += with_attempts(sets, unread, bridge.view)
    return found


def _one_set(
    bridge: BridgeSignals,
    arms: Floats,
    leg: WorkingLeg,
    cycles: list[Cycle],
    exercise: Exercise,
) -> SetReading:
    reps: list[MeasuredRep] = []
    attempts: list[Attempt] = []
    partial: list[dict[str, Measure]] = []
    low = 0
    for cycle in cycles:
        way_deg = cycle.lowering.range
        reason = _why_no_rep(bridge, leg, cycle)
        low += reason == HIPS_DOWN
        if reason and way_deg < PARTIAL_WAY_DEG:
            continue
        measures = measure_pull(bridge, arms, leg, cycle, exercise)
        if not reason:
            reps.append(MeasuredRep(cycle=cycle, measures=measures, side=leg.side))
            continue
        attempts.append(attempt_of(cycle, reason, way_deg))
        if not cycle.cut:
            key = "extension_deficit_deg" if reason == HIPS_DOWN else "reach_deg"
            partial.append({key: measures[key]})
    working = np.any([rep_frames(bridge, cycle) for cycle in cycles], axis=0)
    raised = foot_raised(bridge, leg.side, working)
    return SetReading(
        view=bridge.view,
        side=leg.side,
        side_confidence=leg.confidence,
        units=tuple(reps),
        attempts=tuple(attempts),
        partial=tuple(partial),
        notes=tuple(_notes(raised, low)),
        signals=bridge_signals(bridge, leg, arms),
        legs=leg.legs,
        variant={"foot": FOOT_IN_WORDS[raised]},
    )


def _why_no_rep(bridge: BridgeSignals, leg: WorkingLeg, cycle: Cycle) -> Reason:
    """Return why a movement of the arms is no rep, if it is none.

    One that the film cuts is none whatever it measures: its end is not seen.
    """
    if cycle.cut:
        return cycle.cut_reason
    if cycle.by_user:
        return NO_REASON
    flexion_deg, way_deg = bridge.flexion_of(leg.side), cycle.lowering.range
    if median_where(flexion_deg, rep_frames(bridge, cycle)) > LYING_DEG:
        return HIPS_DOWN
    if way_deg < COUNTED_WAY_DEG - BENEFIT_DEG:
        text = (
            f"the arms moved by {way_deg:.0f} degrees; a rep takes "
            f"{COUNTED_WAY_DEG:.0f}"
        )
        return Reason("too_small", text)
    return NO_REASON


def _notes(raised: bool | None, low: int) -> list[str]:
    notes = []
    if low:
        notes.append("Your hips are not up. Lift them first, then move the arms.")
    if raised is False:
        notes.append("The foot is on the floor; raised, the hamstring has more to do.")
    return notes


PULL_OVER: Final = Exercise(
    key=KEY,
    title="Single Leg Bridge with Pull Over",
    fit=(10, 31),  # hip raise, weighted on a single leg
    needed=(*landmarks.TRUNK, 13, 14, 15, 16, 25, 26, 27, 28),
    rules=RULES,
    bands=BANDS,
    subscores=MappingProxyType(
        {
            "bridge_height": (
                "extension_deficit_deg",
                "hip_drop_with_arms",
                "arch_deg",
            ),
            "reach": ("reach_deg", "elbow_deg", "lowering_s"),
            "stillness": ("free_leg_range_deg", "pelvis_rotation_change"),
        }
    ),
    always_unseen=MappingProxyType(
        {
            "arm_symmetry": "from the side one arm hides the other: left and right arm "
            "are never compared",
            "pelvis_level": "from the side a pelvis that is tilted all the time cannot "
            "be told from a level one; only its change is looked at",
        }
    ),
    find=find,
    likeness=likeness,
    words=WORDS,
    coaching=COACHING,
    filming=SHOT,
    dose="8-10 a leg, medium weight",
    target=8,
    compared=MappingProxyType(
        {
            "extension_deficit_deg": "Short of straight",
            "lowering_s": "Time to reach back",
            "reach_deg": "Reach overhead",
        }
    ),
)
