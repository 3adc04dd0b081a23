"""The handbook inside the program, in the language of the interface."""

from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from app.i18n import _, language
from app.paths import handbook
from app.ui.theme import Theme


class _Pages(QTextBrowser):
    """Pictures are made as wide as the page."""

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(kind, name)
        relative = QUrl(name) if isinstance(name, str) else name
        found = self.searchPaths()[0] + "/" + relative.toString()
        picture = QImage(found)
        width = self.viewport().width() - 2 * round(self.document().documentMargin()) - 24
        if picture.width() <= width:
            return picture
        return picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)


class Handbook(QDialog):
    """Pages in Markdown with their pictures; links lead from one to the next."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Handbook"))
        self.resize(theme.px(860), theme.px(640))
        browser = _Pages()
        browser.resize(self.size())
        browser.setOpenExternalLinks(False)
        browser.setSearchPaths([str(handbook(language()))])
        browser.setSource(QUrl("index.md"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(browser)
