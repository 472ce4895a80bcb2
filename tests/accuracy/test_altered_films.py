"""What happens to a film on its way to us must not change what is true of it."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from benchmarks.truth import SAMPLES, clips_in
from coach.check import VideoAnalysis
from exercises.check import check
from vision.track import Track, flipped

CheckSample = Callable[..., VideoAnalysis]
TRUTH = {clip.path.stem: clip for clip in clips_in([SAMPLES])}


def joined(first: Track, second: Track) -> Track:
    """One film after the other, with a tenth of a second between."""
    later_s = second.time_s + first.time_s[-1] + 0.1
    return replace(
        first,
        time_s=np.concatenate([first.time_s, later_s]),
        points_px=np.concatenate([first.points_px, second.points_px]),
        world_m=np.concatenate([first.world_m, second.world_m]),
        visibility=np.concatenate([first.visibility, second.visibility]),
        luma=np.concatenate([first.luma, second.luma]),
        surroundings=None,
    )


def test_played_at_half_speed_everything_takes_twice_as_long(
    check_sample: CheckSample,
) -> None:
    track = check_sample("deadlift_good_right").track
    slow = check(replace(track, time_s=2 * track.time_s))
    usual = check(track)
    assert len(slow.reps) == len(usual.reps)
    for twice, once in zip(slow.reps, usual.reps, strict=True):
        assert twice.lowering_s == pytest.approx(2 * once.lowering_s, rel=0.03)


def test_a_mirror_image_changes_sides_and_nothing_else(
    check_sample: CheckSample,
) -> None:
    track = check_sample("deadlift_good_right").track
    usual, mirrored = check(track), check(flipped(track))
    assert (usual.side, mirrored.side) == ("right", "left")
    for one, other in zip(usual.reps, mirrored.reps, strict=True):
        assert other.lowering_s == pytest.approx(one.lowering_s, abs=0.01)
        hinge = [rep.measures["hinge_deg"].value for rep in (one, other)]
        assert hinge[0] == pytest.approx(hinge[1], abs=0.5)


@pytest.mark.parametrize("every", [2, 3], ids=["15-fps", "10-fps"])
def test_fewer_frames_keep_the_count(every: int, check_sample: CheckSample) -> None:
    track = check_sample("deadlift_fast_lowering").track
    report = check(track.only(slice(None, None, every)))
    assert len(report.reps) == len(TRUTH["deadlift_fast_lowering"].units)
    timed = [np.isfinite(rep.lowering_s) for rep in report.reps]
    assert all(timed) if every == 2 else not any(timed)  # as the note says


def test_two_sets_facing_two_ways_are_split_named_and_compared(
    check_sample: CheckSample,
) -> None:
    left = check_sample("deadlift_good_left").track
    right = check_sample("deadlift_good_right").track
    report = check(joined(left, right))
    assert [one.side for one in report.sets] == ["left", "right"]
    assert [len(one.units) for one in report.sets] == [4, 3]
    assert report.side is None
    assert [rep.side for rep in report.reps] == ["left"] * 4 + ["right"] * 3
    assert {one.kind for one in report.comparisons} >= {"left_right"}


def test_side_and_front_in_one_film_are_two_sets_of_one_leg(
    check_sample: CheckSample,
) -> None:
    side = check_sample("deadlift_good_left").track
    front = check_sample("deadlift_front_good_left").track
    report = check(joined(side, front))
    assert [one.view for one in report.sets] == ["side", "front"]
    assert [len(one.units) for one in report.sets] == [4, 3]
    assert report.side == "left"


def test_no_time_of_a_report_lies_outside_its_film(check_sample: CheckSample) -> None:
    track = check_sample("deadlift_good_left").track
    for first_s in (1.0, 1.65, 2.7, 4.5, 5.5):
        part = track.between(first_s, float(track.time_s[-1]))
        part = replace(part, time_s=part.time_s - part.time_s[0])
        for rep in check(part).reps:
            assert 0 <= rep.start_s < rep.end_s <= part.time_s[-1] + 0.5


@pytest.mark.sweep
def test_as_a_film_grows_no_rep_that_ended_a_second_ago_is_taken_back(
    check_sample: CheckSample,
) -> None:
    track = check_sample("deadlift_partials").track
    counted = 0
    for until_s in np.arange(4.0, track.time_s[-1], 0.5):
        reps = check(track.between(0.0, until_s)).reps
        old = sum(rep.end_s < until_s - 1.0 for rep in reps)
        assert old >= counted
        counted = old
    true_reps = TRUTH["deadlift_partials"].units
    assert counted == sum(rep["end_s"] < until_s - 1.0 for rep in true_reps) > 1


def test_a_gap_in_the_film_is_told(check_sample: CheckSample) -> None:
    track = check_sample("deadlift_fast_lowering").track
    points = track.points_px.copy()
    points[(track.time_s > 6) & (track.time_s < 8)] = np.nan
    report = check(replace(track, points_px=points))
    assert any("Nobody was seen for 2" in note for note in report.notes)
