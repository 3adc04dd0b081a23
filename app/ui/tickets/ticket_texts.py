"""What is written about a ticket: tags, the answers its category asks for, what solved it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _
from app.queries.ticket_details import TicketDetails
from app.ui.theme import Theme
from app.ui.tickets.property_scroll import captioned
from app.ui.tickets.template_form import LongText, TemplateForm
from app.ui.tickets.ticket_acts import TicketActs
from app.ui.widgets.tag_editor import TagEditor


class TagsField(TagEditor):
    """The tags that all of some tickets wear; what is added or taken off is for all of them."""

    def __init__(self, acts: TicketActs, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._acts = acts
        self._ids: Sequence[int] = ()
        self._worn: tuple[str, ...] = ()
        self.tags_changed.connect(self._change)

    def show_tags(self, ids: Sequence[int], worn: tuple[str, ...], known: Sequence[str]) -> None:
        """Show what the tickets ``ids`` wear; ``known`` is offered while typing."""
        self._ids, self._worn = ids, worn
        self.set_known(known)
        self.set_tags(worn)

    def _change(self, tags: tuple[str, ...]) -> None:
        added = [tag for tag in tags if tag not in self._worn]
        removed = [tag for tag in self._worn if tag not in tags]
        if added and self._ids:
            self._acts.add_tags(self._ids, added)
        if removed and self._ids:
            self._acts.remove_tags(self._ids, removed)


class TicketTexts(QWidget):
    """Each is kept as it is left."""

    def __init__(self, acts: TicketActs, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._acts = acts
        self._ticket_id: int | None = None
        self.tags = TagsField(acts, theme)
        self._form = TemplateForm(theme)
        self._form.answered.connect(self._answer)
        self.resolution = LongText(theme, "")
        self.resolution.setPlaceholderText(_("What solved it"))
        self.resolution.setAccessibleName(_("Resolution"))
        self.resolution.left_changed.connect(self._change_resolution)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(captioned(_("Tags"), self.tags, theme))
        column.addWidget(self._form)
        column.addWidget(captioned(_("Resolution"), self.resolution, theme, below=12))

    def show_texts(self, details: TicketDetails, known_tags: Sequence[str]) -> None:
        """Show those of a ticket."""
        self._ticket_id = details.row.id
        self.tags.show_tags([details.row.id], details.row.tags, known_tags)
        self._form.show_fields(details.row.id, details.fields)
        self.resolution.set_text(details.resolution)

    def _answer(self, key: str, value: object, field_label: str) -> None:
        if self._ticket_id is not None:
            self._acts.set_fields(self._ticket_id, {key: value}, field_label)

    def _change_resolution(self) -> None:
        if self._ticket_id is not None:
            text = self.resolution.toPlainText().strip()
            self._acts.set_resolution(self._ticket_id, text)
