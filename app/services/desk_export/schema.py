"""The JSON Schema of an export, made from the models; ``.ci/export-schema`` publishes it."""

import inspect
import json
from typing import Any

from sqlalchemy import Table

from app.formats.desk_export.layout import FORMAT, VERSION
from app.models import Base
from app.services.desk_export.columns import PortableColumn
from app.services.desk_export.tables import PortableTable, portable_tables

_NUMBERS = {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}}
_SHA256 = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_SIZE = {"type": "integer", "minimum": 0}


def schema() -> dict[str, Any]:
    """``$defs`` describe the manifest, a line of the contents, and a line of each table."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{FORMAT} {VERSION}",
        "description": (
            "Everything of a desk. manifest.json is a manifest; each line of contents.jsonl is a "
            "content; each line of tables/<name>.jsonl is a <name> under tables."
        ),
        "$defs": {
            "manifest": _manifest(),
            "content": _content(),
            "tables": {
                each.name: _table(each)
                for each in sorted(portable_tables(), key=lambda table: table.name)
            },
        },
    }


def written() -> str:
    """As ``schema.json`` holds it."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


def _manifest() -> dict[str, Any]:
    return _object(
        {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "program": {"type": "string"},
            "schema": {"type": "string", "description": "Revision of the tables."},
            "desk": {"type": "string", "description": "Name of the desk."},
            "exported_at": {"type": "string", "format": "date-time"},
            "counts": _NUMBERS,
            "tables": {**_NUMBERS, "description": "Rows of each table."},
            "keys": {**_NUMBERS, "description": "The last id that each table ever gave."},
            "files": {
                "type": "object",
                "description": "Every file but the manifest.",
                "additionalProperties": _object({"bytes": _SIZE, "sha256": _SHA256}),
            },
        }
    )


def _content() -> dict[str, Any]:
    described = _object(
        {
            "id": {"type": "integer"},
            "sha256": _SHA256,
            "size": _SIZE,
            "chunks": {
                "type": "array",
                "items": {"type": "integer"},
                "description": "Ids of the pieces of 1 MB that the desk keeps it in.",
            },
            "file": {"type": "string", "description": "The mailbox that it lies in, or a file."},
        }
    )
    described["description"] = (
        "The bytes of a raw mail or a file. In a mailbox they are the length bytes from offset on "
        "with one “>” taken from each line that begins with “>From ”, “>>From ” and so on, and "
        "then only the first size of them."
    )
    described["properties"] |= {"offset": _SIZE, "length": _SIZE}
    return described


def _table(table: PortableTable) -> dict[str, Any]:
    model = Base.metadata.tables[table.name]
    described = _object({each.name: _column(each, model) for each in table.columns})
    return {"description": _meaning(table.name), **described}


def _column(column: PortableColumn, table: Table) -> dict[str, Any]:
    described = dict(column.schema)
    if column.nullable and "type" in described:
        described["type"] = [described["type"], "null"]
    elif column.nullable and "enum" in described:
        described["enum"] = [*described["enum"], None]
    keys = [key.target_fullname for key in table.columns[column.name].foreign_keys]
    if keys:
        described["description"] = f"The {keys[0]} it belongs to."
    return described


def _meaning(table: str) -> str:
    """What the model says of itself."""
    for mapper in Base.registry.mappers:
        if isinstance(mapper.local_table, Table) and mapper.local_table.name == table:
            return inspect.cleandoc(mapper.class_.__doc__ or "")
    return ""


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
