"""What can be wrong with a film, check by check."""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from vision import landmarks
from vision.geometry import Floats
from vision.track import Track
from vision.video.flaw_words import at_a_flaw
from vision.video.flaws import LOST

ProblemCode = Literal[
    "nobody", "often_lost", "lost_for", "too_dark", "cut_off", "too_small", "small",
    "blurred", "few_frames", "too_few_frames", "tilted", "moves", "cut", "others",
    "who", "ends_early", "damaged", "clock_restarts", "no_clock", "reshaped",
]  # fmt: skip
EDGE: Final = 0.02
"""A landmark this near to the edge, as a share of the picture, is taken as cut off."""
DARK_LUMA: Final = 35.0
"""A picture of which nine tenths are darker than this (of 255) is too dark (our choice;
a lit room reaches 120)."""
SMALL_PX: Final = 250
TINY_PX: Final = 160
"""Body heights below which errors grow, and below which nothing is judged
(rationale.md 4; the network sees the body at 256 px)."""
BLURRED: Final = 0.75
"""How blurred the body may be (`vision.capture.blur`): sample clips are at 0.3 to 0.4.
Blurred on purpose to 0.75, their landmarks' larger errors grow by a fifth to a half,
and from 0.8 on they double or worse in two clips of five (`benchmarks.blurred`)."""
LONGEST_LOST_S: Final = 1.0
"""Gaps beyond this are told: they can hide a rep (rationale.md 6.1)."""
LEAST_FPS: Final = 12.0
GOOD_FPS: Final = 20.0
"""Below 20 frames a second timing is said to be coarser, below 12 it is not attempted.
Thinned to 15, the sample clips lose next to nothing; at 12 all counts are right still,
lowering is an eighth less exact and strides go; at 10 legs and counts of the gallop do
(`benchmarks.rates`)."""
TILTED_DEG: Final = 3.0
"""From here on a tilt is corrected: where it is read at all, in a third of the sample
clips, the error is below 1.5 degrees in 95 of 100 and 2.2 at most
(`benchmarks.surroundings`), and smaller tilts are within the tracker's own errors."""
MOVES_SHARE: Final = 0.02
"""A camera that moves in so much of the film was not propped up (our choice; putting it
down at the end is less)."""
LEAST_TRUNK_VISIBILITY: Final = 0.9
"""A person's shoulders and hips are at 0.98 and more in nine tenths of the frames in
each of 147 tracks of people and rendered athletes; an empty room in which the model
draws a body is at 0.7 to 0.8 (our choice, between). It tells people from things only: a
landmark in the wrong place is as visible."""
LEAST_SEEN: Final = 0.6
"""A clip in which the body is seen less than this has no overall score."""


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing wrong with the film.

    Attributes:
        code: Its name.
        sentence: What it is and how to film better next time.
        blocks: Whether nothing can be judged.
    """

    code: ProblemCode
    sentence: str
    blocks: bool


PHANTOM: Final = Problem(
    code="nobody",
    sentence="Nobody was clearly seen in this video: no shoulders and hips. If you are "
    "in it, film the whole body from the side, 2.5 to 3.5 m away, with light on you.",
    blocks=True,
)


def phantom_problems(track: Track) -> bool:
    """Whether what the model took for a body is none: a coat stand, a chair, noise."""
    trunk = track.visibility[track.seen][:, list(landmarks.TRUNK)]
    return float(np.median(trunk.mean(axis=1))) < LEAST_TRUNK_VISIBILITY


BLURRED_PICTURE: Final = Problem(
    code="blurred",
    sentence="The picture is blurred, so angles and distances are less certain. Wipe "
    "the lens, tap on yourself to focus, and let in more light.",
    blocks=False,
)


def surroundings_problems(track: Track) -> list[Problem]:
    """Tell of a tilted or moving camera, cuts, and other people."""
    surroundings, problems = track.surroundings, []
    assert surroundings is not None
    if not surroundings.sure:
        sentence = (
            "Two people could be the athlete. If the wrong one was judged, point at "
            "the right one: click on them in the app, or give --athlete."
        )
        problems.append(Problem(code="who", sentence=sentence, blocks=False))
    elif surroundings.others_s >= LONGEST_LOST_S:
        sentence = (
            f"Somebody else is in the picture for {surroundings.others_s:.0f} s; only "
            "one person is judged. Film where nobody walks through."
        )
        problems.append(Problem(code="others", sentence=sentence, blocks=False))
    if abs(surroundings.roll_deg) >= TILTED_DEG:
        sentence = (
            f"The phone is tilted by {abs(surroundings.roll_deg):.0f} degrees; all "
            "angles were corrected for it. Set it level."
        )
        problems.append(Problem(code="tilted", sentence=sentence, blocks=False))
    if surroundings.moving.mean() >= MOVES_SHARE:
        sentence = (
            f"The camera moves in {surroundings.moving.mean():.0%} of the film, so "
            "ways and distances are not assessed. Lean the phone on something."
        )
        problems.append(Problem(code="moves", sentence=sentence, blocks=False))
    cut_s = [t for t in track.time_s[surroundings.cut] if not at_a_flaw(track, t)]
    if cut_s:
        times = ", ".join(f"{at_s:.1f}" for at_s in cut_s[:5])
        sentence = (
            f"The film is cut at {times} s; what goes across a cut is not counted. "
            "Film each set in one go."
        )
        problems.append(Problem(code="cut", sentence=sentence, blocks=False))
    return problems


def body_height_px(points_px: Floats) -> float:
    """Return the longer side of the box around the body, the clip's median."""
    with np.errstate(all="ignore"):
        span = np.ptp(points_px[np.isfinite(points_px[:, 0, 0])], axis=1)
    return float(np.median(span.max(axis=1))) if len(span) else float("nan")


