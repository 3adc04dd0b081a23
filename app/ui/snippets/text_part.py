"""The wordings of a snippet: a tab for each, its text, and what is wrong with it."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _
from app.rules.enums import FormOfAddress
from app.rules.snippet_variants import Variant
from app.services.snippet_rows import SnippetFields
from app.templating.snippets.problems import Problem
from app.ui.actions import Actions
from app.ui.snippets.body_editor import BodyEditor
from app.ui.snippets.completion import Vocabulary
from app.ui.snippets.edited import free_variants, with_body, with_variants
from app.ui.snippets.placeholder_menu import placeholder_menu
from app.ui.snippets.problem_bar import ProblemBar
from app.ui.snippets.variant_bar import VariantBar
from app.ui.theme import Theme
from app.ui.widgets.button import Button, ButtonKind


class TextPart(QWidget):
    """``changed`` comes at each key, ``looked_at`` when the text is to be checked anew."""

    changed = Signal()
    looked_at = Signal()

    def __init__(self, actions: Actions, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fields = SnippetFields()
        self._place = 0
        self._showing = False
        self._problems: tuple[Problem, ...] = ()
        self._vocabulary = Vocabulary()
        self.variants = VariantBar(theme)
        self.body = BodyEditor(theme)
        self.faults = ProblemBar(actions["snippet.fix"], theme)
        self._insert = Button(_("Placeholder"), theme, kind=ButtonKind.QUIET, icon="placeholder")
        self._insert.setAccessibleName(_("Placeholder"))
        self._insert.setToolTip(actions["snippet.placeholder"].toolTip())
        self.variants.add_right(self._insert)
        px = theme.px
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(8), px(24), 0)
        column.setSpacing(px(4))
        column.addWidget(self.variants)
        column.addWidget(self.body, 1)
        column.addWidget(self.faults)
        self._connect()

    @property
    def shown(self) -> Variant | None:
        """The wording that is shown."""
        variants = self._fields.variants
        return variants[self._place] if self._place < len(variants) else None

    def show_fields(self, fields: SnippetFields, *, again: bool = False) -> None:
        """Show the wordings; ``again`` keeps the tab that is open."""
        self._fields = fields
        self._place = max(0, min(self._place, len(fields.variants) - 1)) if again else 0
        self._show_tabs()
        self._show_body()

    def into(self, fields: SnippetFields) -> SnippetFields:
        """``fields`` with the wordings as they are now."""
        return replace(fields, variants=self._fields.variants)

    def show_variant(self, variant: Variant) -> None:
        """Open the tab of a wording."""
        if variant in self._fields.variants:
            self._place = self._fields.variants.index(variant)
            self._show_tabs()
            self._show_body()

    def set_vocabulary(self, vocabulary: Vocabulary) -> None:
        """What can be completed and inserted."""
        self._vocabulary = vocabulary
        self.body.set_vocabulary(vocabulary)

    # Room

    def height_of_lines(self, lines: int) -> int:
        """The height with which so many lines of the text are in view."""
        body = self.body.height_of_lines(lines)
        around = sum(
            each.sizeHint().height() + self._column.spacing()
            for each in (self.variants, self.faults)
            if not each.isHidden()
        )
        return body + around + self._column.contentsMargins().top()

    def set_brief(self, brief: bool) -> None:
        """Whether the line below the text is there only to name a fault."""
        self.faults.set_brief(brief)

    # Faults

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Underline what is wrong with the text that is shown."""
        self._problems = tuple(problems)
        self.body.show_problems(problems)

    def show_faults(self, found: Sequence[Sequence[Problem]]) -> None:
        """Mark the tabs of wordings that cannot be used."""
        faulty = {at for at, each in enumerate(found) if any(one.severe for one in each)}
        self.variants.show_faults(frozenset(faulty))

    @property
    def trouble(self) -> str:
        """The fault that is said below the text, or the hint in its place."""
        return self.faults.text

    def mend(self) -> None:
        """Do the quick fix of the fault at the caret."""
        self.faults.mend()

    def _show_problem(self, problem: Problem | None) -> None:
        hint = _("<< opens the list of placeholders, Ctrl+Space as well")
        self.faults.show_problem(problem, len(self._problems), hint)

    def _next_problem(self) -> None:
        here = self.body.problem
        if here is not None and self._problems:
            place = (self._problems.index(here) + 1) % len(self._problems)
            self.body.go_to(self._problems[place])

    # Writing

    def open_placeholders(self) -> None:
        """Open the menu of what can be inserted."""
        menu = placeholder_menu(self._vocabulary, self.body.insert_proposal, self._theme, self)
        menu.popup(self._insert.mapToGlobal(QPoint(0, self._insert.height())))

    def _body_changed(self) -> None:
        if not self._showing and self.shown is not None:
            self._fields = with_body(self._fields, self._place, self.body.toPlainText())
            self.changed.emit()

    def _choose(self, place: int) -> None:
        self._place = place
        self._show_body()

    def _add(self, language: str, form: FormOfAddress, copied: bool) -> None:
        body = self.shown.body if copied and self.shown is not None else ""
        new = Variant(language, form, body)
        self._take((*self._fields.variants, new), new)
        self.body.setFocus()

    def _remove(self, place: int) -> None:
        kept = [each for at, each in enumerate(self._fields.variants) if at != place]
        self._take(kept, kept[min(self._place, len(kept) - 1)])

    def _turn(self, place: int, language: str, form: FormOfAddress) -> None:
        variants = list(self._fields.variants)
        variants[place] = replace(variants[place], language=language, form=form)
        self._take(variants, variants[place])

    def _take(self, variants: Sequence[Variant], shown: Variant) -> None:
        self._fields = with_variants(self._fields, variants)
        self.show_variant(shown)
        self.changed.emit()

    def _show_tabs(self) -> None:
        free = free_variants(self._fields)
        self.variants.show_variants(self._fields.variants, free, current=self._place)
        self._fit()

    def _show_body(self) -> None:
        shown = self.shown
        self._showing = True
        self.body.setEnabled(shown is not None)
        self.body.show_body(shown.body if shown is not None else "")
        self._showing = False
        self.looked_at.emit()

    def _fit(self) -> None:
        """Where the tabs need the room, the button loses its word."""
        self._insert.setText(_("Placeholder"))
        needed = self.variants.needed_width()
        self._insert.setText(_("Placeholder") if needed <= self.variants.width() else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _connect(self) -> None:
        self._insert.clicked.connect(self.open_placeholders)
        self.variants.chosen.connect(self._choose)
        self.variants.add_asked.connect(self._add)
        self.variants.remove_asked.connect(self._remove)
        self.variants.turn_asked.connect(self._turn)
        self.body.textChanged.connect(self._body_changed)
        self.body.paused.connect(self.looked_at)
        self.body.problem_here.connect(self._show_problem)
        self.faults.mend_asked.connect(self.body.mend)
        self.faults.next_asked.connect(self._next_problem)
