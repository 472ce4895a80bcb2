"""What the documents promise is true: the example runs, the links lead somewhere."""

import math
import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.samples import MARK, README, tables
from benchmarks.truth import SAMPLES, clips_in
from exercises.registry import EXERCISES
from tests.conftest import ROOT

DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    README,
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


@pytest.mark.parametrize(
    "document", DOCUMENTS, ids=lambda path: f"{path.parent.name}/{path.name}"
)
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", text):
        if not target.startswith("http"):
            assert (document.parent / target).exists(), target


def test_each_attack_of_the_threat_model_has_its_test() -> None:
    text = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", text)
    attacks = re.findall(r"(?m)^\| [^|`]+ \| [^|]+ \| `tests/", text)
    assert len(named) >= len(attacks) > 15
    for file, test in named:
        source = (ROOT / file).read_text(encoding="utf-8")
        assert f"def {test or 'test_'}" in source, f"{file}::{test}"


@pytest.mark.parametrize("key", EXERCISES)
def test_each_table_of_limits_shows_the_limits_in_use(key: str) -> None:
    exercise = EXERCISES[key]
    text = (ROOT / "docs" / "exercises.md").read_text(encoding="utf-8")
    (section,) = (part for part in text.split("\n## ") if f"\n\n`{key}`. " in part)
    rows = {
        measure: [cell.strip() for cell in row.split("|")]
        for row, measure in re.findall(r"(?m)^(\| `(\w+)` \|.*)$", section)
    }
    assert list(rows) == list(exercise.rules)
    for measure, rule in exercise.rules.items():
        *_, green, amber, red, weight, faults, _ = rows[measure]
        band = exercise.bands.get(measure)
        edges = (band.green, band.amber, band.red) if band else ((), (), ())
        for pair, cell in zip(edges, (green, amber, red), strict=True):
            shown = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", cell)]
            wanted = [edge for edge in pair if math.isfinite(edge)]
            assert shown == pytest.approx(wanted, rel=2e-3), (measure, cell)
        assert float(weight) == pytest.approx(rule.weight), measure
        codes = {rule.low_code, rule.high_code} - {""} if band else set()
        assert set(re.findall(r"`(\w+)`", faults)) == codes, measure
        assert ("only ever possible" in faults) == rule.possible_only, measure
    assert sum(r.weight for r in exercise.rules.values()) == pytest.approx(1.0)


def test_each_subscore_is_listed_with_its_measures() -> None:
    text = (ROOT / "docs" / "exercises.md").read_text(encoding="utf-8")
    for key, exercise in EXERCISES.items():
        listed = "; ".join(
            f"`{name}`: {', '.join(f'`{measure}`' for measure in measures)}"
            for name, measures in exercise.subscores.items()
        )
        assert f"| `{key}` | {listed} |" in text


def test_the_list_of_sample_clips_is_what_their_truth_says() -> None:
    _, _, listed = README.read_text(encoding="utf-8").partition(MARK)
    assert listed.strip() == tables(clips_in([SAMPLES])).strip(), (
        "run: uv run python -m benchmarks.samples --write"
    )


RATIONALE = ROOT / "docs" / "rationale.md"


def cited_sections() -> dict[str, str]:
    """Where each section of the rationale is cited first, by its number."""
    cited: dict[str, str] = {}
    for room in ("vision", "exercises", "coach", "ui", "benchmarks", "studio", "tests"):
        for path in (ROOT / room).rglob("*.py"):
            text = re.sub(r"\s+#?:?\s*", " ", path.read_text(encoding="utf-8"))
            for number in re.findall(r"rationale\.md (\d+(?:\.\d+)?)", text):
                cited.setdefault(number, path.relative_to(ROOT).as_posix())
    return cited


def test_every_cited_section_of_the_rationale_is_there() -> None:
    headings = re.findall(r"(?m)^##+ (\d+(?:\.\d+)?) ", RATIONALE.read_text("utf-8"))
    cited = cited_sections()
    assert len(cited) > 10
    assert {n: at for n, at in cited.items() if n not in headings} == {}


def test_every_source_of_the_rationale_is_cited_and_every_citation_has_one() -> None:
    text, _, sources = RATIONALE.read_text("utf-8").partition("## Sources")
    listed = re.findall(r"(?m)^- \[(S\d+)\]", sources)
    assert listed == [f"S{number}" for number in range(1, len(listed) + 1)]
    used = {
        s
        for group in re.findall(r"\[([^\]]+)\]", text)
        for s in re.split(r",\s*", group)
    }
    assert {one for one in used if re.fullmatch(r"S\d+", one)} == set(listed)


def test_nobody_cites_a_document_that_no_reader_has() -> None:
    known = {path.name for path in ROOT.rglob("*.md") if ".venv" not in path.parts}
    missing = {
        f"{path.relative_to(ROOT)}: {name}"
        for room in ("vision", "exercises", "coach", "ui", "benchmarks", "studio")
        for path in (ROOT / room).rglob("*.py")
        for name in re.findall(r"\b(\w+\.md)\b", path.read_text(encoding="utf-8"))
        if name not in known
    }
    assert missing == set()
