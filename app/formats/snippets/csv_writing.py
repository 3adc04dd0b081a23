"""Snippets as a table: one row for each wording, safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterable

from app.formats.snippets.imported import Imported
from app.formats.snippets.plain_columns import TITLES
from app.formats.table_text import guarded
from app.rules.enums import FormOfAddress
from app.rules.snippet_variants import Variant


def written(snippets: Iterable[Imported]) -> bytes:
    """The table in UTF-8 with the mark that Excel looks for; `table.read` understands it.

    A cell that a spreadsheet would take for a formula gets a ``'`` in front, which reading takes
    away. Ticket actions, files, colours and categories are only in our own JSON.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(TITLES.values())
    for snippet in snippets:
        for variant in snippet.variants:
            writer.writerow(map(guarded, _cells(snippet, variant)))
    return text.getvalue().encode("utf-8-sig", "replace")


def _cells(snippet: Imported, variant: Variant) -> tuple[str, ...]:
    """In the order of ``TITLES``."""
    return (
        snippet.abbreviation,
        snippet.title,
        variant.body,
        variant.language,
        "" if variant.form is FormOfAddress.UNKNOWN else variant.form.value,
        "/".join(part.replace("/", "∕") for part in snippet.folder),
        ", ".join(snippet.tags),
        "yes" if snippet.favourite else "",
    )
