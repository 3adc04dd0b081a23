"""The list of snippets: title and abbreviation above, first words and uses below."""

import re
from functools import lru_cache
from typing import Any, cast

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QDrag, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem, QWidget

from app.i18n import _, ngettext
from app.queries.snippets import SnippetRow
from app.storage.database import utc_now
from app.ui.colours import Role
from app.ui.id_table_model import Column, IdTableModel
from app.ui.snippets.drag import mime_of
from app.ui.theme import TextStyle, Theme
from app.ui.times import exact_time, number_text, relative_time
from app.ui.widgets.big_table import BigTable
from app.ui.widgets.cell_delegate import AnyIndex, CellDelegate
from app.ui.widgets.strokes import Strokes

CARD_HEIGHT = 56
"""Pixels of a row at 100 %."""


def columns() -> list[Column[SnippetRow]]:
    """One column: each row is a card."""
    return [
        Column(
            "snippet",
            lambda: _("Snippet"),
            lambda row: row.title,
            300,
            tooltip=_tooltip,
            spoken=_spoken,
            stretches=True,
        )
    ]


_PLACEHOLDER = re.compile(r"<<.*?>>|<<.*")
_NO_WORD = re.compile(r"^[\W_]+")


@lru_cache(maxsize=512)
def first_words(preview: str) -> str:
    """How a text begins after its greeting; placeholders are left open."""
    words = " ".join(_PLACEHOLDER.sub("…", preview).split())
    return _NO_WORD.sub("", words) or words


def used_words(row: SnippetRow) -> str:
    """How often the snippet was used, in words."""
    if not row.use_count:
        return _("never used")
    return ngettext("used {n} time", "used {n} times", row.use_count).format(
        n=number_text(row.use_count)
    )


def _spoken(row: SnippetRow) -> str:
    parts = [row.title, row.abbreviation, used_words(row)]
    if row.favourite:
        parts.append(_("favourite"))
    return ", ".join(part for part in parts if part)


def _tooltip(row: SnippetRow) -> str:
    lines = [row.title]
    if row.folder:
        lines.append(row.folder)
    used = used_words(row)
    if row.last_used_at is not None:
        used = f"{used} · {exact_time(row.last_used_at)}"
    return "\n".join([*lines, used])


class SnippetTable(BigTable):
    """Cards under each other; they can be dragged onto a folder."""

    def __init__(
        self, model: IdTableModel[Any], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(model, theme, parent)
        self.setItemDelegate(SnippetDelegate(theme, self))
        self.setAccessibleName(_("Snippets"))
        self.setDragEnabled(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.hide()

    def startDrag(self, actions: Qt.DropAction) -> None:
        ids = self.selected_ids()
        if ids:
            drag = QDrag(self)
            drag.setMimeData(mime_of(ids))
            drag.exec(Qt.DropAction.MoveAction)

    def _apply_theme(self) -> None:
        super()._apply_theme()
        self.verticalHeader().setDefaultSectionSize(self._theme.px(CARD_HEIGHT))


class SnippetDelegate(CellDelegate):
    """Paints one snippet as a card of two lines."""

    def __init__(self, theme: Theme, table: BigTable) -> None:
        super().__init__(theme, table)
        self._strokes = Strokes(theme)

    def paint_content(
        self,
        painter: QPainter,
        rect: QRect,
        row: object,
        column: Column[Any],
        option: QStyleOptionViewItem,
    ) -> bool:
        snippet = cast(SnippetRow, row)
        px = self.theme.px
        whole = QRect(option.rect)
        painter.setPen(QPen(self.theme.colour(Role.BORDER), 1))
        painter.drawLine(whole.left() + px(16), whole.bottom(), whole.right(), whole.bottom())
        if snippet.colour is not None:
            bar = QRect(whole.left(), whole.top() + 1, px(3), whole.height() - 2)
            painter.fillRect(bar, self.theme.person_colour(snippet.colour))
        body = whole.adjusted(px(16), px(6), -px(12), -px(6))
        half = body.height() // 2
        upper = QRect(body.left(), body.top(), body.width(), half)
        self._upper(painter, upper, snippet)
        self._lower(painter, upper.translated(0, half), snippet)
        return True

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(self.theme.px(120), self.theme.px(CARD_HEIGHT))

    def _upper(self, painter: QPainter, line: QRect, row: SnippetRow) -> None:
        px = self.theme.px
        room = QRect(line)
        if row.last_used_at is not None:
            words = relative_time(row.last_used_at, utc_now())
            used = self._strokes.text(
                painter,
                room,
                words,
                role=Role.MUTED,
                style=TextStyle.CAPTION,
                figures=True,
                right=True,
            )
            room.setRight(room.right() - used - px(8))
        if row.favourite:
            box = QRect(room.right() - px(15), room.top(), px(15), room.height())
            self._strokes.sign(painter, box, "star-filled", Role.WARNING, 14)
            room.setRight(box.left() - px(4))
        self._strokes.text(painter, room, row.title)

    def _lower(self, painter: QPainter, line: QRect, row: SnippetRow) -> None:
        px = self.theme.px
        room = QRect(line)
        if row.use_count:
            count = f"{number_text(row.use_count)} ×"
            used = self._strokes.text(
                painter,
                room,
                count,
                role=Role.MUTED,
                style=TextStyle.CAPTION,
                figures=True,
                right=True,
            )
            room.setRight(room.right() - used - px(8))
        if row.abbreviation:
            half = QRect(room.left(), room.top(), room.width() // 2, room.height())
            taken = self._strokes.chip(painter, half, row.abbreviation, role=Role.ACCENT)
            room.setLeft(room.left() + taken + px(8))
        self._strokes.text(painter, room, first_words(row.preview), role=Role.MUTED)
