"""The backups: where they lie, how many there are, take one now, put one back."""

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QStackedWidget

from app.errors import UserError
from app.i18n import _
from app.storage import backup
from app.ui.desk.backups import Backups
from app.ui.settings.section import SettingsSection
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.times import exact_time, size_text
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.flow_layout import FlowLayout
from app.ui.widgets.message_bar import MessageBar, Severity


class BackupsSection(SettingsSection):
    """``restore_wanted`` asks the program to close the desk and put a backup in its place."""

    restore_wanted = Signal(object)
    """Path of the backup."""

    def __init__(self, backups: Backups, theme: Theme) -> None:
        super().__init__(
            _("Backups"),
            _(
                "Every day the desk is copied, and the copy is opened and checked. The last seven "
                "are kept. Keep one on another disk too, such as a USB stick."
            ),
            theme,
        )
        self._backups = backups
        self._list = QListWidget()
        self._list.setAccessibleName(_("Backups"))
        self._list.setMinimumHeight(theme.px(220))
        self._list.currentItemChanged.connect(self._enable)
        self._none = EmptyState(
            theme,
            icon="backup",
            text=_("No backup yet"),
            hint=_("The first one is taken by itself within the hour."),
        )
        self._shown = QStackedWidget()
        self._shown.addWidget(self._none)
        self._shown.addWidget(self._list)
        self._place = QLabel(str(backup.folder_of(backups.desk)))
        self._place.setWordWrap(True)
        self._place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        set_text_style(self._place, TextStyle.CAPTION)
        self._bar = MessageBar(theme)
        self._now = Button(_("Back up &now"), theme, kind=ButtonKind.PRIMARY, icon="backup")
        self._restore = Button(_("&Restore this one…"), theme, icon="restore")
        self._folder = Button(_("Open the &folder"), theme, kind=ButtonKind.QUIET)
        self._now.clicked.connect(backups.take)
        self._restore.clicked.connect(self._restore_chosen)
        self._folder.clicked.connect(self._open_folder)
        line = FlowLayout(spacing=theme.px(8))
        for button in (self._now, self._restore, self._folder):
            line.addWidget(button)
        self.column.addWidget(self._shown)
        self.column.addWidget(self._place)
        self.column.addWidget(self._bar)
        self.column.addLayout(line)
        backups.changed.connect(self._show)
        backups.failed.connect(self._tell_failure)
        self._show()

    def _show(self) -> None:
        self._bar.hide()
        self._now.setEnabled(not self._backups.under_way)
        there = self._backups.there
        self._shown.setCurrentWidget(self._list if there else self._none)
        self._list.clear()
        for each in there:
            text = _("{moment} · {size}").format(
                moment=exact_time(each.taken_at), size=size_text(each.size)
            )
            item = QListWidgetItem(text)
            item.setData(Qt.ItemDataRole.UserRole, each.path)
            self._list.addItem(item)
        self._enable()

    def _enable(self, *_items: object) -> None:
        self._restore.setEnabled(self._list.currentItem() is not None)

    def _tell_failure(self, error: UserError) -> None:
        self._bar.show_message(str(error), severity=Severity.ERROR)

    def _restore_chosen(self) -> None:
        item = self._list.currentItem()
        if item is not None:
            self.restore_wanted.emit(item.data(Qt.ItemDataRole.UserRole))

    def _open_folder(self) -> None:
        folder = backup.folder_of(self._backups.desk)
        target = folder if folder.is_dir() else folder.parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))
