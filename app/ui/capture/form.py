"""The form of an enquiry: who, what about, how soon, and what is known of them."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _
from app.rules.enums import Priority, label
from app.ui.capture.channel_row import ChannelRow
from app.ui.capture.choices import Choices
from app.ui.capture.contact_card import ContactPicture, KnownContact, NewContact, read_contact
from app.ui.capture.contact_field import ContactField
from app.ui.capture.draft import CaptureDraft
from app.ui.operations import Operations
from app.ui.theme import TextStyle, Theme, set_text_style

if TYPE_CHECKING:
    from app.queries.contacts import ContactRow


class CaptureForm(QWidget):
    """Enter in the text finishes it. ``channel`` and ``solved`` are placed by the window."""

    edited = Signal()
    finished = Signal()
    fitted = Signal()
    """It became higher or lower."""
    ticket_wanted = Signal(object)
    """The id of a ticket that is open already."""

    def __init__(self, operations: Operations, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._theme = theme
        self._contact_id: int | None = None
        self._category_id: int | None = None
        self.channel = ChannelRow(theme)
        self.contact = ContactField(operations, theme)
        self.known = KnownContact(theme)
        self.new_contact = NewContact(theme)
        self.text = QPlainTextEdit()
        self.category = QComboBox()
        self.priority = QComboBox()
        self.solved = QCheckBox(_("&Solved while talking"))
        self._lay_out()
        self._connect()

    @property
    def draft(self) -> CaptureDraft:
        """What is in the form now; the times are the window's."""
        return CaptureDraft(
            contact_id=self._contact_id,
            contact=self.contact.text(),
            email=self.new_contact.email.text(),
            phone=self.new_contact.phone.text(),
            organisation=self.new_contact.organisation.text(),
            channel=self.channel.channel,
            text=self.text.toPlainText(),
            category_id=self._category_id,
            priority=Priority(self.priority.currentData()),
            solved=self.solved.isChecked(),
        )

    def restore(self, draft: CaptureDraft) -> None:
        """Show what a draft holds. A contact who is called otherwise by now is not chosen."""
        self._contact_id = None
        self._category_id = draft.category_id
        self.contact.setText(draft.contact)
        self.new_contact.email.setText(draft.email)
        self.new_contact.phone.setText(draft.phone)
        self.new_contact.organisation.setText(draft.organisation)
        self.channel.set_channel(draft.channel)
        self.text.setPlainText(draft.text)
        self.category.setCurrentIndex(max(0, self.category.findData(draft.category_id)))
        self.priority.setCurrentIndex(self.priority.findData(draft.priority.value))
        self.solved.setChecked(draft.solved)
        self.known.hide()
        self._show_new_contact(draft.contact_id is None and bool(draft.contact.strip()))
        if draft.contact_id is not None:
            self.choose(draft.contact_id, called=draft.contact)

    def choose(self, contact_id: int, *, called: str | None = None) -> None:
        """Say who it is; with ``called`` only if that is still their name."""
        self._contact_id = contact_id
        self._show_new_contact(False)
        self.edited.emit()
        self._operations.read(
            read_contact,
            contact_id,
            owner=self,
            key="contact",
            done=partial(self._show_contact, called),
        )

    def begin(self) -> None:
        """Put the keyboard where something is missing."""
        (self.text if self._contact_id is not None else self.contact).setFocus()

    def show_choices(self, choices: Choices) -> None:
        """Offer the desk's categories; the one chosen stays."""
        chosen = self._category_id
        self.category.blockSignals(True)
        self.category.clear()
        self.category.addItem(_("No category"), None)
        for category_id, name in choices.categories:
            self.category.addItem(name, category_id)
        self.category.setCurrentIndex(max(0, self.category.findData(chosen)))
        self.category.blockSignals(False)

    def _typed_contact(self, text: str) -> None:
        self._contact_id = None
        self.known.hide()
        self._show_new_contact(bool(text.strip()))
        self.edited.emit()

    def _chosen(self, row: "ContactRow") -> None:
        self.choose(row.id)
        self.text.setFocus()

    def _show_contact(self, called: str | None, picture: ContactPicture | None) -> None:
        row = picture.details.row if picture is not None else None
        name = (row.name or row.email or row.phone) if row is not None else None
        if picture is None or name is None or called not in (None, name):
            self._contact_id = None
            self._show_new_contact(bool(self.contact.text().strip()))
        elif row is not None and row.id == self._contact_id:
            self.contact.setText(name)
            self.known.show_contact(picture)
            self.fitted.emit()

    def _show_new_contact(self, shown: bool) -> None:
        if shown:
            self.known.hide()
        self.new_contact.setVisible(shown)
        self.fitted.emit()

    def _category_chosen(self, _place: int) -> None:
        self._category_id = self.category.currentData()
        self.edited.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.text
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        ):
            self.finished.emit()
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        px = self._theme.px
        self.text.setTabChangesFocus(True)
        self.text.setPlaceholderText(_("What is it about? The first line becomes the subject."))
        self.text.setAccessibleName(_("What it is about"))
        self.text.setFixedHeight(px(112))
        self.category.setAccessibleName(_("Category"))
        self.category.addItem(_("No category"), None)
        self.priority.setAccessibleName(_("Priority"))
        for each in Priority:
            self.priority.addItem(
                self._theme.icon(f"priority-{each.value}"), label(each), each.value
            )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        for widget in (self.contact, self.known, self.new_contact, self.text):
            column.addWidget(widget)
        column.addLayout(self._properties())

    def _properties(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.px(8))
        grid.setVerticalSpacing(self._theme.px(4))
        for place, (words, field) in enumerate(
            ((_("Cate&gory"), self.category), (_("&Priority"), self.priority))
        ):
            name = QLabel(words)
            set_text_style(name, TextStyle.CAPTION)
            name.setBuddy(field)
            grid.addWidget(name, 0, place)
            grid.addWidget(field, 1, place)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 1)
        return grid

    def _connect(self) -> None:
        self.contact.typed.connect(self._typed_contact)
        self.contact.chosen.connect(self._chosen)
        self.contact.finished.connect(self.text.setFocus)
        self.known.ticket_wanted.connect(self.ticket_wanted)
        self.new_contact.edited.connect(self.edited)
        self.text.textChanged.connect(self.edited)
        self.text.installEventFilter(self)
        self.category.currentIndexChanged.connect(self._category_chosen)
        self.priority.currentIndexChanged.connect(lambda _place: self.edited.emit())
        self.solved.toggled.connect(lambda _on: self.edited.emit())
        self.channel.changed.connect(self.edited)
