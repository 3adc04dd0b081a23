"""The whole desk out and in, with 60,460 real mails: rate, memory, size."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.desks import mail_desk
from benchmarks.figure import Figure, at_least, at_most

_MEGABYTES = 300


def figures() -> Iterator[Figure]:
    """Export to a folder and to a zip, and both taken over, each in a process of its own."""
    database = mail_desk()
    messages = database.read(
        lambda session: (
            session.connection().exec_driver_sql("SELECT count(*) FROM message").scalar_one()
        )
    )
    database.close()
    with tempfile.TemporaryDirectory() as folder:
        for kind, name in (("folder", "out"), ("zip", "out.zip")):
            export = Path(folder) / name
            out = _measured("export", database.path, export)
            yield at_least(f"export to a {kind}", messages / out["cpu"], 1_000, "mails/CPU s")
            yield at_most("its memory", out["memory"], _MEGABYTES, "MB")
            back = _measured("import", export, Path(folder) / f"{kind}.desk")
            yield at_least(f"taking over a {kind}", messages / back["cpu"], 1_000, "mails/CPU s")
            yield at_most("its memory", back["memory"], _MEGABYTES, "MB")
        size = (Path(folder) / "out.zip").stat().st_size / database.path.stat().st_size
        yield Figure("size of the zip beside the desk", size, "×")


def _measured(what: str, source: Path, target: Path) -> dict[str, float]:
    told = subprocess.run(
        [sys.executable, "-m", "benchmarks.portable_probe", what, str(source), str(target)],
        check=True,
        capture_output=True,
        text=True,
    )
    result: dict[str, float] = json.loads(told.stdout)
    return result
