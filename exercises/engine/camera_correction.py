"""A film as a camera that stands still and level would have seen it, and back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from exercises.drawing.set_signals import SetSignals
from exercises.exercise import SetReading
from vision.geometry import Floats
from vision.problems import MOVES_SHARE, TILTED_DEG
from vision.track import Track, roll_corrected, stabilized

PANNED_SHARE: Final = 0.1
"""A camera that wanders by more of the picture's width is panned: the errors of its way
add up, so it is not taken out (our choice: a hand sways by some hundredths)."""


@dataclass(frozen=True, kw_only=True, eq=False)
class CameraCorrection:
    """What is taken out of a film before anything is measured.

    Attributes:
        camera_path: (T, 2) where the camera went, as shares of the picture's width;
            None where it is left alone.
        roll_deg: The phone's tilt; 0 where it is left alone.
    """

    camera_path: Floats | None = None
    roll_deg: float = 0.0

    def applied_to(self, track: Track) -> Track:
        """Return the track without the camera's movement and tilt."""
        if self.camera_path is not None:
            track = stabilized(track, self.camera_path)
        return roll_corrected(track, self.roll_deg) if self.roll_deg else track

    def undone(self, readings: Sequence[SetReading], track: Track) -> list[SetReading]:
        """Return the readings with their signals' points in the film's own pixels."""
        return [
            replace(
                reading,
                signals=reading.signals and self._undone(reading.signals, track),
            )
            for reading in readings
        ]

    def _undone(self, signals: SetSignals, track: Track) -> SetSignals:
        return replace(
            signals,
            chain_px=self._points_undone(signals.chain_px, signals.time_s, track),
            arm_px=self._points_undone(signals.arm_px, signals.time_s, track),
        )

    def _points_undone(
        self, points_px: Floats | None, time_s: Floats, track: Track
    ) -> Floats | None:
        if points_px is None:
            return None
        if self.roll_deg:
            angle = np.radians(self.roll_deg)
            cos, sin = np.cos(angle), np.sin(angle)
            middle = np.array(track.size_wh) / 2
            back = np.array([[cos, sin], [-sin, cos]])
            points_px = (points_px - middle) @ back.T + middle
        if self.camera_path is not None:
            frames = np.searchsorted(track.time_s, time_s)
            points_px = (
                points_px + (self.camera_path[frames] * track.size_wh[0])[:, None]
            )
        return points_px


def camera_correction(track: Track) -> CameraCorrection:
    """Return what to take out of a film: what is known of its camera, if it matters."""
    around = track.surroundings
    if around is None:
        return CameraCorrection()
    swayed = float(np.ptp(around.camera_path, axis=0).max(initial=0.0))
    sways = around.moving.mean() >= MOVES_SHARE and swayed < PANNED_SHARE
    tilted = abs(around.roll_deg) >= TILTED_DEG
    return CameraCorrection(
        camera_path=around.camera_path if sways else None,
        roll_deg=around.roll_deg if tilted else 0.0,
    )
