"""What the audience sees of a vote: what is voted on, how far it is, the count step by step."""

from collections.abc import Mapping

from app.i18n import _, ngettext
from app.queries.workshop.votes import Vote
from app.queries.workshop.workshops import Question
from app.rules.voting import words
from app.rules.voting.replay import Act, Place, Standing, Step
from app.rules.workshop.votes import VoteMode
from app.ui.workshop.audience.scene import Bar, Bars, Column, Columns, Item, Mark, Scene, Words
from app.ui.workshop.vote.state import QuestionState, Stand

_MARKS: Mapping[Standing, Mark] = {
    Standing.IN: Mark.PLAIN,
    Standing.TIED: Mark.TIED,
    Standing.GOING: Mark.STRUCK,
    Standing.OUT: Mark.STRUCK,
    Standing.WINNER: Mark.WINNER,
}
EXHAUSTED = "exhausted"
_BARS, _WITH_NOTE = 8, 6
"""So many fit into the picture below each other, without a note and with one."""
_TITLE = 44
"""Letters of a question that fit into one line above the bars."""
_LABEL = 58
"""Letters of an option that fit into a line beside its number."""


def voting(state: QuestionState, *, begun: bool) -> Scene:
    """The vote on a question before, while and after it is taken. ``begun``: the laptop goes
    round, so that only the number of ballots is shown."""
    vote, question = state.current, state.question
    if state.stand is Stand.BALLOTS and vote is not None:
        if begun or vote.sealed:
            return ballots_in(_title(state), vote.sealed, vote.voters)
        return opened(_title(state), vote, state.texts)
    if vote is not None and state.stand in (Stand.ROUNDS, Stand.DOTS):
        return opened(_title(state), vote, state.texts)
    if state.stand is Stand.ANSWERED:
        if state.vote is not None:
            return Scene(question.text, Words(_("All votes are in.")))
        return Scene(question.text, Words(question.statement, _("Accepted without a vote")))
    if state.stand is Stand.TIED:
        return Scene(question.text, Words(_("A tie."), _("We settle it next.")))
    return before(question)


def before(question: Question) -> Scene:
    """The ideas that will be voted on."""
    items = tuple(Item(each.text) for each in question.ideas)
    column = Column("", items, empty=_("No ideas: the question stays open."))
    return Scene(question.text, Columns((column,)))


def opened(title: str, vote: Vote, texts: Mapping[str, str]) -> Scene:
    """What was frozen: the options, and in which order the lot put them."""
    # Not on ballots: there the options are shuffled and have other numbers.
    numbered = vote.mode is not VoteMode.RANKED
    options = tuple(
        Item(texts.get(each.key, each.text), lead=f"{number}." if numbered else "")
        for number, each in enumerate(vote.options, start=1)
    )
    columns = [Column(_("We vote on"), options)]
    if vote.mode is not VoteMode.DOTS and vote.protocol.lot_order:
        drawn = tuple(
            Item(texts.get(key, key), lead=f"{place}.")
            for place, key in enumerate(vote.protocol.lot_order, start=1)
        )
        columns.append(Column(_("The lot, drawn now"), drawn))
    people = ngettext("{n} person votes", "{n} people vote", vote.voters).format(n=vote.voters)
    ties = vote.mode is not VoteMode.DOTS and vote.parent_id is None
    note = f"{people}. {words.agreed(vote.protocol.rules)}" if ties else people
    return Scene(title, Columns(tuple(columns)), note=note)


def ballots_in(title: str, sealed: int, voters: int) -> Scene:
    """How many ballots are sealed: all that may be seen while a vote is taken."""
    number = _("{sealed} of {voters}").format(sealed=sealed, voters=voters)
    return Scene(title, Words(number, _("ballots are sealed")))


def counted(state: QuestionState, step: Step, *, last: int | None) -> Scene:
    """A step of the replay: bars from the most people down, what happens and why in words.

    ``last`` is the number of rounds, None while nobody knows how many there will be.
    """
    texts = state.texts
    note = words.told(step, texts)
    shown = [_bar(place, step, texts) for place in _fitting(step, noted=bool(note))]
    hands = state.vote is not None and state.vote.mode is VoteMode.ROUNDS
    if step.exhausted:
        label = _("Abstained") if hands else _("Ballots without a vote for what is left")
        shown.append(Bar(EXHAUSTED, label, step.exhausted, Mark.ASIDE))
    whole = sum(step.round.tally.values()) + step.exhausted
    counting = sum(step.round.tally.values())
    line = counting / 2 if step.act is not Act.WON and counting else None
    return Scene(
        words.shortened(state.question.text, _TITLE),
        Bars(tuple(shown), max(1, whole), line, _("half") if line is not None else ""),
        note=note,
        step=_round(step.number, last),
    )


def consent(question: Question) -> Scene:
    """The statement, and the question that ends a vote."""
    return Scene(question.text, Words(question.statement, _("Can anyone not live with this?")))


def _round(number: int, last: int | None) -> str:
    if last is None:
        return _("Round {number}").format(number=number)
    return _("Round {number} of {rounds}").format(number=number, rounds=last)


def _fitting(step: Step, *, noted: bool) -> list[Place]:
    """All that stand, and as many of those that are out as the picture takes without a page."""
    standing = [place for place in step.places if place.standing is not Standing.OUT]
    out = [place for place in step.places if place.standing is Standing.OUT]
    room = (_WITH_NOTE if noted else _BARS) - len(standing) - bool(step.exhausted)
    return standing + out[: max(0, room)]


def _bar(place: Place, step: Step, texts: Mapping[str, str]) -> Bar:
    text = texts.get(place.option, place.option)
    return Bar(
        place.option,
        text if place.standing is Standing.WINNER else words.shortened(text, _LABEL),
        place.people,
        _MARKS[place.standing],
        _note(place, step),
    )


def _note(place: Place, step: Step) -> str:
    match place.standing:
        case Standing.GOING:
            return _("is merged") if step.act is Act.MERGED else _("drops out")
        case Standing.TIED if step.round.rescued != place.option:
            return _("tied")
        case Standing.WINNER:
            return _("is left")
        case _:
            return _("rescued") if _is_rescued(place, step) else ""


def _is_rescued(place: Place, step: Step) -> bool:
    return step.act is Act.RESCUED and step.round.rescued == place.option


def _title(state: QuestionState) -> str:
    if state.run_off is not None:
        return _("Run-off: {question}").format(question=state.question.text)
    if len(state.papers) > 1:
        return _("One ballot on all questions")
    return state.question.text
