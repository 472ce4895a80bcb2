"""Travelling: where it starts and ends, who is in front, and the beat of the feet."""

from functools import cache
from typing import Any

import numpy as np
import pytest

from exercises.engine.scene import read_scene
from exercises.gallop.measures import heading_change_deg, spring
from exercises.gallop.signals import GaitSignals, gait_signals_of
from exercises.gallop.travels import Travel, find_travels
from tests.figures import SHANK_M, THIGH_M, Side, bursts, swapped
from tests.figures_gait import STATURE_M, Stint, Truth, gait_track

LEG_M = THIGH_M + SHANK_M
FOUR = (
    Stint(),
    Stint(direction="backward"),
    Stint(front="right"),
    Stint(direction="backward", front="right"),
)


@cache
def read(
    *stints: Stint, muddled: bool = False, **film: Any
) -> tuple[GaitSignals, list[Travel], list[Truth]]:
    track, truths = gait_track(stints, **film)
    if muddled:
        when = bursts(track.time_s, share=0.2, burst_s=0.3, seed=5)
        track = swapped(track, when)
    gait = gait_signals_of(read_scene(track))
    return gait, find_travels(gait), truths


@pytest.mark.parametrize("facing", [1, -1], ids=["facing right", "facing left"])
@pytest.mark.parametrize("muddled", [False, True], ids=["clean", "names exchanged"])
def test_there_and_back_with_each_foot_in_front(facing: int, muddled: bool) -> None:
    gait, travels, truths = read(*FOUR, facing=facing, muddled=muddled)
    assert [(t.direction, t.lead) for t in travels] == [
        (stint.direction, stint.front) for stint in FOUR
    ]
    for travel, truth in zip(travels, truths, strict=True):
        ends_s = (gait.time_s[travel.first], gait.time_s[travel.last])
        assert ends_s == pytest.approx((truth.start_s, truth.end_s), abs=0.15)
        assert travel.facing == facing
        assert travel.lead_share >= 0.9


@pytest.mark.parametrize("direction", ["forward", "backward"])
@pytest.mark.parametrize("front", ["left", "right"])
@pytest.mark.parametrize("strides", [4, 7])
def test_each_foot_comes_down_once_a_stride(
    direction: Any, front: Side, strides: int
) -> None:
    _, (travel,), (truth,) = read(Stint(direction, front, strides), noise_px=0.5)
    for side, times_s in truth.initial_contacts_s.items():
        assert travel.initial_contacts_s[side] == pytest.approx(
            np.array(times_s), abs=0.08
        )


@pytest.mark.parametrize("phase", [0.28, 1 / 3, 0.4, 0.5])
@pytest.mark.parametrize("direction", ["forward", "backward"])
@pytest.mark.parametrize("fps", [30.0, 60.0])
def test_the_phase_is_when_the_leading_foot_lands(
    phase: float, direction: Any, fps: float
) -> None:
    _, (travel,), _ = read(Stint(direction, phase=phase), fps=fps)
    assert float(np.median(travel.phases())) == pytest.approx(phase, abs=0.03)


@pytest.mark.parametrize("stride_s", [0.5, 0.6, 0.8])
def test_a_stride_lasts_as_long_as_it_does(stride_s: float) -> None:
    _, (travel,), _ = read(Stint(stride_s=stride_s))
    assert travel.strides_s() == pytest.approx(stride_s, abs=0.03)


def test_in_running_no_foot_stays_in_front() -> None:
    running = Stint(phase=0.5, gap_m=0.6, stride_m=1.2, stride_s=0.7, strides=4)
    _, (travel,), _ = read(running)
    assert travel.lead_share < 0.65
    assert float(np.median(travel.phases())) == pytest.approx(0.5, abs=0.03)


@pytest.mark.parametrize("bounce_m", [0.0, 0.05, 0.12])
def test_the_spring_is_how_far_the_hips_go_up_and_down(bounce_m: float) -> None:
    gait, (travel,), _ = read(Stint(), bounce_m=bounce_m)
    assert spring(gait, travel) == pytest.approx(bounce_m / LEG_M, abs=0.012)


def test_the_body_is_as_tall_in_the_picture_as_it_stands() -> None:
    gait, _, _ = read(Stint())
    points = gait.scene.track.points_px
    px_per_m = np.percentile(
        np.linalg.norm(points[:, 23] - points[:, 25], axis=1), 90
    ) / THIGH_M  # fmt: skip
    assert gait.stature_px / px_per_m == pytest.approx(STATURE_M, rel=0.03)


def test_who_goes_straight_does_not_turn() -> None:
    gait, (travel,), _ = read(Stint())
    assert heading_change_deg(gait, travel) < 5.0


def test_standing_is_no_travelling() -> None:
    assert read(Stint(strides=1, stride_m=0.05))[1] == []
