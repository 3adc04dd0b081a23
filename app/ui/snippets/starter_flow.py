"""Snippets to start with: the ready-made pack of a language, as one step."""

from PySide6.QtWidgets import QWidget

from app.i18n import _, ngettext
from app.services.starter_packs import install_starter_pack, starter_pack_size
from app.storage.database import utc_now
from app.ui.operations import Announcement, Operations
from app.ui.snippets.words import LANGUAGES
from app.ui.theme import Theme
from app.ui.widgets.choice_popover import Choice, ChoicePopover


def ask_for_pack(parent: QWidget, operations: Operations, theme: Theme, language: str) -> None:
    """Ask for which language; the desk's own comes first."""
    choices = []
    for code in sorted(LANGUAGES, key=lambda each: each != language):
        size = starter_pack_size(code)
        words = ngettext("{language}, {n} snippet", "{language}, {n} snippets", size)
        choices.append(Choice(code, words.format(language=LANGUAGES[code], n=size)))
    popover = ChoicePopover(_("Starter pack"), choices, theme, parent)
    popover.taken.connect(lambda code: add_pack(parent, operations, code))
    popover.open_over(parent)


def add_pack(parent: QWidget, operations: Operations, language: str) -> None:
    """Take over what the desk has not yet."""
    operations.run(
        install_starter_pack,
        language,
        now=utc_now(),
        label=_("Added the starter pack: {language}").format(language=LANGUAGES[language]),
        owner=parent,
        done=lambda count: _tell(operations, count),
    )


def _tell(operations: Operations, count: int) -> None:
    if not count:
        operations.announced.emit(
            Announcement(_("All snippets of the starter pack are here already."), undoable=False)
        )
