"""What a draft is made of: the statements and ideas of the workshop, ticked where they stand
behind the sentence at the cursor."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QTreeWidgetItemIterator,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _
from app.queries.workshop.workshops import Question, Workshop
from app.rules.workshop.sentences import Sentence
from app.ui.colours import Role
from app.ui.theme import TextStyle, Theme, set_style_property, set_text_style

_IDEA = Qt.ItemDataRole.UserRole
_TEXT = Qt.ItemDataRole.UserRole + 1


class Material(QWidget):
    """Enter or a double click takes an idea's words into the draft, Space ticks it."""

    chosen = Signal(object, str)
    """An idea's id and words to take into the draft."""
    linked = Signal(object, bool)
    """An idea's id, and whether it stands behind the sentence from now on."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._filling = False
        self._shown: tuple[Question, ...] | None = None
        title = QLabel(_("From the workshop"))
        set_text_style(title, TextStyle.SECTION)
        self._about = QLabel()
        self._about.setWordWrap(True)
        set_text_style(self._about, TextStyle.MUTED)
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setWordWrap(True)
        self.tree.setIndentation(theme.px(12))
        self.tree.setAccessibleName(_("Statements and ideas"))
        set_style_property(self.tree, "plain", True)
        title.setBuddy(self.tree)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(16))
        column.setSpacing(theme.px(4))
        for widget in (title, self._about):
            column.addWidget(widget)
        column.addWidget(self.tree, 1)
        self.tree.itemActivated.connect(self._activate)
        self.tree.itemChanged.connect(self._tick)
        self.show_sentence(None)

    def forget_workshop(self) -> None:
        """The next one is listed anew, even if it is the same."""
        self._shown = None

    def show_workshop(self, workshop: Workshop) -> None:
        """List the statements with the ideas of their questions."""
        if workshop.questions == self._shown:
            return
        self._shown = workshop.questions
        self._filling = True
        self.tree.clear()
        for question in workshop.questions:
            head = QTreeWidgetItem([question.text])
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            head.setFont(0, self._theme.font(bold=True))
            head.setForeground(0, self._theme.colour(Role.MUTED))
            self.tree.addTopLevelItem(head)
            for idea in sorted(question.ideas, key=lambda each: each.id != question.winner_id):
                won = idea.id == question.winner_id
                self._add(head, idea.id, question.statement if won else idea.text, won=won)
        self.tree.expandAll()
        self._filling = False

    def show_sentence(self, sentence: Sentence | None) -> None:
        """Tick what stands behind the sentence."""
        if sentence is None:
            self._about.setText(_("Enter takes an idea into the part that you write in."))
        else:
            self._about.setText(
                _("Behind “{sentence}”: tick with Space. Enter takes an idea in.").format(
                    sentence=_short(sentence.text)
                )
            )
        behind = set(sentence.ideas) if sentence is not None else set()
        self._filling = True
        for item in self._items():
            ticked = item.data(0, _IDEA) in behind
            item.setCheckState(0, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self._filling = False

    def _items(self) -> Iterator[QTreeWidgetItem]:
        place = QTreeWidgetItemIterator(self.tree, QTreeWidgetItemIterator.IteratorFlag.NoChildren)
        while (item := place.value()) is not None:
            if item.data(0, _IDEA) is not None:
                yield item
            place += 1

    def _add(self, head: QTreeWidgetItem, idea_id: int, text: str, *, won: bool) -> None:
        item = QTreeWidgetItem([text])
        item.setData(0, _IDEA, idea_id)
        item.setData(0, _TEXT, text)
        item.setCheckState(0, Qt.CheckState.Unchecked)
        if won:
            item.setFont(0, self._theme.font(bold=True))
            item.setIcon(0, self._theme.icon("check", Role.SUCCESS))
            item.setToolTip(0, _("The statement that the question was answered with"))
        head.addChild(item)

    def _activate(self, item: QTreeWidgetItem) -> None:
        if (idea_id := item.data(0, _IDEA)) is not None:
            self.chosen.emit(idea_id, item.data(0, _TEXT))

    def _tick(self, item: QTreeWidgetItem) -> None:
        if not self._filling and (idea_id := item.data(0, _IDEA)) is not None:
            self.linked.emit(idea_id, item.checkState(0) is Qt.CheckState.Checked)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:60].rsplit(" ", 1)[0] + " …"
