"""Pictures that are told to who cannot see them: Streamlit's own are called "0"."""

from html import escape
from pathlib import Path
from typing import Final

import numpy as np
import streamlit as st
from numpy.typing import NDArray
from streamlit import runtime

from coach.reports.html.moments import PLAY
from ui.component import component
from vision.video.writer import jpeg_of

Picture = bytes | Path | NDArray[np.uint8]
"""A JPEG, a file with one, or pixels."""
_MOVING: Final = '<img class="moving" alt="" decoding="async">'


def show_picture(
    picture: Picture, alt: str, key: str, caption: str = "", way: str = ""
) -> None:
    """Show a picture as wide as there is room.

    Args:
        picture: It.
        alt: What it shows, for who cannot see it; a caption that says as much is read
            in its place, and then this is "".
        key: Tells it from the page's other pictures.
        caption: Below it.
        way: Attributes that lead to what it shows of a film; then its caption is
            what is pressed.
    """
    said = escape(caption)
    if way:
        said = f'<button type="button" class="to">{PLAY}{said}</button>'
    below = f"<figcaption>{said}</figcaption>" if caption else ""
    st.html(
        f'<figure class="picture"{way}><img src="{jpeg_address(picture, key)}" '
        f'alt="{escape(alt)}">{below}</figure>'
    )


def show_moving(picture: Picture, alt: str, key: str) -> None:
    """Show a picture that others take the place of, without a flicker.

    Args:
        picture: The newest.
        alt: What they show.
        key: Tells them from the page's other pictures.
    """
    component("moving", _MOVING)(
        key=key, data={"picture": jpeg_address(picture, key), "alt": alt}
    )


def jpeg_address(picture: Picture, key: str) -> str:
    """Return where the browser finds a picture, seen from any page of the app."""
    content = picture if isinstance(picture, bytes | Path) else jpeg_of(picture)
    return media_address(content, "image/jpeg", key)


def media_address(content: bytes | Path, kind: str, key: str) -> str:
    """Return where the browser finds a file, as long as this session shows it.

    Args:
        content: Its bytes, or where it lies.
        kind: Such as "image/jpeg".
        key: Tells it from the page's other files.
    """
    if not runtime.exists():
        return ""
    files = runtime.get_instance().media_file_mgr
    given = str(content) if isinstance(content, Path) else content
    return str(files.add(given, kind, f"media-{key}")).lstrip("/")
