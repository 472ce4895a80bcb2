"""What is installed is what was asked for, is needed, and may be used here."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import (
    Distribution,
    PackageNotFoundError,
    distribution,
    packages_distributions,
)
from typing import Any

import pytest
from packaging.requirements import Requirement

from tests.conftest import ROOT

PRODUCT = ("hamstrong", "vision", "exercises", "coach", "ui")
NOT_IMPORTED = {
    "protobuf": "pinned for MediaPipe, which reads its graphs with it",
    "psycopg": "what SQLAlchemy speaks to PostgreSQL with, in the extra `clinic`",
}
"""Dependencies that no module imports, and why they are named all the same."""
IN_PLACE_OF = {"opencv-contrib-python": "opencv-contrib-python-headless"}
"""What uv installs for what is named (pyproject's overrides and its group headless)."""
LEFT_OUT = {"jax", "jaxlib"}
"""What MediaPipe lists and never imports; uv leaves it out."""
PERMISSIVE = re.compile(
    r"\b(MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MIT-CMU|HPND|Unlicense)\b",
    re.IGNORECASE,
)
WEAK_COPYLEFT = {
    "psycopg": "LGPL 3: used as a library, in an extra, and replaceable",
    "psycopg-binary": "LGPL 3: used as a library, in an extra, and replaceable",
    "pyphen": "LGPL or MPL 1.1, as one chooses: used as a library, in an extra",
    "certifi": "MPL 2.0 binds the file of certificates itself, nothing else",
}
"""Others whose terms a program under MIT can meet by naming them in its metadata."""
STRICT = re.compile(
    r"\b[AL]?GPL|General Public|SSPL|BUSL|Commons Clause", re.IGNORECASE
)


@cache
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def direct() -> list[Requirement]:
    settings = project()["project"]
    extras = [
        one for group in settings["optional-dependencies"].values() for one in group
    ]
    return [Requirement(line) for line in settings["dependencies"] + extras]


def plain(name: str) -> str:
    """Return a package's name as all spell it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def there(name: str) -> Distribution:
    return distribution(IN_PLACE_OF.get(plain(name), name))


def imported() -> Iterator[str]:
    """Yield the packages that the product imports anywhere, as they are imported."""
    files = [path for room in PRODUCT for path in (ROOT / room).rglob("*.py")]
    for path in [ROOT / "app.py", *files]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module.split(".")[0]


@cache
def foreign() -> dict[str, set[str]]:
    """Return the packages that the product imports, and who may have brought each."""
    brings = packages_distributions()
    names = set(imported()) - set(sys.stdlib_module_names) - set(PRODUCT)
    assert len(names) > 10
    return {name: {plain(one) for one in brings.get(name, ())} for name in names}


def test_each_dependency_is_imported_or_named_for_a_reason() -> None:
    used = set().union(*foreign().values())
    idle = {
        plain(one.name)
        for one in direct()
        if plain(there(one.name).metadata["Name"]) not in used
    }
    assert idle == set(NOT_IMPORTED)


def test_nothing_is_imported_that_is_not_asked_for() -> None:
    asked = {plain(there(one.name).metadata["Name"]) for one in direct()}
    stray = {name for name, brought in foreign().items() if not brought & asked}
    assert stray == set()


def test_what_is_installed_is_what_pyproject_asks_for() -> None:
    wrong = {
        f"{one} is {there(one.name).version}"
        for one in direct()
        if not one.specifier.contains(there(one.name).version)
    }
    assert wrong == set()


def closure() -> Iterator[tuple[Requirement, str, Distribution | None]]:
    """Yield all that is asked for, by whom, and what is there of it."""
    todo = [(one, "hamstrong", "") for one in direct()]
    seen = set()
    while todo:
        wanted, by, extra = todo.pop()
        if (str(wanted), extra) in seen:
            continue
        seen.add((str(wanted), extra))
        if wanted.marker and not wanted.marker.evaluate({"extra": extra}):
            continue
        try:
            found = there(wanted.name)
        except PackageNotFoundError:
            yield wanted, by, None
            continue
        yield wanted, by, found
        for line in found.requires or ():
            for further in wanted.extras or {""}:
                todo.append((Requirement(line), wanted.name, further))


def test_the_dependencies_of_dependencies_fit_each_other() -> None:
    wrong, names = set(), set()
    for wanted, by, found in closure():
        names.add(plain(wanted.name))
        if found is None:
            if plain(wanted.name) not in LEFT_OUT:
                wrong.add(f"{by} wants {wanted}, which is missing")
        elif not wanted.specifier.contains(found.version, prereleases=True):
            wrong.add(f"{by} wants {wanted}, and {found.version} is there")
    assert wrong == set()
    assert len(names) > 2 * len(direct())


def licence_of(found: Distribution) -> str:
    """Return what a package says of its licence, the shortest that it says."""
    told = found.metadata
    for field in ("License-Expression", "Classifier", "License"):
        said = [
            one
            for one in told.get_all(field, ())
            if field != "Classifier" or "License ::" in one
        ]
        if said:
            return "; ".join(said).strip().split("\n")[0]
    return ""


def test_no_licence_keeps_a_program_under_mit_from_using_it() -> None:
    assert project()["project"]["license"] == "MIT"
    said = {
        plain(one.metadata["Name"]): licence_of(one) for _, _, one in closure() if one
    }
    odd = {
        name: licence
        for name, licence in said.items()
        if STRICT.search(licence) or not PERMISSIVE.search(licence)
    }
    assert odd.keys() == WEAK_COPYLEFT.keys() & said.keys()


def pinned_above() -> list[str]:
    """Return the lines of pyproject that keep newer versions out."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    listed = re.search(r"(?ms)^dependencies = \[\n(.*?)^\]", text)
    assert listed is not None
    return [
        line
        for line in listed[1].splitlines()
        if re.search(r"(<|==)", line.split("#")[0])
    ]


@pytest.mark.parametrize("line", pinned_above(), ids=lambda line: line.split('"')[1])
def test_what_keeps_newer_versions_out_has_its_reason_beside_it(line: str) -> None:
    assert len(line.partition("#")[2].split()) >= 3


def test_the_old_pins_stand_in_the_document_of_what_they_expose() -> None:
    text = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
    section = text.partition("## Old pins")[2].lower()
    names = {
        plain(re.split(r"[<>=]", line.split('"')[1])[0]) for line in pinned_above()
    }
    missing = {name for name in names if name.partition("-")[0] not in section}
    assert missing == set()
