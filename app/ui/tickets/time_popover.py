"""Choosing a time: presets, or a line of natural words with what it means echoed below."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from app.errors import UserError
from app.i18n import _
from app.rules.times import Preset, When, presets, read_when
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.tickets.desk_state import DeskState
from app.ui.widgets.brief_popover import BriefPopover


class TimePopover(BriefPopover):
    """For snoozing and due times. ``chosen`` tells a time in UTC, or None for *no time*."""

    chosen = Signal(object)

    def __init__(
        self,
        title: str,
        state: DeskState,
        theme: Theme,
        parent: QWidget,
        *,
        none_text: str = "",
        now: datetime | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._state = state
        self.setAccessibleName(title)
        self.setFixedWidth(theme.px(380))
        self.column.setSpacing(theme.px(4))
        heading = QLabel(title)
        set_text_style(heading, TextStyle.SECTION)
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("e.g. tomorrow 9:00, next Tuesday, in 3 working days"))
        self.line.setAccessibleName(_("Time in words"))
        self.line.textChanged.connect(self._read)
        self.line.returnPressed.connect(self._confirm)
        self.echo = QLabel()
        self.echo.setWordWrap(True)
        self.echo.setMinimumHeight(theme.px(18))
        set_text_style(self.echo, TextStyle.CAPTION)
        self.column.addWidget(heading)
        self.column.addWidget(self.line)
        self.column.addWidget(self.echo)
        self.presets = self._offered()
        self._buttons: list[QPushButton] = []
        for place, preset in enumerate(self.presets, 1):
            self._add_button(place, preset)
        if none_text:
            self._add_none(none_text)
        self._understood: When | None = None
        self._read("")
        self.setFocusProxy(self.line)

    def _offered(self) -> tuple[Preset, ...]:
        words = self._state.words
        return presets(now=self._state.now, zone=words.zone, holidays=words.holidays)

    def _add_button(self, place: int, preset: Preset) -> None:
        button = PresetButton(preset.label, preset.when.echo, self.theme)
        button.setToolTip(_("{echo} (Alt+{digit})").format(echo=preset.when.echo, digit=place))
        button.setShortcut(f"Alt+{place}")
        button.clicked.connect(lambda: self._take(preset.when.at))
        self._buttons.append(button)
        self.column.addWidget(button)

    def _add_none(self, text: str) -> None:
        button = PresetButton(text, "", self.theme)
        button.clicked.connect(lambda: self._take(None))
        self.column.addWidget(button)

    def _read(self, text: str) -> None:
        words = self._state.words
        self._understood = None
        if not text.strip():
            self._echo(_("Type a time, or choose one"), TextStyle.CAPTION)
            return
        try:
            self._understood = read_when(
                text, now=self._state.now, zone=words.zone, holidays=words.holidays
            )
        except UserError as error:
            self._echo(str(error), TextStyle.WARNING)
        else:
            self._echo(f"→ {self._understood.echo}", TextStyle.SUCCESS)

    def _echo(self, text: str, style: TextStyle) -> None:
        set_text_style(self.echo, style)
        self.echo.setText(text)
        self.adjustSize()

    def _confirm(self) -> None:
        if self._understood is not None:
            self._take(self._understood.at)

    def _take(self, at: datetime | None) -> None:
        self.close()
        self.chosen.emit(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: True, Qt.Key.Key_Up: False}.get(Qt.Key(event.key()))
        if step is not None:
            self.focusNextPrevChild(step)
            return
        super().keyPressEvent(event)


class PresetButton(QPushButton):
    """The name of a time at the left, the time itself at the right."""

    def __init__(self, text: str, detail: str, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "quiet")
        self.setAccessibleName(f"{text}: {detail}" if detail else text)
        self.setAutoDefault(False)
        self.setFixedHeight(theme.px(30))
        name, time = QLabel(text), QLabel(detail)
        set_text_style(time, TextStyle.CAPTION)
        for words in (name, time):
            words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(10), 0, theme.px(10), 0)
        row.addWidget(name)
        row.addStretch(1)
        row.addWidget(time)
