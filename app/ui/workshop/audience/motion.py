"""Whether the person asked the system for less motion."""

import subprocess
import sys
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

_SPI_GETCLIENTAREAANIMATION = 0x1042
_PATIENCE = 2.0


@cache
def motion_is_reduced() -> bool:
    """Windows *Show animations*, macOS *Reduce motion*, GNOME *Animations*.

    The system is asked once; best in a worker, for its answer may take a second.
    """
    if not QApplication.isEffectEnabled(Qt.UIEffect.UI_General) and sys.platform == "win32":
        return True
    if sys.platform == "win32":
        return _windows()
    if sys.platform == "darwin":
        told = _told(["defaults", "read", "com.apple.universalaccess", "reduceMotion"])
        return told == "1"
    told = _told(["gsettings", "get", "org.gnome.desktop.interface", "enable-animations"])
    return told == "false"


def _windows() -> bool:
    import ctypes

    shown = ctypes.c_int(1)
    user32 = ctypes.windll.user32  # type: ignore[attr-defined]
    user32.SystemParametersInfoW(_SPI_GETCLIENTAREAANIMATION, 0, ctypes.byref(shown), 0)
    return not shown.value


def _told(command: list[str]) -> str:
    try:
        answer = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return answer.stdout.strip()
