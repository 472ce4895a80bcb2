"""Learns bones, joints and angles in space from the studio's views.

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
WIDTH: Final = 256
SPREAD_WIDTH: Final = 64
DROPOUT: Final = 0.1
#: On each input: what a tracker's jitter and bias may add, in sizes of the body to
#: points, in shares and radians to what lies between them.
NOISE: Final = 0.02
NOISE_BETWEEN: Final = 0.05
RIDGE: Final = 1e-3
BATCH: Final = 512
EPOCHS: Final = 40
RATE: Final = 4e-3
DECAY: Final = 1e-3
#: An angle's error counts by its square up to here, and beyond by its size.
SMALL_RAD: Final = 0.2

Answer = tuple[Tensor, Tensor, Tensor, Tensor]
Truth = tuple[Tensor, Tensor, Tensor]
Scale = dict[str, NDArray[np.float32]]


@dataclass(frozen=True)
class Lessons:
    """What is learned from, in 32 bits.

    Attributes:
        features: (N, F).
        directions: (N, B, 3) unit vectors.
        places: (N, J, 3).
        angles: (N, A) radians; NaN where there is nothing to learn.
        points: so many of the features, the first ones, are points.
    """

    features: NDArray[np.float32]
    directions: NDArray[np.float32]
    places: NDArray[np.float32]
    angles: NDArray[np.float32]
    points: int

    @classmethod
    def read(cls, data: Any, rows: NDArray[np.bool_], *, mirrored: bool) -> "Lessons":
        """Take some rows of a file, and their mirror images where wanted."""
        images = (0, 1) if mirrored else (0,)

        def take(name: str) -> NDArray[np.float32]:
            return np.concatenate([data[name][i][rows] for i in images]).astype("f4")

        return cls(
            features=take("features"),
            directions=take("directions"),
            places=take("places"),
            angles=np.radians(take("angles")),
            points=int(data["points"]),
        )


class Bones(nn.Module):
    """Features -> directions, places, angles, and their errors' spread."""

    def __init__(self, features: int, bones: int, joints: int, angles: int) -> None:
        """Begin with a residual of nothing."""
        super().__init__()
        self.cuts = [3 * bones, 3 * joints, angles]
        answers = sum(self.cuts)
        self.linear = nn.Linear(features, answers)
        self.residual = nn.Sequential(
            nn.Linear(features, WIDTH), nn.SiLU(), nn.Dropout(DROPOUT),
            nn.Linear(WIDTH, WIDTH), nn.SiLU(), nn.Dropout(DROPOUT),
            nn.Linear(WIDTH, answers),
        )  # fmt: skip
        self.spread = nn.Sequential(
            nn.Linear(features, SPREAD_WIDTH), nn.SiLU(),
            nn.Linear(SPREAD_WIDTH, bones + joints + angles),
        )  # fmt: skip
        nn.init.zeros_(self.residual[-1].weight)
        nn.init.zeros_(self.residual[-1].bias)
        nn.init.zeros_(self.spread[-1].weight)
        nn.init.constant_(self.spread[-1].bias, -2.5)

    def forward(self, features: Tensor) -> Answer:
        """Return unit vectors (N, B, 3), places (N, J, 3), angles (N, A), log spreads.

        The spreads are (N, B + J + A).
        """
        answer = self.linear(features) + self.residual(features)
        bones, places, angles = answer.split(self.cuts, dim=1)
        bones = bones.unflatten(1, (-1, 3))
        length = bones.norm(dim=-1, keepdim=True).clamp_min(1e-6)
        places = places.unflatten(1, (-1, 3))
        return bones / length, places, angles, self.spread(features)


def learn(lessons: Lessons, seed: int = 0) -> tuple[Bones, Scale]:
    """Return a model and the scale of its features."""
    torch.manual_seed(seed)
    mean, scale = lessons.features.mean(axis=0), lessons.features.std(axis=0) + 1e-3
    features = torch.tensor((lessons.features - mean) / scale)
    truth = (
        torch.tensor(lessons.directions),
        torch.tensor(lessons.places),
        torch.tensor(lessons.angles),
    )
    model = Bones(features.shape[1], *(one.shape[1] for one in truth))
    _solve(model.linear, features, torch.cat([one.flatten(1) for one in truth], dim=1))
    sizes = np.full_like(scale, NOISE_BETWEEN)
    sizes[: lessons.points] = NOISE
    noise = torch.tensor(sizes / scale)
    free = [one for one in model.parameters() if one.requires_grad]
    steps = EPOCHS * -(-len(features) // BATCH)
    optimizer = torch.optim.AdamW(free, lr=RATE, weight_decay=DECAY)
    plan = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps)
    for _ in range(EPOCHS):
        model.train()
        for rows in torch.randperm(len(features)).split(BATCH):
            given = features[rows]
            given = given + torch.randn_like(given) * noise
            loss = _loss(model(given), tuple(one[rows] for one in truth))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            plan.step()
    model.eval()
    return model, {"mean": mean, "scale": scale}


def _solve(layer: nn.Linear, features: Tensor, truth: Tensor) -> None:
    """Ridge regression, which stays as it is; what is not known counts as usual."""
    middle = truth.double().nanmean(dim=0)
    given, wanted = features.double(), (truth.double() - middle).nan_to_num(0.0)
    square = given.T @ given + RIDGE * len(given) * torch.eye(given.shape[1]).double()
    weights = torch.linalg.solve(square, given.T @ wanted)
    with torch.no_grad():
        layer.weight.copy_(weights.T.float())
        layer.bias.copy_(middle.float())
    layer.requires_grad_(False)


def _loss(answer: Answer, truth: Truth) -> Tensor:
    """Errors, and how unlikely they are by the spreads told for them.

    A direction's error has two ways to go, a place's three, an angle's one; the spread
    is that of one. Large errors of angles count by their size, not by its square.
    """
    directions, places, angles, spread = answer
    known = torch.isfinite(truth[2])
    bent = torch.where(known, truth[2], angles.detach())
    squares = [
        ((told - true) ** 2).sum(dim=-1)
        for told, true in ((directions, truth[0]), (places, truth[1]))
    ]
    off = torch.cat([*squares, (angles - bent) ** 2], dim=1)
    counts = torch.tensor([one.shape[1] for one in truth])
    ways = torch.tensor([2.0, 3.0, 1.0]).repeat_interleave(counts)
    unlikely = ways * spread + off.detach() / (2 * torch.exp(2 * spread))
    unlikely[:, -known.shape[1] :] *= known
    size = nn.functional.smooth_l1_loss(angles, bent, beta=SMALL_RAD)
    return torch.cat(squares, dim=1).mean() + size + 0.01 * unlikely.mean()


def save(members: list[tuple[Bones, Scale]], path: Path, **card: Any) -> None:
    """Write the weights of all members in 16 bits, with what is known of them."""
    scale = members[0][1]
    arrays: dict[str, Any] = {name: value.astype("f4") for name, value in scale.items()}
    for name in members[0][0].state_dict():
        parts = [model.state_dict()[name].numpy() for model, _ in members]
        arrays[name] = np.stack(parts).astype("f2")
    np.savez_compressed(path, **arrays, **card)
