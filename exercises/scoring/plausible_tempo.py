"""Times that no person has: is the film in slow motion?

A film does not show how fast it was recorded. What it shows can be held against how
people move. The slowest repetitions that training knows are lowered or lifted for 10
seconds, the other half being quicker (ACSM position stand, Med Sci Sports Exerc 2009;
41: 687-708: "very slow" is 10 s up, 5 s down). A step is no slower than a leg swings by
itself: a leg of 0.9 m is a pendulum whose half swing takes 0.8 s
(pi * sqrt(2 L / 3 g); Mochon and McMahon, J Biomech 1980; 13: 49-57), a stride is two
of them, and a gallop is quicker than a walk.
"""

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np

from exercises.units import Bout, Rep, Unit
from vision.track import Source

SLOWEST_LOWERING_S: Final = 10.0
SLOWEST_QUICKER_HALF_S: Final = 6.0
"""The quicker half of a repetition: 5 s by the position stand, and the error of its
reading. Who lowers for 4 to 6 s as these exercises ask lifts sooner than that."""
SLOWEST_STRIDE_S: Final = 2.0
"""Two half swings of the leg and an eighth (our choice)."""
UNLIKE: Final = 3.0
"""Repetitions of one film whose lowering differs by so much are not one tempo: slow
motion may begin and end within a film."""
ASK: Final = (
    "Is this film in slow motion? If so, give its speed (--speed 0.25 where it shows a "
    'quarter of the true speed; in the app under "About this film"): all times follow '
    "from it."
)


def doubts_of_tempo(units: Sequence[Unit], speed: float) -> list[str]:
    """Return what is to be asked about a film's times; nothing mostly.

    Args:
        units: What was found, in true time as far as known.
        speed: By which the film's time was made true; who gave one is not asked.
    """
    if speed != 1:
        return []
    lowerings_s = _finite(u.lowering_s for u in units if isinstance(u, Rep))
    halves_s = _finite(
        min(u.lowering_s, u.lifting_s) for u in units if isinstance(u, Rep)
    )
    strides_s = _finite(
        (u.end_s - u.start_s) / u.steps
        for u in units
        if isinstance(u, Bout) and u.steps > 0
    )
    if _middle(lowerings_s) > SLOWEST_LOWERING_S:
        slow = f"a lowering takes {_middle(lowerings_s):.1f} s"
    elif _middle(halves_s) > SLOWEST_QUICKER_HALF_S:
        slow = f"lowering and lifting take {_middle(halves_s):.1f} s and more each"
    elif _middle(strides_s) > SLOWEST_STRIDE_S:
        slow = f"a stride takes {_middle(strides_s):.1f} s"
    elif len(lowerings_s) > 1 and max(lowerings_s) >= UNLIKE * min(lowerings_s):
        return [
            f"The reps are lowered in {min(lowerings_s):.1f} s and in "
            f"{max(lowerings_s):.1f} s: is a part of this film in slow motion? Times "
            "and tempo are right only if not; film at one speed."
        ]
    else:
        return []
    return [f"By this film {slow}, slower than people do it. {ASK}"]


def speed_notes(source: Source) -> list[str]:
    """Return what is to be said where the file itself told of slow motion."""
    if source.speed == 1 or source.speed != source.marked_speed:
        return []
    return [
        f"The file says that it shows {source.speed:g} of the true speed; all times "
        "were corrected. If they are wrong now, give --speed 1."
    ]


def _finite(values: Iterable[float]) -> list[float]:
    return [value for value in values if np.isfinite(value)]


def _middle(values: Sequence[float]) -> float:
    return float(np.median(values)) if values else 0.0
