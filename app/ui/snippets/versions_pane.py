"""Every content the snippet had: what changed, back to it, and who got it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.queries.snippets import VersionRow
from app.storage.database import utc_now
from app.ui.snippets.diff_view import DiffView
from app.ui.theme import Theme
from app.ui.times import exact_time, relative_time
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.flow_layout import FlowLayout

_VERSION = int(Qt.ItemDataRole.UserRole)
_LIST_WIDTH = 210


class VersionsPane(QWidget):
    """The newest on top; each is compared with the one before it, or with the present one."""

    restore_asked = Signal(object)
    """The ``VersionRow`` to go back to."""
    receivers_asked = Signal(object)
    """The ``VersionRow`` of which is asked who got it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._versions: tuple[VersionRow, ...] = ()
        self._list = QListWidget()
        self._list.setAccessibleName(_("Versions"))
        self._list.setProperty("kind", "navigation")
        self._list.setFixedWidth(theme.px(_LIST_WIDTH))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.currentRowChanged.connect(self._show)
        self._diff = DiffView(theme)
        self._restore = Button(_("Restore"), theme, icon="restore")
        self._restore.clicked.connect(self._ask_to_restore)
        self._receivers = Button("", theme, kind=ButtonKind.LINK)
        self._receivers.clicked.connect(self._ask_for_receivers)
        buttons = FlowLayout(spacing=theme.px(8))
        buttons.addWidget(self._restore)
        buttons.addWidget(self._receivers)
        right = QVBoxLayout()
        right.setSpacing(theme.px(8))
        right.addWidget(self._diff, 1)
        right.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.px(8), 0, 0)
        row.setSpacing(theme.px(16))
        row.addWidget(self._list)
        row.addLayout(right, 1)

    def show_versions(self, versions: Sequence[VersionRow]) -> None:
        """Show these, the newest first."""
        chosen = self._list.currentRow()
        kept = len(versions) == len(self._versions)
        self._versions = tuple(versions)
        self._list.blockSignals(True)
        self._list.clear()
        for each in versions:
            item = QListWidgetItem(_line(each))
            item.setData(_VERSION, each)
            item.setToolTip(f"{exact_time(each.at)}\n{each.agent_name}".strip())
            self._list.addItem(item)
        self._list.blockSignals(False)
        self._list.setCurrentRow(chosen if kept and chosen >= 0 else 0)
        self._show(self._list.currentRow())

    @property
    def names(self) -> list[str]:
        """The versions as they are listed."""
        items = (self._list.item(row) for row in range(self._list.count()))
        return [item.text().split("\n")[0] for item in items]

    @property
    def shown_text(self) -> str:
        """What is said to have changed."""
        return self._diff.toPlainText()

    def choose(self, place: int) -> None:
        """Look at a version, the newest is 0."""
        self._list.setCurrentRow(place)

    def restore(self) -> None:
        """Ask to go back to the version that is looked at."""
        self._restore.click()

    def _show(self, row: int) -> None:
        shown = self._versions[row] if 0 <= row < len(self._versions) else None
        self._restore.setVisible(shown is not None and not shown.current)
        self._receivers.setVisible(bool(shown and shown.uses))
        if shown is None:
            self._diff.clear()
            return
        self._receivers.setText(
            ngettext("Sent {n} time: to whom?", "Sent {n} times: to whom?", shown.uses).format(
                n=shown.uses
            )
        )
        if row + 1 < len(self._versions):
            self._diff.show_change(self._versions[row + 1], shown)
        else:
            self._diff.show_first(shown)

    def _ask_to_restore(self) -> None:
        self.restore_asked.emit(self._versions[self._list.currentRow()])

    def _ask_for_receivers(self) -> None:
        self.receivers_asked.emit(self._versions[self._list.currentRow()])


def _line(version: VersionRow) -> str:
    name = _("Version {n}").format(n=version.number)
    if version.current:
        name = _("Version {n}, the present one").format(n=version.number)
    parts = [relative_time(version.at, utc_now()), version.agent_name]
    return f"{name}\n{' · '.join(part for part in parts if part)}"
