"""Stick athletes whose every angle and second is known, for tests.

Lengths are metres. The body's own axes are forward, up and to its left; the camera's
are x right, y down, z away (the convention of `vision.track`). The projection is
orthographic, so what is drawn from the side is exact in the picture.

    lean   the trunk from upright, forward +
    knee   flexion of the standing knee
    shin   forward tilt of the standing shank: -lean / 8, since hips go back in a hinge
    hip    flexion of the standing hip = lean + knee - shin, plain geometry
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from vision.track import Source, Track

Floats = NDArray[np.float64]
Profile = Literal["constant speed", "minimum jerk"]
Side = Literal["left", "right"]

TRUNK_M: Final = 0.50
THIGH_M: Final = 0.42
SHANK_M: Final = 0.41
ARM_M: Final = 0.53
HALF_SHOULDERS_M: Final = 0.18
HALF_HIPS_M: Final = 0.10
ANKLE_HEIGHT_M: Final = 0.08
WALL_ANKLE_M: Final = (-0.60, 0.42)
"""Forward and up of the ankle of the foot on the wall, from the standing foot."""
SHIN_SHARE: Final = -1 / 8
"""Forward tilt of the standing shank, as a share of the trunk's lean."""

LEG_PAIRS: Final = ((25, 26), (27, 28), (29, 30), (31, 32))
KNEE_PAIRS: Final = ((25, 26),)
ANKLE_PAIRS: Final = ((27, 28), (29, 30), (31, 32))


# ---------------------------------------------------------------- time and movement


@dataclass(frozen=True)
class Move:
    """A movement to a level, from `on_s` to `off_s`; the signal rests in between."""

    on_s: float
    off_s: float
    level: float

    @property
    def duration_s(self) -> float:
        return self.off_s - self.on_s


def frame_times(duration_s: float, fps: float, *, jitter: float = 0.0) -> Floats:
    """Return frame times from 0; `jitter` is a share of the frame's length."""
    times = np.arange(round(duration_s * fps) + 1) / fps
    random = np.random.default_rng(11)
    times += random.uniform(-jitter, jitter, len(times)) / fps / 2
    return np.asarray(times - times[0])


def ramp_signal(
    time_s: Floats,
    moves: Sequence[Move],
    *,
    start: float = 0.0,
    profile: Profile = "minimum jerk",
) -> Floats:
    """Return a signal that rests, moves to a level, rests, and so on."""
    signal = np.full(len(time_s), start, dtype=np.float64)
    level = start
    for move in moves:
        share = np.clip((time_s - move.on_s) / move.duration_s, 0.0, 1.0)
        if profile == "minimum jerk":  # Flash & Hogan 1985
            share = 10 * share**3 - 15 * share**4 + 6 * share**5
        signal += (move.level - level) * share
        level = move.level
    return signal


def repetitions(
    count: int,
    *,
    lowering_s: float = 2.6,
    pause_s: float = 0.5,
    lifting_s: float = 1.2,
    top_s: float = 1.0,
    first_s: float = 2.0,
    top: float = 0.0,
    bottom: float = 75.0,
) -> list[Move]:
    """Return the lowerings and lifts of a set, in turns."""
    moves = []
    at_s = first_s
    for _ in range(count):
        moves.append(Move(at_s, at_s + lowering_s, bottom))
        at_s += lowering_s + pause_s
        moves.append(Move(at_s, at_s + lifting_s, top))
        at_s += lifting_s + top_s
    return moves


def wander(count: int, *, sd: float, seed: int, memory: float = 0.6) -> Floats:
    """Return noise with memory, AR(1), as trackers have it."""
    random = np.random.default_rng(seed)
    fresh = random.normal(0.0, sd * np.sqrt(1 - memory**2), count)
    noise = np.empty(count)
    last = random.normal(0.0, sd)
    for index, value in enumerate(fresh):
        last = memory * last + value
        noise[index] = last
    return noise


# ------------------------------------------------------------------------ the athlete


def hip_flexion_deg(lean_deg: ArrayLike, knee_deg: ArrayLike) -> Floats:
    """Return the flexion of a figure's standing hip."""
    lean = np.asarray(lean_deg, dtype=np.float64)
    return lean + np.asarray(knee_deg, dtype=np.float64) - SHIN_SHARE * lean


