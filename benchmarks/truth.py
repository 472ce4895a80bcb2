"""Rendered clips with what truly happens in them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from exercises.engine.tempo import AS_SHARE, PEAK_TO_MEAN
from exercises.report import Report
from exercises.units import NAN, Unit
from vision.geometry import Floats

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "sample_videos"

True_ = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Clip:
    """A rendered clip.

    Attributes:
        path: The video.
        truth: The readable truth (studio/README.md has its fields).
    """

    path: Path
    truth: dict[str, Any]

    @property
    def name(self) -> str:
        """Its name."""
        return self.path.stem

    @property
    def exercise(self) -> str | None:
        """Key of the exercise, None for none of ours."""
        key: str | None = self.truth["exercise"]
        return key

    @property
    def yaw_deg(self) -> float:
        """The camera's angle from the pure side view, 0..90."""
        return abs(float(self.truth["camera"]["yaw_deg"]))

    @property
    def front(self) -> bool:
        """Whether it was filmed from the front."""
        return self.yaw_deg > 65

    @property
    def units(self) -> list[dict[str, Any]]:
        """The true reps, holds or bouts in order."""
        for kind in ("reps", "holds", "bouts"):
            if self.truth.get(kind):
                found: list[dict[str, Any]] = self.truth[kind]
                return found
        return []

    @property
    def stature_m(self) -> float:
        """How tall the athlete is."""
        return float(self.truth["body"]["stature_m"])

    @cached_property
    def joints_m(self) -> dict[str, Floats]:
        """The true place of each joint's centre in space, (T, 3) metres."""
        with np.load(self.path.with_suffix(".truth.npz")) as data:
            names = [str(name) for name in data["joint_names"]]
            joints = np.asarray(data["joints_m"], dtype=np.float64)
        return {name: joints[:, index] for index, name in enumerate(names)}

    @cached_property
    def time_s(self) -> Floats:
        """(T,) when the joints were there."""
        with np.load(self.path.with_suffix(".truth.npz")) as data:
            return np.asarray(data["time_s"], dtype=np.float64)

    def hip_flexion_deg(self, side: str) -> Floats:
        """Return a hip's true flexion in every frame, (T,).

        Between the trunk (mid-hip to mid-shoulder) and the thigh carried on upwards,
        in three dimensions, from the joints' centres.
        """
        at = self.joints_m
        trunk = at["left_shoulder"] + at["right_shoulder"]
        trunk = (trunk - at["left_hip"] - at["right_hip"]) / 2
        return _angle_deg(trunk, at[f"{side}_hip"] - at[f"{side}_knee"])

    def knee_flexion_deg(self, side: str) -> Floats:
        """Return a knee's true flexion in every frame, (T,), likewise."""
        hip, knee, ankle = (
            self.joints_m[f"{side}_{part}"] for part in ("hip", "knee", "ankle")
        )
        return _angle_deg(hip - knee, knee - ankle)


def _angle_deg(one: Floats, other: Floats) -> Floats:
    across = np.linalg.norm(np.cross(one, other), axis=1)
    return np.degrees(np.arctan2(across, (one * other).sum(axis=1)))


def clips_in(folders: Iterable[Path]) -> list[Clip]:
    """Return the clips of some folders that have their truth beside them."""
    found = []
    for folder in folders:
        for path in sorted(folder.glob("*.truth.json")):
            video = path.with_name(path.name.replace(".truth.json", ".mp4"))
            truth = json.loads(path.read_text(encoding="utf-8"))
            if video.is_file():
                found.append(Clip(path=video, truth=truth))
    return found


def true_measures(clip: Clip, unit: True_) -> dict[str, float]:
    """Return the true value of each measure that the studio knows."""
    of = {
        "internal_rotation_deadlift": _of_deadlift,
        "bridge_foot_on_box": _of_box_bridge,
        "bridge_pull_over": _of_pull_over,
        "bird_dog_wall_push": _of_hold,
        "gallop": _of_bout,
    }
    return of[clip.exercise](clip, unit) if clip.exercise else {}


def _of_deadlift(clip: Clip, rep: True_) -> dict[str, float]:
    trunk_m = float(clip.truth.get("set", {}).get("trunk_m", NAN))
    hip_way = rep["hip_deg_top"] - rep["hip_deg_bottom"]
    knee_way = rep["knee_flexion_bottom_deg"] - rep.get("knee_flexion_top_deg", 0.0)
    return {
        "lean_deg": rep["lean_bottom_deg"],
        "stance_knee_deg": rep["knee_flexion_bottom_deg"],
        "hinge_share": hip_way / (hip_way + max(0.0, knee_way)),
        "lowering_s": rep["lowering_s"],
        "top_flexion_deg": 180.0 - rep["hip_deg_top"],
        "back_foot_path": rep.get("rear_ankle_path_m", NAN) / trunk_m,
        "weight_offset": rep.get("weight_offset", NAN),
        "hand_target": rep.get("hand_target", NAN),
        "hinge_deg": rep["hip_deg_bottom"],
        "rom_deg": hip_way,
    }


