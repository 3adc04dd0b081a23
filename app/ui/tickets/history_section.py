"""The history of a ticket as a readable timeline, read when it is unfolded."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import _
from app.queries.timeline import TimelineEvent, timeline
from app.ui.operations import Operations
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.tickets.desk_state import DeskState
from app.ui.times import exact_time, relative_time
from app.ui.widgets.avatar import Avatar
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.rows_widget import RowsWidget, paragraph

_FIRST = 12


class HistorySection(RowsWidget):
    """Newest first; the older acts come on demand."""

    filled = Signal()
    """The acts of another ticket are shown."""

    def __init__(
        self,
        operations: Operations,
        state: DeskState,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self.rows.setSpacing(theme.px(8))
        self._operations = operations
        self._state = state

    def show_history(self, ticket_id: int) -> None:
        """Read and show the acts of a ticket."""
        self._operations.read(
            timeline, ticket_id, owner=self, key="timeline", done=self._show_events
        )

    def _show_events(self, events: tuple[TimelineEvent, ...]) -> None:
        self._fill(events, _FIRST)
        self.filled.emit()

    def _fill(self, events: tuple[TimelineEvent, ...], most: int) -> None:
        self.clear()
        newest = events[::-1]
        for event in newest[:most]:
            self.rows.addLayout(self._event(event))
        if len(events) > most:
            more = Button(
                _("{count} older").format(count=len(events) - most),
                self.theme,
                kind=ButtonKind.LINK,
            )
            more.clicked.connect(lambda: self._fill(events, len(events)))
            self.rows.addWidget(more)

    def _event(self, event: TimelineEvent) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self.theme.px(8))
        agent = self._state.words.agent(event.agent_id)
        circle = Avatar(
            self.theme,
            name=event.agent_name,
            colour=agent.colour if agent is not None else None,
            size=20,
        )
        row.addWidget(circle)
        row.setAlignment(circle, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(paragraph(event.label))
        for sentence in event.sentences:
            texts.addWidget(paragraph(sentence, TextStyle.CAPTION))
        when = ElidedLabel(f"{event.agent_name} · {relative_time(event.at, self._state.now)}")
        when.setToolTip(exact_time(event.at))
        set_text_style(when, TextStyle.CAPTION)
        texts.addWidget(when)
        row.addLayout(texts, 1)
        return row
