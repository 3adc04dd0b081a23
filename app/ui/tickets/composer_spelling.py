"""The spell check of the composer: on and off, and the word lists when they are there."""

from PySide6.QtCore import QObject

from app.formats.mail import addresses
from app.ui.colours import Role
from app.ui.operations import Operations
from app.ui.preferences import Preferences
from app.ui.theme import Theme
from app.ui.tickets.composer_text import ComposerText
from app.ui.tickets.spelling_source import SpellingSource


class ComposerSpelling(QObject):
    """Reads the lists with the first text that is written, not before."""

    def __init__(
        self,
        text: ComposerText,
        operations: Operations,
        preferences: Preferences,
        theme: Theme,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._text = text
        self._preferences = preferences
        self._theme = theme
        self._source = SpellingSource(operations, self)
        self._names: tuple[str, ...] = ()
        self._wanted = False

    @property
    def on(self) -> bool:
        """Whether the person wants it."""
        return self._preferences.current.spell_check

    def begin(self, recipients: str) -> None:
        """Check the text from now on; the recipients' names are right as they are."""
        found = addresses.parse(recipients)
        self._names = tuple(word for each in found for word in each.name.split())
        self._wanted = True
        if self.on:
            self._source.ask(self._apply)

    def end(self) -> None:
        """The text is put away."""
        self._wanted = False
        self._text.check_spelling(None, self._theme.colour(Role.DANGER))

    def switch(self, on: bool) -> None:
        """Turn it on or off for good."""
        self._preferences.update(spell_check=on)
        if on:
            self._source.ask(self._apply)
        else:
            self._text.check_spelling(None, self._theme.colour(Role.DANGER))

    def _apply(self) -> None:
        spelling = self._source.spelling
        if spelling is not None and self._wanted and self.on:
            for name in self._names:
                spelling.ignore(name)
            if not self._text.checks_spelling:
                self._text.check_spelling(spelling, self._theme.colour(Role.DANGER))
