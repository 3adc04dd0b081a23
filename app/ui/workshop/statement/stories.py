"""The story behind a sentence: its ideas, what they were made of, how they fared in the votes."""

from collections.abc import Iterator

from app.i18n import _
from app.queries.workshop.votes import Vote
from app.queries.workshop.workshops import Question, Workshop
from app.rules.workshop.sentences import Sentence


def story(sentence: Sentence, workshop: Workshop) -> tuple[str, ...]:
    """One line for each idea behind it; empty where none was linked."""
    return tuple(line for idea_id in sentence.ideas for line in _idea(idea_id, workshop) if line)


def _idea(idea_id: int, workshop: Workshop) -> Iterator[str]:
    for question in workshop.questions:
        for idea in question.ideas:
            if idea.id == idea_id:
                merged = [text for _merged_id, text in idea.merged]
                yield _join(
                    _("“{idea}” ({question})").format(idea=idea.text, question=question.text),
                    _("made of {texts}").format(texts="; ".join(merged)) if merged else "",
                    *_fared(idea_id, question, workshop),
                )


def _fared(idea_id: int, question: Question, workshop: Workshop) -> Iterator[str]:
    """How it went through the last vote that was counted."""
    counted = [each for each in workshop.votes_on(question.id) if each.count is not None]
    if counted:
        yield _in_vote(str(idea_id), counted[-1])
    elif question.winner_id == idea_id:
        yield _("accepted without a vote")


def _in_vote(key: str, vote: Vote) -> str:
    rounds = vote.count.rounds if vote.count is not None else ()
    numbers = [str(each.tally[key]) for each in rounds if key in each.tally]
    if not numbers:
        return ""
    told = " → ".join(numbers)
    if vote.count is not None and vote.count.winner == key:
        return _("won vote {number} (votes: {votes})").format(number=vote.number, votes=told)
    return _("dropped out of vote {number} in round {round} (votes: {votes})").format(
        number=vote.number, round=len(numbers), votes=told
    )


def _join(*parts: str) -> str:
    return ": ".join(part for part in (parts[0], ", ".join(filter(None, parts[1:]))) if part)
