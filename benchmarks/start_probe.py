"""Start the program on a desk, wait for its first rows and an answered key, and leave.

Run as a process of its own: ``python -m benchmarks.start_probe DESK [PASSPHRASE]``. Ends hard,
because only the start is measured.
"""

import os
import sys
import tempfile
from pathlib import Path


def main(desk: Path, passphrase: str = "") -> None:
    """Returns when rows are painted and the Down key has moved the current row."""
    folder = tempfile.mkdtemp(prefix="tresen-bench-")
    os.environ["TRESEN_CONFIG"] = os.environ["TRESEN_DATA"] = folder
    from app.application import load_parts

    load_parts()
    from app.program import Program

    program = Program()
    if passphrase:
        from app.storage.protection import key_from_passphrase

        program.open(desk, key=key_from_passphrase(desk, passphrase))
    else:
        program.open(desk)
    assert program.workbench is not None
    from PySide6.QtCore import QEventLoop, Qt, QTimer
    from PySide6.QtTest import QTest

    page = program.workbench.window.page("tickets")
    page.show_view("all")  # type: ignore[attr-defined]
    table = page.table  # type: ignore[attr-defined]
    loop = QEventLoop()
    poll = QTimer(interval=1)
    poll.timeout.connect(lambda: loop.quit() if table.id_model.rowCount() > 1 else None)
    poll.start()
    loop.exec()
    before = table.currentIndex().row()
    while table.currentIndex().row() == before:
        QTest.keyClick(table, Qt.Key.Key_Down)
    table.grab()
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
