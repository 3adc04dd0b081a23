"""The language of the interface: our texts, Qt's own, and how dates and numbers are written."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from app import i18n
from app.paths import resource
from app.settings import interface_language


class Language:
    """What the program speaks; widgets that are there already have to be built anew."""

    def __init__(self, application: QApplication, choice: str) -> None:
        """``choice`` is that of the settings: a language, or as the system says."""
        self._application = application
        self._qt_texts: list[QTranslator] = []
        self.speak(choice)

    def speak(self, choice: str) -> None:
        """Speak another one from now on."""
        self.choice = choice
        language = interface_language(choice, QLocale.system().uiLanguages())
        i18n.set_language(language)
        for each in self._qt_texts:
            self._application.removeTranslator(each)
        self._qt_texts = qt_texts(language)
        for each in self._qt_texts:
            self._application.installTranslator(each)
        QLocale.setDefault(QLocale(language) if choice != "system" else QLocale.system())


def qt_texts(language: str) -> list[QTranslator]:
    """Qt's own texts, and one name for the Enter key: Qt calls the large one *Return*, which stands
    on few keyboards. To be installed in this order; Qt asks the last one first."""
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    files = (f"{folder}/qtbase_{language}.qm", str(resource("locale", "keys.qm")))
    translators = [(QTranslator(), file) for file in files]
    return [translator for translator, file in translators if translator.load(file)]
