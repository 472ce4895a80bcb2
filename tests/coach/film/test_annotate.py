"""Films with what was found drawn in, on a small film of a drawn person."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from coach.film.annotate import annotate_video
from coach.film.evidence import EVIDENCE_UNITS, evidence_frames
from coach.film.scoreboard import Corner, quietest_corner
from exercises.drawing.overlay import overlay
from exercises.internal_rotation_deadlift.definition import KEY
from exercises.reasons import Reason
from exercises.report import Report, Score, SourceInfo, ViewInfo
from exercises.units import NAN, Attempt, Fault, Rep
from hamstrong.errors import OutputError, VideoError
from tests.conftest import SAMPLES
from vision import landmarks
from vision.geometry import Floats
from vision.track import Source, Track
from vision.video.reader import read_frames
from vision.video.writer import VideoWriter

TOO_LITTLE = Reason("too_small", "too little")

FPS = 10
SECONDS = 8
GREY = 100
SAMPLE = SAMPLES / "deadlift_not_tall.mp4"


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """An 8 s film of 320 x 270 pixels whose brightness tells the time."""
    path = tmp_path / "film.mp4"
    with VideoWriter(path) as video:
        for number in range(SECONDS * FPS):
            image = np.full((270, 320, 3), GREY + number // FPS * 10, np.uint8)
            video.write(image, number / FPS)
    return path


def standing(times_s: Floats, size_wh: tuple[int, int] = (640, 540)) -> Track:
    """Return somebody standing still in the middle, twice as large as the film."""
    points = np.zeros((len(times_s), landmarks.COUNT, 2))
    width, height = size_wh
    across = width / 2 + np.where(np.arange(landmarks.COUNT) % 2, -8.0, 8.0)
    heights = np.full(landmarks.COUNT, 0.25)
    heights[[11, 12]], heights[[23, 24]] = 0.35, 0.55
    heights[[25, 26]], heights[27:] = 0.72, 0.9
    points[:] = np.stack([across, heights * height], axis=1)
    world = np.zeros((len(times_s), landmarks.COUNT, 3))
    world[..., :2] = (points - points[:, 23:24]) / 250
    world[:, 1::2, 2], world[:, 2::2, 2] = -0.15, 0.15
    return Track(
        time_s=times_s,
        points_px=points,
        world_m=world,
        visibility=np.ones(points.shape[:2]),
        luma=np.full(len(times_s), 120.0),
        size_wh=size_wh,
        source=Source(name="film.mp4", fps=FPS, duration_s=float(SECONDS)),
    )


TRACK = standing(np.arange(SECONDS * FPS) / FPS)


def fault(at_s: float, code: str = "knee_bends") -> Fault:
    """Return a fault seen at a time."""
    return Fault(
        code=code, severity=3, at_s=at_s, measured=50, limit=38,
        cue="Soft knee, then freeze it. Hips back, not knees forward.",
    )  # fmt: skip


def rep(index: int, start_s: float, *faults: Fault, score: float = 70.0) -> Rep:
    """Return a rep of 1 s down, 0.2 s still and 0.5 s up."""
    bottom_s, leave_s, end_s = start_s + 1.0, start_s + 1.2, start_s + 1.7
    return Rep(
        index=index, start_s=start_s, bottom_s=bottom_s, leave_s=leave_s, end_s=end_s,
        lowering_s=1.0, lowering_error_s=0.1, pause_s=0.2, lifting_s=0.5, score=score,
        measures={}, faults=faults,
    )  # fmt: skip


def report(*reps: Rep, attempts: tuple[Attempt, ...] = ()) -> Report:
    """Return a report of these reps."""
    return Report(
        source=SourceInfo(
            name="film.mp4", duration_s=SECONDS, fps=FPS, width=640, height=540,
            frames=SECONDS * FPS,
        ),
        exercise=KEY, exercise_confidence=1.0, side="left", side_confidence=1.0,
        load=None, view=ViewInfo(yaw_deg=0.0, name="side", confidence=1.0),
        score=Score(value=70.0, low=60.0, high=80.0, coverage=0.7, grade="A"),
        reps=reps, attempts=attempts,
    )  # fmt: skip


SLIP = report(rep(1, 1.0, fault(2.0)), rep(2, 4.0))


def test_an_annotated_film_has_the_frames_and_times_of_its_source(
    film: Path, tmp_path: Path
) -> None:
    told: list[tuple[int, int]] = []
    annotate_video(
        film, TRACK, SLIP, tmp_path / "out.mp4",
        progress=lambda done, expected: told.append((done, expected)),
    )  # fmt: skip
    before, after = list(read_frames(film)), list(read_frames(tmp_path / "out.mp4"))
    assert len(after) == len(before)
    times_s = [[frame.time_s for frame in frames] for frames in (before, after)]
    assert np.abs(np.subtract(times_s[1], times_s[0])).max() < 0.001
    assert told == [(n, SECONDS * FPS) for n in range(1, SECONDS * FPS + 1)]


def test_the_leg_is_drawn_on_the_person_and_the_panel_in_a_corner(
    film: Path, tmp_path: Path
) -> None:
    annotate_video(film, TRACK, SLIP, tmp_path / "out.mp4")
    before, after = (
        next(iter(read_frames(path))).image_rgb.astype(int)
        for path in (film, tmp_path / "out.mp4")
    )
    changed = np.abs(after - before).max(axis=2) > 25
    assert changed[200, 150:170].any()  # the knee's height, half of the track's pixels
    assert changed[15:40, 15:100].mean() > 0.9  # the panel, top left
    assert not changed[150:, :100].any()
    assert not changed[150:, 220:].any()


def test_a_film_without_a_set_gets_the_body_and_no_panel(
    film: Path, tmp_path: Path
) -> None:
    nothing = replace(report(), exercise=None)
    annotate_video(film, TRACK, nothing, tmp_path / "out.mp4")
    image = next(iter(read_frames(tmp_path / "out.mp4"))).image_rgb.astype(int)
    assert (np.abs(image[:60, :100] - GREY) < 10).all()
    assert (np.abs(image[100:250, 140:180] - GREY) > 30).any()


def test_an_attempt_and_a_rep_without_a_score_can_be_drawn(
    film: Path, tmp_path: Path
) -> None:
    attempt = Attempt(start_s=5.0, end_s=6.0, reason=TOO_LITTLE, rom_deg=25.0)
    judged = report(rep(1, 1.0, score=NAN), attempts=(attempt,))
    annotate_video(film, TRACK, judged, tmp_path / "out.mp4")
    frames = list(read_frames(tmp_path / "out.mp4"))
    quiet, told = frames[5].image_rgb.astype(int), frames[55].image_rgb.astype(int)
    # The panel grows by what there is to say, below its lower edge.
    assert abs(quiet[65, 60].mean() - GREY) < 10
    assert told[65, 60].mean() < 90


def test_a_film_is_never_written_over_itself(film: Path) -> None:
    data = film.read_bytes()
    with pytest.raises(OutputError, match="is the film itself"):
        annotate_video(film, TRACK, SLIP, film)
    assert film.read_bytes() == data


def test_a_damaged_film_leaves_no_half_result(tmp_path: Path) -> None:
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(b"\0" * 5000)
    with pytest.raises(VideoError):
        annotate_video(broken, TRACK, SLIP, tmp_path / "out.mp4")
    assert list(tmp_path.iterdir()) == [broken]


def test_a_faulty_rep_is_shown_at_its_start_and_its_bottom(film: Path) -> None:
    shown = evidence_frames(film, TRACK, SLIP)
    assert [(e.unit, e.fault, e.label) for e in shown] == [
        (1, None, "Rep 1: start"),
        (1, "knee_bends", "Rep 1: bottom"),
    ]
    assert [e.time_s for e in shown] == pytest.approx([1.0, 2.0], abs=0.001)
    for evidence in shown:  # the film's brightness tells which second it is
        level = GREY + 10 * int(evidence.time_s + 0.001)
        assert abs(int(evidence.image_rgb[200, 20, 0]) - level) <= 6


def test_a_fault_after_the_bottom_is_shown_where_it_shows(film: Path) -> None:
    judged = report(rep(1, 1.0, fault(2.7, "not_tall_at_top")))
    last = evidence_frames(film, TRACK, judged)[-1]
    assert (last.label, last.fault) == ("Rep 1: end", "not_tall_at_top")
    assert last.time_s == pytest.approx(2.7, abs=0.06)


def test_evidence_is_of_the_worst_reps_and_in_order_of_time(film: Path) -> None:
    scores = (60.0, 40.0, 80.0, NAN, 50.0, 70.0)
    reps = [
        rep(number, 0.2 * number, fault(0.2 * number + 1.0), score=score)
        for number, score in enumerate(scores, start=1)
    ]
    shown = evidence_frames(film, TRACK, report(*reps))
    assert len(shown) == 2 * EVIDENCE_UNITS
    assert {e.unit for e in shown} == {1, 2, 5, 6}
    times_s = [e.time_s for e in shown]
    assert times_s == sorted(times_s)


def test_a_hurried_lowering_is_proved_by_its_start_its_middle_and_its_end(
    film: Path,
) -> None:
    hurried = fault(1.5, "fast_lowering")
    shown = evidence_frames(film, TRACK, report(rep(1, 1.0, hurried)))
    assert [one.time_s for one in shown] == pytest.approx([1.0, 1.5, 2.0], abs=0.01)
    assert [one.fault for one in shown] == [None, None, "fast_lowering"]
    assert shown[0].label == "Rep 1: lowering starts"
    assert shown[-1].label == "Rep 1: lowering ends"


def test_a_clean_set_needs_no_evidence(film: Path) -> None:
    assert evidence_frames(film, TRACK, report(rep(1, 1.0))) == []


def test_the_panel_stands_where_the_body_does_not_go() -> None:
    left = replace(TRACK, points_px=TRACK.points_px * 0.4)  # all in the top left corner
    assert quietest_corner(overlay(left, SLIP), left.size_wh) == Corner(True, False)
    assert quietest_corner(overlay(TRACK, SLIP), TRACK.size_wh) == Corner(False, False)


@pytest.mark.sweep
@pytest.mark.skipif(not SAMPLE.is_file(), reason="the sample clip is not there")
def test_an_annotated_sample_has_as_many_frames_as_its_source(tmp_path: Path) -> None:
    times_s = [frame.time_s for frame in read_frames(SAMPLE, long_side_px=160)]
    track = standing(np.array(times_s), size_wh=(960, 540))
    annotate_video(SAMPLE, track, SLIP, tmp_path / "out.mp4", long_side_px=320)
    written = list(read_frames(tmp_path / "out.mp4"))
    assert len(written) == len(times_s)
    assert written[0].image_rgb.shape == (180, 320, 3)
