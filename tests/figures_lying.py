"""Stick athletes on their back and on hands and knee, for tests.

Axes, units and the camera are those of `tests.figures`. Elevations are of a line
against the level, + up at the end farther from the shoulders:

    rise     of the trunk in a bridge, shoulders to hips
    deficit  of the working hip: elevation of the thigh less `rise`, so 0 when
             shoulders, hip and knee are in line, + sagging, - arched
    arms     0 by the side, 90 over the chest, 180 past the head
"""

from typing import Any, Final, Literal

import numpy as np
from numpy.typing import ArrayLike

from tests.figures import (
    ARM_M,
    HALF_HIPS_M,
    HALF_SHOULDERS_M,
    SHANK_M,
    THIGH_M,
    TRUNK_M,
    Floats,
    Move,
    Side,
    filmed,
    frame_times,
    knee_between,
    put_head,
    ramp_signal,
)
from vision.track import Track

SHOULDERS_UP_M: Final = 0.10
BEND_DEG: Final = 60.0
"""Of the working knee with shoulders, hip and knee in line."""
ON_BOX_M: Final = 0.40
ON_FLOOR_M: Final = 0.08
"""Heights of the working ankle."""
HIPS_UP_M: Final = 0.47
"""Of a body on hands and knee."""


def _along(values: ArrayLike, time_s: Floats) -> Floats:
    return np.broadcast_to(np.asarray(values, dtype=np.float64), time_s.shape)


# -------------------------------------------------------------------------- the bridge


def working_ankle_m(height_m: float) -> tuple[float, float]:
    """Return where the working ankle stands, ahead of the shoulders and up."""
    rise = np.radians(np.linspace(-5.0, 60.0, 2001))
    bend = np.radians(BEND_DEG)
    knee_m = TRUNK_M + THIGH_M
    up = SHOULDERS_UP_M + knee_m * np.sin(rise) + SHANK_M * np.sin(rise - bend)
    at = float(np.interp(height_m, up, rise))
    return float(knee_m * np.cos(at) + SHANK_M * np.cos(at - bend)), height_m


def deficit_deg(rise_deg: ArrayLike, height_m: float) -> Floats:
    """Return the working hip's deficit for a trunk's rise."""
    rise = np.radians(np.asarray(rise_deg, dtype=np.float64))
    hip = (TRUNK_M * np.cos(rise), SHOULDERS_UP_M + TRUNK_M * np.sin(rise))
    forward, up = working_ankle_m(height_m)
    knee = knee_between(hip, (forward + 0 * rise, up + 0 * rise))
    thigh = np.arctan2(knee[1] - hip[1], knee[0] - hip[0])
    return np.asarray(np.degrees(thigh - rise))


def lying_deg(height_m: float = ON_BOX_M) -> float:
    """Return the deficit with the hips on the floor, level with the shoulders."""
    return float(deficit_deg(0.0, height_m))


def rise_deg(deficit: ArrayLike, height_m: float) -> Floats:
    """Return the trunk's rise for a deficit of the working hip."""
    rises = np.linspace(-3.0, 75.0, 4001)
    return np.interp(-np.asarray(deficit, float), -deficit_deg(rises, height_m), rises)


