"""Somebody else sits down at the desk; who has a PIN types it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from app.queries.desk import AgentRow
from app.ui.operations import Operations
from app.ui.theme import Theme


class AgentSwitch(QObject):
    """The way from one agent to another, over ``widget``'s window."""

    def __init__(self, operations: Operations, theme: Theme, widget: QWidget) -> None:
        super().__init__(widget)
        self._operations = operations
        self._theme = theme
        self._widget = widget

    def to(self, row: AgentRow) -> None:
        """Work as somebody else from now on, unless they have a PIN and it is not known."""
        if row.id == self._operations.agent_id:
            return
        self.admit(row, partial(self._operations.use_agent, row.id))

    def admit(
        self,
        row: AgentRow,
        admitted: Callable[[], object],
        refused: Callable[[], object] | None = None,
    ) -> None:
        """Call ``admitted`` at once or once the PIN was right, ``refused`` if it was given up."""
        if not row.has_pin:
            admitted()
            return
        from app.ui.desk.pin_dialog import PinDialog

        dialog = PinDialog(row, self._operations, self._theme, self._widget.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(admitted)
        if refused is not None:
            dialog.rejected.connect(refused)
        dialog.open()
