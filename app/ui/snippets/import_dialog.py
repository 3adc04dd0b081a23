"""What an import would do, before it does it: each snippet beside its original, with choices."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _, ngettext
from app.rules.snippet_variants import Variant
from app.services.snippet_import import Choice, ImportPlan, PlannedSnippet
from app.ui.snippet_use.highlighter import SnippetHighlighter
from app.ui.snippets.import_list import ImportList, Look, choice_words, has_notes, places_of
from app.ui.snippets.words import variant_title
from app.ui.theme import TextStyle, Theme, set_style_property, set_text_style
from app.ui.times import number_text
from app.ui.tips import plain_tip
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.pane_splitter import PaneSplitter

_SIZE = (980, 640)
_LOOKS = (Look.ALL, Look.NOTES, Look.DUPLICATES)


class ImportDialog(QDialog):
    """``plan`` is what was chosen."""

    def __init__(self, plan: ImportPlan, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Import snippets"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._theme = theme
        self.plan = plan
        self._place = 0
        self._looks = QTabBar()
        self._looks.setExpanding(False)
        self._looks.setDrawBase(False)
        self._list = ImportList(theme)
        self._title = ElidedLabel()
        set_text_style(self._title, TextStyle.SECTION)
        self._what = QComboBox()
        self._what.setAccessibleName(_("What becomes of it"))
        self._original = _Text(_("Original"), theme)
        self._converted = _Text(_("Becomes"), theme)
        SnippetHighlighter(self._converted.text.document(), theme)
        self._notes = QLabel()
        self._notes.setWordWrap(True)
        self._notes.setTextFormat(Qt.TextFormat.PlainText)
        set_text_style(self._notes, TextStyle.WARNING)
        self._all = QComboBox()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._go = self._buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self._lay_out()
        self._connect()
        self._show_looks()
        self._refresh()
        self.resize(theme.px(_SIZE[0]), theme.px(_SIZE[1]))
        self._list.setFocus()

    # Showing

    def _show_looks(self) -> None:
        for look, words in zip(
            _LOOKS, (_("All"), _("With a note"), _("Already there")), strict=True
        ):
            count = len(places_of(self.plan, look))
            place = self._looks.addTab(f"{words} ({number_text(count)})")
            self._looks.setTabVisible(place, look is Look.ALL or count > 0)

    def _refresh(self) -> None:
        look = _LOOKS[max(0, self._looks.currentIndex())]
        self._list.show_plan(self.plan, places_of(self.plan, look))
        count = sum(item.choice is not Choice.SKIP for item in self.plan.items)
        self._go.setText(
            ngettext("&Import {n} snippet", "&Import {n} snippets", count).format(
                n=number_text(count)
            )
        )
        self._go.setEnabled(bool(count or self.plan.facts))
        self._show_item()

    def _show_place(self, place: int) -> None:
        self._place = place
        self._show_item()

    def _show_item(self) -> None:
        if not self.plan.items:
            return
        item = self.plan.items[self._place]
        self._title.setText(item.snippet.title)
        self._what.blockSignals(True)
        self._what.clear()
        for each in item.choices:
            self._what.addItem(_choice_text(item, each), each)
        self._what.setCurrentIndex(self._what.findData(item.choice))
        self._what.blockSignals(False)
        self._original.show_text(item.snippet.original)
        variants = item.snippet.variants
        self._converted.show_text(_joined(variants))
        notes = [*item.snippet.warnings, *item.problems]
        if item.duplicate is not None:
            notes.insert(0, _("There already: “{title}”").format(title=item.duplicate.title))
        self._notes.setText("\n".join(f"• {note}" for note in notes))
        self._notes.setVisible(bool(notes))

    def look_at(self, place: int) -> None:
        """Show one of the list."""
        self._list.look_at(place)

    # Choosing

    def _choose(self, _row: int) -> None:
        self._set(Choice(self._what.currentData()), self._place)

    def _switch(self, place: int) -> None:
        item = self.plan.items[place]
        if item.choice is not Choice.SKIP:
            self._set(Choice.SKIP, place)
        else:
            self._set(Choice.ADD if item.duplicate is None else Choice.RENAME, place)

    def _set(self, choice: Choice, place: int) -> None:
        self.plan = self.plan.with_choice(choice, (place,))
        self._refresh()

    def choose_for_duplicates(self, choice: Choice) -> None:
        """What becomes of all that are there already."""
        self._all.setCurrentIndex(self._all.findData(choice))
        self.plan = self.plan.with_choice(choice)
        self._refresh()

    def _choose_for_all(self, _row: int) -> None:
        chosen = self._all.currentData()
        if chosen is not None:
            self.choose_for_duplicates(Choice(chosen))

    # Parts

    def _lay_out(self) -> None:
        px = self._theme.px
        found = QLabel(_found_words(self.plan))
        found.setWordWrap(True)
        set_text_style(found, TextStyle.SECTION)
        unread = QLabel(_unread_words(self.plan))
        unread.setWordWrap(True)
        unread.setVisible(bool(self.plan.skipped))
        lines = (f"{each.name}: {each.reason}" for each in self.plan.skipped)
        unread.setToolTip(plain_tip("\n".join(lines)))
        set_text_style(unread, TextStyle.WARNING)
        promise = QLabel(_("Nothing in the files is executed. One undo takes it all back."))
        set_text_style(promise, TextStyle.CAPTION)
        head = QHBoxLayout()
        head.setSpacing(px(12))
        head.addWidget(self._title, 1)
        head.addWidget(self._what)
        texts = QHBoxLayout()
        texts.setSpacing(px(12))
        texts.addWidget(self._original, 1)
        texts.addWidget(self._converted, 1)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(px(16), 0, 0, 0)
        column.setSpacing(px(8))
        column.addLayout(head)
        column.addLayout(texts, 1)
        column.addWidget(self._notes)
        panes = PaneSplitter(self._theme, Qt.Orientation.Horizontal)
        panes.addWidget(self._list)
        panes.addWidget(right)
        panes.setStretchFactor(1, 1)
        panes.setSizes([px(300), px(640)])
        foot = QHBoxLayout()
        foot.setSpacing(px(8))
        if self.plan.duplicates:
            label = QLabel(_("All that are &there already:"))
            label.setBuddy(self._all)
            foot.addWidget(label)
            foot.addWidget(self._all)
        foot.addStretch(1)
        foot.addWidget(self._buttons)
        self._go.setDefault(True)
        set_style_property(self._go, "kind", "primary")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(px(24), px(20), px(24), px(16))
        whole.setSpacing(px(8))
        for widget in (found, promise, unread, self._looks):
            whole.addWidget(widget)
        whole.addWidget(panes, 1)
        whole.addLayout(foot)

    def _connect(self) -> None:
        for words, choice in (
            (_("as chosen one by one"), None),
            (_("put into the present ones"), Choice.MERGE),
            (_("take in beside them"), Choice.RENAME),
            (_("leave out"), Choice.SKIP),
        ):
            self._all.addItem(words, choice)
        self._looks.currentChanged.connect(lambda _place: self._refresh())
        self._list.shown.connect(self._show_place)
        self._list.switched.connect(self._switch)
        self._what.activated.connect(self._choose)
        self._all.activated.connect(self._choose_for_all)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)


class _Text(QWidget):
    """A text to read, with its name above."""

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__()
        label = QLabel(name)
        set_text_style(label, TextStyle.CAPTION)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(label)
        column.addWidget(self.text, 1)

    def show_text(self, text: str) -> None:
        if text != self.text.toPlainText():
            self.text.setPlainText(text)


def _choice_text(item: PlannedSnippet, choice: Choice) -> str:
    words = choice_words(replace(item, choice=choice))
    return words[:1].upper() + words[1:]


def _joined(variants: tuple[Variant, ...]) -> str:
    if len(variants) == 1:
        return variants[0].body
    return "\n\n".join(f"{variant_title(each)}:\n{each.body}" for each in variants)


def _found_words(plan: ImportPlan) -> str:
    count = len(plan.items)
    words = ngettext("{n} snippet found", "{n} snippets found", count).format(n=number_text(count))
    parts = [words]
    there = len(plan.duplicates)
    if there:
        parts.append(
            ngettext("{n} is there already", "{n} are there already", there).format(n=there)
        )
    noted = sum(map(has_notes, plan.items))
    if noted:
        parts.append(ngettext("{n} with a note", "{n} with a note", noted).format(n=noted))
    if plan.facts:
        count = len(plan.facts)
        parts.append(ngettext("{n} fact", "{n} facts", count).format(n=count))
    return " · ".join(parts)


def _unread_words(plan: ImportPlan) -> str:
    count = len(plan.skipped)
    if not count:
        return ""
    words = ngettext(
        "{n} could not be read and stays out: {names}",
        "{n} could not be read and stay out: {names}",
        count,
    )
    names = ", ".join(each.name for each in plan.skipped[:3])
    return words.format(n=count, names=names + (" …" if count > 3 else ""))
