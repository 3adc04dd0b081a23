"""What can be done to snippets themselves; files, folders, facts and uses have own modules."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from enum import Enum, auto
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.snippets import Snippet, SnippetFolder, SnippetVersion
from app.rules.snippet_actions import NO_ACTIONS, SnippetActions, actions_from_json
from app.rules.snippet_variants import Variant
from app.rules.snippet_words import abbreviation_key
from app.services import loading
from app.services.snippet_files import take_files
from app.services.snippet_rows import (
    SnippetFields,
    checked,
    checked_tags,
    content_of,
    fields_of,
    files_from_json,
    free_abbreviation,
    living,
    new_row,
    put_aside,
    rewrite,
    taken_by,
    variants_from_json,
    write,
)


class Keep(Enum):
    """The default of what may also be set to nothing."""

    KEEP = auto()


KEEP: Final = Keep.KEEP


def create(
    session: Session,
    *,
    title: str,
    abbreviation: str,
    variants: Sequence[Variant],
    folder_id: int | None = None,
    category_id: int | None = None,
    tags: Iterable[str] = (),
    colour: int | None = None,
    favourite: bool = False,
    actions: SnippetActions = NO_ACTIONS,
    agent_id: int | None,
    now: datetime,
) -> int:
    """A new snippet; its id. Without a title it is called by its first words.

    ``UserError`` without a text, with an abbreviation that has spaces or is taken (the other is
    named), or with two texts for one language and form.
    """
    fields = SnippetFields(
        title=title,
        abbreviation=abbreviation,
        variants=tuple(variants),
        folder_id=folder_id,
        category_id=category_id,
        tags=tuple(tags),
        colour=colour,
        favourite=favourite,
        actions=actions,
    )
    fields = checked(session, fields)
    free_abbreviation(session, fields.abbreviation, but=None)
    snippet = new_row(session, fields, agent_id=agent_id, now=now)
    session.flush()
    return snippet.id


def create_many(
    session: Session, several: Iterable[SnippetFields], *, agent_id: int | None, now: datetime
) -> list[int]:
    """Many new snippets in one step, as an import brings them; their ids. ``UserError`` as for
    ``create``, and nothing is made."""
    living_ones = select(Snippet.abbreviation_key, Snippet.title).where(
        Snippet.deleted_at.is_(None), Snippet.abbreviation_key != ""
    )
    taken: dict[str, str] = {row[0]: row[1] for row in session.execute(living_ones)}
    made: list[Snippet] = []
    with session.no_autoflush:
        for given in several:
            fields = checked(session, given)
            if key := abbreviation_key(fields.abbreviation):
                if key in taken:
                    raise taken_by(fields.abbreviation, taken[key])
                taken[key] = fields.title
            made.append(new_row(session, fields, agent_id=agent_id, now=now))
    session.flush()
    return [each.id for each in made]


def change(
    session: Session,
    snippet_id: int,
    *,
    title: str | None = None,
    abbreviation: str | None = None,
    variants: Sequence[Variant] | None = None,
    folder_id: int | Keep | None = KEEP,
    category_id: int | Keep | None = KEEP,
    tags: Iterable[str] | None = None,
    colour: int | Keep | None = KEEP,
    favourite: bool | None = None,
    actions: SnippetActions | None = None,
    agent_id: int | None,
    now: datetime,
) -> None:
    """Change what is given. Another title, abbreviation, text or action is another version;
    ``UserError`` as for ``create``."""
    snippet = living(session, snippet_id)
    fields = fields_of(snippet)
    fields = replace(
        fields,
        title=fields.title if title is None else title,
        abbreviation=fields.abbreviation if abbreviation is None else abbreviation,
        variants=fields.variants if variants is None else tuple(variants),
        folder_id=fields.folder_id if folder_id is KEEP else folder_id,
        category_id=fields.category_id if category_id is KEEP else category_id,
        tags=fields.tags if tags is None else tuple(tags),
        colour=fields.colour if colour is KEEP else colour,
        favourite=fields.favourite if favourite is None else favourite,
        actions=fields.actions if actions is None else actions,
    )
    _rewrite(session, snippet, fields, agent_id=agent_id, now=now)


def restore_version(
    session: Session, snippet_id: int, number: int, *, agent_id: int | None, now: datetime
) -> None:
    """Make an earlier content with its files the present one, as a version of its own.

    ``UserError`` if there is no such version, or its abbreviation is another's by now.
    """
    snippet = living(session, snippet_id)
    version = session.scalar(
        select(SnippetVersion).where(
            SnippetVersion.snippet_id == snippet_id, SnippetVersion.number == number
        )
    )
    if version is None:
        raise UserError(_("There is no version {number}.").format(number=number))
    fields = replace(
        fields_of(snippet),
        title=version.content["title"],
        abbreviation=version.content["abbreviation"],
        variants=variants_from_json(version.content),
        actions=actions_from_json(version.content["actions"]),
    )
    fields = checked(session, fields)
    free_abbreviation(session, fields.abbreviation, but=snippet.id)
    if content_of(snippet) != version.content:
        put_aside(session, snippet, agent_id=agent_id, now=now)
        write(snippet, fields)
        take_files(snippet, files_from_json(version.content))


def set_favourite(session: Session, ids: Sequence[int], on: bool, *, now: datetime) -> None:
    """Show snippets first in the palette, or no longer."""
    for each in _several(session, ids):
        each.favourite = on


def set_colour(session: Session, ids: Sequence[int], colour: int | None, *, now: datetime) -> None:
    """Give snippets one of the twelve colours, or none."""
    for each in _several(session, ids):
        each.colour = colour


def move(session: Session, ids: Sequence[int], folder_id: int | None, *, now: datetime) -> None:
    """Put snippets into a folder, or out of all with None."""
    if folder_id is not None and session.get(SnippetFolder, folder_id) is None:
        raise UserError(_("This folder was removed already."))
    for each in _several(session, ids):
        each.folder_id = folder_id


def add_tags(session: Session, ids: Sequence[int], tags: Iterable[str], *, now: datetime) -> None:
    """Put tags on snippets."""
    added = list(tags)
    for each in _several(session, ids):
        each.tags = list(checked_tags([*each.tags, *added]))


def set_category(
    session: Session, ids: Sequence[int], category_id: int | None, *, now: datetime
) -> None:
    """Say for which category's tickets snippets are meant: they are suggested there."""
    if category_id is not None:
        loading.category(session, category_id)
    for each in _several(session, ids):
        each.category_id = category_id


