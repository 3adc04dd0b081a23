"""What will be needed soon is made ahead of time, a little between two keys."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

_AT_ONCE = 12
"""Widgets that are styled between two keys: a style sheet takes some tenths of a millisecond."""
_KEPT_BACK = Qt.WidgetAttribute.WA_PendingResizeEvent
_PAUSE_MS = 200
"""Before the first step: what follows from a key comes first."""


class Ahead(QObject):
    """Takes one step of a list in each turn of the event loop, a moment after it began."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Iterator[object] = iter(())
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._step)

    def begin(self, steps: Iterator[object]) -> None:
        """Go through these from now on, in place of what was left of others."""
        self._steps = steps
        self._timer.start(_PAUSE_MS)

    def finish(self) -> None:
        """Take all steps that are left, now: what they make is needed."""
        self.stop()
        for _step in self._steps:
            pass

    def stop(self) -> None:
        """Take no further step by itself."""
        self._timer.stop()

    def _step(self) -> None:
        self._timer.setInterval(0)
        if next(self._steps, self) is self:
            self.stop()


def polished(widget: QWidget) -> Iterator[None]:
    """Steps that style a widget and all within it, which is done again at no cost when shown."""
    for number, each in enumerate([widget, *widget.findChildren(QWidget)], start=1):
        each.ensurePolished()
        if number % _AT_ONCE == 0:
            yield


def laid_out(widget: QWidget, size: QSize) -> Iterator[None]:
    """Steps that put all within a hidden widget in their places for a size, so that nothing moves
    when it is shown as large."""
    widget.resize(size)
    yield from _placed(widget)


def _placed(widget: QWidget) -> Iterator[None]:
    """Qt keeps the news of another size back until a widget is shown; here it hears them now."""
    if widget.testAttribute(_KEPT_BACK):
        widget.setAttribute(_KEPT_BACK, False)
        QCoreApplication.sendEvent(widget, QResizeEvent(widget.size(), QSize()))
    layout = widget.layout()
    if layout is not None:
        layout.activate()
        yield
    for child in widget.children():
        if isinstance(child, QWidget) and not child.isWindow() and not child.isHidden():
            yield from _placed(child)
