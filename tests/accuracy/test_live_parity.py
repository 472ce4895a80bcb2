"""Live and file are one analysis: the same film gives the same count.

Sample clips, in the sweep every one, are played through a live session, picture by
picture, their poses taken from the cached track, with somebody who stands still before
and after it.
"""

from collections.abc import Callable

import pytest

from benchmarks.truth import SAMPLES, Clip, clips_in
from coach.check import VideoAnalysis
from coach.live.core import LiveCore
from coach.live.state import LiveSettings
from tests.chosen import each_clip
from tests.live_films import play

CheckSample = Callable[..., VideoAnalysis]
CLIPS = clips_in([SAMPLES])
GOOD = [clip for clip in CLIPS if clip.name.endswith("good_left")]
BY_DEFAULT = (
    "bird_dog_both_legs",
    "bird_dog_hips_sink",
    "box_bridge_far_too_low",
    "box_bridge_low_right",
    "pull_over_partials",
    "pull_over_thrown",
    "gallop_lead_changes",
    "gallop_short_forward",
    "deadlift_front_good_left",
    "deadlift_portrait_60fps",
    "none_walking",
    "none_squat",
)
SHORT = ("gallop_good_left",)
"""The cheapest to judge often."""


def session() -> LiveCore:
    return LiveCore(LiveSettings(sets=1))


@each_clip(CLIPS, by_default=BY_DEFAULT)
def test_live_counts_what_the_file_counts(
    clip: Clip, check_sample: CheckSample
) -> None:
    film = check_sample(clip.name, height_m=clip.stature_m)
    core = session()
    play(core, film.track, every_s=3.0, after_s=1.5)
    state = core.state()
    assert sum(len(one.report.units) for one in state.finished) == len(
        film.report.units
    )
    assert state.exercise == film.report.exercise
    sentences = [one.seq for one in state.spoken]
    assert sentences == sorted(set(sentences))


@each_clip(GOOD, by_default=SHORT)
def test_the_count_on_show_never_goes_down_and_ends_right(
    clip: Clip, check_sample: CheckSample
) -> None:
    count_on_show(clip, check_sample, every_s=1.0)


@pytest.mark.sweep
def test_it_neither_does_when_judged_as_often_as_live_can(
    check_sample: CheckSample,
) -> None:
    (clip,) = (clip for clip in GOOD if clip.name in SHORT)
    count_on_show(clip, check_sample, every_s=0.3)


def count_on_show(clip: Clip, check_sample: CheckSample, *, every_s: float) -> None:
    film = check_sample(clip.name, height_m=clip.stature_m)
    core = session()
    told = play(core, film.track, every_s=every_s)
    counts = [count for _, count in told]
    first_s = next(time_s for time_s, count in told if count)
    over_s = next(time_s for time_s, count in told if count == len(clip.units))
    before = counts[: counts.index(len(clip.units)) + 1]
    assert before == sorted(before)
    assert first_s <= over_s
    # The set ended by itself, long after the last rep and before the film did.
    assert core.state().step == "done"
    assert len(core.state().finished) == 1
    assert len(core.state().finished[0].report.units) == len(clip.units)
