"""What stands in place of the composer while nothing is written: the ways to begin."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from app.i18n import _
from app.ui.actions import Actions
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.button import ButtonKind
from app.ui.widgets.flow_layout import FlowLayout
from app.ui.widgets.page_header import ActionButton


class ComposerBar(QFrame):
    """Buttons for the actions of the ticket, so that keys and buttons are one."""

    def __init__(self, actions: Actions, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("pane", "surface")
        buttons = QWidget()
        flow = FlowLayout(buttons, spacing=theme.px(8))
        for name, kind, icon in (
            ("ticket.reply", ButtonKind.PRIMARY, "reply"),
            ("ticket.reply_all", ButtonKind.SECONDARY, "reply-all"),
            ("ticket.forward", ButtonKind.SECONDARY, "forward"),
            ("ticket.note", ButtonKind.SECONDARY, "note"),
        ):
            flow.addWidget(ActionButton(actions[name], theme, kind=kind, icon=icon))
        self._draft = QLabel(_("A draft is kept here."))
        set_text_style(self._draft, TextStyle.CAPTION)
        flow.addWidget(self._draft)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        row.addWidget(buttons, 1)

    def show_drafts(self, there: bool) -> None:
        """Say whether something was begun."""
        self._draft.setVisible(there)
