"""The live preview: for whom, the form for what is asked, the text as it would go out."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QTextEdit, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.rules.placeholders import CURSOR
from app.templating.snippets.fields import Field
from app.templating.snippets.values import Answer
from app.ui.colours import Role
from app.ui.snippet_use.form import FillInForm
from app.ui.snippet_use.open_places import OpenPlaces
from app.ui.snippets.previewing import Preview
from app.ui.snippets.subjects import Subject, made_up
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.empty_state import Picture

_FORM_WIDTH = 230
_FORM_SHARE = 0.42


class PreviewPane(QWidget):
    """``changed`` comes when another subject was chosen or something was filled in."""

    changed = Signal()
    ticket_wanted = Signal(object)
    """The widget beside which a ticket is to be chosen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.subject = made_up()[0]
        self._form: FillInForm | None = None
        self._asked: tuple[Field, ...] = ()
        self._choose = Button("", theme, kind=ButtonKind.QUIET, icon="contact")
        self._choose.clicked.connect(self._open_menu)
        self._sign = Picture("check", theme, role=Role.MUTED)
        self._state = QLabel()
        self._text = QTextEdit()
        self._text.setReadOnly(True)
        self._text.setAccessibleName(_("Preview"))
        self._text.setTabChangesFocus(True)
        self._text.setFrameShape(QTextEdit.Shape.NoFrame)
        self._places = OpenPlaces(self._text.document(), theme)
        self._form_side = QWidget()
        self._form_column = QVBoxLayout(self._form_side)
        self._form_column.setContentsMargins(0, theme.px(4), 0, 0)
        self._form_side.hide()
        head = QHBoxLayout()
        head.setSpacing(theme.px(6))
        head.addWidget(self._choose)
        head.addStretch(1)
        head.addWidget(self._sign)
        head.addWidget(self._state)
        body = QHBoxLayout()
        body.setSpacing(theme.px(16))
        body.addWidget(self._form_side)
        body.addWidget(self._text, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(4), 0, 0)
        column.setSpacing(theme.px(4))
        column.addLayout(head)
        column.addLayout(body, 1)
        self._show_subject()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        widest = self._theme.px(_FORM_WIDTH)
        self._form_side.setFixedWidth(min(widest, round(self.width() * _FORM_SHARE)))

    @property
    def answers(self) -> dict[str, Answer]:
        """What was filled in so far."""
        return self._form.answers if self._form is not None else {}

    @property
    def text(self) -> str:
        """The text that is shown, open places marked."""
        return self._places.text()

    @property
    def form(self) -> FillInForm | None:
        """The questions, if there are any."""
        return self._form

    @property
    def state(self) -> str:
        """What is said about the text: complete, open places, a fault."""
        return self._state.text()

    def choose(self, subject: Subject) -> None:
        """Try the snippet for somebody else from now on."""
        self.subject = subject
        self._show_subject()
        self.changed.emit()

    def show_preview(self, shown: Preview) -> None:
        """Show the text; a fault leaves the last one that was right."""
        if shown.rendered is None:
            self._tell("error", Role.DANGER, _("A fault keeps this text from being used"))
            return
        self._show_form(shown)
        text = shown.rendered.text.replace(CURSOR, "")
        place = self._text.verticalScrollBar().value()
        self._places.set_text(text)
        self._text.verticalScrollBar().setValue(place)
        open_places = len(shown.rendered.missing)
        self._state.setToolTip("\n".join(shown.notes))
        if shown.notes:
            self._tell("warning", Role.WARNING, shown.notes[0])
        elif open_places:
            self._tell(
                "warning",
                Role.WARNING,
                ngettext("{n} open place", "{n} open places", open_places).format(n=open_places),
            )
        elif text.strip():
            self._tell("check", Role.SUCCESS, _("Complete"))
        else:
            self._tell("info", Role.MUTED, _("Nothing written yet"))

    def _show_form(self, shown: Preview) -> None:
        if self._same(shown.fields):
            return
        answers = self.answers
        if self._form is not None:
            self._form_column.removeWidget(self._form)
            self._form.hide()
            self._form.deleteLater()
            self._form = None
        self._asked = shown.fields
        self._form_side.setVisible(bool(shown.fields))
        if shown.fields:
            self._form = FillInForm(
                shown.fields,
                self._theme,
                today=shown.today,
                holidays=shown.holidays,
                last=shown.last,
            )
            self._form.set_answers(answers)
            self._form.changed.connect(self.changed)
            self._form_column.addWidget(self._form)

    def _same(self, fields: Sequence[Field]) -> bool:
        """Whether the form asks the same already; where a question stands does not matter."""

        def asked(each: Field) -> tuple[object, ...]:
            return (each.name, each.label, each.kind, each.choices, each.default, each.help)

        return [asked(each) for each in fields] == [asked(each) for each in self._asked]

    def _tell(self, icon: str, role: Role, words: str) -> None:
        self._sign.set_icon(icon, role)
        self._state.setText(words)
        styles = {Role.DANGER: TextStyle.DANGER, Role.WARNING: TextStyle.WARNING}
        set_text_style(self._state, styles.get(role, TextStyle.CAPTION))

    def _show_subject(self) -> None:
        self._choose.setText(self.subject.title)
        words = _("Preview for: {who}").format(who=self.subject.title)
        self._choose.setAccessibleName(words)
        self._choose.setToolTip(_("For whom the text is tried out"))
        icon = "contact" if self.subject.ticket_id is None else "mail"
        self._choose.setIcon(self._theme.icon(icon))

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        ticket = menu.addAction(self._theme.icon("mail"), _("Ticket…"))
        ticket.triggered.connect(lambda: self.ticket_wanted.emit(self._choose))
        menu.addSection(_("Somebody made up"))
        for subject in made_up():
            entry = menu.addAction(subject.title)
            entry.setCheckable(True)
            entry.setChecked(subject == self.subject)
            entry.triggered.connect(partial(self._chosen, subject))
        menu.popup(self._choose.mapToGlobal(QPoint(0, self._choose.height())))

    def _chosen(self, subject: Subject, _checked: bool = False) -> None:
        self.choose(subject)
