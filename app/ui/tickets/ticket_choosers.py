"""Opens the popover in which one chooses a status, a person, a time, and acts on the choice."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.i18n import _, ngettext
from app.queries.shifts.on_duty import OnDuty
from app.queries.ticket_details import TicketDetails
from app.queries.ticket_rows import TicketRow
from app.rules.enums import Level, LinkKind, Priority, Status, label
from app.ui.colours import PRIORITY_ROLES
from app.ui.duty_item import duty_clock, duty_now
from app.ui.operations import Operations
from app.ui.theme import Theme
from app.ui.ticket_marks import STATUS_ICONS, STATUS_ROLES
from app.ui.ticket_picker import TicketPicker
from app.ui.tickets.avatar_icon import avatar_icon
from app.ui.tickets.contact_picker import ContactPicker
from app.ui.tickets.desk_state import DeskState
from app.ui.tickets.priority_popover import PriorityPopover
from app.ui.tickets.ticket_acts import TicketActs
from app.ui.tickets.time_popover import TimePopover
from app.ui.widgets.brief_popover import BriefPopover
from app.ui.widgets.choice_popover import Choice, ChoicePopover
from app.ui.widgets.name_popover import NamePopover

Ids = Sequence[int]


class TicketChoosers(QObject):
    """Each method asks for one thing and applies it to ``ids``.

    ``anchor`` is the widget to open beside; a window is opened over. ``row`` is what holds now,
    when there is one ticket.
    """

    def __init__(
        self,
        operations: Operations,
        acts: TicketActs,
        state: DeskState,
        theme: Theme,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._acts = acts
        self._state = state
        self._theme = theme

    def status(self, ids: Ids, anchor: QWidget, row: TicketRow | None = None) -> None:
        choices = [
            Choice(
                each,
                label(each),
                self._theme.icon(STATUS_ICONS[each], STATUS_ROLES[each]),
                row is not None and row.status is each,
            )
            for each in Status
        ]
        popover = ChoicePopover(_("Status"), choices, self._theme, anchor)
        popover.taken.connect(lambda status: self._acts.set_status(ids, status))
        _open(popover, anchor)

    def assignee(self, ids: Ids, anchor: QWidget, row: TicketRow | None = None) -> None:
        choices = []
        for agent in self._state.words.agents:
            me = agent.id == self._state.agent_id
            name = _("{name} (me)").format(name=agent.name) if me else agent.name
            chosen = row is not None and row.assignee_id == agent.id
            icon = avatar_icon(self._theme, agent.name, agent.colour)
            choices.append(Choice(agent.id, name, icon, chosen))
        choices.sort(key=lambda each: each.value != self._state.agent_id)
        nobody = row is not None and row.assignee_id is None
        choices.append(Choice(None, _("Nobody"), avatar_icon(self._theme, "", None), nobody))
        popover = ChoicePopover(_("Assign to"), choices, self._theme, anchor)
        popover.taken.connect(lambda agent_id: self._acts.assign(ids, agent_id))
        _open(popover, anchor)
        texts = {each.value: each.text for each in choices}
        self._operations.read(
            duty_now,
            now=self._state.now,
            owner=popover,
            done=lambda found: popover.retell(_with_duty(texts, found[0], found[2])),
        )

    def priority(self, ids: Ids, anchor: QWidget, details: TicketDetails | None = None) -> None:
        popover = PriorityPopover(
            self._state.words.matrix,
            self._theme,
            anchor,
            impact=details.impact if details else None,
            urgency=details.urgency if details else None,
            manual=details.manual_priority if details else None,
        )
        popover.derived.connect(
            lambda impact, urgency: self._acts.set_impact_urgency(ids, impact, urgency)
        )
        popover.by_hand.connect(lambda priority: self._acts.set_manual_priority(ids, priority))
        _open(popover, anchor)

    def plain_priority(self, ids: Ids, anchor: QWidget, row: TicketRow | None = None) -> None:
        """By hand only, for when one does not want to think about impact and urgency."""
        choices = [
            Choice(
                each,
                label(each),
                self._theme.icon(f"priority-{each.value}", PRIORITY_ROLES[each]),
                row is not None and row.priority is each,
            )
            for each in reversed(Priority)
        ]
        popover = ChoicePopover(_("Priority"), choices, self._theme, anchor)
        popover.taken.connect(lambda priority: self._acts.set_manual_priority(ids, priority))
        _open(popover, anchor)

    def category(self, ids: Ids, anchor: QWidget, category_id: int | None = None) -> None:
        choices = [
            Choice(each_id, path, None, each_id == category_id)
            for each_id, path in self._state.words.category_paths()
        ]
        choices.append(Choice(None, _("No category"), None, chosen=False))
        popover = ChoicePopover(_("Category"), choices, self._theme, anchor)
        popover.taken.connect(lambda chosen: self._acts.set_category(ids, chosen))
        _open(popover, anchor)

    def level(self, ids: Ids, anchor: QWidget, row: TicketRow | None = None) -> None:
        choices = [
            Choice(each, label(each), None, row is not None and row.level is each) for each in Level
        ]
        popover = ChoicePopover(_("Level"), choices, self._theme, anchor)
        popover.taken.connect(lambda level: self._acts.set_level(ids, level))
        _open(popover, anchor)

    def tags(self, ids: Ids, anchor: QWidget, row: TicketRow | None = None) -> None:
        worn = frozenset(row.tags) if row is not None else frozenset()
        names = dict.fromkeys((*sorted(worn), *self._state.words.tags))
        choices = [Choice(name, name, None, name in worn) for name in names]
        popover = ChoicePopover(_("Tag"), choices, self._theme, anchor, create=True)

        def take(name: str) -> None:
            if name in worn:
                self._acts.remove_tags(ids, [name])
            else:
                self._acts.add_tags(ids, [name])

        popover.taken.connect(take)
        popover.created.connect(lambda name: self._acts.add_tags(ids, [name]))
        _open(popover, anchor)

    def due(self, ids: Ids, anchor: QWidget) -> None:
        popover = TimePopover(
            _("Due"), self._state, self._theme, anchor, none_text=_("No due time")
        )
        popover.chosen.connect(lambda at: self._acts.set_due(ids, at))
        _open(popover, anchor)

    def snooze(
        self,
        ids: Ids,
        anchor: QWidget,
        *,
        asleep: bool = False,
        taken: Callable[[], None] | None = None,
    ) -> None:
        """``asleep`` offers to wake them; ``taken`` is told once a time was chosen."""
        popover = TimePopover(
            ngettext("Snooze until", "Snooze {count} tickets until", len(ids)).format(
                count=len(ids)
            ),
            self._state,
            self._theme,
            anchor,
            none_text=_("Wake up now") if asleep else "",
        )
        popover.chosen.connect(
            lambda at: self._acts.snooze(ids, at) if at is not None else self._acts.wake(ids)
        )
        if taken is not None:
            popover.chosen.connect(lambda _at: taken())
        _open(popover, anchor)

    def merge(self, ids: Ids, anchor: QWidget, contact_id: int | None = None) -> None:
        """Merge ``ids`` into a ticket that is looked for, perhaps of the same contact."""
        title = ngettext("Merge this ticket into", "Merge {count} tickets into", len(ids)).format(
            count=len(ids)
        )
        hint = _("Its messages, tags and time move there. Undo brings everything back.")
        picker = TicketPicker(
            title,
            self._operations,
            self._theme,
            anchor,
            hint=hint,
            without=frozenset(ids),
            contact_id=contact_id,
        )
        picker.picked.connect(lambda row: self._acts.merge(ids, row.id, row.number))
        _open(picker, anchor)

    def merge_together(self, rows: Sequence[TicketRow], anchor: QWidget) -> None:
        """Merge the selected tickets into one of them, the oldest first, or into another."""
        by_age = sorted(rows, key=lambda row: row.number)
        choices = [Choice(row, f"#{row.number} {row.subject}") for row in by_age]
        choices.append(Choice(None, _("Another ticket…"), self._theme.icon("search")))
        title = _("Merge {count} tickets into").format(count=len(rows))
        popover = ChoicePopover(title, choices, self._theme, anchor)

        def take(target: TicketRow | None) -> None:
            ids = [row.id for row in rows if target is None or row.id != target.id]
            if target is None:
                self.merge(ids, anchor, by_age[0].contact_id)
            else:
                self._acts.merge(ids, target.id, target.number)

        popover.taken.connect(take)
        _open(popover, anchor)

    def link(self, ticket_id: int, anchor: QWidget, contact_id: int | None = None) -> None:
        """Link a ticket to one that is looked for, perhaps of the same contact."""
        kinds = (LinkKind.RELATED, LinkKind.DUPLICATE, LinkKind.CHILD)
        picker = TicketPicker(
            _("Link this ticket to"),
            self._operations,
            self._theme,
            anchor,
            kinds=kinds,
            without=frozenset({ticket_id}),
            contact_id=contact_id,
        )
        picker.picked.connect(
            lambda row: self._acts.link(ticket_id, row.id, picker.kind, row.number)
        )
        _open(picker, anchor)

    def contact(self, ids: Ids, anchor: QWidget) -> None:
        """Make somebody else the customer."""
        picker = ContactPicker(_("Whose ticket is this?"), self._operations, self._theme, anchor)
        picker.picked.connect(lambda row: self._acts.set_contact(ids, row.id))
        _open(picker, anchor)

    def subject(self, row: TicketRow, anchor: QWidget) -> None:
        """Give a ticket another subject."""
        popover = NamePopover(
            _("Change subject"), _("Change"), self._theme, anchor, name=row.subject
        )
        popover.named.connect(lambda subject: self._acts.set_subject(row.id, subject))
        _open(popover, anchor)


def _with_duty(
    texts: Mapping[int | None, str], people: Iterable[OnDuty], zone: ZoneInfo
) -> dict[int | None, str]:
    """The names of those on duty, with until when."""
    words = _("{name} · on duty until {time}")
    return {
        each.agent_id: words.format(name=texts[each.agent_id], time=duty_clock(each.until, zone))
        for each in people
        if each.agent_id in texts
    }


def _open(popover: BriefPopover, anchor: QWidget) -> None:
    if anchor.isWindow() or anchor.width() > popover.theme.px(420):
        popover.open_over(anchor)
    else:
        popover.open_at(anchor, focus=popover.focusProxy())
