"""Learns what a film adds to what was read of each frame by itself.

The network is asked twice, with what the film tells and with nothing, and only the
difference counts: so it learns what the film adds and not what these bodies are like.
Each member learns from three quarters of the bodies.
"""

from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

MEMBERS: Final = 4
WIDTH: Final = 32
DROPOUT: Final = 0.2
#: On each input, in its own standard deviations; none counts as farther off than MOST.
NOISE: Final = 0.3
MOST: Final = 3.0
SHARE: Final = 0.75
BATCH: Final = 256
EPOCHS: Final = 16
RATE: Final = 3e-3
DECAY: Final = 0.1
#: An error counts by its square up to here, and beyond by its size, radians.
SMALL_RAD: Final = 0.1

Arrays = dict[str, NDArray[np.float32]]


class Correction(nn.Module):
    """What a film tells -> corrections, and how much surer they are."""

    def __init__(self, features: int, answers: int) -> None:
        """Begin with no correction."""
        super().__init__()
        self.layers = nn.ModuleList([
            nn.Linear(features, WIDTH), nn.Linear(WIDTH, WIDTH),
            nn.Linear(WIDTH, 2 * answers),
        ])  # fmt: skip
        self.drop = nn.Dropout(DROPOUT)
        nn.init.zeros_(self.layers[-1].weight)
        nn.init.zeros_(self.layers[-1].bias)

    def answer(self, given: Tensor) -> Tensor:
        """(N, 2 A) of the features (N, F)."""
        inner = self.drop(nn.functional.silu(self.layers[0](given)))
        last: Tensor = self.layers[2](nn.functional.silu(self.layers[1](inner)))
        return last

    def forward(self, given: Tensor, gates: Tensor) -> tuple[Tensor, Tensor]:
        """Return corrections (N, A), radians, and changes of the log spread (N, A)."""
        more = self.answer(given) - self.answer(torch.zeros_like(given))
        steps, surer = more.chunk(2, dim=1)
        return gates * steps, gates * surer


def read(path: Path) -> Arrays:
    """Take a file of `benchmarks.film_data`, both legs one after another."""
    names = ("features", "gates", "told", "spread", "true")
    with np.load(path) as data:
        arrays = {name: np.concatenate(data[name]).astype("f4") for name in names}
        arrays["body"] = np.tile(data["body"], 2)
    return arrays


def learn_film(lessons: Arrays, seed: int) -> list[Correction]:
    """Return the members."""
    lot, bodies = np.random.default_rng(seed), np.unique(lessons["body"])
    members = []
    for member in range(MEMBERS):
        some = lot.choice(bodies, int(SHARE * len(bodies)), replace=False)
        rows = np.isin(lessons["body"], some)
        kept = {name: value[rows] for name, value in lessons.items()}
        members.append(_member(kept, scale_of(lessons), 1000 * seed + member))
    return members


def scale_of(lessons: Arrays) -> Arrays:
    """Mean and spread of each feature."""
    features = lessons["features"]
    return {"mean": features.mean(axis=0), "scale": features.std(axis=0) + 1e-3}


def _member(lessons: Arrays, scale: Arrays, seed: int) -> Correction:
    torch.manual_seed(seed)
    scaled = (lessons["features"] - scale["mean"]) / scale["scale"]
    given = torch.tensor(np.clip(scaled, -MOST, MOST))
    gates = torch.tensor(lessons["gates"])
    off = torch.tensor(lessons["true"] - lessons["told"])
    spread = torch.tensor(np.log(lessons["spread"]))
    model = Correction(given.shape[1], off.shape[1])
    steps = EPOCHS * -(-len(given) // BATCH)
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=DECAY)
    plan = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps)
    for _ in range(EPOCHS):
        model.train()
        for rows in torch.randperm(len(given)).split(BATCH):
            noisy = given[rows] + NOISE * torch.randn_like(given[rows])
            loss = _loss(model(noisy, gates[rows]), off[rows], spread[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            plan.step()
    model.eval()
    return model


def _loss(answer: tuple[Tensor, Tensor], off: Tensor, spread: Tensor) -> Tensor:
    """Errors that are left, and how unlikely they are by the spread told for them."""
    steps, surer = answer
    told = spread + surer
    unlikely = told + (off - steps.detach()) ** 2 / (2 * torch.exp(2 * told))
    left = nn.functional.smooth_l1_loss(steps, off, beta=SMALL_RAD)
    return left + 0.01 * unlikely.mean()


def save_film(
    members: list[Correction], scale: Arrays, path: Path, **card: Any
) -> None:
    """Write the weights of all members in 16 bits, with what is known of them."""
    arrays: dict[str, Any] = dict(scale)
    for name in members[0].state_dict():
        parts = [model.state_dict()[name].numpy() for model in members]
        arrays[name.removeprefix("layers.")] = np.stack(parts).astype("f2")
    np.savez_compressed(path, **arrays, **card)
