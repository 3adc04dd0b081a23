"""What a start loads, so that it stays quick."""

import subprocess
import sys
from pathlib import Path

_LATE = (
    "alembic",
    "app.formats.mail.message",
    "app.models",
    "app.services.demo",
    "app.services.imports",
    "app.ui.tickets.conversation_pane",
    "app.ui.tickets.properties_pane",
    "app.ui.tickets.triage",
    "babel",
    "dateutil",
    "holidays",
    "icalendar",
    "jinja2",
    "nh3",
    "openpyxl",
    "oxmsg",
    "spellchecker",
    "PySide6.QtNetwork",
    "PySide6.QtPrintSupport",
)
"""Loaded with what needs them, not with the window."""

_MADE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from app.queries.arrivals import snoozes_over
from app.services.demo import build_demo
from app.storage.upgrade import create
long_ago = datetime(2026, 3, 12, 10, 30, tzinfo=UTC)
desk = create(Path(sys.argv[1]))
build_demo(desk, size=100, now=long_ago, language="en")
assert desk.read(snoozes_over, now=datetime.now(UTC))
desk.close()
"""
"""A desk whose snoozes are all over, as after a night."""

_START = """
import os, sys, tempfile
folder = tempfile.mkdtemp()
os.environ.update(QT_QPA_PLATFORM="offscreen", TRESEN_CONFIG=folder, TRESEN_DATA=folder)
from app.application import load_parts
load_parts()
from app.program import Program
from pathlib import Path
program = Program()
assert program.open(Path(sys.argv[1]))
from PySide6.QtCore import QEventLoop, QTimer
page = program.workbench.window.page("tickets")
page.show_view("all")
loop = QEventLoop()
poll = QTimer(interval=1)
poll.timeout.connect(lambda: loop.quit() if page.table.id_model.rowCount() > 1 else None)
poll.start()
loop.exec()
page.table.grab()
print("\\n".join(sys.modules))
sys.stdout.flush()
os._exit(0)
"""


def test_the_first_rows_are_there_before_heavy_parts_are_loaded(tmp_path: Path) -> None:
    desk = tmp_path / "a.desk"
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", _MADE, str(desk)], check=True, cwd=root)
    started = subprocess.run(
        [sys.executable, "-c", _START, str(desk)],
        check=True,
        cwd=root,
        capture_output=True,
        text=True,
    )
    loaded = set(started.stdout.split())
    assert "app.ui.tickets.page" in loaded
    assert sorted(loaded.intersection(_LATE)) == []
