"""The menu of everything that can be put into a text: values, facts, questions, conditions."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from app.i18n import _
from app.ui.snippets.completion import Proposal, Vocabulary
from app.ui.theme import Theme

_MOST = 30
"""Entries in one menu; there may be thousands of snippets, which are found by typing."""


def placeholder_menu(
    vocabulary: Vocabulary, insert: Callable[[Proposal], None], theme: Theme, parent: QWidget
) -> QMenu:
    """A menu by subject; choosing inserts."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    groups: dict[str, list[Proposal]] = {}
    for each in vocabulary.values:
        groups.setdefault(each.group, []).append(each)
    for title, proposals in groups.items():
        _fill(menu.addMenu(title), proposals, insert)
    for icon, title, several in (
        ("fact", _("Facts"), vocabulary.facts),
        ("snippets", _("Other snippets"), vocabulary.snippets),
        ("question", _("Questions"), vocabulary.questions),
        ("split", _("Conditions"), vocabulary.statements),
    ):
        if several:
            _fill(menu.addMenu(theme.icon(icon), title), several[:_MOST], insert)
    return menu


def _fill(menu: QMenu, proposals: Sequence[Proposal], insert: Callable[[Proposal], None]) -> None:
    for each in proposals:
        entry = menu.addAction(f"{each.hint or each.title}\t{each.title}")
        entry.triggered.connect(partial(_insert, insert, each))


def _insert(insert: Callable[[Proposal], None], each: Proposal, _checked: bool = False) -> None:
    insert(each)
