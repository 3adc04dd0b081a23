"""What one does to chosen snippets: made favourites, tagged, coloured, deleted."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.i18n import _, ngettext
from app.services import snippets
from app.storage.database import utc_now
from app.ui.operations import Operations
from app.ui.snippets.colour_button import COLOURS, colour_dot, colour_name
from app.ui.theme import Theme
from app.ui.widgets.choice_popover import Choice, ChoicePopover


class SnippetActs(QObject):
    """Each is one step that can be undone."""

    deleted = Signal(object)
    """The ids of snippets that were deleted."""

    def __init__(self, operations: Operations, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._operations = operations
        self._theme = theme
        self._window = window

    def make_favourites(self, ids: Sequence[int]) -> None:
        """Show snippets first in the palette."""
        words = ngettext("Made {n} snippet a favourite", "Made {n} snippets favourites", len(ids))
        self._operations.run(
            snippets.set_favourite, ids, True, now=utc_now(), label=words.format(n=len(ids))
        )

    def choose_tag(self, ids: Sequence[int], known: Sequence[str]) -> None:
        """Ask which tag is put on snippets; a new one is made by its name."""
        choices = [Choice(name, name) for name in known]
        popover = ChoicePopover(_("Tag"), choices, self._theme, self._window, create=True)
        popover.taken.connect(partial(self.add_tag, ids))
        popover.created.connect(partial(self.add_tag, ids))
        popover.open_over(self._window)

    def add_tag(self, ids: Sequence[int], name: str) -> None:
        """Put a tag on snippets."""
        words = ngettext(
            "Put the tag “{name}” on {n} snippet", "Put the tag “{name}” on {n} snippets", len(ids)
        )
        self._operations.run(
            snippets.add_tags,
            ids,
            [name],
            now=utc_now(),
            label=words.format(name=name, n=len(ids)),
        )

    def choose_colour(self, ids: Sequence[int]) -> None:
        """Ask which colour snippets get."""
        ratio = self._window.devicePixelRatioF()
        choices = [
            Choice(each, colour_name(each), colour_dot(self._theme, each, ratio))
            for each in COLOURS
        ]
        popover = ChoicePopover(_("Colour"), choices, self._theme, self._window)
        popover.taken.connect(partial(self.set_colour, ids))
        popover.open_over(self._window)

    def set_colour(self, ids: Sequence[int], colour: int | None) -> None:
        """Give snippets a colour, or none."""
        words = ngettext("Coloured {n} snippet", "Coloured {n} snippets", len(ids))
        self._operations.run(
            snippets.set_colour, ids, colour, now=utc_now(), label=words.format(n=len(ids))
        )

    def delete(self, ids: Sequence[int]) -> None:
        """Delete snippets; what was sent with them stays known."""
        words = ngettext("Deleted {n} snippet", "Deleted {n} snippets", len(ids))
        self._operations.run(
            snippets.delete,
            ids,
            now=utc_now(),
            label=words.format(n=len(ids)),
            owner=self,
            done=lambda _nothing: self.deleted.emit(ids),
        )

    def restore(self, ids: Sequence[int]) -> None:
        """Bring deleted snippets back."""
        words = ngettext("Restored {n} snippet", "Restored {n} snippets", len(ids))
        self._operations.run(snippets.restore, ids, now=utc_now(), label=words.format(n=len(ids)))