def hinge_track(
    lean_deg: ArrayLike,
    knee_deg: ArrayLike,
    time_s: Floats,
    *,
    facing: int = 1,
    stance: Side = "left",
    rear: Literal["wall", "free", "together"] = "wall",
    yaw_deg: float = 0.0,
    weight_ahead_m: float = 0.03,
    reach_outside_m: float = 0.05,
    weight_hand: Literal["free side", "standing side", "both"] = "free side",
    open_deg: ArrayLike = 0.0,
    rear_slide_m: ArrayLike = 0.0,
    noise_px: float = 0.0,
    seed: int = 0,
    size_wh: tuple[int, int] = (1280, 720),
    body_share: float = 0.62,
) -> Track:
    """Film a hinge.

    Args:
        lean_deg: (T,) trunk lean.
        knee_deg: (T,) or scalar, flexion of the standing knee.
        time_s: (T,) seconds.
        facing: +1 to image right, -1 to image left (in a side view).
        stance: The standing leg.
        rear: Other foot: on the wall, swinging free in line with the trunk, or beside
            the standing one (a hinge on two legs).
        yaw_deg: 0 from the side, 90 from the front.
        weight_ahead_m: How far ahead of the standing ankle the hand tries to hang.
        reach_outside_m: How far outside the standing foot the hand hangs.
        weight_hand: Which hand carries the weight; the other one rests on the hip.
        open_deg: (T,) or scalar, how far the free side's shoulder is turned up.
        rear_slide_m: (T,) or scalar, how far the foot has slid down the wall.
        noise_px: Standard deviation of noise on the landmarks, with memory.
        seed: Of the noise.
        size_wh: Of the picture.
        body_share: Height of the standing body as a share of the picture's.
    """
    lean = np.radians(np.broadcast_to(np.asarray(lean_deg, float), time_s.shape))
    knee = np.radians(np.broadcast_to(np.asarray(knee_deg, float), time_s.shape))
    opened = np.radians(np.broadcast_to(np.asarray(open_deg, float), time_s.shape))
    slid = np.broadcast_to(np.asarray(rear_slide_m, float), time_s.shape)
    left = 1.0 if stance == "left" else -1.0  # the standing side, along "to its left"
    own, other = (0, 1) if stance == "left" else (1, 0)
    body = np.zeros((len(time_s), 33, 3))  # forward, up, to its left

    def put(index: int, forward: ArrayLike, up: ArrayLike, across: ArrayLike) -> None:
        body[:, index, 0], body[:, index, 1], body[:, index, 2] = forward, up, across

    shin = SHIN_SHARE * lean
    knee_f = SHANK_M * np.sin(shin)
    knee_u = ANKLE_HEIGHT_M + SHANK_M * np.cos(shin)
    hip_f = knee_f - THIGH_M * np.sin(knee - shin)
    hip_u = knee_u + THIGH_M * np.cos(knee - shin)
    shoulder_f = hip_f + TRUNK_M * np.sin(lean)
    shoulder_u = hip_u + TRUNK_M * np.cos(lean)
    near, far = left * HALF_HIPS_M, -left * HALF_HIPS_M
    for side, across in ((own, near), (other, far)):
        put(23 + side, hip_f, hip_u, across)
    put(25 + own, knee_f, knee_u, near)
    put(27 + own, 0.0, ANKLE_HEIGHT_M, near)
    put(29 + own, -0.05, 0.03, near)
    put(31 + own, 0.18, 0.02, near)

    rear_knee, rear_ankle = _rear_leg(rear, lean, hip_f, hip_u, knee_f, knee_u, slid)
    put(25 + other, *rear_knee, far)
    put(27 + other, *rear_ankle, far)
    back = 0.0 if rear == "together" else -0.05
    put(29 + other, rear_ankle[0] + back - 0.05, rear_ankle[1] - 0.03, far)
    put(31 + other, rear_ankle[0] + back + 0.10, rear_ankle[1] - 0.06, far)

    for side, sign in ((own, left), (other, -left)):
        up = shoulder_u - left * sign * HALF_SHOULDERS_M * np.sin(opened)
        put(11 + side, shoulder_f, up, sign * HALF_SHOULDERS_M * np.cos(opened))
    put_head(body, lean, shoulder_f, shoulder_u)
    carrying = {
        "free side": (other,), "standing side": (own,), "both": (own, other)
    }[weight_hand]  # fmt: skip
    for side in (0, 1):
        target = (weight_ahead_m, near + left * reach_outside_m)
        _arm(body, side, target if side in carrying else None)
    if weight_hand == "both":  # one weight, so one height and place
        body[:, 15:17] = body[:, 15:17].mean(axis=1, keepdims=True)
    return filmed(
        body, time_s, facing=facing, yaw_deg=yaw_deg, size_wh=size_wh,
        body_share=body_share, noise_px=noise_px, seed=seed,
    )  # fmt: skip


