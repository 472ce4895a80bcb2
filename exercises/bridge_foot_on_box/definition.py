"""Single Leg Bridge with Foot on Box (E3).

Lie on the back with one heel on a box, drive the hips up until shoulder, hip and knee
are in line, and lower them slowly to the floor. The first movement of a set goes up, so
a rep is one lift with the lowering after it.
"""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

import numpy as np

from exercises.bridge_foot_on_box.filming import SHOT
from exercises.bridge_foot_on_box.live import COACHING
from exercises.bridge_foot_on_box.recognition import HIP_FOR_RISE, SWAY_DEG, likeness
from exercises.bridge_foot_on_box.words import WORDS
from exercises.engine.marked import as_marked
from exercises.engine.pairing import Cycle, Order
from exercises.engine.reps import Movements, find_cycles
from exercises.engine.scene import Scene
from exercises.exercise import (
    Exercise,
    MeasuredRep,
    SetReading,
    attempt_of,
    with_attempts,
)
from exercises.marks import Marks
from exercises.reasons import NO_REASON, Reason
from exercises.scoring.bands import Band, Rule
from exercises.scoring.uncertainty import BENEFIT_DEG
from exercises.supine.drawing import bridge_signals
from exercises.supine.measures import measure_rep, rep_bottom, rep_top
from exercises.supine.sets import grouped, supine_scenes, with_planted_leg
from exercises.supine.signals import BridgeSignals, bridge_signals_of
from exercises.supine.working_leg import FOOT_IN_WORDS, WorkingLeg, foot_raised
from exercises.units import Attempt, Measure
from vision import landmarks
from vision.geometry import median_where

KEY: Final = "bridge_foot_on_box"

COUNTED_ROM_DEG: Final = 25.0
PARTIAL_ROM_DEG: Final = 12.0
"""Change of the hip angle that makes a rep, and that makes an attempt."""
COUNTED_DEFICIT_DEG: Final = 30.0
"""Hips that stay this far below the line at the top make an attempt, not a rep."""
TRACKER_LAG_S: Final = (0.17, 0.06)
"""How much later than they do the tracker sees the hips leave and arrive: it is slow to
follow them (`uv run python -m benchmarks.calibrate`)."""
RANGE: Final = ("extension_deficit_deg", "bottom_height")
"""Measures that say why a rep of too small a range is none."""
RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        rule.key: rule
        for rule in (
            Rule(key="extension_deficit_deg", unit="deg", weight=0.22, severity=3,
                 high_code="low_bridge",
                 high_cue="Higher. Power your bum UP to a straight line."),
            Rule(key="arch_deg", unit="deg", weight=0.08, severity=2,
                 high_code="back_arch",
                 high_cue="Stop at straight. Squeeze, don't arch."),
            Rule(key="lowering_s", unit="s", weight=0.22, severity=3,
                 low_code="fast_lowering",
                 low_cue="Slowly lower. Count three on the way down."),
            Rule(key="late_drop", unit="share", weight=0.13, severity=2,
                 high_code="drops_at_end", high_cue="Control the last bit too."),
            Rule(key="bottom_height", unit="trunk lengths", weight=0.10, severity=2,
                 high_code="short_range",
                 high_cue="All the way down to the floor, then up."),
            Rule(key="foot_path", unit="trunk lengths", weight=0.08, severity=2,
                 high_code="foot_slides", high_cue="Heel heavy, don't slide."),
            Rule(key="free_leg_range_deg", unit="deg", weight=0.09, severity=2,
                 high_code="free_leg_swings", high_cue="Don't kick yourself up."),
            Rule(key="shoulder_path", unit="trunk lengths", weight=0.03, severity=1,
                 high_code="shoulders_slide", high_cue="Shoulders stay put."),
            Rule(key="pelvis_rotation_change", unit="trunk lengths", weight=0.05,
                 severity=2, high_code="pelvis_twists",
                 high_cue="Both hip bones level.", possible_only=True),
            Rule(key="bridge_height", unit="share", weight=0.0, severity=0),
            Rule(key="hip_deg", unit="deg", weight=0.0, severity=0),
            Rule(key="rom_deg", unit="deg", weight=0.0, severity=0),
        )
    }
)  # fmt: skip
"""Weights, severities and cues of rationale.md 9.4; weights add up to 1."""

BANDS: Final[Mapping[str, Band]] = MappingProxyType(
    {
        "extension_deficit_deg": Band.at_most(8, 18, 30),
        "arch_deg": Band.at_most(8, 15, 25),
        "lowering_s": Band.at_least(2.0, 1.2, 0.6),
        "late_drop": Band.at_most(0.35, 0.45, 0.60),
        "bottom_height": Band.at_most(0.12, 0.22, 0.40),
        "foot_path": Band.at_most(0.05, 0.10, 0.20),
        "free_leg_range_deg": Band.at_most(20, 35, 55),
        "shoulder_path": Band.at_most(0.06, 0.12, 0.25),
        "pelvis_rotation_change": Band.at_most(0.03, 0.06, 0.12),
    }
)
"""Green, amber and red edges (rationale.md 9.4), expert judgement; the lowering from
common tempo practice."""


