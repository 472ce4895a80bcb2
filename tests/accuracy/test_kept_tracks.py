"""The tracks that the tests rest on are what the tracker gives."""

import numpy as np

from benchmarks.truth import SAMPLES, Clip, clips_in
from tests.chosen import CHOSEN, each_clip
from tests.kept_tracks import FOLDER, kept
from vision.track_file import load_track
from vision.tracking.track_video import kept_as, track_video


def test_every_chosen_clip_has_its_track_and_nothing_else_is_kept() -> None:
    current = {f"{clip}.{kept_as(SAMPLES / f'{clip}.mp4')}" for clip in CHOSEN}
    there = {path.name for path in FOLDER.iterdir()}
    assert there == current, "run `python -m tests.kept_tracks`"


FOLLOWED = sorted(CHOSEN)[::3]
"""A tracker that changes changes all tracks: each third, of every exercise some, is
followed here, since one costs half a minute."""


@each_clip([c for c in clips_in([SAMPLES]) if c.name in FOLLOWED], by_default=())
def test_the_tracker_gives_what_is_kept(clip: Clip) -> None:
    path = kept(clip.name)
    assert path is not None
    before, now = load_track(path), track_video(clip.path, workers=1)
    # To the last bit on one machine; another kind of processor adds up in another
    # order, by which these films came out 0.4 px apart in the middle, 4 px at most in
    # 95 of 100 (of 960).
    np.testing.assert_allclose(now.time_s, before.time_s)
    assert (now.seen == before.seen).mean() > 0.98
    off_px = np.abs(now.points_px - before.points_px)
    assert np.nanmedian(off_px) < 0.6
    assert np.nanpercentile(off_px, 95) < 6
    assert now.source == before.source
    assert now.surroundings is not None
    assert before.surroundings is not None
    np.testing.assert_array_equal(now.surroundings.cut, before.surroundings.cut)
