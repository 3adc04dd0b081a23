"""Which screen is the audience's: never the facilitator's, and the same as last time if it can."""

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication, QScreen


def identity(screen: QScreen) -> str:
    """What a screen is remembered by; the name alone changes with the socket it is plugged into."""
    parts = (screen.manufacturer(), screen.model(), screen.serialNumber())
    return " ".join(part for part in parts if part.strip()) or screen.name()


def label(screen: QScreen) -> str:
    """A screen as a person knows it: *Epson EB-X41, 1920 × 1080*."""
    size = screen.geometry().size() * screen.devicePixelRatio()
    return f"{identity(screen)}, {size.width()} × {size.height()}"


def others(mine: QScreen) -> list[QScreen]:
    """The screens beside the facilitator's, looked up fresh: one that was unplugged is gone.

    A screen at the very same place shows a mirrored picture and is no screen of its own.
    """
    return [
        each
        for each in QGuiApplication.screens()
        if each is not mine and each.geometry() != mine.geometry()
    ]


def audience_screen(mine: QScreen, remembered: str) -> QScreen | None:
    """The remembered screen if it is there, else any that is not the facilitator's, else None."""
    return _chosen(others(mine), remembered)


def _chosen(there: Sequence[QScreen], remembered: str) -> QScreen | None:
    for each in there:
        if identity(each) == remembered:
            return each
    return there[0] if there else None
