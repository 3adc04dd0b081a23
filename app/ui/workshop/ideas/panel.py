"""The ideas phase: one column per question, everything with keys, nothing judged."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.queries.workshop.workshops import Idea, Workshop
from app.services.workshop import ideas
from app.ui.widgets.message_bar import MessageBar, Severity
from app.ui.workshop.ahead import laid_out, polished
from app.ui.workshop.audience.scene import BLANK, Scene
from app.ui.workshop.ideas.column import IdeaColumn
from app.ui.workshop.ideas.merge_popover import MergePopover
from app.ui.workshop.ideas.paste_popover import PastePopover
from app.ui.workshop.ideas.scenes import ideas_scene, silent_scene
from app.ui.workshop.ideas.strip_entry import StripEntry
from app.ui.workshop.phase_panel import PhasePanel, Stage

_CTRL = Qt.KeyboardModifier.ControlModifier


class IdeasPanel(PhasePanel):
    """Types, moves, merges and puts aside; each act is one step to undo."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._workshop: Workshop | None = None
        self._silent = False
        self._newest = 0
        self._entered = False
        self.columns: list[IdeaColumn] = []
        self._strip = StripEntry(stage.theme)
        self._strip.added.connect(self._add)
        self._bar = MessageBar(stage.theme, closable=False)
        self._bar.acted.connect(self._switch_silent)
        self._beside = QWidget()
        self._row = QHBoxLayout(self._beside)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        scroll = QScrollArea()
        scroll.setWidget(self._beside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # With a ground of its own all in it would be painted twice when the phase is entered.
        self._beside.setAutoFillBackground(False)
        self.row = QHBoxLayout()
        self.row.setSpacing(0)
        self.row.addWidget(scroll, 1)
        column = QVBoxLayout(self)
        margin = stage.theme.px(16)
        column.setContentsMargins(margin, 0, margin // 2, margin // 2)
        column.addWidget(self._bar)
        column.addLayout(self.row, 1)

    # What the room asks

    def ahead(self, workshop: Workshop, size: QSize) -> Iterator[None]:
        everywhere = _everywhere(workshop)
        for count in range(len(self.columns), len(workshop.questions)):
            self._fit_columns(count + 1)
            yield
            yield from polished(self.columns[count])
            yield
        yield from laid_out(self, size)
        for column, question in zip(self.columns, workshop.questions, strict=True):
            yield from column.list.measured(question.ideas)
            column.show_question(question, everywhere)
            yield
        yield from super().ahead(workshop, size)
        for column in self.columns:
            # Once more, for now there may be a scroll bar.
            yield from column.list.measured(column.list.ideas)

    def show_workshop(self, workshop: Workshop) -> None:
        before, self._workshop = self._workshop, workshop
        everywhere = _everywhere(workshop)
        if before is not None and self._entered:
            known = {idea.id for each in before.questions for idea in each.ideas}
            fresh = [idea.id for idea in everywhere if idea.id not in known]
            self._newest = max(fresh, default=self._newest)
        self._fit_columns(len(workshop.questions))
        for column, question in zip(self.columns, workshop.questions, strict=True):
            column.show_question(question, everywhere)
        self._strip.show_questions(workshop.questions)

    def scene(self) -> Scene:
        if self._workshop is None:
            return BLANK
        if self._silent:
            return silent_scene(self._workshop)
        return ideas_scene(self._workshop, newest=self._newest)

    def enter(self) -> None:
        self._entered = True
        self._name_actions(here=True)
        for name, act in self._acts().items():
            self.stage.actions[f"workshop.{name}"].triggered.connect(act)
        if self.columns:
            self.columns[0].entry.setFocus()

    def leave(self) -> None:
        self._name_actions(here=False)
        for name, act in self._acts().items():
            self.stage.actions[f"workshop.{name}"].triggered.disconnect(act)

    def strip(self) -> QWidget | None:
        return self._strip

    def typed(self) -> Mapping[str, str]:
        """By the ids of questions; an idea that is reworded is on the desk already."""
        return {str(each.question_id): each.half_typed for each in self.columns}

    def type_again(self, typed: Mapping[str, str]) -> None:
        for each in self.columns:
            if each.entry.document().isEmpty():
                each.entry.insertPlainText(typed.get(str(each.question_id), ""))

    # Acting

    def _acts(self) -> dict[str, Callable[[], object]]:
        return {
            "silent": self._switch_silent,
            "merge": self._merge,
            "basket": self._to_basket,
        }

    def _name_actions(self, *, here: bool) -> None:
        for name in self._acts():
            self.stage.actions[f"workshop.{name}"].setEnabled(here)

    def _run(self, operation: Callable[..., object], *args: object, label: str) -> None:
        """One step to undo; a toast only where something went out of sight."""
        self.stage.operations.run(
            operation,
            *args,
            now=self.stage.now(),
            label=label,
            owner=self,
            toast=operation in (ideas.to_basket, ideas.merge_ideas),
        )

    def _add(self, question_id: int, texts: Sequence[str]) -> None:
        count = len(texts)
        label = ngettext("Added an idea", "Added {n} ideas", count).format(n=count)
        self._run(ideas.add_ideas, question_id, list(texts), label=label)

    def _reword(self, idea_id: int, text: str) -> None:
        self._run(ideas.change_idea, idea_id, text, label=_("Reworded an idea"))

    def _move(self, column: IdeaColumn, right: int, down: int) -> None:
        """The chosen ideas to another question, or up and down in their own."""
        ids = column.list.meant_ids()
        target = self.columns.index(column) + right
        if not ids or not 0 <= target < len(self.columns):
            return
        order = [each.id for each in column.list.ideas]
        if right:
            place = len(self.columns[target].list.ideas)
        elif down < 0:
            place = order.index(ids[0]) + down
        else:
            place = order.index(ids[-1]) + 1 + down
        if not right and not 0 <= place <= len(order):
            return
        self._drop(self.columns[target], ids, place)
        if right:
            self.columns[target].list.setFocus()
            self.columns[target].list.clearSelection()

    def _drop(self, column: IdeaColumn, ids: Sequence[int], place: int) -> None:
        """``place`` counts all ideas of the question, the service only those that stay put."""
        before = [each.id for each in column.list.ideas][:place]
        at = len([each for each in before if each not in ids])
        label = ngettext("Moved an idea", "Moved {n} ideas", len(ids)).format(n=len(ids))
        self._run(ideas.move_ideas, list(ids), column.question_id, at, label=label)

    def _merge(self) -> None:
        chosen = self._chosen()
        if len(chosen) < 2:
            self.stage.tell(_("Choose at least two ideas to merge, with Ctrl and a click."))
            return
        popover = MergePopover([each.text for each in chosen], self.stage.theme, self)
        label = _("Merged {n} ideas").format(n=len(chosen))
        ids = [each.id for each in chosen]
        popover.merged.connect(lambda text: self._run(ideas.merge_ideas, ids, text, label=label))
        column = next(each for each in self.columns if each.list.meant_ids())
        popover.open_at(column)

    def _to_basket(self) -> None:
        chosen = self._chosen()
        if not chosen:
            return
        count = len(chosen)
        label = ngettext(
            "Okay, great – an idea is in the basket",
            "Okay, great – {n} ideas are in the basket",
            count,
        ).format(n=count)
        self._run(ideas.to_basket, [each.id for each in chosen], label=label)

    def _chosen(self) -> list[Idea]:
        chosen = []
        for column in self.columns:
            ids = set(column.list.meant_ids())
            chosen += [each for each in column.list.ideas if each.id in ids]
        return chosen

    def _switch_silent(self) -> None:
        self._silent = not self._silent
        if self._silent:
            text = _("Silent start: everyone writes on slips. Begin typing when all are done.")
            self._bar.show_message(text, severity=Severity.INFO, action=_("Start typing (S)"))
        else:
            self._bar.hide()
        self.changed.emit()

    def _paste(self, column: IdeaColumn, texts: Sequence[str]) -> None:
        popover = PastePopover(texts, self.stage.theme, self)
        popover.several.connect(lambda chosen: self._add(column.question_id, chosen))
        popover.as_one.connect(column.entry.insertPlainText)
        popover.open_at(column.entry)

    # Columns

    def _fit_columns(self, count: int) -> None:
        while len(self.columns) > count:
            self.columns.pop().deleteLater()
        while len(self.columns) < count:
            column = IdeaColumn(
                len(self.columns) + 1, self.stage.theme, self.stage.operations.tasks
            )
            column.added.connect(self._add)
            column.reworded.connect(self._reword)
            column.entry.typed.connect(self.typed_on)
            column.entry.column_wanted.connect(partial(self._go_beside, column))
            column.entry.several_pasted.connect(partial(self._paste, column))
            column.list.move_wanted.connect(partial(self._move, column))
            column.list.dropped.connect(partial(self._drop, column))
            column.list.basket_wanted.connect(self._to_basket)
            self.columns.append(column)
            self._row.addWidget(column, 1)

    def _go_beside(self, column: IdeaColumn, by: int) -> None:
        place = (self.columns.index(column) + by) % len(self.columns)
        self.columns[place].entry.setFocus()

    # Qt

    def event(self, event: QEvent) -> bool:
        overriding = event.type() == QEvent.Type.ShortcutOverride
        if overriding and isinstance(event, QKeyEvent) and self._column_of(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        column = self._column_of(event)
        if column is not None:
            column.entry.setFocus()
        else:
            super().keyPressEvent(event)

    def _column_of(self, event: QKeyEvent) -> IdeaColumn | None:
        """The column that ``Ctrl+1`` to ``Ctrl+9`` mean here."""
        place = event.key() - Qt.Key.Key_1
        with_ctrl = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == _CTRL
        return self.columns[place] if with_ctrl and 0 <= place < len(self.columns) else None


def _everywhere(workshop: Workshop) -> list[Idea]:
    """The ideas of all questions."""
    return [idea for each in workshop.questions for idea in each.ideas]
