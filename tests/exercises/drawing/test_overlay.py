"""What there is to draw, against a hinge whose every angle and time is known."""

from dataclasses import replace

import numpy as np
import pytest

from exercises.drawing.overlay import Overlay, overlay
from exercises.drawing.set_signals import SetSignals, limb
from exercises.drawing.times import FROZEN_S, JUST_DONE_S, phases
from exercises.engine.camera_correction import CameraCorrection
from exercises.engine.scene import read_scene
from exercises.exercise import SetReading
from exercises.internal_rotation_deadlift.definition import KEY
from exercises.internal_rotation_deadlift.drawing import hinge_signals
from exercises.internal_rotation_deadlift.signals import (
    HIP_OFFSET_DEG,
    hinge_signals_of,
)
from exercises.reasons import Reason
from exercises.registry import EXERCISES
from exercises.report import Report, Score, SetSummary, SourceInfo, ViewInfo
from exercises.scoring.bands import Band
from exercises.standing.posture import standing_signals_of
from exercises.units import NAN, Attempt, Rep
from tests.reports import BIRD_DOG, BOX, GALLOP, bout, hold
from tests.reports import report as judged
from vision import landmarks
from vision.track import Source, Track, flipped, roll_corrected

TOO_LITTLE = Reason("too_small", "too little")

FPS = 30
TRUNK_PX, THIGH_PX, SHANK_PX = 120.0, 100.0, 100.0
ANKLE_PX = np.array([300.0, 480.0])
DEEPEST_DEG = 80.0
START_S, BOTTOM_S, LEAVE_S, END_S = 1.0, 4.0, 5.0, 6.0


def hinging(*, facing: float = 1.0) -> Track:
    """Return a person from the side who folds at the hip by 80 degrees, legs straight.

    Upright until 1 s, down till 4 s, still till 5 s, upright again from 6 to 8 s.
    """
    time_s = np.arange(8 * FPS) / FPS
    edges_s = [START_S, BOTTOM_S, LEAVE_S, END_S]
    fold = np.radians(np.interp(time_s, edges_s, [0, DEEPEST_DEG, DEEPEST_DEG, 0]))
    hip = ANKLE_PX - [0.0, THIGH_PX + SHANK_PX]
    trunk = TRUNK_PX * np.stack([facing * np.sin(fold), -np.cos(fold)], axis=1)
    points = np.zeros((len(time_s), landmarks.COUNT, 2))
    points[:] = (hip + 1.2 * trunk)[:, None]  # head and hands, where they matter little
    points[:, landmarks.SHOULDERS] = (hip + trunk)[:, None]
    points[:, landmarks.HIPS] = hip
    points[:, (25, 27, 29, 31)] = ANKLE_PX - np.array(
        [[0.0, SHANK_PX], [0.0, 0.0], [8.0, -6.0], [-facing * 30.0, -8.0]]
    )
    behind = np.array([-facing * 90.0, -60.0])  # the other foot on the wall
    points[:, (26, 28, 30, 32)] = points[:, (25, 27, 29, 31)] + behind * [
        [0.2], [1.0], [1.0], [1.0],
    ]  # fmt: skip
    world = np.zeros((len(time_s), landmarks.COUNT, 3))
    world[..., :2] = (points - hip) / 250
    left = np.array([11, 13, 15, 23, 25, 27, 29, 31])
    world[:, left, 2], world[:, left + 1, 2] = -0.15, 0.15
    return Track(
        time_s=time_s,
        points_px=points,
        world_m=world,
        visibility=np.ones(points.shape[:2]),
        luma=np.full(len(time_s), 120.0),
        size_wh=(640, 540),
        source=Source(name="drawn.mp4", fps=FPS, duration_s=8.0),
    )


def rep(
    index: int, start_s: float, bottom_s: float, leave_s: float, end_s: float
) -> Rep:
    """Return a rep at these times."""
    return Rep(
        index=index,
        start_s=start_s,
        bottom_s=bottom_s,
        leave_s=leave_s,
        end_s=end_s,
        lowering_s=bottom_s - start_s,
        lowering_error_s=0.1,
        pause_s=leave_s - bottom_s,
        lifting_s=end_s - leave_s,
        score=90.0 + index,
        measures={},
    )


