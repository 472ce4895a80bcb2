"""An archive from another computer, which is not believed: read without unpacking it.

No name in it becomes a path, nothing is read beyond what its table of contents claims,
and what that claims has limits. Tracks are arrays of plain numbers, never pickles.
"""

import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final, NoReturn
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from coach.history.archive import (
    ABOUT,
    FILM,
    SCHEMA,
    SETS,
    TRACK,
    TRAININGS,
    track_name,
)
from hamstrong.errors import HistoryError, OutputError, TrackError
from vision.track_file import refuse_hostile_track

MOST_FILES: Final = 1_000_000
LARGEST_BYTES: Final = {"tracks": 64 << 20, "films": 4 << 30}
"""A track of an hour takes 20 MB, a film of the length that is judged far less than
this (our choice)."""
MOST_TIMES_LARGER: Final = 60
"""JSON of reports is squeezed to a tenth; what grows by more is a bomb (our choice)."""
LONGEST_LINE_BYTES: Final = 64 << 20


@contextmanager
def opened_archive(path: Path) -> Iterator["ArchiveFile"]:
    """Open an archive.

    Raises:
        HistoryError: It is none, or not one to be believed.
    """
    try:
        with path.open("rb") as file, ZipFile(file) as archive:
            yield ArchiveFile(archive, path)
    except OSError as error:
        if isinstance(error, OutputError):  # of what was to be written
            raise
        raise HistoryError(
            f"{path} cannot be read ({error.strerror or error})."
        ) from error
    # What a flipped bit does to a zip and to what is in it.
    except (BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        refuse(path, f"it is damaged or no archive: {error}")


def refuse(path: Path, why: str) -> NoReturn:
    """Raise that an archive is not taken.

    Raises:
        HistoryError: Always.
    """
    raise HistoryError(
        f"{path} is no history of Hamstrong ({why}). Nothing of it was kept; export "
        "it again on the other computer."
    )


class ArchiveFile:
    """An archive whose table of contents is as it should be."""

    def __init__(self, archive: ZipFile, path: Path) -> None:
        """Look at its table of contents.

        Raises:
            HistoryError: Something is in it that has no place there.
        """
        self._archive, self._path = archive, path
        infos = archive.infolist()
        self._infos = {one.filename: one for one in infos}
        if len(infos) > MOST_FILES or len(self._infos) < len(infos):
            refuse(path, "too many files, or two of one name")
        for one in infos:
            if why := _fault_of(one):
                refuse(path, f"{one.filename[:80]}: {why}")
        if sum(one.compress_size for one in infos) > path.stat().st_size:
            refuse(path, "its parts overlap")
        for name in (ABOUT, TRAININGS, SETS):
            if name not in self._infos:
                refuse(path, f"{name} is missing")
        about = next(iter(self.lines(ABOUT)), None)
        schema = about.get("schema") if isinstance(about, dict) else None
        if schema != SCHEMA:
            refuse(path, f"schema {str(schema)[:20]}, this version reads {SCHEMA}")

    def lines(self, name: str) -> Iterator[Any]:
        """Yield the lines of one of its JSON files.

        Raises:
            HistoryError: One is no JSON.
        """
        with self._archive.open(name) as file:
            while line := file.readline(LONGEST_LINE_BYTES):
                try:
                    yield json.loads(line, parse_constant=_no_number)
                except (ValueError, RecursionError) as error:
                    refuse(self._path, f"{name}: {error}")

    def track(self, set_id: str, place: int) -> bytes:
        """Return a track as it is kept.

        Raises:
            HistoryError: It is missing, or is something else.
        """
        name = track_name(set_id, place)
        if name not in self._infos:
            refuse(self._path, f"{name} is missing")
        packed = self._archive.read(name)
        try:
            refuse_hostile_track(packed)
        except TrackError as error:
            refuse(self._path, f"{name}: {error}")
        return packed

    @contextmanager
    def film(self, name: str) -> Iterator[IO[bytes]]:
        """Open a film.

        Raises:
            HistoryError: It is missing.
        """
        if f"films/{name}" not in self._infos:
            refuse(self._path, f"films/{name[:80]} is missing")
        with self._archive.open(f"films/{name}") as file:
            yield file


def _fault_of(info: ZipInfo) -> str:
    """Return why a part has no place in an archive; "" where it has."""
    room, name = info.filename.partition("/")[0], info.filename
    if name not in (ABOUT, TRAININGS, SETS):
        if not (TRACK.fullmatch(name) or FILM.fullmatch(name)):
            return "it has no place there"
        if info.file_size > LARGEST_BYTES[room]:
            return f"{info.file_size >> 20} MB are too many"
    if info.flag_bits & 1 or info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        return "it is encrypted, or packed in another way"
    if info.file_size > 4096 + MOST_TIMES_LARGER * info.compress_size:
        return "it unpacks to far more than it holds"
    return ""


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")
