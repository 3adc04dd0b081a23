"""The manifest of an export: what made it when, how much is in it, and the sum of every file."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.errors import UserError
from app.formats.desk_export.layout import FORMAT, VERSION
from app.i18n import _

LONGEST = 512 << 20
"""Bytes of a manifest; one of a million files has half as many."""
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class FileSum:
    """Size in bytes and SHA-256 of a file."""

    size: int
    sha256: bytes


@dataclass(frozen=True, slots=True)
class Manifest:
    """``schema`` is the revision of the tables, ``counts`` what a person counts, ``tables`` rows
    by table, ``keys`` the last key that each table gave, ``files`` all files but the manifest."""

    program: str
    schema: str
    desk: str
    exported_at: datetime
    counts: Mapping[str, int]
    tables: Mapping[str, int]
    keys: Mapping[str, int]
    files: Mapping[str, FileSum]


def written(manifest: Manifest) -> bytes:
    """As ``manifest.json`` holds it."""
    content = {
        "format": FORMAT,
        "version": VERSION,
        "program": manifest.program,
        "schema": manifest.schema,
        "desk": manifest.desk,
        "exported_at": manifest.exported_at.isoformat(),
        "counts": dict(manifest.counts),
        "tables": dict(manifest.tables),
        "keys": dict(manifest.keys),
        "files": {
            name: {"bytes": each.size, "sha256": each.sha256.hex()}
            for name, each in manifest.files.items()
        },
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"


def is_manifest(content: bytes) -> bool:
    """Whether the beginning of a file reads like that of a manifest."""
    return re.match(rb'\s*\{\s*"format"\s*:\s*"' + FORMAT.encode() + b'"', content) is not None


def read(content: bytes) -> Manifest:
    """What ``written`` wrote; ``UserError`` if it is none, or of a later version of the format."""
    try:
        found = json.loads(content)
        known = found["format"] == FORMAT
        version = found["version"]
        if known and isinstance(version, int) and version > VERSION:
            raise newer()
        if known and version == VERSION:
            return _manifest(found)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _unreadable() from error
    raise _unreadable()


def newer() -> UserError:
    """What is said of an export that this program is too old for."""
    return UserError(
        _("This export was made by a newer Tresen. Update this program to take it over.")
    )


def _unreadable() -> UserError:
    return UserError(
        _("The manifest of the export is damaged. Make the export anew, or take another one.")
    )


def _manifest(found: dict[str, Any]) -> Manifest:
    return Manifest(
        program=str(found["program"]),
        schema=str(found["schema"]),
        desk=str(found["desk"]),
        exported_at=datetime.fromisoformat(found["exported_at"]),
        counts=_numbers(found["counts"]),
        tables=_numbers(found["tables"]),
        keys=_numbers(found["keys"]),
        files={str(name): _sum(each) for name, each in found["files"].items()},
    )


def _numbers(found: Mapping[str, Any]) -> dict[str, int]:
    return {str(name): _number(each) for name, each in found.items()}


def _number(found: Any) -> int:
    if type(found) is not int or not 0 <= found < 1 << 63:
        raise ValueError(found)
    return found


def _sum(found: Mapping[str, Any]) -> FileSum:
    digest = found["sha256"]
    if not _SHA256.fullmatch(digest):
        raise ValueError(digest)
    return FileSum(_number(found["bytes"]), bytes.fromhex(digest))
