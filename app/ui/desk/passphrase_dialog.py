"""Choosing a passphrase: typed twice, with what it is worth, and where its key may be kept."""

from math import log10

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from app import keychain
from app.i18n import _
from app.ui.theme import TextStyle, Theme, set_style_property, set_text_style
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.dialog_size import fit_to_width
from app.ui.widgets.secret_field import SecretField

WIDTH = 520
LEAST = 8
"""Letters of a passphrase; below that every one is found in hours."""
_JUDGED = 100
"""Letters that are judged; more make it no weaker."""
_GUESSES_PER_SECOND = 10_000
"""Of somebody with the file and a rack of graphic cards, against 256,000 rounds."""
_SECURE = 14
"""Powers of ten of guesses that fill the meter."""


class PassphraseDialog(QDialog):
    """``passphrase`` and ``keep_in_keychain`` are what was chosen, once accepted."""

    def __init__(
        self, theme: Theme, *, title: str, lead: str, button: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._theme = theme
        head = QLabel(lead, wordWrap=True)
        self._first = SecretField(theme, _("Passphrase"))
        self._again = SecretField(theme, _("Passphrase again"))
        self._meter = QProgressBar(textVisible=False, maximum=_SECURE)
        self._meter.setFixedHeight(theme.px(6))
        self._meter.setAccessibleName(_("Strength"))
        self._worth = QLabel(wordWrap=True)
        set_text_style(self._worth, TextStyle.CAPTION)
        self._keep = QCheckBox(_("&Keep the key in this computer’s keychain"))
        self._keep_hint = QLabel(wordWrap=True)
        set_text_style(self._keep_hint, TextStyle.CAPTION)
        there = keychain.is_there()
        self._keep.setEnabled(there)
        self._keep_hint.setText(
            _("Who is logged in on this computer then opens the desk without typing.")
            if there
            else _("This computer offers no keychain, so the passphrase is typed at each start.")
        )
        self._do = Button(button, theme, kind=ButtonKind.PRIMARY)
        self._leave = Button(_("Cancel"), theme)
        self._lay_out(head)
        self._do.clicked.connect(self.accept)
        self._leave.clicked.connect(self.reject)
        for field in (self._first, self._again):
            field.line.textChanged.connect(self._judge)
        self._judge()
        fit_to_width(self, theme.px(WIDTH))

    @property
    def passphrase(self) -> str:
        """What was typed."""
        return self._first.line.text()

    @property
    def keep_in_keychain(self) -> bool:
        """Whether the key goes to the keychain."""
        return self._keep.isChecked()

    def _lay_out(self, head: QLabel) -> None:
        px = self._theme.px
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setHorizontalSpacing(px(16))
        form.setVerticalSpacing(px(8))
        form.addRow(_("&Passphrase"), self._first)
        form.addRow("", self._meter)
        form.addRow("", self._worth)
        form.addRow(_("Once &again"), self._again)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self._leave)
        buttons.addWidget(self._do)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(24), px(24), px(24))
        column.setSpacing(px(12))
        column.addWidget(head)
        column.addLayout(form)
        column.addWidget(self._keep)
        column.addWidget(self._keep_hint)
        column.addLayout(buttons)

    def _judge(self) -> None:
        typed = self.passphrase
        powers = strength(typed)
        self._meter.setValue(min(_SECURE, round(powers)))
        set_style_property(self._meter, "worth", "good" if powers >= _SECURE - 2 else "poor")
        if not typed:
            told = _(
                "Four or five words that do not belong together are easy to keep and hard to guess."
            )
        elif len(typed) < LEAST:
            told = _("At least {n} letters.").format(n=LEAST)
        elif typed != self._again.line.text() and self._again.line.text():
            told = _("The two are not the same.")
        else:
            told = worth(powers)
        self._worth.setText(told)
        self._do.setEnabled(len(typed) >= LEAST and typed == self._again.line.text())

    def done(self, result: int) -> None:
        """What was typed twice need not stand twice; the first is read by who asked."""
        self._again.line.clear()
        super().done(result)


def strength(passphrase: str) -> float:
    """Powers of ten of guesses that it takes; 0 for none. Loads its word lists when first asked."""
    if not passphrase:
        return 0.0
    from zxcvbn import zxcvbn

    own = ["tresen", "passwort", "kennwort", "hallo", "geheim", "sommer", "winter"]
    found = zxcvbn(passphrase[:_JUDGED], user_inputs=own, max_length=_JUDGED)
    return float(found["guesses_log10"])


def worth(powers: float) -> str:
    """How long it holds against somebody who has the file, in words."""
    seconds = powers - log10(_GUESSES_PER_SECOND)
    for limit, told in (
        (log10(3600), _("Guessed within an hour.")),
        (log10(86_400 * 30), _("Guessed within a month.")),
        (log10(86_400 * 365 * 10), _("Holds for some years.")),
        (log10(86_400 * 365 * 1000), _("Holds for centuries.")),
    ):
        if seconds < limit:
            return told
    return _("Nobody guesses that.")
