"""Pictures of every page in both languages and themes, from the demo desk, without a display.

They are the pictures of the handbook and the README, and what one looks at after a change.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.rules.enums import DraftKind
from app.screens.keeping import KeepingScenes
from app.screens.patience import SETTLE_MS, settle, wait
from app.screens.people import PeopleScenes
from app.screens.shifts import ShiftScenes
from app.screens.shifts_out import ShiftOutScenes
from app.screens.snippet_use import SnippetUseScenes
from app.screens.statement import StatementScenes
from app.screens.tickets_out import TicketOutScenes
from app.screens.workshop import WorkshopScenes
from app.settings import Scheme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.program import Program
    from app.ui.snippets.import_dialog import ImportDialog
    from app.ui.snippets.page import SnippetsPage
    from app.ui.tickets.page import QueuePage

_SIZE = (1280, 800)
_FOREIGN_SNIPPETS = """
matches:
  - trigger: ":refund"
    label: Refund
    form: "Dear [[name]],\\n\\nwe refund it by [[way]]. {{today}}"
    form_fields:
      way: {type: list, values: [card, transfer]}
    vars:
      - {name: today, type: date, params: {format: "%d.%m.%Y"}}
  - trigger: ":address"
    label: Address of the server
    replace: "It is {{address}}."
    vars:
      - {name: address, type: shell, params: {cmd: "hostname -I"}}
  - trigger: ":bye"
    label: Goodbye
    replace: "Kind regards\\n$|$"
"""
"""Of another program, with a command among them that is named and not run."""
_WITH_COMMAND = 1


def take(destination: Path) -> int:
    """Write ``<scene>-<language>-<scheme>.png`` files; 0 when all are there."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    destination.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="tresen-screens-") as folder:
        os.environ["TRESEN_CONFIG"] = os.environ["TRESEN_DATA"] = folder
        from app.program import Program

        program = Program()
        for language in ("de", "en"):
            program.preferences.update(language=language, scheme=Scheme.LIGHT)
            program.open_demo()
            for scheme in (Scheme.LIGHT, Scheme.DARK):
                program.preferences.update(scheme=scheme)
                Scenes(program, destination, f"{language}-{scheme}").take()
            program.close_desk()
    return 0


