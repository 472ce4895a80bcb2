"""Single pictures of athletes in every pose, from everywhere: what a model learns from.

Where clips show how an exercise goes, views show as many bodies, poses and cameras as
can be had in the time: a body and a camera are drawn by lot, then the body is caught at
some moments of what it does, its joints each turned a little more at random, so that
nothing is learned of one motion alone. The spine is among them: a rig's trunk is stiff,
a person's is not, and shoulders that always told where the pelvis is would be a lie.
"""

import dataclasses
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.body import make_body
from studio.booth import Booth
from studio.camera import Camera
from studio.clip import Clip
from studio.landmarks import JOINT_NAMES, find_landmarks
from studio.loosening import loosened
from studio.lottery import draw
from studio.motion import Style
from studio.motions.bent import any_bent
from studio.motions.deadlift import DeadliftStyle
from studio.motions.everyday import SCRIPTS, EverydayStyle
from studio.motions.figure import strike
from studio.skeleton import UP, Array, skin

#: What is shown, and in which share of the views.
SHARES = {
    "internal_rotation_deadlift": 0.36,
    "bent": 0.18,
    "everyday": 0.12,
    "bridge_foot_on_box": 0.10,
    "bridge_pull_over": 0.10,
    "bird_dog_wall_push": 0.07,
    "gallop": 0.07,
}
#: Moments of a body.
MOMENTS = 10
#: Cameras that see each moment.
CAMERAS = 3
SIDE_PX = 288


@dataclass(frozen=True)
class View:
    """One picture and what is true of it.

    Attributes:
        picture: (S, S, 3) uint8.
        joints_m: (J, 3) joints in the order of `JOINT_NAMES`; x to the picture's right
            and z away from the camera, both level, y down along gravity.
        yaw_deg: 0 exactly from the side, 90 from the front, negative from behind.
        body: number of the body in its series.
        shows: exercise or script.
        stance: the standing or working leg; "" where there is none.
        film: number of the film among those of the body; -1 for a single picture.
        time_s: from the film's first picture.
    """

    picture: NDArray[np.uint8]
    joints_m: Array
    yaw_deg: float
    body: int
    shows: str
    stance: str
    film: int = -1
    time_s: float = 0.0


def views(seed: int, number: int) -> Iterator[View]:
    """The views of one body; the same number gives the same ones."""
    lot = np.random.default_rng([seed, number, 19])
    while True:
        shows = str(lot.choice(list(SHARES), p=list(SHARES.values())))
        try:
            clip, shows = clip_of(seed, number, shows, lot)
            body = make_body(clip.physique)
            motion = clip.style.build(body)
            if shows == "bent":
                some = [strike(body, any_bent(body, lot)) for _ in range(MOMENTS)]
            else:
                times_s = lot.uniform(0, clip.duration_s, MOMENTS)
                some = motion.poses_at(times_s)
            poses = [loosened(posed, body, lot) for posed in some]
        except ValueError:  # a leg or an arm that does not reach: drawn again
            continue
        break
    landmarks = find_landmarks(body)
    booth: Booth | None = None
    for posed in poses:
        joints_m = landmarks.read(posed, skin(body, posed))
        for again in range(CAMERAS):
            yaw_deg = any_yaw_deg(lot)
            camera = any_camera(skin(body, posed)[::7], yaw_deg, lot)
            if booth is None:
                booth = Booth(body, clip.outfit, clip.room, motion.place, camera)
                for prop in motion.props():
                    booth.add(prop)
            booth.look(camera)
            picture = booth.again() if again else booth.draw(posed)[0]
            yield View(
                picture=picture.copy(),
                joints_m=seen_by(camera, joints_m),
                yaw_deg=yaw_deg,
                body=number,
                shows=shows,
                stance=str(clip.style.side or ""),
            )
    if booth is not None:
        booth.close()


