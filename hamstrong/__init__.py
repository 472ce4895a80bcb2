"""Pose-tracking form checks of five hamstring exercises, for runners.

    from pathlib import Path
    import hamstrong

    checked = hamstrong.check_video(Path("set.mp4"), hamstrong.Options(side="left"))
    for rep in checked.report.reps:
        print(rep.lowering_s, [fault.code for fault in rep.faults])

Everything a program needs stands here; what lies behind it (`vision`, `exercises`,
`coach`) may move. Names are loaded when they are first asked for: importing this
package takes no time.
"""

import importlib
from typing import TYPE_CHECKING

from hamstrong.errors import (
    CameraError,
    HamstrongError,
    HistoryError,
    LimitsError,
    MarksError,
    MissingLibraryError,
    NetworkError,
    OutputError,
    PoseModelError,
    TrackError,
    UnknownExerciseError,
    VideoError,
)

if TYPE_CHECKING:
    from coach.check import Options as Options
    from coach.check import VideoAnalysis as VideoAnalysis
    from coach.check import check_points as check_points
    from coach.check import check_two_views as check_two_views
    from coach.check import check_video as check_video
    from coach.check import judge as judge
    from exercises.marks import MarkedRep as MarkedRep
    from exercises.marks import Marks as Marks
    from exercises.registry import EXERCISES as EXERCISES
    from exercises.report import Report as Report
    from vision.track import Track as Track

_FROM = {
    "coach.check": (
        "VideoAnalysis",
        "Options",
        "check_points",
        "check_two_views",
        "check_video",
        "judge",
    ),
    "exercises.marks": ("MarkedRep", "Marks"),
    "exercises.registry": ("EXERCISES",),
    "exercises.report": ("Report",),
    "vision.track": ("Track",),
}
_HOME = {name: module for module, names in _FROM.items() for name in names}

__all__ = [
    "EXERCISES",
    "CameraError",
    "HamstrongError",
    "HistoryError",
    "LimitsError",
    "MarkedRep",
    "Marks",
    "MarksError",
    "MissingLibraryError",
    "NetworkError",
    "Options",
    "OutputError",
    "PoseModelError",
    "Report",
    "Track",
    "TrackError",
    "UnknownExerciseError",
    "VideoAnalysis",
    "VideoError",
    "check_points",
    "check_two_views",
    "check_video",
    "judge",
]


def __getattr__(name: str) -> object:
    """Load a name of `__all__` when it is first asked for."""
    if name not in _HOME:
        raise AttributeError(f"module 'hamstrong' has no attribute {name!r}")
    value = getattr(importlib.import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
