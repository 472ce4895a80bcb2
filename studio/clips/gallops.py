"""Gallops done well and with one fault each."""

from __future__ import annotations

from dataclasses import replace

from studio.body import Physique
from studio.cast import (
    AYO,
    AYO_WEARS,
    CELLAR_GYM,
    LIVING_ROOM,
    MARIA,
    MARIA_WEARS,
    RUTH,
    RUTH_WEARS,
    STUDIO_ROOM,
    TOM,
    TOM_WEARS,
)
from studio.clip import Clip, Shot
from studio.limbs import Side
from studio.motions.gait_figure import Carriage
from studio.motions.gait_steps import BoutPlan
from studio.motions.gait_walk import StepsPlan
from studio.motions.gallop import GallopStyle
from studio.room import Room
from studio.wardrobe import Outfit

#: Faults that may not be reported of a good gallop filmed from the side.
CLEAN = (
    "lead_lost",
    "even_rhythm",
    "irregular_rhythm",
    "no_spring",
    "leans",
    "short_distance",
    "not_straight",
)
#: Wide enough for five yards: the body is still 300 pixels tall.
FROM_LEFT = Shot(
    yaw_deg=3.0,
    on_left=True,
    distance_m=5.6,
    height_m=1.0,
    width_px=1280,
    height_px=720,
    fill=0.94,
)
FROM_RIGHT = replace(FROM_LEFT, on_left=False, yaw_deg=-3.0, distance_m=5.9)
#: Another angle on the same way across the picture.
OBLIQUE = replace(FROM_LEFT, yaw_deg=9.0, height_m=1.1)

Who = tuple[Physique, Outfit, Room]
MARIA_HERE: Who = (MARIA, MARIA_WEARS, STUDIO_ROOM)
TOM_HERE: Who = (TOM, TOM_WEARS, CELLAR_GYM)
AYO_HERE: Who = (AYO, AYO_WEARS, STUDIO_ROOM)
RUTH_HERE: Who = (RUTH, RUTH_WEARS, LIVING_ROOM)


def clips() -> tuple[Clip, ...]:
    """All gallops, the good ones first."""
    return (
        good_left(),
        good_right(),
        four_bouts(),
        hops(),
        lead_changes(),
        leans(),
        no_spring(),
        irregular(),
        short_forward(),
    )


def there_and_back(lead: Side, **changes: object) -> tuple[BoutPlan, BoutPlan]:
    """A forward bout and the same backward, with slower and shorter strides."""
    forward = replace(BoutPlan("forward", lead), **changes)  # type: ignore[arg-type]
    backward = replace(forward, direction="backward", strides=forward.strides + 1)
    return forward, replace(backward, stride_s=forward.stride_s * 1.04)


def gait_clip(name: str, shows: str, who: Who, shot: Shot, style: GallopStyle) -> Clip:
    """A clip across the picture, on the bare floor."""
    physique, outfit, room = who
    return Clip(
        name=name,
        shows=shows,
        physique=physique,
        outfit=outfit,
        room=replace(room, mat=None),
        shot=shot,
        style=style,
    )


def _faulty(clip: Clip, fault: str, *maybe: str) -> Clip:
    """The clip with its fault; those that come along with it are left open."""
    clean = tuple(code for code in CLEAN if code not in (fault, *maybe))
    return replace(clip, faults=(fault,), clean=clean)


def good_left() -> Clip:
    """The reference: five yards forward and back with the left foot in front."""
    shows = "Gallop forward and backward, left foot in front, from the side."
    style = GallopStyle(there_and_back("left"))
    clip = gait_clip("gallop_good_left", shows, MARIA_HERE, FROM_LEFT, style)
    return replace(clip, clean=CLEAN)


