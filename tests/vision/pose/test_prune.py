"""The landmark network without its mask: less work, the same answer."""

import zipfile
from collections import Counter
from contextlib import closing
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from mediapipe.tasks.metadata import schema_py_generated as schema

from hamstrong.errors import PoseModelError
from tests.conftest import SAMPLES
from vision.pose.estimator import PoseEstimator
from vision.pose.model import PoseModel, build_bundle, resolve_model
from vision.pose.prune import without_mask
from vision.video.reader import read_frames

# MediaPipe's own writer of notes on a network leaves a temporary file to the collector.
pytestmark = pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)


def landmark_network(tmp_path: Path, *, mask: bool) -> bytes:
    build_bundle(tmp_path / "built.task", mask=mask)
    with zipfile.ZipFile(tmp_path / "built.task") as bundle:
        return bundle.read("pose_landmarks_detector.tflite")


def operators_of(network: bytes) -> Counter[str]:
    model = schema.Model.GetRootAsModel(network, 0)
    graph = model.Subgraphs(0)
    names = {number: name for name, number in vars(schema.BuiltinOperator).items()}
    codes = [
        model.OperatorCodes(graph.Operators(number).OpcodeIndex())
        for number in range(graph.OperatorsLength())
    ]
    return Counter(
        names[max(code.BuiltinCode(), code.DeprecatedBuiltinCode())] for code in codes
    )


def test_without_the_mask_the_model_sees_the_same_to_the_last_bit(
    tmp_path: Path,
) -> None:
    build_bundle(tmp_path / "whole.task", mask=True)
    whole = PoseModel(path=tmp_path / "whole.task", name="whole")
    film = read_frames(SAMPLES / "gallop_good_left.mp4")
    pictures = [(one.time_s, one.image_rgb) for one in islice(film, 60)]
    film.close()
    black = np.zeros_like(pictures[0][1])
    lost = [(2.0 + number / 30, black) for number in range(3)]
    found_again = [(2.2 + time_s, image) for time_s, image in pictures[30:]]

    seen = []
    with (
        closing(PoseEstimator(whole)) as peers,
        closing(PoseEstimator(resolve_model())) as ours,
    ):
        for time_s, image in [*pictures, *lost, *found_again]:
            theirs, mine = peers(image, time_s), ours(image, time_s)
            seen.append(mine is not None)
            assert (theirs is None) == (mine is None)
            if theirs is not None and mine is not None:
                np.testing.assert_array_equal(mine.points, theirs.points)
                np.testing.assert_array_equal(mine.world_m, theirs.world_m)
                np.testing.assert_array_equal(mine.visibility, theirs.visibility)
    assert seen == [True] * 60 + [False] * 3 + [True] * 30


def test_what_only_the_mask_needs_is_left_out(tmp_path: Path) -> None:
    whole = landmark_network(tmp_path, mask=True)
    ours = landmark_network(tmp_path, mask=False)

    # From 64 x 64 pixels to 256 x 256, and what unpacks the weights.
    assert operators_of(whole) - operators_of(ours) == {
        "CONV_2D": 7,
        "DEPTHWISE_CONV_2D": 6,
        "ADD": 5,
        "RESIZE_BILINEAR": 2,
        "DEQUANTIZE": 26,
    }


def test_a_network_that_has_no_mask_is_refused_with_a_sentence(tmp_path: Path) -> None:
    ours = landmark_network(tmp_path, mask=False)

    with pytest.raises(PoseModelError, match="has 0 masks where one was expected"):
        without_mask(ours)
