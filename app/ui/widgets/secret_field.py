"""A line for a passphrase: hidden, and shown on request, for nobody types blind for long."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.i18n import _
from app.ui.theme import Theme
from app.ui.widgets.button import IconButton


class SecretField(QWidget):
    """``line`` holds what is typed; input methods neither learn nor complete it."""

    def __init__(self, theme: Theme, label: str) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAccessibleName(label)
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self._eye = IconButton("eye", _("Show what is typed"), theme)
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._show)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(4))
        row.addWidget(self.line, 1)
        row.addWidget(self._eye)
        self.setFocusProxy(self.line)

    def _show(self, on: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)
