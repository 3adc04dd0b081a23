"""Write down or change a contact."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _
from app.queries.contacts import ContactDetails
from app.rules.enums import FormOfAddress, Gender, label
from app.services.contact_rows import ContactFields, Phone
from app.ui.theme import Theme
from app.ui.widgets.form_scroll import FormScroll, keep_on_screen
from app.ui.widgets.message_bar import MessageBar, Severity


class ContactDialog(QDialog):
    """All fields of one contact; stays until ``accept`` or ``refuse`` answers ``save_wanted``."""

    save_wanted = Signal()

    def __init__(
        self,
        details: ContactDetails | None,
        organisations: Sequence[str],
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(details.row.name if details else _("New contact"))
        row = details.row if details else None
        self._name = QLineEdit(row.name if row else "")
        self._title = QLineEdit(row.title if row else "")
        self._title.setPlaceholderText(_("Dr., Prof., …"))
        self._organisation = QLineEdit(row.organisation if row else "")
        self._organisation.setCompleter(_completer(organisations, self))
        self._number = QLineEdit(row.customer_number if row else "")
        self._emails = _lines([each.email for each in details.addresses] if details else [], theme)
        self._phones = _lines([_phone_line(p) for p in _phones(details)], theme)
        self._phones.setPlaceholderText("+49 30 1234567 " + _("office"))
        self._language = QComboBox()
        for code, text in (("", _("As the desk")), ("de", "Deutsch"), ("en", "English")):
            self._language.addItem(text, code)
        self._language.setCurrentIndex(max(0, self._language.findData(row.language if row else "")))
        self._form = QComboBox()
        for form in FormOfAddress:
            self._form.addItem(label(form), form)
        chosen = row.form_of_address if row else FormOfAddress.UNKNOWN
        self._form.setCurrentIndex(self._form.findData(chosen))
        self._gender = QComboBox()
        for gender in Gender:
            self._gender.addItem(label(gender), gender)
        self._gender.setCurrentIndex(self._gender.findData(row.gender if row else Gender.UNKNOWN))
        self._salutation = QLineEdit(row.salutation if row else "")
        self._salutation.setPlaceholderText(_("Dear Ms Miller,"))
        self._notes = _lines([details.notes] if details else [], theme)
        self._bar = MessageBar(theme)
        self._lay_out(theme)

    @property
    def fields(self) -> ContactFields:
        """What is in the form now."""
        return ContactFields(
            name=self._name.text().strip(),
            title=self._title.text().strip(),
            organisation=self._organisation.text().strip(),
            customer_number=self._number.text().strip(),
            language=self._language.currentData(),
            form_of_address=FormOfAddress(self._form.currentData()),
            gender=Gender(self._gender.currentData()),
            salutation=self._salutation.text().strip(),
            notes=self._notes.toPlainText().strip(),
            emails=tuple(_written(self._emails)),
            phones=tuple(_as_phone(line) for line in _written(self._phones)),
        )

    def refuse(self, error: Exception) -> None:
        """Say why the contact cannot be saved; the form stays."""
        self._save.setEnabled(True)
        self._bar.show_message(str(error), severity=Severity.ERROR)

    def _lay_out(self, theme: Theme) -> None:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(theme.px(16))
        for text, field in (
            (_("&Name"), self._name),
            (_("&Title"), self._title),
            (_("&Organisation"), self._organisation),
            (_("Customer n&umber"), self._number),
            (_("&Mail addresses"), self._emails),
            (_("&Phones"), self._phones),
            (_("&Language"), self._language),
            (_("&Form of address"), self._form),
            (_("&Gender"), self._gender),
            (_("&Salutation"), self._salutation),
            (_("No&tes"), self._notes),
        ):
            form.addRow(text, field)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        self._save = buttons.button(QDialogButtonBox.StandardButton.Save)
        buttons.accepted.connect(self._ask_to_save)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(16))
        column.addWidget(FormScroll(form), 1)
        column.addWidget(self._bar)
        column.addWidget(buttons)
        keep_on_screen(self, theme.px(560))

    def _ask_to_save(self) -> None:
        self._save.setEnabled(False)
        self.save_wanted.emit()


def _lines(lines: Sequence[str], theme: Theme) -> QPlainTextEdit:
    field = QPlainTextEdit("\n".join(lines))
    field.setTabChangesFocus(True)
    field.setMaximumHeight(theme.px(64))
    return field


def _written(field: QPlainTextEdit) -> list[str]:
    return [line.strip() for line in field.toPlainText().splitlines() if line.strip()]


def _phones(details: ContactDetails | None) -> list[Phone]:
    return [Phone(each.number, each.label) for each in details.phones] if details else []


def _phone_line(phone: Phone) -> str:
    return f"{phone.number} {phone.label}".strip()


def _as_phone(line: str) -> Phone:
    """The number is what comes before the first letter; what follows says which one it is."""
    start = next((place for place, sign in enumerate(line) if sign.isalpha()), len(line))
    return Phone(line[:start].strip(" ,;:("), line[start:].strip(" )"))


def _completer(words: Sequence[str], parent: QWidget) -> QCompleter:
    completer = QCompleter(list(words), parent)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    return completer
