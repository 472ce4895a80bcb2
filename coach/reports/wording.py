"""What things are called in front of people: plain gym words."""

from typing import Final

from exercises.check import EXERCISES

_MEASURES: Final = {
    "lean_deg": "Trunk lean",
    "stance_knee_deg": "Standing knee bend",
    "hinge_share": "Share of the hips in the fold",
    "lowering_s": "Lowering time",
    "top_flexion_deg": "Standing tall",
    "back_foot_path": "Back foot on the wall",
    "weight_offset": "Weight close to the leg",
    "hand_target": "Reach to the laces",
    "internal_rotation_deg": "Hip turning in",
    "free_hip_rise_deg": "Hips level",
    "knee_offset": "Knee over foot",
    "hinge_deg": "Hip angle",
    "rom_deg": "Hip range",
    "back_shape": "Back shape",
}
_FAULTS: Final = {
    "shallow_hinge": "The hinge is shallow",
    "too_deep": "The hinge goes too deep",
    "knee_bends": "The standing knee bends",
    "knee_locked": "The standing knee is locked",
    "squats_instead_of_hinging": "A squat instead of a hinge",
    "fast_lowering": "Lowering too fast",
    "not_tall_at_top": "Not tall at the top",
    "back_foot_leaves_wall": "The back foot leaves the wall",
    "weight_drifts": "The weight drifts away",
    "misses_shoelaces": "The reach misses the laces",
    "hips_open": "The hips turn away",
    "free_hip_rises": "The hips open",
    "knee_falls_in": "The knee falls in",
}
_SUBSCORES: Final = {
    "hip_hinge": "Hip hinge",
    "internal_rotation": "Internal rotation",
    "lowering": "Lowering",
    "balance": "Balance",
}
_UNITS: Final = {
    "deg": "\N{DEGREE SIGN}",
    "s": " s",
    "share": "",
    "trunk lengths": " trunk lengths",
    "shank lengths": " shank lengths",
    "%": " %",
    "m": " m",
}

SAFETY: Final = (
    "Training feedback, not a diagnosis. Stop at sharp pain, a pop, numbness or a "
    "limp, and see a clinician."
)
VALIDATION: Final = (
    "Angles and limits were checked on rendered athletes, not against motion capture "
    "of people."
)


def measure_name(key: str) -> str:
    """Return what a measure is called."""
    return _MEASURES.get(key, key.replace("_", " ").capitalize())


def fault_title(code: str) -> str:
    """Return a fault as a short sentence without a full stop."""
    return _FAULTS.get(code, code.replace("_", " ").capitalize())


def subscore_name(key: str) -> str:
    """Return what a subscore is called."""
    return _SUBSCORES.get(key, key.replace("_", " ").capitalize())


def exercise_title(key: str | None) -> str:
    """Return an exercise's name for people; None is none of ours."""
    known = EXERCISES.get(key) if key else None
    return known.title if known else "No exercise of the circuit"


def quantity(value: float, unit: str) -> str:
    """Return a number with its unit, as precise as it deserves; a dash when unknown."""
    if value != value:
        return "\N{EN DASH}"
    decimals = {"deg": 0, "s": 1, "%": 0}.get(unit, 2)
    return f"{value:.{decimals}f}{_UNITS.get(unit, ' ' + unit)}"