def report(*reps: Rep, attempts: tuple[Attempt, ...] = ()) -> Report:
    """Return a report of these reps."""
    return Report(
        source=SourceInfo(
            name="drawn.mp4", duration_s=8.0, fps=FPS, width=640, height=540, frames=240
        ),
        exercise=KEY,
        exercise_confidence=1.0,
        side="left",
        side_confidence=1.0,
        load=None,
        view=ViewInfo(yaw_deg=0.0, name="side", confidence=1.0),
        score=Score(value=90.0, low=85.0, high=95.0, coverage=0.7, grade="A"),
        reps=reps,
        attempts=attempts,
    )


def seen_in(track: Track, judged: Report) -> Report:
    """Return the report with the signals that its one set was read on."""
    posture = standing_signals_of(read_scene(track))
    signals = hinge_signals(posture, hinge_signals_of(posture, judged.side))
    return replace(judged, sets=(one_set(1, 0.0, 8.0),), signals=(signals,))


def one_set(index: int, start_s: float, end_s: float) -> SetSummary:
    return SetSummary(
        index=index, side="left", start_s=start_s, end_s=end_s, units=(index,),
        attempts=0, score=90.0, view="side",
    )  # fmt: skip


def drawn_hinge(facing: float = 1.0) -> Overlay:
    track = hinging(facing=facing)
    return overlay(track, seen_in(track, report(ONE)))


ONE = rep(1, START_S, BOTTOM_S, LEAVE_S, END_S)


@pytest.mark.parametrize(
    ("at_s", "phase"),
    [
        (0.0, "set-up"), (0.99, "set-up"), (1.0, "lowering"), (3.9, "lowering"),
        (4.0, "bottom"), (5.0, "lifting"), (6.0, "top"), (6.9, "top"),
        (7.0, "lowering"), (9.0, "lifting"), (9.5, "lifting"), (10.0, "done"),
        (60.0, "done"),
    ],
)  # fmt: skip
def test_phases_fall_where_the_reps_times_say(at_s: float, phase: str) -> None:
    reps = [ONE, rep(2, 7.0, 9.0, 9.0, 10.0)]  # the second one does not pause
    assert phases(np.array([at_s]), reps) == (phase,)


def test_a_film_that_opens_at_the_bottom_lifts_first() -> None:
    lift_first = rep(1, 3.0, 5.0, 1.0, 2.0)
    times_s = np.array([0.5, 1.5, 2.5, 4.0, 6.0])
    assert phases(times_s, [lift_first]) == (
        "set-up", "lifting", "top", "lowering", "bottom",
    )  # fmt: skip


def test_reps_that_touch_leave_no_top_between_them() -> None:
    # Two fitted movements that meet share an edge up to the last digits.
    reps = [rep(1, 1.0, 2.0, 2.0, 3.0 + 1e-12), rep(2, 3.0, 4.0, 4.0, 5.0)]
    assert phases(np.array([2.9, 3.5, 4.5, 5.5]), reps) == (
        "lifting", "lowering", "lifting", "done",
    )  # fmt: skip


def test_the_chain_is_the_working_leg_and_the_trunk() -> None:
    drawn = drawn_hinge()
    hip = ANKLE_PX - [0.0, THIGH_PX + SHANK_PX]
    standing = [hip - [0, TRUNK_PX], hip, ANKLE_PX - [0, SHANK_PX], ANKLE_PX]
    assert np.allclose(drawn.chain_px[10], standing, atol=2.0)
    fold = np.radians(DEEPEST_DEG)
    shoulder = hip + TRUNK_PX * np.array([np.sin(fold), -np.cos(fold)])
    assert np.allclose(drawn.chain_px[int(4.5 * FPS), 0], shoulder, atol=2.0)


def test_the_angle_is_180_standing_and_closes_with_the_fold() -> None:
    drawn = drawn_hinge()
    # The correction from the model's points to joint centres is a few degrees.
    assert drawn.hip_deg[10] == pytest.approx(180.0 - HIP_OFFSET_DEG, abs=1.0)
    assert drawn.hip_deg[int(4.5 * FPS)] == pytest.approx(180 - DEEPEST_DEG, abs=15.0)
    assert np.nanmax(drawn.hip_deg) <= 180.0


