"""Live and file are one analysis: the same film gives the same count.

Every sample clip is played through a live session, picture by picture, its poses taken
from the cached track, with somebody who stands still before and after it.
"""

from collections.abc import Callable

import pytest

from benchmarks.truth import SAMPLES, Clip, clips_in
from coach.check import Checked
from coach.live_core import LiveCore
from coach.live_state import LiveSettings
from tests.live_films import play

CheckSample = Callable[..., Checked]
CLIPS = clips_in([SAMPLES])
GOOD = [clip for clip in CLIPS if clip.name.endswith("good_left")]


def named(clip: Clip) -> str:
    return clip.name


def session() -> LiveCore:
    return LiveCore(LiveSettings(sets=1))


@pytest.mark.parametrize("clip", CLIPS, ids=named)
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


@pytest.mark.parametrize("clip", GOOD, ids=named)
def test_the_count_on_show_never_goes_down_and_ends_right(
    clip: Clip, check_sample: CheckSample
) -> None:
    film = check_sample(clip.name, height_m=clip.stature_m)
    core = session()
    told = play(core, film.track)
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
