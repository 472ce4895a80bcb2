"""Which tests go together to one process, and which begin.

A clip is followed and judged once: all tests of a clip go together. So do the tests of
a file, which share what they made, and all that one server and its browsers do.
"""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from xdist.scheduler import LoadScopeScheduling

if TYPE_CHECKING:
    from xdist.remote import Producer

SAMPLES: Final = Path(__file__).resolve().parents[1] / "sample_videos"
CLIPS: Final = frozenset(path.stem for path in SAMPLES.glob("*.mp4"))
MOST_PROCESSES: Final = 4
"""Each holds a pose model and what the tests made, and some start more processes."""
ORDER: Final = (
    "tests/test_architecture.py",
    "tests/vision/test_geometry.py",
    "tests/browser/",
    "tests/accuracy/",
)
"""Something to see at once; then what takes long, so that nothing long comes last."""


def unit_of(nodeid: str) -> str:
    """Return what a test goes together with: a clip, the browser, or its file."""
    file, _, test = nodeid.partition("::")
    if file.startswith("tests/browser/"):
        return "browser"
    found = re.search(r"\[(\w+)", test)
    return found[1] if found and found[1] in CLIPS else file


def rank_of(item: pytest.Item) -> int:
    """Return where in the order a test stands."""
    for rank, start in enumerate(ORDER):
        if item.nodeid.startswith(start):
            return rank
    return len(ORDER)


class ByUnit(LoadScopeScheduling):  # type: ignore[misc]  # it has no types
    """Gives each process one unit after another."""

    def __init__(self, config: pytest.Config, log: "Producer") -> None:
        """Keep the order in which the tests come."""
        super().__init__(config, log)
        config.option.loadscopereorder = False

    def _split_scope(self, nodeid: str) -> str:
        return unit_of(nodeid)
