"""When a film was recorded, as its file says."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from av.container import InputContainer
from av.video.stream import VideoStream

from hamstrong.errors import VideoError
from vision.video.probe import opened

TAGS: Final = ("com.apple.quicktime.creationdate", "creation_time", "date")
"""Apple's has the place's own offset and stays when a film is cut or sent; the next is
UTC and of when the file was written; Matroska and AVI may have the third."""
FIRST_YEAR: Final = 1990
"""Cameras whose clock was never set write 1904 or 1970 (our choice: before films like
these could be made); what lies ahead is a wrong clock, too, but for a zone's hours."""


def recorded_at(path: Path) -> datetime | None:
    """Return when a film was recorded; None where its file does not say.

    The file's own times are not asked: copying changes them.
    """
    try:
        with opened(path) as (container, stream):
            return stated_time(container, stream)
    except VideoError:
        return None


def stated_time(container: InputContainer, stream: VideoStream) -> datetime | None:
    """Return the time of recording that a container or its stream states."""
    for tag in TAGS:
        for metadata in (container.metadata, stream.metadata):
            found = _parsed(metadata.get(tag, ""))
            if found is not None:
                return found
    return None


def _parsed(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    if found.tzinfo is None:
        found = found.replace(tzinfo=UTC)
    ahead = found - datetime.now(UTC) > timedelta(days=1)
    return None if found.year < FIRST_YEAR or ahead else found
