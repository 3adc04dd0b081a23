"""What an act did to one ticket, as sentences in the language of the interface."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import tzinfo
from typing import Any

from sqlalchemy.orm import Session

from app.i18n import _, ngettext
from app.models.contacts import Contact
from app.models.desk import Agent
from app.models.messages import Message
from app.models.snippets import Snippet
from app.models.tickets import Category, Tag, Ticket
from app.queries.decoding import IMPACTS, LEVELS, PRIORITIES, STATUSES, URGENCIES, moment
from app.rules.enums import Direction, LinkKind, label
from app.rules.times import echo
from app.storage.changes import RowChange, Values


class ChangeSentences:
    """Reads changes of rows for one ticket; names are those of today, times those of ``zone``."""

    def __init__(self, session: Session, ticket_id: int, zone: tzinfo) -> None:
        self._session = session
        self._ticket_id = ticket_id
        self._zone = zone
        self._columns: dict[str, Callable[[Any, Any], str]] = {
            "status": self._status,
            "priority": self._priority,
            "manual_priority": self._manual_priority,
            "impact": self._impact,
            "urgency": self._urgency,
            "level": self._level,
            "assignee_id": self._assignee,
            "subject": self._subject,
            "contact_id": self._contact,
            "category_id": self._category,
            "due_at": self._due,
            "snoozed_until": self._snoozed,
            "spam": self._spam,
            "deleted_at": self._deleted,
            "merged_into_id": self._merged,
            "resolution": self._resolution,
            "fields": self._fields,
        }

    def of(self, rows: Iterable[RowChange]) -> tuple[str, ...]:
        """Sentences for those of ``rows`` that concern the ticket, each once."""
        return tuple(dict.fromkeys([*self._each(rows), *self._moved(rows)]))

    def _each(self, rows: Iterable[RowChange]) -> Iterator[str]:
        for row in rows:
            match row.table:
                case "ticket" if row.id == self._ticket_id:
                    yield from self._own(row)
                case "ticket":
                    yield from self._merged_here(row)
                case "message":
                    yield from self._message(row)
                case "ticket_tag":
                    yield from self._tag(row)
                case "ticket_link":
                    yield from self._link(row)
                case "work_time":
                    yield from self._work(row)
                case "snippet_use":
                    yield from self._snippet(row)

    def _own(self, row: RowChange) -> Iterator[str]:
        if row.before is None:
            yield _("Ticket opened.")
        elif row.after is None:
            yield _("Ticket removed.")
        else:
            for column, sentence in self._columns.items():
                if column in row.after:
                    yield sentence(row.before[column], row.after[column])

    def _status(self, before: int, after: int) -> str:
        return _("Status changed from {before} to {after}.").format(
            before=label(STATUSES[before]), after=label(STATUSES[after])
        )

    def _priority(self, before: int, after: int) -> str:
        return _("Priority changed from {before} to {after}.").format(
            before=label(PRIORITIES[before]), after=label(PRIORITIES[after])
        )

    def _manual_priority(self, before: int | None, after: int | None) -> str:
        if after is None:
            return _("Priority follows impact and urgency again.")
        return _("Priority set to {after} by hand.").format(after=label(PRIORITIES[after]))

    def _impact(self, before: int, after: int) -> str:
        return _("Impact changed: {after}.").format(after=label(IMPACTS[after]))

    def _urgency(self, before: int, after: int) -> str:
        return _("Urgency changed: {after}.").format(after=label(URGENCIES[after]))

    def _level(self, before: int, after: int) -> str:
        return _("Passed from {before} to {after}.").format(
            before=label(LEVELS[before]), after=label(LEVELS[after])
        )

    def _assignee(self, before: int | None, after: int | None) -> str:
        if after is None:
            return _("No longer assigned to {name}.").format(name=self._agent(before))
        return _("Assigned to {name}.").format(name=self._agent(after))

    def _subject(self, before: str, after: str) -> str:
        return _("Subject changed from “{before}” to “{after}”.").format(before=before, after=after)

    def _contact(self, before: int | None, after: int | None) -> str:
        contact = self._session.get(Contact, after) if after is not None else None
        if contact is None:
            return _("Contact removed.")
        return _("Contact changed to {name}.").format(name=contact.name)

    def _category(self, before: int | None, after: int | None) -> str:
        category = self._session.get(Category, after) if after is not None else None
        if category is None:
            return _("Category removed.")
        return _("Category changed to {name}.").format(name=category.name)

    def _due(self, before: int | None, after: int | None) -> str:
        if after is None:
            return _("Due time removed.")
        return _("Due {time}.").format(time=self._time(after))

    def _snoozed(self, before: int | None, after: int | None) -> str:
        if after is None:
            return _("Woke up.")
        return _("Snoozed until {time}.").format(time=self._time(after))

    def _spam(self, before: int, after: int) -> str:
        return _("Marked as spam.") if after else _("No longer marked as spam.")

    def _deleted(self, before: int | None, after: int | None) -> str:
        return _("Taken out of the trash.") if after is None else _("Moved to the trash.")

    def _merged(self, before: int | None, after: int | None) -> str:
        if after is None:
            return _("Separate from #{number} again.").format(number=self._number(before))
        return _("Merged into #{number}.").format(number=self._number(after))

    def _resolution(self, before: str, after: str) -> str:
        return _("Resolution changed.") if after else _("Resolution removed.")

    def _fields(self, before: str | None, after: str | None) -> str:
        then, now = json.loads(before or "{}"), json.loads(after or "{}")
        keys = [key for key in (then | now) if then.get(key) != now.get(key)]
        ticket = self._session.get(Ticket, self._ticket_id)
        asked = ticket.category.fields if ticket is not None and ticket.category else ()
        called = {each["key"]: each["label"] for each in asked or ()}
        names = ", ".join(called.get(key, key.replace("_", " ")) for key in keys)
        return _("Details changed: {names}.").format(names=names)

    def _merged_here(self, row: RowChange) -> Iterator[str]:
        before = (row.before or {}).get("merged_into_id")
        after = (row.after or {}).get("merged_into_id")
        number = self._number(row.id)
        if after == self._ticket_id:
            yield _("#{number} was merged into this ticket.").format(number=number)
        elif before == self._ticket_id and row.after is not None:
            yield _("#{number} is a ticket of its own again.").format(number=number)

    def _message(self, row: RowChange) -> Iterator[str]:
        if row.before is None and row.after is not None:
            if row.after["ticket_id"] == self._ticket_id:
                yield _written(row.after)
        elif row.after is None and row.before is not None:
            if row.before["ticket_id"] == self._ticket_id:
                yield _unwritten(row.before)
        elif row.after and "text" in row.after and self._is_here(row.id):
            yield _("Note changed.")

    def _is_here(self, message_id: int) -> bool:
        message = self._session.get(Message, message_id)
        return message is not None and message.ticket_id == self._ticket_id

    def _moved(self, rows: Iterable[RowChange]) -> Iterator[str]:
        """Messages that came from or went to other tickets, counted by ticket."""
        came: Counter[int] = Counter()
        went: Counter[int] = Counter()
        for row in rows:
            if row.table == "message" and row.before and row.after and "ticket_id" in row.after:
                if row.after["ticket_id"] == self._ticket_id:
                    came[row.before["ticket_id"]] += 1
                elif row.before["ticket_id"] == self._ticket_id:
                    went[row.after["ticket_id"]] += 1
        for ticket_id, count in came.items():
            yield ngettext(
                "{count} message came from #{number}.",
                "{count} messages came from #{number}.",
                count,
            ).format(count=count, number=self._number(ticket_id))
        for ticket_id, count in went.items():
            yield ngettext(
                "{count} message went to #{number}.",
                "{count} messages went to #{number}.",
                count,
            ).format(count=count, number=self._number(ticket_id))

    def _tag(self, row: RowChange) -> Iterator[str]:
        for values, sentence in (
            (row.before, _("Tag {name} removed.")),
            (row.after, _("Tag {name} added.")),
        ):
            if values and values.get("ticket_id") == self._ticket_id:
                tag = self._session.get(Tag, values["tag_id"]) if "tag_id" in values else None
                yield sentence.format(name=tag.name if tag else "?")

    def _link(self, row: RowChange) -> Iterator[str]:
        values = row.after or row.before or {}
        ends = (values.get("ticket_id"), values.get("other_id"))
        if self._ticket_id not in ends or None in ends:
            return
        other = ends[1] if ends[0] == self._ticket_id else ends[0]
        sentence = _("Link removed: {kind} #{number}.")
        if row.after is not None:
            sentence = _("Linked: {kind} #{number}.")
        kind = label(LinkKind(values["kind"])) if ends[0] == self._ticket_id else _("Linked from")
        yield sentence.format(kind=kind, number=self._number(other))

    def _work(self, row: RowChange) -> Iterator[str]:
        values = row.after or row.before or {}
        if values.get("ticket_id", self._ticket_id) != self._ticket_id or "seconds" not in values:
            return
        span = _span(values["seconds"])
        if row.after is None:
            yield _("{duration} of work taken off.").format(duration=span)
        elif row.before is None:
            yield _("{duration} of work added.").format(duration=span)
        else:
            yield _("Work corrected to {duration}.").format(duration=span)

    def _snippet(self, row: RowChange) -> Iterator[str]:
        for values, sentence in (
            (row.before, _("Snippet “{title}” no longer used.")),
            (row.after, _("Snippet “{title}” used.")),
        ):
            if values and values.get("ticket_id") == self._ticket_id and "snippet_id" in values:
                snippet = self._session.get(Snippet, values["snippet_id"])
                yield sentence.format(title=snippet.title if snippet else "?")

    def _agent(self, agent_id: int | None) -> str:
        agent = self._session.get(Agent, agent_id) if agent_id is not None else None
        return agent.name if agent else _("nobody")

    def _number(self, ticket_id: int | None) -> int | str:
        ticket = self._session.get(Ticket, ticket_id) if ticket_id is not None else None
        return ticket.number if ticket else "?"

    def _time(self, stored: int) -> str:
        return echo(moment(stored), zone=self._zone)


def _written(values: Values) -> str:
    match Direction(values["direction"]):
        case Direction.NOTE:
            return _("Note written.")
        case Direction.OUT:
            return _("Answer sent.")
        case Direction.IN:
            name = values.get("sender_name") or values.get("sender_email")
            return _("Message from {name}.").format(name=name or _("somebody unknown"))


def _unwritten(values: Values) -> str:
    if Direction(values["direction"]) is Direction.NOTE:
        return _("Note deleted.")
    return _("Message removed.")


def _span(seconds: int) -> str:
    hours, minutes = divmod(abs(seconds) // 60, 60)
    if not hours:
        return _("{count} min").format(count=minutes)
    return _("{hours} h {minutes} min").format(hours=hours, minutes=minutes)