def test_the_angle_opens_to_the_front_of_the_body() -> None:
    # Facing image right the trunk falls to the right: clockwise as one sees it.
    assert drawn_hinge(facing=1.0).clockwise.all()
    assert not drawn_hinge(facing=-1.0).clockwise.any()


def test_the_clock_runs_rests_and_goes() -> None:
    drawn = overlay(hinging(), report(ONE))
    at = {
        second: drawn.lowering_s[round(second * FPS)] for second in (0.5, 2, 3.9, 4.3)
    }
    assert np.isnan(at[0.5])
    assert at[2] == pytest.approx(1.0, abs=1 / FPS)
    assert at[3.9] == pytest.approx(2.9, abs=1 / FPS)
    assert at[4.3] == BOTTOM_S - START_S
    after = round((BOTTOM_S + FROZEN_S + 0.1) * FPS)
    assert np.isnan(drawn.lowering_s[after:]).all()


def test_a_lowering_that_was_not_timed_has_no_clock() -> None:
    drawn = overlay(hinging(), report(replace(ONE, lowering_s=NAN)))
    assert np.isnan(drawn.lowering_s).all()


def test_the_count_goes_up_when_a_rep_ends_and_its_score_shows() -> None:
    drawn = overlay(hinging(), report(ONE))
    before, after = round(5.9 * FPS), round(6.1 * FPS)
    assert (drawn.units_done[before], drawn.unit[before]) == (0, 1)
    assert (drawn.units_done[after], drawn.unit[after]) == (1, 0)
    assert np.isnan(drawn.score[before])
    assert drawn.score[after] == ONE.score
    shown_s = (drawn.just_done == 1).sum() / FPS
    assert shown_s == pytest.approx(min(JUST_DONE_S, 8.0 - END_S), abs=1.5 / FPS)


def test_the_target_is_the_reports_own_limit() -> None:
    bands = {"lowering_s": Band.at_least(3.0, 2.0, 1.0)}
    judged = replace(report(ONE), limits=bands)
    assert overlay(hinging(), judged).target == 3.0
    assert overlay(hinging(), report(ONE)).target == 2.5


def test_a_hold_aims_for_what_the_circuit_asks() -> None:
    drawn = overlay(hinging(), judged(BIRD_DOG, holds=(hold(1, "left", 2.0),)))
    assert drawn.target == EXERCISES[BIRD_DOG].target


def test_an_attempt_is_marked_until_it_has_been_read() -> None:
    attempt = Attempt(start_s=1.0, end_s=3.0, reason=TOO_LITTLE, rom_deg=25.0)
    drawn = overlay(hinging(), report(attempts=(attempt,)))
    marked_s = drawn.time_s[drawn.attempt == 0]
    assert marked_s.min() == pytest.approx(1.0, abs=1 / FPS)
    assert marked_s.max() == pytest.approx(3.0 + JUST_DONE_S, abs=1.5 / FPS)
    assert (drawn.units_done == 0).all()


def test_a_report_without_reps_leaves_the_body_alone() -> None:
    drawn = overlay(hinging(), replace(report(), exercise=None))
    assert np.isfinite(drawn.points_px).all()
    assert np.isnan(drawn.chain_px).all()
    assert np.isnan(drawn.hip_deg).all()
    assert set(drawn.phase) == {"set-up"}
    assert (drawn.units_done == 0).all()


def test_nobody_in_the_film_is_no_trouble() -> None:
    track = hinging()
    empty = replace(track, points_px=np.full_like(track.points_px, np.nan))
    drawn = overlay(empty, report())
    assert np.isnan(drawn.points_px).all()


def test_a_mirrored_film_is_drawn_in_its_own_pixels() -> None:
    # Someone facing right, filmed as a mirror image, faces left in the film.
    plain = drawn_hinge(facing=-1.0)
    track = hinging(facing=-1.0)
    judged = seen_in(flipped(track), report(ONE))
    mirrored = overlay(track, judged, mirrored=True)
    assert np.allclose(mirrored.chain_px, plain.chain_px, atol=2.0)
    assert (mirrored.clockwise == plain.clockwise).all()
    assert np.allclose(mirrored.hip_deg, plain.hip_deg, atol=1.0)


