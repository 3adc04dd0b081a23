"""How somebody reached the desk, as a row of buttons of which one is down."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from app.i18n import _
from app.rules.enums import Channel, label
from app.ui.theme import Theme

_CHANNELS = (
    (Channel.PHONE, "phone"),
    (Channel.COUNTER, "counter"),
    (Channel.CHAT, "chat"),
    (Channel.LETTER, "letter"),
    (Channel.SOCIAL, "social"),
)
"""Mail comes in by itself; it is not written down."""


class ChannelRow(QWidget):
    """``channel`` is the one chosen, the phone at first."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Channel"))
        self._buttons = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(2))
        side = theme.px(16)
        for place, (channel, icon) in enumerate(_CHANNELS):
            button = QToolButton()
            button.setText(label(channel))
            button.setIcon(theme.icon(icon))
            button.setIconSize(QSize(side, side))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            self._buttons.addButton(button, place)
            row.addWidget(button)
        self.set_channel(Channel.PHONE)
        self._buttons.idClicked.connect(lambda _place: self.changed.emit())

    @property
    def channel(self) -> Channel:
        """The one chosen."""
        return _CHANNELS[max(0, self._buttons.checkedId())][0]

    def set_channel(self, channel: Channel) -> None:
        """Choose another; one that is not offered is the phone."""
        places = [each for each, _icon in _CHANNELS]
        place = places.index(channel) if channel in places else 0
        self._buttons.button(place).setChecked(True)
