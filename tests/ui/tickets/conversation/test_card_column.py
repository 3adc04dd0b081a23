"""The column of cards: order, anchor, laziness."""

from collections.abc import Callable, Hashable
from itertools import pairwise

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.tickets.card_column import CardColumn


class Card(QWidget):
    """As high as it is told."""

    def __init__(self, height: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.wanted = height
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def heightForWidth(self, width: int) -> int:
        return self.wanted

    def sizeHint(self) -> QSize:
        return QSize(100, self.wanted)

    def grow(self, height: int) -> None:
        self.wanted = height
        self.updateGeometry()


class Stack:
    """A column with cards of given heights."""

    def __init__(self, qtbot: QtBot) -> None:
        self.column = CardColumn(gap=10, margin=20)
        qtbot.addWidget(self.column)
        self.column.resize(400, 300)
        self.column.show()
        self.heights: dict[Hashable, int] = {}
        self.made = 0

    def show(self, heights: dict[Hashable, int], *, keep: bool = False) -> None:
        self.heights = heights
        self.column.set_cards(list(heights), make=self._make, estimate=lambda _key: 80, keep=keep)

    def card(self, key: Hashable) -> Card:
        card = self.column.card(key)
        assert isinstance(card, Card)
        return card

    def _make(self, key: Hashable, parent: QWidget) -> Card:
        self.made += 1
        return Card(self.heights[key], parent)


@pytest.fixture
def stack(qtbot: QtBot) -> Stack:
    return Stack(qtbot)


def test_cards_stand_below_each_other_with_their_real_heights(stack: Stack) -> None:
    stack.show({"a": 50, "b": 70, "c": 30})
    assert [stack.card(key).geometry().y() for key in "abc"] == [20, 80, 160]
    assert stack.card("b").height() == 70
    assert stack.card("a").width() == stack.column.viewport().width() - 40


def test_only_cards_near_the_view_are_made(stack: Stack) -> None:
    stack.show(dict.fromkeys(range(5000), 100))
    assert stack.made < 20
    assert len(stack.column.cards) < 12
    stack.column.show_card(2500)
    assert stack.card(2500).geometry().y() == 10
    assert len(stack.column.cards) < 12


def test_showing_a_card_puts_its_head_at_the_top(stack: Stack) -> None:
    stack.show({number: 90 + number for number in range(40)})
    stack.column.show_card(20)
    assert stack.card(20).y() == 10


def test_the_last_card_ends_at_the_bottom(stack: Stack) -> None:
    stack.show(dict.fromkeys(range(20), 120))
    stack.column.show_card(19)
    assert stack.card(19).geometry().bottom() < 300
    assert stack.column.verticalScrollBar().value() == stack.column.verticalScrollBar().maximum()


def test_growing_cards_above_do_not_move_what_is_read(stack: Stack, qtbot: QtBot) -> None:
    stack.show(dict.fromkeys(range(30), 100))
    stack.column.show_card(10)
    top = stack.card(10).y()
    stack.card(9).grow(400)
    qtbot.wait(20)
    assert stack.card(10).y() == top


def test_scrolling_anywhere_shows_cards_without_gaps(stack: Stack) -> None:
    stack.show({number: 40 + (number * 37) % 300 for number in range(300)})
    bar = stack.column.verticalScrollBar()
    for step in range(25):
        bar.setValue(bar.maximum() * step // 24)
        cards = stack.column.cards
        edges = [(card.geometry().top(), card.geometry().bottom()) for card in cards]
        gaps = [below[0] - above[1] for above, below in pairwise(edges)]
        assert set(gaps) <= {11}
        assert edges[0][0] <= 20
        assert edges[-1][1] >= 279 or bar.value() == bar.maximum()


def test_cards_that_stay_are_kept_and_so_is_the_view(stack: Stack) -> None:
    stack.show(dict.fromkeys(range(30), 100))
    stack.column.show_card(12)
    kept, top = stack.card(12), stack.card(12).y()
    stack.show(dict.fromkeys(range(5, 40), 100), keep=True)
    assert stack.card(12) is kept
    assert kept.y() == top


def test_keys_scroll_and_go_from_card_to_card(stack: Stack, qtbot: QtBot) -> None:
    stack.show(dict.fromkeys(range(10), 150))
    stack.column.setFocus()
    bar = stack.column.verticalScrollBar()
    steps: list[tuple[Qt.Key, Callable[[], bool]]] = [
        (Qt.Key.Key_PageDown, lambda: bar.value() > 200),
        (Qt.Key.Key_End, lambda: bar.value() == bar.maximum()),
        (Qt.Key.Key_Home, lambda: bar.value() == 0),
    ]
    for key, reached in steps:
        QTest.keyClick(stack.column, key)
        assert reached()
    stack.column.move_by(1)
    assert stack.column.current_key in (0, 1)
    assert stack.column.has_focused_card or not stack.column.isActiveWindow()


def test_no_cards_are_no_trouble(stack: Stack) -> None:
    stack.show({"a": 50})
    stack.show({})
    assert stack.column.cards == []
    assert stack.column.current_key is None
    stack.column.move_by(1)