def _rear_leg(
    rear: str,
    lean: Floats,
    hip_f: Floats,
    hip_u: Floats,
    knee_f: Floats,
    knee_u: Floats,
    slid: Floats,
) -> tuple[tuple[Floats, Floats], tuple[Floats, Floats]]:
    """Return knee and ankle of the other leg as (forward, up)."""
    if rear == "together":
        return (knee_f, knee_u), (0 * lean, 0 * lean + ANKLE_HEIGHT_M)
    if rear == "free":  # the leg carries the trunk's line on, a little bent
        turn = lean + np.radians(10.0)
        knee = (hip_f - THIGH_M * np.sin(turn), hip_u - THIGH_M * np.cos(turn))
        turn = turn + np.radians(25.0)
        return knee, (
            knee[0] - SHANK_M * np.sin(turn),
            knee[1] - SHANK_M * np.cos(turn),
        )
    ankle = (0 * lean + WALL_ANKLE_M[0], WALL_ANKLE_M[1] - slid)
    return knee_between((hip_f, hip_u), ankle), ankle


def knee_between(
    hip: tuple[Floats, Floats], ankle: tuple[Floats, Floats]
) -> tuple[Floats, Floats]:
    """Return the knee of a leg of full length as (forward, up).

    It points forward in standing, up in lying on the back, down in lying on the front.
    """
    away_f, away_u = ankle[0] - hip[0], ankle[1] - hip[1]
    reach = np.minimum(np.hypot(away_f, away_u), THIGH_M + SHANK_M - 1e-6)
    along = (reach**2 + THIGH_M**2 - SHANK_M**2) / (2 * reach)
    aside = np.sqrt(np.maximum(THIGH_M**2 - along**2, 0.0))
    return (
        hip[0] + (along * away_f - aside * away_u) / reach,
        hip[1] + (along * away_u + aside * away_f) / reach,
    )


def put_head(body: Floats, lean: Floats, forward: Floats, up: Floats) -> None:
    """Put the eleven landmarks of the head, carried by the trunk."""
    places = {0: (0.10, 0.20, 0.0), 7: (0.0, 0.22, 0.07), 8: (0.0, 0.22, -0.07)}
    for left, right, ahead, above in ((1, 4, 0.09, 0.24), (9, 10, 0.09, 0.16)):
        places[left], places[right] = (ahead, above, 0.03), (ahead, above, -0.03)
    for left, right in ((2, 5), (3, 6)):
        places[left], places[right] = (0.08, 0.24, 0.04), (0.08, 0.24, -0.04)
    for index, (ahead, above, across) in places.items():
        body[:, index, 0] = forward + ahead * np.cos(lean) + above * np.sin(lean)
        body[:, index, 1] = up - ahead * np.sin(lean) + above * np.cos(lean)
        body[:, index, 2] = across


def _arm(body: Floats, side: int, target: tuple[float, float] | None) -> None:
    """Hang an arm over a target (forward, across), or put its hand on the hip."""
    shoulder, hip = body[:, 11 + side], body[:, 23 + side]
    if target is None:
        wrist = hip + 0.3 * (shoulder - hip)
    else:
        level = np.stack(
            [target[0] - shoulder[:, 0], target[1] - shoulder[:, 2]], axis=1
        )
        length = np.linalg.norm(level, axis=1, keepdims=True)
        level *= np.minimum(1.0, 0.9 * ARM_M / np.maximum(length, 1e-9))
        down = np.sqrt(ARM_M**2 - (level**2).sum(axis=1))
        wrist = shoulder + np.stack([level[:, 0], -down, level[:, 1]], axis=1)
    body[:, 13 + side] = (shoulder + wrist) / 2
    for index in (15, 17, 19, 21):
        body[:, index + side] = wrist


def filmed(
    body: Floats,
    time_s: Floats,
    *,
    facing: int = 1,
    yaw_deg: float = 0.0,
    size_wh: tuple[int, int] = (1280, 720),
    body_share: float = 0.62,
    noise_px: float = 0.0,
    seed: int = 0,
) -> Track:
    """Film a body, (T, 33, 3): metres forward, up and to its left.

    The other arguments are those of `hinge_track`.
    """
    yaw = np.radians(yaw_deg)
    ahead = np.array([facing * np.cos(yaw), 0.0, -np.sin(yaw)])
    up = np.array([0.0, -1.0, 0.0])
    axes = np.stack([ahead, up, np.cross(up, ahead)])
    world = body @ axes
    standing_m = ANKLE_HEIGHT_M + SHANK_M + THIGH_M + TRUNK_M + 0.24
    px_per_m = body_share * size_wh[1] / standing_m
    floor_y = size_wh[1] * (0.5 + body_share / 2)
    points = world[:, :, :2] * px_per_m + [size_wh[0] / 2, floor_y]
    if noise_px:
        for index in range(33 * 2):
            points[:, index // 2, index % 2] += wander(
                len(time_s), sd=noise_px, seed=1000 * seed + index
            )
    count = len(time_s)
    fps = (count - 1) / float(time_s[-1]) if count > 1 else 30.0
    return Track(
        time_s=time_s,
        points_px=points,
        world_m=world - 0.5 * (world[:, 23:24] + world[:, 24:25]),
        visibility=np.full((count, 33), 0.99),
        luma=np.full(count, 120.0),
        size_wh=size_wh,
        source=Source(name="figure.mp4", fps=fps, duration_s=count / fps),
    )


