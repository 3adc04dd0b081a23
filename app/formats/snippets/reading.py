"""Reads snippets from files and folders, whatever program wrote them: known by what is in them."""

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.formats.snippets import beeftext, espanso, own, quicktext, table, zammad, zendesk
from app.formats.snippets.imported import LARGEST_FILE, Imported, Read, Skipped
from app.formats.snippets.json_text import JsonFault, entries_before_fault, loaded
from app.formats.table_text import decoded
from app.i18n import _

_MOST_BYTES = 4 * LARGEST_FILE
_MOST_FILES = 5000
_MEGABYTE = 1 << 20
_SUFFIXES = frozenset((".yml", ".yaml", ".json", ".btbackup", ".xml", ".csv", ".tsv", ".txt"))
_YAML = frozenset((".yml", ".yaml"))
_NOT_MATCHES = frozenset(("_manifest.yml", "_pkgsource.yml", "default.yml"))

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    folder: tuple[str, ...]
    size: int


def read(paths: Iterable[Path], *, progress: Progress | None = None) -> Iterator[Read]:
    """All snippets in files and, recursively, folders; what is none of them is a ``Skipped``.

    ``progress`` hears bytes done and in all, and may raise ``Cancelled``. The YAML files of one
    chosen folder are a package: they know each other's variables and abbreviations. Nothing in a
    file is ever executed.
    """
    for path in paths:
        if path.is_dir():
            yield from _read_folder(path, progress)
        else:
            yield from _read_files([_File(path, (), _size(path))], progress)


def _read_folder(path: Path, progress: Progress | None) -> Iterator[Read]:
    found = []
    for each in sorted(path.rglob("*")):
        if each.suffix.lower() not in _SUFFIXES or not each.is_file():
            continue
        parts = each.relative_to(path).parts
        if any(part.startswith(".") for part in parts) or each.name in _NOT_MATCHES:
            continue
        found.append(_File(each, _folder_of(parts), _size(each)))
        if len(found) > _MOST_FILES:
            yield Skipped(path.name, _("The folder holds too many files; choose a smaller one."))
            return
    if not found:
        yield Skipped(path.name, _("The folder holds no file that snippets could be in."))
        return
    yield from _read_files(found, progress)


