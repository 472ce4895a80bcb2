"""Which kinds of file are opened as films: only those that hold one themselves.

FFmpeg also reads lists of other files (ffconcat, m3u8, mpd), addresses (sdp), numbered
pictures (a name with %d in it) and plain text (drawn as a terminal's screen). A file
that somebody sent must not lead to other files or to the network, whatever it is
called.
"""

from pathlib import Path
from typing import Final

import av
from av.container import InputContainer

FORMATS: Final = (
    "mov", "matroska", "avi", "mpegts", "mpeg", "asf", "flv", "live_flv", "ogg", "gif",
    "apng", "mxf", "nut", "dv", "ivf", "rm", "wtv", "mpjpeg", "yuv4mpegpipe",
    "h261", "h263", "h264", "hevc", "vvc", "obu", "av1", "m4v", "mpegvideo", "mjpeg",
    "vc1", "dirac", "dnxhd", "cavsvideo",
)  # fmt: skip
"""FFmpeg's names of what films come in: each is one file that is complete in itself
(our choice, by reading what FFmpeg's others open besides)."""
OPENING_S: Final = 60.0
"""A film's index is read in a second, from a slow network in some (our choice; a
gigabyte of empty boxes would take FFmpeg six minutes)."""
_OPTIONS: Final = {
    "format_whitelist": ",".join(FORMATS),
    "protocol_whitelist": "file",
}


def open_film(path: Path) -> InputContainer:
    """Open a file that holds a film; it cannot make FFmpeg open anything else.

    Args:
        path: The file; whatever signs are in its name, it is no address or pattern.

    Raises:
        av.FFmpegError: It is no film, cannot be read or not opened within `OPENING_S`;
            `av.ArgumentError` where it is of a kind that is not opened.
    """
    # Titles come in any encoding; none is needed.
    return av.open(
        f"file:{path}",
        container_options=_OPTIONS,
        metadata_errors="replace",
        timeout=(OPENING_S, None),
    )
