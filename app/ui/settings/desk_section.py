"""The desk itself: name, language, place, and the addresses that are its own."""

from collections.abc import Sequence

from PySide6.QtCore import QTimeZone
from PySide6.QtWidgets import QComboBox, QLineEdit

from app.errors import UserError
from app.i18n import _
from app.queries.desk import DeskRow, OwnAddressRow
from app.queries.desk import desk as read_desk
from app.queries.desk import own_addresses as read_own_addresses
from app.services.desk import change_desk, set_own_addresses
from app.storage.changes import Changes
from app.storage.database import utc_now
from app.ui.operations import Operations
from app.ui.settings.section import SettingsSection
from app.ui.theme import Theme
from app.ui.widgets.country_box import CountryBox, StateBox
from app.ui.widgets.message_bar import MessageBar, Severity
from app.ui.widgets.tag_editor import TagEditor


class DeskSection(SettingsSection):
    """What everyone at this desk shares; each change is an act of its own that can be undone."""

    def __init__(self, operations: Operations, theme: Theme) -> None:
        super().__init__(
            _("This desk"),
            _("Shared by everyone who works here, stored in the desk file."),
            theme,
        )
        self._operations = operations
        self._shown: DeskRow | None = None
        self._name = QLineEdit()
        self._language = QComboBox()
        for code, text in (("de", "Deutsch"), ("en", "English")):
            self._language.addItem(text, code)
        self._country = CountryBox()
        self._state = StateBox()
        self._zone = QComboBox()
        self._zone.addItems(
            sorted(bytes(zone.data()).decode() for zone in QTimeZone.availableTimeZoneIds())
        )
        self._addresses = TagEditor(theme, adding=_("Add an address"))
        self._addresses.setAccessibleName(_("Own addresses"))
        self._wrong = MessageBar(theme)
        form = self.add_form()
        form.addRow(_("&Name"), self._name)
        form.addRow(_("&Language of customers"), self._language)
        form.addRow(_("&Country"), self._country)
        form.addRow(_("&State"), self._state)
        form.addRow(_("Time &zone"), self._zone)
        form.addRow(_("&Own addresses"), self._addresses)
        self.add_hint(_("Mail from these addresses counts as an answer, not as an enquiry."))
        self.column.addWidget(self._wrong)
        self._name.editingFinished.connect(self._save)
        for box in (self._language, self._state, self._zone):
            box.activated.connect(self._save)
        self._country.activated.connect(self._country_chosen)
        self._addresses.tags_changed.connect(self._save_addresses)
        operations.changed.connect(self._desk_changed)
        self._read()

    def _read(self) -> None:
        self._operations.read(read_desk, owner=self, key="desk", done=self._show)
        self._operations.read(read_own_addresses, owner=self, key="own", done=self._show_own)

    def _desk_changed(self, changes: Changes) -> None:
        if "desk" in changes.tables or "own_address" in changes.tables:
            self._read()

    def _show(self, row: DeskRow | None) -> None:
        self._shown = row
        if row is None:
            return
        self._name.setText(row.name)
        self._language.setCurrentIndex(self._language.findData(row.language))
        self._country.choose(row.country)
        self._state.show_states_of(row.country, row.state)
        self._zone.setCurrentIndex(self._zone.findText(row.zone))

    def _show_own(self, rows: Sequence[OwnAddressRow]) -> None:
        self._addresses.set_tags([row.email for row in rows])

    def _country_chosen(self) -> None:
        self._state.show_states_of(self._country.country)
        self._save()

    def _save(self) -> None:
        shown = self._shown
        wanted = {
            "name": self._name.text().strip(),
            "language": self._language.currentData(),
            "country": self._country.country,
            "state": self._state.state,
            "zone": self._zone.currentText(),
        }
        if shown is None or all(getattr(shown, name) == to for name, to in wanted.items()):
            return
        self._wrong.hide()
        self._operations.run(
            change_desk,
            **wanted,
            now=utc_now(),
            label=_("Changed the desk’s settings"),
            owner=self,
            failed=self._refused,
        )

    def _save_addresses(self, addresses: Sequence[str]) -> None:
        self._wrong.hide()
        self._operations.run(
            set_own_addresses,
            [(address, "") for address in addresses],
            now=utc_now(),
            label=_("Changed the desk’s own addresses"),
            owner=self,
            failed=self._refused,
        )

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._wrong.show_message(str(error), severity=Severity.ERROR)
        self._read()
