"""Films a clip: poses and draws every frame, writes the video and the truth beside."""

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
from studio.motion import Motion
from studio.scene import Stage
from studio.skeleton import Array, skin
from studio.video import VideoWriter

#: From a foot's middle to its shoe's edge.
HALF_SHOE_M = 0.085
#: Steps of the joints in the truth, far below what any tracker sees.
METRE_STEP = 2.0**-13
PIXEL_STEP = 2.0**-6


def film(clip: Clip, folder: Path, tick: Callable[[int, int], None]) -> Path:
    """Render a clip's NAME.mp4, NAME.truth.json and NAME.truth.npz into a folder.

    `tick` is told (frames done, frames in all) after each frame. Returns the video.
    """
    body = make_body(clip.physique)
    motion = clip.style.build(body)
    camera = camera_of(clip, body, motion)
    stage = _stage(clip, body, motion, camera)
    landmarks = find_landmarks(body)
    times_s = clip.frame_times_s()
    joints_m = np.empty((len(times_s), len(JOINT_NAMES), 3))
    video = folder / f"{clip.name}.mp4"
    writer = VideoWriter(video, clip.shot, float(times_s[-1]) + 1 / clip.shot.fps)
    for frame, time_s in enumerate(times_s):
        posed = motion.pose_at(float(time_s))
        picture, bare_m = stage.draw(posed)
        joints_m[frame] = landmarks.read(posed, bare_m)
        writer.write(picture, float(time_s))
        tick(frame + 1, len(times_s))
    writer.close()
    stage.close()
    _write_joints(folder / f"{clip.name}.truth.npz", camera, times_s, joints_m)
    text = json.dumps(truth_of(clip, motion, camera), indent=1) + "\n"
    (folder / f"{clip.name}.truth.json").write_text(text, encoding="utf-8")
    return video


def still(clip: Clip, times_s: list[float], path: Path) -> None:
    """Write the frames at some times side by side, to look at before filming."""
    body = make_body(clip.physique)
    motion = clip.style.build(body)
    stage = _stage(clip, body, motion, camera_of(clip, body, motion))
    pictures = [stage.draw(motion.pose_at(time_s))[0].copy() for time_s in times_s]
    stage.close()
    from PIL import Image

    Image.fromarray(np.concatenate(pictures, axis=1)).save(path)


def camera_of(clip: Clip, body: Body, motion: Motion) -> Camera:
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
    points_m = np.concatenate(
        [skin(body, posed)[::7] for posed in motion.framing()]
        + [prop.mesh.points for prop in motion.props() if prop.bone is None]
    )
    return camera.fitted(points_m, shot.fill)


def _stage(clip: Clip, body: Body, motion: Motion, camera: Camera) -> Stage:
    """The room where the motion needs it, with the motion's own things."""
    place, room = motion.place, clip.room
    if camera.yaw_deg < 0 and place.wall_foot_y_m is not None:
        # Filmed a little from behind, a longer wall would hide the foot on it.
        foot_y_m = place.wall_foot_y_m if camera.on_left else -place.wall_foot_y_m
        room = dataclasses.replace(room, wall_end_m=foot_y_m + HALF_SHOE_M)
    stage = Stage(body, clip.outfit, room, place, camera)
    for prop in motion.props():
        stage.add(prop)
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


def truth_of(clip: Clip, motion: Motion, camera: Camera) -> dict[str, Any]:
    """The readable truth of a clip; the README explains each entry."""
    own = motion.truth()
    truth = {
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
        **own,
        "faults": list(clip.faults),
        "clean": list(clip.clean),
    }
    if clip.possible:
        truth["possible"] = list(clip.possible)
    if clip.label is not None:
        truth["label"] = clip.label
    return truth


def _rounded(values: Array, step: float) -> NDArray[np.float32]:
    """Values rounded to a power of two, whose zero bits pack to half the size."""
    return (np.round(values / step) * step).astype(np.float32)
