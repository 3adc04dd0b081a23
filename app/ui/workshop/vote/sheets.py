"""Slips and tally sheet of a vote round by round, put into words for print."""

from collections.abc import Sequence

from app.i18n import _, ngettext
from app.rules.voting import words
from app.rules.voting.ties import TieRule
from app.templating.vote_sheets import Slips, TallySheet, slips_html, tally_html
from app.ui.workshop.vote.state import QuestionState

_LINE = 60
"""Letters of a question that fit into the two lines a slip has for it."""


def slips(state: QuestionState, *, people: int) -> str:
    """Slips for every round as HTML; a slip names an idea by its number on the sheet."""
    made = Slips(
        question=words.shortened(state.question.text, _LINE),
        round=_("Round"),
        vote=_("Idea no."),
        hint=_("One number. Leave it empty to abstain."),
    )
    return slips_html(made, people=people, options=len(_ideas(state)))


def tally_sheet(state: QuestionState, *, people: int, rules: Sequence[TieRule]) -> str:
    """The sheet as HTML, with the ideas as they are numbered on the screen."""
    return tally_html(
        TallySheet(
            title=state.question.text,
            facts=ngettext("{n} person votes", "{n} people vote", people).format(n=people),
            ideas_head=_("Idea"),
            ideas=tuple(_ideas(state)),
            round=_("R"),
            abstained=_("Abstained"),
            total=_("Sum: as many as people"),
            rules_head=_("Agreed for ties"),
            rules=tuple(map(words.rule_label, rules)),
            footer=_("Each round the idea with the fewest votes drops out, until one is left."),
        )
    )


def _ideas(state: QuestionState) -> list[str]:
    if state.vote is not None:
        return [option.text for option in state.vote.options]
    return [idea.text for idea in state.question.ideas]