def _folder_of(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The folder for a file of a package: ``match/team/base.yml`` is in *team*."""
    names = [part for part in parts[:-1] if part not in ("match", "packages", "config")]
    if names and names[-1].replace(".", "").isdigit():
        names.pop()
    stem = Path(parts[-1]).stem
    return (*names, *([] if stem in ("package", "base", "default", "index") else [stem]))


def _read_files(files: list[_File], progress: Progress | None) -> Iterator[Read]:
    total = sum(file.size for file in files)
    done = 0
    package: list[espanso.YamlSource] = []

    def heard(part: float) -> None:
        if progress is not None:
            progress(int(done + part * file.size), total)

    for file in files:
        heard(0)
        text = _text_of(file, done)
        if isinstance(text, Skipped):
            yield text
        elif not text.strip():
            yield Skipped(file.path.name, _("It is empty."))
        elif file.path.suffix.lower() in _YAML:
            source = espanso.parse(text, file.path.name, file.folder, heard=heard)
            if espanso.recognised(source):
                package.append(source)
            else:
                yield from _other_yaml(source, alone=len(files) == 1)
        else:
            foreign = _is_foreign(file.path)
            for each in _read_text(text, file, alone=len(files) == 1):
                heard(1)
                yield _to_be_looked_at(each) if foreign else each
        done += file.size
    for each in espanso.read(package):
        if progress is not None:
            progress(done, total)
        yield each
    if progress is not None:
        progress(total, total)


def _text_of(file: _File, done: int) -> str | Skipped:
    name = file.path.name
    if file.size > LARGEST_FILE or done > _MOST_BYTES:
        reason = _("It is larger than {count} MB, which no collection of snippets is.")
        return Skipped(name, reason.format(count=LARGEST_FILE // _MEGABYTE))
    try:
        content = file.path.read_bytes()
    except OSError as error:
        return Skipped(name, _("It cannot be read: {reason}").format(reason=error.strerror))
    if content.startswith(b"PK\x03\x04"):
        return Skipped(name, _("It is a packed archive; unpack it first."))
    return decoded(content)


def _is_foreign(path: Path) -> bool:
    """Whether the letters of a file had to be guessed, for it is not in UTF-8."""
    content = path.read_bytes()
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return False


def _to_be_looked_at(each: Read) -> Read:
    if not isinstance(each, Imported) or each.original.isascii():
        return each
    warning = _("The file is not in UTF-8, so its umlauts were guessed; look at them.")
    return replace(each, warnings=(*each.warnings, warning))


def _read_text(text: str, file: _File, *, alone: bool) -> Iterator[Read]:
    """The snippets of a text that is no YAML by its name; one of a folder may be anything else."""
    name = file.path.name
    begin = text.lstrip("\ufeff \t\r\n")[:1]
    if begin in ("{", "["):
        yield from _read_json(text, name, alone=alone)
    elif begin == "<" and quicktext.recognised(text):
        yield from quicktext.read(text)
    elif begin != "<" and table.recognised(text) and (alone or file.path.suffix.lower() != ".txt"):
        yield from table.read(text)
    elif alone:
        yield from _unknown(text, name)


def _unknown(text: str, name: str) -> Iterator[Read]:
    """A file that is none of the others: YAML under another name, or nothing of ours."""
    source = espanso.parse(text, name, ())
    if espanso.recognised(source):
        yield from espanso.read([source])
    elif zammad.recognised(source.values.get("")):
        yield from _other_yaml(source, alone=True)
    else:
        yield Skipped(name, not_known())


def _other_yaml(source: espanso.YamlSource, *, alone: bool) -> Iterator[Read]:
    entries = source.values.get("")
    if zammad.recognised(entries) and isinstance(entries, list):
        yield from espanso.damages(source)
        yield from zammad.read(entries)
    elif alone or source.damaged:
        yield Skipped(source.name, not_known())


def _read_json(text: str, name: str, *, alone: bool) -> Iterator[Read]:
    try:
        values = loaded(text)
    except JsonFault as fault:
        yield from _damaged_json(text, name, str(fault))
        return
    macros = zendesk.macros_of(values)
    if own.recognised(values):
        yield from own.read(values)
    elif beeftext.recognised(values):
        yield from beeftext.read(values)
    elif quicktext.recognised_json(values):
        yield from quicktext.read_json(values)
    elif macros is not None:
        yield from zendesk.read(macros)
    elif zammad.recognised(values):
        yield from zammad.read(values)
    elif alone:
        yield Skipped(name, not_known())


def _damaged_json(text: str, name: str, reason: str) -> Iterator[Read]:
    """The whole entries of a damaged file, and a sentence for each that is not."""
    yield Skipped(name, reason)
    for key, read_entries in _LISTS.items():
        if key and f'"{key}"' not in text:
            continue
        entries, damaged = entries_before_fault(text, key)
        if key == "" and not (zammad.recognised(entries) or zendesk.macros_of(entries)):
            continue
        yield from read_entries(entries, text)
        for each in damaged:
            named = _NAME.search(each)
            yield Skipped(named[1][:80] if named else name, _("It is damaged in the file."))
        return


def _bare(entries: list[Any]) -> Iterator[Read]:
    macros = zendesk.macros_of(entries)
    return zendesk.read(macros) if macros is not None else zammad.read(entries)


def _combos(entries: list[Any], text: str) -> Iterator[Read]:
    """With the groups and the version that can still be read."""
    groups, _damaged = entries_before_fault(text, "groups")
    around: dict[str, Any] = {"groups": groups}
    if version := _VERSION.search(text):
        around["fileFormatVersion"] = int(version[1])
    return beeftext.read(around, entries)


_LISTS: dict[str, Callable[[list[Any], str], Iterator[Read]]] = {
    "snippets": lambda entries, _text: own.read({}, entries),
    "combos": _combos,
    "macros": lambda entries, _text: zendesk.read(entries),
    "": lambda entries, _text: _bare(entries),
}
_VERSION = re.compile(r'"fileFormatVersion"\s*:\s*(\d{1,4})\b')
_NAME = re.compile(r'"(?:title|name|keyword)"\s*:\s*"([^"]+)"')


def not_known() -> str:
    """Why a file is left out that no reader knows."""
    return _(
        "It is no file of snippets that is known here: espanso, Beeftext, Quicktext, Zammad, "
        "Zendesk, a table (CSV) or our own."
    )


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
