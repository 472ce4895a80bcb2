"""The clips as they stand in `clips/*.toml`, read and checked.

One file per exercise: fault lists, shots and styles that several clips share, then each
clip as a table of who, where, the camera, the motion's style and what is true of it.
"""

import dataclasses
import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from studio.body import Physique
from studio.clip import Clip, Shot
from studio.motion import Style
from studio.motions.bird_dog import BirdDogStyle
from studio.motions.bird_dog_plank import PlankStyle
from studio.motions.bridges import BoxBridgeStyle, PullOverStyle
from studio.motions.deadlift import DeadliftStyle
from studio.motions.everyday import EverydayStyle
from studio.motions.everyday_camera import CameraSetUpStyle
from studio.motions.gallop import GallopStyle
from studio.room import Room
from studio.tables import Table, TableError, like, read
from studio.wardrobe import Outfit

FOLDER = Path(__file__).parent / "clips"
#: What an entry `motion` may name.
MOTIONS: dict[str, type[Any]] = {
    "bird_dog": BirdDogStyle,
    "plank": PlankStyle,
    "box_bridge": BoxBridgeStyle,
    "pull_over": PullOverStyle,
    "gallop": GallopStyle,
    "deadlift": DeadliftStyle,
    "everyday": EverydayStyle,
    "camera_set_up": CameraSetUpStyle,
}


@dataclass(frozen=True)
class ClipEntry:
    """A clip's table; `person`, `room`, and `like` in the rest name what is shared.

    `clean` is a list of faults or the name of one, from which the clip's own faults,
    possible ones and those in `but` are left out. `motion` is the file's if empty.
    """

    shows: str
    person: str
    room: str
    shot: str | dict[str, Any]
    style: dict[str, Any] = dataclasses.field(default_factory=dict)
    motion: str = ""
    faults: tuple[str, ...] = ()
    possible: tuple[str, ...] = ()
    clean: str | tuple[str, ...] = ()
    but: tuple[str, ...] = ()
    label: str | None = None
    seed: int = 1


@dataclass(frozen=True)
class GridEntry:
    """A file's short good set, which the grid films on some people."""

    people: tuple[str, ...]
    room: str
    shot: dict[str, Any]
    clean: str
    style: dict[str, Any]


@dataclass(frozen=True)
class ClipFile:
    """What an exercise's clips share, and their tables by name; see the README."""

    name: str
    motion: str
    shots: dict[str, dict[str, Any]]
    clip: dict[str, dict[str, Any]]
    clean: dict[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    styles: dict[str, dict[str, Any]] = dataclasses.field(default_factory=dict)
    grid: GridEntry | None = None

    def clips(self) -> list[Clip]:
        """All clips in their order."""
        return [self._clip(name, table) for name, table in self.clip.items()]

    def style(self, table: Table, where: str, motion: str = "") -> Style:
        """A style from its table."""
        if (kind := MOTIONS.get(motion or self.motion)) is None:
            raise TableError(f"{where}: no motion {motion!r}; one of {list(MOTIONS)}")
        style: Style = read(kind, like(table, self.styles, where), f"{where}, style")
        return style

    def _clip(self, name: str, table: Table) -> Clip:
        """A clip from its table.

        Raises:
            TableError: for whatever isn't known or has another type.
        """
        where = f"{self.name}.toml, {name}"
        entry = read(ClipEntry, table, where)
        physique, outfit = person(entry.person, where)
        shot = like(entry.shot, self.shots, where)
        return Clip(
            name=name,
            shows=entry.shows,
            physique=physique,
            outfit=outfit,
            room=room(entry.room, where),
            shot=read(Shot, shot, f"{where}, shot"),
            style=self.style(entry.style, where, entry.motion),
            faults=entry.faults,
            clean=self._clean(entry, where),
            possible=entry.possible,
            label=entry.label,
            seed=entry.seed,
        )

    def _clean(self, entry: ClipEntry, where: str) -> tuple[str, ...]:
        if isinstance(entry.clean, tuple):
            return entry.clean
        if entry.clean not in self.clean:
            raise TableError(f"{where}: no fault list {entry.clean!r}")
        spared = {*entry.faults, *entry.possible, *entry.but}
        return tuple(code for code in self.clean[entry.clean] if code not in spared)


@functools.cache
def clip_file(name: str) -> ClipFile:
    """A file by its name without the ending."""
    return read(ClipFile, {"name": name, **table_of(name)}, f"{name}.toml")


def person(name: str, where: str = "people.toml") -> tuple[Physique, Outfit]:
    """Build and clothes of someone in `clips/people.toml`."""
    table = like(name, table_of("people")["people"], where)
    build = {key: value for key, value in table.items() if key != "outfit"}
    who = f"people.toml, {name}"
    return read(Physique, build, who), read(Outfit, table["outfit"], f"{who}, outfit")


def room(name: str, where: str = "people.toml") -> Room:
    """A room of `clips/people.toml`."""
    table = like(name, table_of("people")["rooms"], where)
    return read(Room, table, f"people.toml, room {name}")


@functools.cache
def table_of(name: str) -> Table:
    """What stands in a file of `clips/`, unchecked."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
