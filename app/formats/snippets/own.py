"""Our own file of snippets: JSON that holds all there is to them, so that nothing is lost."""

import base64
import binascii
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.formats.snippets.imported import (
    LONGEST_BODY,
    Imported,
    ImportedActions,
    ImportedAttachment,
    ImportedFact,
    ImportedFolder,
    Read,
    Skipped,
    abbreviation_of,
    title_for,
    too_long,
    with_plain_breaks,
)
from app.formats.snippets.json_text import listed, truth, word
from app.i18n import _
from app.rules.enums import FormOfAddress, Status
from app.rules.snippet_variants import Variant

_FORMAT = "tresen-snippets"
_NEWEST = 1
_COLOURS = range(12)


@dataclass(frozen=True, slots=True)
class OwnFile:
    """All that a file holds."""

    snippets: tuple[Imported, ...] = ()
    facts: tuple[ImportedFact, ...] = ()
    folders: tuple[tuple[str, ...], ...] = ()


def written(content: OwnFile) -> str:
    """The file of these snippets, the same text for the same content."""
    values = {
        "format": _FORMAT,
        "version": _NEWEST,
        "folders": [list(path) for path in content.folders],
        "facts": [_fact_values(fact) for fact in content.facts],
        "snippets": [_values(snippet) for snippet in content.snippets],
    }
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def recognised(values: object) -> bool:
    """Whether these are ours."""
    return isinstance(values, dict) and values.get("format") == _FORMAT


def read(values: Mapping[str, Any], snippets: Iterable[Any] | None = None) -> Iterator[Read]:
    """What a file holds; ``snippets`` in place of its own where the file is damaged."""
    version = values.get("version", _NEWEST)
    if not isinstance(version, int) or version > _NEWEST:
        reason = _("A newer version of this program wrote it.")
        yield Skipped("Tresen", reason)
        return
    for path in values.get("folders") or ():
        if names := _texts(path):
            yield ImportedFolder(names)
    for fact in listed(dict(values), "facts"):
        yield _fact(fact)
    found = values.get("snippets") if snippets is None else snippets
    for place, each in enumerate(found if isinstance(found, Iterable) else (), 1):
        if isinstance(each, dict):
            yield _snippet(each, place)
        else:
            yield Skipped(f"#{place}", _("It is no snippet."))


def _values(snippet: Imported) -> dict[str, Any]:
    values: dict[str, Any] = {
        "title": snippet.title,
        "abbreviation": snippet.abbreviation,
        "folder": list(snippet.folder),
        "tags": list(snippet.tags),
        "colour": snippet.colour,
        "favourite": snippet.favourite,
        "category": list(snippet.category),
        "actions": _action_values(snippet.actions),
        "variants": [
            _kept(language=each.language, form=_form_word(each.form)) | {"body": each.body}
            for each in snippet.variants
        ],
        "attachments": [
            {
                "name": file.name,
                "type": file.content_type,
                "content": base64.b64encode(file.content).decode("ascii"),
            }
            for file in snippet.attachments
        ],
    }
    return {"title": values.pop("title")} | _kept(**values)


def _kept(**values: Any) -> dict[str, Any]:
    """The values that say something; the colour 0 does."""
    return {name: value for name, value in values.items() if value not in (None, "", [], {}, False)}


def _form_word(form: FormOfAddress) -> str:
    return "" if form is FormOfAddress.UNKNOWN else form.value


def _action_values(actions: ImportedActions) -> dict[str, Any]:
    return _kept(
        status=actions.status.value if actions.status else "",
        tags=list(actions.tags),
        category=list(actions.category),
        snooze=actions.snooze,
    )


def _fact_values(fact: ImportedFact) -> dict[str, Any]:
    until = fact.valid_until.isoformat() if fact.valid_until else ""
    return {"name": fact.name, "value": fact.value} | _kept(valid_until=until, owner=fact.owner)


def _fact(values: dict[str, Any]) -> Read:
    name, value = word(values, "name").strip(), word(values, "value").strip()
    if not name or not value:
        return Skipped(name or _("Fact"), _("It has no name or no value."))
    return ImportedFact(
        name, value, _day(word(values, "valid_until")), word(values, "owner").strip()
    )


def _day(written_day: str) -> date | None:
    try:
        return date.fromisoformat(written_day)
    except ValueError:
        return None


def _snippet(values: dict[str, Any], place: int) -> Read:
    name = word(values, "title").strip() or word(values, "abbreviation").strip() or f"#{place}"
    variants = tuple(_variants(listed(values, "variants")))
    if not any(each.body.strip() for each in variants):
        return Skipped(name, _("It has no text."))
    if any(len(each.body) > LONGEST_BODY for each in variants):
        return Skipped(name, too_long())
    colour = values.get("colour")
    warnings: list[str] = []
    return Imported(
        name=name,
        title=word(values, "title").strip() or title_for(variants[0].body, name),
        abbreviation=abbreviation_of(word(values, "abbreviation")),
        variants=variants,
        original="\n\n".join(each.body for each in variants),
        folder=_texts(values.get("folder")),
        tags=_texts(values.get("tags")),
        colour=colour if isinstance(colour, int) and colour in _COLOURS else None,
        favourite=truth(values.get("favourite"), default=False),
        category=_texts(values.get("category")),
        actions=_actions(values.get("actions")),
        attachments=tuple(_attachments(listed(values, "attachments"), warnings)),
        warnings=tuple(warnings),
        is_template=True,
    )


def _variants(found: list[dict[str, Any]]) -> Iterator[Variant]:
    present: set[tuple[str, FormOfAddress]] = set()
    for each in found:
        language = word(each, "language").strip()[:2]
        form = _form(word(each, "form"))
        if (language, form) not in present:
            present.add((language, form))
            yield Variant(language, form, with_plain_breaks(word(each, "body")))


def _form(written_form: str) -> FormOfAddress:
    try:
        return FormOfAddress(written_form.strip().casefold())
    except ValueError:
        return FormOfAddress.UNKNOWN


def _actions(values: object) -> ImportedActions:
    if not isinstance(values, dict):
        return ImportedActions()
    status = word(values, "status")
    return ImportedActions(
        status=Status(status) if status in list(Status) else None,
        tags=_texts(values.get("tags")),
        category=_texts(values.get("category")),
        snooze=truth(values.get("snooze"), default=False),
    )


def _attachments(found: list[dict[str, Any]], warnings: list[str]) -> Iterator[ImportedAttachment]:
    for each in found:
        name = word(each, "name").strip() or "?"
        try:
            content = base64.b64decode(word(each, "content"), validate=True)
        except (binascii.Error, ValueError):
            content = b""
        if content:
            kind = word(each, "type") or "application/octet-stream"
            yield ImportedAttachment(name, kind, content)
        else:
            warnings.append(_("Its attachment {name} is damaged.").format(name=name))


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        return ()
    return tuple(each.strip() for each in value if isinstance(each, str) and each.strip())
