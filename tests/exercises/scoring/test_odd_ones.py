"""One rep that reads unlike its neighbours is doubted before the athlete is blamed."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from exercises.engine.pairing import Cycle
from exercises.engine.phases import Ramp
from exercises.exercise import MeasuredRep, SetReading
from exercises.internal_rotation_deadlift.definition import DEADLIFT
from exercises.scoring.bands import Band, Rule
from exercises.scoring.odd_ones import with_outliers_widened
from vision.view import View

ERROR_DEG = 8.0
KNEE = replace(
    DEADLIFT,
    key="toy",
    needed=(),
    rules=MappingProxyType(
        {
            "knee_deg": Rule(
                key="knee_deg", unit="deg", weight=0.5, severity=3, high_code="bends"
            ),
            "lowering_s": Rule(
                key="lowering_s", unit="s", weight=0.5, severity=3, low_code="fast"
            ),
        }
    ),
    bands=MappingProxyType(
        {
            "knee_deg": Band.at_most(28, 38, 55),
            "lowering_s": Band.at_least(2.5, 1.5, 0.8),
        }
    ),
    subscores={},
    always_unseen={},
    target=None,
    compared={},
)


def a_set(knees_deg: list[float], lowerings_s: list[float] | None = None) -> SetReading:
    units = []
    for number, knee_deg in enumerate(knees_deg):
        lowering_s = lowerings_s[number] if lowerings_s else 3.0
        at_s = 8.0 * number
        down = Ramp(
            on_s=at_s, off_s=at_s + 3, from_level=0.0, to_level=80.0,
            duration_error_s=0.3, complete=True,
        )  # fmt: skip
        up = Ramp(
            on_s=at_s + 4, off_s=at_s + 5, from_level=80.0, to_level=0.0,
            duration_error_s=0.3, complete=True,
        )  # fmt: skip
        measures = KNEE.judge(
            {
                "knee_deg": (knee_deg, ERROR_DEG, at_s),
                "lowering_s": (lowering_s, 0.2, at_s),
            }
        )
        units.append(
            MeasuredRep(cycle=Cycle(lowering=down, lifting=up), measures=measures)
        )
    view = View(
        yaw_deg=0.0, name="side", error_deg=8.0, confidence=1.0, near_side="left"
    )
    return SetReading(view=view, side="left", side_confidence=1.0, units=tuple(units))


def verdicts(one: SetReading, key: str = "knee_deg") -> list[str]:
    (found,) = with_outliers_widened([one], KNEE)
    return [unit.measures[key].verdict for unit in found.units]


def test_one_bent_knee_of_five_is_a_question_and_no_fault() -> None:
    assert verdicts(a_set([22, 20, 21, 57, 22])) == ["ok"] * 3 + ["possible", "ok"]


def test_its_value_stays_what_was_read_and_its_error_reaches_the_others() -> None:
    (found,) = with_outliers_widened([a_set([22, 20, 21, 57, 22])], KNEE)
    doubted = found.units[3].measures["knee_deg"]
    assert doubted.value == 57
    # The interval that the verdict is given at does: 80 %, of which 95 % are shown.
    assert doubted.error == pytest.approx((57 - 22) * 1.96 / 1.28)


def test_what_most_of_a_set_shows_stays_a_fault() -> None:
    assert verdicts(a_set([57, 56, 20, 58, 57])).count("fault") == 4


def test_what_comes_with_tiring_stays_a_fault() -> None:
    assert verdicts(a_set([20, 21, 22, 55, 60]))[3:] == ["fault", "fault"]


@pytest.mark.parametrize("knees_deg", [[20, 57], [57]])
def test_two_reps_do_not_say_which_is_odd(knees_deg: list[float]) -> None:
    assert "fault" in verdicts(a_set(knees_deg))


def test_a_quick_rep_among_slow_ones_is_the_athletes() -> None:
    lowerings_s = [3.0, 3.1, 0.7, 3.0]
    assert "fault" in verdicts(a_set([20] * 4, lowerings_s), "lowering_s")
