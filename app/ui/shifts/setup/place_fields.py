"""Another place of work than the desk's: country, state and clock."""

from PySide6.QtWidgets import QCheckBox, QFormLayout

from app.i18n import _
from app.queries.shifts.people import Profile
from app.ui.shifts.setup.fields import ZoneBox
from app.ui.widgets.country_box import CountryBox, StateBox


class PlaceFields:
    """Rows of a form; they count only while the box above them is ticked."""

    def __init__(self, profile: Profile, form: QFormLayout) -> None:
        self._box = QCheckBox(_("Works at another &place, with its own holidays and clock"))
        self._country, self._state = CountryBox(), StateBox()
        self._zone = ZoneBox(profile.zone, _("The desk’s"))
        self._box.setChecked(profile.elsewhere)
        if profile.country:
            self._country.choose(profile.country)
        self._state.show_states_of(self._country.country, profile.state)
        self._country.activated.connect(self._country_chosen)
        self._box.toggled.connect(self._enable)
        form.addRow(self._box)
        form.addRow(_("&Country"), self._country)
        form.addRow(_("S&tate"), self._state)
        form.addRow(_("Time &zone"), self._zone)
        self._enable(profile.elsewhere)

    @property
    def place(self) -> dict[str, str]:
        """Country, state and zone of a profile, all empty for the desk's."""
        if not self._box.isChecked():
            return {"country": "", "state": "", "zone": ""}
        return {
            "country": self._country.country,
            "state": self._state.state,
            "zone": self._zone.zone,
        }

    def _country_chosen(self) -> None:
        self._state.show_states_of(self._country.country)

    def _enable(self, elsewhere: bool) -> None:
        self._country.setEnabled(elsewhere)
        self._zone.setEnabled(elsewhere)
        self._state.setEnabled(elsewhere and self._state.count() > 1)
