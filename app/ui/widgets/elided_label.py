"""A label of one line that is shortened with an ellipsis; its tooltip has the whole."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.ui.tips import plain_tip

_FEW = "mmm…mmm"


class ElidedLabel(QLabel):
    """In the middle for addresses, at the end for subjects.

    One that ``vanishes`` shows nothing where there is room for a few letters only.
    """

    def __init__(
        self,
        text: str = "",
        *,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        vanishes: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._mode = mode
        self._vanishes = vanishes
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(" ".join(text.split()))
        self._tell()

    def minimumSizeHint(self) -> QSize:
        # First, for it looks at the style sheet, which chooses the font.
        height = super().minimumSizeHint().height()
        return QSize(1 if self._vanishes else self._width("MM…"), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        area = self.contentsRect()
        if self._vanishes and area.width() < min(self._width(self.text()), self._width(_FEW)):
            return
        painter = QPainter(self)
        fitting = self.fontMetrics().elidedText(self.text(), self._mode, area.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(area, self.alignment() | Qt.AlignmentFlag.AlignVCenter, fitting)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    def _tell(self) -> None:
        fits = self._width(self.text()) <= self.contentsRect().width()
        told = "" if fits else plain_tip(self.text())
        if told != self.toolTip():
            self.setToolTip(told)

    def _width(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text)