def good_right() -> Clip:
    """The other foot, another body, facing the other way."""
    shows = "Gallop forward and backward, right foot in front, from the side."
    bouts = there_and_back("right", stride_s=0.64, distance_m=4.8)
    clip = gait_clip(
        "gallop_good_right", shows, TOM_HERE, FROM_RIGHT, GallopStyle(bouts)
    )
    return replace(clip, clean=CLEAN)


def four_bouts() -> Clip:
    """The whole exercise after walking in: both feet, both directions."""
    shows = (
        "Walks in; forward and backward with each foot in front, feet change between."
    )
    bouts = (
        *there_and_back("left", stride_s=0.57),
        *there_and_back("right", stride_s=0.57),
    )
    style = GallopStyle(
        bouts, before_s=0.4, between_s=0.9, walk_in=StepsPlan("left", 3), start_m=-2.2
    )
    clip = gait_clip("gallop_four_bouts", shows, AYO_HERE, FROM_LEFT, style)
    return replace(clip, clean=CLEAN)


def hops() -> Clip:
    """Both feet land nearly together."""
    shows = "Hops off both feet, one a little in front: an even beat."
    bouts = there_and_back(
        "left", phase=0.05, first_stance=0.56, second_stance=0.53, strides=6, spread=0.8
    )
    clip = gait_clip("gallop_hops", shows, AYO_HERE, OBLIQUE, GallopStyle(bouts))
    return _faulty(clip, "even_rhythm", "lead_lost")


def lead_changes() -> Clip:
    """The feet change roles in the middle of each bout."""
    shows = "The other foot takes the lead half way."
    forward, backward = there_and_back("right", strides=6, stride_s=0.58)
    bouts = (replace(forward, change_at=(3,)), replace(backward, change_at=(3,)))
    clip = gait_clip(
        "gallop_lead_changes", shows, RUTH_HERE, FROM_RIGHT, GallopStyle(bouts)
    )
    # Seen from one foot, the beat is turned over half way: left open.
    return _faulty(clip, "lead_lost", "even_rhythm", "irregular_rhythm")


def leans() -> Clip:
    """The trunk leans 35 degrees forward."""
    shows = "Bends forward by 35 degrees all the way."
    style = GallopStyle(
        there_and_back("left", stride_s=0.58), carriage=Carriage(lean_deg=34.5)
    )
    clip = gait_clip("gallop_leans", shows, TOM_HERE, FROM_LEFT, style)
    return _faulty(clip, "leans")


def no_spring() -> Clip:
    """Step-together: the rhythm is right, but nobody leaves the floor."""
    shows = "Steps and closes without a flight; the hips hardly rise."
    bouts = there_and_back(
        "right", springy=False, stride_s=0.74, first_stance=0.5, second_stance=0.70
    )
    clip = gait_clip(
        "gallop_no_spring", shows, RUTH_HERE, FROM_RIGHT, GallopStyle(bouts)
    )
    return _faulty(clip, "no_spring")


def irregular() -> Clip:
    """Stride times vary by a third."""
    shows = "No steady beat: strides of 0.4 to 1 s."
    tempo = (1.0, 0.64, 1.5, 0.68, 1.52, 0.66)
    bouts = there_and_back("left", strides=6, stride_s=0.64, tempo=tempo)
    clip = gait_clip(
        "gallop_irregular", shows, MARIA_HERE, FROM_LEFT, GallopStyle(bouts)
    )
    return _faulty(clip, "irregular_rhythm")


def short_forward() -> Clip:
    """Two metres forward, and nothing backward."""
    shows = "Only two metres, only forward."
    bout = BoutPlan("forward", "left", strides=3, distance_m=1.9, stride_s=0.58)
    style = GallopStyle((bout,), start_m=-1.0, before_s=1.5, after_s=2.0)
    shot = replace(FROM_LEFT, width_px=960, height_px=540, distance_m=5.0, fill=0.80)
    clip = gait_clip("gallop_short_forward", shows, AYO_HERE, shot, style)
    return _faulty(clip, "short_distance", "irregular_rhythm", "lead_lost")
