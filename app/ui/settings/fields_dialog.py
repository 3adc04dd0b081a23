"""What a category asks its tickets for: one line a field."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.errors import UserError
from app.i18n import _, pgettext
from app.queries.desk import CategoryRow
from app.rules.names import folded
from app.rules.template_fields import FieldKind, TemplateField, fields_from_json
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.button import Button
from app.ui.widgets.message_bar import MessageBar, Severity

_NAME, _KIND, _CHOICES = range(3)


class FieldsDialog(QDialog):
    """A table of fields; ``fields`` is what it holds, keys kept where a field was there before.

    Stays until ``accept`` or ``refuse`` answers ``save_wanted``.
    """

    save_wanted = Signal()

    def __init__(self, row: CategoryRow, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("What “{name}” asks for").format(name=row.name))
        self._table = QTableWidget(0, 3)
        self._table.setHorizontalHeaderLabels([_("Question"), _("Kind"), _("Choices")])
        self._table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._table.verticalHeader().hide()
        self._table.horizontalHeader().setStretchLastSection(True)
        self._table.setColumnWidth(_NAME, theme.px(220))
        self._table.setColumnWidth(_KIND, theme.px(130))
        self._keys: list[str] = []
        for field in fields_from_json(row.fields):
            self._append(field)
        hint = QLabel(_("Choices are separated by commas."))
        set_text_style(hint, TextStyle.CAPTION)
        add = Button(_("&Add a question"), theme, icon="add")
        remove = Button(_("&Remove"), theme, icon="trash")
        add.clicked.connect(self._add)
        remove.clicked.connect(self._remove)
        line = QHBoxLayout()
        for widget in (add, remove):
            line.addWidget(widget)
        line.addStretch()
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.save_wanted)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self._table)
        layout.addWidget(hint)
        layout.addLayout(line)
        self._bar = MessageBar(theme)
        layout.addWidget(self._bar)
        layout.addWidget(buttons)
        self.resize(theme.px(640), theme.px(380))

    @property
    def fields(self) -> list[TemplateField]:
        """The fields as they stand in the table; lines without a question are left out."""
        found = []
        for line, key in enumerate(self._keys):
            label = self._text(line, _NAME)
            if label:
                found.append(
                    TemplateField(
                        key or folded(label).replace(" ", "_"),
                        label,
                        FieldKind(self._kind(line).currentData()),
                        tuple(part.strip() for part in self._text(line, _CHOICES).split(",")),
                    )
                )
        return found

    def refuse(self, error: Exception) -> None:
        """Say why the fields cannot be saved; the dialog stays."""
        if not isinstance(error, UserError):
            raise error
        self._bar.show_message(str(error), severity=Severity.ERROR)

    def _text(self, line: int, column: int) -> str:
        item = self._table.item(line, column)
        return item.text().strip() if item is not None else ""

    def _kind(self, line: int) -> QComboBox:
        box = self._table.cellWidget(line, _KIND)
        assert isinstance(box, QComboBox)
        return box

    def _append(self, field: TemplateField | None) -> None:
        line = self._table.rowCount()
        self._table.insertRow(line)
        self._keys.append(field.key if field else "")
        self._table.setItem(line, _NAME, QTableWidgetItem(field.label if field else ""))
        box = QComboBox()
        for kind, text in (
            (FieldKind.TEXT, _("Text")),
            (FieldKind.LONG_TEXT, _("Long text")),
            (FieldKind.CHOICE, _("Choice")),
            (FieldKind.NUMBER, pgettext("kind of field", "Number")),
            (FieldKind.DATE, _("Date")),
            (FieldKind.YES_NO, _("Yes or no")),
        ):
            box.addItem(text, kind)
        box.setCurrentIndex(box.findData(field.kind if field else FieldKind.TEXT))
        self._table.setCellWidget(line, _KIND, box)
        choices = ", ".join(field.choices) if field else ""
        self._table.setItem(line, _CHOICES, QTableWidgetItem(choices))

    def _add(self) -> None:
        self._append(None)
        line = self._table.rowCount() - 1
        self._table.setCurrentCell(line, _NAME)
        if (item := self._table.item(line, _NAME)) is not None:
            self._table.editItem(item)

    def _remove(self) -> None:
        line = self._table.currentRow()
        if line >= 0:
            self._table.removeRow(line)
            del self._keys[line]
