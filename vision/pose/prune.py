"""What of the landmark network is computed: all but the mask that nobody asks for.

MediaPipe's network answers with the landmarks, with a heatmap that refines them and
with a mask of the body in 256 x 256 pixels. The mask is computed even where it is not
asked for and takes some two fifths of the network's time (`benchmarks.speed`). Nothing
else is computed from it, so without it the landmarks are the same to the last bit
(`tests/vision/pose/test_prune.py`).
"""

from typing import Any, Final

import numpy as np

from hamstrong.errors import PoseModelError

_MASK_SHAPE: Final = (1, 256, 256, 1)
"""No other output of the network has it."""
_FILE_IDENTIFIER: Final = b"TFL3"
_NO_TENSOR: Final = -1
"""What TensorFlow Lite lists where an optional tensor is left out."""


def without_mask(network: bytes) -> bytes:
    """Return a landmark network that gives a single zero where its mask was.

    The other outputs, their order and everything that they are computed from stay as
    they are: MediaPipe's graph takes the outputs by their place.

    Args:
        network: A TensorFlow Lite file.

    Raises:
        PoseModelError: The network has no mask; MediaPipe's has changed then.
    """
    import flatbuffers
    from mediapipe.tasks.metadata import schema_py_generated as schema

    model = schema.ModelT.InitFromObj(schema.Model.GetRootAsModel(network, 0))
    graph = model.subgraphs[0]
    masks = [i for i in graph.outputs if tuple(graph.tensors[i].shape) == _MASK_SHAPE]
    if len(masks) != 1:
        raise PoseModelError(
            f"The installed MediaPipe's pose network has {len(masks)} masks where one "
            "was expected. Install the version that pyproject.toml names."
        )
    wanted = [i for i in graph.outputs if i != masks[0]]
    graph.operators = _needed_for(wanted, graph.operators)
    zero = schema.BufferT()
    zero.data = np.zeros(4, np.uint8)  # one number of 32 bits
    mask = graph.tensors[masks[0]]
    mask.shape, mask.buffer = np.ones(4, np.int32), len(model.buffers)
    model.buffers.append(zero)
    builder = flatbuffers.Builder(len(network))
    builder.Finish(model.Pack(builder), _FILE_IDENTIFIER)
    return bytes(builder.Output())


def _needed_for(tensors: list[int], operators: list[Any]) -> list[Any]:
    """Return the operators, in their order, from which tensors are computed."""
    maker = {tensor: n for n, one in enumerate(operators) for tensor in one.outputs}
    needed: set[int] = set()
    open_ends = list(tensors)
    while open_ends:
        number = maker.get(open_ends.pop(), _NO_TENSOR)
        if number != _NO_TENSOR and number not in needed:
            needed.add(number)
            open_ends += list(operators[number].inputs)
    return [one for n, one in enumerate(operators) if n in needed]
