"""What can be wrong with a film, check by check.

Codes and numbers; the sentences are `exercises.film_words`'.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from vision import landmarks
from vision.geometry import Floats
from vision.track import Track
from vision.video.flaws import LOST, Flaw, FlawCode

ProblemCode = Literal[
    "nobody", "phantom", "often_lost", "lost_for", "too_dark", "cut_off", "too_small",
    "small", "blurred", "few_frames", "too_few_frames", "tilted", "moves", "cut",
    "others", "who", "imported", "no_depth",
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
NEAR_S: Final = 0.3
"""A cut that near to a flaw is the flaw (our choice: a broken picture is a jump)."""


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing wrong with the film.

    Attributes:
        code: Its name; a flaw of the file has the flaw's.
        blocks: Whether nothing can be judged.
        values: Its numbers, by name with the unit.
        times_s: When it is, where it is at moments.
        part: Of "cut_off": "feet", "legs", "head" or "body".
        flaws: Of a file: all of that kind.
    """

    code: ProblemCode | FlawCode
    blocks: bool = False
    values: Mapping[str, float] = field(default_factory=dict)
    times_s: tuple[float, ...] = ()
    part: str = ""
    flaws: tuple[Flaw, ...] = ()


def is_phantom(track: Track) -> bool:
    """Whether what the model took for a body is none: a coat stand, a chair, noise."""
    trunk = track.visibility[track.seen][:, list(landmarks.TRUNK)]
    return float(np.median(trunk.mean(axis=1))) < LEAST_TRUNK_VISIBILITY


def flaw_problems(flaws: Sequence[Flaw]) -> list[Problem]:
    """Return one problem for each kind of flaw in a file."""
    kinds = dict.fromkeys(flaw.code for flaw in flaws)
    return [
        Problem(code=code, flaws=tuple(flaw for flaw in flaws if flaw.code == code))
        for code in kinds
    ]


def surroundings_problems(track: Track) -> list[Problem]:
    """Tell of a tilted or moving camera, cuts, and other people."""
    around, problems = track.surroundings, []
    assert around is not None
    if not around.unambiguous:
        problems.append(Problem(code="who"))
    elif around.others_s >= LONGEST_LOST_S:
        problems.append(Problem(code="others", values={"others_s": around.others_s}))
    if abs(around.roll_deg) >= TILTED_DEG:
        roll_deg = abs(around.roll_deg)
        problems.append(Problem(code="tilted", values={"roll_deg": roll_deg}))
    if around.moving.mean() >= MOVES_SHARE:
        share = float(around.moving.mean())
        problems.append(Problem(code="moves", values={"moving_share": share}))
    cut_s = tuple(t for t in track.time_s[around.cut] if not _at_a_flaw(track, t))
    if cut_s:
        problems.append(Problem(code="cut", times_s=cut_s))
    return problems


def _at_a_flaw(track: Track, at_s: float) -> bool:
    """Whether a moment is where the film itself is broken or joined."""
    return any(
        abs(at_s - edge_s) <= NEAR_S
        for flaw in track.source.flaws
        for edge_s in (flaw.at_s, flaw.until_s)
    )


def body_height_px(points_px: Floats) -> float:
    """Return the longer side of the box around the body, the clip's median."""
    there = np.isfinite(points_px).all(axis=2)
    body = points_px[there.any(axis=1)]
    if not len(body):
        return float("nan")
    span = np.nanmax(body, axis=1) - np.nanmin(body, axis=1)
    return float(np.nanmedian(np.nanmax(span, axis=1)))


def inside_picture(track: Track, needed: tuple[int, ...]) -> NDArray[np.bool_]:
    """Return (T, N) whether each needed landmark is in the picture."""
    share = track.points_px[:, list(needed)] / np.array(track.size_wh)
    return ((share > EDGE) & (share < 1 - EDGE)).all(axis=2)


