"""Rendered clips with what truly happens in them."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from exercises.report import NAN, Rep, Report
from vision.geometry import Floats

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "sample_videos"


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
    def front(self) -> bool:
        """Whether it was filmed from the front."""
        return abs(float(self.truth["camera"]["yaw_deg"])) > 65

    @property
    def reps(self) -> list[dict[str, Any]]:
        """The true reps in order."""
        reps: list[dict[str, Any]] = self.truth["reps"]
        return reps

    def hip_flexion_deg(self) -> Floats:
        """Return the standing hip's true flexion in every frame, (T,).

        Between the trunk (mid-hip to mid-shoulder) and the thigh carried on upwards,
        in three dimensions, from the joints' centres.
        """
        with np.load(self.path.with_suffix(".truth.npz")) as data:
            index = {str(name): i for i, name in enumerate(data["joint_names"])}
            joints = np.asarray(data["joints_m"], dtype=np.float64)

        def at(name: str) -> Floats:
            return joints[:, index[name]]

        trunk = at("left_shoulder") + at("right_shoulder")
        trunk = (trunk - at("left_hip") - at("right_hip")) / 2
        side = self.truth["side"]
        thigh = at(f"{side}_hip") - at(f"{side}_knee")
        across = np.linalg.norm(np.cross(trunk, thigh), axis=1)
        return np.degrees(np.arctan2(across, (trunk * thigh).sum(axis=1)))


def clips_in(folders: Iterable[Path]) -> list[Clip]:
    """Return the clips of some folders that have their truth beside them."""
    found = []
    for folder in folders:
        for path in sorted(folder.glob("*.truth.json")):
            video = path.with_name(path.name.replace(".truth.json", ".mp4"))
            truth = json.loads(path.read_text(encoding="utf-8"))
            found.append(Clip(path=video, truth=truth))
    return found


def true_measures(clip: Clip, rep: dict[str, Any]) -> dict[str, float]:
    """Return the true value of each measure that the studio knows."""
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


def matched(report: Report, clip: Clip) -> list[tuple[Rep, dict[str, Any]]]:
    """Pair found reps with true ones whose bottoms lie within a second."""
    pairs = []
    for rep in report.reps:
        near = min(clip.reps, key=lambda true: abs(true["bottom_s"] - rep.bottom_s))
        if abs(near["bottom_s"] - rep.bottom_s) < 1.0:
            pairs.append((rep, near))
    return pairs
