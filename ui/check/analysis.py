"""From a film and what the user says of it to all that the page shows, each once.

Following the body takes most of the time, so it is done once a film; every option is
judged anew from the same track in milliseconds. Drawing the film takes some seconds and
is done after the results are on the page.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, TypeVar

import streamlit as st

from coach.check import (
    Options,
    VideoAnalysis,
    check_two_views,
    check_video,
    judge,
)
from coach.waiting_line import WaitingLine
from exercises.film_words import sentence_on
from exercises.report import Report
from ui.check.athlete import athlete_of
from ui.check.film import Film, film_folder, kept
from ui.progress import progress_bar
from vision.tracking.parallel import all_cores

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from coach.film.evidence import Evidence
    from vision.capture.preflight import Preflight

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
Key = tuple[Hashable, ...]

KEPT_FILMS: Final = 6
"""Tracks are small (0.3 MB a minute), films are not; older ones come from the cache."""


@dataclass(frozen=True, kw_only=True)
class Second:
    """A second film of the same set, from another side."""

    film: Film
    mirrored: bool


@dataclass(frozen=True, kw_only=True)
class Request:
    """What is asked about a film.

    Attributes:
        film: The film that gives reps and times.
        options: What the user says of it.
        second: Another view that fills in.
    """

    film: Film
    options: Options
    second: Second | None = None

    @property
    def key(self) -> Key:
        """What the drawn film depends on: all but the load, which is only noted."""
        given = self.options
        second = self.second
        return (
            self.film.digest,
            given.exercise,
            given.side,
            given.mirrored,
            given.height_m,
            given.athlete,
            given.speed,
            given.test,
            (second.film.digest, second.mirrored) if second else None,
        )


@dataclass
class SessionCache:
    """What this session has at hand.

    Attributes:
        followed: Digest of a film, and where the athlete is if the user said so, to
            its track (and first report).
        reports: `Request.key` and load to the report.
        drawn: `Request.key` to the annotated video's bytes.
        evidence: `Request.key` to evidence pictures.
    """

    followed: dict[Key, VideoAnalysis] = field(default_factory=dict)
    reports: dict[Key, Report] = field(default_factory=dict)
    drawn: dict[Key, bytes] = field(default_factory=dict)
    evidence: dict[Key, list[Evidence]] = field(default_factory=dict)


LINE: Final = WaitingLine()
"""This server's films to follow, of all pages."""


def desk() -> SessionCache:
    """Return this session's desk."""
    return kept("desk", SessionCache)


def followed(film: Film) -> VideoAnalysis:
    """Return the film's track, following the body with a progress bar if need be.

    What a first look finds wrong is shown meanwhile.

    Raises:
        HamstrongError: The film cannot be read, or the model is missing.
    """
    local_copy = desk().followed
    athlete = athlete_of(film)
    key = (film.digest, athlete)
    if key not in local_copy:
        slot = st.empty()
        try:
            with (
                LINE.turn(lambda before: _show_place(slot, before)),
                progress_bar("Following the body") as progress,
            ):
                slot.caption("Looking at some pictures first.")
                local_copy[key] = check_video(
                    film.path,
                    Options(athlete=athlete, workers=all_cores()),
                    progress=progress,
                    first=lambda look: _show_first_look(slot, look),
                )
        finally:
            slot.empty()
        _keep_last(local_copy)
    return local_copy[key]


def _show_place(slot: DeltaGenerator, before: int) -> None:
    """Show a place in line; a page that is left meanwhile ends its waiting here."""
    whose = "One film is" if before == 1 else f"{before} films are"
    slot.info(
        f"{whose} before yours: each takes the whole computer. To leave the line, "
        "choose another film.",
        icon=":material/hourglass_top:",
    )


def _show_first_look(slot: DeltaGenerator, look: Preflight) -> None:
    """Show what some pictures of a film tell, in place of what was there."""
    with slot.container():
        if not look.problems:
            st.success(
                f"At first look: the body is in {look.seen} of {look.looked} pictures.",
                icon=":material/check:",
            )
        for problem in look.problems:
            st.warning(
                f"At first look: {sentence_on(problem)}", icon=":material/videocam:"
            )


def report_of(request: Request) -> Report:
    """Return the report on a film, of both views where there is a second film.

    Raises:
        HamstrongError: A film cannot be read, or the two do not belong together.
    """
    key = (*request.key, request.options.load)
    reports = desk().reports
    first = followed(request.film)
    second = followed(request.second.film) if request.second else None
    if key not in reports:
        report = judge(first.track, request.options)
        if second is not None and request.second is not None:
            options = replace(request.options, mirrored=request.second.mirrored)
            report = check_two_views(
                replace(first, report=report),
                replace(second, report=judge(second.track, options)),
            )
        reports[key] = report
        _keep_last(reports, 4 * KEPT_FILMS)
    return reports[key]


def is_drawn(request: Request) -> bool:
    """Whether the annotated film is at hand."""
    return request.key in desk().drawn


def annotated_film(request: Request, report: Report) -> bytes:
    """Return the film with the findings drawn on it, as an mp4 that browsers play.

    Raises:
        HamstrongError: The film cannot be read or the result not be written.
    """
    from coach.film.annotate import annotate_video

    drawn = desk().drawn
    if request.key not in drawn:
        out = film_folder().new("annotated.mp4")
        try:
            with progress_bar("Drawing the film") as progress:
                annotate_video(
                    request.film.path,
                    followed(request.film).track,
                    report,
                    out,
                    mirrored=request.options.mirrored,
                    progress=progress,
                )
            drawn[request.key] = out.read_bytes()
        finally:
            film_folder().remove_film(out)
        _keep_last(drawn, 2)
    return drawn[request.key]


def evidence_of(request: Request, report: Report) -> list[Evidence]:
    """Return pictures of where the faults show.

    Raises:
        HamstrongError: The film cannot be read.
    """
    from coach.film.evidence import evidence_frames

    local_copy = desk().evidence
    if request.key not in local_copy:
        local_copy[request.key] = evidence_frames(
            request.film.path,
            followed(request.film).track,
            report,
            mirrored=request.options.mirrored,
        )
        _keep_last(local_copy, 2)
    return local_copy[request.key]


def _keep_last(items: dict[K, V], most: int = KEPT_FILMS) -> None:
    while len(items) > most:
        del items[next(iter(items))]
