"""What goes wrong with films, done to clips whose truth is known.

Each alteration takes pictures with their times and gives them back altered; a second
person comes from `benchmarks.bystanders`.
"""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from itertools import chain, pairwise
from pathlib import Path
from typing import Final

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from vision.video.probe import Frame, Image
from vision.video.reader import read_frames

Frames = Iterable[Frame]
Alteration = Callable[[Frames], Iterator[Frame]]

TICK: Final = Fraction(1, 90_000)
FRAME_S: Final = 1 / 30


def alter(film: Path, to: Path, *steps: Alteration) -> Path:
    """Write a film with everything done to it, in order.

    Args:
        film: A clip.
        to: The file to write.
        steps: What is done.
    """
    frames: Frames = frames_of(film)
    for step in steps:
        frames = step(frames)
    iterator = iter(frames)
    first = next(iterator)
    with av.open(str(to), "w") as container:
        stream = container.add_stream("libx264", rate=30)
        stream.height, stream.width = first.image_rgb.shape[:2]
        stream.pix_fmt = "yuv420p"
        stream.options = {"crf": "20", "preset": "veryfast"}
        stream.time_base = stream.codec_context.time_base = TICK
        for frame in chain([first], iterator):
            picture = av.VideoFrame.from_ndarray(frame.image_rgb, format="rgb24")
            picture.pts, picture.time_base = round(frame.time_s / TICK), TICK
            container.mux(stream.encode(picture))
        container.mux(stream.encode())
    return to


def frames_of(film: Path) -> Iterator[Frame]:
    """Yield a film's frames, each a picture of its own."""
    for frame in read_frames(film):
        yield Frame(time_s=frame.time_s, image_rgb=frame.image_rgb.copy())


def without(from_s: float, to_s: float) -> Alteration:
    """Cut a piece out; what follows comes at once."""

    def step(frames: Frames) -> Iterator[Frame]:
        for frame in frames:
            if frame.time_s < from_s:
                yield frame
            elif frame.time_s >= to_s:
                yield Frame(
                    time_s=frame.time_s - (to_s - from_s), image_rgb=frame.image_rgb
                )

    return step


def thinned(fps: float) -> Alteration:
    """Leave pictures out until so many a second are left, at their own times."""

    def step(frames: Frames) -> Iterator[Frame]:
        due_s = 0.0
        for frame in frames:
            if frame.time_s >= due_s - FRAME_S / 4:
                due_s += 1 / fps
                yield frame

    return step


def then(film: Path) -> Alteration:
    """Let another film follow, fitted into the size of the first."""

    def step(frames: Frames) -> Iterator[Frame]:
        for frame in frames:
            yield frame
        begins_s = frame.time_s + FRAME_S
        height, width = frame.image_rgb.shape[:2]
        for other in frames_of(film):
            image = np.asarray(cv2.resize(other.image_rgb, (width, height)), np.uint8)
            yield Frame(time_s=begins_s + other.time_s, image_rgb=image)

    return step


