"""What the snippet was good for: uses, time saved, share of categories, and where it went."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _, ngettext
from app.queries.snippet_uses import UseRow
from app.queries.snippets import Share, SnippetRow
from app.storage.database import utc_now
from app.ui.snippets.figures import Figure, ShareBar, saved_words
from app.ui.theme import TextStyle, Theme, set_style_property, set_text_style
from app.ui.times import exact_time, number_text, relative_time
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.rows_widget import RowsWidget

_MOST_SHARES = 5


class UsagePane(QScrollArea):
    """``ticket_opened`` tells the id of a ticket."""

    ticket_opened = Signal(object)
    all_asked = Signal()
    """The uses of all versions again, after those of one were shown."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._figures = QHBoxLayout()
        self._figures.setSpacing(theme.px(32))
        self._shares = RowsWidget(theme)
        self._title = QLabel()
        set_text_style(self._title, TextStyle.SECTION)
        self._all = Button(_("All versions"), theme, kind=ButtonKind.LINK)
        self._all.clicked.connect(self.all_asked)
        self._uses = RowsWidget(theme)
        heading = QHBoxLayout()
        heading.addWidget(self._title)
        heading.addWidget(self._all)
        heading.addStretch(1)
        body = QWidget()
        set_style_property(body, "scrolled", True)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, theme.px(8), theme.px(8), theme.px(8))
        column.setSpacing(theme.px(12))
        column.addLayout(self._figures)
        column.addWidget(self._shares)
        column.addLayout(heading)
        column.addWidget(self._uses)
        column.addStretch(1)
        self.setWidget(body)

    def show_row(self, row: SnippetRow, shares: Sequence[Share]) -> None:
        """The figures of a snippet."""
        _empty(self._figures)
        for figure, words in _figures(row):
            self._figures.addWidget(Figure(figure, words))
        self._figures.addStretch(1)
        self._shares.clear()
        for share in shares[:_MOST_SHARES]:
            self._shares.rows.addWidget(_ShareRow(share, self._theme))
        self._shares.setVisible(bool(shares))

    def show_uses(self, uses: Sequence[UseRow], *, version: int | None) -> None:
        """Where it went, of one version or of all."""
        self._title.setText(
            _("Who got version {n}").format(n=version) if version else _("Where it went")
        )
        self._all.setVisible(version is not None)
        self._uses.clear()
        if not uses:
            self._uses.add_text(_("Not sent yet."), TextStyle.MUTED)
        for use in uses:
            self._uses.rows.addWidget(self._line(use))

    def _line(self, use: UseRow) -> QWidget:
        line = QWidget()
        grid = QGridLayout(line)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self._theme.px(12))
        if use.ticket_id is not None:
            link = Button(f"#{use.ticket_number}", self._theme, kind=ButtonKind.LINK)
            link.clicked.connect(partial(self.ticket_opened.emit, use.ticket_id))
            link.setAccessibleName(f"#{use.ticket_number} {use.ticket_subject}")
            grid.addWidget(link, 0, 0)
        who = " · ".join(part for part in (use.contact_name, use.ticket_subject) if part)
        grid.addWidget(ElidedLabel(who or _("Copied without a ticket")), 0, 1)
        grid.setColumnStretch(1, 1)
        parts = [use.agent_name, relative_time(use.at, utc_now())]
        when = QLabel(" · ".join(part for part in parts if part))
        when.setToolTip(exact_time(use.at))
        set_text_style(when, TextStyle.CAPTION)
        grid.addWidget(when, 0, 2)
        return line


class _ShareRow(QWidget):
    """*Used in 7 of 9 tickets of Invoices*, with a bar."""

    def __init__(self, share: Share, theme: Theme) -> None:
        super().__init__()
        words = ngettext(
            "Used in {used} of {n} ticket of {category}",
            "Used in {used} of {n} tickets of {category}",
            share.total,
        ).format(used=share.used, n=share.total, category=share.category)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        row.addWidget(ShareBar(share.used / max(1, share.total), theme))
        label = QLabel(words)
        label.setWordWrap(True)
        row.addWidget(label, 1)
        self.setAccessibleName(words)


def _figures(row: SnippetRow) -> list[tuple[str, str]]:
    last = relative_time(row.last_used_at, utc_now()) if row.last_used_at else "–"
    return [
        (number_text(row.use_count), ngettext("use", "uses", row.use_count)),
        (last, _("last used")),
        (saved_words(row.seconds_saved) if row.use_count else "–", _("of typing saved")),
    ]


def _empty(layout: QHBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
