"""The settings page: subjects on the left, the chosen one on the right."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QScrollArea, QVBoxLayout, QWidget

from app.i18n import _
from app.ui.theme import Theme
from app.ui.widgets.page_header import PageHeader


class SettingsPage(QWidget):
    """``sections`` are pairs of title and maker; each is made when first shown."""

    def __init__(self, sections: list[tuple[str, Callable[[], QWidget]]], theme: Theme) -> None:
        super().__init__()
        self._makers = [maker for _title, maker in sections]
        self._list = QListWidget()
        self._list.setProperty("kind", "navigation")
        self._list.setAccessibleName(_("Settings"))
        self._list.setFixedWidth(theme.px(200))
        self._list.addItems([title for title, _maker in sections])
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._list.currentRowChanged.connect(self._show)
        body = QHBoxLayout()
        body.setContentsMargins(theme.px(24), 0, theme.px(24), 0)
        body.setSpacing(theme.px(24))
        body.addWidget(self._list)
        body.addWidget(self._scroll, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(PageHeader(_("Settings"), theme))
        column.addLayout(body, 1)
        self._list.setCurrentRow(0)

    def show_section(self, index: int) -> None:
        """Show one section, as from the status bar."""
        self._list.setCurrentRow(index)

    def _show(self, row: int) -> None:
        section = self._makers[row]()
        frame = QWidget()
        layout = QHBoxLayout(frame)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(section, 1, Qt.AlignmentFlag.AlignTop)
        layout.addStretch()
        self._scroll.setWidget(frame)
