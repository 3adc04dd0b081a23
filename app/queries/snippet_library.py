"""All snippets at once: small entries for the palette, and wordings by abbreviation."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy.orm import Session

from app.queries.decoding import moment, rows
from app.queries.snippet_folders import paths
from app.rules.enums import FormOfAddress
from app.rules.snippet_variants import Variant, best_variant
from app.rules.snippet_words import abbreviation_key


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """What the palette searches; ``words`` are those of the wordings, folded."""

    id: int
    abbreviation: str
    title: str
    folder: str
    tags: tuple[str, ...]
    words: str
    favourite: bool
    colour: int | None
    use_count: int
    last_used_at: datetime | None


_CATALOGUE = """
SELECT id, abbreviation, title, folder_id, tags, words, favourite, colour, use_count, last_used_at
FROM snippet WHERE deleted_at IS NULL ORDER BY title_key, id
"""

_ABBREVIATIONS = """
SELECT abbreviation, title FROM snippet WHERE deleted_at IS NULL AND abbreviation <> ''
ORDER BY use_count DESC, title_key, id
"""

_WORDINGS = """
SELECT s.id, s.abbreviation, s.abbreviation_key, v.language, v.form, v.body
FROM snippet AS s JOIN snippet_variant AS v ON v.snippet_id = s.id
WHERE s.deleted_at IS NULL {more} ORDER BY s.id, v.id
"""

_NESTED = re.compile(r"\(\s*(?:\"([^\"\n]+)\"|'([^'\n]+)')")
_DEEPEST = 20


def catalogue(session: Session) -> tuple[CatalogueEntry, ...]:
    """Every living snippet by title; read once and kept by the palette until snippets change."""
    names = paths(session)
    return tuple(_entry(row, names) for row in rows(session, _CATALOGUE))


def abbreviations(session: Session) -> tuple[tuple[str, str], ...]:
    """Abbreviation and title of every living snippet that has one, the most used first."""
    return tuple((abbreviation, title) for abbreviation, title in rows(session, _ABBREVIATIONS))


def _entry(row: Any, names: Mapping[int, str]) -> CatalogueEntry:
    snippet_id, abbreviation, title, folder_id, tags, words, favourite, colour, uses, last = row
    return CatalogueEntry(
        id=snippet_id,
        abbreviation=abbreviation,
        title=title,
        folder=names.get(folder_id, ""),
        tags=_tags(tags),
        words=words,
        favourite=bool(favourite),
        colour=colour,
        use_count=uses,
        last_used_at=moment(last),
    )


@lru_cache(maxsize=1024)
def _tags(stored: str) -> tuple[str, ...]:
    return tuple(json.loads(stored))


@dataclass(frozen=True, slots=True)
class Library:
    """Wordings of snippets by folded abbreviation, or by id; ``desk_language`` stands in."""

    by_abbreviation: Mapping[str, int]
    wordings: Mapping[int, tuple[Variant, ...]]
    desk_language: str

    def variant(self, abbreviation: str, language: str, form: FormOfAddress) -> Variant | None:
        """The wording of the snippet that fits best (``rules.snippet_variants``); None if there is
        no such snippet."""
        snippet_id = self.by_abbreviation.get(abbreviation_key(abbreviation))
        return None if snippet_id is None else self.variant_of(snippet_id, language, form)

    def variant_of(self, snippet_id: int, language: str, form: FormOfAddress) -> Variant | None:
        """As ``variant``, by the snippet's id."""
        return best_variant(
            self.wordings.get(snippet_id, ()),
            language=language,
            form=form,
            desk_language=self.desk_language,
        )

    def nested(self, language: str, form: FormOfAddress) -> Callable[[str], str | None]:
        """What a template asks for the text of another snippet, by its abbreviation."""

        def body(abbreviation: str) -> str | None:
            found = self.variant(abbreviation, language, form)
            return found.body if found else None

        return body


def library(session: Session) -> Library:
    """The wordings of all living snippets."""
    return _library(session, rows(session, _WORDINGS.format(more="")))


def library_of(session: Session, *, ids: Iterable[int] = (), bodies: Iterable[str] = ()) -> Library:
    """The wordings of these snippets and of all that they, or ``bodies``, have within them."""
    wanted = [("s.id IN (SELECT value FROM json_each(?))", json.dumps(list(ids)))]
    found: dict[int, list[Any]] = {}
    asked: set[str] = set()
    texts = list(bodies)
    for _level in range(_DEEPEST):
        keys = {
            abbreviation_key(one or two) for text in texts for one, two in _NESTED.findall(text)
        }
        if new := keys - asked:
            wanted.append(
                ("s.abbreviation_key IN (SELECT value FROM json_each(?))", json.dumps(sorted(new)))
            )
        asked |= keys
        texts = []
        for condition, parameter in wanted:
            for row in rows(session, _WORDINGS.format(more=f"AND {condition}"), (parameter,)):
                if row[0] not in found or row not in found[row[0]]:
                    found.setdefault(row[0], []).append(row)
                    texts.append(row[5])
        wanted = []
        if not texts:
            break
    return _library(session, [row for several in found.values() for row in several])


def _library(session: Session, found: Iterable[Any]) -> Library:
    keys: dict[str, int] = {}
    wordings: dict[int, list[Variant]] = {}
    for snippet_id, _abbreviation, key, language, form, body in found:
        if key:
            keys[key] = snippet_id
        variant = Variant(language, FormOfAddress(form), body)
        wordings.setdefault(snippet_id, []).append(variant)
    desk = rows(session, "SELECT language FROM desk WHERE id = 1")
    return Library(
        by_abbreviation=keys,
        wordings={each: tuple(several) for each, several in wordings.items()},
        desk_language=desk[0][0] if desk else "",
    )
