"""A film looked through in pieces gives what one look gives."""

import os
import signal
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from tests.conftest import SAMPLES
from vision import landmarks
from vision.capture.camera_motion import CameraMotion
from vision.people.athlete import choose_athlete
from vision.people.identity import Place, TrackedPerson
from vision.pose.estimator import Pose
from vision.pose.model import resolve_model
from vision.tracking.chunks import (
    HEAD_START_S,
    LEAST_CHUNK_S,
    MOST_CHUNK_S,
    chunks_of,
    track_in_chunks,
)
from vision.tracking.parallel import processes
from vision.tracking.stitch import (
    FADE_S,
    WARMUP_S,
    WHOLE,
    Chunk,
    ChunkResult,
    SeamError,
    joined,
    same_people,
    track_chunk,
)
from vision.tracking.track_video import track_video

FILM = SAMPLES / "gallop_short_forward.mp4"  # one look sees all of it
SOME = (0.0, 40.0, 80.0)
OTHERS = (60.0, 0.0, 10.0)

MANY = 10**9
"""Frames: a film's length alone decides."""


def nothing(_: int) -> None:
    pass


def test_a_short_film_stays_whole() -> None:
    assert chunks_of(2 * LEAST_CHUNK_S - 1, MANY) == [WHOLE]
    assert chunks_of(float("nan"), MANY) == [WHOLE]


@pytest.mark.parametrize("claimed_s", [600.0, 1e6, 1e12])
def test_a_film_is_cut_into_no_more_pieces_than_its_frames_fill(
    claimed_s: float,
) -> None:
    assert chunks_of(claimed_s, frames=119) == [WHOLE]
    assert len(chunks_of(600.0, frames=260)) == 4


@pytest.mark.parametrize("duration_s", [20.0, 25.0, 60.0, 75.5, 300.0, 1200.0, 7200.0])
def test_all_pieces_are_equal_work_but_for_the_first_ones_other_work(
    duration_s: float,
) -> None:
    pieces = chunks_of(duration_s, MANY)
    ends_s = [*(one.until_s for one in pieces[:-1]), duration_s]
    work_s = [e - p.from_s + p.warm_s for p, e in zip(pieces, ends_s, strict=True)]
    np.testing.assert_allclose(work_s[1:], work_s[0] + HEAD_START_S)
    assert min(work_s) >= LEAST_CHUNK_S - HEAD_START_S
    assert max(work_s) <= MOST_CHUNK_S + HEAD_START_S


@pytest.mark.parametrize("cores", [2, 4, 8])
def test_two_four_or_eight_cores_get_as_many_pieces_each(cores: int) -> None:
    assert len(chunks_of(160.0, MANY)) % cores == 0


def test_pieces_follow_each_other_without_a_gap() -> None:
    pieces = chunks_of(100.0, MANY)
    assert pieces[0].from_s == 0
    assert [p.until_s for p in pieces[:-1]] == [p.from_s for p in pieces[1:]]
    assert pieces[-1].until_s == float("inf")


def poses(x: float, frames: range) -> dict[int, Pose]:
    points = np.full((landmarks.COUNT, 2), x, np.float32)
    points[:, 1] = np.linspace(0.2, 0.8, landmarks.COUNT)
    world_m = np.zeros((landmarks.COUNT, 3), np.float32)
    pose = Pose(points, world_m, np.ones(landmarks.COUNT, np.float32))
    return dict.fromkeys(frames, pose)


def person(
    x: float, frames: range, colours: tuple[float, float, float] = SOME
) -> TrackedPerson:
    return TrackedPerson(
        colours=np.tile(np.array(colours), (5, 1)),
        place=Place(np.array([x, 0.5]), 0.3),
        last_s=frames[-1] / 30,
        seen=len(frames),
        poses=poses(x, frames),
    )


def test_who_is_in_the_same_place_is_the_same_whatever_the_light_does() -> None:
    before = [person(0.2, range(60)), person(0.8, range(60), OTHERS)]
    after = [person(0.8, range(30, 90)), person(0.2, range(30, 90), OTHERS)]
    assert same_people(before, after) == {0: 1, 1: 0}


def test_who_comes_back_is_known_by_the_colours() -> None:
    before = [person(0.2, range(60)), person(0.8, range(10), OTHERS)]
    after = [person(0.2, range(30, 90)), person(0.6, range(70, 90), OTHERS)]
    assert same_people(before, after) == {0: 0, 1: 1}


