"""What a card holds: the text with folded quotes, formatted or plain, and the files."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QColor, QFontDatabase, QImage
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.formats.mail.values import Address
from app.i18n import _
from app.queries.conversation import Entry
from app.rules.enums import Direction
from app.ui.colours import Role
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.tickets.attachments import AttachmentChips
from app.ui.tickets.card_state import CardAct, CardState, paper_role
from app.ui.tickets.fold_button import FoldButton
from app.ui.tickets.message_body import MessageBody
from app.ui.tickets.message_content import MessageHtml
from app.ui.tickets.message_text import Part, PartKind, card_parts
from app.ui.tickets.plain_text import plain_html
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.elided_label import ElidedLabel


def people_words(people: Iterable[Address]) -> str:
    """Names, else addresses, one after the other."""
    return ", ".join(each.name or each.email for each in people)


class CardContent(QWidget):
    """Filled by ``refresh`` with what ``state`` says; laid out ``width`` pixels wide."""

    acted = Signal(object)
    """``CardAct``: pictures are wanted."""
    attachment_acted = Signal(object, object)
    """``AttachmentAct`` and the file."""
    link_hovered = Signal(str)
    link_followed = Signal(QUrl)

    def __init__(
        self,
        entry: Entry,
        state: CardState,
        theme: Theme,
        *,
        width: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.resize(width, 1)
        self.entry = entry
        self.state = state
        self._theme = theme
        self._chips: AttachmentChips | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, theme.px(2))
        self._column.setSpacing(theme.px(6))

    def refresh(self) -> None:
        """Show what ``state`` says now."""
        while item := self._column.takeAt(0):
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._chips = None
        if self.state.expanded:
            self._fill()
        self.setVisible(self.state.expanded)
        if self.isVisible():
            self._show_content()
        self.updateGeometry()

    @property
    def paper(self) -> QColor:
        """What the text stands on."""
        return self._theme.colour(paper_role(self.entry))

    def show_thumbnail(self, attachment_id: int, image: QImage) -> None:
        """A picture arrived."""
        self.state.thumbnails[attachment_id] = image
        if self._chips is not None:
            self._chips.show_thumbnail(attachment_id, image)

    def _show_content(self) -> None:
        """Qt shows new children only later; until then the card would be measured without them."""
        for place in range(self._column.count()):
            item = self._column.itemAt(place)
            widget = item.widget() if item is not None else None
            explicit = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
            if widget is not None and not widget.testAttribute(explicit):
                widget.show()

    def _fill(self) -> None:
        addressed = self._addressed()
        if addressed is not None:
            self._column.addWidget(addressed)
        if self.state.raw_text is not None:
            self._fill_raw(self.state.raw_text)
        elif self.state.as_html and self.state.html is not None:
            self._fill_html(self.state.html)
        else:
            for place, part in enumerate(card_parts(self.entry)):
                self._add_part(place, part)
        if self.entry.attachments:
            files = [each for each in self.entry.attachments if self._is_listed(each.inline)]
            if files:
                self._chips = AttachmentChips(files, self._theme, thumbnails=self.state.thumbnails)
                self._chips.acted.connect(self.attachment_acted)
                self._column.addWidget(self._chips)

    def _is_listed(self, inline: bool) -> bool:
        """A picture that stands in the shown HTML needs no chip."""
        return not (inline and self.state.as_html and self.state.html is not None)

    def _addressed(self) -> QLabel | None:
        if self.entry.direction is Direction.NOTE or len(self.entry.to) + len(self.entry.cc) < 2:
            return None
        words = _("to {people}").format(people=people_words(self.entry.to))
        if self.entry.cc:
            words += "   " + _("cc {people}").format(people=people_words(self.entry.cc))
        line = ElidedLabel(words)
        set_text_style(line, TextStyle.CAPTION)
        return line

    def _fill_html(self, html: MessageHtml) -> None:
        if html.missing_pictures:
            self._column.addWidget(self._pictures_bar())
        body = self._body()
        body.show_html(html.shown, pictures=html.pictures, paper=self.paper)
        self._column.addWidget(body)
        body.fold_quote(shown=0 in self.state.unfolded)
        if body.quote is not None:
            fold = self._fold(0, body.quote.lines, _("quoted text"))
            fold.toggled.connect(partial(self._unfold_quote, body))
            self._column.addWidget(fold, 0, Qt.AlignmentFlag.AlignLeft)

    def _fill_raw(self, text: str) -> None:
        words = QLabel(_("This mail could not be read. This is how it arrived:"), wordWrap=True)
        set_text_style(words, TextStyle.MUTED)
        self._column.addWidget(words)
        body = self._body()
        family = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
        html = plain_html(text, style=f"font-family: '{family}', monospace")
        body.show_html(html, pictures={}, paper=self.paper)
        self._column.addWidget(body)

    def _add_part(self, place: int, part: Part) -> None:
        if part.kind is PartKind.TEXT:
            self._column.addWidget(self._part_body(part))
            return
        fold = self._fold(place, part.lines, part.words)
        self._column.addWidget(fold, 0, Qt.AlignmentFlag.AlignLeft)
        fold.toggled.connect(partial(self._unfold, place, part, fold))
        if fold.isChecked():
            self._column.addWidget(self._part_body(part))

    def _part_body(self, part: Part) -> MessageBody:
        body = self._body()
        muted = f"color: {self._theme.colour(Role.MUTED).name()}"
        html = plain_html(part.text, style=muted if part.kind is PartKind.ASIDE else "")
        body.show_html(html, pictures={}, paper=self.paper)
        return body

    def _fold(self, place: int, lines: int, what: str) -> FoldButton:
        fold = FoldButton(lines=lines, what=what)
        fold.setChecked(place in self.state.unfolded)
        return fold

    def _unfold(self, place: int, part: Part, fold: FoldButton, shown: bool) -> None:
        """What is folded is laid out when it is wanted, for most quotes never are."""
        self._remember_fold(place, shown=shown)
        below = self._column.indexOf(fold) + 1
        if shown:
            body = self._part_body(part)
            self._column.insertWidget(below, body)
            body.show()
        else:
            item = self._column.takeAt(below)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.updateGeometry()

    def _unfold_quote(self, body: MessageBody, shown: bool) -> None:
        self._remember_fold(0, shown=shown)
        body.fold_quote(shown=shown)
        self.updateGeometry()

    def _remember_fold(self, place: int, *, shown: bool) -> None:
        if shown:
            self.state.unfolded.add(place)
        else:
            self.state.unfolded.discard(place)

    def _body(self) -> MessageBody:
        body = MessageBody(self)
        # As wide as it will be, so that its text is laid out once.
        body.resize(max(1, self.width()), 1)
        body.setAccessibleName(_("Text of the message"))
        body.link_hovered.connect(self.link_hovered)
        body.link_followed.connect(self.link_followed)
        return body

    def _pictures_bar(self) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.px(4))
        words = QLabel(_("Pictures are not loaded."))
        set_text_style(words, TextStyle.CAPTION)
        row.addWidget(words)
        for act, text in (
            (CardAct.PICTURES_ONCE, _("Show pictures")),
            (CardAct.PICTURES_ALWAYS, _("Always from this sender")),
        ):
            button = Button(text, self._theme, kind=ButtonKind.LINK)
            button.clicked.connect(partial(self._act, act))
            row.addWidget(button)
        row.addStretch(1)
        return bar

    def _act(self, act: CardAct, _checked: bool = False) -> None:
        self.acted.emit(act)
