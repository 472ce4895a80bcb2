"""What is misspelt is asked back, in the words of the command that was used."""

import pytest

from coach.cli.arguments import TEST_KEYS, parser_for
from coach.cli.parser import did_you_mean
from exercises.registry import TESTS

COMMANDS = ("check", "batch", "live", "app", "doctor", "forget", "history", "labels")


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[str, str]:
    """Return the usage and the complaint about some arguments."""
    parser = parser_for(dict.fromkeys(COMMANDS, lambda _: 0))
    with pytest.raises(SystemExit) as ended:
        parser.parse_args(words)
    assert ended.value.code == 2
    usage, _, complaint = capsys.readouterr().err.rpartition("error: ")
    return usage, complaint.strip()


def test_help_knows_every_clinical_test() -> None:
    assert set(TEST_KEYS) == set(TESTS)


def test_a_misspelt_command_is_asked_back(capsys: pytest.CaptureFixture[str]) -> None:
    usage, complaint = refused(capsys, "chek", "set.mp4")
    assert usage.startswith("usage: hamstrong [-h]")
    assert "There is no command 'chek'. Did you mean check?" in complaint


def test_a_film_without_a_command_is_told_which_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _, complaint = refused(capsys, "My Set.MOV")
    assert complaint.endswith("hamstrong check My Set.MOV")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--exercize", "gallop"), "no option --exercize. Did you mean --exercise?"),
        (("--anotate=x.mp4",), "no option --anotate. Did you mean --annotate?"),
        (("--side", "lefft"), "none of auto, left, right. Did you mean left?"),
        (("--load", "hevy"), "Did you mean heavy?"),
        (("--test", "bridge-hold"), "Did you mean bridge_hold?"),
        (("--exercise", "dedlift"), "Did you mean internal_rotation_deadlift?"),
        (("--exercise", "bridge"), "Which one?"),
        (("second.mp4",), "nothing to do with second.mp4"),
    ],
)
def test_what_a_command_does_not_know_is_told_as_the_commands(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    usage, complaint = refused(capsys, "check", "set.mp4", *words)
    assert usage.startswith("usage: hamstrong check")
    assert said in complaint


def test_what_another_command_takes_is_none_of_this_ones(
    capsys: pytest.CaptureFixture[str],
) -> None:
    usage, complaint = refused(capsys, "live", "--annotate", "x.mp4")
    assert usage.startswith("usage: hamstrong live")
    assert "no option --annotate" in complaint


def test_people_may_call_an_exercise_as_they_do() -> None:
    parser = parser_for(dict.fromkeys(COMMANDS, lambda _: 0))
    for command in (("check", "set.mp4"), ("batch", "films"), ("live",)):
        given = parser.parse_args([*command, "--exercise", "bird dog"])
        assert given.exercise == "bird_dog_wall_push"
    assert parser.parse_args(["check", "set.mp4"]).exercise == "auto"


def test_nothing_is_suggested_where_nothing_is_alike() -> None:
    assert did_you_mean("xyz", COMMANDS) == ""


def test_names_that_would_steer_the_terminal_are_made_legible(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _, complaint = refused(capsys, "check", "set.mp4", "--si\x1b[2Jde")
    assert "\x1b" not in complaint
