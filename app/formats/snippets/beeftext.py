"""Beeftext: its combo list (JSON, versions 1 to 10, also as ``.btbackup``) and its CSV."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from app.formats.mail.html_text import to_text
from app.formats.snippets.beeftext_body import write_body
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
from app.formats.snippets.json_text import listed, truth, word
from app.i18n import _

_NEWEST = 10


def recognised(values: object) -> bool:
    """Whether these are Beeftext's combos."""
    return isinstance(values, dict) and "combos" in values


def read(values: Mapping[str, Any], combos: Sequence[Any] | None = None) -> Iterator[Read]:
    """The combos of a list; ``combos`` in place of its own where the file is damaged."""
    version = values.get("fileFormatVersion", _NEWEST if combos is not None else None)
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        yield Skipped("Beeftext", _("The file does not say which version of Beeftext wrote it."))
        return
    if version > _NEWEST:
        yield Skipped(
            "Beeftext",
            _("A newer Beeftext wrote it (format {version}; known up to {newest}).").format(
                version=version, newest=_NEWEST
            ),
        )
        return
    groups = {
        word(group, "uuid"): word(group, "name").strip()
        for group in listed(dict(values), "groups")
        if truth(group.get("enabled"), default=True)
    }
    off = {
        word(group, "uuid")
        for group in listed(dict(values), "groups")
        if not truth(group.get("enabled"), default=True)
    }
    found = values.get("combos") if combos is None else combos
    entries = found if isinstance(found, list) else []
    names = _abbreviations(
        word(each, "keyword", "comboText") for each in entries if isinstance(each, dict)
    )
    for place, combo in enumerate(entries, 1):
        if not isinstance(combo, dict):
            yield Skipped(f"#{place}", _("It is no entry of Beeftext."))
            continue
        group = word(combo, "group")
        folder = groups.get(group, "")
        yield _converted(
            word(combo, "keyword", "comboText"),
            word(combo, "snippet", "substitutionText"),
            word(combo, "name"),
            names,
            place=place,
            folder=(folder,) if folder else (),
            html=truth(combo.get("useHtml"), default=False) and version < 8,
            enabled=truth(combo.get("enabled"), default=True) and group not in off,
            lost=_("Its group is not in the file.")
            if group and group not in groups and group not in off
            else "",
        )


def read_rows(rows: Iterable[Sequence[str]]) -> Iterator[Read]:
    """The rows of Beeftext's CSV, which has no header: keyword, snippet, name."""
    listed_rows = list(rows)
    names = _abbreviations(row[0] for row in listed_rows if row)
    for place, row in enumerate(listed_rows, 1):
        if len(row) != 3:
            name = row[0] if row else f"#{place}"
            yield Skipped(name[:60], _("The row has no three cells."))
        else:
            yield _converted(row[0], row[1], row[2], names, place=place)


def _abbreviations(keywords: Iterable[str]) -> dict[str, str]:
    return {keyword: abbreviation_of(keyword) for keyword in keywords if keyword.strip()}


def _converted(
    keyword: str,
    snippet: str,
    name: str,
    names: Mapping[str, str],
    *,
    place: int,
    folder: tuple[str, ...] = (),
    html: bool = False,
    enabled: bool = True,
    lost: str = "",
) -> Read:
    shown = name.strip() or keyword.strip() or f"#{place}"
    if not snippet.strip():
        return Skipped(shown, _("It has no text."))
    if len(snippet) > LONGEST_BODY:
        return Skipped(shown, too_long())
    writer = BodyWriter()
    if lost:
        writer.warn(lost)
    text = to_text(snippet) if html else with_plain_breaks(snippet)
    write_body(writer, text, names)
    body = writer.body()
    if writer.full:
        return Skipped(shown, too_long())
    abbreviation = names.get(keyword, "")
    if abbreviation != keyword.strip():
        writer.warn(_("The abbreviation was “{old}”.").format(old=keyword.strip()))
    return Imported(
        name=shown,
        title=name.strip() or title_for(body, shown),
        abbreviation=abbreviation,
        variants=any_variant(body),
        original=snippet,
        folder=folder,
        enabled=enabled,
        warnings=writer.warnings,
    )
