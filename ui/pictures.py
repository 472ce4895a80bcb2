"""Pictures that are told to who cannot see them: Streamlit's own are called "0"."""

from html import escape
from pathlib import Path
from typing import Final

import numpy as np
import streamlit as st
from numpy.typing import NDArray
from streamlit import runtime

from ui.component import component
from vision.video.writer import jpeg_of

Picture = bytes | Path | NDArray[np.uint8]
"""A JPEG, a file with one, or pixels."""
_MOVING: Final = '<img class="moving" alt="" decoding="async">'


def show_picture(picture: Picture, alt: str, key: str, caption: str = "") -> None:
    """Show a picture as wide as there is room.

    Args:
        picture: It.
        alt: What it shows, for who cannot see it; a caption that says as much is read
            in its place, and then this is "".
        key: Tells it from the page's other pictures.
        caption: Below it.
    """
    below = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    st.html(
        f'<figure class="picture"><img src="{_address_of(picture, key)}" '
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
        key=key, data={"picture": _address_of(picture, key), "alt": alt}
    )


def _address_of(picture: Picture, key: str) -> str:
    """Return where the browser finds a picture, seen from any page of the app."""
    data = picture if isinstance(picture, bytes | Path) else jpeg_of(picture)
    if not runtime.exists():
        return ""
    files = runtime.get_instance().media_file_mgr
    given = str(data) if isinstance(data, Path) else data
    return str(files.add(given, "image/jpeg", f"picture-{key}")).lstrip("/")
