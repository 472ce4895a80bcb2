"""The two tests that this bridge is known by, with what others reached in them."""

from dataclasses import replace
from typing import Final

from exercises.bridge_foot_on_box.definition import BOX_BRIDGE
from exercises.clinical.clinical_test import ClinicalTest
from exercises.clinical.held_bridge import bridge_hold, find_bridges
from exercises.clinical.repetitions import repetitions_to_failure
from exercises.clinical.result import Norm

POOR_BELOW, AVERAGE, GOOD_ABOVE = 20, 25, 30
"""Repetitions of the footballers (rationale.md 9.7)."""
MEAN_S, SD_S = 65.2, 32.7
"""How long 77 young people held on the leg they prefer (rationale.md 9.7)."""
NOBODY_ELSE: Final = (
    "No norms were found for women's repetitions or for runners of either sex."
)
NO_RISK: Final = (
    "It does not tell whether you will be injured: players whose right leg was injured "
    "later had lower scores on it, on average; of left legs that was not found."
)


def _among_footballers(reps: float) -> str:
    if reps < POOR_BELOW:
        return "poor"
    if reps < AVERAGE:
        return "between poor and average"
    if reps == AVERAGE:
        return "average"
    return "good" if reps > GOOD_ABOVE else "between average and good"


def _among_the_young(held_s: float) -> str:
    if abs(held_s - MEAN_S) <= SD_S:
        return "in the usual range"
    return "below the usual range" if held_s < MEAN_S else "above the usual range"


BRIDGE_TO_FAILURE: Final = ClinicalTest(
    key="bridge_to_failure",
    title="Single leg hamstring bridge to failure",
    unit="reps",
    exercise=BOX_BRIDGE,
    looks_like_it=True,
    measure=repetitions_to_failure,
    norms=(
        Norm(
            people="482 male Australian rules footballers, 16 to 34 years old",
            values="fewer than 20 poor, 25 average, more than 30 good",
            source="Freckleton et al. 2014, Br J Sports Med 48:713; the steps from a "
            "clinic's page on it",
            place_of=_among_footballers,
        ),
        Norm(
            people="100 male players",
            values="33.6 on average, standard deviation 9.6",
            source="passed on to us without its source, which we did not find: not "
            "compared with",
        ),
    ),
    not_measured=(
        "It counts endurance of the whole back of the hip, not the force of the "
        "hamstrings: in 40 healthy men it did not go with their endurance alone.",
        NO_RISK,
        "The box is taken to be 60 cm high and the knee bent by 20 degrees: neither is "
        "measured. Nor is how hard the heel pushes.",
        NOBODY_ELSE,
    ),
)

BRIDGE_HOLD: Final = ClinicalTest(
    key="bridge_hold",
    title="Single leg bridge hold",
    unit="s",
    exercise=replace(BOX_BRIDGE, find=find_bridges),
    looks_like_it=False,
    measure=bridge_hold,
    norms=(
        Norm(
            people="77 healthy people around a university, 20 years old on average, "
            "78 % women",
            values="65 s on average on the leg they prefer and 64 s on the other, "
            "standard deviation 33 and 34 s",
            source="Worst and Henderson 2026, Int J Sports Phys Ther, by its abstract",
            place_of=_among_the_young,
        ),
    ),
    not_measured=(
        "It times how long the hips stay up, not force; hips, back and hamstrings all "
        "carry.",
        "It does not tell whether you will be injured.",
        "A pelvis that drops to one side does not show from the side, and ends this "
        "test elsewhere.",
        "No norms were found for runners, for other ages, or for a foot on a box.",
    ),
)
