"""What the snippets are good for: uses and time saved, by month, by snippet, category and agent."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _, ngettext
from app.queries.desk import desk, zone_of
from app.queries.snippet_statistics import SnippetStatistics, UsedSnippet, statistics
from app.storage.changes import Changes
from app.storage.database import utc_now
from app.ui.operations import Operations
from app.ui.snippets.figure_rows import FigureLine, FigureRows
from app.ui.snippets.figures import Figure, saved_words
from app.ui.theme import TextStyle, Theme, set_style_property, set_text_style
from app.ui.times import locale, number_text, relative_time

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_TABLES = frozenset({"snippet", "snippet_use", "category", "agent", "message"})


class StatisticsPane(QScrollArea):
    """Reads only while it is looked at. What concerns single people is shown when asked for."""

    snippet_opened = Signal(object)

    def __init__(self, operations: Operations, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        body = QWidget()
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._operations = operations
        self._theme = theme
        self._shown = SnippetStatistics()
        self.period = QComboBox()
        for months, words in ((3, _("3 months")), (12, _("12 months")), (36, _("3 years"))):
            self.period.addItem(words, months)
        self.period.setCurrentIndex(1)
        self.period.setAccessibleName(_("Period"))
        self._figures = QHBoxLayout()
        self._figures.setSpacing(theme.px(32))
        self.months = FigureRows(_("By month"), theme)
        self.most_used = FigureRows(_("Most used"), theme)
        self.categories = FigureRows(_("Most used in each category"), theme)
        self.never = FigureRows(_("Never used"), theme)
        self.agents = FigureRows(_("By agent"), theme, hidden_behind=_("Show figures of people"))
        self._lay_out(body)
        self.period.currentIndexChanged.connect(lambda _place: self.read())
        operations.changed.connect(self._desk_changed)
        for part in (self.most_used, self.categories, self.never):
            part.opened.connect(self.snippet_opened)

    def read(self) -> None:
        """Read the figures anew."""
        self._operations.read(
            desk_statistics,
            now=utc_now(),
            months=self.period.currentData(),
            owner=self,
            key="statistics",
            done=self.show_statistics,
        )

    def show_statistics(self, found: SnippetStatistics) -> None:
        """Show these figures."""
        self._shown = found
        self._show_totals(found)
        self.months.show_lines(
            [
                FigureLine(
                    _month(each.month.year, each.month.month), each.uses, _worth(each.seconds_saved)
                )
                for each in found.months
            ]
        )
        self.most_used.show_lines([self._line(each) for each in found.most_used])
        self.categories.show_lines(
            [
                FigureLine(each.category, each.tickets, each.title, snippet_id=each.snippet_id)
                for each in found.categories
            ]
        )
        self.agents.show_lines(
            [
                FigureLine(each.name or _("Nobody"), each.uses, _worth(each.seconds_saved))
                for each in found.agents
            ]
        )
        self._show_never(found.never, found.never_count)

    def _line(self, used: UsedSnippet) -> FigureLine:
        told = [_worth(used.seconds_saved)]
        if used.last_used_at is not None:
            told.append(_("last {when}").format(when=relative_time(used.last_used_at, utc_now())))
        return FigureLine(used.title, used.uses, " · ".join(told), snippet_id=used.id)

    def _show_never(self, never: Sequence[UsedSnippet], count: int) -> None:
        more = count - len(never)
        self.never.show_lines(
            [FigureLine(each.title, None, each.abbreviation, snippet_id=each.id) for each in never],
            rest=ngettext("and {n} more", "and {n} more", more).format(n=number_text(more))
            if more > 0
            else "",
        )

    def _show_totals(self, found: SnippetStatistics) -> None:
        while (item := self._figures.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        share = f"{number_text(found.answers_with)} / {number_text(found.answers)}"
        for number, words in (
            (number_text(found.uses), ngettext("use", "uses", found.uses)),
            (saved_words(found.seconds_saved), _("of typing saved")),
            (share, _("answers with a snippet")),
            (number_text(found.never_count), _("never used")),
        ):
            self._figures.addWidget(Figure(number, words))
        self._figures.addStretch(1)

    def _lay_out(self, body: QWidget) -> None:
        px = self._theme.px
        set_style_property(body, "scrolled", True)
        title = QLabel(_("Statistics"))
        set_text_style(title, TextStyle.SECTION)
        lead = QLabel(_("Time saved is what the texts are longer than their abbreviations"))
        lead.setWordWrap(True)
        set_text_style(lead, TextStyle.CAPTION)
        head = QHBoxLayout()
        head.setSpacing(px(12))
        head.addWidget(title)
        head.addWidget(lead, 1)
        head.addWidget(self.period)
        column = QVBoxLayout(body)
        column.setContentsMargins(px(24), px(8), px(24), px(24))
        column.setSpacing(px(16))
        column.addLayout(head)
        column.addLayout(self._figures)
        for part in (self.months, self.most_used, self.categories, self.never, self.agents):
            column.addWidget(part)
        column.addStretch(1)

    def _desk_changed(self, changes: Changes) -> None:
        if self.isVisible() and not _TABLES.isdisjoint(changes.tables):
            self.read()


def desk_statistics(session: "Session", *, now: datetime, months: int) -> SnippetStatistics:
    """The figures in the months of the desk's calendar."""
    row = desk(session)
    return statistics(session, now=now, zone=zone_of(row), months=months) if row else _NOTHING


_NOTHING = SnippetStatistics()


def _worth(seconds: int) -> str:
    return _("{time} saved").format(time=saved_words(seconds)) if seconds else ""


def _month(year: int, month: int) -> str:
    return locale().toString(QDate(year, month, 1), "MMM yyyy")