def test_a_stranger_stays_one() -> None:
    before = [person(0.2, range(60))]
    after = [person(0.2, range(30, 90)), person(0.6, range(70, 90), OTHERS)]
    assert same_people(before, after) == {0: 0}


def sight(first: int, end: int, own: int, x: float = 0.2) -> ChunkResult:
    count = end - first
    return ChunkResult(
        time_s=np.arange(first, end) / 30,
        luma=np.arange(first, end, dtype=float),
        people=(person(x, range(count)),),
        watched=CameraMotion(
            shift=np.zeros((count, 2)),
            changes=np.arange(first, end, dtype=float),
            inside=np.zeros(count),
            cut=np.zeros(count, bool),
            mixed=np.zeros(count, bool),
            redrawn=np.zeros(count),
            lines=(),
            blurs=np.array([0.3]),
        ),
        overlap=own,
    )


def test_joined_pieces_have_each_frame_once() -> None:
    whole = joined([sight(0, 90, 0), sight(60, 150, 30), sight(120, 200, 30)])
    np.testing.assert_allclose(whole.time_s, np.arange(200) / 30)
    np.testing.assert_allclose(whole.luma, np.arange(200))
    np.testing.assert_allclose(whole.watched.changes, np.arange(200))
    assert [sorted(one.poses) for one in whole.people] == [list(range(200))]


def test_landmarks_of_one_piece_become_the_next_ones_little_by_little() -> None:
    whole = joined([sight(0, 90, 0), sight(60, 150, 30, x=0.22)])
    x = np.array([whole.people[0].poses[frame].points[0, 0] for frame in range(150)])
    first_faded = 90 - round(FADE_S * 30)
    np.testing.assert_allclose(x[:first_faded], 0.2)
    np.testing.assert_allclose(x[89:], 0.22)
    steps = np.diff(x[first_faded - 1 : 90])
    np.testing.assert_allclose(steps, 0.02 / (FADE_S * 30), atol=1e-6)


def test_nothing_is_put_between_a_leg_and_the_other_one() -> None:
    before, after = sight(0, 90, 0), sight(60, 150, 30)
    for pose in {id(p): p for p in after.people[0].poses.values()}.values():
        pose.points[landmarks.LEFT_KNEE, 0] += 0.2
    whole = joined([before, after])
    knee = np.array(
        [whole.people[0].poses[f].points[landmarks.LEFT_KNEE, 0] for f in range(150)]
    )
    np.testing.assert_allclose(knee[:90], 0.2)
    np.testing.assert_allclose(knee[90:], 0.4)


def test_pieces_that_share_no_frames_are_not_joined() -> None:
    with pytest.raises(SeamError):
        joined([sight(0, 60, 0), sight(90, 150, 30)])
    with pytest.raises(SeamError):
        joined([sight(0, 90, 0), sight(90, 150, 0)])
    late = sight(60, 150, 30)
    with pytest.raises(SeamError):
        joined([sight(0, 90, 0), replace(late, time_s=late.time_s + 0.01)])


@pytest.fixture(scope="module")
def pieces() -> list[Chunk]:
    middle_s = 3.0
    return [
        Chunk(until_s=middle_s),
        Chunk(from_s=middle_s, warm_s=WARMUP_S),
    ]


@pytest.fixture(scope="module")
def told() -> list[int]:
    """How many frames were told to be done while two cores looked."""
    return []


@pytest.fixture(scope="module")
def found(pieces: list[Chunk], told: list[int]) -> ChunkResult:
    """What two cores see."""
    return track_in_chunks(FILM, resolve_model(), pieces, 2, told.append)


def test_one_core_and_two_see_the_same_to_the_last_digit(
    pieces: list[Chunk], found: ChunkResult, told: list[int]
) -> None:
    alone = track_in_chunks(FILM, resolve_model(), pieces, 1, nothing)
    assert told == sorted(told)
    assert told[-1] == len(found.time_s)
    np.testing.assert_array_equal(found.time_s, alone.time_s)
    np.testing.assert_array_equal(found.watched.changes, alone.watched.changes)
    assert len(found.people) == len(alone.people)
    for one, other in zip(found.people, alone.people, strict=True):
        assert one.poses.keys() == other.poses.keys()
        for frame, pose in one.poses.items():
            np.testing.assert_array_equal(pose.points, other.poses[frame].points)
            np.testing.assert_array_equal(pose.world_m, other.poses[frame].world_m)


