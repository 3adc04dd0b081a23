"""Paints the rows of the queue: as cells of a table, or as a card of two lines when narrow."""

from collections.abc import Callable
from typing import Any, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from app.queries.ticket_rows import TicketRow
from app.rules.enums import Priority, Status, label
from app.rules.short_times import due_words
from app.ui.colours import PRIORITY_ROLES, Role
from app.ui.id_table_model import Column
from app.ui.theme import TextStyle, Theme
from app.ui.ticket_marks import CHANNEL_ICONS, STATUS_ICONS, STATUS_ROLES, contact_text
from app.ui.tickets import ticket_columns as columns
from app.ui.tickets.ticket_columns import Moment
from app.ui.tickets.ticket_paint import due_role
from app.ui.times import relative_time
from app.ui.widgets.big_table import BigTable
from app.ui.widgets.cell_delegate import CellDelegate
from app.ui.widgets.strokes import Strokes

CARD_HEIGHT = 56
"""Pixels of a row at 100 % when it is painted as a card."""
_MOST_TAGS = 3
_CIRCLE = 22
_TO_THE_EDGE = frozenset({columns.PRIORITY, columns.ASSIGNEE, columns.CHANNEL})

AnyIndex = QModelIndex | QPersistentModelIndex
Cell = Callable[[QPainter, QRect, TicketRow], None]


