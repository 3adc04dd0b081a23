"""One person who works here: who they are, how they sign, what they may do, and their PIN."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.errors import UserError
from app.i18n import _
from app.queries.desk import AgentRow
from app.rules import pins
from app.rules.roles import Role, role_hint, role_label
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.colour_row import ColourRow
from app.ui.widgets.form_scroll import FormScroll, keep_on_screen
from app.ui.widgets.message_bar import MessageBar, Severity
from app.ui.widgets.secret_field import SecretField


@dataclass(frozen=True, slots=True)
class PersonWanted:
    """What was typed. ``role`` and ``pin`` are None where they stay; an empty PIN takes it off."""

    values: dict[str, Any]
    role: Role | None
    pin: str | None


class PersonDialog(QDialog):
    """Stays until ``accept`` or ``refuse`` answers ``save_wanted``."""

    save_wanted = Signal()

    def __init__(
        self, row: AgentRow | None, theme: Theme, parent: QWidget, *, gives_roles: bool, own: bool
    ) -> None:
        """``gives_roles``: whoever changes this may manage people; ``own``: it is themselves."""
        super().__init__(parent)
        self.setWindowTitle(row.name if row else _("Add a person"))
        self._row = row
        self._name = QLineEdit(row.name if row else "")
        self._email = QLineEdit(row.email if row else "")
        self._german = _signature(row.signature_de if row else "", theme)
        self._english = _signature(row.signature_en if row else "", theme)
        self._colours = ColourRow(row.colour if row else 0, theme, glyph="agent")
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(theme.px(8))
        form.setHorizontalSpacing(theme.px(16))
        form.addRow(_("&Name"), self._name)
        form.addRow(_("&Mail address"), self._email)
        form.addRow(_("Colour"), self._colours)
        form.addRow(_("Signature, &German"), self._german)
        form.addRow(_("Signature, &English"), self._english)
        self._build_role(form, row.role if row else Role.AGENT, enabled=gives_roles)
        self._build_pin(form, theme, has_pin=row is not None and row.has_pin)
        self._pin_on.setEnabled(gives_roles or own)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.save_wanted)
        buttons.rejected.connect(self.reject)
        self._save = buttons.button(QDialogButtonBox.StandardButton.Save)
        self._name.textChanged.connect(self._check)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(16))
        self._bar = MessageBar(theme)
        layout.addWidget(FormScroll(form), 1)
        layout.addWidget(self._bar)
        layout.addWidget(buttons)
        keep_on_screen(self, theme.px(600))
        self._check()

    def _build_role(self, form: QFormLayout, present: Role, *, enabled: bool) -> None:
        self._role = QComboBox()
        for role in Role:
            self._role.addItem(role_label(role), role)
        self._role.setCurrentIndex(self._role.findData(present))
        self._role.setEnabled(enabled)
        self._role_hint = QLabel(wordWrap=True)
        set_text_style(self._role_hint, TextStyle.CAPTION)
        self._role.currentIndexChanged.connect(self._tell_role)
        form.addRow(_("&Role"), self._role)
        form.addRow("", self._role_hint)
        self._tell_role()

    def _build_pin(self, form: QFormLayout, theme: Theme, *, has_pin: bool) -> None:
        self._pin_on = QCheckBox(_("&Ask for a PIN to work in this name"))
        self._pin_on.setChecked(has_pin)
        self._pin = SecretField(theme, _("PIN"))
        self._pin.line.setMaxLength(pins.LONGEST)
        self._pin.line.setPlaceholderText(
            _("set; type another to change it") if has_pin else _("four to twelve digits")
        )
        self._pin_on.toggled.connect(self._check)
        self._pin_on.toggled.connect(lambda on: on and self._pin.setFocus())
        self._pin.line.textChanged.connect(self._check)
        form.addRow("", self._pin_on)
        form.addRow(_("&PIN"), self._pin)

    @property
    def wanted(self) -> PersonWanted:
        """What is to be saved."""
        had_role = self._row.role if self._row else Role.AGENT
        role = Role(self._role.currentData())
        return PersonWanted(
            {
                "name": self._name.text().strip(),
                "email": self._email.text().strip(),
                "colour": self._colours.colour,
                "signature_de": self._german.toPlainText(),
                "signature_en": self._english.toPlainText(),
            },
            None if role is had_role else role,
            self._wanted_pin(),
        )

    def refuse(self, error: Exception) -> None:
        """Say why the person cannot be saved; the form stays."""
        if not isinstance(error, UserError):
            raise error
        self._bar.show_message(str(error), severity=Severity.ERROR)

    @property
    def _had_pin(self) -> bool:
        return self._row is not None and self._row.has_pin

    def _wanted_pin(self) -> str | None:
        if not self._pin_on.isChecked():
            return "" if self._had_pin else None
        return self._pin.line.text() or None

    def _tell_role(self) -> None:
        self._role_hint.setText(role_hint(Role(self._role.currentData())))

    def _check(self) -> None:
        asks = self._pin_on.isChecked()
        self._pin.setEnabled(asks and self._pin_on.isEnabled())
        typed = self._pin.line.text()
        pin_ready = not asks or pins.fits(typed) or (self._had_pin and not typed)
        self._save.setEnabled(bool(self._name.text().strip()) and pin_ready)


def _signature(text: str, theme: Theme) -> QPlainTextEdit:
    field = QPlainTextEdit(text)
    field.setTabChangesFocus(True)
    field.setMaximumHeight(theme.px(96))
    return field