def find(scene: Scene, exercise: Exercise) -> list[SetReading]:
    """Read reps and attempts, set by set.

    Args:
        scene: The film.
        exercise: This exercise with the limits in use.
    """
    found: list[SetReading] = []
    for passage in supine_scenes(scene):
        bridge = bridge_signals_of(passage)
        moved = _moved(bridge, scene.marks, exercise.order)
        bridge, agreed = with_planted_leg(bridge, moved.cycles)
        sets = [
            _one_set(bridge, leg, own, exercise)
            for leg, own in grouped(bridge, moved.cycles, agreed)
        ]
        halves = [
            attempt_of(one, one.reason, HIP_FOR_RISE * one.ramp.range)
            for one in moved.alone
            if HIP_FOR_RISE * one.ramp.range >= COUNTED_ROM_DEG
        ]
        sets = [one for one in sets if one.found_any]
        found += with_attempts(sets, halves, bridge.view)
    return found


def _moved(bridge: BridgeSignals, marks: Marks, order: Order) -> Movements:
    moved = find_cycles(
        bridge.time_s,
        -bridge.rise_deg,
        least_range=SWAY_DEG,
        refined=bridge.lowered_deg,
        wobble_share=0.0,
        order=order,
    )
    moved = as_marked(moved, marks, bridge.time_s, -bridge.rise_deg)
    cycles = [cycle.lag_corrected(*TRACKER_LAG_S) for cycle in moved.cycles]
    return replace(moved, cycles=cycles)


def _one_set(
    bridge: BridgeSignals, leg: WorkingLeg, cycles: list[Cycle], exercise: Exercise
) -> SetReading:
    reps: list[MeasuredRep] = []
    attempts: list[Attempt] = []
    partial: list[dict[str, Measure]] = []
    for cycle in cycles:
        top, bottom = rep_top(bridge, cycle), rep_bottom(bridge, cycle)
        flexion = bridge.flexion_of(leg.side)
        deficit_deg = median_where(flexion, top)
        rom_deg = median_where(flexion, bottom) - deficit_deg
        if not np.isfinite(rom_deg):  # the legs cannot be believed: the trunk tells
            rom_deg = HIP_FOR_RISE * cycle.lowering.range
        reason = _why_no_rep(cycle, rom_deg, deficit_deg)
        measures = measure_rep(bridge, leg, cycle, exercise)
        if not reason:
            reps.append(MeasuredRep(cycle=cycle, measures=measures, side=leg.side))
        elif rom_deg >= PARTIAL_ROM_DEG:
            if not cycle.cut:
                partial.append({key: measures[key] for key in RANGE})
            attempts.append(attempt_of(cycle, reason, rom_deg))
    high = np.any([rep_top(bridge, cycle) for cycle in cycles], axis=0)
    raised = foot_raised(bridge, leg.side, high)
    return SetReading(
        view=bridge.view,
        side=leg.side,
        side_confidence=leg.confidence,
        units=tuple(reps),
        attempts=tuple(attempts),
        partial=tuple(partial),
        notes=tuple(_notes(leg, raised)),
        legs=leg.legs,
        variant={"foot": FOOT_IN_WORDS[raised]},
        signals=bridge_signals(bridge, leg),
    )


def _why_no_rep(cycle: Cycle, rom_deg: float, deficit_deg: float) -> Reason:
    """Return why a lift with its lowering is no rep, if it is none.

    One that the film cuts is none whatever it measures: its end is not seen.
    """
    if cycle.cut:
        return cycle.cut_reason
    if cycle.by_user:
        return NO_REASON
    if rom_deg < COUNTED_ROM_DEG - BENEFIT_DEG:
        text = (
            f"the hip moved by {rom_deg:.0f} degrees; a rep takes {COUNTED_ROM_DEG:.0f}"
        )
        return Reason("too_small", text)
    if deficit_deg >= COUNTED_DEFICIT_DEG:
        text = (
            f"the hips stayed {deficit_deg:.0f} degrees below the straight line; "
            f"a rep comes within {COUNTED_DEFICIT_DEG:.0f}"
        )
        return Reason("too_small", text)
    return NO_REASON


def _notes(leg: WorkingLeg, raised: bool | None) -> list[str]:
    notes = []
    if leg.legs == 2:
        notes.append("Both legs carry: this is the two-leg version, the easier one.")
    if raised is False:
        notes.append(
            "The foot is on the floor. On a box the hamstring works through its whole "
            "range."
        )
    return notes


BOX_BRIDGE: Final = Exercise(
    key=KEY,
    title="Single Leg Bridge with Foot on Box",
    fit=(10, 32),  # hip raise, single leg with the foot on a bench
    order="lift first",
    needed=landmarks.BODY,
    rules=RULES,
    bands=BANDS,
    subscores=MappingProxyType(
        {
            "bridge_height": ("extension_deficit_deg", "arch_deg", "bottom_height"),
            "lowering": ("lowering_s", "late_drop"),
            "stillness": (
                "foot_path",
                "free_leg_range_deg",
                "shoulder_path",
                "pelvis_rotation_change",
            ),
        }
    ),
    always_unseen=MappingProxyType(
        {
            "pelvis_level": "from the side a pelvis that is tilted all the time cannot "
            "be told from a level one; only its change is looked at",
            "back_shape": "no camera model sees the spine: whether the back arches by "
            "itself is never judged, only the line from shoulders to knee",
        }
    ),
    find=find,
    likeness=likeness,
    words=WORDS,
    coaching=COACHING,
    filming=SHOT,
    evidence_at="top",
    dose="8-10 a leg, slowly down",
    target=8,
    compared=MappingProxyType(
        {
            "lowering_s": "Lowering time",
            "extension_deficit_deg": "Short of straight",
            "rom_deg": "Hip range",
        }
    ),
)
