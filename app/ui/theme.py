"""Light and dark, text size and row height: one theme for the program, switched live."""

from enum import StrEnum

from PySide6.QtCore import QDir, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.paths import resource
from app.settings import Density, Scheme
from app.ui.colours import PERSON_COLOURS, Role, colour
from app.ui.icons import glyph_icon
from app.ui.style_sheet import IMAGES, TEXT_SIZES, style_sheet
from app.ui.text_cache import TextCache

ROW_HEIGHTS = {Density.COMPACT: 24, Density.NORMAL: 30, Density.COMFORTABLE: 40}


class TextStyle(StrEnum):
    """How a label is written; see ``set_text_style``."""

    HUGE = "huge"
    """What is read by somebody who is just handed a laptop."""
    TITLE = "title"
    SECTION = "section"
    BODY = "body"
    CAPTION = "caption"
    MUTED = "muted"
    DANGER = "danger"
    WARNING = "warning"
    SUCCESS = "success"


class Theme(QObject):
    """Colours, fonts, icons and sizes. Widgets that paint themselves listen to ``changed``."""

    changed = Signal()

    def __init__(
        self,
        application: QApplication,
        *,
        scheme: Scheme = Scheme.SYSTEM,
        text_size: int = 100,
        density: Density = Density.NORMAL,
    ) -> None:
        super().__init__(application)
        self._application = application
        self._scheme = scheme
        self._text_size = text_size
        self.density = density
        self.dark = False
        self.edition = 0
        """Grows with each other look: what is kept painted or measured is kept for one."""
        self._family = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        self._pixels: dict[float, int] = {}
        self._fonts: dict[tuple[TextStyle, bool, bool], QFont] = {}
        self._texts: dict[tuple[TextStyle, bool, bool], TextCache] = {}
        QDir.setSearchPaths(IMAGES, [str(resource("icons"))])
        application.setWindowIcon(QIcon(str(resource("icons", "tresen.png"))))
        application.setStyle("Fusion")
        self._apply()
        application.styleHints().colorSchemeChanged.connect(self._system_changed)

    def set(self, *, scheme: Scheme, text_size: int, density: Density) -> None:
        """Switch everything at once, in all open windows."""
        if (scheme, text_size, density) != (self._scheme, self._text_size, self.density):
            self._scheme, self._text_size, self.density = scheme, text_size, density
            self._apply()
            self.changed.emit()

    def colour(self, role: Role) -> QColor:
        """The colour of a role in the current scheme."""
        return colour(role, dark=self.dark)

    def person_colour(self, number: int) -> QColor:
        """Fill of an agent's circle; any number counts, twelve are distinct."""
        return QColor(PERSON_COLOURS[number % len(PERSON_COLOURS)].fill.of(dark=self.dark))

    def px(self, pixels: float) -> int:
        """``pixels`` at 100 % in the current text size."""
        found = self._pixels.get(pixels)
        if found is None:
            found = self._pixels[pixels] = max(1, round(pixels * self._text_size / 100))
        return found

    @property
    def row_height(self) -> int:
        """Height of a row in lists, in pixels."""
        return self.px(ROW_HEIGHTS[self.density])

    def font(
        self, style: TextStyle = TextStyle.BODY, *, bold: bool = False, figures: bool = False
    ) -> QFont:
        """The system font in a size; ``figures`` sets all digits equally wide."""
        key = (style, bold, figures)
        if key not in self._fonts:
            font = QFont(self._family)
            font.setPixelSize(self.px(TEXT_SIZES.get(style.value, TEXT_SIZES["body"])))
            if bold or style in (TextStyle.HUGE, TextStyle.TITLE, TextStyle.SECTION):
                font.setWeight(QFont.Weight.DemiBold)
            if figures:
                font.setFeature(QFont.Tag("tnum"), 1)
            self._fonts[key] = font
        return self._fonts[key]

    def texts(
        self, style: TextStyle = TextStyle.BODY, *, bold: bool = False, figures: bool = False
    ) -> TextCache:
        """Paints lines in a font and remembers how they were laid out."""
        key = (style, bold, figures)
        if key not in self._texts:
            self._texts[key] = TextCache(self.font(style, bold=bold, figures=figures))
        return self._texts[key]

    def icon(self, meaning: str, role: Role = Role.TEXT) -> QIcon:
        """The icon for ``meaning``; its colour follows the scheme by itself."""
        return glyph_icon(meaning, lambda: self.colour(role))

    def _apply(self) -> None:
        hints = self._application.styleHints()
        if self._scheme == Scheme.SYSTEM:
            hints.unsetColorScheme()
        else:
            forced = Qt.ColorScheme.Dark if self._scheme == Scheme.DARK else Qt.ColorScheme.Light
            hints.setColorScheme(forced)
        self.dark = self._scheme == Scheme.DARK or (
            self._scheme == Scheme.SYSTEM and hints.colorScheme() == Qt.ColorScheme.Dark
        )
        self.edition += 1
        self._pixels.clear()
        self._fonts.clear()
        self._texts.clear()
        self._application.setFont(self.font())
        self._application.setPalette(palette(dark=self.dark))
        self._application.setStyleSheet(style_sheet(dark=self.dark, px=self.px))
        recolour_links(self._application)

    def _system_changed(self, scheme: Qt.ColorScheme) -> None:
        if self._scheme == Scheme.SYSTEM and (scheme == Qt.ColorScheme.Dark) != self.dark:
            self._apply()
            self.changed.emit()


def recolour_links(application: QApplication) -> None:
    """Let labels read their text again: a link takes its colour when it is read, and keeps it."""
    for label in application.allWidgets():
        if isinstance(label, QLabel) and "<a " in label.text():
            text = label.text()
            label.setText("")
            label.setText(text)


def palette(*, dark: bool) -> QPalette:
    """The roles as Fusion knows them."""

    def of(role: Role) -> QColor:
        return colour(role, dark=dark)

    made = QPalette()
    kind = QPalette.ColorRole
    for target, role in (
        (kind.Window, Role.WINDOW),
        (kind.WindowText, Role.TEXT),
        (kind.Base, Role.SURFACE),
        (kind.AlternateBase, Role.RAISED),
        (kind.Text, Role.TEXT),
        (kind.PlaceholderText, Role.MUTED),
        (kind.Button, Role.SURFACE),
        (kind.ButtonText, Role.TEXT),
        (kind.BrightText, Role.DANGER),
        (kind.ToolTipBase, Role.RAISED),
        (kind.ToolTipText, Role.TEXT),
        (kind.Highlight, Role.SELECTION),
        (kind.HighlightedText, Role.TEXT),
        (kind.Link, Role.ACCENT),
        (kind.LinkVisited, Role.ACCENT),
        (kind.Accent, Role.ACCENT),
        (kind.Light, Role.SURFACE),
        (kind.Midlight, Role.RAISED),
        (kind.Mid, Role.BORDER),
        (kind.Dark, Role.FIELD),
        (kind.Shadow, Role.FIELD),
    ):
        made.setColor(target, of(role))
    for target in (kind.WindowText, kind.Text, kind.ButtonText, kind.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, target, of(Role.MUTED))
    made.setColor(QPalette.ColorGroup.Disabled, kind.Base, of(Role.WINDOW))
    return made


def set_text_style(label: QWidget, style: TextStyle) -> None:
    """Write a label as title, caption and so on; may be changed while shown."""
    set_style_property(label, "style", style.value)


def set_style_property(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet asks for, and let the widget look at it again.

    One that was never shown or measured looks at it by itself, when it first is.
    """
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