def _of_box_bridge(_clip: Clip, rep: True_) -> dict[str, float]:
    peak = float(rep.get("peak_to_mean_speed", NAN))
    return {
        "extension_deficit_deg": rep["extension_deficit_top_deg"],
        "arch_deg": -rep["extension_deficit_top_deg"],
        "lowering_s": rep["lowering_s"],
        "late_drop": max(
            rep.get("late_share", NAN), float(np.interp(peak, PEAK_TO_MEAN, AS_SHARE))
        ),
        "bottom_height": rep.get("hip_height_bottom", NAN),
        "foot_path": rep.get("foot_path", NAN),
        "free_leg_range_deg": rep.get("free_leg_range_deg", NAN),
        "shoulder_path": rep.get("shoulder_path", NAN),
        "bridge_height": rep.get("bridge_height_top", NAN),
        "rom_deg": rep["hip_deg_top"] - rep["hip_deg_bottom"],
    }


def _of_pull_over(_clip: Clip, rep: True_) -> dict[str, float]:
    return {
        "extension_deficit_deg": rep["extension_deficit_deg"],
        "arch_deg": -rep["extension_deficit_deg"],
        "hip_drop_with_arms": rep.get("hip_drop_with_arms", NAN),
        "reach_deg": rep["reach_deg"],
        "elbow_deg": rep.get("elbow_deg", NAN),
        "lowering_s": rep["lowering_s"],
        "free_leg_range_deg": rep.get("free_leg_range_deg", NAN),
        "rom_deg": rep["reach_deg"] - rep["arm_start_deg"],
    }


def _of_hold(_clip: Clip, hold: True_) -> dict[str, float]:
    keys = ("trunk_level_deg", "hip_sink", "thigh_above_trunk_deg", "hip_deg",
            "foot_path", "arm_from_vertical_deg", "thigh_from_vertical_deg",
            "sway")  # fmt: skip
    return {key: hold.get(key, NAN) for key in keys} | {
        "knee_deg": hold.get("knee_flexion_deg", NAN)
    }


def _of_bout(clip: Clip, bout: True_) -> dict[str, float]:
    keys = ("rhythm_phase", "stride_cv_percent", "spring", "lean_deg", "distance_m")
    return {key: bout.get(key, NAN) for key in keys} | {
        "landing_knee_deg": _knee_give_deg(clip, bout)
    }


def _knee_give_deg(clip: Clip, bout: True_) -> float:
    """How far the knee that lands first gives in 0.2 s, the median over a bout."""
    forward = bout["direction"] == "forward"
    rear = "left" if bout["lead"] == "right" else "right"
    knee_deg = clip.knee_flexion_deg(rear if forward else bout["lead"])
    gives = []
    for down_s in bout["trail_touchdowns_s"]:
        after = (clip.time_s >= down_s) & (clip.time_s <= down_s + 0.2)
        gives.append(knee_deg[after].max() - np.interp(down_s, clip.time_s, knee_deg))
    return float(np.median(gives)) if gives else NAN


def middle_s(unit: True_ | Unit) -> float:
    """Return a moment that tells a unit from its neighbours: a rep's bottom."""
    get = (
        unit.get if isinstance(unit, Mapping) else lambda key: getattr(unit, key, None)
    )
    bottom_s = get("bottom_s")
    if bottom_s is not None:
        return float(bottom_s)
    return (float(get("start_s") or 0.0) + float(get("end_s") or 0.0)) / 2


def matched(report: Report, clip: Clip) -> list[tuple[Unit, dict[str, Any]]]:
    """Pair found units with true ones that lie within a second of them."""
    return pairs(report.units, clip.units)


def pairs(
    found: Sequence[Unit], true: Sequence[dict[str, Any]]
) -> list[tuple[Unit, dict[str, Any]]]:
    """Pair each found unit with the nearest true one, if it is near."""
    result = []
    for unit in found:
        if not true:
            break
        near = min(true, key=lambda one: abs(middle_s(one) - middle_s(unit)))
        if abs(middle_s(near) - middle_s(unit)) < 1.5:
            result.append((unit, near))
    return result
