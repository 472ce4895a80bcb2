"""Which sample clips the tests look at by default; the other ones are the sweep's.

A test over clips is parametrized by `each_clip` (or, over names, by `each_named`): what
is not chosen carries the mark `sweep` and runs with `pytest -m sweep`.
"""

from collections.abc import Collection, Iterable
from typing import Final

import pytest

from benchmarks.truth import Clip

CHOSEN: Final = {
    "bird_dog_good_left": "a hold; left leg",
    "bird_dog_both_legs": "one hold a leg in one film",
    "bird_dog_hips_sink": "a fault that grows with time",
    "bird_dog_hands_ahead": "a fault that is there all the time",
    "bird_dog_interrupted": "three holds; right leg",
    "box_bridge_good_left": "reps lying down; left leg",
    "box_bridge_low_right": "a fault of height; right leg",
    "box_bridge_far_too_low": "attempts and no rep",
    "box_bridge_fast_lowering": "a fault of tempo",
    "box_bridge_two_legs": "both legs at once",
    "pull_over_good_left": "reps of the arms; left leg",
    "pull_over_hips_low": "a fault of the hips; right leg",
    "pull_over_elbows_bend": "a fault of the arms",
    "pull_over_thrown": "a fault of tempo, and arms that move fast",
    "pull_over_partials": "reps among attempts",
    "pull_over_sinking": "hips that sink by 17 degrees: the hold of a bridge",
    "gallop_good_left": "forwards and backwards; left foot in front",
    "gallop_lead_changes": "a fault that no name of the leading foot survives",
    "gallop_short_forward": "one bout, too short",
    "deadlift_good_left": "reps standing; left leg",
    "deadlift_good_right": "the same on the right one",
    "deadlift_front_good_left": "filmed from the front, to go with the side",
    "deadlift_front_over_reach": "a fault that only the front shows",
    "deadlift_fast_lowering": "a fault of tempo",
    "deadlift_not_tall": "a fault at the top; one rep",
    "deadlift_rear_foot_slides": "a fault of the back foot",
    "deadlift_partials": "reps among attempts",
    "deadlift_portrait_60fps": "an upright film at 60 frames a second",
    "deadlift_variable_rate": "frames at uneven times",
    "none_camera_set_up": "somebody at the camera; frontal",
    "none_squat": "none, but standing",
    "none_two_leg_deadlift": "none, but like a deadlift",
    "none_walking": "none, but like a gallop",
}
"""Each with what it is there for: all five exercises, both legs, faults, attempts, odd
files, and what is none of ours."""


def each_clip(
    clips: Iterable[Clip], *, by_default: Collection[str] = CHOSEN
) -> pytest.MarkDecorator:
    """Give a test its `clip`, one after another.

    Args:
        clips: All that the claim is about.
        by_default: Names of those that are looked at without the sweep.
    """
    return pytest.mark.parametrize(
        "clip",
        [
            pytest.param(clip, id=clip.name, marks=_marks(clip.name in by_default))
            for clip in clips
        ],
    )


def each_named(
    argument: str, names: Iterable[str], *, by_default: Collection[str] = CHOSEN
) -> pytest.MarkDecorator:
    """Give a test names (of clips, of trials), one after another; as `each_clip`."""
    return pytest.mark.parametrize(
        argument,
        [
            pytest.param(name, id=name, marks=_marks(name in by_default))
            for name in names
        ],
    )


def _marks(by_default: bool) -> tuple[pytest.MarkDecorator, ...]:
    return () if by_default else (pytest.mark.sweep,)
