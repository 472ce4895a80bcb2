"""What is wrong with a film, in sentences: what it is, and how to film better."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from vision.problems import SMALL_PX, Problem, ProblemCode
from vision.video.flaws import Flaw, FlawCode

MOST_TIMES: Final = 5
"""So many moments of one kind are named: more is not read."""
NO_BODY_TOLD: Final = 0.01
"""From this share of the film on, bodies that were left out are spoken of."""

_SENTENCES: Final[Mapping[ProblemCode | FlawCode, str]] = {
    "nobody": "Nobody was seen in this video. Film the whole body from the side, "
    "2.5 to 3.5 m away.",
    "phantom": "Nobody was clearly seen in this video: no shoulders and hips. If you "
    "are in it, film the whole body from the side, 2.5 to 3.5 m away, with light on "
    "you.",
    "often_lost": "A body was seen in only {seen_share:.0%} of the video. Stay in the "
    "picture for the whole set, with light on you.",
    "lost_for": "Nobody was seen for {gap_s:.1f} s from {at_s:.0f} s on; a rep in "
    "between is not counted. Stay in the picture, and don't cut the video.",
    "too_dark": "The picture is too dark to see a body (brightness {luma:.0f} of "
    "255). Turn on a light, and keep windows behind the camera.",
    "cut_off": "{part} cut off by the edge of the picture in {out_share:.0%} of the "
    "video. Step back until the whole body fits with some room around it.",
    "too_small": f"The body is {{height_px:.0f}} pixels tall; {SMALL_PX} are needed to "
    "measure angles well. Come closer or record at 720p or more.",
    "small": f"The body is {{height_px:.0f}} pixels tall; {SMALL_PX} are needed to "
    "measure angles well. Come closer or record at 720p or more.",
    "blurred": "The picture is blurred, so angles and distances are less certain. Wipe "
    "the lens, tap on yourself to focus, and let in more light.",
    "few_frames": "The video has {fps:.0f} frames a second, so lowering is timed less "
    "finely. Record at 30 or more.",
    "too_few_frames": "The video has {fps:.0f} frames a second, so lowering is not "
    "timed. Record at 30 or more.",
    "tilted": "The phone is tilted by {roll_deg:.0f} degrees; all angles were "
    "corrected for it. Set it level.",
    "moves": "The camera moves in {moving_share:.0%} of the film, so ways and "
    "distances are not assessed. Lean the phone on something.",
    "cut": "The film is cut at {times} s; what goes across a cut is not counted. Film "
    "each set in one go.",
    "others": "Somebody else is in the picture for {others_s:.0f} s; only one person "
    "is judged. Film where nobody walks through.",
    "who": "Two people could be the athlete. If the wrong one was judged, point at "
    "the right one: click on them in the app, or give --athlete.",
    "imported": "This set was read from a file of points, not from a film: light, "
    "framing, the camera and other people are not assessed, and the errors are those "
    "of Hamstrong's own tracker. Check the film itself where you have it.",
    "no_depth": "These points do not show the body from its side, or do not tell which "
    "side of it is nearer, and without the third dimension nothing else can be judged. "
    "Check the film itself, or track one that is filmed from the side.",
}
_PARTS: Final = {
    "feet": "Your feet are",
    "legs": "Your legs are",
    "head": "Your head and shoulders are",
    "body": "Your body is",
}


def sentence_on(problem: Problem) -> str:
    """Return what is wrong and what to do about it, as people read it."""
    if problem.flaws:
        return _FLAWS[problem.flaws[0].code](problem.flaws)
    times = ", ".join(f"{at_s:.1f}" for at_s in problem.times_s[:MOST_TIMES])
    part = _PARTS.get(problem.part, "")
    return _SENTENCES[problem.code].format(**problem.values, times=times, part=part)


def sentences_on_left_out(share: float) -> list[str]:
    """Tell of bodies that were left out as impossible, if they matter.

    Args:
        share: Of the film's frames.
    """
    if share < NO_BODY_TOLD:
        return []
    return [
        f"In {share:.0%} of the film what was seen is no body that a person can have, "
        "as in close-ups or a picture that stands on its head; it is left out."
    ]


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


_FLAWS: Final[Mapping[FlawCode, Callable[[Sequence[Flaw]], str]]] = {
    "ends_early": _ends_early,
    "damaged": _damaged,
    "clock_restarts": _clock_restarts,
    "no_clock": _no_clock,
    "reshaped": _reshaped,
}
