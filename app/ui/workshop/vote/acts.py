"""What the facilitator does about a vote, as operations with their labels."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QMessageBox, QWidget

from app.errors import UserError
from app.i18n import _, ngettext
from app.queries.workshop.votes import Vote
from app.queries.workshop.workshops import Workshop
from app.rules.voting.ties import Settlement, TieRule
from app.rules.workshop.votes import VoteMode
from app.services.workshop import ballots, hands, meetings, outcomes, statements, votes
from app.ui.tasks import raise_to_hook
from app.ui.workshop.phase_panel import Stage
from app.ui.workshop.vote.ballot_window import Rankings


class VoteActs:
    """Runs the operations; what they change comes back with the workshop as it is read again."""

    def __init__(self, stage: Stage, owner: QWidget) -> None:
        self._stage = stage
        self._owner = owner

    def agree(self, workshop: Workshop, mode: VoteMode, tie_rules: Sequence[TieRule]) -> None:
        """Keep how votes are taken for the questions to come, if it is new."""
        if (mode, tuple(tie_rules)) != (workshop.vote_mode, workshop.tie_rules):
            self._run(
                meetings.set_voting,
                workshop.id,
                mode=mode,
                tie_rules=tuple(tie_rules),
                label=_("Changed how votes are taken"),
            )

    def open(
        self, question_id: int, *, mode: VoteMode, voters: int, tie_rules: Sequence[TieRule]
    ) -> None:
        """Open a vote on a question."""
        self._run(
            votes.open_vote,
            question_id,
            mode=mode,
            voters=voters,
            tie_rules=tuple(tie_rules),
            label=_("Opened a vote"),
        )

    def open_all(self, *, mode: VoteMode, voters: int, tie_rules: Sequence[TieRule]) -> None:
        """Open a vote on every question that is ready, on one ballot paper."""
        self._run(
            votes.open_votes,
            self._stage.workshop_id,
            mode=mode,
            voters=voters,
            tie_rules=tuple(tie_rules),
            label=_("Opened a vote on all questions"),
        )

    def open_run_off(self, vote: Vote) -> None:
        """Open the run-off that a tie waits for, with as many voters as the vote had."""
        self._run(votes.open_run_off, vote.id, voters=vote.voters, label=_("Opened a run-off"))

    def accept_only_idea(self, question_id: int) -> None:
        """The only idea is the statement, without a vote."""
        self._run(statements.accept_only_idea, question_id, label=_("Accepted the only idea"))

    def seal(
        self,
        papers: Sequence[Vote],
        rankings: Rankings,
        done: Callable[[], None],
        failed: Callable[[str], None],
    ) -> None:
        """Seal one person's ballot; ``failed`` gets words that tell nothing of it."""
        by_vote = {
            vote.id: [int(option) for option in ranking]
            for vote, ranking in zip(papers, rankings, strict=True)
        }
        self._stage.operations.run(
            ballots.seal_together,
            by_vote,
            label=_("Sealed a ballot"),
            owner=self._owner,
            done=lambda _sealed: done(),
            failed=lambda error: _not_sealed(error, failed),
            toast=False,
        )

    def set_voters(self, vote: Vote, voters: int) -> None:
        """Somebody came or left while the vote is open."""
        self._run(votes.set_voters, vote.id, voters, label=_("Changed how many vote"))

    def count(self, vote: Vote) -> None:
        """Count the ballots, all of a sitting together."""
        self._run(outcomes.close_vote, vote.id, label=_("Counted the ballots"))

    def discard(self, vote: Vote) -> None:
        """Ask, and discard the whole vote; no single ballot can be taken out."""
        question = QMessageBox(
            QMessageBox.Icon.Question,
            _("Discard the vote?"),
            _discarded(vote),
            parent=self._owner,
        )
        discard = question.addButton(_("Discard it"), QMessageBox.ButtonRole.DestructiveRole)
        keep = question.addButton(_("Keep it"), QMessageBox.ButtonRole.RejectRole)
        question.setDefaultButton(keep)
        question.exec()
        if question.clickedButton() is discard:
            self._run(votes.discard_vote, vote.id, label=_("Discarded a vote"))

    def settle(self, vote: Vote, settlement: Settlement) -> None:
        """Decide about a tie, or rescue what would drop out."""
        self._run(outcomes.settle_tie, vote.id, settlement, label=_("Decided about a round"))

    def enter_round(self, vote: Vote, tally: Mapping[str, int]) -> None:
        """Enter a round of raised hands or slips."""
        people = {int(option): number for option, number in tally.items()}
        number = len(vote.entered) + 1
        label = _("Entered round {number}").format(number=number)
        self._run(hands.enter_round, vote.id, people, label=label)

    def take_back_round(self, vote: Vote) -> None:
        """Take the last round back, to correct its numbers."""
        self._run(hands.take_back_round, vote.id, label=_("Took a round back"))

    def shorten(self, vote: Vote, dots: Mapping[str, int], kept: Sequence[str]) -> None:
        """Enter the dots and put what is not kept into the basket."""
        by_idea = {int(option): number for option, number in dots.items()}
        self._run(hands.set_dots, vote.id, by_idea, label=_("Entered dots"), toast=False)
        count = len(kept)
        self._run(
            hands.shorten,
            vote.id,
            [int(option) for option in kept],
            label=ngettext(
                "Shortened the list to {n} idea", "Shortened the list to {n} ideas", count
            ).format(n=count),
        )

    def consent(self, question_id: int, objections: Sequence[str]) -> None:
        """Record that nobody objects, or what was said."""
        self._run(
            statements.accept_consent,
            question_id,
            objections=tuple(objections),
            label=_("Recorded the consent"),
        )

    def reword(self, question_id: int, text: str) -> None:
        """Polish the words of a statement."""
        self._run(statements.reword_statement, question_id, text, label=_("Reworded a statement"))

    def _run(
        self,
        operation: Callable[..., Any],
        *args: Any,
        label: str,
        toast: str | bool = True,
        **kwargs: Any,
    ) -> None:
        self._stage.operations.run(
            operation,
            *args,
            now=self._stage.now(),
            label=label,
            owner=self._owner,
            toast=toast,
            **kwargs,
        )


def _not_sealed(error: Exception, failed: Callable[[str], None]) -> None:
    if isinstance(error, UserError):
        failed(_("The ballot is not sealed: {reason} Try again.").format(reason=error))
    else:
        failed(_("The ballot is not sealed. Try again."))
        raise_to_hook(error)


def _discarded(vote: Vote) -> str:
    if vote.mode is not VoteMode.RANKED:
        return _("All numbers entered for it go. This cannot be undone.")
    return ngettext(
        "{n} sealed ballot goes with it, nothing of it is kept. This cannot be undone.",
        "{n} sealed ballots go with it, nothing of them is kept. This cannot be undone.",
        vote.sealed,
    ).format(n=vote.sealed)
