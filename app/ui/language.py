"""The language of the interface: our texts, Qt's own, and how dates and numbers are written."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from app import i18n
from app.settings import interface_language


class Language:
    """What the program speaks; widgets that are there already have to be built anew."""

    def __init__(self, application: QApplication, choice: str) -> None:
        """``choice`` is that of the settings: a language, or as the system says."""
        self._application = application
        self._qt_texts = QTranslator(application)
        self.speak(choice)

    def speak(self, choice: str) -> None:
        """Speak another one from now on."""
        self.choice = choice
        language = interface_language(choice, QLocale.system().uiLanguages())
        i18n.set_language(language)
        self._application.removeTranslator(self._qt_texts)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._qt_texts.load(QLocale(language), "qtbase", "_", folder):
            self._application.installTranslator(self._qt_texts)
        QLocale.setDefault(QLocale(language) if choice != "system" else QLocale.system())
