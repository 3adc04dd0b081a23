"""The list of workshops: title, day, and how far each is."""

from collections.abc import Sequence

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem

from app.i18n import _, ngettext
from app.queries.workshop.workshops import WorkshopRow
from app.ui.theme import Theme, set_style_property
from app.ui.times import locale

_ID = int(Qt.ItemDataRole.UserRole)


class WorkshopList(QListWidget):
    """Keeps the choice by id; Enter opens the room."""

    chosen = Signal(object)
    """The id of a workshop, or None."""
    opened = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.rows: Sequence[WorkshopRow] = ()
        set_style_property(self, "kind", "navigation")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Workshops"))
        self.currentItemChanged.connect(self._current_changed)
        self.itemActivated.connect(lambda _item: self.opened.emit())

    @property
    def current_id(self) -> int | None:
        item = self.currentItem()
        found: int | None = item.data(_ID) if item is not None else None
        return found

    def show_workshops(self, rows: Sequence[WorkshopRow]) -> None:
        """Show these; the one chosen stays chosen, else the first one is."""
        kept = self.current_id
        self.rows = rows
        self.blockSignals(True)
        self.clear()
        for each in rows:
            item = QListWidgetItem(f"{each.title}\n{_facts(each)}")
            item.setData(_ID, each.id)
            item.setToolTip(item.text())
            self.addItem(item)
        self.blockSignals(False)
        self.choose(kept if any(each.id == kept for each in rows) else None)

    def choose(self, workshop_id: int | None) -> None:
        """Choose a workshop; None is the first."""
        ids = [each.id for each in self.rows]
        row = ids.index(workshop_id) if workshop_id in ids else 0 if ids else -1
        self.setCurrentRow(row)
        self.chosen.emit(self.current_id)

    def _current_changed(self) -> None:
        self.chosen.emit(self.current_id)


def _facts(row: WorkshopRow) -> str:
    day = QDate(row.day.year, row.day.month, row.day.day)
    facts = [locale().toString(day, _("d MMM yyyy"))]
    if row.closed_at is not None:
        facts.append(_("closed"))
    elif row.started_at is not None:
        facts.append(_("under way"))
    if row.statements:
        count = len(row.statements)
        facts.append(ngettext("{n} statement", "{n} statements", count).format(n=count))
    elif row.ideas:
        facts.append(ngettext("{n} idea", "{n} ideas", row.ideas).format(n=row.ideas))
    else:
        facts.append(
            ngettext("{n} question", "{n} questions", row.questions).format(n=row.questions)
        )
    return " · ".join(facts)
