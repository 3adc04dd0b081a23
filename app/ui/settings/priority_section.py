"""The priority matrix: what impact and urgency come to."""

from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel

from app.i18n import _
from app.queries.desk import DeskRow
from app.queries.desk import desk as read_desk
from app.rules.enums import Impact, Priority, Urgency, label
from app.services.desk import set_priority_matrix
from app.storage.changes import Changes
from app.storage.database import utc_now
from app.ui.operations import Operations
from app.ui.settings.section import SettingsSection
from app.ui.theme import Theme


class PrioritySection(SettingsSection):
    """Three by three boxes; open tickets follow at once, a priority set by hand stays."""

    def __init__(self, operations: Operations, theme: Theme) -> None:
        super().__init__(
            _("Priority"),
            _(
                "How far a problem reaches (impact) and how long it can wait (urgency) together "
                "give the priority. Open tickets follow a change at once."
            ),
            theme,
        )
        self._operations = operations
        self._boxes: dict[tuple[Impact, Urgency], QComboBox] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(8))
        grid.setVerticalSpacing(theme.px(8))
        for column, urgency in enumerate(Urgency, start=1):
            grid.addWidget(_head(label(urgency)), 0, column)
        for line, impact in enumerate(reversed(Impact), start=1):
            grid.addWidget(_head(label(impact)), line, 0)
            for column, urgency in enumerate(Urgency, start=1):
                grid.addWidget(self._box(impact, urgency), line, column)
        self.column.addLayout(grid)
        operations.changed.connect(self._desk_changed)
        self._read()

    def _box(self, impact: Impact, urgency: Urgency) -> QComboBox:
        box = QComboBox()
        for priority in Priority:
            box.addItem(label(priority), priority)
        box.setAccessibleName(
            _("Priority at {impact}, {urgency}").format(
                impact=label(impact), urgency=label(urgency)
            )
        )
        box.activated.connect(self._save)
        self._boxes[impact, urgency] = box
        return box

    def _read(self) -> None:
        self._operations.read(read_desk, owner=self, key="desk", done=self._show)

    def _desk_changed(self, changes: Changes) -> None:
        if "desk" in changes.tables:
            self._read()

    def _show(self, row: DeskRow | None) -> None:
        if row is not None:
            for (impact, urgency), box in self._boxes.items():
                box.setCurrentIndex(box.findData(row.matrix[impact][urgency]))

    def _save(self) -> None:
        matrix = {
            impact: {
                urgency: Priority(self._boxes[impact, urgency].currentData()) for urgency in Urgency
            }
            for impact in Impact
        }
        self._operations.run(
            set_priority_matrix, matrix, now=utc_now(), label=_("Changed the priority matrix")
        )


def _head(words: str) -> QLabel:
    head = QLabel(words)
    head.setWordWrap(True)
    return head