def deadlift_set(
    count: int = 3,
    *,
    fps: float = 30.0,
    top_lean: float = 4.0,
    bottom_lean: float = 72.0,
    top_knee: float = 8.0,
    bottom_knee: float = 16.0,
    profile: Profile = "minimum jerk",
    lowering_s: float = 2.8,
    pause_s: float = 0.5,
    lifting_s: float = 1.2,
    top_s: float = 1.0,
    **figure: object,
) -> tuple[Track, list[Move]]:
    """Return a whole set of hinges and its script, in degrees of lean."""
    moves = repetitions(
        count, top=top_lean, bottom=bottom_lean, lowering_s=lowering_s,
        pause_s=pause_s, lifting_s=lifting_s, top_s=top_s,
    )  # fmt: skip
    time_s = frame_times((moves[-1].off_s if moves else 4.0) + 2.0, fps)
    lean = ramp_signal(time_s, moves, start=top_lean, profile=profile)
    share = (lean - top_lean) / (bottom_lean - top_lean)
    knee = top_knee + (bottom_knee - top_knee) * share
    for name in ("open_deg", "rear_slide_m"):
        if name in figure:  # grows with depth
            figure[name] = np.asarray(figure[name]) * share
    return hinge_track(lean, knee, time_s, **figure), moves  # type: ignore[arg-type]


def one_after_another(*tracks: Track, rest_s: float = 1.0) -> Track:
    """Return films in one, with stillness after each."""
    times: list[Floats] = []
    frames: list[NDArray[np.int_]] = []
    start_s = 0.0
    for track in tracks:
        step_s = float(np.median(np.diff(track.time_s)))
        still = np.full(round(rest_s / step_s), len(track) - 1)
        frames.append(np.concatenate([np.arange(len(track)), still]))
        times.append(start_s + np.arange(len(frames[-1])) * step_s)
        start_s = float(times[-1][-1]) + step_s

    def joined(name: str) -> Floats:
        parts = zip(tracks, frames, strict=True)
        return np.concatenate([getattr(track, name)[part] for track, part in parts])

    return replace(
        tracks[0],
        time_s=np.concatenate(times),
        points_px=joined("points_px"),
        world_m=joined("world_m"),
        visibility=joined("visibility"),
        luma=joined("luma"),
        source=replace(tracks[0].source, duration_s=start_s),
    )


# ------------------------------------------------------------------ what goes wrong


def with_both_feet_down(track: Track, at_s: float) -> Track:
    """Return the track with both ankles on the floor for a second around a time."""
    points, ankles = track.points_px.copy(), [27, 28]
    resting = np.abs(track.time_s - at_s) < 0.5
    points[np.ix_(resting, ankles, [1])] = points[resting][:, ankles, 1].max()
    return replace(track, points_px=points)


def bursts(
    time_s: Floats, *, share: float, burst_s: float, seed: int
) -> NDArray[np.bool_]:
    """Return (T,) flags that hold for `share` of the time, in bursts."""
    random = np.random.default_rng(seed)
    flags = np.zeros(len(time_s), dtype=bool)
    while flags.mean() < share:
        start_s = random.uniform(time_s[0], time_s[-1])
        length_s = burst_s * random.uniform(0.5, 1.5)
        flags |= (time_s >= start_s) & (time_s < start_s + length_s)
    return flags


def swapped(
    track: Track,
    when: NDArray[np.bool_],
    pairs: Sequence[tuple[int, int]] = LEG_PAIRS,
) -> Track:
    """Return the track with left and right exchanged in some frames."""
    points, world = track.points_px.copy(), track.world_m.copy()
    for left, right in pairs:
        for array in (points, world):
            array[when, left], array[when, right] = (
                array[when, right].copy(),
                array[when, left].copy(),
            )
    return replace(track, points_px=points, world_m=world)


def hidden(track: Track, when: NDArray[np.bool_]) -> Track:
    """Return the track with nobody seen in some frames."""
    return replace(
        track,
        points_px=np.where(when[:, None, None], np.nan, track.points_px),
        world_m=np.where(when[:, None, None], np.nan, track.world_m),
        visibility=np.where(when[:, None], np.nan, track.visibility),
    )
