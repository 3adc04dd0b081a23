"""The rows of a demo story: the ticket and all that hangs on it."""

from datetime import timedelta, tzinfo

from app.models.messages import Draft
from app.models.tickets import Ticket, TicketLink, TicketTag, WorkTime
from app.rules.enums import Channel, Direction, DraftKind, LinkKind
from app.rules.names import folded
from app.rules.priority import effective_priority
from app.services.demo.fates import Fate
from app.services.demo.message_rows import MessageWriter
from app.services.demo.rows import Ids, Rows
from app.services.demo.scenarios import Kind
from app.services.demo.story import Said, Story
from app.services.demo.threads import quoted


class Writer:
    """Turns stories into rows; ``with_raw`` for those that get real mails behind them."""

    def __init__(self, ids: Ids, *, zone: tzinfo) -> None:
        self.rows = Rows()
        self._ids = ids
        self._zone = zone
        self._messages = MessageWriter(self.rows, ids, zone=zone)

    def write(self, story: Story, *, counter: range, with_raw: bool) -> None:
        """Add the rows of one story; ``counter`` has a number for each of its messages."""
        ticket_id = self._ids.ticket(story.index)
        self._ticket(story, ticket_id)
        home = self._ids.ticket(story.index - 1) if story.fate is Fate.MERGED else ticket_id
        thread: list[str] = []
        before: Said | None = None
        for place, (said, number) in enumerate(zip(story.said, counter, strict=True)):
            if with_raw and before and _is_mail_answer(story, said, before, number):
                said = quoted(said, before, language=story.scenario.language, zone=self._zone)
            self._messages.write(
                story, said, home, number, thread, with_raw=with_raw, first=place == 0
            )
            before = said
        self._hangs_on(story, ticket_id)

    def _ticket(self, story: Story, ticket_id: int) -> None:
        priority = effective_priority(
            manual=story.manual_priority, impact=story.impact, urgency=story.urgency
        )
        merged = story.fate is Fate.MERGED
        self.rows.add(
            Ticket,
            id=ticket_id,
            number=story.number,
            subject=story.subject,
            subject_key=folded(story.subject),
            contact_id=self._contact(story),
            channel=story.scenario.channel,
            category_id=self._ids.categories.get(story.scenario.category),
            impact=story.impact,
            urgency=story.urgency,
            manual_priority=story.manual_priority,
            priority=priority,
            level=story.level,
            assignee_id=self._ids.agent(story.assignee),
            status=story.status,
            unread=story.unread,
            spam=story.fate is Fate.SPAM,
            automatic=story.fate is Fate.AUTOMATIC,
            thanked=story.thanked,
            due_at=story.due_at,
            snoozed_until=story.snoozed_until,
            solved_at=story.solved_at,
            closed_at=story.closed_at,
            deleted_at=story.deleted_at,
            merged_into_id=self._ids.ticket(story.index - 1) if merged else None,
            created_at=story.created_at,
            updated_at=story.closed_at or story.solved_at or story.said[-1].at,
            contact_key=folded(_customer(story)),
            message_count=0 if merged else len(story.said),
            activity_at=story.created_at if merged else story.said[-1].at,
            last_direction="" if merged else _last_direction(story),
            fields={},
        )

    def _contact(self, story: Story) -> int | None:
        if story.contact is None:
            return self._ids.senders[story.scenario.sender]
        return story.contact + 1

    def _hangs_on(self, story: Story, ticket_id: int) -> None:
        for tag in story.tags:
            self.rows.add(TicketTag, ticket_id=ticket_id, tag_id=self._ids.tags[folded(tag)])
        if story.seconds:
            end = story.said[-1].at
            self.rows.add(
                WorkTime,
                ticket_id=ticket_id,
                agent_id=self._ids.agent(story.agent or 0),
                started_at=end - timedelta(seconds=story.seconds),
                seconds=story.seconds,
                note="",
            )
        if story.draft:
            self.rows.add(
                Draft,
                ticket_id=ticket_id,
                agent_id=self._ids.agents[0],
                kind=DraftKind.REPLY,
                to=f"{story.who.name} <{story.who.email}>",
                cc="",
                bcc="",
                subject=f"Re: {story.subject}",
                text=story.draft,
                updated_at=story.said[-1].at,
            )
        if story.index % 43 == 17 and story.fate is Fate.CLOSED:
            self.rows.add(
                TicketLink,
                ticket_id=ticket_id,
                other_id=ticket_id - 2,
                kind=LinkKind.RELATED,
            )


def _is_mail_answer(story: Story, said: Said, before: Said, number: int) -> bool:
    return (
        story.scenario.channel is Channel.EMAIL
        and said.direction is Direction.IN
        and said.kind is Kind.ENQUIRY
        and before.direction is Direction.OUT
        and "\n> " not in said.text
        and number % 3 > 0
    )


def _customer(story: Story) -> str:
    return story.scenario.sender.partition(" <")[0] or story.who.name


def _last_direction(story: Story) -> str:
    """Who spoke last, machines and notes aside."""
    spoken = [
        said.direction.value
        for said in story.said
        if said.direction is not Direction.NOTE and said.kind in (Kind.ENQUIRY, Kind.SPAM)
    ]
    return spoken[-1] if spoken else ""
