"""The questions of a ticket's category and their answers, kept as they are left."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QDate, QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _
from app.queries.ticket_details import TemplateField as Answered
from app.rules.template_fields import FieldKind, TemplateField, fields_from_json
from app.ui.theme import TextStyle, Theme, set_text_style

_LINES = 3


class LongText(QPlainTextEdit):
    """Three lines that tell when one leaves them changed; Tab leaves."""

    left_changed = Signal()

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._before = text
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES + theme.px(18))

    def set_text(self, text: str) -> None:
        """Show what is stored; what is being typed is not disturbed."""
        if not self.hasFocus() and text != self.toPlainText():
            self.setPlainText(text)
        self._before = text

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and self.toPlainText().strip() != self._before:
            self._before = self.toPlainText().strip()
            self.left_changed.emit()
        return super().event(event)


class TemplateForm(QWidget):
    """One widget per field, by its kind. Rebuilt only when the questions change."""

    answered = Signal(str, object, str)
    """Key of the field, its value as typed, its label."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fields: tuple[TemplateField, ...] = ()
        self._ticket_id = 0
        self._show: dict[str, Callable[[Any], None]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.px(8), 0, theme.px(6), 0)
        self._column.setSpacing(theme.px(4))

    def show_fields(self, ticket_id: int, fields: tuple[Answered, ...]) -> None:
        """Show the questions of a ticket with its answers."""
        wanted = fields_from_json([each.definition for each in fields])
        if wanted != self._fields or ticket_id != self._ticket_id:
            self._fields, self._ticket_id = wanted, ticket_id
            self._rebuild()
        for field, answer in zip(wanted, fields, strict=True):
            self._show[field.key](answer.value)
        self.setVisible(bool(wanted))

    def _rebuild(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._show = {}
        for field in self._fields:
            caption = QLabel(field.label)
            set_text_style(caption, TextStyle.CAPTION)
            widget = self._widget(field)
            widget.setAccessibleName(field.label)
            caption.setBuddy(widget)
            self._column.addWidget(caption)
            self._column.addWidget(widget)

    def _widget(self, field: TemplateField) -> QWidget:
        match field.kind:
            case FieldKind.LONG_TEXT:
                return self._long_text(field)
            case FieldKind.CHOICE:
                return self._choice(field, [(each, each) for each in field.choices])
            case FieldKind.YES_NO:
                return self._choice(field, [(_("Yes"), True), (_("No"), False)])
            case FieldKind.DATE:
                return self._date(field)
            case _:
                return self._line(field)

    def _tell(self, field: TemplateField, value: Any) -> None:
        self.answered.emit(field.key, value, field.label)

    def _long_text(self, field: TemplateField) -> QWidget:
        edit = LongText(self._theme, "")
        edit.left_changed.connect(lambda: self._tell(field, edit.toPlainText()))
        self._show[field.key] = lambda value: edit.set_text(str(value or ""))
        return edit

    def _line(self, field: TemplateField) -> QWidget:
        line = QLineEdit()

        def show(value: Any) -> None:
            if not line.hasFocus():
                line.setText("" if value is None else str(value))
                line.setModified(False)

        def finish() -> None:
            if line.isModified():
                line.setModified(False)
                self._tell(field, line.text())

        line.editingFinished.connect(finish)
        self._show[field.key] = show
        return line

    def _choice(self, field: TemplateField, choices: list[tuple[str, Any]]) -> QWidget:
        box = QComboBox()
        box.addItem("–", None)
        for text, value in choices:
            box.addItem(text, value)
        box.installEventFilter(_NoWheel(box))
        box.activated.connect(lambda place: self._tell(field, box.itemData(place)))
        self._show[field.key] = lambda value: box.setCurrentIndex(max(0, box.findData(value)))
        return box

    def _date(self, field: TemplateField) -> QWidget:
        edit = QDateEdit()
        edit.setCalendarPopup(True)
        unset = QDate(1900, 1, 1)
        edit.setMinimumDate(unset)
        edit.setSpecialValueText(_("No date"))
        edit.installEventFilter(_NoWheel(edit))

        def show(value: Any) -> None:
            if not edit.hasFocus():
                blocked = edit.blockSignals(True)
                edit.setDate(
                    QDate.fromString(str(value), Qt.DateFormat.ISODate) if value else unset
                )
                edit.blockSignals(blocked)

        def finish(date: QDate) -> None:
            iso = None if date == unset else date.toString(Qt.DateFormat.ISODate)
            self._tell(field, iso)

        edit.dateChanged.connect(finish)
        self._show[field.key] = show
        return edit


class _NoWheel(QObject):
    """Scrolling the pane over a field shall not change the field."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget):
            event.ignore()
            return not watched.hasFocus()
        return False
