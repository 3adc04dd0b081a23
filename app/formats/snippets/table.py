"""Tables of snippets (CSV): Zammad's, Beeftext's, our own, and any with columns to be guessed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from app.formats.contact_card import form_of_address, language_code
from app.formats.snippets import beeftext, zammad
from app.formats.snippets.body import BodyWriter
from app.formats.snippets.imported import (
    LONGEST_BODY,
    Imported,
    Read,
    Skipped,
    abbreviation_of,
    title_for,
    too_long,
    with_plain_breaks,
)
from app.formats.snippets.json_text import truth
from app.formats.snippets.plain_columns import Column, columns_of, is_header
from app.formats.table_text import rows, unguarded
from app.i18n import _
from app.rules.enums import FormOfAddress
from app.rules.snippet_variants import Variant

_LOOKED_AT = 200
_SHORT = 40
_SEPARATED = re.compile(r"[,;]")


def recognised(text: str) -> bool:
    """Whether this is a table with a column of texts."""
    first = next(rows(text[:100_000]), None)
    return first is not None and len(first[1]) > 1


def read(text: str) -> Iterator[Read]:
    """The rows of a table, each a snippet; the delimiter and the columns are found."""
    table = [row for _line, row in rows(text)]
    if not table:
        return
    titles = [title.strip().casefold() for title in table[0]]
    columns = columns_of(table[0])
    if {"name", "keywords", "content"} <= set(titles):
        names = [title or f"#{place}" for place, title in enumerate(titles)]
        yield from zammad.read(dict(zip(names, row, strict=False)) for row in table[1:])
    elif is_header(columns):
        yield from _rows(table[1:], columns)
    elif _is_beeftext(table):
        yield from beeftext.read_rows(table)
    else:
        yield from _rows(table, _guessed(table))


def _is_beeftext(table: Sequence[Sequence[str]]) -> bool:
    """Three columns without a header, of which the first are short single words or empty."""
    some = table[:_LOOKED_AT]
    whole = [row for row in some if len(row) == 3]
    return (
        len(whole) * 10 >= len(some) * 8
        and all(len(row[0].split()) <= 1 and len(row[0]) <= _SHORT for row in whole)
        and sum(map(len, (row[1] for row in whole))) >= sum(map(len, (row[2] for row in whole)))
    )


def _guessed(table: Sequence[Sequence[str]]) -> dict[Column, int]:
    """Without a header: the longest column is the text, a short one of single words the
    abbreviation, another the title."""
    width = max(map(len, table))
    some = table[:_LOOKED_AT]

    def cells(place: int) -> list[str]:
        return [row[place] for row in some if place < len(row) and row[place].strip()]

    lengths = [sum(map(len, cells(place))) for place in range(width)]
    body = max(range(width), key=lambda place: lengths[place])
    found = {Column.BODY: body}
    for place in range(width):
        held = cells(place)
        if place == body or not held:
            continue
        single = all(len(cell.split()) == 1 and len(cell) <= _SHORT for cell in held)
        different = len(set(held)) == len(held)
        if single and different and Column.ABBREVIATION not in found:
            found[Column.ABBREVIATION] = place
        elif Column.TITLE not in found:
            found[Column.TITLE] = place
    return found


def _rows(table: Sequence[Sequence[str]], columns: Mapping[Column, int]) -> Iterator[Read]:
    """Each row as a snippet; rows of ours that name the same one are its wordings."""
    open_one: Imported | None = None
    for place, row in enumerate(table, 1):
        found = _converted(row, columns, place)
        if not isinstance(found, Imported):
            yield found
            continue
        if open_one is not None and _same(open_one, found, columns):
            open_one = _with_wording(open_one, found)
            continue
        if open_one is not None:
            yield open_one
        open_one = found
    if open_one is not None:
        yield open_one


def _same(one: Imported, other: Imported, columns: Mapping[Column, int]) -> bool:
    """Whether the second is another wording of the first, as only our own tables have them."""
    if Column.TEMPLATE not in columns or one.name != other.name:
        return False
    present = {(each.language, each.form) for each in one.variants}
    return (
        one.abbreviation == other.abbreviation
        and one.folder == other.folder
        and not any((each.language, each.form) in present for each in other.variants)
    )


def _with_wording(one: Imported, other: Imported) -> Imported:
    return replace(
        one,
        variants=(*one.variants, *other.variants),
        original=f"{one.original}\n\n{other.original}",
    )


def _converted(row: Sequence[str], columns: Mapping[Column, int], place: int) -> Read:
    def cell(column: Column) -> str:
        at = columns.get(column, -1)
        return unguarded(row[at]) if 0 <= at < len(row) else ""

    own = cell(Column.TEMPLATE)
    original = own or cell(Column.BODY)
    title, keyword = " ".join(cell(Column.TITLE).split()), cell(Column.ABBREVIATION).strip()
    name = title or keyword or f"#{place}"
    if not original.strip():
        return Skipped(name, _("It has no text."))
    text = with_plain_breaks(original)
    if len(text) > LONGEST_BODY:
        return Skipped(name, too_long())
    writer = BodyWriter()
    if own:
        body = text
    else:
        writer.text(text)
        body = writer.body()
    if writer.full:
        return Skipped(name, too_long())
    abbreviation = abbreviation_of(keyword)
    if abbreviation != keyword:
        writer.warn(_("The abbreviation was “{old}”.").format(old=keyword))
    return Imported(
        name=name,
        title=title or title_for(body, name),
        abbreviation=abbreviation,
        variants=(
            Variant(
                language_code(cell(Column.LANGUAGE)),
                form_of_address(cell(Column.FORM)) if cell(Column.FORM) else FormOfAddress.UNKNOWN,
                body,
            ),
        ),
        original=original,
        folder=tuple(filter(None, (part.strip() for part in cell(Column.FOLDER).split("/")))),
        tags=tuple(filter(None, (each.strip() for each in _SEPARATED.split(cell(Column.TAGS))))),
        favourite=truth(cell(Column.FAVOURITE), default=False),
        enabled=truth(cell(Column.ACTIVE), default=True),
        warnings=writer.warnings,
        is_template=bool(own),
    )
