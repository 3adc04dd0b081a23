"""The access log: how much is noted and for how long, and what was noted."""

from PySide6.QtWidgets import QComboBox, QLabel, QSpinBox

from app.errors import UserError
from app.i18n import _, ngettext
from app.queries.access import AccessRow, AccessSettings, access_entries, access_settings
from app.rules.access import DAYS, AccessNoted
from app.services.access import set_access_log
from app.storage.changes import Changes
from app.storage.database import utc_now
from app.ui.access_table import AccessTable
from app.ui.operations import Operations
from app.ui.settings.section import SettingsSection
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.number_field import with_margin
from app.ui.widgets.search_box import SearchBox

_SHOWN = 200
_TABLES = frozenset({"desk", "access_log", "contact"})


class AccessSection(SettingsSection):
    """Changes are in force at once; what is older than is kept goes within the hour."""

    def __init__(self, operations: Operations, theme: Theme) -> None:
        super().__init__(
            _("Access log"),
            _(
                "Who handed out, exported or erased personal data, and when: so that you can show "
                "what was done. Who opened which contact is noted only if you choose that. It "
                "says as much about the people who work here, so agree on it with them first."
            ),
            theme,
        )
        self._operations = operations
        self._noted = QComboBox()
        self._noted.addItem(_("Handing out, exporting, erasing"), AccessNoted.ACTS.value)
        self._noted.addItem(_("That, and who opened which contact"), AccessNoted.ALL.value)
        self._noted.addItem(_("Nothing"), AccessNoted.NOTHING.value)
        self._days = with_margin(QSpinBox(), theme)
        self._days.setRange(DAYS[0], DAYS[-1])
        self._days.setKeyboardTracking(False)
        form = self.add_form()
        form.addRow(_("&Note"), self._noted)
        form.addRow(_("Keep for so many &days"), self._days)
        self.column.addSpacing(theme.px(16))
        self._search = SearchBox(_("Search contact, person, act"), theme)
        self._table = AccessTable(theme, contacts=True)
        self._table.setMinimumHeight(theme.px(280))
        self._told = QLabel(wordWrap=True)
        set_text_style(self._told, TextStyle.CAPTION)
        for part in (self._search, self._table, self._told):
            self.column.addWidget(part)
        self._noted.activated.connect(self._save)
        self._days.valueChanged.connect(self._save)
        self._search.searched.connect(self._read_entries)
        self._search.went_down.connect(self._table.setFocus)
        operations.changed.connect(self._desk_changed)
        self._read()

    def _read(self) -> None:
        self._operations.read(access_settings, owner=self, key="settings", done=self._show)
        self._read_entries()

    def _read_entries(self) -> None:
        self._operations.read(
            access_entries,
            self._search.text(),
            limit=_SHOWN,
            owner=self,
            key="entries",
            done=self._show_entries,
        )

    def _desk_changed(self, changes: Changes) -> None:
        if not _TABLES.isdisjoint(changes.tables):
            self._read()

    def _show(self, chosen: AccessSettings) -> None:
        self._noted.setCurrentIndex(self._noted.findData(chosen.noted.value))
        self._days.blockSignals(True)
        self._days.setValue(chosen.days)
        self._days.blockSignals(False)

    def _show_entries(self, found: tuple[list[AccessRow], int]) -> None:
        entries, total = found
        self._table.show_entries(entries)
        if total > len(entries):
            self._told.setText(
                _("The newest {shown} of {total}. Search for the others.").format(
                    shown=len(entries), total=total
                )
            )
        elif total:
            text = ngettext("{n} entry", "{n} entries", total)
            self._told.setText(text.format(n=total))
        else:
            searched = bool(self._search.text().strip())
            self._told.setText(_("Nothing found.") if searched else _("Nothing noted so far."))

    def _save(self, _value: int) -> None:
        self._operations.run(
            set_access_log,
            AccessNoted(self._noted.currentData()),
            days=self._days.value(),
            now=utc_now(),
            label=_("Changed the access log"),
            owner=self,
            failed=self._refuse,
        )

    def _refuse(self, error: Exception) -> None:
        """Show what is in force still, and say why."""
        if not isinstance(error, UserError):
            raise error
        self._read()
        self._operations.refused.emit(error)
