"""The four panes of the queue, and which of them there is room for."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.ui.theme import Theme
from app.ui.tickets.queue_memory import QueueMemory
from app.ui.widgets.pane_splitter import PaneSplitter

_ROOMY = 1200
"""From so much room for list and conversation on, they share it equally."""
_COMFORTABLE = 1180
"""From this width on (px at 100 % text) properties need not be frugal."""
_NARROW = 1000
"""Below this width (px at 100 % text) properties are shown only when asked for."""
_TINY = 760
"""Below this the views give way too; the header offers them."""


class QueuePanes(PaneSplitter):
    """Views, list, conversation, properties, as wide as the person wants or as fits."""

    views_fit_changed = Signal(bool)
    """Whether the views have a pane of their own."""

    def __init__(
        self,
        views: QWidget,
        tickets: QWidget,
        conversation: QWidget,
        properties: QWidget,
        *,
        toggle: QAction,
        memory: QueueMemory,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, Qt.Orientation.Horizontal, parent)
        self._views = views
        self._properties = properties
        self._toggle = toggle
        self._memory = memory
        self._narrow = False
        self._tiny = False
        for pane, stretch in ((views, 0), (tickets, 4), (conversation, 5), (properties, 0)):
            self.addWidget(pane)
            self.setStretchFactor(self.count() - 1, stretch)
        fresh = self.saveState()
        memory.memory.keep_splitter("queue", self)
        self._arranged = self.saveState() != fresh
        """Whether the person moved a border, now or when the program ran last."""
        self.splitterMoved.connect(self._keep_arrangement)
        toggle.setChecked(not memory.properties_hidden)
        self._show_properties(toggle.isChecked())
        toggle.toggled.connect(self._toggled)

    def _keep_arrangement(self) -> None:
        self._arranged = True

    def _toggled(self, shown: bool) -> None:
        self._show_properties(shown)
        if not self._narrow:
            self._memory.remember_properties(shown=shown)

    def _show_properties(self, shown: bool) -> None:
        self._properties.setVisible(shown)

    def _fit(self) -> None:
        narrow = self.width() < self.theme.px(_NARROW)
        tiny = self.width() < self.theme.px(_TINY)
        if narrow != self._narrow:
            self._narrow = narrow
            self._toggle.setChecked(not narrow and not self._memory.properties_hidden)
        if tiny != self._tiny:
            self._tiny = tiny
            self._views.setVisible(not tiny)
            self.views_fit_changed.emit(not tiny)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if not self._arranged:
            self.setSizes(_widths(self.theme, self.width()))
        super().resizeEvent(event)
        self._fit()


def _widths(theme: Theme, width: int) -> list[int]:
    """Views, list, conversation, properties: the list gets its columns before the rest grows."""
    views = theme.px(200)
    properties = theme.px(284 if width >= theme.px(_COMFORTABLE) else 244)
    rest = max(0, width - views - properties)
    share = 0.44 if rest < theme.px(_ROOMY) else 0.5
    tickets = round(rest * share)
    return [views, tickets, rest - tickets, properties]
