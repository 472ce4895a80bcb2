"""Learns bones in space from the studio's views.

The linear part is solved in closed form and kept. A small network learns what it leaves
over, held down by dropout and noise on its input. A second one learns how large the
error is: the spread of a normal distribution round each answer. Several of them are
learned, which differ by their seed alone: their mean is better than each, and where
they disagree nobody has seen the like (deep ensembles, Lakshminarayanan et al. 2017).
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

MEMBERS: Final = 4
WIDTH: Final = 192
SPREAD_WIDTH: Final = 64
DROPOUT: Final = 0.1
#: On each input, in sizes of the body: what a tracker's jitter and bias may add.
NOISE: Final = 0.02
RIDGE: Final = 1e-3
BATCH: Final = 512
EPOCHS: Final = 60
RATE: Final = 4e-3
DECAY: Final = 1e-3

Answer = tuple[Tensor, Tensor, Tensor]
Scale = dict[str, NDArray[np.float32]]


@dataclass(frozen=True)
class Lessons:
    """What is learned from, in 32 bits.

    Attributes:
        features: (N, F).
        directions: (N, B, 3) unit vectors.
        places: (N, J, 3).
    """

    features: NDArray[np.float32]
    directions: NDArray[np.float32]
    places: NDArray[np.float32]

    @classmethod
    def read(cls, data: Any, rows: NDArray[np.bool_], *, mirrored: bool) -> "Lessons":
        """Take some rows of a file, and their mirror images where wanted."""
        images = (0, 1) if mirrored else (0,)

        def take(name: str) -> NDArray[np.float32]:
            return np.concatenate([data[name][i][rows] for i in images]).astype("f4")

        return cls(take("features"), take("directions"), take("places"))


class Bones(nn.Module):
    """Features -> directions, places, and the logarithm of their errors' spread."""

    def __init__(self, features: int, bones: int, joints: int) -> None:
        """Begin with a residual of nothing."""
        super().__init__()
        self.bones, answers = bones, 3 * (bones + joints)
        self.linear = nn.Linear(features, answers)
        self.residual = nn.Sequential(
            nn.Linear(features, WIDTH), nn.SiLU(), nn.Dropout(DROPOUT),
            nn.Linear(WIDTH, WIDTH), nn.SiLU(), nn.Dropout(DROPOUT),
            nn.Linear(WIDTH, answers),
        )  # fmt: skip
        self.spread = nn.Sequential(
            nn.Linear(features, SPREAD_WIDTH), nn.SiLU(),
            nn.Linear(SPREAD_WIDTH, bones + joints),
        )  # fmt: skip
        nn.init.zeros_(self.residual[-1].weight)
        nn.init.zeros_(self.residual[-1].bias)
        nn.init.zeros_(self.spread[-1].weight)
        nn.init.constant_(self.spread[-1].bias, -2.5)

    def forward(self, features: Tensor) -> Answer:
        """Return unit vectors (N, B, 3), places (N, J, 3), log spreads (N, B + J)."""
        answer = self.linear(features) + self.residual(features)
        answer = answer.view(len(features), -1, 3)
        bones = answer[:, : self.bones]
        length = bones.norm(dim=-1, keepdim=True).clamp_min(1e-6)
        return bones / length, answer[:, self.bones :], self.spread(features)


def learn(lessons: Lessons, seed: int = 0) -> tuple[Bones, Scale]:
    """Return a model and the scale of its features."""
    torch.manual_seed(seed)
    mean, scale = lessons.features.mean(axis=0), lessons.features.std(axis=0) + 1e-3
    features = torch.tensor((lessons.features - mean) / scale)
    directions, places = torch.tensor(lessons.directions), torch.tensor(lessons.places)
    model = Bones(features.shape[1], directions.shape[1], places.shape[1])
    truth = torch.cat([directions, places], dim=1)
    _solve(model.linear, features, truth.flatten(1))
    noise = torch.tensor(NOISE / scale)
    free = [one for one in model.parameters() if one.requires_grad]
    steps = EPOCHS * -(-len(features) // BATCH)
    optimizer = torch.optim.AdamW(free, lr=RATE, weight_decay=DECAY)
    plan = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps)
    for _ in range(EPOCHS):
        model.train()
        for rows in torch.randperm(len(features)).split(BATCH):
            given = features[rows]
            given = given + torch.randn_like(given) * noise
            loss = _loss(model(given), truth[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            plan.step()
    model.eval()
    return model, {"mean": mean, "scale": scale}


def _solve(layer: nn.Linear, features: Tensor, truth: Tensor) -> None:
    """Ridge regression, which stays as it is."""
    given, wanted = features.double(), truth.double()
    middle = wanted.mean(dim=0)
    square = given.T @ given + RIDGE * len(given) * torch.eye(given.shape[1]).double()
    weights = torch.linalg.solve(square, given.T @ (wanted - middle))
    with torch.no_grad():
        layer.weight.copy_(weights.T.float())
        layer.bias.copy_(middle.float())
    layer.requires_grad_(False)


def _loss(answer: Answer, truth: Tensor) -> Tensor:
    """Square errors, and how unlikely they are by the spreads told for them.

    A direction's error has two ways to go, a place's three; the spread is that of one.
    """
    directions, places, spread = answer
    off = ((torch.cat([directions, places], dim=1) - truth) ** 2).sum(dim=-1)
    ways = torch.full_like(off[0], 3.0)
    ways[: directions.shape[1]] = 2.0
    unlikely = ways * spread + off.detach() / (2 * torch.exp(2 * spread))
    return off.mean() + 0.01 * unlikely.mean()


def save(members: list[tuple[Bones, Scale]], path: Path, **card: Any) -> None:
    """Write the weights of all members in 16 bits, with what is known of them."""
    scale = members[0][1]
    arrays: dict[str, Any] = {name: value.astype("f4") for name, value in scale.items()}
    for name in members[0][0].state_dict():
        parts = [model.state_dict()[name].numpy() for model, _ in members]
        arrays[name] = np.stack(parts).astype("f2")
    np.savez_compressed(path, **arrays, **card)
