"""Fit the tracker's offsets to the joint centres of rendered athletes.

    uv run python -m benchmarks.calibrate [FOLDER...]

Prints the gain and offset of hip flexion and trunk lean for `exercises/hinge.py`, over
the frames standing tall and at the bottom of every rep filmed from the side. Each clip
weighs the same.
"""

import argparse
from pathlib import Path

import numpy as np

from benchmarks.truth import SAMPLES, Clip, clips_in
from coach.check import check_video
from exercises.hinge import HIP_GAIN, HIP_OFFSET_DEG, read_hinge
from exercises.posture import read_posture


def pairs(clip: Clip) -> list[tuple[float, float, float, float]]:
    """Return (hip read, hip true, lean read, lean true) at each top and bottom."""
    track = check_video(clip.path).track
    posture = read_posture(track)
    hinge = read_hinge(posture, clip.truth["side"])
    flexion = (hinge.hip_flexion_deg - HIP_OFFSET_DEG) / HIP_GAIN
    found = []
    for rep in clip.reps:
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


def main() -> None:
    """Print the fitted numbers and what is left over."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    clips = [
        c for c in clips_in(parser.parse_args().folders or [SAMPLES]) if not c.front
    ]
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


if __name__ == "__main__":
    main()
