"""One of two movements that are compared: some units of one film."""

from collections.abc import Sequence
from dataclasses import dataclass

from coach.reports.signals import Signal, signal_of
from exercises.drawing.overlay import Overlay, overlay
from exercises.report import Report
from exercises.units import Unit
from vision.track import Track


@dataclass(frozen=True, kw_only=True, eq=False)
class Shown:
    """Some units of a film, with what is drawn of the body.

    Attributes:
        title: What people call it.
        film: Tells the film from others.
        report: What was found in the film, by itself.
        units: Those that are compared, in order; at least one.
        drawn: The body, by the report's times, in the film's own pixels.
        size_wh: The film's pixels.
    """

    title: str
    film: str
    report: Report
    units: tuple[Unit, ...]
    drawn: Overlay
    size_wh: tuple[int, int]

    @property
    def signal(self) -> Signal:
        """The exercise's main signal."""
        return signal_of(self.drawn)

    @property
    def views(self) -> set[str]:
        """From where these units were filmed."""
        own = {unit.index for unit in self.units}
        return {one.view for one in self.report.sets if own & set(one.units)}


def shown_of(
    title: str,
    film: str,
    track: Track,
    report: Report,
    units: Sequence[Unit],
    *,
    mirrored: bool = False,
) -> Shown:
    """Return some units of a film, to be compared.

    Args:
        title: What people call it.
        film: Tells the film from others, such as its digest.
        track: The body, in the film's own pixels and times.
        report: Of this film alone.
        units: Of the report.
        mirrored: Whether the film is a mirror image.
    """
    return Shown(
        title=title,
        film=film,
        report=report,
        units=tuple(units),
        drawn=overlay(track, report, mirrored=mirrored),
        size_wh=track.size_wh,
    )
