"""What the documents promise is true: the example runs, the links lead somewhere."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from exercises.check import EXERCISES
from tests.conftest import ROOT

DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *(ROOT / "docs").glob("*.md"),
]


def test_the_readme_example_runs_as_it_stands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    example = re.search(r"```python\n(.*?)```", text, re.DOTALL)
    assert example is not None
    done = subprocess.run(
        [sys.executable, "-c", example[1]],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=240,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("internal_rotation_deadlift left")
    assert done.stdout.count("lowered in 3.") == 4  # the studio lowered in 3.0 to 3.3 s


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", text):
        if not target.startswith("http"):
            assert (document.parent / target).exists(), target


def test_the_table_of_limits_shows_the_limits_in_use() -> None:
    text = (ROOT / "docs" / "exercises.md").read_text(encoding="utf-8")
    rows = {row[1]: row for row in re.findall(r"(\| `(\w+)` \|.*)", text)}
    for exercise in EXERCISES.values():
        for key, band in exercise.bands.items():
            cells = [cell.strip() for cell in rows[key][0].split("|")]
            for edges, cell in zip(
                (band.green, band.amber, band.red), cells[4:7], strict=True
            ):
                shown = [float(n) for n in re.findall(r"(?<![\d.])-?\.?\d[\d.]*", cell)]
                wanted = [edge for edge in edges if abs(edge) < 1e9]
                assert shown == pytest.approx(wanted), (key, cell)
        weights = [rule.weight for rule in exercise.rules.values()]
        assert sum(weights) == pytest.approx(1.0)
