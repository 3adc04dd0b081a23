"""Who is present: a number, or names."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QSpinBox, QWidget

from app.i18n import _
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.brief_popover import BriefPopover
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.number_field import with_margin

if TYPE_CHECKING:
    from app.queries.workshop.workshops import Workshop

MOST_PEOPLE = 60


class PeoplePopover(BriefPopover):
    """``chosen`` tells a number, or a list of names."""

    chosen = Signal(object)

    def __init__(self, workshop: "Workshop", theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setAccessibleName(_("People present"))
        self.setFixedWidth(theme.px(360))
        self.count = with_margin(QSpinBox(), theme)
        self.count.setRange(1, MOST_PEOPLE)
        self.count.setValue(workshop.people)
        self.count.setAccessibleName(_("How many people are here"))
        self.names = QLineEdit(", ".join(workshop.names))
        self.names.setAccessibleName(_("Their names"))
        self.names.setPlaceholderText(_("Names, if you like: Eva, Jan, Tarik"))
        self.names.textEdited.connect(self._count_names)
        self.names.returnPressed.connect(self._confirm)
        heading = QLabel(_("People present"))
        set_text_style(heading, TextStyle.SECTION)
        hint = QLabel(_("So many can vote in the next vote. Names stand in the record only."))
        hint.setWordWrap(True)
        set_text_style(hint, TextStyle.CAPTION)
        button = Button(_("Save"), theme, kind=ButtonKind.PRIMARY)
        button.clicked.connect(self._confirm)
        for widget in (heading, self.count, self.names, hint, button):
            self.column.addWidget(widget)
        self.setFocusProxy(self.count)

    def _names(self) -> list[str]:
        return [each.strip() for each in self.names.text().split(",") if each.strip()]

    def _count_names(self) -> None:
        names = self._names()
        if names:
            self.count.setValue(len(names))

    def _confirm(self) -> None:
        names = self._names()
        self.close()
        self.chosen.emit(names if len(names) == self.count.value() else self.count.value())
