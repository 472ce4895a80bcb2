"""Who may know whom, and how long a module may get (docs/architecture.md)."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FLOORS = ("vision", "exercises", "coach", "ui")
VISION_FOR_EXERCISES = {
    "vision", "vision.track", "vision.geometry", "vision.landmarks", "vision.view",
    "vision.quality", "vision.repair", "vision.smoothing", "vision.errors",
    "vision.surroundings",
}  # fmt: skip
HOMES = {
    "aiortc": {"ui"},
    "av": {"vision"},
    "cv2": {"vision"},
    "cryptography": {"coach"},
    "mediapipe": {"vision"},
    "scipy": {"vision", "exercises"},
    "streamlit": {"ui", "app"},
    "streamlit_webrtc": {"ui"},
    "altair": {"ui", "app"},
    "sqlalchemy": {"coach"},
}
"""The only floors on which each heavy library lives."""
LONGEST_MODULE = 350
LONGEST_FUNCTION = 60
STILL_LONGER = {
    "merge_reports",
}
"""Waiting to be split; nothing may join them."""


def modules(*floors: str) -> list[Path]:
    found = [path for floor in floors for path in sorted((ROOT / floor).rglob("*.py"))]
    if "ui" in floors:
        found.append(ROOT / "app.py")
    return found


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path: Path) -> Iterator[str]:
    """Yield the modules that a file imports anywhere, inside functions too."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)} imports relatively"
            assert node.module
            yield node.module
            # `from vision import landmarks` imports vision.landmarks.
            if (ROOT / node.module).is_dir():
                yield from (f"{node.module}.{alias.name}" for alias in node.names)


def floor_of(module: str) -> str:
    return module.split(".")[0]


def each(*floors: str) -> pytest.MarkDecorator:
    paths = modules(*floors)
    return pytest.mark.parametrize("path", paths, ids=[name_of(p) for p in paths])


def test_the_house_has_its_floors() -> None:
    for floor in FLOORS:
        assert len(modules(floor)) > 2


@each("vision")
def test_vision_knows_nobody_above(path: Path) -> None:
    ours = {floor_of(module) for module in imported(path)} & {*FLOORS, "app"}
    assert ours <= {"vision"}


@each("exercises")
def test_exercises_know_tracks_and_no_pixels(path: Path) -> None:
    known = set(imported(path))
    assert {floor_of(m) for m in known} & {*FLOORS, "app"} <= {"vision", "exercises"}
    # `from vision.track import Track` names a thing, not a module.
    assert {m for m in known if floor_of(m) == "vision"} <= VISION_FOR_EXERCISES


@each("coach")
def test_the_coach_knows_no_pages(path: Path) -> None:
    above = {floor_of(module) for module in imported(path)}
    assert above.isdisjoint({"ui", "app", "streamlit"})


@each("ui")
def test_pages_know_no_models_and_no_databases(path: Path) -> None:
    below = {floor_of(module) for module in imported(path)}
    assert below.isdisjoint({"mediapipe", "cv2", "av", "sqlalchemy"})


@each(*FLOORS)
def test_heavy_libraries_stay_at_home(path: Path) -> None:
    here = path.relative_to(ROOT).parts[0].removesuffix(".py")
    for library in {floor_of(module) for module in imported(path)} & set(HOMES):
        assert here in HOMES[library], f"{library} lives in {HOMES[library]}"


@each(*FLOORS)
def test_the_product_needs_no_workshop(path: Path) -> None:
    workshop = {"studio", "benchmarks", "tests", "pytest", "hypothesis"}
    assert {floor_of(module) for module in imported(path)}.isdisjoint(workshop)


@each(*FLOORS)
def test_nobody_prints(path: Path) -> None:
    if name_of(path) == "coach/cli.py":
        pytest.skip("the command line may print")
    prints = [
        node.lineno
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    ]
    assert prints == []


@each(*FLOORS)
def test_modules_stay_readable_in_one_go(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST_MODULE or name_of(path) in STILL_LONGER


@each(*FLOORS)
def test_functions_fit_on_a_screen(path: Path) -> None:
    long = {
        node.name
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    }
    assert long <= STILL_LONGER


def test_the_command_line_is_light_until_it_works() -> None:
    # `hamstrong --help` must not wait for MediaPipe: nothing heavy on top level.
    heavy = {*HOMES, "numpy", "rich"}
    files = [ROOT / "coach" / name for name in ("cli.py", "arguments.py")]
    for node in [node for file in files for node in tree_of(file).body]:
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        assert {floor_of(name) for name in names}.isdisjoint(heavy)
        own = {name for name in names if floor_of(name) in FLOORS}
        assert own <= {"coach.arguments", "vision.errors"}


def test_tests_are_no_packages() -> None:
    # An __init__.py here would hide the real `vision` (examples.md 3.7).
    assert list((ROOT / "tests").rglob("__init__.py")) == []
