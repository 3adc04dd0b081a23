"""The text of a message: as high as it is long, and it loads nothing from anywhere by itself."""

from collections.abc import Mapping

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QResizeEvent,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QWidget

from app.ui.tickets.folded_document import FoldedQuote, find_quote, show_quote
from app.ui.tickets.mail_colours import fitted_colours
from app.ui.tickets.pictures import no_picture, picture_of_data_address, read_picture
from app.ui.tips import plain_tip


class MessageBody(QTextBrowser):
    """Shows text or cleaned HTML without scroll bars of its own.

    Pictures come from ``pictures`` (by URL as written in the HTML) and from ``data:`` addresses;
    everything else stays empty. Links are announced, never followed.
    """

    link_hovered = Signal(str)
    link_followed = Signal(QUrl)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures: Mapping[str, bytes] = {}
        self._picture_width = 0
        self._heights: dict[int, int] = {}
        self.quote: FoldedQuote | None = None
        self.setOpenLinks(False)
        self.setProperty("plain", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)
        self.highlighted.connect(self._hovered)
        self.anchorClicked.connect(self.link_followed)

    def show_html(self, html: str, *, pictures: Mapping[str, bytes], paper: QColor) -> None:
        """Show cleaned HTML on a card of colour ``paper``; colours that vanish on it go."""
        self._pictures = pictures
        self._picture_width = max(240, self.width())
        self.setHtml(fitted_colours(html, paper))
        self.quote = None
        self._forget_height()

    def fold_quote(self, *, shown: bool) -> None:
        """Hide the quote at the end, or show it; ``quote`` stays None where there is none."""
        self.quote = self.quote or find_quote(self.document())
        if self.quote is not None:
            show_quote(self.document(), self.quote, shown=shown)
            self._forget_height()

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Only what came with the mail; no file, no network, whatever the HTML says."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return QByteArray()
        address = name.toString() if isinstance(name, QUrl) else name
        content = self._pictures.get(address)
        if content is None:
            content = picture_of_data_address(address)
        image = read_picture(content, widest=self._picture_width) if content else None
        return image if image is not None else no_picture()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        """Whole pixels that the text takes when ``width`` wide."""
        if width not in self._heights:
            document = self.document()
            document.setTextWidth(width)
            self._heights = {width: int(document.size().height()) + 2}
        return self._heights[width]

    def sizeHint(self) -> QSize:
        width = self.width()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._heights.clear()
        super().changeEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The column scrolls, not the message."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scrolling keys are the column's, unless text is being selected with them."""
        scrolling = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        if event.key() in scrolling and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _forget_height(self) -> None:
        self._heights.clear()
        self.updateGeometry()

    def _hovered(self, link: QUrl) -> None:
        target = link.toDisplayString()
        self.setToolTip(plain_tip(target))
        self.link_hovered.emit(target)
