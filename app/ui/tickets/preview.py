"""A picture or a text file in a window of its own, without opening another program."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFontDatabase, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.formats.mail.charsets import decode
from app.i18n import _
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.tickets.attachments import File, is_picture
from app.ui.tickets.pictures import read_picture
from app.ui.times import size_text
from app.ui.widgets.button import Button, ButtonKind

_WIDEST = 4000
_LONGEST_TEXT = 1_000_000


class PreviewDialog(QDialog):
    """Closes with Esc. What cannot be previewed says so and offers the other ways."""

    save_wanted = Signal()
    open_wanted = Signal()

    def __init__(self, file: File, content: bytes, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(file.name or _("Without a name"))
        self.resize(theme.px(820), theme.px(620))
        column = QVBoxLayout(self)
        margin = theme.px(16)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.px(12))
        column.addWidget(self._shown(file, content), 1)
        foot = QHBoxLayout()
        facts = QLabel(f"{file.content_type}, {size_text(file.size)}")
        set_text_style(facts, TextStyle.CAPTION)
        foot.addWidget(facts)
        foot.addStretch(1)
        for words, icon, signal in (
            (_("&Open in its program"), "external", self.open_wanted),
            (_("&Save as…"), "download", self.save_wanted),
        ):
            button = Button(words, theme, icon=icon)
            button.clicked.connect(signal)
            foot.addWidget(button)
        close = Button(_("&Close"), theme, kind=ButtonKind.PRIMARY)
        close.clicked.connect(self.accept)
        foot.addWidget(close)
        column.addLayout(foot)
        close.setFocus()

    def _shown(self, file: File, content: bytes) -> QWidget:
        if is_picture(file):
            image = read_picture(content, widest=_WIDEST)
            if image is not None:
                return _FittedPicture(QPixmap.fromImage(image), file.name)
            return _sentence(_("This picture cannot be shown here."))
        text = QPlainTextEdit()
        text.setReadOnly(True)
        text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        text.setPlainText(decode(content[:_LONGEST_TEXT], "")[0])
        text.setAccessibleName(file.name)
        return text


class _FittedPicture(QLabel):
    """As large as the window allows, never larger than it is."""

    def __init__(self, picture: QPixmap, name: str) -> None:
        super().__init__()
        self._picture = picture
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._fit()

    def _fit(self) -> None:
        ratio = self.devicePixelRatioF()
        room = QSize(round(self.width() * ratio), round(self.height() * ratio))
        fitted = self._picture
        if fitted.width() > room.width() or fitted.height() > room.height():
            fitted = fitted.scaled(
                room,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        fitted.setDevicePixelRatio(ratio)
        self.setPixmap(fitted)


def _sentence(words: str) -> QLabel:
    label = QLabel(words)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setWordWrap(True)
    return label
