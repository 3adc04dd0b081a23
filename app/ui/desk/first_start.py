"""The first start: who works here, where, and under which addresses. All of it can be skipped.

Whoever brings a desk along takes over its export instead.
"""

import re
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _, language
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.country_box import CountryBox, StateBox, home_country
from app.ui.widgets.form_scroll import FormScroll, keep_on_screen

_ADDRESS = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+")


@dataclass(frozen=True)
class DeskStart:
    """What the first start found out; texts are empty where the person skipped them."""

    name: str
    agent_name: str
    agent_email: str
    own_addresses: tuple[str, ...]
    language: str
    country: str
    state: str


class FirstStartDialog(QDialog):
    """One page, everything with a sensible default; ``answers`` holds the result when accepted.

    Done with ``TAKE_OVER`` if there is an export to be taken over.
    """

    TAKE_OVER = 2
    language_chosen = Signal(str)

    def __init__(self, theme: Theme, *, person: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = QLabel()
        self._lead = QLabel(wordWrap=True)
        self._name = QLineEdit()
        self._agent = QLineEdit(person)
        self._email = QLineEdit()
        self._addresses = QLineEdit()
        self._language = QComboBox()
        self._country = CountryBox()
        self._state = StateBox()
        self._wrong = QLabel(wordWrap=True)
        self._skip = QPushButton()
        self._start = QPushButton()
        self._bring = QPushButton()
        self._labels = [QLabel() for _row in range(7)]
        self._fill()
        self._lay_out(theme)
        self._retranslate()
        keep_on_screen(self, self._width)
        self._language.currentIndexChanged.connect(self._language_changed)
        self._country.currentIndexChanged.connect(self._country_changed)
        self._start.clicked.connect(self._accept_if_right)
        self._skip.clicked.connect(self._skip_all)
        self._bring.clicked.connect(lambda: self.done(self.TAKE_OVER))

    @property
    def answers(self) -> DeskStart:
        """What is in the form now."""
        return DeskStart(
            name=self._name.text().strip() or _("Our desk"),
            agent_name=self._agent.text().strip(),
            agent_email=self._email.text().strip(),
            own_addresses=tuple(_ADDRESS.findall(self._addresses.text())),
            language=self._language.currentData(),
            country=self._country.country,
            state=self._state.state,
        )

    def _fill(self) -> None:
        for code, name in (("de", "Deutsch"), ("en", "English")):
            self._language.addItem(name, code)
        self._language.setCurrentIndex(self._language.findData(language()))
        home = home_country()
        self._country.choose(home if language() != "de" or home in ("DE", "AT", "CH") else "DE")
        self._country_changed()

    def _lay_out(self, theme: Theme) -> None:
        set_text_style(self._heading, TextStyle.TITLE)
        set_text_style(self._lead, TextStyle.MUTED)
        set_text_style(self._wrong, TextStyle.DANGER)
        self._start.setProperty("kind", "primary")
        self._start.setDefault(True)
        self._skip.setProperty("kind", "quiet")
        self._skip.setAutoDefault(False)
        self._bring.setProperty("kind", "quiet")
        self._bring.setAutoDefault(False)
        self._wrong.hide()
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(theme.px(16))
        form.setVerticalSpacing(theme.px(8))
        fields = [
            self._language,
            self._name,
            self._agent,
            self._email,
            self._addresses,
            self._country,
            self._state,
        ]
        for label, field in zip(self._labels, fields, strict=True):
            label.setBuddy(field)
            form.addRow(label, field)
        buttons = QHBoxLayout()
        buttons.addWidget(self._skip)
        buttons.addWidget(self._bring)
        buttons.addStretch()
        buttons.addWidget(self._start)
        layout = QVBoxLayout(self)
        margin = theme.px(24)
        layout.setContentsMargins(margin, margin, margin, margin)
        layout.setSpacing(theme.px(16))
        for part in (self._heading, self._lead):
            layout.addWidget(part)
        layout.addWidget(FormScroll(form), 1)
        layout.addWidget(self._wrong)
        layout.addLayout(buttons)
        self._width = theme.px(560)

    def _retranslate(self) -> None:
        self.setWindowTitle(_("Welcome to Tresen"))
        self._heading.setText(_("Welcome to Tresen"))
        self._lead.setText(
            _(
                "A few words about your desk. They sign your answers, tell your own mail from "
                "your customers’, and know your holidays. All of it can be changed later."
            )
        )
        texts = (
            _("&Language"),
            _("&Name of the desk"),
            _("&Your name"),
            _("Your &mail address"),
            _("Addresses of the &desk"),
            _("&Country"),
            _("S&tate"),
        )
        for label, text in zip(self._labels, texts, strict=True):
            label.setText(text)
        self._name.setPlaceholderText(_("Our desk"))
        self._email.setPlaceholderText("eva@example.org")
        self._addresses.setPlaceholderText("hello@example.org, support@example.org")
        self._addresses.setToolTip(_("Mail from these addresses counts as your answers."))
        self._skip.setText(_("&Skip"))
        self._start.setText(_("&Open the desk"))
        self._bring.setText(_("Take o&ver an export…"))
        self._bring.setToolTip(_("Make the desk of what another Tresen has exported"))
        self._state.retranslate()

    def _language_changed(self) -> None:
        self.language_chosen.emit(self._language.currentData())
        self._wrong.hide()
        self._retranslate()

    def _country_changed(self) -> None:
        self._state.show_states_of(self._country.country)

    def _accept_if_right(self) -> None:
        addresses = re.split(r"[,;\s]+", self._addresses.text())
        for text, field in (
            (self._email.text().strip(), self._email),
            *((text, self._addresses) for text in addresses),
        ):
            if text and not _ADDRESS.fullmatch(text):
                self._refuse(text, field)
                return
        self.accept()

    def _refuse(self, text: str, field: QLineEdit) -> None:
        self._wrong.setText(
            _("“{text}” is no mail address. It looks like name@example.org.").format(text=text)
        )
        self._wrong.show()
        field.setFocus()

    def _skip_all(self) -> None:
        for field in (self._name, self._agent, self._email, self._addresses):
            field.clear()
        self.accept()
