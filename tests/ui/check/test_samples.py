"""The cards of the sample clips: what the start page shows of them."""

import numpy as np
from PIL import Image

from tests.chosen import each_named
from ui.check.samples import THUMBNAIL_PX, read_samples
from vision.video.reader import picture_at

SAMPLES = {sample.path.stem: sample for sample in read_samples()}


def test_each_clip_has_its_picture_at_hand() -> None:
    missing = [
        name
        for name, sample in SAMPLES.items()
        if not sample.path.with_suffix(".jpg").is_file()
    ]
    assert missing == [], "run `python -m benchmarks.samples --write`"


@each_named("name", SAMPLES, by_default=("deadlift_not_tall", "none_walking"))
def test_the_picture_is_the_telling_one_of_the_film(name: str) -> None:
    sample = SAMPLES[name]
    shown = np.asarray(Image.open(sample.path.with_suffix(".jpg")), np.float64)
    film = picture_at(sample.path, sample.telling_s, long_side_px=THUMBNAIL_PX)
    assert shown.shape == film.shape
    assert np.abs(shown - film).mean() < 4  # JPEG's own losses; 0..255
