"""Pictures of where faults show, as figures that need nothing beside them."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from coach.reports.html.moments import to_moment, to_proof
from coach.reports.wording import fault_title, shown_and_wanted
from exercises.report import Report
from exercises.units import Fault, Unit
from vision.video.writer import jpeg_of

if TYPE_CHECKING:
    from coach.film.evidence import Evidence


def figures_html(pictures: Sequence[Evidence], report: Report) -> str:
    """Return the pictures with what each shows; empty without any."""
    figures = "".join(
        '<figure class="picture"><img src="data:image/jpeg;base64,'
        f'{b64encode(jpeg_of(one.image_rgb)).decode()}" '
        f'alt="The athlete, {escape(one.label)}">'
        f"<figcaption>{escape(caption_of(one, report))}</figcaption></figure>"
        for one in pictures
    )
    return f'<div class="figures">{figures}</div>' if figures else ""


def caption_of(picture: Evidence, report: Report) -> str:
    """Return what a picture shows, when, and the number with what is wanted."""
    shows = f"{picture.label} at {picture.time_s:.1f} s"
    _, fault = _shown(picture, report)
    if fault is None:
        return shows
    title = fault_title(fault.code, report.exercise)
    number = shown_and_wanted(report, fault, of_set=False)
    said = f"{shows}: {title[:1].lower()}{title[1:]}"
    return f"{said}, {number}." if number else f"{said}."


def way_to(picture: Evidence, report: Report) -> str:
    """Return attributes that lead to the stretch of film which a picture stands for."""
    unit, fault = _shown(picture, report)
    if fault is None:
        return to_moment(picture.time_s)
    return to_proof(unit, fault, report)


def _shown(picture: Evidence, report: Report) -> tuple[Unit, Fault | None]:
    unit = next(one for one in report.units if one.index == picture.unit)
    return unit, next((one for one in unit.faults if one.code == picture.fault), None)
