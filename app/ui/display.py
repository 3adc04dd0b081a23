"""Is there a screen to open a window on? Asked before Qt, which would abort the process."""

import ctypes
import os
import sys
from collections.abc import Mapping

from app.i18n import _


def missing_display(environment: Mapping[str, str] = os.environ) -> str:
    """One sentence what to do when no window can open here; empty when one can."""
    if not sys.platform.startswith("linux") or environment.get("QT_QPA_PLATFORM"):
        return ""
    if environment.get("WAYLAND_DISPLAY"):
        return ""
    if not environment.get("DISPLAY"):
        return _(
            "There is no screen here: start Tresen in a desktop session, or use its commands "
            "(main.py --help), which need none."
        )
    if not _has("libxcb-cursor.so.0"):
        return _(
            "A system library is missing: install libxcb-cursor0 "
            "(sudo apt install libxcb-cursor0) and start Tresen again."
        )
    return ""


def _has(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
