"""Who may know whom, and how long a module may get (docs/architecture.md)."""

import ast
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from exercises.registry import EXERCISES

ROOT = Path(__file__).parents[1]
FACE = "hamstrong"
FLOORS = ("vision", "exercises", "coach", "ui")
VISION_FOR_EXERCISES = {
    "vision", "vision.track", "vision.geometry", "vision.landmarks", "vision.view",
    "vision.quality", "vision.problems", "vision.cleaning", "vision.filters",
    "vision.capture.conditions", "vision.plausible", "vision.video.flaws",
    "vision.space.angles", "vision.space.bones",
}  # fmt: skip
HOMES = {
    "aiortc": {"ui"},
    "av": {"vision"},
    "cv2": {"vision"},
    "cryptography": {"coach"},
    "mediapipe": {"vision"},
    "netCDF4": {"vision"},
    "fhir": {"coach"},
    "fit_tool": {"coach"},
    "scipy": {"vision", "exercises"},
    "starlette": {"app"},
    "streamlit": {"ui", "app"},
    "streamlit_webrtc": {"ui"},
    "altair": {"ui", "app"},
    "sqlalchemy": {"coach"},
    "uvicorn": {"coach"},
    "weasyprint": {"coach"},
}
"""The only floors on which each heavy library lives."""
LONGEST_MODULE = 300
LONGEST_BODY = 40
"""Lines of a function after its signature and docstring."""


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


SetReading = Callable[[Path], Iterator[object]]


def offenders(findings: SetReading, *floors: str) -> dict[str, list[object]]:
    """Return what is found in each file of some floors, where anything is."""
    found = {name_of(path): list(findings(path)) for path in modules(*floors)}
    assert len(found) > 2 * len(floors)  # the house has its floors
    return {name: what for name, what in found.items() if what}


def importing(forbidden: Callable[[str], bool]) -> SetReading:
    """Find the modules that a file imports and should not."""
    return lambda path: (name for name in imported(path) if forbidden(name))


def test_vision_knows_nobody_above() -> None:
    above = {*FLOORS, "app"} - {"vision"}
    assert offenders(importing(lambda m: floor_of(m) in above), "vision") == {}


def test_of_the_public_face_the_floors_know_its_errors_only() -> None:
    def other(module: str) -> bool:
        # `from hamstrong.errors import VideoError` names a thing, not a module.
        return floor_of(module) == FACE and module not in {FACE, "hamstrong.errors"}

    assert offenders(importing(other), *FLOORS) == {}


def test_exercises_know_tracks_and_no_pixels() -> None:
    def forbidden(module: str) -> bool:
        # `from vision.track import Track` names a thing, not a module.
        if floor_of(module) == "vision":
            return module not in VISION_FOR_EXERCISES
        return floor_of(module) in {*FLOORS, "app"} - {"exercises"}

    assert offenders(importing(forbidden), "exercises") == {}


def test_the_coach_knows_no_pages() -> None:
    above = {"ui", "app", "streamlit"}
    assert offenders(importing(lambda m: floor_of(m) in above), "coach") == {}


def test_pages_know_no_models_and_no_databases() -> None:
    below = {"mediapipe", "cv2", "av", "sqlalchemy"}
    assert offenders(importing(lambda m: floor_of(m) in below), "ui") == {}


def test_heavy_libraries_stay_at_home() -> None:
    def astray(path: Path) -> Iterator[str]:
        here = path.relative_to(ROOT).parts[0].removesuffix(".py")
        for library in {floor_of(module) for module in imported(path)} & set(HOMES):
            if here not in HOMES[library]:
                yield f"{library} lives in {HOMES[library]}"

    assert offenders(astray, *FLOORS) == {}


def test_the_product_needs_no_workshop() -> None:
    workshop = {"studio", "benchmarks", "tests", "pytest", "hypothesis"}
    assert offenders(importing(lambda m: floor_of(m) in workshop), *FLOORS) == {}


