"""How long closed tickets are kept: rules, what they would do now, what they did."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QLabel

from app.i18n import _, ngettext
from app.queries.desk import CategoryRow, categories
from app.queries.retention import Preview, Report, preview, reports
from app.rules.retention import RetentionAction
from app.rules.roles import Right
from app.services.retention.rules import add_rule, change_rule, remove_rule
from app.services.retention.telling import amount_words, rule_words
from app.storage.changes import Changes
from app.storage.database import utc_now
from app.ui.desk.backups import Backups
from app.ui.desk.retention_flow import RetentionFlow
from app.ui.operations import Operations
from app.ui.rights import with_right
from app.ui.settings.retention_dialog import RetentionDialog
from app.ui.settings.section import SettingsSection
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.times import exact_time
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.fact_table import FactTable
from app.ui.widgets.flow_layout import FlowLayout
from app.ui.widgets.message_bar import MessageBar, Severity

_REPORTS = 30
_TABLES = frozenset({"retention_rule", "retention_run", "category", "ticket"})


class RetentionSection(SettingsSection):
    """Rules are changed here; that they apply is looked at first and asked for once more."""

    def __init__(self, operations: Operations, theme: Theme, backups: Backups) -> None:
        super().__init__(
            _("Retention"),
            _(
                "How long closed tickets are kept. Open and solved ones are never touched. Rules "
                "apply once a day, after a backup; a new or changed one waits a day. What they "
                "take out of the desk cannot be brought back by undo; earlier backups hold it "
                "until they lapse."
            ),
            theme,
        )
        self._operations = operations
        self._flow = RetentionFlow(operations, backups, self)
        self._categories: list[CategoryRow] = []
        self._found: list[Preview] = []
        self._rules = FactTable(_("Retention rules"), theme)
        self._rules.setMinimumHeight(theme.px(150))
        self._rules.currentItemChanged.connect(lambda *_items: self._show_current())
        self._rules.itemActivated.connect(lambda *_item: self.edit_current())
        self._add = Button(_("&Add a rule…"), theme, kind=ButtonKind.PRIMARY, icon="add")
        self._edit = Button(_("&Change…"), theme)
        self._remove = Button(_("&Remove"), theme)
        self._apply = Button(_("A&pply now…"), theme)
        line = FlowLayout(spacing=theme.px(8))
        for button, act in (
            (self._add, self._ask_new),
            (self._edit, self.edit_current),
            (self._remove, self._take_away),
            (self._apply, self._ask_to_apply),
        ):
            button.clicked.connect(act)
            line.addWidget(button)
        self._now = QLabel(wordWrap=True)
        set_text_style(self._now, TextStyle.CAPTION)
        self._bar = MessageBar(theme)
        self._bar.acted.connect(self._apply_now)
        self.column.addWidget(self._rules)
        self.column.addLayout(line)
        self.column.addWidget(self._bar)
        self.column.addWidget(self._now)
        self.column.addSpacing(theme.px(16))
        heading = QLabel(_("What was done"))
        set_text_style(heading, TextStyle.SECTION)
        self._done = FactTable(_("What was done"), theme, wide=1)
        self._done.setMinimumHeight(theme.px(120))
        self._nothing = self.add_hint(_("Nothing so far."))
        self.column.insertWidget(self.column.indexOf(self._nothing), heading)
        self.column.addWidget(self._done)
        operations.changed.connect(self._desk_changed)
        self._read()

    def edit_current(self) -> None:
        """Open the chosen rule."""
        if (current := self._current) is not None:
            self._open(current)

    def _read(self) -> None:
        read = self._operations.read
        read(categories, owner=self, key="categories", done=self._take_categories)
        read(preview, now=utc_now(), owner=self, key="preview", done=self._show)
        read(reports, limit=_REPORTS, owner=self, key="reports", done=self._show_done)

    def _desk_changed(self, changes: Changes) -> None:
        if not _TABLES.isdisjoint(changes.tables):
            self._read()

    def _take_categories(self, rows: list[CategoryRow]) -> None:
        self._categories = rows

    def _show(self, found: list[Preview]) -> None:
        self._found = found
        self._rules.show_rows(
            [
                _("Category"),
                _("What happens"),
                _("Contacts without tickets"),
                _("After closing"),
                _("Now"),
            ],
            [_texts(each) for each in found],
            numbers=[4],
            values=[each.row.rule.id for each in found],
        )
        self._show_current()

    def _show_current(self) -> None:
        """What the chosen rule would do now, with some of the tickets."""
        current = self._current
        for button in (self._edit, self._remove):
            button.setEnabled(current is not None)
        self._apply.setEnabled(any(each.tickets for each in self._found))
        if current is None:
            self._now.setText(_("There are no retention rules; everything is kept."))
        elif not current.tickets:
            self._now.setText(_("This rule would do nothing now."))
        else:
            self._now.setText(_preview_text(current))

    def _show_done(self, rows: list[Report]) -> None:
        self._nothing.setVisible(not rows)
        self._done.setVisible(bool(rows))
        self._done.show_rows(
            [_("When"), _("Rule"), _("How much")],
            [
                [
                    exact_time(each.at),
                    rule_words(each.action, each.days, each.category),
                    amount_words(each.tickets, each.messages, each.contacts),
                ]
                for each in rows
            ],
        )

    # What the person asks for

    @property
    def _current(self) -> Preview | None:
        value = self._rules.current_value
        return next((each for each in self._found if each.row.rule.id == value), None)

    def _ask_new(self) -> None:
        self._open(None)

    def _open(self, found: Preview | None) -> None:
        self._with_right(partial(self._show_dialog, found))

    def _with_right(self, act: Callable[[], object]) -> None:
        with_right(self._operations, Right.CHANGE_RULES, act, owner=self)

    def _show_dialog(self, found: Preview | None) -> None:
        rule = found.row.rule if found else None
        dialog = RetentionDialog(rule, self._categories, self.theme, self.window())
        dialog.finished.connect(dialog.deleteLater)
        dialog.save_wanted.connect(partial(self._save, dialog, new=found is None))
        dialog.open()

    def _save(self, dialog: RetentionDialog, *, new: bool) -> None:
        keeping = dialog.keeping
        self._operations.run(
            *((add_rule,) if new else (change_rule, keeping.id)),
            keeping,
            now=utc_now(),
            label=_("Added a retention rule") if new else _("Changed a retention rule"),
            owner=dialog,
            done=lambda _result: dialog.accept(),
            failed=dialog.refuse,
        )

    def _take_away(self) -> None:
        if (current := self._current) is not None:
            self._operations.run(
                remove_rule,
                current.row.rule.id,
                now=utc_now(),
                label=_("Removed a retention rule"),
            )

    def _ask_to_apply(self) -> None:
        self._with_right(self._tell_amounts)

    def _tell_amounts(self) -> None:
        self._bar.show_message(
            _amounts(self._found), severity=Severity.WARNING, action=_("Apply for good")
        )

    def _apply_now(self) -> None:
        self._bar.hide()
        self._flow.run()


def _texts(found: Preview) -> list[str]:
    rule = found.row.rule
    what = _("Delete") if rule.action is RetentionAction.DELETE else _("Anonymise")
    days = ngettext("{n} day", "{n} days", rule.days).format(n=rule.days)
    tickets = ngettext("{n} ticket", "{n} tickets", found.tickets).format(n=found.tickets)
    contacts = _("go as well") if rule.contacts else _("stay")
    return [found.row.category or _("All categories"), what, contacts, days, tickets]


def _preview_text(found: Preview) -> str:
    """How much, and the first of them, one line each."""
    amount = amount_words(found.tickets, found.messages, found.contacts)
    lines = [_("This rule would act now on: {what}.").format(what=amount)]
    lines += [f"#{each.number} {each.subject}" for each in found.examples]
    if more := found.tickets - len(found.examples):
        lines.append(_("and {count} more").format(count=more))
    return "\n".join(lines)


def _amounts(found: Sequence[Preview]) -> str:
    deleted = sum(each.tickets for each in found if each.row.rule.action is RetentionAction.DELETE)
    emptied = sum(each.tickets for each in found) - deleted
    parts = []
    if deleted:
        text = ngettext("{n} ticket is deleted.", "{n} tickets are deleted.", deleted)
        parts.append(text.format(n=deleted))
    if emptied:
        text = ngettext("{n} ticket is anonymised.", "{n} tickets are anonymised.", emptied)
        parts.append(text.format(n=emptied))
    parts.append(_("A backup is taken first; undo cannot bring them back."))
    return " ".join(parts)
