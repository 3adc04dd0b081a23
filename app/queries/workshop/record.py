"""The record of a workshop: people, ideas, basket, every round, decisions, statement, in words."""

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.i18n import _, language, ngettext
from app.queries.workshop.missions import Mission, Version, mission_of
from app.queries.workshop.record_feedback import feedback_section
from app.queries.workshop.votes import Vote
from app.queries.workshop.workshops import Question, Workshop, workshop
from app.rules.voting import words
from app.rules.voting.rounds import Round
from app.rules.voting.secrecy import limits
from app.rules.workshop.documents import (
    Block,
    Bullets,
    Document,
    Grid,
    Paragraph,
    Section,
    Statement,
)
from app.rules.workshop.votes import VoteMode
from app.templating.snippets.dates import written_day


def record(session: Session, workshop_id: int, *, now: datetime) -> Document | None:
    """The whole record in the interface's language; None if the workshop was deleted."""
    found = workshop(session, workshop_id)
    if found is None:
        return None
    mission = mission_of(session, workshop_id)
    return Document(
        title=found.title,
        facts=tuple(_facts(found)),
        sections=(*_sections(found, mission), *_feedback(session, mission)),
        footer=_("Record made by Tresen on {day}. Ballots are secret and not part of it.").format(
            day=_day(now.date())
        ),
        language=found.language,
    )


def _facts(found: Workshop) -> Iterator[tuple[str, str]]:
    yield _("Date"), _day(found.day)
    people = ngettext("{n} person", "{n} people", found.people).format(n=found.people)
    yield _("Present"), people + (f": {', '.join(found.names)}" if found.names else "")
    minutes = sum(each.minutes for each in found.plan)
    yield _("Planned"), _("{count} minutes").format(count=minutes)
    if found.notes:
        yield _("Notes"), found.notes


def _sections(found: Workshop, mission: Mission | None) -> Iterator[Section]:
    if mission is not None and mission.final_number is not None:
        version = mission.version(mission.final_number)
        if version is not None:
            yield _final(version)
    for number, question in enumerate(found.questions, start=1):
        yield Section(f"{number}. {question.text}", tuple(_outcome(question)))
        yield Section(_("Ideas"), tuple(_ideas(question)), level=2)
        for vote in found.votes:
            if vote.question_id == question.id:
                yield Section(_vote_title(vote), tuple(_vote(vote)), level=2)
    if found.basket:
        yield Section(_("Basket"), (Bullets(tuple(_basket(found))),))
    if mission is not None and mission.versions:
        yield Section(_("Versions of the statement"), (Bullets(tuple(_versions(mission))),))


def _feedback(session: Session, mission: Mission | None) -> Iterator[Section]:
    for version in reversed(mission.versions) if mission is not None else ():
        section = feedback_section(session, version)
        if section is not None:
            yield section


def _final(version: Version) -> Section:
    return Section(_("Mission statement"), (Statement(version.text.replace("\n\n", "\n")),))


def _outcome(question: Question) -> Iterator[Block]:
    if not question.statement:
        yield Paragraph(_("This question stays open."))
        return
    yield Statement(question.statement)
    if question.consent is None:
        return
    if question.consent.objections:
        yield Paragraph(_("Objections:"))
        yield Bullets(tuple((each, "") for each in question.consent.objections))
    else:
        yield Paragraph(_("Everyone can live with this."), quiet=True)


def _ideas(question: Question) -> Iterator[Block]:
    if not question.ideas:
        yield Paragraph(_("No idea was noted."), quiet=True)
        return
    items = []
    for each in question.ideas:
        merged = "; ".join(text for _idea, text in each.merged)
        items.append((each.text, _("merged: {texts}").format(texts=merged) if merged else ""))
    yield Bullets(tuple(items))


