"""Films as the browser plays them, as they were filmed."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from ui.pictures import media_address

PLAYED_AS: Final[Mapping[str, str]] = {
    ".mp4": "video/mp4",
    ".m4v": "video/mp4",
    ".mov": "video/mp4",  # the same boxes; browsers refuse its own name
    ".webm": "video/webm",
}
"""Films that a browser may play as they were filmed; the page finds out whether."""
LARGEST_BYTES: Final = 64 * 2**20
"""A film is held in memory while a page shows it; larger ones only as they are drawn
(our choice)."""


def film_address(path: Path | None, key: str) -> str | None:
    """Return where the browser finds a film; None where it cannot play it.

    Args:
        path: The film; None where it is not here any more.
        key: Tells it from the page's other files.
    """
    kind = PLAYED_AS.get(path.suffix.lower()) if path is not None else None
    if path is None or kind is None or path.stat().st_size > LARGEST_BYTES:
        return None
    return media_address(path, kind, key)
