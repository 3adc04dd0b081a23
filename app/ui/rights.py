"""Asks before a dialog opens whether the agent in use may do what it is for."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.rules.roles import Right
from app.storage.rights import check
from app.ui.operations import Operations


def with_right(
    operations: Operations, right: Right, act: Callable[[], object], *, owner: QObject
) -> None:
    """Call ``act`` if the agent in use has the right; else a toast says who has it."""

    def go_on(_none: None) -> None:
        act()

    operations.read(check, operations.agent_id, right, owner=owner, done=go_on)
