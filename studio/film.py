"""Films a clip: poses and draws every frame, writes the video and the truth beside."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.body import Body, make_body
from studio.camera import Camera
from studio.clip import Clip
from studio.landmarks import JOINT_NAMES, find_landmarks
from studio.limbs import rest_grip, suffix
from studio.motion import Motion
from studio.profiles import TimedRepetition
from studio.room import dumbbell
from studio.scene import Stage
from studio.skeleton import skin
from studio.video import VideoWriter

Array = NDArray[np.float64]

#: Room for a leg that swings free, and from a foot's middle to its shoe's edge.
FREE_SWING_M = 1.1
HALF_SHOE_M = 0.085
#: Steps of the joints in the truth, far below what any tracker sees.
METRE_STEP = 2.0**-13
PIXEL_STEP = 2.0**-6


def film(clip: Clip, folder: Path, tick: Callable[[int, int], None]) -> Path:
    """Render one clip into a folder.

    Args:
        clip: what to film.
        folder: gets NAME.mp4, NAME.truth.json and NAME.truth.npz.
        tick: told (frames done, frames in all) after each frame.

    Returns:
        The video's path.
    """
    body = make_body(clip.physique)
    motion = clip.style.build(body)
    camera = _camera(clip, body, motion)
    stage = _stage(clip, body, motion, camera)
    landmarks = find_landmarks(body)
    times_s = clip.frame_times_s()
    depths = clip.timeline.depth_at(times_s)
    joints_m = np.empty((len(times_s), len(JOINT_NAMES), 3))
    video = folder / f"{clip.name}.mp4"
    writer = VideoWriter(video, clip.shot, float(times_s[-1]) + 1 / clip.shot.fps)
    for frame, (time_s, depth) in enumerate(zip(times_s, depths, strict=True)):
        posed = motion.pose(float(depth), float(time_s))
        picture, bare_m = stage.draw(posed)
        joints_m[frame] = landmarks.read(posed, bare_m)
        writer.write(picture, float(time_s))
        tick(frame + 1, len(times_s))
    writer.close()
    stage.close()
    _write_joints(folder / f"{clip.name}.truth.npz", camera, times_s, joints_m)
    text = json.dumps(_truth(clip, motion, camera), indent=1) + "\n"
    (folder / f"{clip.name}.truth.json").write_text(text, encoding="utf-8")
    return video


def _camera(clip: Clip, body: Body, motion: Motion) -> Camera:
    """The shot's camera, aimed and zoomed so that the whole set is in the picture."""
    shot = clip.shot
    camera = Camera(
        yaw_deg=shot.yaw_deg,
        on_left=shot.on_left,
        distance_m=shot.distance_m,
        height_m=shot.height_m,
        roll_deg=shot.roll_deg,
        aim_m=(0.0, 0.0, 0.9),
        view_deg=40.0,
        width_px=shot.width_px,
        height_px=shot.height_px,
    )
    deepest = max(repetition.depth for repetition in clip.plan)
    poses = [motion.pose(depth * deepest, 0.0) for depth in (0.0, 0.5, 1.0)]
    points_m = np.concatenate([skin(body, posed)[::7] for posed in poses])
    return camera.fitted(points_m, shot.fill)


def _stage(clip: Clip, body: Body, motion: Motion, camera: Camera) -> Stage:
    """The room with its wall behind the rear foot, and the weight in the hand."""
    wall_x_m, foot_y_m = motion.wall_touch_m
    if not clip.style.has_wall:
        wall_x_m -= FREE_SWING_M
    end_m = clip.room.wall_end_m
    if camera.yaw_deg < 0:
        # Filmed a little from behind, a longer wall would hide the foot on it.
        end_m = (foot_y_m if camera.on_left else -foot_y_m) + HALF_SHOE_M
    room = dataclasses.replace(clip.room, wall_x_m=wall_x_m, wall_end_m=end_m)
    stage = Stage(body, clip.outfit, room, camera)
    if clip.style.load_kg > 0:
        hand = clip.style.load_hand
        grip = rest_grip(body, hand)
        for mesh, colour, shine in dumbbell(clip.style.load_kg):
            placed = mesh.transform(grip, inplace=False)
            stage.attach(placed, "wrist" + suffix(hand), colour, shine)
    return stage


def _write_joints(path: Path, camera: Camera, times_s: Array, joints_m: Array) -> None:
    """Write the joints (T, J, 3) in the world and in the picture."""
    np.savez_compressed(
        path,
        time_s=times_s,
        joint_names=np.array(JOINT_NAMES),
        joints_m=_rounded(joints_m, METRE_STEP),
        joints_px=_rounded(camera.project(joints_m), PIXEL_STEP),
    )


def _truth(clip: Clip, motion: Motion, camera: Camera) -> dict[str, Any]:
    """The readable truth of a clip; the README explains each entry."""
    timed = clip.timeline.repetitions
    return {
        "schema": 1,
        "clip": clip.name,
        "shows": clip.shows,
        "exercise": clip.style.exercise,
        "side": clip.style.side,
        "fps": clip.shot.fps,
        "width": clip.shot.width_px,
        "height": clip.shot.height_px,
        "variable_rate": clip.shot.variable_rate,
        "camera": {
            "yaw_deg": camera.yaw_deg,
            "distance_m": camera.distance_m,
            "height_m": camera.height_m,
            "roll_deg": camera.roll_deg,
            "pitch_deg": round(camera.pitch_deg, 3),
            "view_deg": round(camera.view_deg, 3),
            "facing": camera.facing,
        },
        "body": {**clip.physique.phenotype, "stature_m": clip.physique.stature_m},
        "load_kg": clip.style.load_kg,
        "load_hand": clip.style.load_hand if clip.style.load_kg > 0 else None,
        "set": motion.set_truth(),
        "reps": [_rep(t, motion) for t in timed if t.plan.counted],
        "attempts": [_rep(t, motion) for t in timed if not t.plan.counted],
        "faults": list(clip.faults),
        "clean": list(clip.clean),
    }


def _rounded(values: Array, step: float) -> NDArray[np.float32]:
    """Values rounded to a power of two, whose zero bits pack to half the size."""
    return (np.round(values / step) * step).astype(np.float32)


def _rep(timed: TimedRepetition, motion: Motion) -> dict[str, Any]:
    """One repetition as the truth file states it; times in seconds from frame one."""
    plan = timed.plan
    return {
        "start_s": round(timed.start_s, 6),
        "bottom_s": round(timed.bottom_s, 6),
        "leave_s": round(timed.leave_s, 6),
        "end_s": round(timed.end_s, 6),
        "lowering_s": plan.lowering_s,
        "pause_s": plan.pause_s,
        "lifting_s": plan.lifting_s,
        "profile": plan.profile,
        **motion.rep_truth(plan.depth),
    }
