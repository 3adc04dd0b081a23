"""The files of a message or draft as chips and thumbnails: seen, opened, saved, removed."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import partial
from typing import Protocol

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QMenu, QToolButton, QVBoxLayout, QWidget

from app.i18n import _, ngettext, pgettext
from app.ui.colours import Role
from app.ui.theme import Theme
from app.ui.times import size_text
from app.ui.tips import plain_tip
from app.ui.widgets.flow_layout import FlowLayout

THUMBNAIL = 96
"""Height of a thumbnail at 100 %, in pixels."""
_LONGEST_NAME = 34


class AttachmentAct(StrEnum):
    """What one can do with a file."""

    PREVIEW = "preview"
    OPEN = "open"
    SAVE = "save"
    SAVE_ALL = "save_all"
    REMOVE = "remove"


class File(Protocol):
    """A file as it is listed, of a message or of a draft."""

    @property
    def id(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def content_type(self) -> str: ...
    @property
    def size(self) -> int: ...


def is_picture(file: File) -> bool:
    """Whether a thumbnail can be expected."""
    return file.content_type.startswith("image/") and "svg" not in file.content_type


def is_text(file: File) -> bool:
    """Whether the preview can show it as text."""
    return file.content_type.startswith("text/") or file.content_type in (
        "application/json",
        "application/xml",
        "message/rfc822",
    )


def is_pdf(file: File) -> bool:
    """Whether the preview can show its first page; many are sent without saying what they are."""
    if file.content_type == "application/octet-stream":
        return file.name.casefold().endswith(".pdf")
    return file.content_type in ("application/pdf", "application/x-pdf")


def has_preview(file: File) -> bool:
    """Whether it can be looked at without another program."""
    return is_picture(file) or is_text(file) or is_pdf(file)


def file_icon(file: File) -> str:
    """The meaning of its icon."""
    if file.content_type.startswith("image/"):
        return "picture"
    if is_pdf(file):
        return "pdf"
    if file.content_type.startswith("message/"):
        return "mail"
    if any(word in file.content_type for word in ("zip", "compressed", "x-tar", "x-7z", "rar")):
        return "archive"
    if file.content_type.startswith("text/") or "document" in file.content_type:
        return "document"
    return "file"


class AttachmentChips(QWidget):
    """One chip a file. With ``removable`` each has *Remove* first, as in the composer."""

    acted = Signal(object, object)
    """``AttachmentAct`` and the file."""

    def __init__(
        self,
        files: Sequence[File],
        theme: Theme,
        *,
        removable: bool = False,
        thumbnails: Mapping[int, QImage] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._removable = removable
        self._files = tuple(files)
        self._buttons: dict[int, QToolButton] = {}
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, theme.px(4), 0, 0)
        rows.setSpacing(theme.px(8))
        flow = FlowLayout(spacing=theme.px(8))
        rows.addLayout(flow)
        for file in self._files:
            flow.addWidget(self._chip(file))
        if len(self._files) > 1 and not removable:
            flow.addWidget(self._save_all())
        for file_id, image in (thumbnails or {}).items():
            self.show_thumbnail(file_id, image)

    def show_thumbnail(self, file_id: int, image: QImage) -> None:
        """Show the picture itself on its chip."""
        button = self._buttons.get(file_id)
        if button is None or image.isNull():
            return
        height = self._theme.px(THUMBNAIL)
        scaled = image.scaledToHeight(
            min(height, image.height()), Qt.TransformationMode.SmoothTransformation
        )
        widest = self._theme.px(3 * THUMBNAIL)
        if scaled.width() > widest:
            scaled = scaled.scaledToWidth(widest, Qt.TransformationMode.SmoothTransformation)
        button.setIcon(QPixmap.fromImage(scaled))
        button.setIconSize(scaled.size())
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.updateGeometry()

    def _chip(self, file: File) -> QToolButton:
        name = file.name or _("Without a name")
        button = QToolButton()
        button.setProperty("chip", True)
        shown = button.fontMetrics().elidedText(
            name,
            Qt.TextElideMode.ElideMiddle,
            _LONGEST_NAME * button.fontMetrics().averageCharWidth(),
        )
        button.setText(f"{shown}  {size_text(file.size)}".replace("&", "&&"))
        button.setToolTip(plain_tip(f"{name}\n{file.content_type}, {size_text(file.size)}"))
        button.setAccessibleName(
            _("Attachment {name}, {size}").format(name=name, size=size_text(file.size))
        )
        button.setIcon(self._theme.icon(file_icon(file), Role.MUTED))
        button.setIconSize(QSize(self._theme.px(16), self._theme.px(16)))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        button.customContextMenuRequested.connect(partial(self._menu, file, button))
        button.clicked.connect(partial(self._act, self._first_act(file), file))
        self._buttons[file.id] = button
        return button

    def _first_act(self, file: File) -> AttachmentAct:
        return AttachmentAct.PREVIEW if has_preview(file) else AttachmentAct.OPEN

    def _save_all(self) -> QToolButton:
        button = QToolButton()
        text = ngettext("Save {count} file…", "Save all {count}…", len(self._files))
        button.setText(text.format(count=len(self._files)))
        button.setIcon(self._theme.icon("download", Role.MUTED))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(partial(self._act, AttachmentAct.SAVE_ALL, self._files[0]))
        return button

    def _menu(self, file: File, button: QToolButton, at: QPoint) -> None:
        menu = self.menu_for(file)
        menu.exec(button.mapToGlobal(at))
        menu.deleteLater()

    def menu_for(self, file: File) -> QMenu:
        """What can be done with this file, as a menu."""
        menu = QMenu(self)
        entries: list[tuple[AttachmentAct, str, str]] = []
        if self._removable:
            entries.append((AttachmentAct.REMOVE, "close", _("&Remove")))
        if has_preview(file):
            entries.append((AttachmentAct.PREVIEW, "eye", _("&Preview")))
        entries.append((AttachmentAct.OPEN, "external", pgettext("file", "&Open")))
        entries.append((AttachmentAct.SAVE, "download", _("&Save as…")))
        for act, icon, text in entries:
            action = menu.addAction(self._theme.icon(icon), text)
            action.triggered.connect(partial(self._act, act, file))
        return menu

    def _act(self, act: AttachmentAct, file: File, _checked: bool = False) -> None:
        self.acted.emit(act, file)
