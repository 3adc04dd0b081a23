"""Scenes of the demo desk's mission statement: drafted, changed, talked about, rated, printed."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from app.rules.workshop.statements import Part
from app.screens.patience import settle
from app.ui.workshop.statement.view import StatementView

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.ui.workshop.page import WorkshopPage
    from app.workbench import Workbench

_TABS = ("statement", "statement-versions", "statement-feedback", "statement-follow-up")


class StatementScenes:
    """The tabs one after the other, and the poster."""

    def __init__(self, bench: "Workbench") -> None:
        self._bench = bench
        self._open = False

    def all(self) -> "dict[str, Callable[[], QWidget]]":
        """The scenes by the names of their pictures, in the order they are to be taken in."""
        tabs = {name: partial(self._tab, place) for place, name in enumerate(_TABS)}
        return {**tabs, "poster": self._poster}

    def _tab(self, place: int) -> "QWidget":
        view = self._view()
        view.tabs.setCurrentIndex(place)
        if _TABS[place] == "statement":
            view.draft.fields[Part.CONTRIBUTION].setFocus()
        elif _TABS[place] == "statement-feedback":
            view.feedback.versions.setCurrentIndex(1)
        settle(self._bench)
        self._bench.window.toasts.dismiss()
        return self._bench.window

    def _poster(self) -> "QWidget":
        dialog = self._view().poster_dialog()
        assert dialog is not None
        dialog.open()
        return dialog

    def _view(self) -> StatementView:
        page = cast("WorkshopPage", self._bench.window.show_page("workshop"))
        settle(self._bench)
        if page.in_room:
            self._bench.actions["workshop.leave"].trigger()
            settle(self._bench)
        if not self._open:
            self._open = True
            closed = [each for each in page.list.rows if each.closed_at is not None]
            held = min(closed, key=lambda each: each.created_at)
            page.show_workshop(held.id)
            settle(self._bench)
            page.open_statement()
            settle(self._bench)
        return page.statement
