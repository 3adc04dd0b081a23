"""The word lists, read in the background when somebody first writes."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from app.paths import config_folder, resource
from app.ui.operations import Operations
from app.ui.tickets.spelling import Spelling, load_spelling

OWN_WORDS = "own-words.txt"


class SpellingSource(QObject):
    """``spelling`` is None until the lists are read."""

    def __init__(self, operations: Operations, parent: QObject) -> None:
        super().__init__(parent)
        self._operations = operations
        self._asked = False
        self.spelling: Spelling | None = None

    def ask(self, ready: Callable[[], None]) -> None:
        """Call ``ready`` once the lists are there; the first to ask has them read."""
        if self.spelling is not None:
            ready()
        elif not self._asked:
            self._asked = True
            read = partial(
                load_spelling,
                extra_words=resource("spelling", "words.txt"),
                own_words=config_folder() / OWN_WORDS,
            )
            self._operations.tasks.read(read, owner=self, done=partial(self._read, ready))

    def _read(self, ready: Callable[[], None], spelling: Spelling) -> None:
        self.spelling = spelling
        ready()
