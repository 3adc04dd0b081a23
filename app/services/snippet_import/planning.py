"""Reads files of snippets and says what importing them would do."""

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import Cancelled
from app.formats.snippets.imported import Imported, ImportedFact, ImportedFolder, Read, Skipped
from app.formats.snippets.nesting import endless, nested, renamed
from app.formats.snippets.reading import read
from app.i18n import _
from app.models.snippets import Snippet, SnippetVariant
from app.rules.snippet_words import LONGEST_ABBREVIATION, abbreviation_key
from app.services.desks import Desk
from app.services.garbage import collecting_new_objects_only
from app.services.snippet_import.plans import (
    Choice,
    Duplicate,
    ImportPlan,
    Likeness,
    PlannedSnippet,
)
from app.templating.snippets.language import check

_MOST = 100_000
"""Snippets in one import; a desk of 10,000 is large."""


def plan(
    desk: Desk,
    paths: Sequence[Path],
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ImportPlan:
    """What importing the files and folders would do; nothing is changed.

    ``progress`` hears bytes read and in all. Raises ``Cancelled`` if it does so or ``cancelled``
    says so.
    """

    def heard(done: int, total: int) -> None:
        if cancelled is not None and cancelled():
            raise Cancelled
        if progress is not None:
            progress(done, total)

    with collecting_new_objects_only():
        return planned(read(paths, progress=heard), desk.read(present_snippets))


@dataclass(frozen=True, slots=True)
class Present:
    """A snippet of the desk, as far as another can be like it."""

    id: int
    title: str
    abbreviation: str
    bodies: tuple[str, ...]


def present_snippets(session: Session) -> tuple[Present, ...]:
    """All living snippets of the desk."""
    bodies: dict[int, list[str]] = {}
    wordings = select(SnippetVariant.snippet_id, SnippetVariant.body).order_by(SnippetVariant.id)
    for snippet_id, body in session.execute(wordings):
        bodies.setdefault(snippet_id, []).append(body)
    living = select(Snippet.id, Snippet.title, Snippet.abbreviation)
    return tuple(
        Present(row.id, row.title, row.abbreviation, tuple(bodies.get(row.id, ())))
        for row in session.execute(living.where(Snippet.deleted_at.is_(None)))
    )


def planned(reads: Iterable[Read], present: Iterable[Present]) -> ImportPlan:
    """The plan for what was read, beside what the desk has."""
    snippets: list[Imported] = []
    skipped: list[Skipped] = []
    facts: list[ImportedFact] = []
    folders: list[ImportedFolder] = []
    for each in reads:
        match each:
            case Imported() if len(snippets) < _MOST:
                snippets.append(each)
            case Imported():
                skipped.append(Skipped(each.name, _("There are too many snippets at once.")))
            case ImportedFact():
                facts.append(each)
            case ImportedFolder():
                folders.append(each)
            case Skipped():
                skipped.append(each)
    known = _Known(present)
    items = [known.place(each) for each in _without_circles(snippets)]
    return ImportPlan(tuple(items), tuple(skipped), tuple(facts), tuple(folders))


def _without_circles(snippets: Sequence[Imported]) -> Iterable[Imported]:
    """The snippets, none of which names itself in the end."""
    bodies = {
        each.abbreviation: [variant.body for variant in each.variants]
        for each in snippets
        if each.abbreviation
    }
    if not any(nested(body) for several in bodies.values() for body in several):
        return snippets
    forbidden = endless(bodies)
    return [_without_circle(each, forbidden) for each in snippets] if forbidden else snippets


def _without_circle(snippet: Imported, forbidden: frozenset[tuple[str, str]]) -> Imported:
    own = abbreviation_key(snippet.abbreviation)

    def name(abbreviation: str) -> str | None:
        return None if (own, abbreviation_key(abbreviation)) in forbidden else abbreviation

    variants = tuple(replace(each, body=renamed(each.body, name)) for each in snippet.variants)
    if variants == snippet.variants:
        return snippet
    warning = _("It uses a snippet that uses this one again; that became a field.")
    return replace(snippet, variants=variants, warnings=(*snippet.warnings, warning))


class _Known:
    """What there is, in the desk and earlier in the files: by text and by abbreviation."""

    def __init__(self, present: Iterable[Present]) -> None:
        self._by_text: dict[str, list[Duplicate]] = {}
        self._by_key: dict[str, Duplicate] = {}
        self._places = 0
        for each in present:
            self._remember(each.title, each.abbreviation, each.bodies, snippet_id=each.id)

    def place(self, snippet: Imported) -> PlannedSnippet:
        """The next item of the plan."""
        bodies = tuple(variant.body for variant in snippet.variants)
        duplicate = self._like(snippet.abbreviation, bodies)
        free = self._free(snippet.abbreviation) if duplicate else snippet.abbreviation
        item = PlannedSnippet(
            snippet,
            _default_choice(snippet, duplicate),
            duplicate,
            free,
            _problems(snippet),
        )
        taken = free if item.choice is Choice.RENAME else snippet.abbreviation
        self._remember(snippet.title, taken, bodies, place=self._places)
        self._places += 1
        return item

    def _remember(
        self,
        title: str,
        abbreviation: str,
        bodies: Sequence[str],
        *,
        snippet_id: int | None = None,
        place: int | None = None,
    ) -> None:
        text = bodies[0] if bodies else ""
        known = Duplicate(Likeness.TEXT, title, abbreviation, text, snippet_id, place)
        for body in bodies:
            self._by_text.setdefault(_text_key(body), []).append(known)
        if key := abbreviation_key(abbreviation):
            self._by_key.setdefault(key, replace(known, likeness=Likeness.ABBREVIATION))

    def _like(self, abbreviation: str, bodies: Sequence[str]) -> Duplicate | None:
        """The one that says all that this one says, else the one with its abbreviation."""
        first, *others = (_text_key(body) for body in bodies)
        for each in self._by_text.get(first, ()):
            if all(each in self._by_text.get(key, ()) for key in others):
                return each
        return self._by_key.get(abbreviation_key(abbreviation)) if abbreviation else None

    def _free(self, abbreviation: str) -> str:
        return free_abbreviation(abbreviation, self._by_key)


def free_abbreviation(abbreviation: str, taken: Container[str]) -> str:
    """``abbreviation``, with a number behind it if its key is among those that are ``taken``."""
    found, number = abbreviation, 1
    while abbreviation and abbreviation_key(found) in taken:
        number += 1
        found = f"{abbreviation[: LONGEST_ABBREVIATION - len(str(number))]}{number}"
    return found


def _default_choice(snippet: Imported, duplicate: Duplicate | None) -> Choice:
    """Nothing that is there is overwritten unless somebody says so."""
    if not snippet.enabled:
        return Choice.SKIP
    if duplicate is None:
        return Choice.ADD
    return Choice.MERGE if duplicate.likeness is Likeness.TEXT else Choice.RENAME


def _text_key(body: str) -> str:
    return " ".join(body.split())


def _problems(snippet: Imported) -> tuple[str, ...]:
    """What is wrong with wordings that came as templates; converted ones are right by the way
    they are made."""
    if not snippet.is_template:
        return ()
    return tuple(
        _("Line {line}: {message}").format(line=problem.line, message=problem.message)
        for variant in snippet.variants
        if "<<" in variant.body
        for problem in check(variant.body)
        if problem.severe
    )
