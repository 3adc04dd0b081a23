"""What the audience sees: large enough, page by page, in text for those who listen."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from app.ui.theme import Theme
from app.ui.workshop.audience.difference import difference
from app.ui.workshop.audience.frame import LaidScene, lay_scene
from app.ui.workshop.audience.page import Page, PlacedText
from app.ui.workshop.audience.scene import (
    Bar,
    Bars,
    Column,
    Columns,
    Item,
    Mark,
    Scene,
    Words,
)
from app.ui.workshop.audience.sizes import SCALES, TEXT, TITLE, Sizes
from app.ui.workshop.audience.spoken import spoken
from app.ui.workshop.audience.text_block import Style, TextBlocks
from app.ui.workshop.audience.view import AudienceView

_SCREENS = [(1920, 1080), (1280, 720), (1366, 768), (1024, 768), (3840, 2160)]
_LONG = "We keep what we know and share it, so that nobody has to look for the same thing twice"


def _columns(*counts: int, text: str = _LONG, newest: bool = False) -> Scene:
    columns = tuple(
        Column(
            f"Question {place}: what is our department for, and why does it exist?",
            tuple(Item(f"{number} {text}") for number in range(count)),
        )
        for place, count in enumerate(counts)
    )
    return Scene("Service mission", Columns(columns, newest=newest), note="A note.", clock=True)


def _bars(count: int) -> Scene:
    bars = tuple(
        Bar(str(number), f"{number} {_LONG}", number, Mark.TIED, "drops out")
        for number in range(count)
    )
    return Scene("Round", Bars(bars, 12, 6.5, "Majority"), note="Why it is so.", step="Round 2")


_SCENES = [
    _columns(3, 4, 2),
    _columns(40, 1, 0),
    _columns(5, 5, 5, 5, 5, 5, 5, 5, 5),
    _columns(1, text=_LONG * 12),
    _columns(2, text="x" * 400),
    _bars(3),
    _bars(20),
    Scene("A very long title " * 6, Words(_LONG * 10, caption=_LONG)),
    Scene("", Words("3 of 8")),
]


def _laid(scene: Scene, size: tuple[int, int], theme: Theme, scale: float = 1.0) -> LaidScene:
    sizes = Sizes(size[1], scale)
    return lay_scene(scene, QRectF(0, 0, *size), sizes, TextBlocks(theme.font()))


def _texts(page: Page) -> list[PlacedText]:
    moved = [
        PlacedText(part.x, bar.top + part.y, part.block, part.ink)
        for bar in page.bars
        for part in (bar.label, bar.number)
    ]
    return [*page.texts, *moved]


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("size", _SCREENS)
@pytest.mark.parametrize("scene", _SCENES)
def test_no_text_is_ever_too_small_to_be_read_from_the_back_of_the_room(
    theme: Theme, scene: Scene, size: tuple[int, int], scale: float
) -> None:
    laid = _laid(scene, size, theme, scale)
    for text in [*laid.texts, *(text for page in laid.pages for text in _texts(page))]:
        assert text.block.px >= TEXT * size[1]
    if scene.title:
        assert laid.texts[0].block.px >= TITLE * size[1]


@pytest.mark.parametrize("size", _SCREENS)
@pytest.mark.parametrize("scene", _SCENES)
def test_nothing_is_placed_outside_of_the_picture(
    theme: Theme, scene: Scene, size: tuple[int, int]
) -> None:
    laid = _laid(scene, size, theme)
    foot = size[1] - laid.sizes.margin / 2
    for page in laid.pages:
        for text in _texts(page):
            assert text.x >= 0
            assert text.x + text.block.width <= size[0]
            assert text.y + text.block.height <= foot


def test_no_idea_is_lost_between_the_pages(theme: Theme) -> None:
    for scene in (_columns(40, 13, 7), _columns(40, 13, 7, newest=True)):
        laid = _laid(scene, (1920, 1080), theme)
        shown = {text.block.text for page in laid.pages for text in page.texts}
        assert isinstance(scene.body, Columns)
        assert {item.text for column in scene.body.columns for item in column.items} <= shown


def test_a_page_holds_seven_ideas_of_a_question_at_most(theme: Theme) -> None:
    laid = _laid(_columns(30, text="short"), (1920, 1080), theme)
    assert len(laid.pages) == 5
    assert all(len(page.tints) <= 7 for page in laid.pages)


def test_few_words_are_larger_than_the_smallest_size(theme: Theme) -> None:
    few = _laid(Scene("Vote", Words("3 of 8")), (1920, 1080), theme)
    assert few.pages[0].texts[0].block.px > 2 * few.sizes.text


def test_while_ideas_come_the_newest_is_on_the_page_that_is_shown(
    theme: Theme, qtbot: QtBot
) -> None:
    view = AudienceView(theme)
    qtbot.addWidget(view)
    view.resize(1920, 1080)
    view.show_scene(_columns(25, 2, newest=True))
    assert view.pages > 1
    assert view.page == view.pages - 1
    last = [text.block.text for text in view._current().texts]
    assert f"24 {_LONG}" in last
    assert f"1 {_LONG}" in last
    assert view.turn(-1)
    assert not view.turn(1) or not view.turn(1)


def test_scaling_down_never_goes_below_the_smallest_size(theme: Theme) -> None:
    assert Sizes(1080, SCALES[0]).text == Sizes(1080).text
    assert Sizes(1080, SCALES[-1]).text == 2 * Sizes(1080).text


def test_a_scene_is_told_in_words(theme: Theme) -> None:
    assert "Majority" not in spoken(_bars(1))
    assert f"0 {_LONG}: 0 drops out" in spoken(_bars(1))
    empty = Scene("T", Columns((Column("Question", (), empty="No idea yet"),)), note="Note")
    assert spoken(empty) == "Question\nNo idea yet\nNote"


def test_long_words_break_and_pieces_keep_all_letters(theme: Theme) -> None:
    block = TextBlocks(theme.font()).block("x" * 300 + "\nsecond", Style(40), 500)
    assert block.width <= 500
    pieces = "".join(block.parts(block.line_height * 2))
    assert pieces.replace("\n", "") == "x" * 300 + "second"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (_columns(4, 3, 2, text="short"), _columns(5, 3, 2, text="short")),
        (_columns(40, 3, newest=True), _columns(41, 3, newest=True)),
        (_columns(2, 2, text="short"), _columns(2, 3, text="other")),
        (Scene("Vote", Words("3 of 8")), Scene("Vote", Words("4 of 8"))),
        (Scene("Vote", Words("Yes"), note="A note"), _columns(3, text="short")),
    ],
)
def test_what_is_painted_anew_is_all_that_differs(
    qtbot: QtBot, theme: Theme, before: Scene, after: Scene
) -> None:
    view = AudienceView(theme)
    qtbot.addWidget(view)
    view.resize(1280, 720)
    view.show_scene(before)
    kept, laid, page = _image(view), view._layout(), view.page
    view.show_scene(after)
    region = difference(laid, page, view._layout(), view.page)
    if region is None:
        return
    with QPainter(kept) as painter:
        painter.setClipRegion(region)
        view.paint(painter)
    assert kept == _image(view)


def test_a_new_idea_repaints_its_column_alone(qtbot: QtBot, theme: Theme) -> None:
    view = AudienceView(theme)
    qtbot.addWidget(view)
    view.resize(1280, 720)
    view.show_scene(_columns(4, 3, 2, text="short"))
    laid = view._layout()
    view.show_scene(_columns(5, 3, 2, text="short"))
    region = difference(laid, 0, view._layout(), view.page)
    assert region is not None
    assert 0 < region.boundingRect().width() < 1280 / 2


def _image(view: AudienceView) -> QImage:
    image = QImage(view.size(), QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        view.paint(painter)
    return image


def test_a_long_scene_is_laid_out_turn_by_turn_and_then_as_at_once(
    qtbot: QtBot, theme: Theme
) -> None:
    scene = _columns(90, 80)
    view, other = AudienceView(theme), AudienceView(theme)
    for each in (view, other):
        qtbot.addWidget(each)
        each.resize(1280, 720)
    turns = 1
    while not view.prepare(scene):
        turns += 1
        assert turns < 170, "each turn gets further"
    assert turns > 2
    view.show_scene(scene)
    other.show_scene(scene)
    assert view.pages == other.pages
    assert [part.block.text for part in _texts(view._current())] == [
        part.block.text for part in _texts(other._current())
    ]