class TicketDelegate(CellDelegate):
    """Each column that is more than text has a method of its own."""

    def __init__(self, theme: Theme, moment: Moment, table: BigTable) -> None:
        super().__init__(theme, table)
        self._moment = moment
        self._strokes = Strokes(theme)
        self.cards = False
        self._cells: dict[str, Cell] = {
            columns.PRIORITY: self._priority,
            columns.SUBJECT: self._subject,
            columns.CONTACT: self._contact,
            columns.STATUS: self._status,
            columns.ASSIGNEE: self._assignee,
            columns.DUE: self._due,
            columns.CHANNEL: self._channel,
        }

    def paint_content(
        self,
        painter: QPainter,
        rect: QRect,
        row: object,
        column: Column[Any],
        option: QStyleOptionViewItem,
    ) -> bool:
        ticket = cast(TicketRow, row)
        whole = QRect(option.rect)
        if self.cards:
            self._card(painter, whole, ticket)
            return True
        paint = self._cells.get(column.key)
        if paint is None:
            return False
        paint(painter, whole if column.key in _TO_THE_EDGE else rect, ticket)
        return True

    def text_role(self, row: object, column: Column[Any]) -> Role:
        return Role.MUTED

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        height = self.theme.px(CARD_HEIGHT) if self.cards else self.theme.row_height
        return QSize(self.theme.px(80), height)

    # Cells

    def _priority(self, painter: QPainter, rect: QRect, row: TicketRow) -> None:
        self._strokes.bar(painter, rect, row.priority)
        self._priority_sign(painter, rect.adjusted(self.theme.px(3), 0, 0, 0), row)

    def _priority_sign(self, painter: QPainter, rect: QRect, row: TicketRow) -> None:
        role = PRIORITY_ROLES[row.priority]
        size = 14 if row.priority is Priority.NORMAL else 18
        self._strokes.sign(painter, rect, f"priority-{row.priority.value}", role, size)

    def _subject(self, painter: QPainter, rect: QRect, row: TicketRow) -> None:
        inner = QRect(rect)
        gap = self.theme.px(6)
        for meaning, role in self._signs(row):
            box = QRect(
                inner.right() - self.theme.px(16), inner.top(), self.theme.px(16), inner.height()
            )
            self._strokes.sign(painter, box, meaning, role, 15)
            inner.setRight(box.left() - gap)
        tags = self._tag_texts(row)
        tag_room = sum(self._strokes.chip_width(tag) + gap for tag in tags)
        while tags and tag_room > inner.width() * 0.4:
            tag_room -= self._strokes.chip_width(tags.pop()) + gap
        text = inner.adjusted(0, 0, -tag_room, 0)
        used = self._strokes.text(painter, text, row.subject, bold=row.unread)
        left = inner.left() + used + gap
        for tag in tags:
            box = QRect(left, inner.top(), inner.right() - left, inner.height())
            left += self._strokes.chip(painter, box, tag) + gap

    def _signs(self, row: TicketRow) -> list[tuple[str, Role]]:
        signs: list[tuple[str, Role]] = []
        if row.has_draft:
            signs.append(("draft", Role.ACCENT))
        if row.has_attachment:
            signs.append(("attachment", Role.MUTED))
        if row.thanked:
            signs.append(("thumbs-up", Role.SUCCESS))
        if row.snoozed_until is not None:
            signs.append(("snooze", Role.INFO))
        return signs

    def _tag_texts(self, row: TicketRow) -> list[str]:
        if len(row.tags) <= _MOST_TAGS:
            return list(row.tags)
        return [*row.tags[: _MOST_TAGS - 1], f"+{len(row.tags) - _MOST_TAGS + 1}"]

    def _contact(self, painter: QPainter, rect: QRect, row: TicketRow) -> None:
        self._strokes.text(painter, rect, contact_text(row), bold=row.unread)

    def _status(self, painter: QPainter, rect: QRect, row: TicketRow) -> None:
        self._strokes.chip(
            painter,
            rect,
            label(row.status),
            role=STATUS_ROLES[row.status],
            icon=STATUS_ICONS[row.status],
        )

    def _assignee(self, painter: QPainter, rect: QRect, row: TicketRow) -> None:
        size = min(_CIRCLE, round(rect.height() * 100 / self.theme.px(100)) - 4)
        self._strokes.circle(painter, rect, row.assignee_name, row.assignee_colour, size)

    def _due(self, painter: QPainter, rect: QRect, row: TicketRow) -> None:
        if row.due_at is None:
            return
        words = due_words(row.due_at, now=self._moment.now, zone=self._moment.zone)
        role = due_role(row, self._moment.now)
        self._strokes.chip(painter, rect, words, role=role, icon="due")

    def _channel(self, painter: QPainter, rect: QRect, row: TicketRow) -> None:
        self._strokes.sign(painter, rect, CHANNEL_ICONS[row.channel], Role.MUTED, 16)

    # Cards

    def _card(self, painter: QPainter, rect: QRect, row: TicketRow) -> None:
        px = self.theme.px
        painter.setPen(QPen(self.theme.colour(Role.BORDER), 1))
        painter.drawLine(rect.left() + px(31), rect.bottom(), rect.right(), rect.bottom())
        self._strokes.bar(painter, rect, row.priority)
        gutter = QRect(rect.left() + px(3), rect.top(), px(28), rect.height())
        body = QRect(gutter.right() + px(1), rect.top() + px(6), 0, rect.height() - px(12))
        body.setRight(rect.right() - px(12))
        half = body.height() // 2
        upper = QRect(body.left(), body.top(), body.width(), half)
        lower = QRect(body.left(), body.top() + half, body.width(), body.height() - half)
        self._card_gutter(painter, gutter, upper, lower, row)
        self._card_upper(painter, upper, row)
        self._card_lower(painter, lower, row)

    def _card_gutter(
        self, painter: QPainter, gutter: QRect, upper: QRect, lower: QRect, row: TicketRow
    ) -> None:
        first = QRect(gutter.left(), upper.top(), gutter.width(), upper.height())
        if row.priority is not Priority.NORMAL:
            self._priority_sign(painter, first, row)
        elif row.unread:
            self._strokes.dot(painter, first, Role.ACCENT, 8)
        second = QRect(gutter.left(), lower.top(), gutter.width(), lower.height())
        if row.status is not Status.OPEN:
            icon, role = STATUS_ICONS[row.status], STATUS_ROLES[row.status]
            self._strokes.sign(painter, second, icon, role, 15)

    def _card_upper(self, painter: QPainter, line: QRect, row: TicketRow) -> None:
        words = relative_time(row.activity_at, self._moment.now)
        used = self._strokes.text(
            painter, line, words, role=Role.MUTED, style=TextStyle.CAPTION, right=True, figures=True
        )
        room = line.adjusted(0, 0, -used - self.theme.px(8), 0)
        for meaning, role in self._signs(row):
            box = QRect(
                room.right() - self.theme.px(15), room.top(), self.theme.px(15), room.height()
            )
            self._strokes.sign(painter, box, meaning, role, 14)
            room.setRight(box.left() - self.theme.px(4))
        self._strokes.text(painter, room, contact_text(row), bold=row.unread)

    def _card_lower(self, painter: QPainter, line: QRect, row: TicketRow) -> None:
        room = QRect(line)
        gap = self.theme.px(6)
        if row.assignee_id is not None:
            box = QRect(
                room.right() - self.theme.px(20), room.top(), self.theme.px(20), room.height()
            )
            self._strokes.circle(painter, box, row.assignee_name, row.assignee_colour, 20)
            room.setRight(box.left() - gap)
        role = due_role(row, self._moment.now)
        if row.due_at is not None and role is not Role.MUTED:
            words = due_words(row.due_at, now=self._moment.now, zone=self._moment.zone)
            room.setRight(
                room.right() - self._strokes.chip(painter, room, words, role=role, right=True) - gap
            )
        subject_role = Role.TEXT if row.unread else Role.MUTED
        self._strokes.text(painter, room, row.subject, role=subject_role)
