"""One entry of a conversation as a card: head, text with folded quotes, files."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QFontDatabase,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.formats.mail.values import Address
from app.i18n import _
from app.queries.conversation import Entry
from app.rules.enums import Channel, Direction, label
from app.ui.colours import Role
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.tickets.attachments import AttachmentChips
from app.ui.tickets.fold_button import FoldButton
from app.ui.tickets.message_body import MessageBody
from app.ui.tickets.message_content import MessageHtml
from app.ui.tickets.message_text import Part, PartKind, card_parts, visible_part
from app.ui.tickets.plain_text import plain_html
from app.ui.times import exact_time, relative_time
from app.ui.widgets.button import Button, ButtonKind, IconButton
from app.ui.widgets.chip import Chip
from app.ui.widgets.elided_label import ElidedLabel

_CHANNEL_ICONS = {
    Channel.EMAIL: "mail",
    Channel.PHONE: "phone",
    Channel.CHAT: "chat",
    Channel.SOCIAL: "social",
    Channel.COUNTER: "counter",
    Channel.LETTER: "letter",
}
_SUMMARY = 200


class CardAct(StrEnum):
    """What one can do with an entry."""

    REPLY = "reply"
    FORWARD = "forward"
    COPY = "copy"
    FORMAT = "format"
    PICTURES_ONCE = "pictures_once"
    PICTURES_ALWAYS = "pictures_always"
    WHY = "why"
    SOURCE = "source"
    SPLIT = "split"
    EDIT = "edit"
    DELETE = "delete"
    CHOOSE = "choose"
    EXPAND = "expand"


def paper_role(entry: Entry) -> Role:
    """What the text of an entry stands on."""
    if entry.direction is Direction.NOTE:
        return Role.NOTE_TINT
    return Role.OUTGOING_TINT if entry.direction is Direction.OUT else Role.SURFACE


def people_words(people: Iterable[Address]) -> str:
    """Names, else addresses, one after the other."""
    return ", ".join(each.name or each.email for each in people)


@dataclass(slots=True)
class CardState:
    """What a card looks like just now; it outlives the card, which exists only while in view.

    ``chosen`` is None outside of split mode.
    """

    expanded: bool = True
    as_html: bool = False
    html: MessageHtml | None = None
    raw_text: str | None = None
    unfolded: set[int] = field(default_factory=set)
    thumbnails: dict[int, QImage] = field(default_factory=dict)
    chosen: bool | None = None


class MessageCard(QFrame):
    """Shows an entry; what the person wants with it is told by ``acted``."""

    acted = Signal(object, object)
    """``CardAct`` and the entry."""
    attachment_acted = Signal(object, object, object)
    """``AttachmentAct``, the file and the entry."""
    link_hovered = Signal(str)
    link_followed = Signal(QUrl)

    def __init__(
        self,
        entry: Entry,
        state: CardState,
        theme: Theme,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
        *,
        width: int = 560,
    ) -> None:
        super().__init__(parent)
        self.resize(width, theme.px(100))
        self.entry = entry
        self.state = state
        self._theme = theme
        self._now = now
        self._chips: AttachmentChips | None = None
        self._box: QCheckBox | None = None
        self._address: ElidedLabel | None = None
        self._summary = ElidedLabel()
        set_text_style(self._summary, TextStyle.MUTED)
        self._time = QLabel()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self._spoken())
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._rows = QVBoxLayout(self)
        side, above = theme.px(16), theme.px(10)
        self._rows.setContentsMargins(side, above, theme.px(8), above)
        self._rows.setSpacing(theme.px(6))
        self._rows.addLayout(self._head())
        self._content = QVBoxLayout()
        self._content.setContentsMargins(0, 0, theme.px(8), theme.px(2))
        self._content.setSpacing(theme.px(6))
        self._rows.addLayout(self._content)
        self.refresh_time()
        self.refresh()

    def refresh(self) -> None:
        """Show what ``state`` says now."""
        while item := self._content.takeAt(0):
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._chips = None
        self._summary.setText("" if self.state.expanded else self._one_line())
        self._summary.setVisible(not self.state.expanded)
        if self.state.expanded:
            self._fill()
        if self._address is not None:
            self._address.setVisible(self.state.expanded)
        if self.isVisible():
            self._show_content()
        self._rows.invalidate()
        self.updateGeometry()

    def _show_content(self) -> None:
        """Qt shows new children only later; until then the card would be measured without them."""
        for place in range(self._content.count()):
            item = self._content.itemAt(place)
            widget = item.widget() if item is not None else None
            explicit = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
            if widget is not None and not widget.testAttribute(explicit):
                widget.show()

    def refresh_time(self) -> None:
        """Say anew how long ago it was."""
        words = relative_time(self.entry.sent_at, self._now())
        exact = exact_time(self.entry.sent_at)
        if not self.entry.dated:
            exact = _("The mail gives no time that can be read; it was received {time}.").format(
                time=exact
            )
        self._time.setText(words)
        self._time.setToolTip(exact)

    def show_thumbnail(self, attachment_id: int, image: QImage) -> None:
        """A picture arrived."""
        self.state.thumbnails[attachment_id] = image
        if self._chips is not None:
            self._chips.show_thumbnail(attachment_id, image)

    @property
    def paper(self) -> QColor:
        """What the text stands on."""
        return self._theme.colour(paper_role(self.entry))

    def heightForWidth(self, width: int) -> int:
        """The layout's height, also where no text in it wraps."""
        height = super().heightForWidth(width)
        return height if height > 0 else self._rows.sizeHint().height()

    def sizeHint(self) -> QSize:
        width = max(self.width(), self._theme.px(320))
        return QSize(width, self.heightForWidth(width))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._pressed()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens what is collapsed to one line; a click on its head closes it again."""
        on_head = event.position().y() < self._content.geometry().top()
        if event.button() == Qt.MouseButton.LeftButton and (
            on_head or self.state.chosen is not None
        ):
            self._pressed()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = self._theme.px(8)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        tinted = paper_role(self.entry) is not Role.SURFACE
        painter.setPen(QPen(Qt.PenStyle.NoPen) if tinted else QPen(self._theme.colour(Role.BORDER)))
        painter.setBrush(self.paper)
        painter.drawRoundedRect(rect, radius, radius)
        if self.entry.direction is Direction.NOTE:
            self._paint_dashes(painter)
        if self.hasFocus() or self.state.chosen:
            painter.setPen(QPen(self._theme.colour(Role.ACCENT), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.end()

    def _paint_dashes(self, painter: QPainter) -> None:
        pen = QPen(self._theme.colour(Role.WARNING), self._theme.px(3))
        pen.setDashPattern([2, 1.5])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        x, inset = self._theme.px(4), self._theme.px(8)
        painter.drawLine(x, inset, x, self.height() - inset)

    # The head

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(8))
        if self.state.chosen is not None:
            row.addWidget(self._choice())
        row.addWidget(self._sign())
        row.addWidget(self._name())
        if self.entry.sender_email and self.entry.sender_email != self.entry.sender_name:
            address = ElidedLabel(
                self.entry.sender_email, mode=Qt.TextElideMode.ElideMiddle, vanishes=True
            )
            address.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            set_text_style(address, TextStyle.MUTED)
            row.addWidget(address)
            self._address = address
        for words, role in self._marks():
            chip = Chip(words, self._theme, tone=role)
            chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            row.addWidget(chip)
        row.addWidget(self._summary, 1000)
        row.addStretch(1)
        if self.entry.warnings:
            row.addWidget(self._warning())
        set_text_style(self._time, TextStyle.CAPTION)
        row.addWidget(self._time)
        row.addWidget(self._more())
        return row

    def _choice(self) -> QCheckBox:
        box = QCheckBox()
        box.setChecked(bool(self.state.chosen))
        box.setAccessibleName(_("Split off this message"))
        box.toggled.connect(self._choose)
        self._box = box
        return box

    def _sign(self) -> QLabel:
        meaning, words = _CHANNEL_ICONS[self.entry.channel], label(self.entry.channel)
        if self.entry.direction is Direction.NOTE:
            meaning, words = "note", _("Internal note")
        elif self.entry.bounce:
            meaning, words = "bounce", _("Could not be delivered")
        elif self.entry.automatic:
            meaning, words = "mail-automatic", _("Automatic mail")
        role = Role.DANGER if self.entry.bounce else Role.MUTED
        sign = QLabel()
        side = self._theme.px(16)
        sign.setPixmap(self._theme.icon(meaning, role).pixmap(QSize(side, side)))
        sign.setToolTip(words)
        sign.setAccessibleName(words)
        return sign

    def _name(self) -> QLabel:
        if self.entry.direction is Direction.IN:
            name = self.entry.sender_name or self.entry.sender_email or _("Unknown sender")
        else:
            name = self.entry.agent_name or self.entry.sender_name or _("Nobody")
        shown = ElidedLabel(name)
        shown.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        shown.setFont(self._theme.font(bold=True))
        # The address gives way first.
        shown.setMinimumWidth(min(shown.sizeHint().width(), self._theme.px(140)))
        return shown

    def _marks(self) -> list[tuple[str, Role]]:
        marks = []
        if self.entry.direction is Direction.NOTE:
            marks.append((_("Internal note"), Role.WARNING))
        if self.entry.bounce:
            marks.append((_("Not delivered"), Role.DANGER))
        elif self.entry.automatic:
            marks.append((_("Automatic"), Role.MUTED))
        return marks

    def _warning(self) -> QLabel:
        sign = QLabel()
        side = self._theme.px(16)
        sign.setPixmap(self._theme.icon("warning", Role.WARNING).pixmap(QSize(side, side)))
        words = _("This mail was damaged; it is shown as far as it could be read.")
        sign.setToolTip(words + "\n" + "\n".join(self.entry.warnings))
        sign.setAccessibleName(words)
        return sign

    def _more(self) -> QToolButton:
        button = IconButton("more", _("More for this message"), self._theme, role=Role.MUTED)
        button.clicked.connect(partial(self._show_menu, button))
        return button

    def _show_menu(self, button: QToolButton, _checked: bool = False) -> None:
        menu = self.menu()
        menu.exec(button.mapToGlobal(QPoint(0, button.height())))
        menu.deleteLater()

    def menu(self) -> QMenu:
        """Everything one can do with this entry."""
        menu = QMenu(self)

        def add(act: CardAct, icon: str, text: str) -> None:
            action = menu.addAction(self._theme.icon(icon), text)
            action.triggered.connect(partial(self._act, act))

        note = self.entry.direction is Direction.NOTE
        if note:
            add(CardAct.EDIT, "edit", _("&Edit note"))
            add(CardAct.DELETE, "trash", _("&Delete note"))
        else:
            add(CardAct.REPLY, "reply", _("&Reply to this message"))
            add(CardAct.FORWARD, "forward", _("&Forward this message"))
        add(CardAct.COPY, "copy", _("&Copy text"))
        menu.addSeparator()
        if self.entry.has_html:
            as_html = self.state.as_html
            icon, text = ("text", _("Show as plain &text"))
            if not as_html:
                icon, text = ("html", _("Show as &formatted"))
            add(CardAct.FORMAT, icon, text)
        if not note:
            add(CardAct.WHY, "question", _("&Why is this mail here?"))
        if self.entry.raw_id is not None:
            add(CardAct.SOURCE, "source", _("Show &source"))
        add(CardAct.SPLIT, "split", _("&Split off messages…"))
        return menu

    # The content

    def _fill(self) -> None:
        addressed = self._addressed()
        if addressed is not None:
            self._content.addWidget(addressed)
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
                self._chips.acted.connect(
                    lambda act, file: self.attachment_acted.emit(act, file, self.entry)
                )
                self._content.addWidget(self._chips)

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
            self._content.addWidget(self._pictures_bar())
        body = self._body()
        body.show_html(html.shown, pictures=html.pictures, paper=self.paper)
        self._content.addWidget(body)
        body.fold_quote(shown=0 in self.state.unfolded)
        if body.quote is not None:
            fold = self._fold(0, body.quote.lines, _("quoted text"))
            fold.toggled.connect(partial(self._unfold_quote, body))
            self._content.addWidget(fold, 0, Qt.AlignmentFlag.AlignLeft)

    def _fill_raw(self, text: str) -> None:
        words = QLabel(_("This mail could not be read. This is how it arrived:"), wordWrap=True)
        set_text_style(words, TextStyle.MUTED)
        self._content.addWidget(words)
        body = self._body()
        family = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
        html = plain_html(text, style=f"font-family: '{family}', monospace")
        body.show_html(html, pictures={}, paper=self.paper)
        self._content.addWidget(body)

    def _add_part(self, place: int, part: Part) -> None:
        if part.kind is PartKind.TEXT:
            self._content.addWidget(self._part_body(part))
            return
        fold = self._fold(place, part.lines, part.words)
        self._content.addWidget(fold, 0, Qt.AlignmentFlag.AlignLeft)
        fold.toggled.connect(partial(self._unfold, place, part, fold))
        if fold.isChecked():
            self._content.addWidget(self._part_body(part))

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
        below = self._content.indexOf(fold) + 1
        if shown:
            body = self._part_body(part)
            self._content.insertWidget(below, body)
            body.show()
        else:
            item = self._content.takeAt(below)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._rows.invalidate()
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
        body.resize(max(1, self.width() - self._theme.px(16 + 2 * 8)), 1)
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

    def _pressed(self) -> None:
        if self._box is not None:
            self._box.toggle()
        elif not self.state.expanded or self.entry.automatic:
            self.state.expanded = not self.state.expanded
            self.acted.emit(CardAct.EXPAND, self.entry)
            self.refresh()

    def _choose(self, chosen: bool) -> None:
        self.state.chosen = chosen
        self.update()
        self.acted.emit(CardAct.CHOOSE, self.entry)

    def _act(self, act: CardAct, _checked: bool = False) -> None:
        self.acted.emit(act, self.entry)

    def _one_line(self) -> str:
        return self.entry.subject or visible_part(self.entry.text)[:_SUMMARY]

    def _spoken(self) -> str:
        who = self.entry.agent_name or self.entry.sender_name or self.entry.sender_email
        return f"{label(self.entry.direction)}: {who}"