@pytest.mark.sweep
def test_the_last_that_is_told_is_all_of_the_film(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        "vision.tracking.chunks.LOOK_S", 60.0
    )  # nothing is told while waiting
    seen: list[int] = []
    short_first = [Chunk(until_s=1.0), Chunk(from_s=1.0, warm_s=WARMUP_S)]
    found = track_in_chunks(FILM, resolve_model(), short_first, 2, seen.append)
    assert seen[-1] == len(found.time_s)


def test_nothing_jumps_where_pieces_meet(
    pieces: list[Chunk], found: ChunkResult
) -> None:
    whole = track_video(FILM, cache=None)  # a kept track may be another processor's
    np.testing.assert_allclose(found.time_s, whole.time_s, atol=1e-9)
    choice = choose_athlete(found.people, found.time_s)
    there = sorted(choice.poses)
    points = np.array([choice.poses[frame].points for frame in there])
    points_px = points * np.array(whole.size_wh)
    apart_px = np.linalg.norm(points_px - whole.points_px[there], axis=2)
    steps_px = np.linalg.norm(np.diff(points_px, axis=0), axis=2)
    at_s = pieces[0].until_s
    near = np.abs(whole.time_s[there][1:] - at_s) < WARMUP_S
    usual = np.linalg.norm(np.diff(whole.points_px[there], axis=0), axis=2)
    assert len(there) >= whole.seen.sum() - 1
    unshared = whole.time_s[there] < at_s - WARMUP_S
    assert np.nanmedian(apart_px[unshared]) == pytest.approx(0.0, abs=0.1)
    moving = np.nanmedian(steps_px, axis=1) > 1  # half of the film is standing
    assert np.nanpercentile(apart_px, 95) < np.nanmedian(steps_px[moving])
    # The fade adds what the two looks differ by, spread over half a second.
    assert np.nanmax(np.nanmedian(steps_px[near], axis=1)) < 1.5 * np.nanmax(
        np.nanmedian(usual[near], axis=1)
    )


def test_a_killed_process_costs_no_frame(pieces: list[Chunk]) -> None:
    pid = processes(1).submit(os.getpid).result()
    killed: list[int] = []

    def kill(_: int) -> None:
        if not killed:
            os.kill(pid, signal.SIGKILL)
            killed.append(pid)

    short = [Chunk(until_s=1.0), Chunk(from_s=1.0, until_s=2.0, warm_s=0.5)]
    found = track_in_chunks(FILM, resolve_model(), short, 2, kill)
    assert killed
    assert len(found.time_s) == 60


@pytest.mark.sweep
def test_more_pieces_than_processes_are_shared_out() -> None:
    ends_s = [2.0, 2.5, 3.0, 4.0, 5.0]
    many = [Chunk(until_s=1.0)] + [
        Chunk(from_s=start_s, until_s=end_s, warm_s=0.5)
        for start_s, end_s in pairwise([1.0, *ends_s])
    ]
    at_once: list[int] = []
    found = track_in_chunks(FILM, resolve_model(), many, 2, at_once.append)
    assert len(found.time_s) == 150
    assert at_once[-1] == 150


@pytest.mark.sweep
def test_a_film_that_cannot_be_entered_in_the_middle_is_looked_at_from_the_start(
    tmp_path: Path,
) -> None:
    beyond = [Chunk(until_s=1.0), Chunk(from_s=1000.0, warm_s=WARMUP_S)]
    short = SAMPLES / "none_camera_set_up.mp4"
    found = track_in_chunks(short, resolve_model(), beyond, 2, nothing)
    assert found.time_s[-1] > 4
    assert np.diff(found.time_s).max() < 0.1


@pytest.mark.sweep
def test_of_a_broken_copy_pieces_see_what_one_look_sees(tmp_path: Path) -> None:
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(FILM.read_bytes()[:100_000])
    pieces = [Chunk(until_s=6.0), Chunk(from_s=6.0, warm_s=WARMUP_S)]
    one = track_chunk(broken, resolve_model())
    several = track_in_chunks(broken, resolve_model(), pieces, 2, nothing)
    assert several.time_s == pytest.approx(one.time_s)
