"""About the program: its version, and everything it is made of with its licences."""

import platform

from PySide6.QtCore import QSize, Qt, qVersion
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

import app
from app.formats.components import Component, components, licence_text
from app.i18n import _, pgettext
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.fact_table import FactTable
from app.ui.widgets.search_box import SearchBox

_SIZE = (1060, 640)
_OF_SCREEN = 0.95
_SEARCH_WIDTH = 280
_LICENCE_PX = 11
"""So that the eighty characters of a licence's line fit."""


class AboutDialog(QDialog):
    """A list to search on the left, the licence of the chosen one on the right. Esc closes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("About Tresen"))
        room = self.screen().availableSize() * _OF_SCREEN
        self.resize(QSize(theme.px(_SIZE[0]), theme.px(_SIZE[1])).boundedTo(room))
        self._components = components()
        title = QLabel("Tresen")
        set_text_style(title, TextStyle.TITLE)
        lead = QLabel(
            _(
                "A help desk that fits on one laptop. Version {version}, with Python {python} and "
                "Qt {qt}. Free software under the MIT licence."
            ).format(version=app.__version__, python=platform.python_version(), qt=qVersion()),
            wordWrap=True,
        )
        notice = QLabel(
            _(
                "Qt and PySide6 are used under the GNU LGPL version 3. They lie beside the "
                "program as libraries of their own, so you may put other versions in their place; "
                "their source text is at download.qt.io."
            ),
            wordWrap=True,
        )
        set_text_style(notice, TextStyle.CAPTION)
        self.search = SearchBox(_("Search for a name or licence"), theme)
        self.table = FactTable(_("Parts of the program"), theme, wide=2)
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setAccessibleName(_("Licence"))
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(theme.px(_LICENCE_PX))
        self.text.setFont(font)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        close = Button(_("&Close"), theme, kind=ButtonKind.PRIMARY)
        close.clicked.connect(self.accept)
        self._lay_out(theme, title, lead, notice, close)
        self.table.currentItemChanged.connect(self._show_text)
        self.search.searched.connect(self._filter)
        self.search.went_down.connect(self.table.setFocus)
        self._filter("")
        self.search.setFocus()

    @property
    def shown(self) -> tuple[Component, ...]:
        """What the search has left."""
        wanted = self.search.text().casefold().split()
        return tuple(each for each in self._components if _matches(each, wanted))

    def _lay_out(
        self, theme: Theme, title: QWidget, lead: QWidget, notice: QWidget, close: QWidget
    ) -> None:
        head = QHBoxLayout()
        head.addWidget(title)
        head.addStretch(1)
        self.search.setMinimumWidth(theme.px(_SEARCH_WIDTH))
        head.addWidget(self.search)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self.text)
        split.setSizes([theme.px(430), theme.px(580)])
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        margin = theme.px(24)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.px(12))
        column.addLayout(head)
        column.addWidget(lead)
        column.addWidget(notice)
        column.addWidget(split, 1)
        column.addLayout(foot)

    def _filter(self, _text: str) -> None:
        shown = self.shown
        self.table.show_rows(
            (_("Name"), pgettext("program", "Version"), _("Licence")),
            [(each.name, each.version, each.licence) for each in shown],
            values=shown,
        )
        self._show_text()

    def _show_text(self) -> None:
        found = self.table.current_value
        self.text.setPlainText(_told(found) if isinstance(found, Component) else "")


def _matches(component: Component, words: list[str]) -> bool:
    text = " ".join((component.name, component.licence, component.within)).casefold()
    return all(word in text for word in words)


def _told(component: Component) -> str:
    head = f"{component.name} {component.version}".strip()
    lines = [head, _("Licence: {name}").format(name=component.licence), component.home]
    if component.within:
        lines.append(_("Comes with {package}").format(package=component.within))
    text = licence_text(component) or _("No licence text comes along; its page has it.")
    return "\n".join(filter(None, lines)) + "\n\n" + text
