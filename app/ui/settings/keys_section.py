"""The keys of all actions, to be changed."""

from app.i18n import _
from app.ui.actions import Actions
from app.ui.settings.section import SettingsSection
from app.ui.theme import Theme
from app.ui.widgets.key_editor import KeyEditor


class KeysSection(SettingsSection):
    """Click a key, press another one; what cannot be is said at once."""

    def __init__(self, actions: Actions, theme: Theme) -> None:
        super().__init__(
            _("Keys"),
            _("Click a key and press the new one. Backspace leaves the action without a key."),
            theme,
        )
        self.column.addWidget(KeyEditor(actions, theme))
