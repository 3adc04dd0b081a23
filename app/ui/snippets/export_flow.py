"""Snippets out, into a file of ours, of espanso, or a table."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from app.errors import UserError
from app.i18n import _, ngettext
from app.services.snippet_export import ExportKind, SnippetExport, export
from app.services.snippet_import import Named
from app.ui.operations import Operations
from app.ui.snippets.import_report import NotesDialog
from app.ui.theme import Theme

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def export_snippets(
    parent: QWidget,
    operations: Operations,
    theme: Theme,
    ids: Sequence[int] | None,
    *,
    tell: Callable[[str], object],
) -> None:
    """Ask for a file and write these snippets, or all; what the format cannot hold is told."""
    name, chosen = QFileDialog.getSaveFileName(
        parent, _("Export snippets"), f"{_('Snippets')}.json", ";;".join(_filters())
    )
    if not name:
        return
    path = Path(name)
    kind = _kind(path, chosen)
    if not path.suffix:
        path = path.with_name(f"{path.name}.{kind.value}")
    operations.read(
        write_export,
        kind,
        path,
        ids,
        owner=parent,
        done=partial(_written, parent, theme, tell),
    )


def write_export(
    session: "Session", kind: ExportKind, path: Path, ids: Sequence[int] | None
) -> SnippetExport:
    """Write the file; ``UserError`` if that fails."""
    found = export(session, kind, ids=ids)
    try:
        path.write_bytes(found.content)
    except OSError as error:
        raise UserError(
            _("“{file}” cannot be written: {reason}.").format(file=path.name, reason=error.strerror)
        ) from error
    return found


def _written(
    parent: QWidget, theme: Theme, tell: Callable[[str], object], found: SnippetExport
) -> None:
    words = ngettext("Exported {n} snippet", "Exported {n} snippets", found.count)
    tell(words.format(n=found.count))
    if found.warnings:
        notes = tuple(Named(*each) for each in found.warnings)
        NotesDialog(
            _("Snippets exported"),
            words.format(n=found.count),
            ((_("What this format has no place for"), notes),),
            theme,
            parent,
        ).open()


def _filters() -> tuple[str, ...]:
    return (
        _("Everything, to be imported again (*.json)"),
        _("Table (*.csv)"),
        _("espanso (*.yml)"),
    )


def _kind(path: Path, chosen: str) -> ExportKind:
    """By the ending of the name, else by what was chosen below it."""
    endings = {
        ".json": ExportKind.OWN,
        ".csv": ExportKind.TABLE,
        ".yml": ExportKind.ESPANSO,
        ".yaml": ExportKind.ESPANSO,
    }
    by_filter = dict(zip(_filters(), ExportKind, strict=True))
    return endings.get(path.suffix.lower()) or by_filter.get(chosen, ExportKind.OWN)
