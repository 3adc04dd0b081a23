"""Plans to begin with: what they are, and what they put into the desk."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from app.i18n import _
from app.queries.shifts.setup import Team, team
from app.rules.rosters.gallery import GALLERY, Template, TemplateKind
from app.services.shifts.gallery import apply_template
from app.ui.operations import Operations
from app.ui.shifts.setup.kinds import demand_words
from app.ui.shifts.setup.list_section import SetupSection
from app.ui.shifts.setup.template_dialog import TemplateDialog
from app.ui.theme import TextStyle, Theme, set_style_property, set_text_style
from app.ui.widgets.button import Button
from app.ui.widgets.flow_layout import FlowLayout
from app.ui.widgets.rows_widget import paragraph

_MOST_ROWS = 3
_WIDTH = 760


class TemplatesSection(SetupSection):
    """A card for each template."""

    def __init__(
        self, operations: Operations, theme: Theme, *, now: Callable[[], datetime]
    ) -> None:
        super().__init__(
            _("Templates"),
            _("A plan to begin with. Everything it brings can be changed afterwards."),
            operations,
            theme,
            now=now,
            width=_WIDTH,
        )
        self._team: Team | None = None
        for each in GALLERY:
            self.column.addWidget(self._card(each))
        self.read()

    def read(self) -> None:
        self.operations.read(team, owner=self, key="team", done=self._keep_team)

    def take(self, template: Template) -> None:
        """Put the kinds of shifts of a template into the desk."""
        label = _("Took the template {name}").format(name=template.name)
        self.run(apply_template, template.key, label=label)

    def open_form(self, template: Template) -> None:
        """Ask for whom and for which days the rotation shall be filled in."""
        if self._team is None:
            return
        people = [each for each in self._team.people if each.profile.planned]
        today = self.now().astimezone().date()
        dialog = TemplateDialog(template, people, today, self.theme, self.window())
        dialog.save_wanted.connect(lambda: self._fill(template, dialog))
        dialog.open()

    def _fill(self, template: Template, dialog: TemplateDialog) -> None:
        self.save(
            dialog,
            apply_template,
            template.key,
            agent_ids=dialog.agent_ids,
            first=dialog.first,
            last=dialog.last,
            label=_("Filled in the template {name}").format(name=template.name),
        )

    def _keep_team(self, found: Team) -> None:
        self._team = found

    def _card(self, template: Template) -> QWidget:
        card = QFrame()
        set_style_property(card, "field", True)
        px = self.theme.px
        column = QVBoxLayout(card)
        column.setContentsMargins(px(16), px(12), px(16), px(12))
        column.setSpacing(px(4))
        name = QLabel(template.name)
        name.setFont(self.theme.font(bold=True))
        column.addWidget(name)
        column.addWidget(paragraph(template.text))
        for kind in template.kinds:
            column.addWidget(paragraph(_kind_words(kind), TextStyle.MUTED))
        rotation = QLabel("\n".join(_rows(template)))
        rotation.setTextFormat(Qt.TextFormat.PlainText)
        rotation.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        set_text_style(rotation, TextStyle.CAPTION)
        column.addWidget(rotation)
        if template.on_sundays:
            hint = _("Say under Rules why work on Sundays is permitted here.")
            column.addWidget(paragraph(hint, TextStyle.WARNING))
        take = Button(_("Take its shifts"), self.theme, icon="check")
        fill = Button(_("Take and fill in…"), self.theme, icon="calendar")
        for button, act in ((take, self.take), (fill, self.open_form)):
            button.setAccessibleDescription(template.name)
            button.clicked.connect(lambda _checked=False, act=act: act(template))
        row = QWidget()
        flow = FlowLayout(row, spacing=px(8))
        flow.addWidget(take)
        flow.addWidget(fill)
        column.addWidget(row)
        return card


def _kind_words(kind: TemplateKind) -> str:
    end = f"{kind.end:%H:%M}" if kind.end.hour or kind.end.minute else "24:00"
    where = f" ({kind.zone})" if kind.zone else ""
    return f"{kind.name}: {kind.start:%H:%M}–{end}{where}, {demand_words(kind.demand)}"


def _rows(template: Template) -> list[str]:
    rows = list(template.rotation(lambda each: each.kind.letter))
    return [*rows[:_MOST_ROWS], "…"] if len(rows) > _MOST_ROWS else rows
