"""Below a floor of what was seen there is no score, for a film and live alike."""

import math
from dataclasses import replace
from typing import Final

from exercises.reasons import NO_REASON, Reason
from exercises.report import Report, Subscore
from exercises.units import NAN
from vision.problems import LEAST_FPS, LEAST_SEEN
from vision.track import Track

ROUNDED_FPS: Final = 0.5
"""A rate that reads as the least one is enough."""


def with_score_or_reason(report: Report, track: Track) -> Report:
    """Return the report, its scores taken away with the reason if too little was seen.

    What was counted and what is clearly wrong stay: they were seen.
    """
    reason = _too_little(report, track)
    if not reason or not report.units:
        return report
    unseen = Subscore(value=NAN, low=NAN, high=NAN, reason=reason)
    score = replace(report.score, value=NAN, low=NAN, high=NAN, reason=reason)
    return replace(
        report,
        score=replace(score, grade="C"),
        picture_grade="C",
        subscores=dict.fromkeys(report.subscores, unseen),
        reps=tuple(replace(rep, score=NAN) for rep in report.reps),
        holds=tuple(replace(hold, score=NAN) for hold in report.holds),
        bouts=tuple(replace(bout, score=NAN) for bout in report.bouts),
        sets=tuple(replace(one, score=NAN) for one in report.sets),
    )


def _too_little(report: Report, track: Track) -> Reason:
    """Return why what was seen of the sets carries no score, if it does not.

    Pictures are counted that show a body: a film that loses it in every second one, and
    a camera that sends half as many, show as little.
    """
    shown = seen = 0
    lasts_s = 0.0
    for one in report.sets:
        if not one.units or not math.isfinite(one.end_s - one.start_s):
            continue
        during = (track.time_s >= one.start_s) & (track.time_s <= one.end_s)
        shown += int(during.sum())
        seen += int((track.seen & during).sum())
        lasts_s += one.end_s - one.start_s
    if not shown or lasts_s <= 0:
        return NO_REASON
    if seen < LEAST_SEEN * shown:
        text = (
            f"you were seen in {seen / shown:.0%} of it; a score takes {LEAST_SEEN:.0%}"
        )
        return Reason("hidden", text)
    if seen < (LEAST_FPS - ROUNDED_FPS) * lasts_s:
        text = (
            f"{seen / lasts_s:.0f} pictures a second are too few; a score takes "
            f"{LEAST_FPS:.0f}"
        )
        return Reason("frame_rate", text)
    return NO_REASON
