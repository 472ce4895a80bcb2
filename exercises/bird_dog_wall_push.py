"""Bird Dog Leg Wall Push (E1).

On hands and knees, take one leg back until the sole meets the wall, push, and let
nothing move until it tires. It is a hold: what counts is how long the form lasts.
How hard the leg pushes no camera sees. Both hands down or one arm reaching, straight
knee or bent, are all right.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from exercises.bird_dog_measures import measure_hold, steady, variant_of
from exercises.exercise import Exercise, Findings, Likeness, MeasuredHold, rising
from exercises.holds import Stretch, edges_s, find_stretches
from exercises.quadruped import Quadruped, read_quadruped
from exercises.read_signals import hold_signals
from exercises.report import NAN, Attempt
from exercises.scene import Scene, passages
from exercises.scoring import Band, Rule
from vision import landmarks
from vision.geometry import Floats, distance

KEY: Final = "bird_dog_wall_push"

LEAST_S: Final = 3.0
"""Holds shorter than this are not listed (exercises.md 6.2)."""
ENTER_THIGH_DEG: Final = 20.0
LEAVE_THIGH_DEG: Final = 15.0
"""The working thigh's angle from the vertical that takes it back, and that gives up.
Much less than exercises.md 9.1 says: a hip that is clearly not open enough (below 120
degrees) must still be a hold, or nobody is told."""
APART_DEG: Final = 15.0
"""The working thigh is farther back than the other by this, or nobody has taken a leg
back: who rocks back on both knees moves both (our choice, the same measure)."""
STILL: Final = 0.10
"""Speed of a still ankle, trunk lengths a second."""
MOVED: Final = 0.15
"""A foot this many trunk lengths from where it met the wall has left it."""
ENTER_TILT_DEG: Final = 28.0
LEAVE_TILT_DEG: Final = 38.0
"""Trunk tilt of a body on all fours, and of one that has given up. A head-down trunk
of 25 degrees, with the tracker's error, must still be a hold to be judged."""
HANDS_DOWN: Final = 0.4
"""How far hands on the floor are below the shoulders, in trunk lengths (exercises.md 8
has .55): a head-down trunk bends the elbows."""
SUPPORT_DEG: Final = 45.0
"""A kneeling thigh is no further from the vertical than this."""
RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        rule.key: rule
        for rule in (
            Rule(key="trunk_level_deg", unit="deg", weight=0.15, severity=2,
                 high_code="trunk_not_level", high_cue="Flat like a table top."),
            Rule(key="hip_sink", unit="trunk lengths", weight=0.20, severity=3,
                 high_code="hips_sink",
                 high_cue="Don't let your tummy sink. Lift it and keep pushing."),
            Rule(key="pelvis_rotation_change", unit="trunk lengths", weight=0.10,
                 severity=2, high_code="pelvis_rotates",
                 high_cue="Both hip bones to the floor.", possible_only=True),
            Rule(key="thigh_above_trunk_deg", unit="deg", weight=0.10, severity=3,
                 high_code="leg_too_high",
                 high_cue="Leg level with your back, not higher. No arch."),
            Rule(key="hip_deg", unit="deg", weight=0.10, severity=2,
                 low_code="hip_not_open",
                 low_cue="Push the thigh back until it lines up with your body."),
            Rule(key="foot_path", unit="trunk lengths", weight=0.15, severity=3,
                 high_code="foot_slips",
                 high_cue="Press your whole foot into the wall and keep it there."),
            Rule(key="arm_from_vertical_deg", unit="deg", weight=0.05, severity=1,
                 high_code="hands_not_under_shoulders",
                 high_cue="Hands under shoulders."),
            Rule(key="thigh_from_vertical_deg", unit="deg", weight=0.05, severity=1,
                 high_code="knee_not_under_hip",
                 high_cue="Knee under hip. Don't rock forward."),
            Rule(key="sway", unit="trunk lengths", weight=0.10, severity=2,
                 high_code="unsteady",
                 high_cue="Steady. The wall won't move, and neither should you."),
            Rule(key="knee_deg", unit="deg", weight=0.0, severity=0),
        )
    }
)  # fmt: skip
"""Weights, severities and cues of exercises.md 9.1; weights add up to 1."""

BANDS: Final[Mapping[str, Band]] = MappingProxyType(
    {
        "trunk_level_deg": Band.at_most(10, 18, 30),
        "hip_sink": Band.at_most(0.05, 0.10, 0.20),
        "pelvis_rotation_change": Band.at_most(0.03, 0.06, 0.12),
        "thigh_above_trunk_deg": Band.at_most(10, 18, 30),
        "hip_deg": Band.at_least(150, 130, 110),
        "foot_path": Band.at_most(0.04, 0.08, 0.15),
        "arm_from_vertical_deg": Band.at_most(15, 25, 40),
        "thigh_from_vertical_deg": Band.at_most(15, 25, 40),
        "sway": Band.at_most(0.012, 0.025, 0.05),
    }
)
"""Green, amber and red edges (exercises.md 9.1), after common bird-dog teaching."""


def find(scene: Scene, exercise: Exercise) -> list[Findings]:
    """Read the holds; each is a set of its own.

    Args:
        scene: The film.
        exercise: This exercise with the limits in use.
    """
    found: list[Findings] = []
    for part in passages(scene.prone, scene.time_s, least_s=1.0):
        body = read_quadruped(scene.part(part))
        found += [_one_hold(body, hold, exercise) for hold in find_holds(body)]
    return found


