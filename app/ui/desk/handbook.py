"""The handbook inside the program, in the language of the interface."""

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from app.i18n import _, language
from app.paths import handbook
from app.ui.theme import Theme


class Handbook(QDialog):
    """Pages in Markdown with their pictures; links lead from one to the next."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Handbook"))
        browser = QTextBrowser()
        browser.setOpenExternalLinks(False)
        browser.setSearchPaths([str(handbook(language()))])
        browser.setSource(QUrl("index.md"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(browser)
        self.resize(theme.px(860), theme.px(640))
