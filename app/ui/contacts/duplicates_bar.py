"""A bar that names two contacts who may be the same person."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.queries.duplicates import SuspectedDuplicate, suspected_duplicates
from app.rules.names import explain_likeness
from app.ui.operations import Operations
from app.ui.theme import Theme
from app.ui.widgets.message_bar import MessageBar


class DuplicatesBar(MessageBar):
    """Shows itself when ``look`` finds a pair."""

    compare_wanted = Signal(object)
    """The ``SuspectedDuplicate``."""

    def __init__(self, operations: Operations, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._operations = operations
        self._pair: SuspectedDuplicate | None = None
        self.acted.connect(lambda: self.compare_wanted.emit(self._pair))

    def look(self) -> None:
        """Look for the most likely pair."""
        self._operations.read(
            suspected_duplicates, limit=1, owner=self, key="twins", done=self._show
        )

    def _show(self, pairs: Sequence[SuspectedDuplicate]) -> None:
        if not pairs:
            self.hide()
            return
        pair = self._pair = pairs[0]
        self.show_message(
            _("{one} and {other} may be the same person. {reason}.").format(
                one=pair.one.name, other=pair.other.name, reason=explain_likeness(pair.reason)
            ),
            action=_("Compare…"),
        )
