"""What windows remember: geometry, splitters, columns, in an INI file beside the settings."""

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QSettings, QTimer
from PySide6.QtWidgets import QSplitter, QWidget

_LATER_MS = 1_000


class _Store(QSettings):
    """Writes its file once nothing changes any more: with each key pressed is too often."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path), QSettings.Format.IniFormat)
        self._later = QTimer(self, singleShot=True, interval=_LATER_MS)
        self._later.timeout.connect(self.sync)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.UpdateRequest:
            self._later.start()
            return True
        return super().event(event)


class WindowMemory:
    """Values by name; a damaged or foreign value counts as none.

    Where the folder cannot be written they are forgotten with the program.
    """

    def __init__(self, folder: Path) -> None:
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
        self._store = _Store(folder / "windows.ini")

    def text(self, name: str) -> str:
        """A remembered text, empty if there is none."""
        value = self._store.value(name, "")
        return value if isinstance(value, str) else ""

    def remember_text(self, name: str, value: str) -> None:
        self._store.setValue(name, value)

    def restore_geometry(self, name: str, window: QWidget) -> bool:
        """Put a window where it was; False if nothing was remembered."""
        state = self._bytes(f"{name}/geometry")
        return not state.isEmpty() and window.restoreGeometry(state)

    def remember_geometry(self, name: str, window: QWidget) -> None:
        self._store.setValue(f"{name}/geometry", window.saveGeometry())

    def keep_splitter(self, name: str, splitter: QSplitter) -> None:
        """Restore a splitter now and remember it whenever it is moved."""
        state = self._bytes(f"{name}/splitter")
        if not state.isEmpty():
            splitter.restoreState(state)
        splitter.splitterMoved.connect(
            lambda _place, _handle: self._store.setValue(f"{name}/splitter", splitter.saveState())
        )

    def save(self) -> None:
        """Write to disk now; Qt does so by itself from time to time."""
        self._store.sync()

    def _bytes(self, name: str) -> QByteArray:
        value = self._store.value(name)
        return value if isinstance(value, QByteArray) else QByteArray()
