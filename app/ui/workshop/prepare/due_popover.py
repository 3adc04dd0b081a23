"""Ideas whose day to look again has come: back to their workshop, later, or done with."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QWidget

from app.i18n import _
from app.queries.workshop.waiting import DueIdea
from app.ui.theme import TextStyle, Theme, set_style_property, set_text_style
from app.ui.times import day_text
from app.ui.widgets.brief_popover import BriefPopover
from app.ui.widgets.button import Button, ButtonKind

_WIDTH = 460
_MOST_HEIGHT = 280


class DuePopover(BriefPopover):
    """Acts on the idea that is marked; closes when none is left."""

    opened = Signal(int)
    """The id of a workshop to go to."""
    later = Signal(object)
    """A ``DueIdea`` to be looked at again in some months."""
    settled = Signal(object)
    """A ``DueIdea`` that need not be looked at again."""

    def __init__(self, ideas: Sequence[DueIdea], theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._ideas = list(ideas)
        self.setFixedWidth(theme.px(_WIDTH))
        heading = QLabel(_("To look at again"))
        set_text_style(heading, TextStyle.SECTION)
        self.setAccessibleName(heading.text())
        self.list = QListWidget()
        set_style_property(self.list, "kind", "navigation")
        self.list.setWordWrap(True)
        self.list.setMaximumHeight(theme.px(_MOST_HEIGHT))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(heading.text())
        for each in self._ideas:
            self.list.addItem(QListWidgetItem(_in_words(each)))
        self.list.setCurrentRow(0)
        self.list.itemDoubleClicked.connect(self._open)
        go = Button(_("&Open its workshop"), theme, kind=ButtonKind.PRIMARY)
        go.clicked.connect(self._open)
        self.postpone = Button(_("In three &months"), theme)
        self.postpone.clicked.connect(self._later)
        self.settle = Button(_("&Done with it"), theme)
        self.settle.clicked.connect(self._settle)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        for button in (go, self.postpone, self.settle):
            row.addWidget(button)
        row.addStretch(1)
        self.column.addWidget(heading)
        self.column.addWidget(self.list)
        self.column.addLayout(row)
        self.setFocusProxy(self.list)

    def _open(self) -> None:
        found = self._ideas[self.list.currentRow()]
        self.close()
        self.opened.emit(found.workshop_id)

    def _later(self) -> None:
        self.later.emit(self._take_out())

    def _settle(self) -> None:
        self.settled.emit(self._take_out())

    def _take_out(self) -> DueIdea:
        row = self.list.currentRow()
        self.list.takeItem(row)
        found = self._ideas.pop(row)
        if not self._ideas:
            self.close()
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)


def _in_words(idea: DueIdea) -> str:
    facts = [idea.workshop, day_text(idea.revisit_on)]
    if idea.reason:
        facts.append(idea.reason)
    return f"{idea.text}\n{'  ·  '.join(facts)}"
