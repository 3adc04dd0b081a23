"""Preparing a workshop: title, day, people, questions, plan, voting, notes."""

from datetime import date

from PySide6.QtCore import QDate, QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QDateEdit,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _
from app.queries.workshop.workshops import Workshop
from app.ui.theme import TextStyle, Theme, set_style_property
from app.ui.times import locale
from app.ui.widgets.number_field import with_margin
from app.ui.widgets.rows_widget import paragraph
from app.ui.workshop.prepare.editing import Editing
from app.ui.workshop.prepare.plan_rows import PlanRows
from app.ui.workshop.prepare.question_rows import QuestionRows
from app.ui.workshop.prepare.voting_fields import VotingFields
from app.ui.workshop.room.people_popover import MOST_PEOPLE

_WIDEST = 760


class PrepareForm(QScrollArea):
    """Shows a workshop; what is changed is saved when its field is left."""

    def __init__(self, editing: Editing, theme: Theme) -> None:
        super().__init__()
        self._editing = editing
        self._theme = theme
        self._workshop: Workshop | None = None
        self.title = QLineEdit()
        set_style_property(self.title, "heading", True)
        self.title.setAccessibleName(_("Title"))
        self.day = QDateEdit()
        self.day.setCalendarPopup(True)
        self.day.setLocale(locale())
        self.day.setDisplayFormat(_("d MMM yyyy"))
        self.day.setKeyboardTracking(False)
        self.day.setAccessibleName(_("Day"))
        self.people = with_margin(QSpinBox(), theme)
        self.people.setRange(1, MOST_PEOPLE)
        self.people.setKeyboardTracking(False)
        self.people.setSuffix(" " + _("people"))
        self.people.setAccessibleName(_("How many people"))
        self.names = QLineEdit()
        self.names.setPlaceholderText(_("Names, if you like: Eva, Jan, Tarik"))
        self.names.setAccessibleName(_("Their names"))
        self.questions = QuestionRows(theme)
        self.plan = PlanRows(theme)
        self.voting = VotingFields(theme)
        self.notes = QPlainTextEdit()
        self.notes.setTabChangesFocus(True)
        self.notes.setFixedHeight(theme.px(84))
        self.notes.setPlaceholderText(_("What to bring, where it is, what to say"))
        self.notes.setAccessibleName(_("Notes"))
        self.notes.installEventFilter(self)
        self._lay_out()
        self._connect()

    def show_workshop(self, workshop: Workshop) -> None:
        """Show what is saved; a field that is being typed in keeps its text."""
        other = self._workshop is None or self._workshop.id != workshop.id
        self._workshop = workshop
        self._editing.workshop_id = workshop.id
        self._fill(self.title, workshop.title, other)
        self._fill(self.names, ", ".join(workshop.names), other)
        for spin, value in ((self.people, workshop.people),):
            spin.blockSignals(True)
            spin.setValue(value)
            spin.blockSignals(False)
        self.day.blockSignals(True)
        self.day.setDate(QDate(workshop.day.year, workshop.day.month, workshop.day.day))
        self.day.blockSignals(False)
        if other or not self.notes.hasFocus():
            self.notes.setPlainText(workshop.notes)
        self.questions.show_questions(workshop.questions)
        self.plan.show_plan(workshop.plan)
        self.voting.show_voting(workshop.vote_mode, workshop.tie_rules)
        if other:
            self.verticalScrollBar().setValue(0)

    def save(self) -> None:
        """Save what is being typed, as before the room is opened."""
        for each in (self.title, self.names):
            if each.hasFocus():
                each.editingFinished.emit()
        if self.notes.hasFocus():
            self._save_notes()

    def _fill(self, line: QLineEdit, text: str, other: bool) -> None:
        if other or not line.hasFocus():
            line.setText(text)
            line.setCursorPosition(0)

    def _save_title(self) -> None:
        if self._workshop is None:
            return
        title = self.title.text().strip()
        if not title:
            self.title.setText(self._workshop.title)
        elif title != self._workshop.title:
            self._editing.change(title=title)

    def _save_names(self) -> None:
        names = [each.strip() for each in self.names.text().split(",") if each.strip()]
        if self._workshop is not None and tuple(names) != self._workshop.names:
            self._editing.set_people(names or self.people.value())

    def _save_day(self, chosen: QDate) -> None:
        self._editing.change(day=date(chosen.year(), chosen.month(), chosen.day()))

    def _save_notes(self) -> None:
        text = self.notes.toPlainText().strip()
        if self._workshop is not None and text != self._workshop.notes:
            self._editing.change(notes=text)

    def _lay_out(self) -> None:
        body = QWidget()
        body.setProperty("scrolled", True)
        body.setMaximumWidth(self._theme.px(_WIDEST))
        px = self._theme.px
        column = QVBoxLayout(body)
        column.setContentsMargins(px(24), px(12), px(24), px(24))
        column.setSpacing(px(8))
        facts = QHBoxLayout()
        facts.setSpacing(px(8))
        facts.addWidget(self.day)
        facts.addWidget(self.people)
        facts.addWidget(self.names, 1)
        column.addWidget(self.title)
        column.addLayout(facts)
        for heading, widget in (
            (_("Questions"), self.questions),
            (_("Plan"), self.plan),
            (_("Vote"), self.voting),
            (_("Notes"), self.notes),
        ):
            column.addSpacing(px(8))
            column.addWidget(paragraph(heading, TextStyle.SECTION))
            column.addWidget(widget)
        column.addStretch(1)
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _connect(self) -> None:
        editing = self._editing
        self.title.editingFinished.connect(self._save_title)
        self.names.editingFinished.connect(self._save_names)
        self.people.valueChanged.connect(editing.set_people)
        self.day.dateChanged.connect(self._save_day)
        self.questions.added.connect(editing.add_question)
        self.questions.reworded.connect(editing.reword_question)
        self.questions.moved.connect(editing.move_question)
        self.questions.removed.connect(editing.remove_question)
        self.plan.changed.connect(editing.set_plan)
        self.voting.changed.connect(editing.set_voting)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.notes and event.type() == QEvent.Type.FocusOut:
            self._save_notes()
        return super().eventFilter(watched, event)
