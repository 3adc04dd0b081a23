"""Subjects on the left, the chosen one on the right."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.ui.theme import Theme
from app.ui.widgets.calm_wheel import CalmWheel

_MOST_LETTERS = 24
"""As wide as so many X may a choice be and still be read whole without opening its box."""


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """A subject; ``make`` builds its widget when it is shown."""

    id: str
    title: str
    make: Callable[[], QWidget]


class SubjectPages(QWidget):
    """Each section is made anew when it is shown, so it says what holds now."""

    section_shown = Signal(str)
    """The id of the section that is shown now."""

    def __init__(self, sections: Sequence[SectionSpec], theme: Theme, *, name: str) -> None:
        super().__init__()
        self._specs = tuple(sections)
        self._list = QListWidget()
        self._list.setProperty("kind", "navigation")
        self._list.setAccessibleName(name)
        self._list.ensurePolished()
        self._list.addItems([spec.title for spec in sections])
        wanted = self._list.sizeHintForColumn(0) + theme.px(24)
        self._list.setFixedWidth(min(theme.px(200), max(wanted, 200)))
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._list.currentRowChanged.connect(self._show)
        body = QHBoxLayout(self)
        body.setContentsMargins(theme.px(24), 0, theme.px(24), 0)
        body.setSpacing(theme.px(24))
        body.addWidget(self._list)
        body.addWidget(self._scroll, 1)
        self.setFocusProxy(self._list)
        self._list.setCurrentRow(0)

    @property
    def section(self) -> str:
        """The id of the section that is shown."""
        return self._specs[self._list.currentRow()].id

    def show_section(self, section_id: str) -> None:
        """Show one section."""
        self._list.setCurrentRow([spec.id for spec in self._specs].index(section_id))

    def _show(self, row: int) -> None:
        section = self._specs[row].make()
        CalmWheel(section)
        _let_boxes_shrink(section)
        # Aligned to the top it would get the height of its hint, which wrapped words exceed.
        line = QHBoxLayout()
        line.addWidget(section, 1)
        line.addStretch()
        frame = QWidget()
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(line)
        column.addStretch(1)
        self._scroll.setWidget(frame)
        self.section_shown.emit(self._specs[row].id)


def _let_boxes_shrink(section: QWidget) -> None:
    """A box of choices need not be wider than most of its choices; its list shows all whole."""
    for box in section.findChildren(QComboBox):
        width = box.fontMetrics().horizontalAdvance
        longest = max((width(box.itemText(place)) for place in range(box.count())), default=0)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(min(-(-longest // width("X")), _MOST_LETTERS))