def test_nobody_prints_but_the_command_line() -> None:
    def prints(path: Path) -> Iterator[int]:
        calls = (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call))
        for call in calls:
            if isinstance(call.func, ast.Name) and call.func.id == "print":
                yield call.lineno

    assert offenders(prints, *FLOORS).keys() <= {"coach/cli/command.py"}


def test_what_exercises_share_knows_none_of_them() -> None:
    shared = ("engine", "scoring", "standing", "supine", "drawing", "clinical")

    def one_of_them(module: str) -> bool:
        room = module.split(".")
        return len(room) > 2 and room[0] == "exercises" and room[1] not in shared

    rooms = (f"exercises/{room}" for room in shared)
    assert offenders(importing(one_of_them), *rooms) == {}


def test_nothing_but_its_package_knows_an_exercise_by_name() -> None:
    keys = {path.parent.name for path in (ROOT / "exercises").glob("*/definition.py")}
    assert keys == set(EXERCISES)

    def named(path: Path) -> Iterator[str]:
        if path.parent.name in keys:
            return
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Constant) and node.value in keys:
                yield f"line {node.lineno}: {node.value}"

    assert offenders(named, *FLOORS) == {}


def test_no_modules_import_each_other_in_a_circle() -> None:
    rooms = (*FLOORS, "benchmarks", "studio")
    paths = {
        name_of(path).removesuffix(".py").replace("/", "."): path
        for path in modules(*rooms)
        if path.name != "__init__.py"
    }
    knows = {name: set(imported(path)) & set(paths) for name, path in paths.items()}
    with pytest.raises(ValueError, match="circle"):  # that it can be found at all
        in_order({"a": {"b"}, "b": {"a"}})
    in_order(knows)


def in_order(knows: dict[str, set[str]]) -> list[str]:
    """Return modules after what they know.

    Raises:
        ValueError: Some know each other in a circle.
    """
    done: list[str] = []
    left = dict(knows)
    while left:
        free = [name for name, known in left.items() if known.isdisjoint(left)]
        if not free:
            raise ValueError(f"a circle among {sorted(left)}")
        done += free
        for name in free:
            del left[name]
    return done


def test_modules_stay_readable_in_one_go() -> None:
    def too_long(path: Path) -> Iterator[int]:
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > LONGEST_MODULE:
            yield lines

    assert offenders(too_long, *FLOORS) == {}


def test_functions_fit_on_a_screen() -> None:
    def too_long(path: Path) -> Iterator[str]:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                lines = (node.end_lineno or 0) - body[0].lineno + 1 if body else 0
                if lines > LONGEST_BODY:
                    yield f"{node.name}: {lines}"

    assert offenders(too_long, *FLOORS) == {}


def test_the_command_line_is_light_until_it_works() -> None:
    # `hamstrong --help` must not wait for MediaPipe: nothing heavy on top level.
    heavy = {*HOMES, "numpy", "rich"}
    files = [
        ROOT / "coach/cli" / name
        for name in ("command.py", "arguments.py", "marks.py", "parser.py")
    ]
    for node in [node for file in files for node in tree_of(file).body]:
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        assert {floor_of(name) for name in names}.isdisjoint(heavy)
        own = {name for name in names if floor_of(name) in FLOORS}
        assert own <= {
            "coach.cli.arguments",
            "coach.cli.marks",
            "coach.cli.parser",
            "hamstrong.errors",
        }


def test_tests_lie_in_the_rooms_of_what_they_test() -> None:
    rooms = {
        folder.relative_to(ROOT / "tests")
        for floor in FLOORS
        for folder in (ROOT / "tests" / floor).rglob("*")
        if any(folder.glob("test_*.py"))
    }
    assert len(rooms) > 4 * len(FLOORS)
    assert [str(room) for room in rooms if not (ROOT / room).is_dir()] == []


def test_tests_are_no_packages() -> None:
    # An __init__.py here would hide the real `vision` and `exercises` of the product.
    assert list((ROOT / "tests").rglob("__init__.py")) == []