def test_a_hold_is_clocked_and_has_a_name() -> None:
    track = hinging()
    held = replace(hold(1, "left", 2.0), end_s=6.0, duration_s=4.0)
    drawn = overlay(track, judged(BIRD_DOG, holds=(held,)))
    at = {second: round(second * FPS) for second in (1, 3, 7)}
    assert [drawn.phase[i] for i in at.values()] == ["set-up", "hold", "done"]
    assert np.isnan(drawn.held_s[at[1]])
    assert drawn.held_s[at[3]] == pytest.approx(1.0, abs=1 / FPS)
    assert drawn.held_s[at[7]] == 4.0


def test_bouts_count_their_strides_and_their_way() -> None:
    track = hinging()
    walk = np.stack([40.0 * track.time_s, np.zeros(len(track))], axis=1)
    track = replace(track, points_px=track.points_px + walk[:, None])
    there = replace(bout(1, "forward", "left", 1.0), end_s=4.0)
    back = replace(bout(2, "backward", "right", 5.0), end_s=7.0)
    drawn = overlay(track, judged(GALLOP, bouts=(there, back)))
    at = [round(second * FPS) for second in (0.5, 2.5, 4.5, 6.0, 7.5)]
    assert [drawn.phase[i] for i in at] == [
        "set-up", "forwards", "rest", "backwards", "done",
    ]  # fmt: skip
    assert drawn.way_m[at[1]] == pytest.approx(4.572 / 2, rel=0.05)
    assert drawn.strides[at[0]] == -1
    assert drawn.strides[at[2]] == drawn.strides[at[4]] == there.steps
    right = track.points_px[at[3], landmarks.RIGHT_ANKLE]
    assert np.allclose(drawn.chain_px[at[3], 3], right, atol=3.0)


def test_each_set_marks_the_leg_that_it_was_read_on() -> None:
    track = hinging()
    reps = (rep(1, 0.5, 1.5, 1.6, 2.5), rep(2, 4.5, 5.5, 5.6, 6.5))
    points = track.points_px
    signals = tuple(
        SetSignals(
            time_s=track.time_s,
            signal=np.full(len(track), angle),
            signal_name="hip angle",
            chain_px=limb(points, *np.moveaxis(points[:, leg[:3]], 1, 0)),
            hip_deg=np.full(len(track), angle),
        )
        for leg, angle in zip(landmarks.LEGS.values(), (170.0, 160.0), strict=True)
    )
    sets = (one_set(1, 0.5, 2.5), one_set(2, 4.5, 6.5))
    drawn = overlay(track, replace(judged(BOX, reps=reps), sets=sets, signals=signals))
    for second, ankle, angle in (
        (1.0, landmarks.LEFT_ANKLE, 170.0),
        (6.0, landmarks.RIGHT_ANKLE, 160.0),
    ):
        frame = round(second * FPS)
        assert np.allclose(drawn.chain_px[frame, 3], points[frame, ankle], atol=3.0)
        assert drawn.hip_deg[frame] == drawn.signal[frame] == angle


def test_a_tilted_and_swaying_film_is_drawn_in_its_own_pixels() -> None:
    # Read as a firm, level camera sees it, and drawn where the film shows it.
    upright = hinging()
    way = np.stack([0.03 * np.sin(upright.time_s), 0.02 * upright.time_s / 8], axis=1)
    tilted = roll_corrected(upright, -8.0)
    filmed = replace(tilted, points_px=tilted.points_px + 640 * way[:, None])
    correction = CameraCorrection(camera_path=way, roll_deg=8.0)
    seen = correction.applied_to(filmed)
    assert np.allclose(seen.points_px, upright.points_px, atol=0.01)
    posture = standing_signals_of(read_scene(seen))
    signals = hinge_signals(posture, hinge_signals_of(posture, "left"))
    found = SetReading(
        view=posture.view, side="left", side_confidence=1.0, signals=signals
    )
    (back,) = correction.undone([found], filmed)
    assert back.signals is not None
    assert back.signals.chain_px is not None
    hip = filmed.points_px[:, landmarks.LEFT_HIP]
    assert np.allclose(back.signals.chain_px[:, 1], hip, atol=2.0)
