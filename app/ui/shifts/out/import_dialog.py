"""A foreign plan before it is taken in: who and what its texts mean, and what it would do."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from app.formats.rosters.reading import ReadPlan
from app.i18n import _, ngettext
from app.queries.shifts.plan_match import PeopleMatch, PlanMatch, ShiftMatch, effect
from app.rules.rosters.labels import absence_label
from app.rules.rosters.matching import Meaning, ShiftMeaning
from app.rules.rosters.values import AbsenceKind
from app.services.shifts.plan_import import Imported, import_plan
from app.ui.operations import Operations
from app.ui.shifts.periods import near_date
from app.ui.theme import TextStyle, Theme, set_style_property, set_text_style
from app.ui.widgets.form_scroll import FormScroll
from app.ui.widgets.rows_widget import paragraph

_SIZE = (820, 560)


class ImportPlanDialog(QDialog):
    """Every text of the file has a box beside it that says what it is taken for."""

    def __init__(
        self,
        plan: ReadPlan,
        match: PlanMatch,
        operations: Operations,
        theme: Theme,
        parent: QWidget,
        *,
        path: Path,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Import a plan"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._plan = plan
        self._match = match
        self._operations = operations
        self._theme = theme
        self._path = path
        self._now = now
        self._for_people, self._for_shifts = _people_choices(match), _shift_choices(match)
        self.people = self._boxes(match.people, self._for_people)
        self.shifts = self._boxes(match.shifts, self._for_shifts)
        self._effect = paragraph("")
        set_text_style(self._effect, TextStyle.SECTION)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go = buttons.addButton(_("&Import"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.go.setDefault(True)
        set_style_property(self.go, "kind", "primary")
        buttons.accepted.connect(self.take)
        buttons.rejected.connect(self.reject)
        self._lay_out(buttons)
        self._refresh()

    @property
    def effect_text(self) -> str:
        """What the import would do, in words."""
        return self._effect.text()

    def take(self) -> None:
        """Import what is understood so."""
        people, shifts = self._chosen()
        self._operations.run(
            import_plan,
            self._plan,
            people,
            shifts,
            now=self._now(),
            label=_("Imported the plan “{name}”").format(name=self._path.name),
            owner=self,
            done=self._taken,
        )

    def _taken(self, _imported: Imported) -> None:
        self.accept()

    def _chosen(self) -> tuple[PeopleMatch, ShiftMatch]:
        # By the place of the choice: Qt would hand back an enum as a mere text.
        people, shifts = self._for_people, self._for_shifts
        return (
            {text: people[box.currentIndex()][1] for text, box in self.people.items()},
            {text: shifts[box.currentIndex()][1] for text, box in self.shifts.items()},
        )

    def _refresh(self) -> None:
        found = effect(self._plan, self._match, *self._chosen())
        parts = [
            ngettext("{n} shift new", "{n} shifts new", found.added).format(n=found.added),
            ngettext("{n} changed", "{n} changed", found.changed).format(n=found.changed),
            ngettext("{n} the same", "{n} the same", found.same).format(n=found.same),
        ]
        if found.away:
            words = ngettext("{n} day of absence", "{n} days of absence", found.away)
            parts.append(words.format(n=found.away))
        if found.left_out:
            words = ngettext("{n} left out", "{n} left out", found.left_out)
            parts.append(words.format(n=found.left_out))
        self._effect.setText(" · ".join(parts))
        self.go.setEnabled(bool(found.added + found.changed + found.away))

    def _boxes(
        self, texts: Mapping[str, object], choices: Sequence[tuple[str, object]]
    ) -> dict[str, QComboBox]:
        boxes = {}
        for text, meaning in texts.items():
            box = QComboBox()
            box.setAccessibleName(text)
            for words, value in choices:
                box.addItem(words)
                if value == meaning and type(value) is type(meaning):
                    box.setCurrentIndex(box.count() - 1)
            box.activated.connect(lambda _row: self._refresh())
            boxes[text] = box
        return boxes

    def _lay_out(self, buttons: QDialogButtonBox) -> None:
        px = self._theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(20), px(24), px(16))
        column.setSpacing(px(8))
        column.addWidget(self._effect)
        column.addWidget(paragraph(_found_words(self._plan, self._path), TextStyle.MUTED))
        if self._plan.problems:
            lines = [
                _("Line {number}: {reason}").format(number=each.line, reason=each.reason)
                for each in self._plan.problems
            ]
            words = paragraph("\n".join(lines[:3] + ["…"] * (len(lines) > 3)), TextStyle.WARNING)
            words.setToolTip("\n".join(lines[:40]))
            column.addWidget(words)
        sides = QHBoxLayout()
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(px(32))
        for title, boxes in ((_("People"), self.people), (_("Shifts"), self.shifts)):
            side = QVBoxLayout()
            side.setSpacing(px(8))
            head = QLabel(title)
            set_text_style(head, TextStyle.SECTION)
            side.addWidget(head)
            form = QFormLayout()
            form.setSpacing(px(6))
            for text, box in boxes.items():
                label = QLabel(text)
                label.setTextFormat(Qt.TextFormat.PlainText)
                form.addRow(label, box)
            side.addLayout(form)
            side.addStretch(1)
            sides.addLayout(side, 1)
        column.addWidget(FormScroll(sides), 1)
        column.addWidget(paragraph(_("One undo takes it all back."), TextStyle.CAPTION))
        column.addWidget(buttons)
        self.resize(px(_SIZE[0]), px(_SIZE[1]))


def _people_choices(match: PlanMatch) -> list[tuple[str, str | None]]:
    return [(_("leave out"), None), *((each.name, each.key) for each in match.known_people)]


def _shift_choices(match: PlanMatch) -> list[tuple[str, ShiftMeaning | None]]:
    return [
        (_("leave out"), None),
        *((f"{each.letter}  {each.name}", each.key) for each in match.known_kinds),
        (_("planned free"), Meaning.OFF),
        *((absence_label(each), each) for each in AbsenceKind),
    ]


def _found_words(plan: ReadPlan, path: Path) -> str:
    days = sorted({each.day for each in plan.shifts})
    span = f"{near_date(days[0])} – {near_date(days[-1])} {days[-1].year}" if days else ""
    parts = [path.name, span]
    if plan.bare and plan.month is None:
        parts.append(_("days are numbers only: taken for the month that is shown"))
    if plan.ignored:
        parts.append(_("columns without a place: {names}").format(names=", ".join(plan.ignored)))
    return " · ".join(part for part in parts if part)
