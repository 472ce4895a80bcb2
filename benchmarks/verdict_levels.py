"""What a stricter verdict would cost: made faults found clear, asked about, and false.

    uv run python -m benchmarks.verdict_levels

Judges all sample clips with verdicts at 80, 90 and 95 % intervals (one-sided 90, 95 and
97.5 %); the product's are at 80.
"""

from typing import Final
from unittest.mock import patch

from rich.console import Console
from rich.table import Table

from benchmarks.truth import SAMPLES, Clip, clips_in
from coach.check import Options, check_video
from exercises.scoring.bands import INTERVAL_80, INTERVAL_95, Band
from exercises.units import Verdict

LEVELS: Final = {"80 %": INTERVAL_80, "90 %": 1.645, "95 %": INTERVAL_95}


USUAL: Final = Band.verdict


def counts(clips: list[Clip]) -> tuple[int, int, int, int]:
    """Return made faults, those found clear or asked about, and false clear ones."""
    made = clear = asked = false = 0
    for clip in clips:
        report = check_video(clip.path, Options(height_m=clip.stature_m)).report
        wanted = set(clip.truth["faults"])
        found = {fault.code for fault in report.faults}
        possible = {fault.code for fault in report.possible}
        made += len(wanted)
        clear += len(wanted & found)
        asked += len((wanted - found) & possible)
        false += len(found - wanted - set(clip.truth.get("possible", [])))
    return made, clear, asked, false


def main() -> None:
    """Print a row for each level."""
    clips = clips_in([SAMPLES])
    table = Table("interval", "made", "clear", "asked about", "false clear")
    for name, deviations in LEVELS.items():
        wider = deviations / INTERVAL_80

        def verdict(
            band: Band, value: float, error: float, wider: float = wider
        ) -> Verdict:
            return USUAL(band, value, error * wider)

        with patch.object(Band, "verdict", verdict):
            table.add_row(name, *map(str, counts(clips)))
    Console().print(table)


if __name__ == "__main__":
    main()
