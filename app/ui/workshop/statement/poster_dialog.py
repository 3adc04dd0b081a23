"""The way to a poster: design, scheme and size, with how it will look beside them."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _
from app.rules.file_names import safe_name
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.calm_wheel import CalmWheel
from app.ui.widgets.message_bar import MessageBar, Severity
from app.ui.workshop.statement.poster import (
    Design,
    Look,
    Poster,
    Size,
    picture,
    save_pdf,
    save_picture,
)
from app.ui.workshop.statement.saving import unsaved

_PREVIEW = QSize(360, 509)
"""A4's shape."""


class PosterDialog(QDialog):
    """Saves as PDF or PNG; stays open, for one is often wanted in both schemes."""

    def __init__(self, poster: Poster, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Poster"))
        self._poster = poster
        self._theme = theme
        self.design = QComboBox()
        for design in Design:
            self.design.addItem(design.label, design)
        self.size_box = QComboBox()
        for size in Size:
            self.size_box.addItem(size.value, size)
        self.dark = QCheckBox(_("D&ark ground"))
        self.pdf = Button(_("Save as P&DF…"), theme, kind=ButtonKind.PRIMARY)
        self.png = Button(_("Save as p&icture…"), theme)
        self._preview = QLabel()
        self._preview.setAccessibleName(_("How it will look"))
        self._bar = MessageBar(theme)
        self._lay_out()
        self.design.currentIndexChanged.connect(self._show)
        self.dark.toggled.connect(self._show)
        self.pdf.clicked.connect(lambda: self._ask("pdf"))
        self.png.clicked.connect(lambda: self._ask("png"))
        self._show()

    @property
    def look(self) -> Look:
        """What is chosen."""
        # Qt makes a plain word of an enum of words.
        return Look(Design(self.design.currentData()), self.dark.isChecked())

    def save(self, target: Path) -> None:
        """Write what is chosen; the ending of the name says which kind of file."""
        write = save_picture if target.suffix.lower() == ".png" else save_pdf
        try:
            write(target, self._poster, self.look, Size(self.size_box.currentData()))
        except OSError as error:
            self._bar.show_message(str(unsaved(target, error)), severity=Severity.ERROR)
        else:
            text = _("Saved: {name}").format(name=target.name)
            self._bar.show_message(text, severity=Severity.SUCCESS)

    def _ask(self, ending: str) -> None:
        name = safe_name(f"{self._poster.title}.{ending}", fallback=f"poster.{ending}")
        target, _kind = QFileDialog.getSaveFileName(
            self, _("Save the poster"), str(Path.home() / name), f"*.{ending}"
        )
        if target:
            path = Path(target)
            self.save(path if path.suffix else path.with_suffix(f".{ending}"))

    def _show(self) -> None:
        ratio = self.devicePixelRatioF()
        pixels = QSize(
            round(self._theme.px(_PREVIEW.width()) * ratio),
            round(self._theme.px(_PREVIEW.height()) * ratio),
        )
        shown = QPixmap.fromImage(picture(self._poster, self.look, pixels))
        shown.setDevicePixelRatio(ratio)
        self._preview.setPixmap(shown)

    def _lay_out(self) -> None:
        px = self._theme.px
        choices = QVBoxLayout()
        choices.setSpacing(px(4))
        for text, box in ((_("D&esign"), self.design), (_("Pa&per"), self.size_box)):
            label = QLabel(text)
            label.setBuddy(box)
            set_text_style(label, TextStyle.MUTED)
            choices.addWidget(label)
            choices.addWidget(box)
            choices.addSpacing(px(8))
        choices.addWidget(self.dark)
        choices.addSpacing(px(16))
        choices.addWidget(self.pdf)
        choices.addWidget(self.png)
        choices.addStretch(1)
        choices.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(24), px(24), px(24), px(24))
        row.setSpacing(px(24))
        row.addWidget(self._preview, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(choices, 1)
        self.setMinimumWidth(px(760))
        CalmWheel(self)
