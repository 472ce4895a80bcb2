"""Small learned networks of several members, run by NumPy."""

from collections.abc import Mapping
from functools import cache
from importlib import resources

import numpy as np

from vision.geometry import Floats

Weights = Mapping[str, Floats]


@cache
def weights_of(file: str) -> Weights:
    """Return the numbers of a file in this folder, in 64 bits; what is no float not."""
    path = resources.files("vision.space").joinpath(file)
    with path.open("rb") as opened, np.load(opened) as stored:
        return {
            name: stored[name].astype(np.float64)
            for name in stored.files
            if stored[name].dtype.kind == "f"
        }


def network(weights: Weights, given: Floats, *layers: str) -> Floats:
    """Perceptrons of SiLU layers (Elfwing et al. 2018), the last one linear, (M, T, A).

    The members' answers stand one behind another.

    Args:
        weights: From `weights_of`.
        given: (T, F).
        layers: Their names.
    """
    values = given
    for name in layers[:-1]:
        values = layer(weights, values, name)
        values = values / (1.0 + np.exp(-values))
    return layer(weights, values, layers[-1])


def layer(weights: Weights, given: Floats, name: str) -> Floats:
    """One linear layer of all members, (M, T, A), of (T, F) or (M, T, F)."""
    turned = weights[f"{name}.weight"].transpose(0, 2, 1)
    return np.asarray(given @ turned + weights[f"{name}.bias"][:, None])
