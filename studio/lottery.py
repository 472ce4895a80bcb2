"""Athletes, cameras, light, tempo and faults drawn by lot, for held-out tests."""

import numpy as np

from studio.body import Physique
from studio.clip import Clip, Shot
from studio.clip_files import clip_file, table_of
from studio.lots import Lot
from studio.motion import Style
from studio.room import Room
from studio.tables import Table, read
from studio.wardrobe import Outfit

#: The exercises that can be drawn, in the order of the circuit.
EXERCISES = tuple(key for key in table_of("lottery") if key != "shared")


def draw(seed: int, number: int, exercise: str | None = None) -> Clip:
    """The clip with this number in the series of this seed; always the same one.

    Args:
        seed: the series.
        number: the clip in it.
        exercise: its key; drawn as well if None, each as often.
    """
    if exercise is None:
        lot = np.random.default_rng([seed, number, len(EXERCISES)])
        exercise = str(lot.choice(EXERCISES))
    where, own = f"lottery.toml, {exercise}", table_of("lottery")[exercise]
    drawn = _drawn([seed, number, *own["stream"]], own)
    fault, file = drawn["fault"], clip_file(own["motion"])
    style = file.style(drawn["style"], where)
    clean: list[str] = []
    if "clean_but" in own and fault == "none":
        clean = [code for code in file.clean["side"] if code not in own["clean_but"]]
    return Clip(
        name=f"random_{seed}_{number:03d}",
        shows=f"Drawn by lot: {_shows(own, drawn, style)}, fault: {fault}.",
        physique=read(Physique, drawn["physique"], where),
        outfit=read(Outfit, drawn["outfit"], where),
        room=read(Room, drawn["room"], where),
        shot=read(Shot, drawn["shot"], where),
        style=style,
        faults=() if fault == "none" else (fault,),
        clean=tuple(clean),
        seed=seed * 1000 + number,
    )


def _drawn(seed: list[int], own: Table) -> Table:
    """Tables of body, clothes, room, camera and style, and the fault."""
    lot = Lot(seed, own, table_of("lottery")["shared"])
    lot.draw(own["draws"])
    drawn = lot.values
    heritages = ("african", "asian", "caucasian")
    for name, share in zip(heritages, drawn["heritage"], strict=True):
        drawn["physique"]["phenotype"][name] = round(float(share), 3)
    if "hold" in drawn:
        drawn["style"]["holds"] = [drawn["hold"]]
    if "bout" in drawn:
        drawn["style"]["bouts"] = _each_way(drawn["bout"])
    return drawn


def _each_way(bout: Table) -> list[Table]:
    """A bout forward, and one backward with a slower stride more."""
    back_s = round(bout["stride_s"] * 1.04, 4)
    back = {"direction": "backward", "strides": bout["strides"] + 1, "stride_s": back_s}
    return [{"direction": "forward", **bout}, {**bout, **back}]


def _shows(own: Table, drawn: Table, style: Style) -> str:
    """What a drawn clip shows, but for its fault."""
    near, far = own.get("views", ("", ""))
    view = near if drawn["shot"]["on_left"] == (style.side == "left") else far
    if drawn.get("front"):
        view = "front"
    shows: str = own["shows"]
    return shows.format(exercise=style.exercise, side=style.side, view=view)
