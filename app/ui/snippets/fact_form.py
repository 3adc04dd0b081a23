"""One fact: its name, what it says, who answers for it, how long it is good, where it is named."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.errors import UserError
from app.i18n import _
from app.queries.desk import AgentRow
from app.queries.facts import FactPlace, FactRow
from app.services import facts
from app.storage.database import utc_now
from app.templating.snippets.fields import Field, FieldKind, one_word
from app.ui.operations import Operations
from app.ui.snippet_use.answer_fields import AnswerField, Calendar, DateAnswer
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.message_bar import MessageBar, Severity
from app.ui.widgets.rows_widget import RowsWidget


class FactForm(QWidget):
    """``fact`` is the one shown, None for a new one."""

    saved = Signal(str)
    """The name of a fact that was stored."""
    snippet_opened = Signal(object)

    def __init__(self, operations: Operations, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._theme = theme
        self.fact: FactRow | None = None
        self.name = QLineEdit()
        self.name.setPlaceholderText(_("opening_hours"))
        self._written = QLabel()
        set_text_style(self._written, TextStyle.CAPTION)
        self.value = QPlainTextEdit()
        self.value.setTabChangesFocus(True)
        self.value.setFixedHeight(theme.px(88))
        self.owner = QComboBox()
        self._until_place = QVBoxLayout()
        self.until: AnswerField = self._date_field(date.today())
        self._wrong = MessageBar(theme)
        self._save = Button(_("Save fact"), theme, kind=ButtonKind.PRIMARY)
        self._remove = Button(_("Remove"), theme, kind=ButtonKind.DANGER, icon="trash")
        self._heading = QLabel(_("Named in"))
        set_text_style(self._heading, TextStyle.SECTION)
        self._places = RowsWidget(theme)
        self._lay_out()
        self.name.textChanged.connect(self._show_written)
        self._save.clicked.connect(self._store)
        self._remove.clicked.connect(self._delete)
        self.show_fact(None)

    @property
    def complaint(self) -> str:
        """Why the fact was not stored; empty if nothing is wrong."""
        return self._wrong.text if not self._wrong.isHidden() else ""

    def show_choices(self, agents: Sequence[AgentRow], today: date) -> None:
        """Who can answer for a fact, and from which day *in 3 weeks* is counted."""
        chosen = self.owner.currentData()
        self.owner.clear()
        self.owner.addItem(_("Nobody"), None)
        for each in agents:
            self.owner.addItem(each.name, each.id)
        self.owner.setCurrentIndex(max(0, self.owner.findData(chosen)))
        before = self.until.answer
        self._until_place.removeWidget(self.until)
        self.until.hide()
        self.until.deleteLater()
        self.until = self._date_field(today)
        self.until.set_answer(before)

    def show_fact(self, fact: FactRow | None) -> None:
        """Fill the form."""
        self.fact = fact
        self._wrong.hide()
        self.name.setText(fact.name if fact else "")
        self.value.setPlainText(fact.value if fact else "")
        self.owner.setCurrentIndex(max(0, self.owner.findData(fact.owner_id if fact else None)))
        self.until.set_answer(fact.valid_until.isoformat() if fact and fact.valid_until else "")
        self._remove.setVisible(fact is not None)
        self.show_places(())

    def show_places(self, places: Sequence[FactPlace]) -> None:
        """The snippets that name the fact."""
        self._places.clear()
        self._heading.setVisible(self.fact is not None)
        if not places and self.fact is not None:
            self._places.add_text(_("No snippet names it."), TextStyle.MUTED)
        for each in places:
            link = Button(each.title, self._theme, kind=ButtonKind.LINK)
            link.clicked.connect(partial(self.snippet_opened.emit, each.snippet_id))
            row = QHBoxLayout()
            row.addWidget(link)
            row.addStretch(1)
            self._places.rows.addLayout(row)

    def _show_written(self, name: str) -> None:
        written = one_word(name)
        self._written.setText(f"<<fact.{written}>>" if written else "")

    def _store(self) -> None:
        name, until = self.name.text(), self.until.answer
        self._operations.run(
            facts.set_fact,
            name,
            self.value.toPlainText(),
            fact_id=self.fact.id if self.fact is not None else None,
            owner_id=self.owner.currentData(),
            valid_until=date.fromisoformat(str(until)) if until else None,
            now=utc_now(),
            label=_("Set the fact “{name}”").format(name=one_word(name) or name),
            owner=self,
            done=lambda _id: self.saved.emit(one_word(name)),
            failed=self._refused,
        )

    def _delete(self) -> None:
        if self.fact is not None:
            self._operations.run(
                facts.remove_fact,
                self.fact.id,
                now=utc_now(),
                label=_("Removed the fact “{name}”").format(name=self.fact.name),
                owner=self,
                done=lambda _nothing: self.show_fact(None),
            )

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._wrong.show_message(str(error), severity=Severity.ERROR)

    def _date_field(self, today: date) -> AnswerField:
        field = Field("until", _("Valid until"), FieldKind.DATE)
        made = DateAnswer(field, self._theme, calendar=Calendar(today))
        self._until_place.addWidget(made)
        return made

    def _lay_out(self) -> None:
        px = self._theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(12), px(24), px(16))
        column.setSpacing(px(4))
        for words, field in (
            (_("&Name"), self.name),
            ("", self._written),
            (_("&Value"), self.value),
            (_("&Owner"), self.owner),
        ):
            if words:
                column.addWidget(self._label(words, field))
            column.addWidget(field)
        column.addWidget(self._label(_("Valid &until"), self.until))
        column.addLayout(self._until_place)
        column.addSpacing(px(8))
        column.addWidget(self._wrong)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addWidget(self._save)
        buttons.addWidget(self._remove)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addSpacing(px(16))
        column.addWidget(self._heading)
        column.addWidget(self._places)
        column.addStretch(1)

    def _label(self, words: str, field: QWidget) -> QLabel:
        label = QLabel(words)
        label.setBuddy(field)
        set_text_style(label, TextStyle.MUTED)
        return label
