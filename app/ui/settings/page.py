"""The settings page: subjects on the left, the chosen one on the right."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _
from app.ui.theme import Theme
from app.ui.widgets.page_header import PageHeader
from app.ui.widgets.subject_pages import SectionSpec, SubjectPages


class SettingsPage(QWidget):
    """What can be set of the program and of the desk."""

    def __init__(
        self, sections: Sequence[SectionSpec], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._subjects = SubjectPages(sections, theme, name=_("Settings"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(PageHeader(_("Settings"), theme))
        column.addWidget(self._subjects, 1)

    def show_section(self, section_id: str) -> None:
        """Show one section, as from the status bar."""
        self._subjects.show_section(section_id)
