"""The list that is shown as a table for spreadsheets: all its rows, in the background."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from app.errors import UserError
from app.formats.sheet_writing import write_xlsx
from app.formats.table_writing import Value, write_csv
from app.formats.whole_file import whole_file
from app.i18n import _, ngettext
from app.queries.conditions import Viewpoint
from app.queries.terms import Order
from app.queries.ticket_rows import TicketRow, ticket_rows
from app.queries.tickets import packed_ticket_ids
from app.rules.file_names import safe_name
from app.rules.roles import Right
from app.services.desks import ReadDesk
from app.services.ticket_files import Report
from app.ui.id_table_model import Column
from app.ui.operations import Announcement, Operations
from app.ui.rights import with_right
from app.ui.tickets.noting import note_export
from app.ui.tickets.ticket_columns import Moment, ticket_columns
from app.ui.tickets.ticket_listing import Listing

_PAGE = 500
_CHARACTER = 8
"""Width of a character in px, to make columns of the table about as wide as on the screen."""


class Here(Moment, Protocol):
    """When, where and for whom the list is read."""

    @property
    def agent_id(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class _Viewed:
    """A moment that stands still while the list is written."""

    now: datetime
    zone: tzinfo


class ListExport(QObject):
    """Asks where to; the ending says whether it becomes a workbook or CSV."""

    def __init__(self, operations: Operations, here: Here, parent: QWidget) -> None:
        super().__init__(parent)
        self._operations = operations
        self._here = here
        self._widget = parent

    def ask(self, name: str, listing: Listing, columns: Sequence[str]) -> None:
        """Ask for a file, then write these columns of what is listed; not everybody may."""
        act = partial(self._ask, name, listing, tuple(columns))
        with_right(self._operations, Right.EXPORT, act, owner=self)

    def _ask(self, name: str, listing: Listing, columns: Sequence[str]) -> None:
        proposed = Path.home() / safe_name(f"{name}.xlsx", fallback="tickets.xlsx")
        target, kind = QFileDialog.getSaveFileName(
            self._widget, _("Export list"), str(proposed), _("Workbook (*.xlsx);;CSV (*.csv)")
        )
        if target:
            path = Path(target)
            if path.suffix.lower() not in (".csv", ".xlsx"):
                path = path.with_name(path.name + (".csv" if "csv" in kind else ".xlsx"))
            self.write(name, listing, columns, path)

    def write(self, name: str, listing: Listing, columns: Sequence[str], path: Path) -> None:
        """Write in the background; the status bar shows how far it is and stops it."""
        self._operations.work(
            write_list,
            listing,
            columns,
            path,
            title=name,
            now=self._here.now,
            zone=self._here.zone,
            agent_id=self._here.agent_id,
            label=_("Exporting “{name}”").format(name=name),
            owner=self,
            done=lambda count: self._tell(count, path),
        )

    def _tell(self, count: int, path: Path) -> None:
        note_export(self._operations, count=count, now=self._here.now)
        text = ngettext("Exported {n} ticket to {name}", "Exported {n} tickets to {name}", count)
        self._operations.announced.emit(
            Announcement(text.format(n=count, name=path.name), undoable=False)
        )


def write_list(
    desk: ReadDesk,
    progress: Report,
    listing: Listing,
    columns: Sequence[str],
    path: Path,
    *,
    title: str,
    now: datetime,
    zone: tzinfo,
    agent_id: int | None,
    limit: int | None = None,
) -> int:
    """Write the tickets of a listing, all or the first ``limit``; how many.

    ``path`` becomes CSV if it ends so, else a workbook. ``columns`` are keys in their order, none
    means all. ``UserError`` if it cannot be written; then what was there before stays.
    """
    known = {each.key: each for each in ticket_columns(_Viewed(now, zone))}
    wanted = [known[key] for key in columns or known]
    order = Order(listing.sort, listing.descending, listing.grouping)
    viewpoint = Viewpoint(now, zone, agent_id)
    ids = desk.read(packed_ticket_ids, listing.term, order, viewpoint, limit=limit)
    head = [each.title() for each in wanted]
    rows = _rows(desk, progress, ids, wanted, zone)
    try:
        with whole_file(path) as beside:
            if path.suffix.lower() == ".csv":
                write_csv(beside, _with_head(head, rows))
            else:
                widths = [max(len(each.title()) + 2, each.width // _CHARACTER) for each in wanted]
                write_xlsx(beside, title, head, rows, widths=widths)
    except OSError as error:
        raise UserError(
            _("“{name}” could not be saved: {reason}. Choose another place.").format(
                name=path.name, reason=error.strerror
            )
        ) from error
    return len(ids)


def _with_head(head: Sequence[str], rows: Iterator[list[Value]]) -> Iterator[Sequence[Value]]:
    yield head
    yield from rows


def _rows(
    desk: ReadDesk,
    progress: Report,
    ids: Sequence[int],
    columns: Sequence[Column[TicketRow]],
    zone: tzinfo,
) -> Iterator[list[Value]]:
    for start in range(0, len(ids), _PAGE):
        progress.report(start, len(ids))
        for row in desk.read(ticket_rows, ids[start : start + _PAGE]):
            yield [_value(column, row, zone) for column in columns]
    progress.report(len(ids), len(ids))


def _value(column: Column[TicketRow], row: TicketRow, zone: tzinfo) -> Value:
    value = column.value(row) if column.value is not None else column.text(row)
    if isinstance(value, datetime):
        return value.astimezone(zone).replace(tzinfo=None)
    return value
