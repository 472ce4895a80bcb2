"""Would a loop of our own round the pose model's networks cost less?

    uv run --with ai-edge-litert==2.3.0 python -m benchmarks.bare_network

Our own would run the landmark network on a crop of each picture, as MediaPipe's graph
does, by LiteRT, which is no dependency of ours. Printed is the processor's time of the
network alone, without crop, region or smoothing, beside that of the whole graph, in
turns. More than 0.8 means that no loop round it can save a fifth.
"""

import argparse
import time
import zipfile
from collections.abc import Callable
from importlib import import_module
from itertools import islice
from statistics import median
from typing import Any, Final

import numpy as np
from rich.console import Console

from benchmarks.truth import SAMPLES
from vision.pose.estimator import PoseEstimator
from vision.pose.model import resolve_model
from vision.video.reader import read_frames

CLIP: Final = SAMPLES / "deadlift_squat.mp4"
PICTURES: Final = 150
WARM_UP: Final = 20
LANDMARKS: Final = "pose_landmarks_detector.tflite"


def network(content: bytes) -> Callable[[], None]:
    """Return what runs the landmark network once, on one core."""
    lite: Any = import_module("ai_edge_litert.interpreter")
    runs = lite.Interpreter(model_content=content, num_threads=1)
    runs.allocate_tensors()
    taken = runs.get_input_details()[0]
    picture = np.random.default_rng(0).random(taken["shape"]).astype(np.float32)
    given = [one["index"] for one in runs.get_output_details()]

    def once() -> None:
        runs.set_tensor(taken["index"], picture)
        runs.invoke()
        for index in given:
            runs.get_tensor(index)

    return once


def each_ms(once: Callable[[int], object]) -> float:
    """Return the processor's time of one call."""
    for number in range(WARM_UP):
        once(number)
    began_s = time.process_time()
    for number in range(WARM_UP, WARM_UP + PICTURES):
        once(number)
    return 1000 * (time.process_time() - began_s) / PICTURES


def main() -> None:
    """Print both and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    model = resolve_model()
    with zipfile.ZipFile(model.path) as bundle:
        alone = network(bundle.read(LANDMARKS))
    pictures = [one.image_rgb for one in islice(read_frames(CLIP), WARM_UP + PICTURES)]
    bare_ms, graph_ms = [], []
    for _ in range(rounds):
        bare_ms.append(each_ms(lambda _: alone()))
        with PoseEstimator(model) as look:
            graph_ms.append(each_ms(lambda n: look(pictures[n], n / 30)))
    bare, graph = median(bare_ms), median(graph_ms)
    Console(highlight=False).print(
        f"the network alone {bare:.1f} ms, MediaPipe's graph {graph:.1f} ms a picture "
        f"(processor's time, medians of {rounds} rounds): {bare / graph:.2f}"
    )


if __name__ == "__main__":
    main()
