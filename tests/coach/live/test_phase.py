"""The clock of the lowering runs while somebody goes down, and then stops."""

import numpy as np
import pytest

from coach.live.phase import OnlinePhase, PhaseClock
from exercises.registry import EXERCISES
from tests.figures import Move, deadlift_set, frame_times, ramp_signal
from tests.figures_lying import bridge_set
from vision.pose.estimator import Pose
from vision.track import Track

DEADLIFT = "internal_rotation_deadlift"
BOX = "bridge_foot_on_box"


def moments(track: Track, exercise: str) -> list[OnlinePhase]:
    clock = PhaseClock()
    return [
        clock.look(
            exercise,
            Pose(
                points=points / np.array(track.size_wh),
                world_m=world,
                visibility=seen,
            ),
            float(time_s),
            points,
        )
        for time_s, points, world, seen in zip(
            track.time_s, track.points_px, track.world_m, track.visibility, strict=True
        )
    ]


def clock_at(track: Track, shown: list[OnlinePhase], time_s: float) -> float:
    return shown[int(np.searchsorted(track.time_s, time_s))].lowering_s


@pytest.mark.parametrize("yaw_deg", [0.0, 90.0], ids=["side", "front"])
def test_the_clock_tells_how_long_the_weight_has_gone_down(yaw_deg: float) -> None:
    track, moves = deadlift_set(2, yaw_deg=yaw_deg)
    shown = moments(track, DEADLIFT)
    for down in moves[::2]:
        late_s = down.off_s - 0.3 * down.duration_s
        told_s = clock_at(track, shown, late_s)
        assert told_s == pytest.approx(late_s - down.on_s, abs=0.5)


def test_the_clock_stands_still_at_the_top_and_on_the_way_up() -> None:
    track, moves = deadlift_set(2)
    shown = moments(track, DEADLIFT)
    for down, up in zip(moves[::2], moves[1::2], strict=True):
        assert np.isnan(clock_at(track, shown, down.on_s - 0.2))
        assert np.isnan(clock_at(track, shown, (up.on_s + up.off_s) / 2))


def test_there_is_a_tick_for_each_second_of_lowering() -> None:
    track, moves = deadlift_set(2)
    ticks = moments(track, DEADLIFT)[-1].ticks
    seconds = sum(int(down.duration_s) for down in moves[::2])
    assert abs(ticks - seconds) <= len(moves) // 2


def test_a_bridge_goes_up_first_and_is_lowered_then() -> None:
    track, moves = bridge_set(2)
    shown = moments(track, BOX)
    lifting, lowering = moves[0], moves[1]
    at = {
        time_s: shown[int(np.searchsorted(track.time_s, time_s))].phase
        for time_s in (
            (lifting.on_s + lifting.off_s) / 2,
            (lowering.on_s + lowering.off_s) / 2,
        )
    }
    assert list(at.values()) == ["lifting", "lowering"]


def test_standing_still_is_no_movement() -> None:
    time_s = frame_times(5.0, 30.0)
    still = ramp_signal(time_s, [Move(9.0, 10.0, 1.0)], start=4.0)
    from tests.figures import hinge_track

    shown = moments(hinge_track(still, 8.0, time_s, noise_px=1.0), DEADLIFT)
    assert {moment.phase for moment in shown} == {""}
    assert shown[-1].ticks == 0


def test_a_straight_hip_reads_straight_and_nobody_reads_nothing() -> None:
    track, _ = bridge_set(1, top=0.0)
    top = track.points_px[int(np.searchsorted(track.time_s, 3.6))]
    coaching = EXERCISES[BOX].coaching
    assert coaching.angle_name == "hip"
    assert coaching.angle_deg is not None
    assert coaching.angle_deg(top) == pytest.approx(180.0, abs=3.0)
    assert np.isnan(coaching.angle_deg(np.full((33, 2), np.nan)))