def find_holds(body: Quadruped) -> list[Stretch]:
    """Return where the leg is held back, a second or longer."""
    time_s = body.scene.time_s
    in_place = _in_place(body)
    speed = _speed(time_s, body.ankle_px) / body.trunk_px
    apart = body.thigh_deg - body.support_thigh_deg >= APART_DEG
    taken_back = apart & (body.thigh_deg >= ENTER_THIGH_DEG)
    ready = in_place & taken_back & (speed < STILL)

    def lost(start: int) -> NDArray[np.bool_]:
        settled = body.ankle_px[start : start + max(1, round(body.scene.fps))]
        away = distance(body.ankle_px, np.nanmedian(settled, axis=0)) / body.trunk_px
        away = steady(body.scene, away)
        gone = ~(np.nan_to_num(away) <= MOVED) | (body.thigh_deg < LEAVE_THIGH_DEG)
        return np.asarray(gone | (np.abs(body.tilt_deg) > LEAVE_TILT_DEG))

    return find_stretches(time_s, ready, lost)


def _in_place(body: Quadruped) -> NDArray[np.bool_]:
    """Frames on hands and one knee."""
    return np.asarray(
        (np.abs(body.tilt_deg) <= ENTER_TILT_DEG + 7)
        & (body.hands_down >= HANDS_DOWN)
        & (body.support_thigh_deg <= SUPPORT_DEG)
    )


def _one_hold(body: Quadruped, hold: Stretch, exercise: Exercise) -> Findings:
    scene = body.scene
    time_s = scene.time_s
    settled = slice(hold.first, hold.first + max(2, round(scene.fps)))
    place = np.nanmedian(body.ankle_px[settled], axis=0)
    away = distance(body.ankle_px, place) / body.trunk_px
    start_s, end_s = edges_s(time_s, away, hold)
    during = scene.between(start_s, end_s)
    side, confidence = body.side_of(during)
    if scene.side:
        side, confidence = scene.side, 1.0
    view = scene.view(during if during.any() else np.ones_like(during))
    signals = hold_signals(body, start_s, end_s, view)
    if end_s - start_s < LEAST_S:
        reason = f"held for {end_s - start_s:.1f} s: keep still"
        attempt = Attempt(start_s=start_s, end_s=end_s, reason=reason, rom_deg=NAN)
        return Findings(
            view=view,
            side=side,
            side_confidence=confidence,
            attempts=(attempt,),
            signals=signals,
        )
    form_s, measures = measure_hold(body, start_s, end_s, place, exercise)
    unit = MeasuredHold(
        start_s=start_s, end_s=end_s, form_s=form_s, measures=measures, side=side
    )
    return Findings(
        view=view,
        side=side,
        side_confidence=confidence,
        units=(unit,),
        variant=variant_of(body, during),
        signals=signals,
    )


def _speed(time_s: Floats, points_px: Floats) -> Floats:
    """Speed over half a second, which jitter hardly moves, (T,) pixels a second."""
    late = np.minimum(np.searchsorted(time_s, time_s + 0.25), len(time_s) - 1)
    early = np.maximum(np.searchsorted(time_s, time_s - 0.25), 0)
    way = distance(points_px[late], points_px[early])
    return np.asarray(way / np.maximum(time_s[late] - time_s[early], 1e-6))


def likeness(scene: Scene) -> Likeness:
    """How much a film shows one leg held back by a body on hands and knee."""
    parts = [
        scene.part(part) for part in passages(scene.prone, scene.time_s, least_s=1.0)
    ]
    seen = [part for part in parts if not part.end_on]
    return max(
        (_likeness(read_quadruped(part)) for part in seen),
        key=lambda one: one.confidence,
        default=Likeness(confidence=0.0),
    )


def _likeness(body: Quadruped) -> Likeness:
    time_s = body.scene.time_s
    longest_s = max(
        (float(time_s[h.last] - time_s[h.first]) for h in find_holds(body)),
        default=0.0,
    )
    return Likeness.of(
        {
            "something else than hands and knees": rising(
                float(_in_place(body).mean()), 0.15, 0.5
            ),
            "bird dogs without a hold: keep still": rising(longest_s, 1.5, 4.0),
        }
    )


BIRD_DOG: Final = Exercise(
    key=KEY,
    title="Bird Dog Leg Wall Push",
    unit="hold",
    needed=(*landmarks.TRUNK, 25, 26, 27, 28),
    rules=RULES,
    bands=BANDS,
    subscores=MappingProxyType(
        {
            "hold": (
                "trunk_level_deg",
                "hip_sink",
                "pelvis_rotation_change",
                "thigh_above_trunk_deg",
                "hip_deg",
            ),
            "stillness": (
                "foot_path",
                "arm_from_vertical_deg",
                "thigh_from_vertical_deg",
                "sway",
            ),
        }
    ),
    always_unseen=MappingProxyType(
        {
            "push_force": "no camera sees how hard the leg pushes",
            "pelvis_level": "a pelvis that is tilted all the time cannot be told from "
            "a level one; only its change is looked at",
            "back_shape": "no camera model sees the spine: whether the lower back "
            "arches is never judged",
        }
    ),
    find=find,
    likeness=likeness,
    dose="1-2 holds a side, to fatigue",
    target=30,
    compared=MappingProxyType({"form_s": "Time in form"}),
)
