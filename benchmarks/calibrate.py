"""Fit the tracker's offsets to the joint centres of rendered athletes.

    uv run python -m benchmarks.calibrate [FOLDER...]

Prints the gain and offset of hip flexion and trunk lean for
`exercises/internal_rotation_deadlift/signals.py`, over the frames standing tall and at
the bottom of every rep filmed from the side, each clip weighing the same; and for
bridges and gallops what is left between product and truth after the constants in use.
"""

import argparse
from pathlib import Path

import numpy as np

from benchmarks.truth import SAMPLES, Clip, clips_in, matched, true_measures
from coach.check import Options, check_video
from exercises.bridge_foot_on_box.definition import BOX_BRIDGE
from exercises.bridge_pull_over.definition import PULL_OVER
from exercises.engine.scene import read_scene
from exercises.gallop.definition import GALLOP
from exercises.internal_rotation_deadlift.definition import DEADLIFT
from exercises.internal_rotation_deadlift.signals import (
    HIP_GAIN,
    HIP_OFFSET_DEG,
    hinge_signals_of,
)
from exercises.standing.posture import standing_signals_of
from exercises.units import Rep


def pairs(clip: Clip) -> list[tuple[float, float, float, float]]:
    """Return (hip read, hip true, lean read, lean true) at each top and bottom."""
    track = check_video(clip.path).track
    posture = standing_signals_of(read_scene(track))
    hinge = hinge_signals_of(posture, clip.truth["side"])
    flexion = (hinge.hip_flexion_deg - HIP_OFFSET_DEG) / HIP_GAIN
    found = []
    for rep in clip.units:
        for start_s, end_s, hip, lean in (
            (rep["start_s"] - 0.4, rep["start_s"], "hip_deg_top", "lean_top_deg"),
            (
                rep["bottom_s"],
                rep["leave_s"] + 0.05,
                "hip_deg_bottom",
                "lean_bottom_deg",
            ),
        ):
            found.append(
                (
                    posture.median_between(flexion, start_s, end_s),
                    180.0 - rep[hip],
                    posture.median_between(posture.lean_deg, start_s, end_s),
                    rep[lean],
                )
            )
    return found


def leftover(clips: list[Clip]) -> dict[str, list[float]]:
    """Return what the product reads minus the truth, for each thing that is fitted."""
    left: dict[str, list[float]] = {}
    fitted = ("extension_deficit_deg", "elbow_deg", "rhythm_phase", "distance_m")
    for clip in clips:
        if clip.front:
            continue
        options = Options(exercise=str(clip.exercise), height_m=clip.stature_m)
        for unit, true in matched(check_video(clip.path, options).report, clip):
            truth = true_measures(clip, true)
            for key in fitted:
                if key in truth and unit.measures[key].verdict != "not_assessed":
                    left.setdefault(key, []).append(
                        unit.measures[key].value - truth[key]
                    )
            if isinstance(unit, Rep):
                left.setdefault("start_s", []).append(unit.start_s - true["start_s"])
                left.setdefault("bottom_s", []).append(unit.bottom_s - true["bottom_s"])
    return left


def main() -> None:
    """Print the fitted numbers and what is left over."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    every = clips_in(parser.parse_args().folders or [SAMPLES])
    clips = [c for c in every if not c.front and c.exercise == DEADLIFT.key]
    found = [
        (pair, 1 / len(own)) for clip in clips for own in [pairs(clip)] for pair in own
    ]
    values = np.array([pair for pair, _ in found])
    weights = np.sqrt([weight for _, weight in found])
    for name, read, true in (("HIP", *values[:, :2].T), ("LEAN", *values[:, 2:].T)):
        seen = np.isfinite(read)
        gain, offset = np.polyfit(read[seen], true[seen], 1, w=weights[seen])
        left = np.abs(gain * read[seen] + offset - true[seen]).mean()
        print(  # noqa: T201
            f"{name}_GAIN {gain:.3f}  {name}_OFFSET_DEG {offset:+.1f}  "
            f"mean absolute error left {left:.1f} degrees ({len(clips)} clips)"
        )
    for key in (BOX_BRIDGE.key, PULL_OVER.key, GALLOP.key):
        own = [c for c in every if c.exercise == key]
        for name, errors in leftover(own).items():
            print(  # noqa: T201
                f"{key} {name}: product - truth {np.mean(errors):+.3f} "
                f"(standard deviation {np.std(errors):.3f}, n {len(errors)})"
            )


if __name__ == "__main__":
    main()
