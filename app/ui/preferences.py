"""The settings of this machine while the program runs: read once, written at every change."""

import logging
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.settings import Settings, SettingsFile

_LOG = logging.getLogger(__name__)


class Preferences(QObject):
    """Holds the present ``Settings``; whoever shows something that depends on them listens."""

    changed = Signal(object)
    """The new ``Settings``."""

    def __init__(self, file: SettingsFile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self.current: Settings = file.read()

    def update(self, **changes: Any) -> None:
        """Change some settings for good; a folder that cannot be written only logs it."""
        self.replace(self.current.replace(**changes))

    def replace(self, settings: Settings) -> None:
        """Take other settings for good."""
        if settings == self.current:
            return
        self.current = settings
        try:
            self._file.write(settings)
        except OSError as error:
            _LOG.warning("settings were not saved: %s", error.strerror)
        self.changed.emit(settings)
