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
print("\\n".join(sys.modules))
sys.stdout.flush()
os._exit(0)
"""


def test_the_window_is_there_before_heavy_parts_are_loaded(tmp_path: Path) -> None:
    desk = tmp_path / "a.desk"
    made = (
        "import sys; from pathlib import Path; from app.services.opening import open_or_create; "
        "open_or_create(Path(sys.argv[1])).close()"
    )
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", made, str(desk)], check=True, cwd=root)
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
