"""The snippets page in a shown window, on a desk with three snippets and a ticket."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.queries.snippets import SnippetDetails, snippet_details, snippet_rows
from app.rules.enums import FormOfAddress
from app.rules.snippet_variants import Variant
from app.services import snippet_folders, snippets
from app.ui.actions import Actions
from app.ui.operations import Operations
from app.ui.snippets.body_editor import BodyEditor
from app.ui.snippets.editor import SnippetEditor
from app.ui.snippets.page import SnippetsPage
from app.ui.tasks import Tasks
from app.ui.theme import Theme
from app.ui.window_memory import WindowMemory
from tests.desk_fixtures import Desk, desk, template_desk
from tests.settling import settle
from tests.ui.shown_page import ShownPage

__all__ = ["desk", "template_desk"]

REFUND = """<<anrede>>,

Sie bekommen <<frage("Betrag", "zahl")|euro>> zurück.
<<baustein("gruss")>>"""


class Snippets(ShownPage[SnippetsPage]):
    """The page of snippets."""

    @property
    def editor(self) -> SnippetEditor:
        """The editor beside the list."""
        return self.page.editor

    @property
    def body(self) -> BodyEditor:
        """The text of the wording that is shown."""
        return self.editor.text.body

    def listed(self) -> list[str]:
        """The titles in the list, from top to bottom."""
        rows = self.desk.read(snippet_rows, list(self.page.table.id_model.ids))
        return [row.title for row in rows]

    def choose(self, *titles: str) -> None:
        """Select snippets by title."""
        rows = self.desk.read(snippet_rows, list(self.page.table.id_model.ids))
        self.page.table.select_ids([row.id for row in rows if row.title in titles])
        self.settled()

    def act(self, name: str) -> None:
        """Trigger an action of the page and wait for what it does."""
        super().act(f"snippet.{name}")

    def write(self, text: str) -> None:
        """Put a text in place of the one shown, as a person who pastes it."""
        self.body.selectAll()
        self.body.insertPlainText(text)
        self.settled()

    def stored(self, title: str) -> SnippetDetails:
        """What the desk has under a title."""
        ids = self.desk.rows(f"SELECT id FROM snippet WHERE title = '{title}'")
        found = self.desk.read(snippet_details, ids[0][0])
        assert found is not None
        return found


@pytest.fixture
def library(desk: Desk) -> dict[str, int]:
    """A refund in three wordings, a closing, a receipt; ids by abbreviation."""
    billing = desk.do(snippet_folders.add_folder, "Billing")
    given = {
        "refund": (
            "Refund",
            (
                Variant("de", FormOfAddress.SIE, REFUND),
                Variant("de", FormOfAddress.DU, REFUND.replace("Sie bekommen", "Du bekommst")),
                Variant("en", FormOfAddress.UNKNOWN, "<<greeting>>,\n\nyou get it back."),
            ),
            billing,
            ("money",),
        ),
        "gruss": (
            "Closing",
            (Variant("de", FormOfAddress.UNKNOWN, "Viele Grüße\n<<agent>>"),),
            None,
            (),
        ),
        "in": (
            "Receipt",
            (Variant("en", FormOfAddress.UNKNOWN, "We have your message about <<product>>."),),
            None,
            ("money",),
        ),
    }
    return {
        abbreviation: desk.do(
            snippets.create,
            title=title,
            abbreviation=abbreviation,
            variants=variants,
            folder_id=folder_id,
            tags=tags,
        )
        for abbreviation, (title, variants, folder_id, tags) in given.items()
    }


@pytest.fixture
def open_snippets(
    qtbot: QtBot, desk: Desk, tasks: Tasks, theme: Theme, tmp_path: Path
) -> Iterator[Callable[[], Snippets]]:
    """Open the page as a window of 1216 × 740, what a screen of 1280 × 800 leaves it."""
    operations = Operations(desk.database, tasks, agent_id=desk.kim)

    def settled() -> None:
        settle(qtbot, lambda: tasks.idle, within=500)

    def open_page() -> Snippets:
        actions = Actions(theme, {})
        page = SnippetsPage(operations, actions, theme, WindowMemory(tmp_path))
        qtbot.addWidget(page)
        page.resize(1216, 740)
        page.show()
        settled()
        return Snippets(page, desk, operations, actions, settled)

    yield open_page
    settled()
