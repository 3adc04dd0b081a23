"""An audit of what the program depends on, as far as it goes without the internet."""

import ast
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import distribution, packages_distributions
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from app.formats.components import canonical, components, licence_text, package_names
from app.paths import declaration

ALLOWED = frozenset(
    """
    0BSD Apache-2.0 BSD-2-Clause BSD-3-Clause CC0-1.0 EPL-2.0 ISC LGPL-3.0-only MIT MIT-0 MPL-2.0
    PSF-2.0 Unlicense Zlib blessing
    """.split()  # noqa: SIM905 - a list of quoted words is not easier to read
)
"""SPDX names of what may be shipped with a program under the MIT licence."""
REFUSED = frozenset(
    """
    extract-msg html2text levenshtein mysqlclient pymupdf pyqt5 pyqt6 pyside6 pyside6-addons
    python-levenshtein unidecode
    """.split()  # noqa: SIM905 - as above
)
"""Packages that are under the (A)GPL, or bring parts that are, such as Qt's charts."""
OPEN_ENDED = {"tzdata": "versions are dates, and the newest rules of time zones are always wanted"}

NOT_IMPORTED = {
    "fonticon-materialdesignicons7": "only its font is loaded, which is found by its name",
    "python-dateutil": "its bounds count for holidays and icalendar, which need it",
    "tzdata": "zoneinfo finds it by itself",
}


def declared() -> dict[str, Requirement]:
    """The requirements of ``pyproject.toml`` by name, those for development too."""
    with declaration().open("rb") as file:
        project = tomllib.load(file)["project"]
    listed = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    return {canonical(each.name): each for each in map(Requirement, listed)}


def needed() -> dict[str, Requirement]:
    """Everything that this system needs to run the program, and the first who asks for it."""
    with declaration().open("rb") as file:
        wanted = [Requirement(each) for each in tomllib.load(file)["project"]["dependencies"]]
    found: dict[str, Requirement] = {}
    while wanted:
        each = wanted.pop()
        name = canonical(each.name)
        if name in found or (each.marker is not None and not each.marker.evaluate({"extra": ""})):
            continue
        assert not each.extras, f"extras are not followed: {each}"
        found[name] = each
        wanted += map(Requirement, distribution(name).requires or ())
    return found


def test_every_dependency_has_a_lower_and_an_upper_bound() -> None:
    for name, requirement in declared().items():
        operators = {each.operator for each in requirement.specifier}
        assert operators & {">=", "==", "~="}, f"{name} has no lower bound"
        if name not in OPEN_ENDED:
            assert operators & {"<", "<=", "==", "~="}, f"{name} has no upper bound"


def test_what_is_installed_lies_within_the_bounds() -> None:
    for requirement in {**needed(), **declared()}.values():
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            version = Version(distribution(requirement.name).version)
            assert requirement.specifier.contains(version, prereleases=True), requirement


def test_every_package_is_listed_with_its_version() -> None:
    listed = {canonical(each.name): each.version for each in components()}
    assert {canonical(each) for each in package_names()} == set(needed())
    for name in needed():
        assert listed[name] == distribution(name).version


def licences(expression: str) -> Iterator[bool]:
    """Whether each licence that has to be kept may be: one of those joined by ``OR`` is enough."""
    for part in expression.split(" AND "):
        yield any(each.strip("() ") in ALLOWED for each in part.split(" OR "))


@pytest.mark.parametrize("component", components(), ids=lambda each: each.name)
def test_every_licence_is_one_of_those_allowed(component: Any) -> None:
    assert component.licence
    assert all(licences(component.licence)), component.licence


@pytest.mark.parametrize(
    "expression", ["", "GPL-3.0-only", "MIT AND GPL-2.0-or-later", "AGPL-3.0-only OR SSPL-1.0"]
)
def test_other_licences_are_found(expression: str) -> None:
    assert not all(licences(expression))


def test_no_package_that_is_known_to_be_under_the_gpl_comes_along() -> None:
    assert set(needed()) & REFUSED == set()
    assert set(declared()) & REFUSED == set()


def test_every_package_brings_the_text_of_its_licence() -> None:
    packages = {canonical(each) for each in package_names()}
    missing = [
        each.name
        for each in components()
        if canonical(each.name) in packages and len(licence_text(each)) < 500
    ]
    assert missing == []


def imported() -> dict[str, str]:
    """The packages' modules that the program imports, with a file that does."""
    found: dict[str, str] = {}
    for path in sorted(declaration().parent.joinpath("app").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names = [each.name for each in node.names]
            else:
                names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                found.setdefault(name.partition(".")[0], str(path))
    return {name: path for name, path in found.items() if name not in sys.stdlib_module_names}


def test_everything_imported_is_declared_and_everything_declared_is_used() -> None:
    by_module = packages_distributions()
    with declaration().open("rb") as file:
        listed = tomllib.load(file)["project"]["dependencies"]
    direct = {canonical(Requirement(each).name) for each in listed}
    used: set[str] = set()
    for module, path in imported().items():
        if module in ("app", "shiboken6"):  # the program itself; comes with PySide6
            continue
        names = {canonical(each) for each in by_module.get(module, ())}
        assert names & direct, f"{module}, imported in {path}, is no dependency"
        used |= names & direct
    assert direct - used == set(NOT_IMPORTED)
