"""What can be done to several selected tickets at once."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.ui.actions import Actions
from app.ui.theme import Theme
from app.ui.widgets.button import IconButton
from app.ui.widgets.flow_layout import FlowLayout

_ACTS = (
    "ticket.assign",
    "ticket.status",
    "ticket.solve",
    "ticket.priority",
    "ticket.tags",
    "ticket.snooze",
    "ticket.merge",
    "ticket.spam",
    "ticket.trash",
)


class BulkBar(QFrame):
    """Docked below the list while more than one ticket is selected."""

    cleared = Signal()

    def __init__(self, actions: Actions, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("pane", "window")
        self._count = QLabel()
        self._count.setFont(theme.font(bold=True))
        clear = IconButton("close", _("Select one ticket only (Esc)"), theme, size=14)
        clear.clicked.connect(self.cleared)
        head = QHBoxLayout()
        head.addWidget(self._count, 1)
        head.addWidget(clear)
        acts = QWidget()
        flow = FlowLayout(acts, spacing=theme.px(2))
        for each in _buttons(actions, theme):
            flow.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(12), theme.px(6), theme.px(8), theme.px(6))
        column.setSpacing(theme.px(2))
        column.addLayout(head)
        column.addWidget(acts)
        self.hide()

    def show_count(self, count: int) -> None:
        """Appear for two and more."""
        words = ngettext("{count} ticket selected", "{count} tickets selected", count)
        self._count.setText(words.format(count=f"{count:n}"))
        self.setVisible(count > 1)


def _buttons(actions: Actions, theme: Theme) -> Sequence[QToolButton]:
    return [_button(actions[action_id], theme) for action_id in _ACTS]


def _button(action: QAction, theme: Theme) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setIconSize(QSize(theme.px(18), theme.px(18)))
    button.setAccessibleName(action.iconText())
    return button
