"""What Gallop Forwards and Backwards is called, part by part."""

from typing import Final

from exercises.words import Words

WORDS: Final = Words(
    leg="Leg in front",
    short="Gallop",
    why=(
        "It takes the strength into running: one foot stays in front, quick and"
        " springy, forwards and backwards."
    ),
    prepare="Ten steps of free floor, and shoes that grip.",
    also_called=(
        "galloping",
        "gallops",
    ),
    measures={
        "lead_kept_percent": "Same foot in front",
        "rhythm_phase": "Rhythm",
        "stride_cv_percent": "Strides uneven by",
        "spring": "Spring",
        "lean_deg": "Trunk lean",
        "landing_knee_deg": "Knee give on landing",
        "distance_m": "Distance",
        "view_change_deg": "Off the straight line",
        "speed": "Speed",
    },
    meanings={
        "lead_kept_percent": "For how much of the way the back foot does not overtake.",
        "rhythm_phase": "When in the stride the front foot lands after the back one: "
        "about 33 % is a gallop, 50 % a run.",
        "stride_cv_percent": "How much the strides differ in time.",
        "spring": "How far the hips rise and fall in a stride, in lengths of your leg.",
        "lean_deg": "How far the trunk leans from upright.",
        "landing_knee_deg": "How much the knee gives as the foot lands.",
        "distance_m": "How far the hips travel in a bout.",
        "view_change_deg": "How far the body turns out of its direction on the way.",
    },
    faults={
        "lead_lost": "The back foot catches up",
        "even_rhythm": "An even beat, not a gallop",
        "irregular_rhythm": "The rhythm comes and goes",
        "no_spring": "No spring in the steps",
        "leans": "The trunk leans",
        "stiff_landing": "Landing on a stiff knee",
        "short_distance": "A short way",
        "not_straight": "Not in a straight line",
    },
    one_word={
        "lead_lost": "Chase",
        "even_rhythm": "Gallop",
        "irregular_rhythm": "Rhythm",
        "no_spring": "Spring",
        "leans": "Tall",
        "stiff_landing": "Soften",
        "short_distance": "Further",
        "not_straight": "Straight",
    },
    subscores={
        "lead": "Same foot in front",
        "rhythm": "Rhythm",
        "spring_and_posture": "Spring and posture",
        "path": "Path",
    },
    percent_of={"rhythm_phase": " % of the stride"},
    phases={"rest": "Turning"},
)
