"""A path in, a judged set out."""

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from coach.by_hand import MeasuredByHand
from exercises.marks import NO_MARKS, Marks
from exercises.report import Report
from exercises.scoring.bands import Band
from exercises.units import Load, Side
from vision.capture.preflight import Preflight, preflight
from vision.people.athlete import ImagePoint
from vision.pose.model import PoseModel, resolve_model
from vision.track import Track, flipped, retimed
from vision.tracking.stitch import OnFrame
from vision.tracking.track_video import Progress, default_cache, track_video
from vision.video.probe import VideoInfo


@dataclass(frozen=True, kw_only=True)
class Options:
    """What the user says about a film.

    Attributes:
        exercise: A key, or "auto".
        side: The working leg, or "auto".
        load: Written into the report.
        height_m: The person's height, where distances are wanted.
        mirrored: Whether the film is a mirror image (selfie view).
        limits: Bands that replace an exercise's own, by exercise and measure key.
        athlete: A place on the athlete; None leaves the choice to
            `vision.people.athlete`.
        cached: Whether earlier tracks may be used and this one kept.
        workers: So many processes may look at the film at once.
        speed: How much true time one second of the film shows, such as 0.25 of four
            times slow motion; None goes by what the file says, 1 where it does not.
        test: Key of a clinical test that the film shows; None without.
        marks: What a person says of its reps, in the film's own time.
        by_hand: What a person has measured on its pictures; it changes no result.
    """

    exercise: str = "auto"
    side: Side | Literal["auto"] = "auto"
    load: Load | None = None
    height_m: float | None = None
    mirrored: bool = False
    limits: Mapping[str, Mapping[str, Band]] | None = None
    athlete: ImagePoint | None = None
    cached: bool = True
    workers: int = 1
    speed: float | None = None
    test: str | None = None
    marks: Marks = NO_MARKS
    by_hand: tuple[MeasuredByHand, ...] = ()


@dataclass(frozen=True, kw_only=True)
class VideoAnalysis:
    """A judged film, or file of points.

    Attributes:
        path: The film.
        track: The body in the film's own pixels and times, mirrored if the film is.
        report: What was found; left and right are the person's, times are true.
    """

    path: Path
    track: Track
    report: Report


def check_video(
    path: Path,
    options: Options = Options(),
    *,
    model: PoseModel | None = None,
    progress: Progress | None = None,
    first: Callable[[Preflight], None] | None = None,
) -> VideoAnalysis:
    """Track and judge one film.

    Args:
        path: The video.
        options: What the user says about it.
        model: The pose model; None for the built-in one.
        progress: Called now and then with frames done and expected.
        first: Called with what some pictures tell, before the long look; not if the
            film's track is in the cache.

    Raises:
        VideoError: The file cannot be read.
        PoseModelError: The model is missing or does not load.
        UnknownExerciseError: No exercise of that key.
    """
    track = follow_video(path, options, model=model, progress=progress, first=first)
    return VideoAnalysis(path=path, track=track, report=judge(track, options))


def follow_video(
    path: Path,
    options: Options = Options(),
    *,
    model: PoseModel | None = None,
    progress: Progress | None = None,
    first: Callable[[Preflight], None] | None = None,
    on_frame: OnFrame = lambda *_: None,
) -> Track:
    """Track one film, as the first half of `check_video`.

    Args:
        path: The video.
        options: Of which who the athlete is, and how it is worked on, count here.
        model: See `check_video`; it raises the same errors.
        progress: See `check_video`.
        first: See `check_video`.
        on_frame: See `track_video`.
    """
    model = model or resolve_model()

    def look_first(info: VideoInfo) -> None:
        if first is not None:
            first(preflight(path, info, model=model))
        # SciPy takes a second to load: while the other processes begin, too.
        importlib.import_module("exercises.check")

    return track_video(
        path,
        model=model,
        cache=default_cache() if options.cached else None,
        progress=progress,
        athlete=options.athlete,
        workers=options.workers,
        first=look_first,
        on_frame=on_frame,
    )


def check_points(
    path: Path, options: Options = Options(), *, individual: str | None = None
) -> VideoAnalysis:
    """Judge a set that another program has tracked; see `docs/open_data.md`.

    Args:
        path: A file of points: netCDF in the layout of movement, or `.trc`.
        options: What the user says about it; `athlete` is of no use here.
        individual: Whose points, where the file has several bodies'.

    Raises:
        TrackError: The file cannot be read, or lacks what every exercise needs.
        UnknownExerciseError: No exercise of that key.
    """
    from vision.exchange.points_file import read_points

    track = read_points(path, individual=individual)
    return VideoAnalysis(path=path, track=track, report=judge(track, options))


def judge(track: Track, options: Options) -> Report:
    """Judge a track that is at hand: milliseconds, so any option can be changed."""
    from exercises.check import check

    judged = as_judged(track, options)
    return check(
        judged,
        exercise=options.exercise,
        side=options.side,
        load=options.load,
        stature_m=options.height_m,
        limits=options.limits,
        test=options.test,
        marks=options.marks.timed(judged.source.speed),
    )


def as_judged(track: Track, options: Options) -> Track:
    """Return a film's track in true time, with left and right as the person's."""
    speed = track.source.marked_speed if options.speed is None else options.speed
    track = retimed(track, speed)
    return flipped(track) if options.mirrored else track


def check_two_views(first: VideoAnalysis, second: VideoAnalysis) -> Report:
    """Merge the reports of two films of one exercise and leg, from two sides.

    Raises:
        LimitsError: They show different exercises or different legs.
    """
    from exercises.scoring.merge import merge_reports

    return merge_reports(first.report, second.report)