def clip_of(
    seed: int, number: int, shows: str, lot: np.random.Generator
) -> tuple[Clip, str]:
    """Who is seen doing what."""
    if shows in ("everyday", "bent"):
        clip = draw(seed, number, "internal_rotation_deadlift")
        script = str(lot.choice(list(SCRIPTS)))
        style: Style = EverydayStyle(script=script, length_s=8.0)
        clip = dataclasses.replace(clip, style=style)
        return clip, script if shows == "everyday" else shows
    clip = draw(seed, number, shows)
    if isinstance(clip.style, DeadliftStyle):
        clip = dataclasses.replace(clip, style=_any_hinge(clip.style, lot))
    return clip, shows


def _any_hinge(style: DeadliftStyle, lot: np.random.Generator) -> DeadliftStyle:
    """A hinge that is good or bad in every way at once."""
    knee_top_deg = float(lot.uniform(3, 25))
    return dataclasses.replace(
        style,
        lean_top_deg=float(lot.uniform(-3, 15)),
        lean_bottom_deg=float(lot.uniform(30, 105)),
        knee_top_deg=knee_top_deg,
        knee_bottom_deg=float(lot.uniform(4, 70)),
        turn_bottom_deg=float(lot.uniform(-25, 35)),
        open_bottom_deg=float(lot.uniform(-25, 35)),
        hand_lateral=float(lot.uniform(-0.4, 0.8)),
        rear_rise=float(lot.choice([0.0, 0.0, lot.uniform(0.05, 0.5)])),
    )


def any_yaw_deg(lot: np.random.Generator) -> float:
    """All round, most often between the side and the front."""
    return float(lot.uniform(-15, 95) if lot.random() < 0.8 else lot.uniform(-75, -15))


def any_camera(
    seen_m: Array, yaw_deg: float, lot: np.random.Generator, side_px: int = SIDE_PX
) -> Camera:
    """A phone somewhere around, aimed and zoomed so that points (..., 3) are seen."""
    camera = Camera(
        yaw_deg=yaw_deg,
        on_left=bool(lot.random() < 0.5),
        distance_m=float(lot.uniform(1.8, 5.0)),
        height_m=float(lot.uniform(0.35, 1.7)),
        roll_deg=float(lot.normal(0, 2)),
        aim_m=(0.0, 0.0, 0.9),
        view_deg=40.0,
        width_px=side_px,
        height_px=side_px,
    )
    return camera.fitted(seen_m, float(lot.uniform(0.6, 0.9)))


def seen_by(camera: Camera, joints_m: Array) -> Array:
    """Joints (J, 3) from mid-hip, in level axes of the camera."""
    away = camera.axes[2] * np.array([1.0, 1.0, 0.0])
    away = away / np.linalg.norm(away)
    level = np.stack([np.cross(away, UP), -UP, away])
    hips = [JOINT_NAMES.index(f"{side}_hip") for side in ("left", "right")]
    return np.asarray((joints_m - joints_m[hips].mean(axis=0)) @ level.T)


def save(
    seed: int,
    numbers: range,
    path: Path,
    views_of: Callable[[int, int], Iterator[View]] = views,
) -> int:
    """Write the views of some bodies as one file; return how many.

    The file is a NumPy archive: `pictures` as JPEG, with `starts` of each in one run of
    bytes, `joints_m`, `joint_names`, `yaw_deg`, `body`, `shows`, `stance`, `film`,
    `time_s`.
    """
    from PIL import Image

    taken: list[View] = []
    packed, starts = io.BytesIO(), [0]
    for number in numbers:
        for view in views_of(seed, number):
            Image.fromarray(view.picture).save(packed, "JPEG", quality=90)
            starts.append(packed.tell())
            taken.append(dataclasses.replace(view, picture=view.picture[:0]))
    columns: dict[str, Any] = {
        name: np.array([getattr(view, name) for view in taken])
        for name in ("joints_m", "yaw_deg", "body", "shows", "stance", "film", "time_s")
    }
    np.savez(
        path,
        pictures=np.frombuffer(packed.getvalue(), np.uint8),
        starts=np.array(starts),
        joint_names=np.array(JOINT_NAMES),
        seed=seed,
        **columns,
    )
    return len(taken)