def bridge_track(
    deficit: ArrayLike,
    time_s: Floats,
    *,
    leg: Side | Literal["both"] = "left",
    ankle_m: float = ON_BOX_M,
    arm_deg: ArrayLike | None = None,
    free_hip_deg: ArrayLike = 70.0,
    foot_slides_m: ArrayLike = 0.0,
    hips_drawn_up_m: float = 0.0,
    **film: Any,
) -> Track:
    """Film a bridge.

    Args:
        deficit: (T,) or scalar, of the working hip.
        time_s: (T,) seconds.
        leg: Which carries.
        ankle_m: Height of the working ankle.
        arm_deg: (T,) or scalar, elevation of both arms; None rests them on the floor.
        free_hip_deg: (T,) or scalar, flexion of the free hip.
        foot_slides_m: (T,) or scalar, how far the working foot slides away.
        hips_drawn_up_m: By how much both hips are seen too high, as trackers do.
        film: As for `filmed`.
    """
    rise = np.radians(rise_deg(_along(deficit, time_s), ankle_m))
    arm = 0 * rise
    if arm_deg is not None:
        arm = rise + np.radians(_along(arm_deg, time_s))
    free = rise + np.radians(_along(free_hip_deg, time_s))
    body = np.zeros((len(time_s), 33, 3))

    def put(index: int, forward: ArrayLike, up: ArrayLike, across: float) -> None:
        body[:, index, 0], body[:, index, 1], body[:, index, 2] = forward, up, across

    hip = (TRUNK_M * np.cos(rise), SHOULDERS_UP_M + TRUNK_M * np.sin(rise))
    forward, up = working_ankle_m(ankle_m)
    still = (forward + 0 * rise, up + 0 * rise)
    planted = knee_between(hip, still)
    ankle = (still[0] + _along(foot_slides_m, time_s), still[1])
    for side, sign, name in ((0, 1.0, "left"), (1, -1.0, "right")):
        across = sign * HALF_HIPS_M
        put(11 + side, 0.0, SHOULDERS_UP_M, sign * HALF_SHOULDERS_M)
        put(23 + side, hip[0], hip[1] + hips_drawn_up_m, across)
        if leg in (name, "both"):
            knee, foot = planted, ankle
        else:
            knee = (hip[0] + THIGH_M * np.cos(free), hip[1] + THIGH_M * np.sin(free))
            low = free - np.radians(40.0)
            foot = (knee[0] + SHANK_M * np.cos(low), knee[1] + SHANK_M * np.sin(low))
        put(25 + side, *knee, across)
        put(27 + side, *foot, across)
        put(29 + side, foot[0] + 0.03, foot[1] - 0.05, across)
        put(31 + side, foot[0] + 0.02, foot[1] + 0.12, across)
        reach = (ARM_M * np.cos(arm), SHOULDERS_UP_M + ARM_M * np.sin(arm))
        put(13 + side, reach[0] / 2, (SHOULDERS_UP_M + reach[1]) / 2, sign * 0.2)
        for index in (15, 17, 19, 21):
            put(index + side, *reach, sign * 0.1)
    put_head(body, 0.0 * rise - np.pi / 2, 0.0 * rise, SHOULDERS_UP_M + 0 * rise)
    body[:, :, 0] -= 0.5
    return filmed(body, time_s, **film)


def lifts(
    count: int,
    *,
    top: float = 0.0,
    lying: float | None = None,
    lifting_s: float = 1.2,
    top_s: float = 1.0,
    lowering_s: float = 2.4,
    rest_s: float = 1.0,
    first_s: float = 2.0,
) -> list[Move]:
    """Return lifts of the hips and lowerings in turns, in degrees of deficit."""
    moves, at_s = [], first_s
    down = lying_deg() if lying is None else lying
    for _ in range(count):
        moves.append(Move(at_s, at_s + lifting_s, top))
        at_s += lifting_s + top_s
        moves.append(Move(at_s, at_s + lowering_s, down))
        at_s += lowering_s + rest_s
    return moves


def bridge_set(
    count: int = 3,
    *,
    top: float = 0.0,
    ankle_m: float = ON_BOX_M,
    fps: float = 30.0,
    moves: list[Move] | None = None,
    lowering_s: float = 2.4,
    **figure: Any,
) -> tuple[Track, list[Move]]:
    """Return a set of bridges that starts on the floor, and its script."""
    down = lying_deg(ankle_m)
    if moves is None:
        moves = lifts(count, top=top, lying=down, lowering_s=lowering_s)
    time_s = frame_times(moves[-1].off_s + 2.0, fps)
    deficit = ramp_signal(time_s, moves, start=down)
    return bridge_track(deficit, time_s, ankle_m=ankle_m, **figure), moves


def pull_over_set(
    count: int = 3,
    *,
    top: float = 0.0,
    ankle_m: float = ON_BOX_M,
    over_deg: float = 165.0,
    back_s: float = 2.0,
    dip_deg: float = 0.0,
    hips_up: bool = True,
    fps: float = 30.0,
    **figure: Any,
) -> tuple[Track, list[Move]]:
    """Return a set of pull overs above lifted hips, and the script of the arms.

    `dip_deg` is how much the hips sag while the arms are back.
    """
    moves, at_s = [], 5.0
    for _ in range(count):
        moves.append(Move(at_s, at_s + back_s, over_deg))
        moves.append(Move(at_s + back_s + 0.5, at_s + back_s + 1.9, 80.0))
        at_s += back_s + 2.9
    time_s = frame_times(at_s + 4.0, fps)
    start = [Move(3.4, 4.4, 80.0)]
    end = [Move(at_s + 0.2, at_s + 1.2, 0.0)]
    arms = ramp_signal(time_s, [*start, *moves, *end])
    share = np.clip((arms - 80.0) / (over_deg - 80.0), 0.0, 1.0)
    lying = lying_deg(ankle_m)
    deficit = lying + 0 * time_s
    if hips_up:
        lift = [Move(1.5, 3.0, top), Move(at_s + 1.4, at_s + 2.9, lying)]
        deficit = ramp_signal(time_s, lift, start=lying) + dip_deg * share
    track = bridge_track(deficit, time_s, ankle_m=ankle_m, arm_deg=arms, **figure)
    return track, moves


