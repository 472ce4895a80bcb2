"""What a live set hands on while it goes on."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from vision.temporary import TemporaryFolder
from vision.track import Track


class Recorder(Protocol):
    """Keeps the pictures of one set; see `coach.live.recording`."""

    folder: TemporaryFolder

    def write(self, image_rgb: NDArray[np.uint8], time_s: float) -> None:
        """Take one picture; never waits."""

    def finish(self) -> Path | None:
        """End the file and return it; None when there is none."""

    def discard(self) -> None:
        """Leave nothing behind."""


@dataclass(frozen=True, kw_only=True, eq=False)
class SetSnapshot:
    """The track of a set so far, to be judged."""

    number: int
    track: Track
    started_s: float
    until_s: float
    recorder: Recorder | None = None
