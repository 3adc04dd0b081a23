"""Zammad text modules: CSV, JSON of its API, and the YAML of its seeds."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from app.formats.mail.html_text import to_text
from app.formats.snippets.body import BodyWriter
from app.formats.snippets.imported import (
    LONGEST_BODY,
    Imported,
    Read,
    Skipped,
    abbreviation_of,
    any_variant,
    title_for,
    too_long,
    with_plain_breaks,
)
from app.formats.snippets.json_text import truth, word
from app.formats.snippets.paths import canonical, label_of
from app.i18n import _

_PLACE = re.compile(r"#\{([^{}\n]{1,200})\}")
_ABBREVIATED = re.compile(r"(\S{1,12}) +[-–] +(\S.*)", re.DOTALL)
_LIST = "~~~"


def recognised(entries: object) -> bool:
    """Whether this list holds text modules: with a name and a content."""
    return (
        isinstance(entries, list)
        and bool(entries)
        and isinstance(entries[0], dict)
        and {"name", "content"} <= entries[0].keys()
    )


def read(entries: Iterable[object]) -> Iterator[Read]:
    """The text modules of a list."""
    for place, each in enumerate(entries, 1):
        if isinstance(each, dict):
            yield _converted(each, place)
        else:
            yield Skipped(f"#{place}", _("It is no text module of Zammad."))


def _converted(module: Mapping[str, Any], place: int) -> Read:
    values = dict(module)
    name = word(values, "name").strip()
    content = word(values, "content")
    shown = name or f"#{place}"
    if not content.strip():
        return Skipped(shown, _("It has no text."))
    text = to_text(content) if "<" in content or "&" in content else with_plain_breaks(content)
    if len(text) > LONGEST_BODY:
        return Skipped(shown, too_long())
    writer = BodyWriter()
    write_paths(writer, text)
    body = writer.body()
    if writer.full:
        return Skipped(shown, too_long())
    found = _ABBREVIATED.fullmatch(name)
    title = found[2] if found else name
    return Imported(
        name=shown,
        title=_without_places(title) or title_for(body, shown),
        abbreviation=abbreviation_of(found[1]) if found else "",
        variants=any_variant(body),
        original=content,
        folder=_folder(values),
        tags=tuple(dict.fromkeys(_words(word(values, "keywords")))),
        enabled=truth(values.get("active"), default=True),
        warnings=writer.warnings,
    )


def write_paths(writer: BodyWriter, text: str) -> None:
    """Write ``text`` with its ``#{…}``; a value that is not known here becomes a field."""
    position = 0
    for found in _PLACE.finditer(text):
        writer.text(text[position : found.start()])
        known = canonical(found[1])
        if known:
            writer.value(known)
        else:
            writer.field(label_of(found[1]))
        position = found.end()
    writer.text(text[position:])


def _words(keywords: str) -> list[str]:
    return [each.strip() for each in re.split(r"~~~|[,;\s]+", keywords) if each.strip()]


def _folder(values: Mapping[str, Any]) -> tuple[str, ...]:
    groups = values.get("groups")
    if isinstance(groups, list):
        names = [each for each in groups if isinstance(each, str)]
    else:
        names = [each.strip() for each in str(groups or "").split(_LIST)]
    return tuple(filter(None, names[:1]))


def _without_places(title: str) -> str:
    """``Sehr geehrte Frau #{ticket.customer.lastname},`` as a title."""
    return " ".join(_PLACE.sub("…", title).split()).rstrip(",").strip()
