"""What the machine found, in rows: costs by reason, whom to ask, or why there is nothing."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt

from app.i18n import _, ngettext
from app.planning.duty.answers import CellChange, Conflict, DutyRoster, Relaxation, Replan
from app.planning.duty.costs import Reason
from app.planning.duty.explain import Why
from app.planning.duty.problem import DutyProblem
from app.rules.short_times import weekday_and_date
from app.ui.theme import TextStyle, Theme
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.rows_widget import RowsWidget

_MOST_OTHERS = 5


class ResultRows(RowsWidget):
    """Filled anew with each message."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.rows.setContentsMargins(0, 0, 0, 0)

    def show_given_up(self, given_up: Sequence[Relaxation]) -> None:
        """On what terms the machine plans, so that nobody takes it over unawares."""
        self.clear()
        if given_up:
            self.add_text(_("Given up for this plan"), TextStyle.SECTION)
        for each in given_up:
            self.add_text("• " + each.label)

    def show_costs(self, roster: DutyRoster) -> None:
        """The sum by reason, the dearest first."""
        self.clear()
        sums: dict[Reason, int] = {}
        for each in roster.costs:
            sums[each.reason] = sums.get(each.reason, 0) + each.amount
        for reason, amount in sorted(sums.items(), key=lambda one: -one[1]):
            self.add_text(f"{reason_label(reason)}: {amount}")
        if not sums:
            self.add_text(_("Nothing costs anything: all wishes are met, all is fair."))

    def show_asked(
        self, found: Replan, problem: DutyProblem, copy: Callable[[str], object]
    ) -> None:
        """Whom to phone, and about what; ``copy`` gets the same as a text."""
        self.clear()
        if found.to_ask:
            self.add_text(_("Whom to ask"), TextStyle.SECTION)
        for person, changes in found.to_ask.items():
            self.add_text(problem.people[person].name)
            for each in changes:
                self.add_text("• " + change_text(problem, each), TextStyle.MUTED)
        if not found.to_ask:
            self.add_text(_("Nobody has to be asked: there are enough people without them."))
            return
        self._offer(_("&Copy this list"), partial(copy, asked_text(found, problem)))

    def show_conflict(
        self,
        found: Conflict,
        let_go: Callable[[tuple[Relaxation, ...]], object],
    ) -> None:
        """Why there is no roster, and what to give up, each with one click."""
        self.clear()
        self.add_text(_("There is no plan that keeps everything"), TextStyle.SECTION)
        self.add_text(found.sentence)
        if not found.minimal:
            text = _("Perhaps some of it would not be in the way: there was no time to find out.")
            self.add_text(text, TextStyle.MUTED)
        together = tuple(each for each in found.relaxations if not each.enough)
        single = tuple(each for each in found.relaxations if each.enough)
        if single:
            self.add_text(_("One of these is enough"), TextStyle.SECTION)
        for each in single:
            self.add_text(each.label)
            self._offer(_("Give this up"), partial(let_go, (each,)))
        if together:
            title = _("Without one of those: all of these") if single else _("The least that helps")
            self.add_text(title, TextStyle.SECTION)
            for each in together:
                self.add_text("• " + each.label)
            label = ngettext("Give this up", "Give up all {count}", len(together))
            self._offer(label.format(count=len(together)), partial(let_go, together))

    def show_ending(self, text: str) -> None:
        """It ended with no more than this."""
        self.clear()
        self.add_text(text)

    def show_nothing(self, *, proved: bool) -> None:
        """There is no roster, and the reason is not known (yet)."""
        self.clear()
        self.add_text(
            _("There is no plan that keeps everything. Looking for the reason…")
            if proved
            else _("No plan was found in this time. Give it more.")
        )

    def show_why(self, found: Why, problem: DutyProblem) -> None:
        """About one cell."""
        self.clear()
        self.add_text(found.sentence)
        for each in found.alternatives[:_MOST_OTHERS]:
            name = problem.people[each.person].name
            shift = problem.plan.kinds[each.kind].name
            if each.extra is None:
                text = _("{name}, {shift}: not possible – {reason}").format(
                    name=name, shift=shift, reason=each.because
                )
            else:
                extra = f"+{each.extra}" if each.extra >= 0 else f"−{-each.extra}"
                text = _("{name}, {shift}: {extra}").format(name=name, shift=shift, extra=extra)
                text += f" – {each.because}" if each.because else ""
            self.add_text(text, TextStyle.MUTED)

    def _offer(self, text: str, act: Callable[[], object]) -> None:
        button = Button(text, self.theme, kind=ButtonKind.SECONDARY)
        button.clicked.connect(lambda _checked=False: act())
        self.rows.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)


def reason_label(reason: Reason) -> str:
    """A reason of costs in words."""
    return {
        Reason.MISSING: _("Fewer people than wished"),
        Reason.WISHES: _("Wishes not followed"),
        Reason.NIGHTS: _("Nights not shared fairly"),
        Reason.WEEKENDS: _("Weekends not shared fairly"),
        Reason.HOURS: _("Hours not shared fairly"),
        Reason.RULES: _("Soft rules broken"),
        Reason.PUBLISHED: _("Changes of the published plan"),
    }[reason]


def asked_text(found: Replan, problem: DutyProblem) -> str:
    """Whom to ask about what, as a mail or a note would say it."""
    parts = []
    for person, changes in found.to_ask.items():
        lines = [f"  {change_text(problem, each)}" for each in changes]
        parts.append("\n".join((problem.people[person].name, *lines)))
    return "\n\n".join(parts)


def change_text(problem: DutyProblem, change: CellChange) -> str:
    """*Sat 14 Mar: Spät instead of free*."""
    kinds = problem.plan.kinds

    def said(kind: str | None) -> str:
        return kinds[kind].name if kind else _("free")

    return _("{day}: {after} instead of {before}").format(
        day=weekday_and_date(change.day), after=said(change.after), before=said(change.before)
    )
