"""Content with a few of its bytes changed, as disks, wires and strangers change it."""

import numpy as np


def mutated(content: bytes, rng: np.random.Generator) -> bytes:
    """Return content with some bits flipped, blocks moved, or an end cut off."""
    data = bytearray(content)
    for _ in range(int(rng.choice([0, 1, 2, 8, 64]))):
        if not data:
            break
        at = int(rng.integers(len(data)))
        match int(rng.integers(5)):
            case 0:
                data[at] ^= 1 << int(rng.integers(8))
            case 1:
                data[at : at + 4] = bytes(
                    [0, 255][int(rng.integers(2))] for _ in "four"
                )
            case 2:
                del data[at : at + int(rng.integers(1, 64))]
            case 3:
                data[at:at] = data[: int(rng.integers(1, 64))]
            case _:
                del data[at:]
    return bytes(data)
