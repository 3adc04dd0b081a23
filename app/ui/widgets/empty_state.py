"""What an empty page says: icon, one sentence, one primary action, one quiet link."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.ui.colours import Role
from app.ui.icons import paint_glyph
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.button import Button, ButtonKind

_ICON = 48
_TEXT_WIDTH = 420
_MARGIN = 24


class EmptyState(QWidget):
    """Centred in the pane it fills. ``primary`` and ``link`` are the texts of the two ways out."""

    primary_clicked = Signal()
    link_clicked = Signal()

    def __init__(
        self,
        theme: Theme,
        *,
        icon: str,
        text: str,
        hint: str = "",
        primary: str = "",
        link: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._picture = Picture(icon, theme, size=_ICON, role=Role.MUTED)
        self._text = _centred_label(TextStyle.SECTION)
        self._hint = _centred_label(TextStyle.MUTED)
        self._primary = Button("", theme, kind=ButtonKind.PRIMARY)
        self._link = Button("", theme, kind=ButtonKind.LINK)
        self._primary.clicked.connect(self.primary_clicked)
        self._link.clicked.connect(self.link_clicked)
        self._column = QVBoxLayout(self)
        self._column.addStretch(2)
        self._column.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        # No alignment for texts: it would keep their height from following their width.
        self._column.addWidget(self._text)
        self._column.addWidget(self._hint)
        self._column.addWidget(self._primary, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addWidget(self._link, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(3)
        self.show_texts(icon=icon, text=text, hint=hint, primary=primary, link=link)
        self._apply_theme()
        theme.changed.connect(self._apply_theme)

    @property
    def text(self) -> str:
        """The sentence that is shown."""
        return self._text.text()

    @property
    def hint(self) -> str:
        """The muted line below it, empty without one."""
        return self._hint.text()

    def show_texts(
        self, *, icon: str, text: str, hint: str = "", primary: str = "", link: str = ""
    ) -> None:
        """Say something else, as *nothing matches* instead of *nothing yet*."""
        self._picture.set_icon(icon)
        for label, content in ((self._text, text), (self._hint, hint)):
            label.setText(content)
            label.setVisible(bool(content))
        for button, content in ((self._primary, primary), (self._link, link)):
            button.setText(content)
            button.setVisible(bool(content))

    def _apply_theme(self) -> None:
        px = self._theme.px
        self._column.setSpacing(px(12))
        side = max(px(_MARGIN), (self.width() - px(_TEXT_WIDTH)) // 2)
        self._column.setContentsMargins(side, px(_MARGIN), side, px(_MARGIN))

    def minimumSizeHint(self) -> QSize:
        """What texts and buttons need; margins that follow the width do not keep it wide."""
        least = super().minimumSizeHint()
        margins = self._column.contentsMargins()
        spare = margins.left() + margins.right() - 2 * self._theme.px(_MARGIN)
        return QSize(least.width() - spare, least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._apply_theme()


class Picture(QWidget):
    """An icon shown as a picture, without being a button."""

    def __init__(
        self,
        icon: str,
        theme: Theme,
        *,
        size: int = 16,
        role: Role = Role.TEXT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._theme = theme
        self._size = size
        self._role = role
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def set_icon(self, icon: str, role: Role | None = None) -> None:
        """Show another icon, perhaps in another colour."""
        self._icon = icon
        self._role = role or self._role
        self.update()

    def sizeHint(self) -> QSize:
        side = self._theme.px(self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_glyph(QPainter(self), QRectF(self.rect()), self._icon, self._theme.colour(self._role))


def _centred_label(style: TextStyle) -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    set_text_style(label, style)
    return label
