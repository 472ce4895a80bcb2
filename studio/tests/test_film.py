"""What is written beside a video; the athlete is posed, but nothing is drawn."""

import json
from pathlib import Path

import pytest

from studio.catalogue import catalogue
from studio.film import camera_of, truth_of

TIMES = ("start_s", "bottom_s", "leave_s", "end_s", "lowering_s", "pause_s")
SAMPLES = Path(__file__).parents[2] / "sample_videos"


def test_the_committed_truth_can_be_made_again():
    pytest.importorskip("anny")
    from studio.body import make_body

    clip = catalogue()["deadlift_good_left"]
    body = make_body(clip.physique)
    motion = clip.style.build(body)
    truth = truth_of(clip, motion, camera_of(clip, body, motion))
    text = (SAMPLES / "deadlift_good_left.truth.json").read_text(encoding="utf-8")
    committed = json.loads(text)
    assert list(truth) == list(committed)
    assert len(truth["reps"]) == len(committed["reps"]) == 4
    for made, kept in zip(truth["reps"], committed["reps"], strict=True):
        assert list(made) == list(kept)
        for key in TIMES:
            assert made.pop(key) == kept.pop(key)
        assert made == _near(kept)
    for key in ("set", "camera"):
        assert truth.pop(key) == _near(committed.pop(key))
    del truth["reps"], committed["reps"]
    assert truth == committed


def _near(values):
    """The same entries, numbers to the last digit or two.

    Body and balance are sums of many floats, and another build of torch or NumPy adds
    them in another order; what was planned has no such excuse.
    """
    return {
        key: pytest.approx(value, abs=0.011 if "deg" in key else 0.002)
        if isinstance(value, float)
        else value
        for key, value in values.items()
    }