def titled(text: str, for_s: float) -> Alteration:
    """Put a title before the film, as cutting programs do."""

    def step(frames: Frames) -> Iterator[Frame]:
        for number, frame in enumerate(frames):
            if number == 0:
                height, width = frame.image_rgb.shape[:2]
                card = np.full((height, width, 3), (30, 60, 60), np.uint8)
                place, size = (width // 8, height // 2), width / 500
                cv2.putText(card, text, place, 0, size, (250, 245, 230), 3)
                for still in range(round(for_s / FRAME_S)):
                    yield Frame(time_s=still * FRAME_S, image_rgb=card.copy())
            yield Frame(time_s=frame.time_s + for_s, image_rgb=frame.image_rgb)

    return step


def with_mirror(left: float, share: float = 0.4) -> Alteration:
    """Hang a mirror on the wall that shows the room the other way round.

    Args:
        left: Its left edge, as a share of the width.
        share: Its size, as a share of the picture's.
    """

    def step(frames: Frames) -> Iterator[Frame]:
        for frame in frames:
            height, width = frame.image_rgb.shape[:2]
            size = (round(share * width), round(share * height))
            seen = cv2.resize(
                frame.image_rgb[:, ::-1], size, interpolation=cv2.INTER_AREA
            )
            image = frame.image_rgb.copy()
            x, y = round(left * width), round(0.06 * height)
            image[y : y + size[1], x : x + size[0]] = seen
            cv2.rectangle(image, (x, y), (x + size[0], y + size[1]), (90, 60, 30), 6)
            yield Frame(time_s=frame.time_s, image_rgb=image)

    return step


def blurred(sigma: float) -> Alteration:
    """Blur by a Gaussian of so many pixels in a picture 720 high: a greasy lens."""

    def step(frames: Frames) -> Iterator[Frame]:
        for frame in frames:
            sigma_px = sigma * frame.image_rgb.shape[0] / 720
            image = cv2.GaussianBlur(frame.image_rgb, (0, 0), sigma_px)
            yield Frame(time_s=frame.time_s, image_rgb=np.asarray(image, np.uint8))

    return step


def standing(from_s: float, for_s: float) -> Alteration:
    """Let the picture stand still from some time on: a pause between reps."""

    def step(frames: Frames) -> Iterator[Frame]:
        stood = False
        for frame in frames:
            if frame.time_s >= from_s and not stood:
                stood = True
                for number in range(round(for_s / FRAME_S)):
                    time_s = frame.time_s + number * FRAME_S
                    yield Frame(time_s=time_s, image_rgb=frame.image_rgb.copy())
            yield Frame(
                time_s=frame.time_s + (for_s if stood else 0.0),
                image_rgb=frame.image_rgb,
            )

    return step


def rolled(degrees: float) -> Alteration:
    """Tilt the phone clockwise, as far as the picture allows without black corners."""
    return _moved(lambda time_s: (degrees, 0.0, 0.0))


def held_by_hand(share: float = 0.015, degrees: float = 1.0) -> Alteration:
    """Sway as a hand does: some slow waves of the picture's place and angle."""
    hertz = np.array([0.4, 0.9, 1.7])

    def place(time_s: float) -> tuple[float, float, float]:
        waves = np.sin(2 * np.pi * hertz * time_s + np.array([[0.0], [1.0], [2.0]]))
        turn, x, y = waves @ np.array([0.6, 0.3, 0.1])
        return degrees * turn, share * x, share * y

    return _moved(place)


def _moved(place: Callable[[float], tuple[float, float, float]]) -> Alteration:
    """Turn (degrees clockwise of the phone) and shift (shares of its width)."""

    def step(frames: Frames) -> Iterator[Frame]:
        for frame in frames:
            degrees, x, y = place(frame.time_s)
            height, width = frame.image_rgb.shape[:2]
            matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 0.9)
            matrix[:, 2] += (x * width, y * width)
            image = cv2.warpAffine(
                frame.image_rgb, matrix, (width, height), borderMode=cv2.BORDER_REFLECT
            )
            yield Frame(time_s=frame.time_s, image_rgb=np.asarray(image, np.uint8))

    return step


def darker(share: float) -> Alteration:
    """Leave that share of the light."""

    def step(frames: Frames) -> Iterator[Frame]:
        for frame in frames:
            yield Frame(
                time_s=frame.time_s,
                image_rgb=(frame.image_rgb * share).astype(np.uint8),
            )

    return step


def behind_furniture(film: Path, *, side: str, share: float) -> Alteration:
    """Hide the lower part of one leg behind something, wherever it goes.

    Args:
        film: The clip whose truth tells where the legs are.
        side: Of the leg.
        share: Of the leg's length, from the ankle upwards.
    """
    joints, other = legs_px(film, side), legs_px(film, _other(side))

    def step(frames: Frames) -> Iterator[Frame]:
        for index, frame in enumerate(frames):
            hip, knee, ankle = joints[min(index, len(joints) - 1)][:3]
            long_px = float(np.linalg.norm(hip - knee) + np.linalg.norm(knee - ankle))
            mask = np.zeros(frame.image_rgb.shape[:2], np.uint8)
            tip = joints[min(index, len(joints) - 1)][3]
            shank_px = max(float(np.linalg.norm(knee - ankle)), 1.0)
            top = ankle + (knee - ankle) * min(1.0, share * long_px / shank_px)
            wide = max(3, round(0.17 * long_px))
            _line(mask, top, ankle, 255, wide)
            _line(mask, ankle, tip, 255, wide)
            near = other[min(index, len(other) - 1)]
            for start, end in pairwise(near):
                _line(mask, start, end, 0, round(0.7 * wide))
            image = frame.image_rgb.copy()
            image[mask > 0] = (70, 62, 58)
            yield Frame(time_s=frame.time_s, image_rgb=image)

    return step


def legs_px(film: Path, side: str) -> NDArray[np.float64]:
    """Return (T, 4, 2): hip, knee, ankle and toe of a leg by a clip's truth."""
    with np.load(film.with_suffix(".truth.npz")) as data:
        names = [str(name) for name in data["joint_names"]]
        parts = [f"{side}_{part}" for part in ("hip", "knee", "ankle", "foot_index")]
        return np.asarray(
            data["joints_px"][:, [names.index(part) for part in parts]], np.float64
        )


def _other(side: str) -> str:
    return "left" if side == "right" else "right"


def _line(
    mask: Image, start: NDArray[np.float64], end: NDArray[np.float64], value: int,
    wide: int,
) -> None:  # fmt: skip
    ends = [tuple(int(v) for v in point) for point in (start, end)]
    cv2.line(mask, ends[0], ends[1], value, wide)
