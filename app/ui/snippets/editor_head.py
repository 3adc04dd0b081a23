"""What a snippet is called and where it belongs: title, abbreviation, folder, tags, colour."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _
from app.queries.snippet_counts import FolderCount
from app.services.snippet_rows import SnippetFields
from app.ui.actions import Actions
from app.ui.snippets.colour_button import ColourButton
from app.ui.theme import TextStyle, Theme, set_style_property, set_text_style
from app.ui.widgets.button import ButtonKind, IconButton
from app.ui.widgets.page_header import ActionButton
from app.ui.widgets.tag_editor import TagEditor

_SPACING = 8
_TITLE_INSET = 7
"""Pixels between the frame of the title and its letters."""


def frame_tags(tags: TagEditor, theme: Theme) -> None:
    """Let tags look like a field among others."""
    set_style_property(tags, "field", True)
    tags.setContentsMargins(theme.px(8), theme.px(4), theme.px(4), theme.px(4))


class EditorHead(QWidget):
    """``changed`` comes when the person changed a field."""

    changed = Signal()
    abbreviation_changed = Signal(str)

    def __init__(self, actions: Actions, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._showing = False
        self.title = QLineEdit()
        self.title.setPlaceholderText(_("Title"))
        self.title.setAccessibleName(_("Title"))
        set_style_property(self.title, "heading", True)
        self.abbreviation = QLineEdit()
        self.abbreviation.setPlaceholderText(_("e.g. refund"))
        self.folder = QComboBox()
        self.folder.setMinimumContentsLength(8)
        self.folder.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.tags = TagEditor(theme)
        frame_tags(self.tags, theme)
        self.colour = ColourButton(theme)
        self._favourite = IconButton("star", _("Favourite"), theme)
        self._favourite.setCheckable(True)
        self._save = ActionButton(actions["snippet.save"], theme, kind=ButtonKind.SECONDARY)
        self._revert = ActionButton(actions["snippet.revert"], theme, kind=ButtonKind.LINK)
        self._unsaved = QWidget()
        buttons = QHBoxLayout(self._unsaved)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(theme.px(8))
        buttons.addWidget(self._revert)
        buttons.addWidget(self._save)
        self._state = QLabel()
        set_text_style(self._state, TextStyle.CAPTION)
        self._complaint = QLabel()
        self._complaint.setWordWrap(True)
        set_text_style(self._complaint, TextStyle.DANGER)
        self._complaint.hide()
        self.more = IconButton("more", _("More"), theme)
        self._fields = QWidget()
        self.unfold = IconButton("expand", _("Abbreviation, folder and tags"), theme)
        self.unfold.setCheckable(True)
        self.unfold.hide()
        self._lay_out()
        self._connect()

    # What is shown

    def show_fields(self, shown: SnippetFields) -> None:
        """Fill the fields."""
        self._showing = True
        if self.title.text() != shown.title:
            self.title.setText(shown.title)
            self.title.setCursorPosition(0)
        if self.abbreviation.text() != shown.abbreviation:
            self.abbreviation.setText(shown.abbreviation)
        self.folder.setCurrentIndex(max(0, self.folder.findData(shown.folder_id)))
        self.tags.set_tags(shown.tags)
        self.colour.set_colour(shown.colour)
        self._show_favourite(shown.favourite)
        self._showing = False

    def show_folders(self, folders: Sequence[FolderCount]) -> None:
        """The folders to choose from; the chosen one stays."""
        self._showing = True
        chosen = self.folder.currentData()
        self.folder.clear()
        self.folder.addItem(_("No folder"), None)
        for each in folders:
            self.folder.addItem("   " * each.depth + each.name, each.id)
        self.folder.setCurrentIndex(max(0, self.folder.findData(chosen)))
        self._showing = False

    def into(self, shown: SnippetFields) -> SnippetFields:
        """``shown`` with what is in the fields now."""
        return replace(
            shown,
            title=self.title.text().strip(),
            abbreviation=self.abbreviation.text().strip(),
            folder_id=self.folder.currentData(),
            tags=self.tags.tags,
            colour=self.colour.colour,
            favourite=self._favourite.isChecked(),
        )

    @property
    def complaint(self) -> str:
        """What is wrong with the abbreviation."""
        return self._complaint.text()

    def complain(self, words: str) -> None:
        """Say what is wrong with the abbreviation, or that nothing is."""
        self._complaint.setText(words)
        self._complaint.setVisible(bool(words))
        if words:
            self.unfold.setChecked(True)
        set_style_property(self.abbreviation, "wrong", bool(words))
        self.abbreviation.setAccessibleDescription(words)

    @property
    def whole_height(self) -> int:
        """The height with all fields, whether or not they are in view."""
        title = self.title.sizeHint().height() + self._theme.px(2 * _SPACING)
        return title + self._fields.heightForWidth(self.width())

    @property
    def is_brief(self) -> bool:
        """Whether all but the title waits behind a button."""
        return not self.unfold.isHidden()

    def set_brief(self, brief: bool) -> None:
        """Whether there is room only for the title; a button shows the rest."""
        if brief != self.is_brief:
            self.unfold.setVisible(brief)
            self.unfold.setChecked(bool(self.complaint))
            self._fit_fields()

    def reveal(self) -> None:
        """Show what waits behind the button."""
        if self.is_brief:
            self.unfold.setChecked(True)

    def _fit_fields(self) -> None:
        self._fields.setVisible(not self.is_brief or self.unfold.isChecked())

    def show_state(self, words: str, *, unsaved: bool) -> None:
        """Say whether there is something to save."""
        self._state.setText(words)
        self._state.setVisible(not unsaved)
        self._unsaved.setVisible(unsaved)

    def switch_favourite(self) -> None:
        """As a click on the star."""
        self._favourite.click()

    # Parts

    def _lay_out(self) -> None:
        px = self._theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(_SPACING), px(24), 0)
        column.setSpacing(px(_SPACING))
        upper = QGridLayout()
        # The title's own frame stands out, so that its letters stand above those below.
        upper.setContentsMargins(px(24 - _TITLE_INSET), 0, 0, 0)
        upper.setHorizontalSpacing(px(4))
        for place, widget in enumerate(
            (self.title, self._state, self._unsaved, self._favourite, self.unfold, self.more)
        ):
            upper.addWidget(widget, 0, place, Qt.AlignmentFlag.AlignVCenter)
        upper.setColumnStretch(0, 1)
        column.addLayout(upper)
        fields = QGridLayout(self._fields)
        fields.setContentsMargins(px(24), 0, 0, 0)
        fields.setHorizontalSpacing(px(12))
        fields.setVerticalSpacing(px(4))
        for place, (words, field, stretch) in enumerate(
            (
                (_("&Abbreviation"), self.abbreviation, 3),
                (_("Fo&lder"), self.folder, 4),
                (_("Ta&gs"), self.tags, 8),
                ("", self.colour, 0),
            )
        ):
            label = QLabel(words)
            label.setBuddy(field)
            set_text_style(label, TextStyle.CAPTION)
            fields.addWidget(label, 0, place)
            fields.addWidget(field, 1, place, Qt.AlignmentFlag.AlignTop)
            fields.setColumnStretch(place, stretch)
        column.addWidget(self._fields)
        complaint = QHBoxLayout()
        complaint.setContentsMargins(px(24), 0, 0, 0)
        complaint.addWidget(self._complaint)
        column.addLayout(complaint)

    def _connect(self) -> None:
        self.title.textEdited.connect(self._tell)
        self.abbreviation.textEdited.connect(self._tell)
        self.abbreviation.textEdited.connect(self.abbreviation_changed)
        self.folder.activated.connect(self._tell)
        self.tags.tags_changed.connect(self._tell)
        self.colour.chosen.connect(self._tell)
        self._favourite.clicked.connect(self._star)
        self.unfold.toggled.connect(self._fit_fields)

    def _star(self, on: bool) -> None:
        self._show_favourite(on)
        self._tell()

    def _show_favourite(self, on: bool) -> None:
        self._favourite.setChecked(on)
        self._favourite.setIcon(self._theme.icon("star-filled" if on else "star"))
        self._favourite.set_label(_("No longer a favourite") if on else _("Favourite"))

    def _tell(self, *_anything: object) -> None:
        if not self._showing:
            self.changed.emit()
