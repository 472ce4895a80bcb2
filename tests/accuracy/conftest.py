"""Tracks all clips first, on two cores, so that the tests find them in the cache."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from vision.tracking import default_cache, track_video

SAMPLES = Path(__file__).resolve().parents[2] / "sample_videos"


def follow(path: Path) -> None:
    track_video(path, cache=default_cache())


@pytest.fixture(scope="session", autouse=True)
def tracks_in_the_cache() -> None:
    """Fill the cache of tracks; without it one core would do all the work."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=spawn) as pool:
        list(pool.map(follow, sorted(SAMPLES.glob("*.mp4"))))
