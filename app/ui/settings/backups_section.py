"""The backups: where they lie, how many there are, take one now, put one back."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem

from app.errors import UserError
from app.i18n import _
from app.storage import backup
from app.storage.database import utc_now
from app.ui.settings.section import SettingsSection
from app.ui.tasks import Progress, Tasks
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.times import exact_time, size_text
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.message_bar import MessageBar, Severity


class BackupsSection(SettingsSection):
    """``restore_wanted`` asks the program to close the desk and put a backup in its place."""

    restore_wanted = Signal(object)
    """Path of the backup."""

    def __init__(self, desk: Path, tasks: Tasks, theme: Theme) -> None:
        super().__init__(
            _("Backups"),
            _(
                "Every day the desk is copied, and the copy is opened and checked. The last seven "
                "are kept. Keep one on another disk too, such as a USB stick."
            ),
            theme,
        )
        self._desk = desk
        self._tasks = tasks
        self._list = QListWidget()
        self._list.setAccessibleName(_("Backups"))
        self._list.setMinimumHeight(theme.px(220))
        self._list.currentItemChanged.connect(self._enable)
        self._place = QLabel(str(backup.folder_of(desk)))
        self._place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        set_text_style(self._place, TextStyle.CAPTION)
        self._bar = MessageBar(theme)
        self._now = Button(_("Back up &now"), theme, kind=ButtonKind.PRIMARY, icon="backup")
        self._restore = Button(_("&Restore this one…"), theme, icon="restore")
        self._folder = Button(_("Open the &folder"), theme, kind=ButtonKind.QUIET)
        self._now.clicked.connect(self._take)
        self._restore.clicked.connect(self._restore_chosen)
        self._folder.clicked.connect(self._open_folder)
        line = QHBoxLayout()
        for button in (self._now, self._restore, self._folder):
            line.addWidget(button)
        line.addStretch()
        self.column.addWidget(self._list)
        self.column.addWidget(self._place)
        self.column.addWidget(self._bar)
        self.column.addLayout(line)
        self._show()

    def _show(self) -> None:
        self._list.clear()
        for each in backup.backups(self._desk):
            text = _("{moment} · {size}").format(
                moment=exact_time(each.taken_at), size=size_text(each.size)
            )
            item = QListWidgetItem(text)
            item.setData(Qt.ItemDataRole.UserRole, each.path)
            self._list.addItem(item)
        self._enable()

    def _enable(self, *_items: object) -> None:
        self._restore.setEnabled(self._list.currentItem() is not None)

    def _take(self) -> None:
        self._now.setEnabled(False)
        self._tasks.long(
            lambda: backup.take(self._desk, utc_now()),
            Progress(_("Backing up")),
            owner=self,
            done=self._taken,
            failed=self._failed,
        )

    def _taken(self, taken: backup.Backup) -> None:
        self._now.setEnabled(True)
        self._show()
        self._bar.show_message(
            _("Backed up and checked: {name}").format(name=taken.path.name),
            severity=Severity.SUCCESS,
        )

    def _failed(self, error: Exception) -> None:
        self._now.setEnabled(True)
        if not isinstance(error, UserError):
            raise error
        self._bar.show_message(str(error), severity=Severity.ERROR)

    def _restore_chosen(self) -> None:
        item = self._list.currentItem()
        if item is not None:
            self.restore_wanted.emit(item.data(Qt.ItemDataRole.UserRole))

    def _open_folder(self) -> None:
        folder = backup.folder_of(self._desk)
        target = folder if folder.is_dir() else folder.parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))
