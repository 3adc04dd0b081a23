"""A snippet's row with its wordings, written and checked; each other content is a version."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.snippets import (
    Snippet,
    SnippetAttachment,
    SnippetFolder,
    SnippetVariant,
    SnippetVersion,
)
from app.rules.enums import FormOfAddress
from app.rules.names import folded
from app.rules.snippet_actions import (
    NO_ACTIONS,
    SnippetActions,
    actions_as_json,
    actions_from_json,
)
from app.rules.snippet_variants import Variant, in_reading_order
from app.rules.snippet_words import (
    LONGEST_ABBREVIATION,
    abbreviation_key,
    searched_words,
    title_from,
)
from app.services import loading

_FILE = ("name", "content_type", "size", "sha256", "blob_id")
"""What a version tells of a file, in this order."""


@dataclass(frozen=True, slots=True)
class SnippetFields:
    """Everything that is written about a snippet; an empty title is taken from the text."""

    title: str = ""
    abbreviation: str = ""
    variants: tuple[Variant, ...] = ()
    folder_id: int | None = None
    category_id: int | None = None
    tags: tuple[str, ...] = ()
    colour: int | None = None
    favourite: bool = False
    actions: SnippetActions = NO_ACTIONS


def living(session: Session, snippet_id: int) -> Snippet:
    """The snippet to work on; ``UserError`` if it was deleted."""
    found = session.get(Snippet, snippet_id)
    if found is None or found.deleted_at is not None:
        raise UserError(_("This snippet was deleted already."))
    return found


def fields_of(snippet: Snippet) -> SnippetFields:
    """What is written about the snippet now."""
    return SnippetFields(
        title=snippet.title,
        abbreviation=snippet.abbreviation,
        variants=tuple(Variant(v.language, v.form, v.body) for v in snippet.variants),
        folder_id=snippet.folder_id,
        category_id=snippet.category_id,
        tags=tuple(snippet.tags),
        colour=snippet.colour,
        favourite=snippet.favourite,
        actions=actions_from_json(snippet.actions),
    )


def content_of(snippet: Snippet) -> dict[str, Any]:
    """What a version is made of: title, abbreviation, wordings, actions, files."""
    return content_json(fields_of(snippet)) | {"files": _files_json(snippet.attachments)}


def content_json(fields: SnippetFields) -> dict[str, Any]:
    """The content of a version as a plain value, its files aside."""
    return {
        "title": fields.title,
        "abbreviation": fields.abbreviation,
        "variants": [
            [each.language, each.form.value, each.body]
            for each in in_reading_order(fields.variants)
        ],
        "actions": actions_as_json(fields.actions),
    }


def variants_from_json(content: dict[str, Any]) -> tuple[Variant, ...]:
    """The wordings of a version."""
    return tuple(
        Variant(language, FormOfAddress(form), body) for language, form, body in content["variants"]
    )


def files_from_json(content: dict[str, Any]) -> list[SnippetAttachment]:
    """The files of a version, as rows of their own."""
    return [SnippetAttachment(**dict(zip(_FILE, each, strict=True))) for each in content["files"]]


def _files_json(files: Iterable[SnippetAttachment]) -> list[list[Any]]:
    return [[getattr(each, name) for name in _FILE] for each in files]


def new_row(
    session: Session, fields: SnippetFields, *, agent_id: int | None, now: datetime
) -> Snippet:
    """A new snippet of checked fields, added to the session and not flushed."""
    snippet = Snippet(
        created_at=now, changed_at=now, changed_by_id=agent_id, variants=[], attachments=[]
    )
    write(snippet, fields)
    session.add(snippet)
    return snippet


def rewrite(
    session: Session,
    snippet: Snippet,
    fields: SnippetFields,
    *,
    agent_id: int | None,
    now: datetime,
) -> None:
    """Make a snippet what checked fields say; another content puts the present one aside."""
    if content_json(fields) != content_json(fields_of(snippet)):
        put_aside(session, snippet, agent_id=agent_id, now=now)
    write(snippet, fields)


def put_aside(session: Session, snippet: Snippet, *, agent_id: int | None, now: datetime) -> None:
    """Keep the present content as a version: what is written next is another one."""
    session.add(
        SnippetVersion(
            snippet_id=snippet.id,
            number=snippet.version,
            at=snippet.changed_at,
            agent_id=snippet.changed_by_id,
            content=content_of(snippet),
        )
    )
    snippet.version += 1
    snippet.changed_at = now
    snippet.changed_by_id = agent_id


def checked(session: Session, fields: SnippetFields) -> SnippetFields:
    """The fields trimmed; ``UserError`` where one does not do."""
    if fields.folder_id is not None and session.get(SnippetFolder, fields.folder_id) is None:
        raise UserError(_("This folder was removed already."))
    for category_id in {fields.category_id, fields.actions.category_id} - {None}:
        loading.category(session, category_id or 0)
    return trimmed(fields)


def trimmed(fields: SnippetFields) -> SnippetFields:
    """As ``checked``, without looking whether there are such a folder and category."""
    variants = checked_variants(fields.variants)
    title = " ".join(fields.title.split()) or title_from(variants[0].body)
    if not title:
        raise UserError(_("A snippet needs a title."))
    return SnippetFields(
        title=title,
        abbreviation=checked_abbreviation(fields.abbreviation),
        variants=variants,
        folder_id=fields.folder_id,
        category_id=fields.category_id,
        tags=checked_tags(fields.tags),
        colour=fields.colour,
        favourite=fields.favourite,
        actions=fields.actions,
    )


def checked_variants(variants: Iterable[Variant]) -> tuple[Variant, ...]:
    """The wordings that say something; ``UserError`` if none does, or two are for the same."""
    kept: dict[tuple[str, FormOfAddress], Variant] = {}
    for each in variants:
        if not each.body.strip():
            continue
        if (each.language, each.form) in kept:
            raise UserError(_("There are two texts for the same language and form of address."))
        kept[each.language, each.form] = each
    if not kept:
        raise UserError(_("A snippet needs a text."))
    return tuple(in_reading_order(kept.values()))


def checked_abbreviation(abbreviation: str) -> str:
    """The abbreviation trimmed, maybe empty; ``UserError`` if it has spaces or is too long."""
    written = abbreviation.strip()
    if len(written.split()) > 1:
        raise UserError(_("An abbreviation is one word without spaces."))
    if len(written) > LONGEST_ABBREVIATION:
        raise UserError(
            _("An abbreviation has at most {count} characters.").format(count=LONGEST_ABBREVIATION)
        )
    return written


def free_abbreviation(session: Session, abbreviation: str, *, but: int | None) -> None:
    """``UserError``, naming the other, if a living snippet has the abbreviation."""
    key = abbreviation_key(abbreviation)
    if not key:
        return
    taken = select(Snippet.id, Snippet.title).where(
        Snippet.abbreviation_key == key, Snippet.deleted_at.is_(None)
    )
    for other_id, title in session.execute(taken):
        if other_id != but:
            raise taken_by(abbreviation, title)


def taken_by(abbreviation: str, title: str) -> UserError:
    """The refusal of an abbreviation that another snippet has."""
    return UserError(
        _("“{abbreviation}” is the abbreviation of “{title}” already.").format(
            abbreviation=abbreviation, title=title
        )
    )


def checked_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """The tags trimmed, each once whatever its case, in order of the alphabet."""
    kept: dict[str, str] = {}
    for each in tags:
        word = " ".join(each.split()).lstrip("#").strip(" ,")
        if key := folded(word):
            kept.setdefault(key, word)
    return tuple(kept[key] for key in sorted(kept))


def written_columns(fields: SnippetFields) -> dict[str, Any]:
    """What trimmed fields are in the columns of a snippet; the wordings have a table of theirs."""
    return {
        "title": fields.title,
        "title_key": folded(fields.title),
        "abbreviation": fields.abbreviation,
        "abbreviation_key": abbreviation_key(fields.abbreviation),
        "folder_id": fields.folder_id,
        "category_id": fields.category_id,
        "tags": list(fields.tags),
        "colour": fields.colour,
        "favourite": fields.favourite,
        "actions": actions_as_json(fields.actions),
        "words": searched_words([fields.title, *fields.tags, *(v.body for v in fields.variants)]),
    }


def write(snippet: Snippet, fields: SnippetFields) -> None:
    """Write checked fields without asking for a version."""
    for name, value in written_columns(fields).items():
        setattr(snippet, name, value)
    _write_variants(snippet, fields.variants)


def _write_variants(snippet: Snippet, variants: Sequence[Variant]) -> None:
    wanted = {(each.language, each.form): each.body for each in variants}
    present = {(each.language, each.form): each for each in snippet.variants}
    for key in present.keys() - wanted.keys():
        snippet.variants.remove(present[key])
    for key, body in wanted.items():
        if key in present:
            present[key].body = body
        else:
            language, form = key
            snippet.variants.append(SnippetVariant(language=language, form=form, body=body))
