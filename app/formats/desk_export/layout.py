"""What lies where in an export, and which names of files can be part of one."""

import re

FORMAT = "tresen-desk"
VERSION = 1

MANIFEST = "manifest.json"
SCHEMA = "schema.json"
CONTENTS = "contents.jsonl"
ATTACHMENT_INDEX = "attachments/index.csv"

_OURS = re.compile(
    r"contents\.jsonl|schema\.json|README\.txt|attachments/index\.csv"
    r"|tables/[a-z][a-z0-9_]{0,60}\.jsonl|csv/[a-z][a-z_]{0,40}\.csv|mail/[a-z]{1,20}\.mbox"
    r"|attachments/[0-9a-f]{2}/[0-9a-f]{64}"
)
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
_LITTER = frozenset({".ds_store", "thumbs.db", "desktop.ini"})


def table_file(table: str) -> str:
    """Where the rows of a table lie, one JSON object in each line."""
    return f"tables/{table}.jsonl"


def attachment_file(sha256: str) -> str:
    """Where a decoded file lies, by its SHA-256 in hex; nothing of its own name is in it."""
    return f"attachments/{sha256[:2]}/{sha256}"


def is_ours(name: str) -> bool:
    """Whether an export can have a file of that name, besides its manifest."""
    return _OURS.fullmatch(name) is not None


def is_harmful(name: str) -> bool:
    """Whether a name leads out of the export, or to a device."""
    parts = name.split("/")
    return (
        "\\" in name
        or ":" in name
        or any(ord(each) < 32 for each in name)
        or any(part in ("", ".", "..") or _DEVICE.fullmatch(part.strip()) for part in parts)
    )


def is_litter(name: str) -> bool:
    """Whether the system put the file there, to show the folder."""
    return name.rpartition("/")[2].casefold() in _LITTER


def shown(name: str, longest: int = 80) -> str:
    """A foreign name as it can stand in a sentence: short, and nothing in it steers the text."""
    return "".join(each if each.isprintable() else "\ufffd" for each in name[:longest])
