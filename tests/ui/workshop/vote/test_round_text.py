"""The rounds of a count as drawn text: what stands there is painted, whatever a layout asks."""

from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from app.screens.patience import wait
from app.ui.colours import Role
from app.ui.theme import Theme
from app.ui.workshop.audience.text_block import TextBlocks
from app.ui.workshop.vote.round_text import RoundText, numbered


def _has_ink(image: QImage, ink: QColor) -> bool:
    dots = (image.pixel(x, y) for y in range(image.height()) for x in range(image.width()))
    return ink.rgb() in dots


def test_what_is_shown_stays_painted_however_many_widths_a_layout_asks_about(
    theme: Theme, qtbot: QtBot
) -> None:
    text = RoundText(theme, TextBlocks(theme.font()))
    qtbot.addWidget(text)
    text.resize(240, 60)
    text.show()
    text.show_lines(numbered(["Help customers fast", "Keep what we know"]))
    for width in range(160, 240, 10):
        assert text.heightForWidth(width) > 0
    wait(10)
    assert _has_ink(text.grab().toImage(), theme.colour(Role.TEXT))
