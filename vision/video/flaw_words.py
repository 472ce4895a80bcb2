"""What is wrong with a film as a file, in sentences."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from vision.track import Track
from vision.video.flaws import Flaw, FlawCode

NEAR_S: Final = 0.3
"""A cut that near to a flaw is the flaw (our choice: a broken picture is a jump)."""
MOST_TIMES: Final = 5
"""Told of one kind of flaw: more is not read."""


def sentences_on(flaws: Sequence[Flaw]) -> list[tuple[FlawCode, str]]:
    """Return one sentence for each kind of flaw, with its code."""
    kinds = dict.fromkeys(flaw.code for flaw in flaws)
    return [
        (code, _WORDS[code]([flaw for flaw in flaws if flaw.code == code]))
        for code in kinds
    ]


def at_a_flaw(track: Track, at_s: float) -> bool:
    """Whether a moment is where the film itself is broken or joined."""
    return any(
        abs(at_s - edge_s) <= NEAR_S
        for flaw in track.source.flaws
        for edge_s in (flaw.at_s, flaw.until_s)
    )


def _ends_early(flaws: Sequence[Flaw]) -> str:
    last = flaws[-1]
    return (
        f"The file is incomplete: {last.at_s:.1f} s are there of the "
        f"{last.until_s:.1f} s it announces, and only they are judged. Copy it again."
    )


def _damaged(flaws: Sequence[Flaw]) -> str:
    parts = " and ".join(f"{f.at_s:.1f} to {f.until_s:.1f} s" for f in _some(flaws))
    lost_s = sum(flaw.until_s - flaw.at_s for flaw in flaws)
    return (
        f"The file is damaged: its pictures from {parts} are broken, {lost_s:.1f} s in "
        "all, and what is done there is not counted. Copy it again."
    )


def _clock_restarts(flaws: Sequence[Flaw]) -> str:
    times = ", ".join(f"{flaw.at_s:.1f}" for flaw in _some(flaws))
    return (
        f"The film's clock starts again at {times} s, as where recordings were joined; "
        "what goes across is not counted. Check each recording by itself."
    )


def _no_clock(flaws: Sequence[Flaw]) -> str:
    return (
        f"The file holds no times: {flaws[0].fps:g} frames a second are assumed, and "
        "every time is only as right as that. Check the film as the camera wrote it, "
        "or correct it with the film's speed (--speed)."
    )


def _reshaped(flaws: Sequence[Flaw]) -> str:
    parts = ", ".join(
        f"at {flaw.at_s:.1f} s from {_size(flaw, 0)} to {_size(flaw, -1)}"
        for flaw in _some(flaws)
    )
    return (
        f"The picture changes its shape {parts}, as when a phone is turned; what goes "
        "across is not counted. Don't turn the phone while it films."
    )


def _size(flaw: Flaw, which: int) -> str:
    width, height = flaw.sizes_wh[which]
    return f"{width} x {height}"


def _some(flaws: Sequence[Flaw]) -> Sequence[Flaw]:
    return flaws[:MOST_TIMES]


_WORDS: Final[Mapping[FlawCode, Callable[[Sequence[Flaw]], str]]] = {
    "ends_early": _ends_early,
    "damaged": _damaged,
    "clock_restarts": _clock_restarts,
    "no_clock": _no_clock,
    "reshaped": _reshaped,
}
