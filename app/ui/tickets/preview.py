"""A picture, a text or a page in a window of its own, without opening another program."""

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

from app.i18n import _
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.tickets.attachments import File
from app.ui.tickets.preview_reading import Preview
from app.ui.times import size_text
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.loading_bar import LoadingBar


class PreviewDialog(QDialog):
    """Closes with Esc. What cannot be previewed says so and offers the other ways."""

    save_wanted = Signal()
    open_wanted = Signal()

    def __init__(self, file: File, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._name = file.name or _("Without a name")
        self.setWindowTitle(self._name)
        self.resize(theme.px(820), theme.px(620))
        self._column = QVBoxLayout(self)
        margin = theme.px(16)
        self._column.setContentsMargins(margin, margin, margin, margin)
        self._column.setSpacing(theme.px(12))
        self._room = QWidget()
        self._column.addWidget(self._room, 1)
        self._note = QLabel()
        set_text_style(self._note, TextStyle.CAPTION)
        self._note.hide()
        self._column.addWidget(self._note, 0, Qt.AlignmentFlag.AlignHCenter)
        self._close = Button(_("&Close"), theme, kind=ButtonKind.PRIMARY)
        self._column.addLayout(self._foot(file, theme))
        self._close.setFocus()
        self._loading = LoadingBar(self, theme)
        self._loading.set_loading(True)

    def show_preview(self, preview: Preview) -> None:
        """Fill the window with what was read."""
        self._loading.set_loading(False)
        shown = self._shown(preview)
        self._column.replaceWidget(self._room, shown)
        self._room.deleteLater()
        self._room = shown
        if preview.image is not None and preview.note:
            self._note.setText(preview.note)
            self._note.show()

    def _foot(self, file: File, theme: Theme) -> QHBoxLayout:
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
        self._close.clicked.connect(self.accept)
        foot.addWidget(self._close)
        return foot

    def _shown(self, preview: Preview) -> QWidget:
        if preview.image is not None:
            return _FittedPicture(QPixmap.fromImage(preview.image), self._name)
        if preview.text is None:
            return _sentence(preview.note)
        text = QPlainTextEdit()
        text.setReadOnly(True)
        text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        text.setPlainText(preview.text)
        text.setAccessibleName(self._name)
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
