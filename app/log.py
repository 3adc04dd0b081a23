"""The log file: what went wrong, never what a customer or an agent wrote."""

import logging
import logging.handlers
import sys
from pathlib import Path

SIZE, KEPT = 1_000_000, 3


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
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root.addHandler(handler)
