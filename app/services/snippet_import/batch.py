"""One batch of an import: some snippets written in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import UserError
from app.formats.snippets.imported import Imported, ImportedFact, ImportedFolder
from app.i18n import _
from app.models.desk import Agent
from app.models.imports import ImportRun
from app.models.snippets import Fact, Snippet
from app.models.tickets import Category
from app.rules.names import folded
from app.rules.snippet_actions import SnippetActions
from app.rules.snippet_words import abbreviation_key
from app.services.categories import add_category
from app.services.facts import set_fact
from app.services.messages import NewFile
from app.services.snippet_files import bring_along
from app.services.snippet_folders import folder_called
from app.services.snippet_import.naming import Entry
from app.services.snippet_import.new_rows import insert_snippets
from app.services.snippet_import.plans import Named
from app.services.snippet_rows import (
    SnippetFields,
    checked,
    fields_of,
    living,
    rewrite,
    trimmed,
)
from app.storage.changes import bulk, unrecorded
from app.templating.snippets.fields import field_name

_LONGEST_FOLDER = 80
_DEEPEST_FOLDER = 6


@dataclass(slots=True)
class Written:
    """What was written so far. ``ids`` are those of new snippets, by their place in the plan."""

    added: int = 0
    merged: int = 0
    refused: list[Named] = field(default_factory=list)
    warnings: list[Named] = field(default_factory=list)
    ids: dict[int, int] = field(default_factory=dict)

    def add(self, other: "Written") -> None:
        """Count what another batch wrote."""
        self.added += other.added
        self.merged += other.merged
        self.refused += other.refused
        self.warnings += other.warnings
        self.ids |= other.ids


@unrecorded
def begin(session: Session, *, now: datetime) -> int:
    """The number under which the batches are one step."""
    run = ImportRun(source="", started_at=now, counts={})
    session.add(run)
    session.flush()
    return run.id


@unrecorded
def finish(session: Session, run_id: int, *, now: datetime) -> None:
    """Close the run."""
    run = session.get_one(ImportRun, run_id)
    run.finished_at = run.finished_at or now


@bulk
def add_facts(
    session: Session,
    run_id: int,
    facts: Sequence[ImportedFact],
    folders: Sequence[ImportedFolder],
    *,
    now: datetime,
) -> Written:
    """Facts that the desk has not, and folders; a fact that it has otherwise stays as it is."""
    _continue(session, run_id)
    written = Written()
    agents = {agent.name: agent.id for agent in session.scalars(select(Agent))}
    for fact in facts:
        known = session.scalar(select(Fact).where(Fact.name_key == field_name(fact.name)))
        if known is not None:
            if known.value != fact.value:
                reason = _("The fact is another here and stays: {value}").format(value=known.value)
                written.warnings.append(Named(fact.name, reason))
            continue
        try:
            owner = agents.get(fact.owner)
            until = fact.valid_until
            set_fact(session, fact.name, fact.value, owner_id=owner, valid_until=until, now=now)
        except UserError as error:
            written.refused.append(Named(fact.name, str(error)))
    for folder in folders:
        folder_called(session, _folder_names(folder.path), now=now)
    return written


@bulk
def write(
    session: Session,
    run_id: int,
    entries: Sequence[Entry],
    ids: Mapping[int, int],
    *,
    agent_id: int | None,
    now: datetime,
) -> Written:
    """New snippets and those that are merged; one that cannot be is refused with its reason.

    ``ids`` are those of earlier batches, by the place in the plan.
    """
    _continue(session, run_id)
    return write_entries(session, entries, ids, agent_id=agent_id, now=now)


def write_entries(
    session: Session,
    entries: Sequence[Entry],
    ids: Mapping[int, int],
    *,
    new_categories: bool = True,
    agent_id: int | None,
    now: datetime,
) -> Written:
    """As ``write``, within an operation of any kind. Categories that the desk has not are made,
    or left out without ``new_categories``."""
    batch = _Batch(session, entries, ids, agent_id=agent_id, now=now)
    batch.new_categories = new_categories
    for entry in entries:
        try:
            batch.write(entry)
        except UserError as error:
            batch.refuse(entry, str(error))
    return batch.finish()


def _continue(session: Session, run_id: int) -> None:
    """Go on with a run; ``UserError`` if it was taken back meanwhile."""
    if session.get_one(ImportRun, run_id).finished_at is not None:
        raise UserError(_("The import was undone while it ran, so it stopped."))
    session.info["recorder"].import_id = run_id


class _Batch:
    def __init__(
        self,
        session: Session,
        entries: Sequence[Entry],
        ids: Mapping[int, int],
        *,
        agent_id: int | None,
        now: datetime,
    ) -> None:
        self.written = Written()
        self.new_categories = True
        self._session = session
        self._ids = ids
        self._agent_id = agent_id
        self._now = now
        self._new: list[tuple[Entry, SnippetFields]] = []
        self._mergers: list[Entry] = []
        self._folders: dict[tuple[str, ...], int | None] = {}
        self._categories: dict[tuple[str, ...], int | None] = {}
        keys = {abbreviation_key(each.abbreviation) for each in entries}
        query = select(Snippet.abbreviation_key).where(
            Snippet.abbreviation_key.in_(keys - {""}), Snippet.deleted_at.is_(None)
        )
        self._taken = set(session.scalars(query))

    def write(self, entry: Entry) -> None:
        """Take in one entry; what is merged comes after all new ones, which it may be like."""
        if entry.merges:
            self._mergers.append(entry)
        else:
            self._add(entry)

    def finish(self) -> Written:
        """Write what was taken in; what was done."""
        self._session.flush()
        several = [fields for _entry, fields in self._new]
        ids = insert_snippets(self._session, several, agent_id=self._agent_id, now=self._now)
        for (entry, _fields), snippet_id in zip(self._new, ids, strict=True):
            self.written.ids[entry.place] = snippet_id
            if attachments := entry.item.snippet.attachments:
                files = [NewFile(f.name, f.content_type, f.content) for f in attachments]
                bring_along(self._session, snippet_id, files, now=self._now)
        self.written.added = len(ids)
        for entry in self._mergers:
            try:
                self._merge(entry)
                self.written.merged += 1
            except UserError as error:
                self.refuse(entry, str(error))
        return self.written

    def refuse(self, entry: Entry, reason: str) -> None:
        """Leave an entry out."""
        self.written.refused.append(Named(entry.item.snippet.name, reason))

    def _add(self, entry: Entry) -> None:
        source = entry.item.snippet
        key = abbreviation_key(entry.abbreviation)
        if key in self._taken:
            reason = _("Its abbreviation “{abbreviation}” was given away meanwhile; it has none.")
            self.written.warnings.append(
                Named(source.name, reason.format(abbreviation=entry.abbreviation))
            )
        fields = SnippetFields(
            title=source.title,
            abbreviation="" if key in self._taken else entry.abbreviation,
            variants=entry.variants,
            folder_id=self._folder(source.folder),
            category_id=self._category(source.category),
            tags=source.tags,
            colour=source.colour,
            favourite=source.favourite,
            actions=self._actions(source),
        )
        self._new.append((entry, trimmed(fields)))
        self._taken |= {key} - {""}

    def _merge(self, entry: Entry) -> None:
        """Add what the other one lacks; a wording for the same takes the place of the present."""
        source = entry.item.snippet
        there = self._there(entry)
        fields = fields_of(there)
        wordings = {(each.language, each.form): each for each in fields.variants}
        if not entry.same_text:
            wordings |= {(each.language, each.form): each for each in entry.variants}
        words = [*fields.tags, *source.tags]
        own = source.abbreviation
        abbreviation = fields.abbreviation or entry.abbreviation
        if own and abbreviation_key(own) != abbreviation_key(abbreviation):
            words.append(own)
        fields = SnippetFields(
            title=fields.title,
            abbreviation=abbreviation,
            variants=tuple(wordings.values()),
            folder_id=fields.folder_id or self._folder(source.folder),
            category_id=fields.category_id or self._category(source.category),
            tags=tuple(words),
            colour=fields.colour if fields.colour is not None else source.colour,
            favourite=fields.favourite or source.favourite,
            actions=fields.actions or self._actions(source),
        )
        rewrite(
            self._session,
            there,
            checked(self._session, fields),
            agent_id=self._agent_id,
            now=self._now,
        )

    def _there(self, entry: Entry) -> Snippet:
        if entry.snippet_id is not None:
            return living(self._session, entry.snippet_id)
        assert entry.into is not None
        snippet_id = self.written.ids.get(entry.into) or self._ids.get(entry.into)
        if snippet_id is None:
            raise UserError(_("What it is like could not be imported."))
        return living(self._session, snippet_id)

    def _actions(self, source: Imported) -> SnippetActions:
        return SnippetActions(
            status=source.actions.status,
            tags=source.actions.tags,
            category_id=self._category(source.actions.category),
            snooze=source.actions.snooze,
        )

    def _folder(self, path: tuple[str, ...]) -> int | None:
        if path not in self._folders:
            names = _folder_names(path)
            self._folders[path] = folder_called(self._session, names, now=self._now)
        return self._folders[path]

    def _category(self, path: tuple[str, ...]) -> int | None:
        """The category at a path of one or two names, made where it is missing."""
        if path in self._categories:
            return self._categories[path]
        found: int | None = None
        for name in path[:2]:
            same = select(Category.id).where(
                Category.parent_id.is_not_distinct_from(found), Category.name_key == folded(name)
            )
            known = self._session.scalar(same)
            if known is None and not self.new_categories:
                found = None
                break
            found = known or add_category(self._session, name, parent_id=found, now=self._now)
        self._categories[path] = found
        return found


def _folder_names(path: Sequence[str]) -> list[str]:
    """The names of a path as folders can be called."""
    cut = [" ".join(name.split())[:_LONGEST_FOLDER].strip() for name in path[:_DEEPEST_FOLDER]]
    return [name for name in cut if name]
