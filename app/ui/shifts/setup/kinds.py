"""The kinds of shifts: their order, what each of them is, and templates to begin with."""

from collections.abc import Callable, Sequence
from datetime import datetime, time

from PySide6.QtCore import Signal

from app.i18n import _, pgettext
from app.queries.shifts.kinds import KindRow, kinds
from app.rules.rosters.demand import Demand, WeekDemand
from app.rules.rosters.values import Presence
from app.rules.rosters.wording import duration
from app.services.shifts.kinds import (
    add_kind,
    bring_back_kind,
    change_kind,
    remove_kind,
    reorder_kinds,
)
from app.ui.operations import Operations
from app.ui.shifts.setup.fields import short_weekday
from app.ui.shifts.setup.kind_dialog import KindDialog
from app.ui.shifts.setup.list_section import ListSection
from app.ui.shifts.setup.record_table import RecordRow
from app.ui.theme import Theme
from app.ui.widgets.button import Button
from app.ui.widgets.colour_row import colour_icon

_COLOURS = 12
_MIDNIGHT = time()


class KindsSection(ListSection[KindRow]):
    """One row a kind; ``templates_wanted`` asks for the gallery."""

    templates_wanted = Signal()
    tables = frozenset({"shift_kind"})

    def __init__(
        self, operations: Operations, theme: Theme, *, now: Callable[[], datetime]
    ) -> None:
        super().__init__(
            _("Kinds of shifts"),
            _("What can stand in a cell of the plan, and how many people each of them asks for."),
            operations,
            theme,
            now=now,
            columns=[
                _("Name"),
                pgettext("of a shift", "Letter"),
                _("Time"),
                pgettext("hours", "Work"),
                _("People"),
            ],
            texts=(_("&Add…"), _("&Change…"), _("&Remove")),
        )
        self._up = Button(_("&Up"), theme, icon="up")
        self._down = Button(_("&Down"), theme, icon="down")
        templates = Button(_("&Templates…"), theme, icon="template")
        self._up.clicked.connect(lambda: self._move(-1))
        self._down.clicked.connect(lambda: self._move(1))
        templates.clicked.connect(self.templates_wanted)
        self.column.addWidget(self.table)
        self.add_buttons(self.add, self.change, self._up, self._down, self.removing, templates)
        self.add_hint(
            _(
                "A shift belongs to the day on which it begins: a night from 00:00 to 08:00 on "
                "Monday is the one people call Sunday night."
            )
        )
        self.enable()
        self.read()

    def read(self) -> None:
        self.operations.read(kinds, owner=self, key="kinds", done=self._show)

    def open_form(self, record: KindRow | None) -> None:
        taken = [each.colour for each in self.table.records]
        free = min(range(_COLOURS), key=lambda colour: (taken.count(colour), colour))
        dialog = KindDialog(record, free, self.theme, self.window())
        dialog.save_wanted.connect(lambda: self._save(record, dialog))
        dialog.open()

    def remove(self, record: KindRow) -> None:
        if record.archived:
            label = _("Offered {name} again").format(name=record.name)
            self.run(bring_back_kind, record.id, label=label)
        else:
            label = _("Removed the kind of shift {name}").format(name=record.name)
            self.run(remove_kind, record.id, label=label)

    def enable(self) -> None:
        super().enable()
        record = self.table.chosen
        self.removing.setText(_("Offer a&gain") if record and record.archived else _("&Remove"))
        place = self.table.currentRow()
        living = sum(not each.archived for each in self.table.records)
        self._up.setEnabled(record is not None and not record.archived and place > 0)
        self._down.setEnabled(record is not None and place < living - 1)

    def _save(self, record: KindRow | None, dialog: KindDialog) -> None:
        kind = dialog.kind
        label = _("Added {name}") if record is None else _("Changed {name}")
        self.save(
            dialog,
            *((add_kind,) if record is None else (change_kind, record.id)),
            kind,
            colour=dialog.colour,
            demand=dialog.demand,
            label=label.format(name=kind.name),
        )

    def _move(self, by: int) -> None:
        ids = [each.id for each in self.table.records]
        place = self.table.currentRow()
        ids[place], ids[place + by] = ids[place + by], ids[place]
        self.run(reorder_kinds, ids, label=_("Reordered the kinds of shifts"))

    def _show(self, found: Sequence[KindRow]) -> None:
        self.table.show_rows([self._row(each) for each in found])

    def _row(self, row: KindRow) -> RecordRow[KindRow]:
        kind = row.kind
        until = f"{kind.end:%H:%M}" if kind.end != _MIDNIGHT else "24:00"
        times = f"{kind.start:%H:%M}–{until}"
        if kind.zone:
            times += f" ({kind.zone})"
        name = _("{name} (not offered)").format(name=row.name) if row.archived else row.name
        return RecordRow(
            row,
            row.id,
            [name, row.letter, times, _work(row), demand_words(row.demand)],
            icon=colour_icon(row.colour, self.theme),
            muted=row.archived,
        )


def _work(row: KindRow) -> str:
    kind = row.kind
    if kind.presence is Presence.ON_CALL:
        return _("on call")
    worked = kind.end_minute - kind.start_minute - kind.unpaid_break - kind.paid_break
    words = duration(worked)
    return _("{hours}, night").format(hours=words) if kind.night else words


def demand_words(demand: WeekDemand) -> str:
    """``Mon–Fri 2–3, Sat 1``: days in a row that ask for the same are named once."""
    stretches: list[tuple[int, int, Demand]] = []
    for day, asked in enumerate(demand.weekdays):
        if stretches and stretches[-1][2] == asked:
            stretches[-1] = (stretches[-1][0], day, asked)
        else:
            stretches.append((day, day, asked))
    parts = [f"{_days(first, last)} {_people(asked)}" for first, last, asked in stretches if asked]
    if demand.holiday is not None and parts:
        people = _people(demand.holiday)
        text = _("holidays {people}") if demand.holiday else _("not on holidays")
        parts.append(text.format(people=people))
    return ", ".join(parts) or pgettext("people a shift asks for", "nobody")


def _days(first: int, last: int) -> str:
    if (first, last) == (0, 6):
        return _("daily")
    begin = short_weekday(first)
    return begin if first == last else f"{begin}–{short_weekday(last)}"


def _people(asked: Demand) -> str:
    return str(asked.least) if asked.wish <= asked.least else f"{asked.least}–{asked.wish}"