def _basket(found: Workshop) -> Iterator[tuple[str, str]]:
    for each in found.basket:
        notes = [each.reason] if each.reason else []
        if each.revisit_on is not None:
            notes.append(_("look again on {day}").format(day=_day(each.revisit_on)))
        yield each.text, ", ".join(notes)


def _vote_title(vote: Vote) -> str:
    title = _("Run-off {number}") if vote.parent_id is not None else _("Vote {number}")
    return title.format(number=vote.number)


def _vote(vote: Vote) -> Iterator[Block]:
    voters = ngettext("{n} voter", "{n} voters", vote.voters).format(n=vote.voters)
    yield Paragraph(f"{vote.mode.label}, {voters}.", quiet=True)
    if vote.protocol.rules:
        rules = "; ".join(words.rule_label(each) for each in vote.protocol.rules)
        yield Paragraph(_("For ties: {rules}.").format(rules=rules), quiet=True)
    if vote.discarded:
        yield Paragraph(_("This vote was discarded as a whole."))
    elif vote.mode is VoteMode.DOTS:
        yield from _dots(vote)
    elif vote.count is None:
        yield Paragraph(_("This vote is open."))
    else:
        yield from _rounds(vote)


def _dots(vote: Vote) -> Iterator[Block]:
    dots = vote.entered[0] if vote.entered else {}
    ordered = sorted(vote.options, key=lambda each: -dots.get(each.key, 0))
    yield Grid(
        (_("Idea"), _("Dots")),
        tuple((each.text, str(dots.get(each.key, 0))) for each in ordered),
        numbers=(1,),
    )


def _rounds(vote: Vote) -> Iterator[Block]:
    count = vote.count
    if count is None or not count.rounds:
        return
    texts = vote.texts
    heading = [_("Idea"), *(str(number) for number, _each in enumerate(count.rounds, start=1))]
    ordered = sorted(texts, key=lambda key: [-_people(each, key) for each in count.rounds[::-1]])
    rows = [
        (texts[key], *(str(each.tally[key]) if key in each.tally else "–" for each in count.rounds))
        for key in ordered
    ]
    rest = _("Abstained") if vote.mode is VoteMode.ROUNDS else _("Exhausted")
    rows.append((rest, *(str(each.exhausted) for each in count.rounds)))
    columns = tuple(range(1, len(heading)))
    yield Grid(tuple(heading), tuple(rows), numbers=columns)
    for number, each in enumerate(count.rounds, start=1):
        said = [words.tie(each, texts)] if each.tie else []
        if number == count.majority_round:
            said.append(_("Majority: more than half of the votes that count."))
        said.append(words.why(each, texts))
        if sentence := " ".join(part for part in said if part):
            yield Paragraph(_("Round {number}: {text}").format(number=number, text=sentence))
    if count.winner is not None:
        yield Paragraph(_("Left at the end: {text}").format(text=texts[count.winner]))
        if vote.head_to_head is not None:
            yield Paragraph(words.direct(vote.head_to_head, count.winner, texts), quiet=True)
    elif count.undecided is not None:
        tied = words.listed(count.undecided, texts)
        yield Paragraph(_("Undecided between {ideas}.").format(ideas=tied))
    if vote.mode is VoteMode.RANKED:
        for limit in limits(vote.voters, count):
            yield Paragraph(words.limit(limit), quiet=True)


def _people(each: Round, key: str) -> int:
    return each.tally.get(key, -1)


def _versions(mission: Mission) -> Iterator[tuple[str, str]]:
    for each in reversed(mission.versions):
        title = _("Version {number}, {day}").format(number=each.number, day=_day(each.at.date()))
        if each.number == mission.final_number:
            title += " " + _("(final)")
        said = ngettext("{n} remark", "{n} remarks", each.remarks).format(n=each.remarks)
        notes = [each.agent_name, each.note, said if each.remarks else ""]
        yield title, ", ".join(note for note in notes if note)


def _day(day: date) -> str:
    return written_day(day, language())
