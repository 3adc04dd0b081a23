"""A snippet as a file carries it, and what could not be read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.i18n import _
from app.rules.enums import FormOfAddress, Status
from app.rules.snippet_variants import ANY_LANGUAGE, Variant
from app.rules.snippet_words import LONGEST_ABBREVIATION, title_from

_EXPRESSION = re.compile(r"<<[^%#].*?>>", re.DOTALL)
LARGEST_FILE = 32 << 20
"""Bytes. A desk's whole correspondence in snippets is a tenth of this; more is not snippets."""
LONGEST_BODY = 32_000
"""Characters, as the snippet language allows."""


@dataclass(frozen=True, slots=True)
class ImportedActions:
    """What using the snippet does to its ticket: a category is named by its path."""

    status: Status | None = None
    tags: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    snooze: bool = False

    def __bool__(self) -> bool:
        return self != ImportedActions()


@dataclass(frozen=True, slots=True)
class ImportedAttachment:
    """A file that goes out with the snippet."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Imported:
    """One snippet, converted.

    ``name`` is what a report calls it. ``original`` is the body as its file holds it.
    ``warnings`` are sentences about what was not carried over. One that is not ``enabled`` was
    switched off in its program. ``is_template`` says that the wordings were templates of ours in
    the file already, so that they may hold mistakes.
    """

    name: str
    title: str
    abbreviation: str
    variants: tuple[Variant, ...]
    original: str
    folder: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    colour: int | None = None
    favourite: bool = False
    enabled: bool = True
    category: tuple[str, ...] = ()
    actions: ImportedActions = ImportedActions()
    attachments: tuple[ImportedAttachment, ...] = ()
    warnings: tuple[str, ...] = ()
    is_template: bool = False


@dataclass(frozen=True, slots=True)
class ImportedFact:
    """A short value for the whole desk, good through ``valid_until``; ``owner`` is an agent."""

    name: str
    value: str
    valid_until: date | None = None
    owner: str = ""


@dataclass(frozen=True, slots=True)
class ImportedFolder:
    """A folder, by the names from the outermost in; those of snippets need not be named."""

    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Skipped:
    """What was not read: a file or one entry of it, and the reason as people read it."""

    name: str
    reason: str


Read = Imported | ImportedFact | ImportedFolder | Skipped


def abbreviation_of(text: str) -> str:
    """``text`` as an abbreviation can be typed: one word of at most 40 characters."""
    return "-".join(text.split())[:LONGEST_ABBREVIATION]


def title_for(body: str, otherwise: str) -> str:
    """A title for a template without one: its first words, ``…`` for what is filled in."""
    return title_from(_EXPRESSION.sub("…", body)) or otherwise


def any_variant(body: str) -> tuple[Variant, ...]:
    """The one wording of programs that know neither languages nor forms of address."""
    return (Variant(ANY_LANGUAGE, FormOfAddress.UNKNOWN, body),)


def with_plain_breaks(text: str) -> str:
    """``text`` with ``\n`` for every line break."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def texts(value: object) -> Iterator[str]:
    """The texts of a list, or of one text with a line each."""
    if isinstance(value, str):
        yield from filter(None, (line.strip() for line in value.splitlines()))
    elif isinstance(value, list):
        yield from (each for each in value if isinstance(each, str))


def too_long() -> str:
    """Why a text beyond what the language allows is left out."""
    return _("Its text is longer than {count} characters, or has too many placeholders.").format(
        count=LONGEST_BODY
    )
