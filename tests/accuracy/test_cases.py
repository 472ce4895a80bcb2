"""Files that are not what they seem (../shared/cases): skipped where missing."""

from collections.abc import Callable

import pytest

from coach.check import Options, VideoAnalysis, check_video
from exercises.report import Report
from hamstrong.errors import VideoError
from tests.conftest import ROOT

pytestmark = pytest.mark.sweep
CASES = ROOT.parent / "shared" / "cases"
LOWERING_S = (3.0, 3.1, 3.3, 3.0)
"""Of the sample clip that the files are made of."""


@pytest.fixture(scope="module")
def check_case() -> Callable[..., VideoAnalysis]:
    def check(name: str, **options: object) -> VideoAnalysis:
        if not (CASES / name).is_file():
            pytest.skip("the cases are not on this machine")
        return check_video(CASES / name, Options(**options))  # type: ignore[arg-type]

    return check


def told(report: Report, words: str) -> bool:
    return any(words in note for note in report.notes)


@pytest.mark.parametrize(
    "name",
    [
        "01b_mirror_matrix_portrait.mp4",
        "01c_vertical_flip_matrix.mp4",
        "12b_png_track_first.mkv",
    ],
)
def test_what_players_show_upright_is_judged_as_the_upright_film(
    name: str, check_case: Callable[..., VideoAnalysis]
) -> None:
    report = check_case(name).report
    assert report.side == "left"
    lowerings_s = [rep.lowering_s for rep in report.reps]
    assert lowerings_s == pytest.approx(LOWERING_S, abs=0.3)


def test_slow_motion_is_asked_about_and_right_once_told(
    check_case: Callable[..., VideoAnalysis],
) -> None:
    name = "02a_slow_motion_4x.mp4"
    report = check_case(name).report
    assert told(report, "slow motion")
    assert report.score.grade != "A"
    reps = check_case(name, speed=0.25).report.reps
    assert reps
    assert [rep.lowering_s for rep in reps] == pytest.approx([3.1] * len(reps), abs=0.3)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("05a_truncated.mkv", "12.9 s are there of the 24.3 s"),
        ("06b_joined_clock_restarts.webm", "clock starts again at 12.0 s"),
        ("07a_turned_midfilm.webm", "changes its shape at 12.0 s"),
        ("08_bitrot.mp4", "damaged"),
        ("13_raw_no_clock.h264", "30 frames a second are assumed"),
    ],
)
def test_what_is_missing_is_told_and_costs_the_grade(
    name: str, words: str, check_case: Callable[..., VideoAnalysis]
) -> None:
    report = check_case(name).report
    assert told(report, words)
    assert report.reps
    assert report.score.grade != "A"
    for rep in report.reps:
        assert rep.lowering_s == pytest.approx(3.1, abs=0.8)
        assert not rep.faults


def test_no_rep_is_judged_from_broken_frames(
    check_case: Callable[..., VideoAnalysis],
) -> None:
    for rep in check_case("08_bitrot.mp4").report.reps:
        assert rep.ended_s <= 11.6 or rep.start_s >= 16.6


def test_a_file_without_its_index_is_called_incomplete(
    check_case: Callable[..., VideoAnalysis],
) -> None:
    with pytest.raises(VideoError, match=r"incomplete.*Copy it again"):
        check_case("05c_truncated_no_moov.mp4")
