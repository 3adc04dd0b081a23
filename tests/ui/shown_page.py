"""A page in a shown window, and what tests do with any page."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from PySide6.QtWidgets import QWidget

from app.ui.actions import Actions
from app.ui.contacts.page import ContactsPage
from app.ui.operations import Operations
from app.ui.shifts.page import ShiftsPage
from app.ui.snippets.page import SnippetsPage
from app.ui.widgets.search_box import SearchBox
from app.ui.workshop.page import WorkshopPage
from tests.desk_fixtures import Desk

P = TypeVar("P", ContactsPage, ShiftsPage, SnippetsPage, WorkshopPage)
W = TypeVar("W", bound=QWidget)


@dataclass
class ShownPage(Generic[P]):
    """The page and what it stands on; ``told`` is what it said in toasts."""

    page: P
    desk: Desk
    operations: Operations
    actions: Actions
    settled: Callable[[], None]
    told: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.told.connect(self.told.append)
        self.operations.refused.connect(lambda error: self.told.append(str(error)))

    def part(self, kind: type[W]) -> W:
        """The first widget of a kind."""
        found = self.page.findChild(kind)
        assert isinstance(found, kind)
        return found

    def search(self, text: str) -> None:
        """Type into the search box."""
        box = self.part(SearchBox)
        box.clear()
        box.insert(text)
        self.settled()

    def act(self, name: str) -> None:
        """Trigger an action by its id and wait for what it does."""
        self.actions[name].trigger()
        self.settled()
