"""Whole files or none: results are written under another name and then renamed."""

import errno
import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from uuid import uuid4

from hamstrong.errors import OutputError

_NO_SIGNS: Final = re.compile("[\ud800-\udc7f\udd00-\udfff]")
"""Halves of signs; Python keeps the bytes of odd names in those between."""
_STEERING: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
)
"""C0 and C1 controls (ISO 6429), ends of lines, and what turns the direction of writing
(Unicode Standard Annex 9)."""


@contextmanager
def write_then_rename(path: Path) -> Iterator[Path]:
    """Give a temporary path beside `path` to write to, and rename it at the end.

    A reader, or a second writer, sees the old file or the new one, never half of
    one. If the block fails or is interrupted the temporary file is removed and an
    existing `path` stays as it was.

    Args:
        path: The wanted file; its folder is made when missing.

    Yields:
        A path in the same folder with the same suffix.

    Raises:
        OutputError: The folder or file cannot be written; says why.
    """
    try:
        refuse_unwritable(path)
        target = path.resolve()  # a link stays a link; what it points to is replaced
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = target.parent / f".{path.stem[:40]}-{uuid4().hex}{path.suffix}"
        temporary.touch(exist_ok=False)
    except OutputError:
        raise
    except OSError as error:
        raise OutputError(
            f"Cannot write {path}: {_reason(error)}. Choose another place."
        ) from error
    try:
        yield temporary
        temporary.replace(target)
    except OSError as error:
        if isinstance(error, OutputError) or error.errno is None:
            raise
        raise OutputError(
            f"Cannot write {path}: {_reason(error)}. Free some space or choose "
            "another place."
        ) from error
    finally:
        temporary.unlink(missing_ok=True)


def refuse_unwritable(path: Path) -> None:
    """Refuse what must not be replaced by a file: folders, devices, pipes.

    Raises:
        OutputError: It is one, or its name is impossible.
    """
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "it is a folder")
        if path.exists() and not path.is_file():
            raise OSError(errno.EINVAL, "it is a device or a pipe, not a file")
    except OSError as error:
        raise OutputError(
            f"Cannot write {path}: {_reason(error)}. Choose another place."
        ) from error


def legible(text: str) -> str:
    r"""Return a name, a path or what was said of one as a line that is safe to show.

    Names on a disk are bytes. Those that the system's encoding does not know come as
    signs that no file takes; what is no UTF-8 either becomes a question mark in a box.
    Signs that steer a terminal, end a line or turn the direction of writing are spelt
    out: `\x1b`, `\n`, `\u202e`.
    """
    known = _NO_SIGNS.sub("\N{REPLACEMENT CHARACTER}", text)
    whole = known.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return _STEERING.sub(
        lambda found: found[0].encode("unicode_escape").decode("ascii"), whole
    )


def digest_of(path: Path, more: str = "") -> str:
    """Return a digest of a file's content, the same wherever it lies.

    A file that grows meanwhile is read as far as it went at first.

    Args:
        path: The file.
        more: What else the digest stands for.

    Raises:
        OSError: It cannot be read.
    """
    digest = hashlib.blake2b(digest_size=20)
    with path.open("rb") as file:
        left_bytes = os.fstat(file.fileno()).st_size
        while block := file.read(min(left_bytes, 1 << 20)):
            digest.update(block)
            left_bytes -= len(block)
    digest.update(more.encode())
    return digest.hexdigest()


def write_text(path: Path, text: str, *, encoding: str = "utf-8") -> None:
    """Write a text file, all of it or nothing.

    Args:
        path: Where to.
        text: What.
        encoding: One that has a sign for everything, as UTF-8 has.

    Raises:
        OutputError: The file cannot be written.
    """
    with write_then_rename(path) as temporary:
        temporary.write_text(text, encoding=encoding)


def _reason(error: OSError) -> str:
    reasons = {
        errno.ENOSPC: "the disk is full",
        errno.EDQUOT: "the disk quota is used up",
        errno.EACCES: "no permission",
        errno.EPERM: "no permission",
        errno.EROFS: "the disk is read-only",
        errno.ENOTDIR: "a part of the path is a file, not a folder",
        errno.EEXIST: "a part of the path is a file, not a folder",
        errno.EISDIR: "it is a folder",
        errno.ENAMETOOLONG: "its name is too long",
    }
    return reasons.get(error.errno or 0, error.strerror or str(error))