def origin_problems(track: Track) -> list[Problem]:
    """Tell of a track that comes from a file of points, and of one without depth."""
    if not track.source.imported:
        return []
    problems = [Problem(code="imported")]
    if track.seen.any() and not np.isfinite(track.world_m[track.seen]).any():
        problems.append(Problem(code="no_depth", blocks=True))
    return problems


def light_problems(track: Track, seen_share: float) -> list[Problem]:
    """Tell of a dark picture, where somebody measured its light."""
    luma = float(np.median(track.luma)) if len(track) else 255.0
    if luma >= DARK_LUMA or np.isnan(luma):
        return []
    blocks = seen_share < LEAST_SEEN
    return [Problem(code="too_dark", blocks=blocks, values={"luma": luma})]


def presence_problems(share: float) -> list[Problem]:
    """Tell of a body that is in a share of the frames only, or in none."""
    if share == 0:
        return [Problem(code="nobody", blocks=True)]
    if share < LEAST_SEEN:
        return [Problem(code="often_lost", values={"seen_share": share})]
    return []


def lost_problems(track: Track) -> list[Problem]:
    """Tell of a long gap between two moments in which the body was seen."""
    seen_s = track.time_s[track.seen]
    gaps = [
        (float(gap_s), float(at_s))
        for gap_s, at_s in zip(np.diff(seen_s), seen_s[:-1], strict=False)
        if not _is_broken(track, at_s, gap_s)
    ]
    gap_s, at_s = max(gaps, default=(0.0, 0.0))
    if gap_s <= LONGEST_LOST_S:
        return []
    return [Problem(code="lost_for", values={"gap_s": gap_s, "at_s": at_s})]


def _is_broken(track: Track, at_s: float, gap_s: float) -> bool:
    """Whether a film itself is broken for most of a gap: a problem of its own."""
    lost_s = sum(
        min(flaw.until_s, at_s + gap_s) - max(flaw.at_s, at_s)
        for flaw in track.source.flaws
        if flaw.code in LOST and flaw.at_s < at_s + gap_s and flaw.until_s > at_s
    )
    return lost_s > gap_s / 2


def framing_problems(
    needed: tuple[int, ...],
    inside: NDArray[np.bool_],
    seen: NDArray[np.bool_],
) -> list[Problem]:
    """Tell what the edge of the picture cuts off.

    Args:
        needed: Landmarks that the exercise cannot do without.
        inside: (T, N) whether each of these is in the picture.
        seen: (T,) whether anybody is.
    """
    lost = 1 - inside[seen].mean(axis=0)
    out = {index for index, share in zip(needed, lost, strict=True) if share > 0.25}
    if not out:
        return []
    most = float(lost.max())
    return [
        Problem(
            code="cut_off",
            blocks=bool(out & set(landmarks.TRUNK)) and most > 0.5,
            values={"out_share": most},
            part=_part_of(out),
        )
    ]


def _part_of(out: set[int]) -> str:
    feet = {i for leg in landmarks.LEGS.values() for i in leg[2:]}
    knees = {landmarks.LEFT_KNEE, landmarks.RIGHT_KNEE}
    if out <= feet:
        return "feet"
    if out <= feet | knees:
        return "legs"
    if out <= {landmarks.NOSE, *landmarks.SHOULDERS}:
        return "head"
    return "body"


def size_problems(track: Track) -> tuple[list[Problem], float]:
    """Tell of a small body, and by how much its errors grow."""
    height_px = body_height_px(track.points_px)
    if height_px >= SMALL_PX:
        return [], 1.0
    tiny = height_px < TINY_PX
    problem = Problem(
        code="too_small" if tiny else "small",
        blocks=tiny,
        values={"height_px": height_px},
    )
    return [problem], 1.5


def rate_problems(fps: float) -> list[Problem]:
    """Tell of a frame rate too low to time a lowering; 0 is unknown."""
    if fps >= GOOD_FPS or fps == 0:
        return []
    code: ProblemCode = "too_few_frames" if fps < LEAST_FPS else "few_frames"
    return [Problem(code=code, values={"fps": fps})]
