"""Films of a few moments by lot: one body and cameras at rest, in the order of time.

What a single picture cannot show, a film can: how long each bone looks when it lies
across the view, and where a foot stands that is hidden later. So joints are turned
further by one lot for the whole film, which drifts a little, and who stands keeps the
foot where it stood.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from studio.body import Body, make_body
from studio.booth import Booth
from studio.camera import Camera
from studio.clip import Clip
from studio.landmarks import find_landmarks
from studio.loosening import Looseness, planted
from studio.motion import Motion
from studio.motions.bent import any_bent
from studio.motions.figure import Figure, blend, strike
from studio.skeleton import Posed, skin
from studio.views import (
    CAMERAS,
    View,
    any_camera,
    any_yaw_deg,
    clip_of,
    seen_by,
)

#: What is shown, and in which share of the films: who hinges, above all.
HINGES = {"internal_rotation_deadlift": 0.60, "bent": 0.25, "everyday": 0.15}
#: Moments of a film, and the time between two, seconds.
MOMENTS, STEP_S = 14, 0.3
#: Larger than single pictures: the camera does not follow.
FILM_PX = 320
#: On these the lower foot is taken to stand.
STANDING = ("internal_rotation_deadlift", "bent", "everyday", "gallop")
#: A bent body stands upright at both ends of its film, and is bent anew at these times.
KEYS_S = (0.0, 1.2, 2.4, 3.9)


def film_views(
    seed: int, number: int, shares: Mapping[str, float] = HINGES
) -> Iterator[View]:
    """All pictures of one body's films, one for each camera; always the same ones."""
    lot = np.random.default_rng([seed, number, 23])
    times_s = STEP_S * np.arange(MOMENTS)
    while True:
        kind = str(lot.choice(list(shares), p=list(shares.values())))
        try:
            clip, shows = clip_of(seed, number, kind, lot)
            body = make_body(clip.physique)
            motion = clip.style.build(body)
            poses = _poses(body, motion, kind, clip, times_s, lot)
        except ValueError:  # a leg or an arm that does not reach: drawn again
            continue
        break
    landmarks = find_landmarks(body)
    skins_m = [skin(body, posed) for posed in poses]
    seen_m = np.stack([skin_m[::7] for skin_m in skins_m[::2]])
    cameras = [
        any_camera(seen_m, any_yaw_deg(lot), lot, FILM_PX) for _ in range(CAMERAS)
    ]
    booth = _booth(body, clip, motion, cameras[0])
    for time_s, posed, skin_m in zip(times_s, poses, skins_m, strict=True):
        joints_m = landmarks.read(posed, skin_m)
        for film, camera in enumerate(cameras):
            booth.look(camera)
            picture = booth.again() if film else booth.draw(posed)[0]
            yield View(
                picture=picture.copy(),
                joints_m=seen_by(camera, joints_m),
                yaw_deg=camera.yaw_deg,
                body=number,
                shows=shows,
                stance=str(clip.style.side or ""),
                film=film,
                time_s=float(time_s),
            )
    booth.close()


def _booth(body: Body, clip: Clip, motion: Motion, camera: Camera) -> Booth:
    booth = Booth(body, clip.outfit, clip.room, motion.place, camera)
    for prop in motion.props():
        booth.add(prop)
    return booth


def _poses(
    body: Body,
    motion: Motion,
    kind: str,
    clip: Clip,
    times_s: np.ndarray,
    lot: np.random.Generator,
) -> list[Posed]:
    """The body at all times, its joints turned further."""
    if kind == "bent":
        keys = _keys(body, lot)
        some = [strike(body, _between(keys, float(time_s))) for time_s in times_s]
    else:
        longest_s = max(clip.duration_s - float(times_s[-1]), 0.0)
        some = motion.poses_at(float(lot.uniform(0, longest_s)) + times_s)
    looseness = Looseness.drawn(lot)
    share = np.linspace(0.0, 1.0, len(times_s))
    loose = [
        looseness.turned(one, body, at, lot)
        for one, at in zip(some, share, strict=True)
    ]
    if kind not in STANDING:
        return loose
    side = clip.style.side if kind == "internal_rotation_deadlift" else None
    return [planted(new, old, body, side) for new, old in zip(loose, some, strict=True)]


def _keys(body: Body, lot: np.random.Generator) -> list[Figure]:
    """Upright, bent twice, upright again, on the same feet."""
    first, second = (any_bent(body, lot) for _ in range(2))
    tall = replace(first, lean_deg=float(lot.uniform(-5, 12)), roll_deg=0.0)
    feet_m = [np.array(foot.ankle_m) for foot in first.feet.values()]
    floor_m = min(float(foot[2]) for foot in feet_m)
    hips_m = body.head_m("upperleg01.L")[2] - body.head_m("foot.L")[2]
    height_m = floor_m + float(lot.uniform(0.94, 0.99)) * hips_m
    tall = replace(tall, pelvis_m=(0.0, float(first.pelvis_m[1]), float(height_m)))
    return [
        tall,
        first,
        replace(second, feet=first.feet, arms=first.arms),
        replace(tall, lean_deg=float(lot.uniform(-5, 12))),
    ]


def _between(keys: list[Figure], time_s: float) -> Figure:
    """The figure at a time: smoothly from key to key."""
    later = int(np.clip(np.searchsorted(KEYS_S, time_s), 1, len(KEYS_S) - 1))
    start_s, end_s = KEYS_S[later - 1], KEYS_S[later]
    share = float(np.clip((time_s - start_s) / (end_s - start_s), 0.0, 1.0))
    smooth = share * share * (3.0 - 2.0 * share)
    figure: Figure = blend(keys[later - 1], keys[later], smooth)
    return figure
