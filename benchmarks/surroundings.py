"""What the limits of people, cuts, tilt and moving cameras rest on.

    uv run python -m benchmarks.surroundings [FOLDER...]

For each limit what clips without the trouble reach, and what those with it do.
"""

import argparse
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table
from scipy.ndimage import median_filter

from benchmarks.alterations import held_by_hand, rolled, without
from benchmarks.truth import SAMPLES
from vision.capture.camera_motion import (
    JUMP,
    JUMP_RATIO,
    CameraMotion,
    CameraMotionEstimator,
    hidden_by,
)
from vision.capture.conditions import CaptureConditions
from vision.capture.preflight import preflight
from vision.capture.roll import roll_of
from vision.capture.scene_cuts import LOST, compared, small_grey
from vision.geometry import Floats
from vision.people.appearance import OTHER, colours, difference
from vision.problems import MOVES_SHARE
from vision.track import Track
from vision.tracking.track_video import default_cache, track_video
from vision.video.probe import Frame
from vision.video.reader import read_frames

TILTS_DEG = (10.0, -6.0, 0.0)
PICTURES = 5
OF_EACH = (
    "bird_dog_good_left",
    "pull_over_good_left",
    "box_bridge_good_left",
    "gallop_good_left",
    "deadlift_good_left",
)
CAST = ("deadlift_good_left", "deadlift_good_right", "none_walking", "none_standing")
"""One clip of each person of the studio's cast."""


@dataclass
class Numbers:
    """What all clips gave, by what was measured."""

    values: dict[str, list[float]] = field(default_factory=dict)

    def add(self, what: str, value: float) -> None:
        """Note one number."""
        self.values.setdefault(what, []).append(value)


def watched(frames: Iterable[Frame], bodies: Sequence[Floats | None]) -> tuple[
    CameraMotion, CaptureConditions
]:  # fmt: skip
    """Watch a film whose bodies are known."""
    watcher = CameraMotionEstimator()
    for index, frame in enumerate(frames):
        body = bodies[min(index, len(bodies) - 1)]
        watcher.begins_scene(frame.image_rgb, frame.time_s)
        watcher.look(frame.image_rgb, [] if body is None else [body])
    seen = watcher.watched()
    return seen, CaptureConditions(
        cut=seen.cut | seen.jumps,
        shift=seen.shift,
        occluded_by_other=np.zeros(len(seen.cut), dtype=bool),
    )


def structure_lost(
    before: tuple[Frame, Floats | None], after: tuple[Frame, Floats | None]
) -> float:
    """Return the share of the blocks beside the body that another picture lacks."""
    old, new = small_grey(before[0].image_rgb), small_grey(after[0].image_rgb)
    bodies = [] if before[1] is None else [before[1]]
    return compared(old, new, hidden=hidden_by(bodies, old.shape[::-1])).lost


def bodies_of(track: Track) -> list[Floats | None]:
    """Return the bodies as shares of the picture."""
    return [
        track.points_px[index] / np.array(track.size_wh) if track.seen[index] else None
        for index in range(len(track))
    ]


def own_colours(frames: Sequence[Frame], track: Track) -> Floats:
    """Return what the body looks like in each frame, (T, 5, 3)."""
    shrunk = frames[0].image_rgb.shape[1] / track.size_wh[0]
    return np.array(
        [
            colours(frame.image_rgb, track.points_px[index] * shrunk)
            for index, frame in enumerate(frames)
            if index < len(track) and track.seen[index]
        ]
    )


def of_clip(film: Path, numbers: Numbers) -> None:
    """Note what a clip without any trouble reaches."""
    track = track_video(film, cache=default_cache())
    frames = [
        Frame(time_s=one.time_s, image_rgb=one.image_rgb.copy())
        for one in read_frames(film, long_side_px=1280)
    ]
    bodies = bodies_of(track)
    looks = own_colours(frames, track)
    first = np.median(looks[:30], axis=0)
    unlike = median_filter([difference(first, one) for one in looks], 5)
    numbers.add("one body's colours against its first second", float(unlike.max()))
    seen, around = watched(frames, bodies)
    lost = [
        structure_lost(*pair) for pair in pairwise(zip(frames, bodies, strict=False))
    ]
    numbers.add("structure of the backdrop lost, uncut", max(lost))
    numbers.add("cuts told, uncut", float(seen.cut.sum()))
    large = seen.inside > JUMP
    numbers.add(
        "change around the body over its neighbours', uncut",
        float(seen.jump_ratios[large].max(initial=0.0)),
    )
    numbers.add("share of frames with a moving camera", float(around.moving.mean()))
    began_s = time.perf_counter()
    preflight(film)
    numbers.add("seconds of the first look", time.perf_counter() - began_s)
    _tilts(frames, bodies, numbers)


