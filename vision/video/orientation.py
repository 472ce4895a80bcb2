"""How a stored picture is held up to the viewer: turned, mirrored, or both.

Cameras store what the sensor gives and note beside it, in a display matrix, how a
player is to show it. A frame's `rotation` tells only the turn of it, not the mirror.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from av.sidedata.sidedata import SideDataContainer, Type
from av.video.frame import VideoFrame
from numpy.typing import NDArray

MATRIX_BYTES: Final = 36
"""Nine 32-bit integers (ISO/IEC 14496-12, 8.3.2: the track header's matrix)."""


@dataclass(frozen=True)
class Orientation:
    """One of the eight ways to hold a picture; done in this order.

    Attributes:
        transposed: Rows become columns.
        flip_x: Then left and right are exchanged.
        flip_y: And top and bottom.
    """

    transposed: bool = False
    flip_x: bool = False
    flip_y: bool = False

    @property
    def mirrors(self) -> bool:
        """Whether left and right are exchanged as in a mirror, turned or not."""
        return (self.transposed + self.flip_x + self.flip_y) % 2 == 1

    def upright(self, image: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Return a stored picture (H, W) or (H, W, 3) as it is to be seen."""
        if self.transposed:
            image = image.swapaxes(0, 1)
        if self.flip_x:
            image = image[:, ::-1]
        if self.flip_y:
            image = image[::-1]
        return np.ascontiguousarray(image)


def orientation_of(frame: VideoFrame) -> Orientation:
    """Return how a decoded frame is to be held, by its display matrix."""
    # `frame.side_data` would keep what it makes, and that keeps the frame: pictures and
    # their decoder would then stay until Python looks for such circles.
    matrix = SideDataContainer(frame).get(Type.DISPLAYMATRIX)  # type: ignore[call-arg]
    data = b"" if matrix is None else bytes(matrix)
    if len(data) < MATRIX_BYTES:
        return Orientation()
    return orientation_by(np.frombuffer(data[:MATRIX_BYTES], np.int32).reshape(3, 3))


def orientation_by(matrix: NDArray[np.int32]) -> Orientation:
    """Return the orientation nearest to a display matrix.

    Args:
        matrix: (3, 3); a stored point (p, q, 1) times it is where the point is shown.
            Of any other turn than by quarters the nearest is taken.
    """
    (a, b), (c, d) = matrix[:2, :2].tolist()
    if abs(a) + abs(d) >= abs(b) + abs(c):
        return Orientation(flip_x=a < 0, flip_y=d < 0)
    return Orientation(transposed=True, flip_x=c < 0, flip_y=b < 0)