class Scenes:
    """Walks one program through its pages and takes a picture of each."""

    def __init__(self, program: "Program", destination: Path, ending: str) -> None:
        assert program.workbench is not None
        self._program = program
        self._bench = program.workbench
        self._destination = destination
        self._ending = ending
        language, _dash, scheme = ending.partition("-")
        self._keeping = KeepingScenes(program.workbench)
        self._people = PeopleScenes(program.workbench)
        self._shifts = ShiftScenes(program.workbench)
        self._shifts_out = ShiftOutScenes(program.workbench)
        self._snippet_use = SnippetUseScenes(program.workbench, language)
        self._statement = StatementScenes(program.workbench)
        self._tickets_out = TicketOutScenes(program.workbench)
        self._workshop = WorkshopScenes(program.workbench, language, dark=scheme == Scheme.DARK)

    def take(self) -> None:
        """All scenes, one after the other."""
        window = self._bench.window
        window.resize(*_SIZE)
        for name, scene in self._scenes().items():
            widget = scene()
            self._settle()
            path = self._destination / f"{name}-{self._ending}.png"
            if not widget.grab().save(str(path)):
                raise OSError(f"{path} cannot be written")
            print(path.name, file=sys.stderr)
            self._close_others()

    def _scenes(self) -> "dict[str, Callable[[], QWidget]]":
        return {
            "queue": self._queue,
            "search": self._search,
            "composer": self._composer,
            "triage": self._triage,
            **self._tickets_out.all(),
            "capture": self._capture,
            "palette": self._palette,
            "contacts": self._contacts,
            "snippets": self._snippets,
            "snippet-cases": self._snippet_cases,
            "snippet-import": self._snippet_import,
            "facts": self._facts,
            **self._snippet_use.all(),
            **self._shifts.all(),
            **self._shifts_out.all(),
            **self._workshop.all(),
            **self._statement.all(),
            **{
                f"settings-{section}": partial(self._settings, section)
                for section in (
                    "program",
                    "desk",
                    "people",
                    "categories",
                    "priority",
                    "keys",
                    "protection",
                )
            },
            **self._people.all(),
            **self._keeping.all(),
            "keys": self._keys,
            "about": self._about,
            "first-start": self._first_start,
            "export": self._export,
        }

    def _queue(self) -> "QWidget":
        page = self._queue_page()
        page.show_view("all_open")
        self._settle()
        page.table.setFocus()
        return self._bench.window

    def _search(self) -> "QWidget":
        self._queue_page().show_search("prio:>=high -tag:refund")
        return self._bench.window

    def _composer(self) -> "QWidget":
        page = self._queue_page()
        page.show_view("all_open")
        self._settle()
        page.conversation.start_answer(DraftKind.REPLY)
        return self._bench.window

    def _triage(self) -> "QWidget":
        page = self._queue_page()
        page.show_view("all_open")
        self._settle()
        self._bench.actions["ticket.triage"].trigger()
        return self._bench.window

    def _capture(self) -> "QWidget":
        self._bench.capture()
        return self._other_window()

    def _palette(self) -> "QWidget":
        self._bench.actions["edit.palette"].trigger()
        return self._other_window()

    def _contacts(self) -> "QWidget":
        page = self._bench.window.show_page("contacts")
        self._settle()
        page.show_first()  # type: ignore[attr-defined]
        return self._bench.window

    def _snippets(self) -> "QWidget":
        page = self._snippets_page()
        page.show_abbreviation("umweg" if self._ending.startswith("de") else "workaround")
        return self._bench.window

    def _snippet_cases(self) -> "QWidget":
        self._snippets_page().editor.panel.show_cases()
        return self._bench.window

    def _snippet_import(self) -> "QWidget":
        with tempfile.TemporaryDirectory(prefix="tresen-screens-") as folder:
            path = Path(folder) / "espanso.yml"
            path.write_text(_FOREIGN_SNIPPETS, "utf-8")
            self._snippets_page().import_files([path])
            self._settle()
        dialog = cast("ImportDialog", self._other_window())
        dialog.look_at(_WITH_COMMAND)
        return dialog

    def _facts(self) -> "QWidget":
        page = self._snippets_page()
        page.editor.panel.show_preview()
        page.show_facts()
        return self._bench.window

    def _settings(self, section: str) -> "QWidget":
        page = self._bench.window.show_page("settings")
        page.show_section(section)  # type: ignore[attr-defined]
        return self._bench.window

    def _keys(self) -> "QWidget":
        self._bench.actions["help.keys"].trigger()
        return self._other_window()

    def _about(self) -> "QWidget":
        self._bench.actions["help.about"].trigger()
        return self._other_window()

    def _first_start(self) -> "QWidget":
        from app.ui.desk.first_start import FirstStartDialog

        dialog = FirstStartDialog(self._program.theme, person="Eva", parent=self._bench.window)
        dialog.open()
        return dialog

    def _export(self) -> "QWidget":
        from app.ui.desk.export_question import export_question

        dialog = export_question(self._program.theme, self._bench.window, protected=False)
        dialog.open()
        return dialog

    # Waiting and finding

    def _queue_page(self) -> "QueuePage":
        return cast("QueuePage", self._bench.window.show_page("tickets"))

    def _snippets_page(self) -> "SnippetsPage":
        page = cast("SnippetsPage", self._bench.window.show_page("snippets"))
        self._settle()
        return page

    def _other_window(self) -> "QWidget":
        wait(SETTLE_MS)
        shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
        return next(each for each in shown if each is not self._bench.window)

    def _close_others(self) -> None:
        QTest.keyClick(self._bench.window, Qt.Key.Key_Escape)
        for each in QApplication.topLevelWidgets():
            if each is not self._bench.window and each.isVisible():
                each.close()
        queue = cast("QueuePage", self._bench.window.page("tickets"))
        if "triage" in vars(queue):
            queue.triage.stop()

    def _settle(self) -> None:
        settle(self._bench)
