"""Scenes of snippets in use: chosen, filled in, checked before leaving, and for other programs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.rules.enums import DraftKind
from app.screens.patience import settle
from app.ui.outside_palette.window import OutsidePalette
from app.ui.snippet_use.answer_fields import DateAnswer
from app.ui.tickets.composer import Composer

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.ui.snippet_use.fill_in import FillInDialog
    from app.ui.tickets.page import QueuePage
    from app.workbench import Workbench


@dataclass(frozen=True, slots=True)
class _Words:
    """What is typed in the scenes of one language, with the starter pack at hand.

    ``row`` is that of a customer of the demo desk who speaks it.
    """

    row: int
    call: str
    delay: str
    day: str
    attached: str
    searched: str


_GERMAN = _Words(
    row=1,
    call="rückruf",
    delay="verzug",
    day="in 2 Werktagen",
    attached="\n\nanbei die Rechnung, wie du sie wolltest.",
    searched="rück",
)
_ENGLISH = _Words(
    row=0,
    call="callback",
    delay="delay",
    day="in 2 working days",
    attached="\n\nI have attached the invoice.",
    searched="call",
)


class SnippetUseScenes:
    """Scenes by name, for one program and language."""

    def __init__(self, bench: "Workbench", language: str) -> None:
        self._bench = bench
        self._words = _GERMAN if language == "de" else _ENGLISH

    def all(self) -> "dict[str, Callable[[], QWidget]]":
        """Each brings its picture about and returns what is to be seen."""
        return {
            "snippet-palette": self._palette,
            "snippet-form": self._form,
            "composer-check": self._check,
            "outside-palette": self._outside,
        }

    def _palette(self) -> "QWidget":
        self._fresh_answer()
        self._bench.actions["composer.snippet"].trigger()
        settle(self._bench)
        return cast("QWidget", QApplication.activePopupWidget())

    def _form(self) -> "QWidget":
        dialog = self._filling_in(self._fresh_answer(), self._words.call)
        day = cast(DateAnswer, dialog.findChild(DateAnswer))
        day.line.setText(self._words.day)
        return dialog

    def _check(self) -> "QWidget":
        composer = self._fresh_answer()
        dialog = self._filling_in(composer, self._words.delay)
        dialog.pane.confirm()
        settle(self._bench)
        composer.text.moveCursor(QTextCursor.MoveOperation.Start)
        composer.text.moveCursor(QTextCursor.MoveOperation.EndOfBlock)
        composer.text.textCursor().insertText(self._words.attached)
        self._bench.actions["composer.send"].trigger()
        return self._bench.window

    def _outside(self) -> "QWidget":
        self._discard()
        self._bench.show_outside_palette()
        windows = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
        window = next(each for each in windows if isinstance(each, OutsidePalette))
        window.palette_.line.setText(self._words.searched)
        return window

    # On the way to a scene

    def _fresh_answer(self) -> Composer:
        """An answer in which nothing was written yet, with the caret before everything else."""
        page = cast("QueuePage", self._bench.window.show_page("tickets"))
        page.show_view("all_open")
        settle(self._bench)
        page.table.go_to_row(self._words.row)
        settle(self._bench)
        self._discard()
        page.conversation.start_answer(DraftKind.REPLY)
        settle(self._bench)
        composer = cast(Composer, page.findChild(Composer))
        composer.text.moveCursor(QTextCursor.MoveOperation.Start)
        return composer

    def _discard(self) -> None:
        composer = self._bench.window.findChild(Composer)
        if composer is not None and composer.is_open:
            self._bench.actions["composer.discard"].trigger()
            settle(self._bench)
            self._bench.window.toasts.dismiss()

    def _filling_in(self, composer: Composer, abbreviation: str) -> "FillInDialog":
        composer.text.textCursor().insertText(abbreviation)
        QTest.keyClick(composer.text, Qt.Key.Key_Tab)
        settle(self._bench)
        return cast("FillInDialog", QApplication.activeModalWidget())
