"""A column of cards of any height: only those in view exist, so ten and five thousand are one."""

from bisect import bisect_right
from collections.abc import Callable, Hashable, Sequence
from itertools import accumulate

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QWidget

_LEAST_HEIGHT = 24


class CardColumn(QAbstractScrollArea):
    """Places cards one below the other and keeps what is read where it is.

    A card is any widget with ``heightForWidth``. Heights of cards never seen are estimated; when
    the real one is known, the card at the top of the view stays where it is.
    """

    current_changed = Signal(object)
    """The key of the card the keyboard is at, or None."""

    def __init__(self, *, gap: int, margin: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gap = gap
        self._margin = margin
        self._keys: list[Hashable] = []
        self._make: Callable[[Hashable, QWidget], QWidget] | None = None
        self._heights: list[int] = []
        self._measured: set[int] = set()
        self._tops: list[int] = [0]
        self._cards: dict[Hashable, QWidget] = {}
        self._places: dict[Hashable, int] = {}
        self._anchor: tuple[int, int] = (0, -margin)
        self._laying_out = False
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._heights_may_differ)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def set_cards(
        self,
        keys: Sequence[Hashable],
        *,
        make: Callable[[Hashable, QWidget], QWidget],
        estimate: Callable[[Hashable], int],
        keep: bool,
    ) -> None:
        """Show these cards. With ``keep``, those already there stay, and so does the view."""
        kept_heights = (
            {self._keys[place]: self._heights[place] for place in self._measured} if keep else {}
        )
        anchor_key = self._keys[self._anchor[0]] if keep and self._keys else None
        staying = set(keys) if keep else set()
        gone = [key for key in self._cards if key not in staying]
        for key in gone:
            self._drop(key)
        self._keys = list(keys)
        self._make = make
        self._places = {key: place for place, key in enumerate(self._keys)}
        self._heights = [kept_heights.get(key) or estimate(key) for key in self._keys]
        self._measured = {self._places[key] for key in kept_heights if key in self._places}
        place = self._places.get(anchor_key, 0) if anchor_key is not None else 0
        self._anchor = (place, self._anchor[1] if keep else -self._margin)
        self._lay_out()

    def card(self, key: Hashable) -> QWidget | None:
        """The card, if it exists just now."""
        return self._cards.get(key)

    @property
    def cards(self) -> list[QWidget]:
        """The cards that exist just now, from top to bottom."""
        return [self._cards[key] for key in sorted(self._cards, key=self._places.__getitem__)]

    def refresh(self, key: Hashable) -> None:
        """Make the card anew, for what it shows has changed."""
        if key in self._cards:
            self._drop(key)
            self._lay_out()

    def refresh_all(self) -> None:
        """Make all cards anew, as after a change of the theme."""
        for key in list(self._cards):
            self._drop(key)
        self._measured.clear()
        self._lay_out()

    def show_card(self, key: Hashable, *, at_top: bool = True) -> None:
        """Bring the card into view, its head at the top unless the column ends before."""
        place = self._places.get(key)
        if place is None:
            return
        if at_top:
            self._anchor = (place, -(self._gap if place else self._margin))
            self._lay_out()
            return
        self._lay_out_around(place)
        top, bottom = self._tops[place], self._tops[place] + self._heights[place]
        bar = self.verticalScrollBar()
        if top < bar.value():
            bar.setValue(max(0, top - self._gap))
        elif bottom > bar.value() + self.viewport().height():
            bar.setValue(min(top - self._gap, bottom + self._gap - self.viewport().height()))

    @property
    def current_key(self) -> Hashable | None:
        """The card that has the keyboard, else the one at the top of the view."""
        focused = QApplication.focusWidget()
        for key, card in self._cards.items():
            if focused is not None and (card is focused or card.isAncestorOf(focused)):
                return key
        return self._keys[self._anchor[0]] if self._keys else None

    @property
    def has_focused_card(self) -> bool:
        """Whether the keyboard is at a card."""
        focused = QApplication.focusWidget()
        return focused is not None and self.viewport().isAncestorOf(focused)

    def move_by(self, steps: int) -> None:
        """Give the keyboard to the card ``steps`` further down (up where negative)."""
        current = self.current_key
        if current is None:
            return
        place = min(max(self._places[current] + steps, 0), len(self._keys) - 1)
        self.show_card(self._keys[place], at_top=False)
        card = self._cards.get(self._keys[place])
        if card is not None:
            card.setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and not self._laying_out:
            self._later.start()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._measured.clear()
        self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        page = max(1, self.viewport().height() - 3 * self._gap)
        moves = {
            Qt.Key.Key_Home: -bar.maximum(),
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_Up: -bar.singleStep(),
            Qt.Key.Key_Down: bar.singleStep(),
        }
        if event.key() == Qt.Key.Key_End and self._keys:
            # Whole heights first: the end moves down as the last cards are measured.
            self.show_card(self._keys[-1])
            moves[Qt.Key.Key_End] = bar.maximum()
        move = moves.get(Qt.Key(event.key()))
        if move is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        bar.setValue(bar.value() + move)
        event.accept()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Cards are placed by ``_scrolled``; the viewport itself holds no picture to move."""

    def _scrolled(self, value: int) -> None:
        if not self._laying_out and self._keys:
            place = self._place_at(value)
            self._anchor = (place, value - self._tops[place])
            self._lay_out()

    def _heights_may_differ(self) -> None:
        self._measured.clear()
        self._lay_out()

    def _lay_out_around(self, place: int) -> None:
        saved = self._anchor
        self._anchor = (place, 0)
        self._lay_out()
        self._anchor = saved
        self._lay_out()

    def _lay_out(self) -> None:
        if self._laying_out:
            return
        self._laying_out = True
        try:
            self._settle()
        finally:
            self._laying_out = False

    def _settle(self) -> None:
        """Make and measure what is in view until nothing in view is estimated any more."""
        self._sum_up()
        first, last = 0, -1
        for _attempt in range(60):
            first, last = self._range_in_view()
            unmeasured = [
                place
                for place in range(first, last + 1)
                if place not in self._measured or self._keys[place] not in self._cards
            ]
            for place in unmeasured:
                self._measure(place)
            if not unmeasured:
                break
            self._sum_up()
        wanted = set(self._keys[first : last + 1])
        focused = QApplication.focusWidget()
        for key in [key for key in self._cards if key not in wanted]:
            card = self._cards[key]
            if focused is not None and (card is focused or card.isAncestorOf(focused)):
                card.setGeometry(self._geometry(self._places[key]))
            else:
                self._drop(key)
        for place in range(first, last + 1):
            card = self._cards[self._keys[place]]
            card.setGeometry(self._geometry(place))
            card.show()

    def _measure(self, place: int) -> None:
        key = self._keys[place]
        card = self._cards.get(key)
        if card is None:
            assert self._make is not None
            card = self._make(key, self.viewport())
            card.installEventFilter(self)
            self._cards[key] = card
        card.ensurePolished()
        height = card.heightForWidth(self.card_width)
        if height < 0:
            height = card.sizeHint().height()
        self._heights[place] = max(_LEAST_HEIGHT, height)
        self._measured.add(place)

    def _sum_up(self) -> None:
        """Where each card begins; the bar follows, so that the anchor stays in its place."""
        steps = (height + self._gap for height in self._heights)
        self._tops = list(accumulate(steps, initial=self._margin))
        whole = self._tops[-1] - self._gap + self._margin if self._keys else 0
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, whole - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(3 * _LEAST_HEIGHT)
        if self._keys:
            place, offset = self._anchor
            bar.setValue(self._tops[place] + offset)

    def _range_in_view(self) -> tuple[int, int]:
        if not self._keys:
            return 0, -1
        top = self.verticalScrollBar().value()
        height = self.viewport().height()
        spare = height // 4
        return self._place_at(top - spare), self._place_at(top + height + spare)

    def _place_at(self, y: int) -> int:
        return min(max(bisect_right(self._tops, y) - 1, 0), len(self._keys) - 1)

    @property
    def card_width(self) -> int:
        """How wide a card is, in pixels."""
        return max(1, self.viewport().width() - 2 * self._margin)

    def _geometry(self, place: int) -> QRect:
        top = self._tops[place] - self.verticalScrollBar().value()
        return QRect(self._margin, top, self.card_width, self._heights[place])

    def _drop(self, key: Hashable) -> None:
        card = self._cards.pop(key)
        card.removeEventFilter(self)
        card.hide()
        card.deleteLater()

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or not self.viewport().isAncestorOf(new):
            return
        for key, card in self._cards.items():
            if card is new or card.isAncestorOf(new):
                self.current_changed.emit(key)
                if card is new:
                    self.show_card(key, at_top=False)
                return
