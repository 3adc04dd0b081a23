"""What the desk promises by channel: how long one takes, how many in which time."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QWidget,
)

from app.i18n import _
from app.planning.need_settings import USUAL, ChannelPromise, Promises
from app.rules.enums import Channel, label
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.times import locale
from app.ui.widgets.number_field import with_margin
from app.ui.widgets.rows_widget import paragraph

_MINUTE = 60.0
_UNITS = (1.0, 60.0, 3600.0)


class PromiseForm(QWidget):
    """``changed`` carries all promises after one was changed."""

    changed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._promises: Promises = USUAL
        self._rows: dict[Channel, _Row] = {}
        grid = QGridLayout(self)
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(8))
        heads = (_("Channel"), _("Takes (min)"), _("At once"), _("Promise"), _("Within"),
                 _("Patience (min)"), _("Waits"))  # fmt: skip
        tips = ("", _("Minutes of work for one contact"),
                _("Contacts that one person holds at the same time"),
                _("Share of the contacts answered in time"), _("Time until the answer"),
                _("Minutes until somebody who waits gives up; 0: never"),
                _("What comes while the desk is closed waits for the morning"))  # fmt: skip
        for column, (words, tip) in enumerate(zip(heads, tips, strict=True)):
            head = QLabel(words)
            head.setToolTip(tip)
            set_text_style(head, TextStyle.CAPTION)
            grid.addWidget(head, 0, column)
        for place, channel in enumerate(USUAL, start=1):
            row = _Row(channel, theme, self._tell)
            self._rows[channel] = row
            grid.addWidget(QLabel(label(channel)), place, 0)
            for column, widget in enumerate(row.widgets, start=1):
                grid.addWidget(widget, place, column, Qt.AlignmentFlag.AlignLeft)
        note = paragraph(
            _(
                "Who calls, chats or stands at the counter is answered at once: reckoned by "
                "Erlang C, with a patience by Erlang A. What waits is worked on by whoever is free "
                "between them; what came while the desk was closed is spread over the morning."
            ),
            TextStyle.MUTED,
        )
        grid.addWidget(note, len(USUAL) + 1, 0, 1, len(heads) + 1)
        grid.setRowStretch(len(USUAL) + 2, 1)
        grid.setColumnStretch(len(heads), 1)

    def show_promises(self, promises: Promises) -> None:
        """Show what holds."""
        self._promises = promises
        for channel, row in self._rows.items():
            row.show_promise(promises[channel])

    def _tell(self, channel: Channel, promise: ChannelPromise) -> None:
        if promise != self._promises[channel]:
            self._promises = {**self._promises, channel: promise}
            self.changed.emit(self._promises)


class _Row:
    """The boxes of one channel."""

    def __init__(
        self, channel: Channel, theme: Theme, tell: Callable[[Channel, ChannelPromise], None]
    ) -> None:
        self._channel = channel
        self._tell = tell
        self._shown = USUAL[channel]
        name = label(channel)
        self.handling = _number(theme, 0.1, 480, f"{name}: {_('Takes (min)')}", decimals=1)
        self.at_once = with_margin(QSpinBox(), theme)
        self.at_once.setRange(1, 20)
        self.at_once.setAccessibleName(f"{name}: {_('At once')}")
        self.share = _number(theme, 1, 99.9, f"{name}: {_('Promise')}", decimals=1)
        self.share.setSuffix(" %")
        self.within = _number(theme, 1, 999, f"{name}: {_('Within')}", decimals=0)
        self.unit = QComboBox()
        self.unit.setAccessibleName(f"{name}: {_('Unit of time')}")
        for words, seconds in zip((_("s"), _("min"), _("h")), _UNITS, strict=True):
            self.unit.addItem(words, seconds)
        self.patience = _number(theme, 0, 480, f"{name}: {_('Patience (min)')}", decimals=1)
        self.waits = QCheckBox()
        self.waits.setAccessibleName(f"{name}: {_('Waits')}")
        within = QWidget()
        both = QHBoxLayout(within)
        both.setContentsMargins(0, 0, 0, 0)
        both.addWidget(self.within)
        both.addWidget(self.unit)
        self.widgets = (
            self.handling, self.at_once, self.share, within, self.patience, self.waits,
        )  # fmt: skip
        for box in (self.handling, self.share, self.within, self.patience, self.at_once):
            box.editingFinished.connect(self._changed)
        self.unit.activated.connect(lambda _row: self._changed())
        self.waits.clicked.connect(lambda _on: self._changed())

    def show_promise(self, promise: ChannelPromise) -> None:
        """Show what holds."""
        self._shown = promise
        unit = max((each for each in _UNITS if promise.within % each == 0), default=1.0)
        self.handling.setValue(promise.handling / _MINUTE)
        self.at_once.setValue(promise.at_once)
        self.share.setValue(100 * promise.share)
        self.within.setValue(promise.within / unit)
        self.unit.setCurrentIndex(_UNITS.index(unit))
        self.patience.setValue((promise.patience or 0.0) / _MINUTE)
        self.waits.setChecked(promise.waits)

    def _changed(self) -> None:
        promise = replace(
            self._shown,
            handling=round(self.handling.value() * _MINUTE, 1),
            at_once=self.at_once.value(),
            share=round(self.share.value() / 100, 4),
            within=self.within.value() * float(self.unit.currentData()),
            patience=round(self.patience.value() * _MINUTE, 1) or None,
            waits=self.waits.isChecked(),
        )
        self._shown = promise
        self._tell(self._channel, promise)


def _number(theme: Theme, least: float, most: float, name: str, *, decimals: int) -> QDoubleSpinBox:
    box = with_margin(QDoubleSpinBox(), theme)
    box.setRange(least, most)
    box.setDecimals(decimals)
    box.setLocale(locale())
    box.setKeyboardTracking(False)
    box.setAccessibleName(name)
    box.setMinimumWidth(theme.px(84))
    return box
