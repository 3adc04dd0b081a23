"""The sound at the end of a phase: a short gong, played by what the system has for it."""

import io
import math
import shutil
import struct
import sys
import tempfile
import wave
from functools import cache
from pathlib import Path

from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QApplication

_RATE = 22_050
_SECONDS = 1.6
_PARTIALS = ((440.0, 0.5), (662.0, 0.3), (1187.0, 0.2))
"""Hertz and strength: not quite in tune with each other, as in a gong."""
_DECAY = 3.2
_PLAYERS = (("pw-play",), ("paplay",), ("aplay", "-q"))


def strike() -> None:
    """Play it without waiting; where nothing can play, the system's beep."""
    if not _played():
        QApplication.beep()


def sound() -> bytes:
    """The gong as a WAV file, mono, 16 bits."""
    samples = [_sample(number / _RATE) for number in range(int(_RATE * _SECONDS))]
    file = io.BytesIO()
    with wave.open(file, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(2)
        written.setframerate(_RATE)
        written.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return file.getvalue()


def _sample(moment: float) -> int:
    swing = sum(part * math.sin(math.tau * hertz * moment) for hertz, part in _PARTIALS)
    return round(24_000 * swing * math.exp(-_DECAY * moment) * min(1.0, moment * 200))


def _played() -> bool:
    if sys.platform == "win32":
        import winsound

        winsound.PlaySound(str(_file()), winsound.SND_FILENAME | winsound.SND_ASYNC)
        return True
    players = (("afplay",),) if sys.platform == "darwin" else _PLAYERS
    for player in players:
        program = shutil.which(player[0])
        if program is not None:
            return QProcess.startDetached(program, [*player[1:], str(_file())])[0]
    return False


@cache
def _file() -> Path:
    """Written once; players want a file."""
    with tempfile.NamedTemporaryFile(prefix="tresen-gong-", suffix=".wav", delete=False) as file:
        file.write(sound())
    return Path(file.name)
