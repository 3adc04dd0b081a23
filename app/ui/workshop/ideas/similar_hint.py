"""A line that names ideas like the one being typed: looked for later, and never while one types."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QWidget

from app.i18n import _, quoted
from app.queries.workshop.similar import similar_ideas
from app.queries.workshop.workshops import Idea
from app.ui.tasks import Task, Tasks
from app.ui.theme import TextStyle, set_text_style

_LEAST_LETTERS = 4
"""Typed before similar ideas are looked for."""
_MOST_NAMED = 2
_PAUSE_MS = 60
"""Between the last key and the search: shorter than a glance, longer than between two keys."""


class SimilarHint(QLabel):
    """Hidden while there is nothing to hint at."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._text = ""
        self._others: Sequence[Idea] = ()
        self._asked: Task | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self.setWordWrap(True)
        set_text_style(self, TextStyle.CAPTION)
        self.hide()

    def look_for(self, text: str, others: Sequence[Idea]) -> None:
        """Hint at those of ``others`` that say what ``text`` says, once no key has come for a
        moment; a hint stays until then."""
        self._text, self._others = text, others
        if self._asked is not None:
            self._asked.drop()
        if len(text) < _LEAST_LETTERS:
            self._pause.stop()
            self.hide()
        else:
            self._pause.start()

    def _look(self) -> None:
        text, others = self._text, self._others
        self._asked = self._tasks.read(
            lambda: similar_ideas(text, others, limit=_MOST_NAMED), owner=self, done=self._show
        )

    def _show(self, found: Sequence[Idea]) -> None:
        if found:
            words = " · ".join(quoted(each.text) for each in found)
            self.setText(_("Similar: {ideas}").format(ideas=words))
        self.setVisible(bool(found))
