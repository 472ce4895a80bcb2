"""How large, long and slow a film may be: what it claims must cost nothing."""

from typing import Final

from hamstrong.errors import VideoError

SMALLEST_SIDE_PX: Final = 64
"""Below this no body can be told (our choice: the model sees 256 px)."""
LARGEST_SIDE_PX: Final = 8192
MOST_PIXELS: Final = 8192 * 4608
"""Above this a file is taken as damaged (8K video is 7680 x 4320)."""
LONGEST_S: Final = 3 * 3600.0
MOST_FRAMES: Final = 1_000_000
"""Longer films are refused: no set lasts so long, and a track is held in memory (our
choice; three hours at 90 frames a second)."""
SLOWEST_FPS: Final = 0.5
"""Fewer pictures show no movement: a time lapse, or a damaged clock (our choice)."""
LARGEST_BYTES: Final = 1 << 40
"""Above this a file is taken as damaged or endless (our choice: a day of a camera's
100 Mbit/s)."""


def refuse_size(name: str, width: int, height: int) -> None:
    """Refuse pictures that show no body, or that take all memory.

    Args:
        name: Of the film.
        width: Pixels.
        height: Likewise.

    Raises:
        VideoError: The size, and what can be read.
    """
    inside = all(
        SMALLEST_SIDE_PX <= side <= LARGEST_SIDE_PX for side in (width, height)
    )
    if not inside or width * height > MOST_PIXELS:
        raise VideoError(
            f"{name} is {width} x {height} pixels; sides of "
            f"{SMALLEST_SIDE_PX} to {LARGEST_SIDE_PX} can be read. "
            "Record at 720p or 1080p."
        )


def refuse_length(name: str, duration_s: float, packets: int) -> None:
    """Refuse films that no memory holds, and those that show no movement.

    Args:
        name: Of the film.
        duration_s: As far as its frames go.
        packets: So many frames at most.

    Raises:
        VideoError: The length, and what can be judged.
    """
    if packets > 1 and packets < SLOWEST_FPS * duration_s:
        raise VideoError(
            f"{name} shows one picture every {duration_s / packets:.0f} s, "
            "which shows no movement: it is a time lapse, or its clock is damaged. "
            "Copy it again, or film at 30 frames a second."
        )
    if duration_s > LONGEST_S or packets > MOST_FRAMES:
        raise VideoError(
            f"{name} says that it lasts {duration_s / 3600:.1f} hours and "
            f"holds {packets} pictures; up to {LONGEST_S / 3600:.0f} hours can be "
            "judged. Cut the sets out of it."
        )
