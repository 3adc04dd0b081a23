"""The fault at the caret in plain words, and its mending by one key."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.i18n import _, ngettext
from app.templating.snippets.problems import Problem
from app.ui.colours import Role
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.empty_state import Picture


class ProblemBar(QWidget):
    """Always as high as one line, so that nothing jumps when a fault comes or goes;
    without room for that (``set_brief``) it is there only while there is one.
    """

    mend_asked = Signal(object)
    next_asked = Signal()

    def __init__(self, fix: QAction, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fix_action = fix
        self._problem: Problem | None = None
        self._brief = False
        self._picture = Picture("check", theme, role=Role.MUTED)
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._more = Button("", theme, kind=ButtonKind.LINK)
        self._more.clicked.connect(self.next_asked)
        self._fix = Button("", theme, kind=ButtonKind.LINK)
        self._fix.clicked.connect(self.mend)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(4), 0, 0, 0)
        row.setSpacing(theme.px(8))
        for widget, stretch in (
            (self._picture, 0),
            (self._words, 1),
            (self._fix, 0),
            (self._more, 0),
        ):
            row.addWidget(widget, stretch)
        self.setMinimumHeight(theme.px(28))

    @property
    def text(self) -> str:
        """What is said."""
        return self._words.text()

    def set_brief(self, brief: bool) -> None:
        """Whether there is room only for faults, not for the hint."""
        self._brief = brief
        self.setHidden(brief and self._problem is None)

    def show_problem(self, problem: Problem | None, count: int, hint: str) -> None:
        """Show a fault of ``count``; without one the muted ``hint``."""
        self._problem = problem
        self.setHidden(self._brief and problem is None)
        fix = problem.fix if problem is not None else None
        self._fix_action.setEnabled(fix is not None)
        self._fix.setVisible(fix is not None)
        if fix is not None:
            key = self._fix_action.shortcut().toString(
                self._fix_action.shortcut().SequenceFormat.NativeText
            )
            self._fix.setText(f"{fix.label} ({key})" if key else fix.label)
        self._more.setVisible(count > 1)
        self._more.setText(
            ngettext("{n} more", "{n} more", count - 1).format(n=count - 1) if count > 1 else ""
        )
        if problem is None:
            self._picture.set_icon("info", Role.MUTED)
            self._words.setText(hint)
            set_text_style(self._words, TextStyle.CAPTION)
            return
        self._picture.set_icon("error", Role.DANGER)
        set_text_style(self._words, TextStyle.DANGER)
        self._words.setText(
            _("Line {line}, column {column}: {words}").format(
                line=problem.line, column=problem.column, words=problem.message
            )
        )

    def mend(self) -> None:
        """Ask for the fix of the fault that is shown."""
        if self._problem is not None and self._problem.fix is not None:
            self.mend_asked.emit(self._problem)