def inside_picture(track: Track, needed: tuple[int, ...]) -> NDArray[np.bool_]:
    """Return (T, N) whether each needed landmark is in the picture."""
    share = track.points_px[:, list(needed)] / np.array(track.size_wh)
    return ((share > EDGE) & (share < 1 - EDGE)).all(axis=2)


def light_problems(track: Track, seen_share: float) -> list[Problem]:
    """Tell of a dark picture."""
    luma = float(np.median(track.luma)) if len(track) else 255.0
    if luma >= DARK_LUMA:
        return []
    return [
        Problem(
            code="too_dark",
            sentence=f"The picture is too dark to see a body (brightness {luma:.0f} of "
            "255). Turn on a light, and keep windows behind the camera.",
            blocks=seen_share < LEAST_SEEN,
        )
    ]


def presence_problems(share: float) -> list[Problem]:
    """Tell of a body that is in a share of the frames only, or in none."""
    if share == 0:
        sentence = (
            "Nobody was seen in this video. Film the whole body from the side, "
            "2.5 to 3.5 m away."
        )
        return [Problem(code="nobody", sentence=sentence, blocks=True)]
    if share < LEAST_SEEN:
        sentence = (
            f"A body was seen in only {share:.0%} of the video. Stay in the picture "
            "for the whole set, with light on you."
        )
        return [Problem(code="often_lost", sentence=sentence, blocks=False)]
    return []


def lost_problems(track: Track) -> list[Problem]:
    """Tell of a long gap between two moments in which the body was seen."""
    seen_s = track.time_s[track.seen]
    gaps = [
        (gap_s, at_s)
        for gap_s, at_s in zip(np.diff(seen_s), seen_s[:-1], strict=False)
        if not broken_problems(track, at_s, gap_s)
    ]
    gap_s, at_s = max(gaps, default=(0.0, 0.0))
    if gap_s <= LONGEST_LOST_S:
        return []
    sentence = (
        f"Nobody was seen for {gap_s:.1f} s from {at_s:.0f} s on; a rep in between is "
        "not counted. Stay in the picture, and don't cut the video."
    )
    return [Problem(code="lost_for", sentence=sentence, blocks=False)]


def broken_problems(track: Track, at_s: float, gap_s: float) -> bool:
    """Whether a film itself is broken for most of a gap, which is told of it."""
    lost_s = sum(
        min(flaw.until_s, at_s + gap_s) - max(flaw.at_s, at_s)
        for flaw in track.source.flaws
        if flaw.code in LOST and flaw.at_s < at_s + gap_s and flaw.until_s > at_s
    )
    return lost_s > gap_s / 2


def framing_problems(
    track: Track,
    needed: tuple[int, ...],
    inside: NDArray[np.bool_],
    seen: NDArray[np.bool_],
) -> list[Problem]:
    """Tell what the edge of the picture cuts off.

    Args:
        track: The track.
        needed: Landmarks that the exercise cannot do without.
        inside: (T, N) whether each of these is in the picture.
        seen: (T,) whether anybody is.
    """
    lost = 1 - inside[seen].mean(axis=0)
    out = [index for index, share in zip(needed, lost, strict=True) if share > 0.25]
    if not out:
        return []
    feet = {i for leg in landmarks.LEGS.values() for i in leg[2:]}
    knees = {landmarks.LEFT_KNEE, landmarks.RIGHT_KNEE}
    if set(out) <= feet:
        what = "Your feet are"
    elif set(out) <= feet | knees:
        what = "Your legs are"
    elif set(out) <= {landmarks.NOSE, *landmarks.SHOULDERS}:
        what = "Your head and shoulders are"
    else:
        what = "Your body is"
    trunk_lost = any(index in landmarks.TRUNK for index in out)
    return [
        Problem(
            code="cut_off",
            sentence=f"{what} cut off by the edge of the picture in "
            f"{float(lost.max()):.0%} of the video. Step back until the whole body "
            "fits with some room around it.",
            blocks=trunk_lost and float(lost.max()) > 0.5,
        )
    ]


def size_problems(track: Track) -> tuple[list[Problem], float]:
    """Tell of a small body, and by how much its errors grow."""
    height = body_height_px(track.points_px)
    if height >= SMALL_PX:
        return [], 1.0
    tiny = height < TINY_PX
    return [
        Problem(
            code="too_small" if tiny else "small",
            sentence=f"The body is {height:.0f} pixels tall; {SMALL_PX} are needed to "
            "measure angles well. Come closer or record at 720p or more.",
            blocks=tiny,
        )
    ], 1.5


def rate_problems(fps: float) -> list[Problem]:
    """Tell of a frame rate too low to time a lowering; 0 is unknown."""
    if fps >= GOOD_FPS or fps == 0:
        return []
    too_few = fps < LEAST_FPS
    what = "not timed" if too_few else "timed less finely"
    return [
        Problem(
            code="too_few_frames" if too_few else "few_frames",
            sentence=f"The video has {fps:.0f} frames a second, so lowering is {what}. "
            "Record at 30 or more.",
            blocks=False,
        )
    ]
