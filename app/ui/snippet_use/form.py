"""The fill-in form: every field of a snippet and of those nested in it, asked once each."""

from collections.abc import Container, Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QMenu, QScrollArea, QVBoxLayout, QWidget

from app.i18n import _
from app.templating.snippets.fields import Field, FieldKind
from app.templating.snippets.values import Answer
from app.ui.colours import Role
from app.ui.snippet_use.answer_fields import AnswerField, Calendar, answer_field
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.button import IconButton


class FillInForm(QScrollArea):
    """One control per field in reading order. Tab goes through, Enter confirms.

    ``keepable`` names the places where answers can be kept, with their words for a person. Answers
    to questions that are not asked any more are remembered in case they are asked again.
    """

    changed = Signal()
    confirmed = Signal()

    def __init__(
        self,
        fields: Sequence[Field],
        theme: Theme,
        *,
        today: date,
        holidays: Container[date] = frozenset(),
        last: Mapping[str, Sequence[str]] | None = None,
        keepable: Mapping[str, str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._calendar = Calendar(today, holidays)
        self._last = last or {}
        self._keepable = dict(keepable or {})
        self._rows: dict[str, _Row] = {}
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, theme.px(8), 0)
        self._column.setSpacing(theme.px(12))
        self._column.addStretch(1)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.ask(fields)

    def ask(self, fields: Sequence[Field]) -> None:
        """Ask these, in this order, and nothing else."""
        asked = {field.name for field in fields}
        for name, row in self._rows.items():
            row.setVisible(name in asked)
        before: QWidget | None = None
        for place, field in enumerate(fields):
            row = self._rows.get(field.name) or self._add(field)
            if self._column.indexOf(row) != place:
                self._column.removeWidget(row)
                self._column.insertWidget(place, row)
            if before is not None:
                QWidget.setTabOrder(before, row.control.control)
            before = row.control.control
        self.setMinimumWidth(self.minimumSizeHint().width())

    def _add(self, field: Field) -> "_Row":
        control = answer_field(
            field, self._theme, calendar=self._calendar, last=self._last.get(field.name, ())
        )
        row = _Row(control, self._theme, self._keepable)
        self._rows[field.name] = row
        self._column.insertWidget(0, row)
        if field.default:
            control.set_answer(field.default)
        control.changed.connect(self.changed)
        control.confirmed.connect(self.confirmed)
        row.show()
        return row

    @property
    def answers(self) -> dict[str, Answer]:
        """What is answered so far, by the names of the fields; yes or no is always answered."""
        given = {name: row.control.answer for name, row in self._rows.items()}
        return {name: answer for name, answer in given.items() if answer not in ("", ())}

    @property
    def kept(self) -> dict[str, dict[str, Answer]]:
        """The answers to keep, by place and name of the field."""
        found: dict[str, dict[str, Answer]] = {}
        for name, answer in self.answers.items():
            row = self._rows[name]
            if row.keep and not row.isHidden():
                found.setdefault(row.keep, {})[name] = answer
        return found

    def set_answers(self, answers: Mapping[str, Answer]) -> None:
        """Show answers that were given before."""
        for name, answer in answers.items():
            if name in self._rows:
                self._rows[name].control.set_answer(answer)

    def control(self, name: str) -> AnswerField:
        """The control of one field."""
        return self._rows[name].control

    def focus_first(self) -> None:
        """Put the keyboard into the first question that is still open, else into the first."""
        rows = sorted(self._rows.values(), key=self._column.indexOf)
        shown = [row for row in rows if not row.isHidden()]
        still = [row for row in shown if row.control.field.name not in self.answers]
        for row in (still or shown)[:1]:
            row.control.setFocus(Qt.FocusReason.TabFocusReason)

    def minimumSizeHint(self) -> QSize:
        """Wide enough for every question; only their number scrolls."""
        content = self._column.minimumSize().width()
        return QSize(content + self.verticalScrollBar().sizeHint().width(), self._theme.px(120))

    def keep_focused(self) -> None:
        """Turn the place where the answer with the focus is kept: nowhere, ticket, contact."""
        for row in self._rows.values():
            if row.isAncestorOf(self.focusWidget() or self):
                row.turn()


class _Row(QWidget):
    """A question: label, control, and the pin that keeps its answer."""

    def __init__(self, control: AnswerField, theme: Theme, keepable: Mapping[str, str]) -> None:
        super().__init__()
        self.control = control
        self._theme = theme
        self._keepable = keepable
        field = control.field
        self.keep = field.keep if field.keep in keepable else ""
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(4))
        grid.setVerticalSpacing(theme.px(2))
        grid.setColumnStretch(0, 1)
        label = QLabel(field.label)
        label.setBuddy(control.control)
        label.setWordWrap(True)
        label.setVisible(field.kind is not FieldKind.YES_NO)
        set_text_style(label, TextStyle.MUTED)
        self._pin = IconButton("pin", "", theme, role=Role.MUTED)
        self._pin.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._pin.setCheckable(True)
        self._pin.clicked.connect(self._choose)
        self._pin.setVisible(bool(keepable))
        grid.addWidget(label, 0, 0)
        grid.addWidget(control, 1, 0)
        grid.addWidget(self._pin, 1, 1, Qt.AlignmentFlag.AlignTop)
        control.control.installEventFilter(self)
        self._tell()

    def turn(self) -> None:
        """The next place in turn."""
        places = ["", *self._keepable]
        self._set(places[(places.index(self.keep) + 1) % len(places)])

    def _choose(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place, words in {"": _("Do not keep the answer"), **self._keepable}.items():
            action: QAction = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(place == self.keep)
            action.triggered.connect(partial(self._set, place))
        menu.popup(self._pin.mapToGlobal(self._pin.rect().bottomLeft()))
        self._tell()

    def _set(self, place: str, _checked: bool = False) -> None:
        self.keep = place
        self._tell()

    def _tell(self) -> None:
        self._pin.setChecked(bool(self.keep))
        words = self._keepable.get(self.keep, _("The answer is used once"))
        self._pin.set_label(_("{words} (F6 changes it)").format(words=words))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whatever gets the keyboard can be seen."""
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusIn:
            area = self.parentWidget()
            while area is not None and not isinstance(area, QScrollArea):
                area = area.parentWidget()
            if area is not None:
                area.ensureWidgetVisible(self, 0, self._theme.px(12))
        return False
