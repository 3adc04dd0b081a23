"""What is shipped with the program, and under which licences: read from the packages' metadata.

The packages are those that ``pyproject.toml`` names and those that these need in turn, as far as
they are installed; the frozen program carries both along. Formats: Core metadata specifications
2.4, PEP 508 (of a requirement only the name and whether it belongs to an extra), PEP 639 (SPDX).
"""

import platform
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from app import __version__
from app.paths import declaration, resource

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_EXTRA = re.compile(r";.*\bextra\s*==")
_LICENCE_FILE = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)
_HOMES = ("homepage", "home", "repository", "source", "source code", "documentation")
_LONGEST_NAME_OF_LICENCE = 100

_SPELLINGS = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD 2-Clause License": "BSD-2-Clause",
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
_READ_FROM_THEIR_TEXTS = {
    "olefile": "BSD-2-Clause",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
    "sqlcipher3": "Zlib",
}
"""Packages whose metadata name no licence, or none by its SPDX name."""
_LGPL = ("LGPL-3.0.txt", "GPL-3.0.txt")
_OWN_TEXTS = {
    "tresen": ("Tresen.txt",),
    "python": ("PSF-2.0.txt",),
    "qt 6": _LGPL,
    "pyside6-essentials": _LGPL,
    "shiboken6": _LGPL,
    "sqlcipher": ("SQLCipher.txt",),
    "openssl": ("Apache-2.0.txt",),
    "scip": ("Apache-2.0.txt",),
    "isa-l": ("ISA-L.txt",),
}
"""Texts in the program's resources, where a package brings none."""
_SPEAK_FOR = {"pdfium": "pypdfium2", "material design icons": "fonticon-materialdesignicons7"}
"""Parts whose licences are among the texts of the package that brings them."""


@dataclass(frozen=True, slots=True)
class Component:
    """Something that comes along. ``licence`` is an SPDX expression, empty where none is known.

    ``within`` names the package that brings a part without metadata of its own.
    """

    name: str
    version: str
    licence: str
    home: str = ""
    within: str = ""


_PARTS = (
    Component("Python", platform.python_version(), "PSF-2.0", "https://www.python.org"),
    Component("Qt 6", "", "LGPL-3.0-only", "https://www.qt.io", "PySide6-Essentials"),
    Component("SQLCipher", "", "BSD-3-Clause", "https://www.zetetic.net/sqlcipher", "sqlcipher3"),
    Component("SQLite", "", "blessing", "https://sqlite.org", "sqlcipher3"),
    Component("OpenSSL", "", "Apache-2.0", "https://openssl.org", "sqlcipher3"),
    Component("PDFium", "", "BSD-3-Clause AND Apache-2.0", "https://pdfium.org", "pypdfium2"),
    Component("ISA-L", "", "BSD-3-Clause", "https://github.com/intel/isa-l", "isal"),
    Component("CBC, CLP, OSI", "", "EPL-2.0", "https://www.coin-or.org", "ortools"),
    Component("SCIP", "", "Apache-2.0", "https://www.scipopt.org", "ortools"),
    Component("HiGHS", "", "MIT", "https://highs.dev", "ortools"),
    Component(
        "Material Design Icons",
        "",
        "Apache-2.0",
        "https://pictogrammers.com",
        "fonticon-materialdesignicons7",
    ),
)
"""What comes inside of packages, and Python itself."""
_BOOTLOADER = Component(
    "PyInstaller bootloader",
    "",
    "GPL-2.0-or-later WITH Bootloader-exception",
    "https://pyinstaller.org",
)
"""Starts the frozen program; its exception lets that program have any licence."""


def components() -> tuple[Component, ...]:
    """The program, its packages, what comes inside of them; each by name, the program first."""
    packages = {canonical(each): _component(each) for each in package_names()}
    parts = [each for each in _PARTS if not each.within or canonical(each.within) in packages]
    if getattr(sys, "frozen", False):
        parts.append(_BOOTLOADER)
    listed = sorted([*packages.values(), *parts], key=lambda each: each.name.casefold())
    return (Component("Tresen", __version__, "MIT"), *listed)


def licence_text(component: Component) -> str:
    """All that is said about its licence in the files that come with it; empty if nothing is."""
    name = canonical(component.name)
    if name in _OWN_TEXTS:
        return "\n\n\n".join(_own(each) for each in _OWN_TEXTS[name])
    if component.within and name not in _SPEAK_FOR:
        return ""
    name = _SPEAK_FOR.get(name, component.name)
    try:
        texts = _texts(distribution(name))
    except PackageNotFoundError:
        return ""
    return "\n\n\n".join(dict.fromkeys(texts))


def package_names() -> tuple[str, ...]:
    """The packages that are needed to run, directly or not, as they call themselves."""
    with declaration().open("rb") as file:
        wanted = list(_required(tomllib.load(file)["project"]["dependencies"]))
    found: dict[str, str] = {}
    while wanted:
        name = wanted.pop()
        if canonical(name) in found:
            continue
        try:
            package = distribution(name)
        except PackageNotFoundError:
            continue  # of another system: what this one needs was there when it was installed
        found[canonical(name)] = package.name
        wanted += _required(package.requires or ())
    return tuple(sorted(found.values(), key=str.casefold))


def canonical(name: str) -> str:
    """The name by which a package is known in all its spellings (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _required(requirements: Iterable[str]) -> Iterator[str]:
    """The names of the requirements that do not belong to an extra."""
    for each in requirements:
        name = _NAME.match(each)
        if name is not None and not _EXTRA.search(each):
            yield name[0]


def _component(name: str) -> Component:
    package = distribution(name)
    return Component(package.name, package.version, _licence(package), _home(package))


def _licence(package: Distribution) -> str:
    known = _READ_FROM_THEIR_TEXTS.get(canonical(package.name))
    expression = _field(package, "License-Expression")
    if known or expression:
        return known or expression
    named = _field(package, "License").strip()
    if named and "\n" not in named and len(named) <= _LONGEST_NAME_OF_LICENCE:
        return _SPELLINGS.get(named, named)
    classifiers = package.metadata.get_all("Classifier") or ()
    licences = [each.rpartition(" :: ")[2] for each in classifiers if each.startswith("License")]
    return " OR ".join(_SPELLINGS.get(each, each) for each in licences)


def _field(package: Distribution, name: str) -> str:
    found = package.metadata.get_all(name)
    return found[0] if found else ""


def _home(package: Distribution) -> str:
    """Where the package is at home, by its own word."""
    links: dict[str, str] = {}
    for each in package.metadata.get_all("Project-URL") or ():
        label, _comma, address = each.partition(",")
        links[label.strip().casefold()] = address.strip()
    known = (links[label] for label in _HOMES if label in links)
    return _field(package, "Home-page") or next(known, next(iter(links.values()), ""))


def _texts(package: Distribution) -> Iterator[str]:
    for file in sorted(package.files or (), key=str):
        inside = any(part.endswith(".dist-info") for part in file.parts)
        if inside and (_LICENCE_FILE.search(file.name) or "licenses" in file.parts):
            path = Path(file.locate())
            if path.is_file():
                yield path.read_text("utf-8", errors="replace").strip()


@cache
def _own(name: str) -> str:
    return resource("licences", name).read_text("utf-8").strip()
