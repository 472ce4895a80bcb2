"""A film as a camera: what Chromium plays instead of a webcam.

Chromium plays a file of JPEGs one after another at 30 frames a second, whatever rate it
was made at, from its first frame each time the camera is opened, and over and over.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Final

import cv2
import numpy as np

from vision.video.probe import Image
from vision.video.reader import read_frames

FPS: Final = 30
"""At which Chromium plays it, always."""
SIZE_WH: Final = (1280, 720)
"""What the page Live asks of a camera."""
LEAD_S: Final = 4.0
"""The first frame stands so long: some seconds pass before the stream is connected."""
STILL_S: Final = 4.0
BETWEEN_S: Final = 14.0
GONE_S: Final = 30.0
"""At the end the last frame stands, and then nobody is there for so long: time to look
at the page before the film starts over."""
FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--mute-audio",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
)


def camera_flags(camera: Path) -> list[str]:
    """Return Chromium's arguments that make a file its camera."""
    return [*FLAGS, f"--use-file-for-fake-video-capture={camera}"]


def length_s(camera: Path) -> float:
    """Return how long a camera file plays before it starts over."""
    return camera.read_bytes().count(b"\xff\xd8\xff") / FPS


def make_camera(
    film: Path | Sequence[Path],
    camera: Path,
    size_wh: tuple[int, int] = SIZE_WH,
    *,
    between_s: float = BETWEEN_S,
) -> Path:
    """Write a film, or several one after another, as a camera file.

    Args:
        film: The video, or videos.
        camera: The file to write; its name must end in .mjpeg.
        size_wh: The camera's picture.
        between_s: So long nobody is there between two films.
    """
    films = [film] if isinstance(film, Path) else film
    nobody = _jpeg(np.full((size_wh[1], size_wh[0], 3), 90, np.uint8))
    with camera.open("wb") as file:
        for number, one in enumerate(films):
            if number:
                file.write(nobody * round(between_s * FPS))
            _write_film(one, file, size_wh)
        file.write(nobody * round(GONE_S * FPS))
    return camera


def _write_film(film: Path, file: IO[bytes], size_wh: tuple[int, int]) -> None:
    first: bytes | None = None
    last = b""
    for image in _at_camera_rate(film):
        last = _jpeg(_fitted(image, size_wh))
        if first is None:
            first = last
            file.write(first * round(LEAD_S * FPS))
        file.write(last)
    file.write(last * round(STILL_S * FPS))


def _at_camera_rate(film: Path) -> Iterator[Image]:
    """Yield the newest picture at each moment of the camera."""
    shown = 0
    image: Image | None = None
    for frame in read_frames(film, long_side_px=1280):
        while image is not None and shown / FPS < frame.time_s:
            yield image
            shown += 1
        image = frame.image_rgb.copy()
    if image is not None:
        yield image


def _fitted(image: Image, size_wh: tuple[int, int]) -> Image:
    """Return a picture of the camera's size, with bars where the film is narrower."""
    width, height = size_wh
    shrink = min(width / image.shape[1], height / image.shape[0])
    wide, tall = (round(side * shrink) for side in (image.shape[1], image.shape[0]))
    small = cv2.resize(image, (wide, tall), interpolation=cv2.INTER_AREA)
    whole = np.full((height, width, 3), 90, np.uint8)
    x, y = (width - wide) // 2, (height - tall) // 2
    whole[y : y + tall, x : x + wide] = small
    return whole


def _jpeg(image: Image) -> bytes:
    # Chromium shows other subsamplings black.
    options = [
        cv2.IMWRITE_JPEG_QUALITY, 88,
        cv2.IMWRITE_JPEG_SAMPLING_FACTOR, cv2.IMWRITE_JPEG_SAMPLING_FACTOR_420,
    ]  # fmt: skip
    done, data = cv2.imencode(".jpg", cv2.cvtColor(image, cv2.COLOR_RGB2BGR), options)
    assert done
    return data.tobytes()
