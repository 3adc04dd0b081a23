"""Choose a country and, if it has any, a state with holidays of its own."""

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QComboBox, QWidget

from app.i18n import _
from app.rules.regions import countries, states

_NEARBY = ("DE", "AT", "CH")


class CountryBox(QComboBox):
    """Countries by the name they give themselves, the German-speaking ones first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        for code in _NEARBY:
            self.addItem(_country_name(code), code)
        self.insertSeparator(len(_NEARBY))
        for name, code in sorted((_country_name(code), code) for code in countries()):
            if code not in _NEARBY:
                self.addItem(name, code)

    @property
    def country(self) -> str:
        """The ISO 3166 code chosen."""
        return self.currentData() or ""

    def choose(self, code: str) -> None:
        """Show this country, the first one if it is unknown."""
        self.setCurrentIndex(max(0, self.findData(code)))


class StateBox(QComboBox):
    """The states of one country."""

    @property
    def state(self) -> str:
        """The code chosen, empty for the whole country."""
        return self.currentData() or ""

    def show_states_of(self, country: str, chosen: str = "") -> None:
        """Offer the states of a country; disabled if it has none."""
        self.clear()
        self.addItem(_("The whole country"), "")
        for code, name in states(country):
            self.addItem(name, code)
        self.setEnabled(self.count() > 1)
        self.setCurrentIndex(max(0, self.findData(chosen)))

    def retranslate(self) -> None:
        """The first entry in the language of the interface."""
        self.setItemText(0, _("The whole country"))


def home_country() -> str:
    """Where this machine seems to stand."""
    return QLocale.territoryToCode(QLocale.system().territory())


def _country_name(code: str) -> str:
    """What the country calls itself where that is in Latin letters, else its English name."""
    territory = QLocale.codeToTerritory(code)
    own = QLocale(QLocale.Language.AnyLanguage, territory).nativeTerritoryName()
    latin = own and all(letter < "\u0250" or letter == "’" for letter in own)
    return own if latin else QLocale.territoryToString(territory) or code