def _tilts(
    frames: Sequence[Frame], bodies: Sequence[Floats | None], numbers: Numbers
) -> None:
    chosen = np.linspace(0, min(len(frames), len(bodies)) - 1, PICTURES).astype(int)
    for degrees in TILTS_DEG:
        tilted = rolled(degrees)([frames[index] for index in chosen])
        read = roll_of(
            [one.image_rgb for one in tilted], [bodies[index] for index in chosen]
        )
        what = f"error of a tilt of {degrees:g} degrees, where read"
        numbers.add(what, abs(read - degrees))


def of_trouble(numbers: Numbers) -> None:
    """Note what clips with the trouble reach."""
    clips = {name: SAMPLES / f"{name}.mp4" for name in {*OF_EACH, *CAST}}
    tracks = {name: track_video(film, cache=default_cache())
              for name, film in clips.items()}  # fmt: skip
    films = {name: list(_copied(film)) for name, film in clips.items()}
    for name in OF_EACH:
        bodies = bodies_of(tracks[name])
        _, around = watched(held_by_hand()(films[name]), bodies)
        numbers.add("share of frames with a moving camera, hand-held",
                    float(around.moving.mean()))  # fmt: skip
        middle_s = 0.5 * float(tracks[name].time_s[-1])
        seen, _ = watched(without(middle_s - 0.4, middle_s + 0.4)(films[name]),
                             [*bodies[: len(bodies) // 2 - 12],
                              *bodies[len(bodies) // 2 + 12 :]])  # fmt: skip
        numbers.add("change around the body over its neighbours', piece missing",
                    float(seen.jump_ratios.max()))  # fmt: skip
    for one, other in pairwise(OF_EACH):
        pair = [(films[one][-1], bodies_of(tracks[one])[-1]), (films[other][0], None)]
        numbers.add("structure of the backdrop lost, at a cut", structure_lost(*pair))
    for name in OF_EACH:
        still, body = films[name][0], bodies_of(tracks[name])[0]
        mirrored = Frame(time_s=0.0, image_rgb=still.image_rgb[:, ::-1].copy())
        numbers.add("structure of the backdrop lost, room mirrored",
                    structure_lost((still, body), (mirrored, None)))  # fmt: skip
    looks = [np.median(own_colours(films[name], tracks[name]), axis=0) for name in CAST]
    for first, second in combinations(looks, 2):
        numbers.add("colours of two people", difference(first, second))


def _copied(film: Path) -> Iterable[Frame]:
    for one in read_frames(film, long_side_px=640):
        yield Frame(time_s=one.time_s, image_rgb=one.image_rgb.copy())


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    numbers = Numbers()
    folders = parser.parse_args().folders or [SAMPLES]
    films = [film for folder in folders for film in sorted(folder.glob("*.mp4"))]
    for film in films:
        of_clip(film, numbers)
    of_trouble(numbers)
    table = Table("what", "clips", "told", "least", "median", "95th", "most")
    for what, values in sorted(numbers.values.items()):
        known = np.array([value for value in values if np.isfinite(value)])
        cells = np.percentile(known, [0, 50, 95, 100]) if len(known) else [np.nan] * 4
        table.add_row(what, str(len(values)), str(len(known)),
                      *(f"{cell:.2f}" for cell in cells))  # fmt: skip
    table.caption = (
        f"limits: colours {OTHER:g}, structure lost {LOST:g}, around the body {JUMP:g} "
        f"and {JUMP_RATIO:g} times, moving {MOVES_SHARE:g}"
    )
    Console(width=130).print(table)


if __name__ == "__main__":
    main()
