"""The log file: what went wrong, never what a customer or an agent wrote."""

import copy
import logging
import logging.handlers
import sys
import traceback
from pathlib import Path
from types import TracebackType

import app

SIZE, KEPT = 1_000_000, 3
_PROGRAM = Path(app.__file__).resolve().parent
_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def start(folder: Path) -> None:
    """Write warnings and worse to ``tresen.log`` in ``folder``; to the error stream if it can't."""
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    handler: logging.Handler
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            folder / "tresen.log", maxBytes=SIZE, backupCount=KEPT, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Discreet("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root.addHandler(handler)


class Discreet(logging.Formatter):
    """Leaves out what may quote a person: the messages of errors, and those of libraries."""

    def format(self, record: logging.LogRecord) -> str:
        record = copy.copy(record)
        record.exc_text = None
        if record.name.partition(".")[0] != _PROGRAM.name:
            record.msg, record.args = f"{record.filename}:{record.lineno}", None
        return super().format(record)

    def formatException(self, ei: _ExcInfo) -> str:  # noqa: N802 - logging's own name
        return "" if ei[1] is None else quiet_trace(ei[1])


def quiet_trace(error: BaseException) -> str:
    """Kinds of errors and lines of code, what caused it first; no message, no name of a folder
    outside of the program."""
    lines = []
    for link in _chain(error):
        lines.append(_kind(link))
        for frame in traceback.extract_tb(link.__traceback__):
            lines.append(f"  {shown_path(frame.filename)}:{frame.lineno} {frame.name}")
            if frame.line and is_ours(frame.filename):
                lines.append(f"      {frame.line}")
    return "\n".join(lines)


def is_ours(filename: str) -> bool:
    """Whether a line of code is the program's own."""
    return Path(filename).is_relative_to(_PROGRAM)


def shown_path(filename: str) -> str:
    """A path without the part that names the machine or the person."""
    path = Path(filename)
    if is_ours(filename):
        return str(path.relative_to(_PROGRAM.parent))
    parts = path.parts
    if "site-packages" in parts:
        return "/".join(parts[parts.index("site-packages") + 1 :])
    return path.name


def _chain(error: BaseException) -> list[BaseException]:
    """The error and what caused it, the cause first."""
    chain: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in chain:
        chain.append(link)
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return chain[::-1]


def _kind(error: BaseException) -> str:
    kind = type(error)
    return (
        kind.__qualname__
        if kind.__module__ == "builtins"
        else f"{kind.__module__}.{kind.__qualname__}"
    )
