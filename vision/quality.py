"""Is this film fit to be judged? Framing comes before form.

The model's own `visibility` stays high on wrong landmarks, so nothing here trusts it
alone: presence, place in the picture, size, light and frame rate are checked apart.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vision.problems import (
    BLURRED,
    Problem,
    flaw_problems,
    framing_problems,
    inside_picture,
    is_phantom,
    light_problems,
    lost_problems,
    origin_problems,
    presence_problems,
    rate_problems,
    size_problems,
    surroundings_problems,
)
from vision.track import Track


@dataclass(frozen=True, kw_only=True)
class Quality:
    """What the film can carry.

    Attributes:
        seen_share: Share of frames with a body in it.
        valid: (T,) frames in which the needed landmarks are inside the picture.
        error_factor: By how much errors grow on this film.
        fps: Mean frame rate, frames a second, gaps left out.
        problems: Worst first.
        whole: Whether the file itself is as its camera wrote it, with all its times.
    """

    seen_share: float
    valid: NDArray[np.bool_]
    error_factor: float
    fps: float
    problems: tuple[Problem, ...]
    whole: bool = True

    @property
    def blocked(self) -> bool:
        """Whether nothing can be judged."""
        return any(problem.blocks for problem in self.problems)

    @property
    def nobody(self) -> bool:
        """Whether no person is to be seen."""
        return any(problem.code in ("nobody", "phantom") for problem in self.problems)


def assess_quality(track: Track, needed: tuple[int, ...]) -> Quality:
    """Look at a track before anything is measured on it.

    Args:
        track: Before repair, without the bodies that no person can have
            (`vision.plausible.without_impossible`).
        needed: Indices of the landmarks that the exercise cannot do without.
    """
    seen = track.seen
    share = float(seen.mean()) if len(track) else 0.0
    fps = track.fps
    inside = inside_picture(track, needed)
    problems = [
        *light_problems(track, share),
        *presence_problems(share),
        *lost_problems(track),
        *origin_problems(track),
    ]
    factor = 1.0
    blurred = track.surroundings is not None and track.surroundings.blur > BLURRED
    if seen.any() and is_phantom(track):
        problems.append(Problem(code="phantom", blocks=True))
    elif seen.any():
        problems += framing_problems(needed, inside, seen)
        small, factor = size_problems(track)
        problems += small
    if blurred:
        problems.append(Problem(code="blurred"))
        factor *= 1.5
    problems += rate_problems(fps)
    problems += flaw_problems(track.source.flaws)
    if track.surroundings is not None:
        problems += surroundings_problems(track)
    problems.sort(key=lambda problem: not problem.blocks)
    return Quality(
        seen_share=share,
        valid=seen & inside.all(axis=1),
        error_factor=factor,
        fps=fps,
        problems=tuple(problems),
        whole=not track.source.flaws,
    )
