"""The backups: where they lie, how many there are, take one now, put one back."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
)

from app.errors import UserError
from app.i18n import _, ngettext
from app.queries.restoring import Since, since_backup
from app.rules.backup_keeping import MOST
from app.storage import backup
from app.storage.drill import advice
from app.storage.room import free_bytes
from app.ui.colours import Role
from app.ui.desk.backups import Backups
from app.ui.operations import Operations
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

    def __init__(self, backups: Backups, operations: Operations, theme: Theme) -> None:
        super().__init__(
            _("Backups"),
            _(
                "Every day the desk is copied, and the copy is opened and checked. The newest of "
                "each of seven days, four weeks and twelve months are kept."
            ),
            theme,
        )
        self._backups = backups
        self._operations = operations
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
        self._place = QLabel()
        self._place.setWordWrap(True)
        self._place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        set_text_style(self._place, TextStyle.CAPTION)
        self._bar = MessageBar(theme)
        self._bar.acted.connect(self._do_restore)
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
        self._add_drill()
        self._add_second_place()
        backups.changed.connect(self._show)
        backups.failed.connect(self._tell_failure)
        self._show()

    def _add_drill(self) -> None:
        """That a backup brings everything back is known only from trying."""
        self.column.addSpacing(self.theme.px(16))
        heading = QLabel(_("Restore drill"))
        set_text_style(heading, TextStyle.SECTION)
        self._drill_sign = QLabel()
        self._drill = QLabel(wordWrap=True)
        told = QHBoxLayout()
        told.setSpacing(self.theme.px(8))
        told.addWidget(self._drill_sign, 0, Qt.AlignmentFlag.AlignTop)
        told.addWidget(self._drill, 1)
        self.hold_drill = Button(_("Hold a &drill now"), self.theme)
        self.hold_drill.clicked.connect(self._backups.drill_now)
        self.column.addWidget(heading)
        self.column.addLayout(told)
        self.column.addWidget(self.hold_drill, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_drill(self) -> None:
        """Sign and words: green with when it was, red with what to do."""
        self.hold_drill.setEnabled(not self._backups.drilling)
        last = self._backups.last_drill
        self._drill_sign.setVisible(last is not None)
        if last is None:
            self._drill.setText(
                _(
                    "Once a month a backup is restored beside the desk and every table compared. "
                    "The first drill is held within the hour."
                )
            )
            return
        name, role = ("check", Role.SUCCESS) if last.good else ("error", Role.DANGER)
        side = self.theme.px(16)
        self._drill_sign.setPixmap(self.theme.icon(name, role).pixmap(side, side))
        when = exact_time(last.at)
        if last.good:
            text = ngettext(
                "{when}: a backup was restored beside the desk, and {n} table was the same.",
                "{when}: a backup was restored beside the desk, and all {n} tables were the same.",
                last.tables,
            )
            self._drill.setText(text.format(when=when, n=last.tables))
        else:
            self._drill.setText(f"{when}: {advice(last)}")

    def _add_second_place(self) -> None:
        """A disk breaks as a whole, so one copy belongs on another."""
        self.column.addSpacing(self.theme.px(16))
        heading = QLabel(_("Second place"))
        set_text_style(heading, TextStyle.SECTION)
        self._second = QLabel(wordWrap=True)
        choose = Button(_("&Choose a folder…"), self.theme)
        self._without = Button(_("&None"), self.theme, kind=ButtonKind.QUIET)
        choose.clicked.connect(self._choose_second)
        self._without.clicked.connect(lambda: self._backups.choose_second_place(None))
        line = FlowLayout(spacing=self.theme.px(8))
        line.addWidget(choose)
        line.addWidget(self._without)
        self.column.addWidget(heading)
        self.column.addWidget(self._second)
        self.column.addLayout(line)

    def _choose_second(self) -> None:
        name = QFileDialog.getExistingDirectory(self.window(), _("Second place for backups"))
        if name:
            self._backups.choose_second_place(Path(name))

    def _show_second(self) -> None:
        place = self._backups.second_place
        self._without.setVisible(place is not None)
        if place is None:
            self._second.setText(
                _("Each backup can be copied to a USB stick or a synced folder as well.")
            )
            return
        copies = len(backup.in_second_place(self._backups.desk, place))
        told = ngettext("{n} backup", "{n} backups", copies).format(n=copies)
        if not place.is_dir():
            told = _("not there now; copied again when it is")
        self._second.setText(f"{place}\n{told}")

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
        self._show_place()
        self._show_drill()
        self._show_second()
        self._backups.judge([each.path for each in there], self, self._show_judgement)

    def _show_place(self) -> None:
        """Where they lie, and the room that all of them will take."""
        desk = self._backups.desk
        folder = backup.folder_of(desk)
        # What was written last may still lie in the log beside the desk.
        sizes = [desk.stat().st_size] if desk.is_file() else []
        sizes += [each.size for each in self._backups.there]
        needed = size_text(max(sizes) * MOST) if sizes else "?"
        free = free_bytes(folder)
        self._place.setText(
            _("{folder}\nAll {n} that are kept in time take up to {size}; {free} are free.").format(
                folder=folder, n=MOST, size=needed, free="?" if free is None else size_text(free)
            )
        )

    def _show_judgement(self, good: list[bool]) -> None:
        """Sign and words for each: the colour alone would tell not everybody."""
        if len(good) != self._list.count():
            return
        for row, is_good in enumerate(good):
            item = self._list.item(row)
            name, role = ("check", Role.SUCCESS) if is_good else ("error", Role.DANGER)
            item.setIcon(self.theme.icon(name, role))
            item.setToolTip(
                _("Sound: the same as when it was checked")
                if is_good
                else _("Changed since it was checked, or never checked: choose another one")
            )

    def _enable(self, *_items: object) -> None:
        self._restore.setEnabled(self._list.currentItem() is not None)

    def _tell_failure(self, error: UserError) -> None:
        self._bar.show_message(str(error), severity=Severity.ERROR)

    def _restore_chosen(self) -> None:
        """Say first what would be lost."""
        if (path := self._chosen) is not None:
            self._operations.read(since_backup, path, owner=self, done=self._tell_loss)

    def _tell_loss(self, since: Since) -> None:
        if not since.known:
            told = _("What was done since this backup is not known.")
        elif since.acts == 0:
            told = _("Nothing was done since this backup.")
        else:
            parts = (
                ngettext("{n} act", "{n} acts", since.acts).format(n=since.acts),
                ngettext("{n} ticket", "{n} tickets", since.tickets).format(n=since.tickets),
                ngettext("{n} message", "{n} messages", since.messages).format(n=since.messages),
            )
            told = _("Not in this backup: {what}.").format(what=", ".join(parts))
        if since.erasures:
            told += " " + ngettext(
                "{n} erasure came after it: whom the backup still holds comes back with it. "
                "Erase them again then.",
                "{n} erasures came after it: whom the backup still holds comes back with it. "
                "Erase them again then.",
                since.erasures,
            ).format(n=since.erasures)
        kept = _("The desk as it is now is kept beside it and can be put back.")
        self._bar.show_message(
            f"{told} {kept}", severity=Severity.WARNING, action=_("Restore it now")
        )

    def _do_restore(self) -> None:
        if (path := self._chosen) is not None:
            self.restore_wanted.emit(path)

    @property
    def _chosen(self) -> Path | None:
        item = self._list.currentItem()
        path: Path | None = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        return path

    def _open_folder(self) -> None:
        folder = backup.folder_of(self._backups.desk)
        target = folder if folder.is_dir() else folder.parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))