def delete(session: Session, ids: Sequence[int], *, now: datetime) -> None:
    """Delete snippets; what was sent with them stays known, and their abbreviations are free."""
    for each in _several(session, ids):
        each.deleted_at = now


def restore(session: Session, ids: Sequence[int], *, now: datetime) -> None:
    """Bring deleted snippets back; ``UserError`` if an abbreviation is another's by now."""
    for some in loading.in_parts(ids):
        for each in session.scalars(select(Snippet).where(Snippet.id.in_(some))):
            if each.deleted_at is not None:
                free_abbreviation(session, each.abbreviation, but=each.id)
                each.deleted_at = None
                session.flush()


def _rewrite(
    session: Session,
    snippet: Snippet,
    fields: SnippetFields,
    *,
    agent_id: int | None,
    now: datetime,
) -> None:
    fields = checked(session, fields)
    free_abbreviation(session, fields.abbreviation, but=snippet.id)
    rewrite(session, snippet, fields, agent_id=agent_id, now=now)


def _several(session: Session, ids: Sequence[int]) -> list[Snippet]:
    found: list[Snippet] = []
    for some in loading.in_parts(dict.fromkeys(ids)):
        query = select(Snippet).where(Snippet.id.in_(some), Snippet.deleted_at.is_(None))
        found += session.scalars(query)
    if not found:
        raise UserError(_("This snippet was deleted already."))
    return found


__all__ = [
    "KEEP",
    "NO_ACTIONS",
    "SnippetActions",
    "SnippetFields",
    "Variant",
    "add_tags",
    "change",
    "create",
    "create_many",
    "delete",
    "move",
    "restore",
    "restore_version",
    "set_category",
    "set_colour",
    "set_favourite",
]
