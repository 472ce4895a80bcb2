"""An exercise whose tables contradict each other is refused, in a sentence."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from exercises.consistency import refuse_inconsistent
from exercises.exercise import Exercise
from exercises.registry import EXERCISES
from exercises.scoring.bands import Band
from exercises.words import Columns

BRIDGE = EXERCISES["bridge_foot_on_box"]
HOLD = EXERCISES["bird_dog_wall_push"]
COLUMN = ("Hip", ("hip_deg",))


def with_rule(key: str, /, **changed: object) -> Exercise:
    rule = replace(BRIDGE.rules[key], **changed)  # type: ignore[arg-type]
    return replace(BRIDGE, rules={**BRIDGE.rules, key: rule})


def without(table: str, key: str) -> Exercise:
    kept: Mapping[str, object] = getattr(BRIDGE, table)
    kept = {name: one for name, one in kept.items() if name != key}
    return replace(BRIDGE, **{table: kept})  # type: ignore[arg-type]


def with_words(**changed: object) -> Exercise:
    return replace(BRIDGE, words=replace(BRIDGE.words, **changed))  # type: ignore[arg-type]


def with_columns(*columns: object) -> Exercise:
    return with_words(columns=columns, set_means=())


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=list(EXERCISES))
def test_what_ships_agrees_with_itself(exercise: Exercise) -> None:
    refuse_inconsistent(exercise)


def test_limits_of_a_user_in_place_of_its_own_agree_too() -> None:
    limits = {"extension_deficit_deg": Band.at_least(10.0, 5.0, 0.0)}
    limited = BRIDGE.limited(limits)  # has no code for too little: none is asked for
    assert limited.bands["extension_deficit_deg"] == limits["extension_deficit_deg"]


def test_a_hold_compares_its_seconds_and_has_columns_of_its_own() -> None:
    assert "form_s" in HOLD.compared
    assert HOLD.words.columns == ()
    refuse_inconsistent(HOLD)


@pytest.mark.parametrize(
    ("exercise", "said"),
    [
        pytest.param(
            replace(BRIDGE, bands={**BRIDGE.bands, "arch": Band.at_most(1, 2, 3)}),
            "In bands stands 'arch', and there is no rule for it.",
            id="a band's key is misspelt",
        ),
        pytest.param(
            replace(BRIDGE, subscores={**BRIDGE.subscores, "lowering": ("tempo",)}),
            "In subscores stands 'tempo', and there is no rule for it.",
            id="a subscore's member is misspelt",
        ),
        pytest.param(
            replace(BRIDGE, compared={"romdeg": "Hip range"}),
            "In compared stands 'romdeg', and there is no rule for it.",
            id="a comparison's key is misspelt",
        ),
        pytest.param(
            with_columns((("Hip", ("hipdeg",)),)),
            "In words.columns stands 'hipdeg', and there is no rule for it.",
            id="a column's key is misspelt",
        ),
        pytest.param(
            with_words(meanings={"archdeg": "How far the back arches."}),
            "In words.meanings stands 'archdeg', and there is no rule for it.",
            id="a meaning's key is misspelt",
        ),
        pytest.param(
            with_rule("late_drop", weight=0.43),
            "The weights of its rules add up to 1.3, not to 1.",
            id="weights add up to more than 1",
        ),
        pytest.param(
            without("bands", "foot_path"),
            "'foot_path' weighs 0.08 and has no band to score it by.",
            id="a weight that nothing is scored by",
        ),
        pytest.param(
            with_rule("arch_deg", high_code=""),
            "'arch_deg' can go beyond its amber edge 15 and has no high_code.",
            id="a fault without a code",
        ),
        pytest.param(
            with_rule("lowering_s", low_cue=""),
            "'lowering_s' can go beyond its amber edge 1.2 and has no low_cue.",
            id="a fault without a cue",
        ),
        pytest.param(
            with_words(faults={**BRIDGE.words.faults, "low_brigde": "Low"}),
            "In words.faults stands 'low_brigde', and there is no rule with that code",
            id="a fault's name is misspelt",
        ),
        pytest.param(
            with_rule("arch_deg", high_code="arches"),
            "words.faults has no name for 'arches'.",
            id="a fault without a name",
        ),
        pytest.param(
            with_words(subscores={}),
            "words.subscores has no name for 'stillness'.",
            id="a subscore without a name",
        ),
        pytest.param(
            with_rule("foot_path", unit="trunk"),
            "The unit 'trunk' of 'foot_path' is none of deg, s, share,",
            id="a unit that nobody writes",
        ),
        pytest.param(
            with_rule("arch_deg", key="arch"),
            "The rule at 'arch_deg' calls itself 'arch'.",
            id="a rule under another key",
        ),
        pytest.param(
            without("rules", "lowering_s"),
            "It counts reps and has no rule for 'lowering_s'.",
            id="reps without a lowering time",
        ),
        pytest.param(
            with_columns(),
            "It counts reps and words.columns names no column for their table.",
            id="reps without a table",
        ),
        pytest.param(
            with_words(set_means=("rom_deg",)),
            "In words.set_means stands 'rom_deg', and there is no column for it.",
            id="a mean of what has no column",
        ),
        pytest.param(
            with_columns(COLUMN),
            "must be a tuple of columns (title, (measure key,))",
            id="a bracket too few around the columns",
        ),
        pytest.param(
            with_columns((("Hip", "hip_deg"),)),
            "must be a tuple of columns (title, (measure key,))",
            id="a bracket too few around the keys",
        ),
    ],
)
def test_what_contradicts_itself_is_refused_in_a_sentence(
    exercise: Exercise, said: str
) -> None:
    with pytest.raises(ValueError, match="'bridge_foot_on_box'") as no:
        refuse_inconsistent(exercise)
    assert said in str(no.value)


def test_alternative_columns_are_allowed() -> None:
    alternatives: tuple[Columns, ...] = ((COLUMN,), (("Way", ("rom_deg",)),))
    refuse_inconsistent(with_columns(*alternatives))