# ------------------------------------------------------------------------ the bird dog


def bird_dog_track(
    back: ArrayLike,
    time_s: Floats,
    *,
    leg: Side = "left",
    flexion_deg: float = 5.0,
    knee_deg: float = 10.0,
    tilt_deg: float = 4.0,
    hands_ahead_deg: float = 0.0,
    sinks_m: ArrayLike = 0.0,
    sways_m: ArrayLike = 0.0,
    foot_slides_m: ArrayLike = 0.0,
    **film: Any,
) -> Track:
    """Film a leg that is taken back from hands and knees to a wall.

    Args:
        back: (T,) 0 kneeling, 1 with the foot on the wall.
        time_s: (T,) seconds.
        leg: Which is taken back.
        flexion_deg: Of its hip on the wall, - when above the trunk's line.
        knee_deg: Bend of its knee there.
        tilt_deg: Of the trunk, + with the head higher than the hips.
        hands_ahead_deg: Angle of the arms from the vertical.
        sinks_m: (T,) or scalar, how far the hips are lower than at first.
        sways_m: (T,) or scalar, how far the hips are ahead of where they were.
        foot_slides_m: (T,) or scalar, how far the foot is lower on the wall.
        film: As for `filmed`.
    """
    share = _along(back, time_s)
    sinks = _along(sinks_m, time_s)
    tilt = np.radians(tilt_deg)
    shoulder = (TRUNK_M * np.cos(tilt), HIPS_UP_M + TRUNK_M * np.sin(tilt))
    tilted = np.arcsin((shoulder[1] - HIPS_UP_M + sinks) / TRUNK_M)
    hip = (
        shoulder[0] - TRUNK_M * np.cos(tilted) + _along(sways_m, time_s),
        HIPS_UP_M - sinks,
    )
    body = np.zeros((len(time_s), 33, 3))

    def put(index: int, forward: ArrayLike, up: ArrayLike, across: float) -> None:
        body[:, index, 0], body[:, index, 1], body[:, index, 2] = forward, up, across

    thigh = np.pi + tilt + np.radians(flexion_deg)
    shank = thigh - np.radians(knee_deg)
    wall = (
        THIGH_M * np.cos(thigh) + SHANK_M * np.cos(shank),
        HIPS_UP_M + THIGH_M * np.sin(thigh) + SHANK_M * np.sin(shank),
    )
    kneeling = (-SHANK_M, 0.05)
    ankle = (
        kneeling[0] + share * (wall[0] - kneeling[0]),
        kneeling[1] + share * (wall[1] - kneeling[1] - _along(foot_slides_m, time_s)),
    )
    for side, sign, name in ((0, 1.0, "left"), (1, -1.0, "right")):
        across = sign * HALF_HIPS_M
        put(11 + side, *shoulder, sign * HALF_SHOULDERS_M)
        put(23 + side, *hip, across)
        if name == leg:
            put(25 + side, *knee_between(hip, ankle), across)
            put(27 + side, *ankle, across)
            put(29 + side, ankle[0] - 0.04, ankle[1] + 0.06, across)
            put(31 + side, ankle[0] - 0.04, ankle[1] - 0.14, across)
        else:
            put(25 + side, 0.0, 0.05, across)
            put(27 + side, *kneeling, across)
            put(29 + side, kneeling[0] - 0.05, 0.08, across)
            put(31 + side, kneeling[0] - 0.12, 0.03, across)
        hand = shoulder[0] + (shoulder[1] - 0.03) * np.tan(np.radians(hands_ahead_deg))
        put(13 + side, (shoulder[0] + hand) / 2, shoulder[1] / 2, sign * 0.18)
        for index in (15, 17, 19, 21):
            put(index + side, hand, 0.03, sign * 0.18)
    level = 0 * share
    put_head(body, np.pi / 2 - tilt + level, shoulder[0] + level, shoulder[1] + level)
    body[:, :, 0] += 0.15
    return filmed(body, time_s, **film)


def bird_dog_holds(
    holds: list[tuple[float, float]], *, duration_s: float, moving_s: float = 0.8
) -> tuple[Floats, Floats]:
    """Return times and the way back of a leg that holds from each start to each end."""
    moves = []
    for start_s, end_s in holds:
        moves.append(Move(start_s - moving_s, start_s, 1.0))
        moves.append(Move(end_s, end_s + moving_s, 0.0))
    time_s = frame_times(duration_s, 30.0)
    return time_s, ramp_signal(time_s, moves)
