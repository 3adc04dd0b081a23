"""The right edge while several tickets are selected: what they share, to be changed for all."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.i18n import _, ngettext
from app.queries.shared_values import SharedValues, Various, shared_values
from app.ui.operations import Operations
from app.ui.theme import TextStyle, Theme
from app.ui.tickets.desk_state import DeskState
from app.ui.tickets.property_choice import choose_property
from app.ui.tickets.property_rows import Property, PropertyRows
from app.ui.tickets.property_scroll import PropertyScroll, captioned
from app.ui.tickets.ticket_acts import TicketActs
from app.ui.tickets.ticket_choosers import TicketChoosers
from app.ui.tickets.ticket_texts import TagsField
from app.ui.times import number_text, worked_text
from app.ui.widgets.rows_widget import paragraph

if TYPE_CHECKING:
    from app.storage.changes import Changes

_SHOWN_TAGS = 12
_ABOUT = frozenset({"category", "agent", "contact", "contact_address"})


class SeveralPane(PropertyScroll):
    """``show_tickets`` with two and more; what is chosen is one act for all of them."""

    def __init__(
        self,
        operations: Operations,
        acts: TicketActs,
        choosers: TicketChoosers,
        state: DeskState,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._operations = operations
        self._choosers = choosers
        self._state = state
        self._ids: Sequence[int] = ()
        self.values: SharedValues | None = None
        self.title = paragraph("", TextStyle.SECTION)
        self.title.setContentsMargins(theme.px(8), 0, theme.px(6), theme.px(8))
        self.rows = PropertyRows(theme, with_contact=True)
        self.rows.asked.connect(self._choose)
        self.tags = TagsField(acts, theme)
        self.other_tags = paragraph("", TextStyle.CAPTION)
        self.other_tags.setContentsMargins(theme.px(8), 0, theme.px(6), theme.px(8))
        self.worked = paragraph("", TextStyle.CAPTION)
        self.worked.setContentsMargins(theme.px(8), 0, theme.px(6), 0)
        self.column.addWidget(self.title)
        self.column.addWidget(self.rows)
        self.column.addWidget(captioned(_("Tags of all"), self.tags, theme))
        self.column.addWidget(self.other_tags)
        self.column.addWidget(self.worked)
        self.column.addStretch(1)
        operations.changed.connect(self._desk_changed)
        state.changed.connect(self._read)

    def show_tickets(self, ids: Sequence[int]) -> None:
        """Read and show what they share; none ends it."""
        self._ids = ids
        self._read()

    def time_passed(self) -> None:
        """Say anew how long there is until the due time."""
        if self.values is not None:
            self.rows.show_times(self.values, now=self._state.now, zone=self._state.zone)

    def _read(self) -> None:
        if self._ids:
            self._operations.read(
                shared_values, self._ids, owner=self, key="values", done=self._show
            )

    def _show(self, values: SharedValues | None) -> None:
        self.values = values
        self.body.setVisible(values is not None)
        if values is None:
            return
        words = ngettext("{count} ticket", "{count} tickets", values.count)
        self.title.setText(words.format(count=number_text(values.count)))
        self.rows.show_values(values)
        self.time_passed()
        self.tags.show_tags(self._ids, values.common_tags, self._state.words.tags)
        others = values.other_tags
        names = [f"{name} ({number_text(count)})" for name, count in others[:_SHOWN_TAGS]]
        more = ["…"] if len(others) > _SHOWN_TAGS else []
        self.other_tags.setText(_("On some: {tags}").format(tags=", ".join(names + more)))
        self.other_tags.setVisible(bool(names))
        worked = worked_text(values.seconds_worked)
        self.worked.setText(_("Time worked in all: {time}").format(time=worked))
        self.worked.setVisible(values.seconds_worked > 0)

    def _desk_changed(self, changes: "Changes") -> None:
        touched = changes.of("ticket").updated
        if not _ABOUT.isdisjoint(changes.tables) or any(each in touched for each in self._ids):
            self._read()

    def _choose(self, what: Property) -> None:
        if self.values is not None:
            until = self.values.snoozed_until
            asleep = isinstance(until, Various) or until is not None
            choose_property(self._choosers, what, list(self._ids), self.rows[what], asleep=asleep)
