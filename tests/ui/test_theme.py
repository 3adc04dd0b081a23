"""The theme is readable in both schemes and switches live."""

import subprocess
import sys
from itertools import combinations, product

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QPalette
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.settings import Density, Scheme
from app.ui.colours import COLOURS, PERSON_COLOURS, SOFT_OF, TINTS, Role, contrast
from app.ui.glyphs import GLYPHS
from app.ui.icons import glyph_path
from app.ui.theme import TextStyle, Theme, set_style_property, set_text_style

INKS = (
    Role.TEXT,
    Role.MUTED,
    Role.ACCENT,
    Role.DANGER,
    Role.WARNING,
    Role.SUCCESS,
    Role.INFO,
)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_text_is_readable_on_every_tint(dark: bool) -> None:
    weak = [
        (ink, tint)
        for ink, tint in product(INKS, TINTS)
        if contrast(COLOURS[ink].of(dark=dark), COLOURS[tint].of(dark=dark)) < 4.5
    ]
    assert weak == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_letters_are_readable_on_filled_buttons_and_people(dark: bool) -> None:
    letter = COLOURS[Role.ACCENT_TEXT].of(dark=dark)
    fills = [COLOURS[role] for role in (Role.ACCENT, Role.ACCENT_HOVER)]
    fills += [each.fill for each in PERSON_COLOURS]
    weak = [fill for fill in fills if contrast(letter, fill.of(dark=dark)) < 4.5]
    assert weak == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_people_stand_out_from_every_tint(dark: bool) -> None:
    weak = [
        (each.name, tint)
        for each, tint in product(PERSON_COLOURS, TINTS)
        if contrast(each.fill.of(dark=dark), COLOURS[tint].of(dark=dark)) < 3
    ]
    assert weak == []


def test_no_two_people_share_a_colour() -> None:
    for one, other in combinations(PERSON_COLOURS, 2):
        assert one.name != other.name
        assert one.fill.light != other.fill.light
        assert one.fill.dark != other.fill.dark


def test_every_role_has_a_colour_and_every_ink_a_tint() -> None:
    assert set(COLOURS) == set(Role)
    assert {*INKS} - {*SOFT_OF} == set()


def test_a_switch_reaches_open_windows(theme: Theme, qtbot: QtBot) -> None:
    label = QLabel("text")
    qtbot.addWidget(label)
    label.show()
    with qtbot.waitSignal(theme.changed):
        theme.set(scheme=Scheme.DARK, text_size=150, density=Density.COMPACT)
    assert theme.dark
    assert label.palette().color(QPalette.ColorRole.Window).name() == "#151719"
    assert label.font().pixelSize() == round(13 * 1.5)
    assert theme.row_height == 36


def test_links_in_open_windows_take_the_new_colour(theme: Theme, qtbot: QtBot) -> None:
    label = QLabel('<a href="mailto:a@example.org">mail to a</a>')
    set_style_property(label, "rich", True)
    qtbot.addWidget(label)
    label.show()
    theme.set(scheme=Scheme.DARK, text_size=100, density=Density.NORMAL)
    image = label.grab().toImage()
    accent = COLOURS[Role.ACCENT]
    colours = {
        image.pixelColor(x, y).name()
        for x, y in product(range(image.width()), range(image.height()))
    }
    assert accent.dark.lower() in colours
    assert accent.light.lower() not in colours


def test_a_style_can_change_while_it_is_shown(theme: Theme, qtbot: QtBot) -> None:
    label = QLabel("text")
    qtbot.addWidget(label)
    label.show()
    small = label.sizeHint().height()
    set_text_style(label, TextStyle.TITLE)
    assert label.sizeHint().height() > small


def test_icons_take_the_colour_of_the_scheme_each_time_they_are_painted(theme: Theme) -> None:
    icon = theme.icon("reply")
    light = _ink(icon)
    theme.set(scheme=Scheme.DARK, text_size=100, density=Density.NORMAL)
    assert light == COLOURS[Role.TEXT].light.lower()
    assert _ink(icon) == COLOURS[Role.TEXT].dark.lower()


def test_icons_are_sharp_on_dense_screens(theme: Theme) -> None:
    pixmap = theme.icon("reply").pixmap(QSize(16, 16), 2.0)
    assert (pixmap.width(), pixmap.devicePixelRatio()) == (32, 2.0)


def test_a_disabled_icon_is_paler(theme: Theme) -> None:
    icon = theme.icon("stop")
    normal = icon.pixmap(QSize(32, 32)).toImage().pixelColor(16, 16).alpha()
    disabled = icon.pixmap(QSize(32, 32), QIcon.Mode.Disabled).toImage()
    assert 0 < disabled.pixelColor(16, 16).alpha() < normal


def test_glyphs_are_those_of_the_font() -> None:
    from fonticon_mdi7 import MDI7

    wrong = [
        meaning
        for meaning, glyph in GLYPHS.items()
        if getattr(MDI7, glyph.name) != f"mdi7.{chr(glyph.code)}"
    ]
    assert wrong == []


def test_every_glyph_lies_in_its_square(qapp: QApplication) -> None:
    for meaning in GLYPHS:
        box = glyph_path(meaning).boundingRect()
        assert not box.isEmpty(), meaning
        assert box.left() >= -0.1, meaning
        assert box.top() >= -0.1, meaning
        assert box.right() <= 24.1, meaning
        assert box.bottom() <= 24.1, meaning


def test_the_table_of_the_icon_package_is_never_imported() -> None:
    code = "import sys, app.ui.theme; print('fonticon_mdi7' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


def _ink(icon: QIcon) -> str:
    image = icon.pixmap(QSize(64, 64)).toImage()
    pixels = (image.pixelColor(x, y) for x, y in product(range(64), range(64)))
    return next(each.name() for each in pixels if each.alpha() == 255)
