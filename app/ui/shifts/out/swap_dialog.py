"""Offers between colleagues: to swap a shift or give it away, judged by the rules, on paper too."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import _
from app.queries.shifts.swap_offers import Offer, Proposal, offers, takers
from app.rules.rosters.effects import Verdict
from app.services.shifts.swaps import accept_swap, decline_swap, withdraw_swap
from app.templating.roster_print import PrintedSlip, slip_html
from app.ui.colours import Role
from app.ui.operations import Operations
from app.ui.paper import Paper
from app.ui.shifts.out.files import printed_on
from app.ui.shifts.out.offer_dialog import OfferDialog
from app.ui.shifts.out.swap_words import able_words, verdict_words
from app.ui.shifts.periods import long_date, near_date
from app.ui.theme import TextStyle, Theme
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.choice_popover import Choice, ChoicePopover
from app.ui.widgets.fact_table import FactTable
from app.ui.widgets.rows_widget import paragraph

_SIZE = (860, 460)
_RULES = 5


class SwapDialog(QDialog):
    """Follows the desk; what is done here can be undone."""

    def __init__(
        self,
        operations: Operations,
        theme: Theme,
        parent: QWidget,
        *,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Swaps and shifts to give away"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._operations = operations
        self._theme = theme
        self._now = now
        self._paper = Paper(operations, self)
        self.offers: tuple[Offer, ...] = ()
        self.table = FactTable(_("Open offers"), theme, wide=_RULES)
        self.table.currentItemChanged.connect(lambda _new, _old: self._enable())
        self._reasons = paragraph("", TextStyle.WARNING)
        self._empty = paragraph(
            _("No open offers. Somebody who cannot work a shift offers it here."), TextStyle.MUTED
        )
        self.new = Button(_("&New offer…"), theme, kind=ButtonKind.PRIMARY, icon="add")
        self.accept_it = Button(_("&Accept…"), theme, icon="check")
        self.decline_it = Button(_("&Decline"), theme, icon="close")
        self.withdraw_it = Button(_("&Withdraw"), theme, icon="undo")
        self.slip = Button(_("&Print slip…"), theme, icon="print")
        close = Button(_("Close"), theme)
        for button, act in (
            (self.new, self.make_offer),
            (self.accept_it, self.accept_offer),
            (self.decline_it, self.decline_offer),
            (self.withdraw_it, self.withdraw_offer),
            (self.slip, self.print_slip),
            (close, self.reject),
        ):
            button.clicked.connect(act)
        px = theme.px
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        for button in (self.new, self.accept_it, self.decline_it, self.withdraw_it, self.slip):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(20), px(24), px(16))
        column.setSpacing(px(8))
        column.addWidget(self._empty)
        column.addWidget(self.table, 1)
        column.addWidget(self._reasons)
        column.addLayout(buttons)
        self.resize(px(_SIZE[0]), px(_SIZE[1]))
        self._enable()
        operations.changed.connect(self._desk_changed)
        self._read()

    # Acts

    def make_offer(self) -> None:
        """Ask what is offered, and to whom."""
        OfferDialog(self._operations, self._theme, self, now=self._now).open()

    def accept_offer(self) -> None:
        """Let the other take it; where it is to anybody, ask who."""
        offer = self.current
        if offer is None:
            return
        if offer.row.other_id is not None:
            self.take(offer, offer.row.other_id)
            return
        self._operations.read(
            takers, offer.row, owner=self, done=lambda found: self._ask_taker(offer, found)
        )

    def take(self, offer: Offer, agent_id: int) -> None:
        """An agent takes the offer."""
        self._operations.run(
            accept_swap,
            offer.row.id,
            agent_id=agent_id,
            now=self._now(),
            label=_("Accepted the offer of {name}").format(name=offer.row.agent_name),
            toast=_(
                "Accepted the offer of {name}. Publish the plan: calendars and “on duty” follow it."
            ).format(name=offer.row.agent_name),
            owner=self,
        )

    def decline_offer(self) -> None:
        """The other does not want it."""
        offer = self.current
        if offer is not None:
            self._operations.run(
                decline_swap,
                offer.row.id,
                agent_id=offer.row.other_id or self._operations.agent_id,
                now=self._now(),
                label=_("Declined the offer of {name}").format(name=offer.row.agent_name),
                owner=self,
            )

    def withdraw_offer(self) -> None:
        """Who made it takes it back."""
        offer = self.current
        if offer is not None:
            self._operations.run(
                withdraw_swap,
                offer.row.id,
                agent_id=offer.row.agent_id,
                now=self._now(),
                label=_("Withdrew the offer of {name}").format(name=offer.row.agent_name),
                owner=self,
            )

    def print_slip(self) -> None:
        """A slip to sign, with the names of all who may take the shift."""
        offer = self.current
        if offer is not None:
            self._operations.read(
                takers,
                offer.row,
                owner=self,
                done=lambda found: self._paper.ask(
                    _("Swap slip"),
                    lambda: slip_html(printed_slip(offer, found, printed_on(self._now()))),
                ),
            )

    # Showing

    @property
    def current(self) -> Offer | None:
        """The offer of the current row."""
        key = self.table.current_value
        return next((each for each in self.offers if each.row.id == key), None)

    def _desk_changed(self, _changes: object) -> None:
        self._read()

    def _read(self) -> None:
        today = self._now().astimezone().date()
        self._operations.read(offers, since=today, owner=self, key="offers", done=self._show)

    def _show(self, found: tuple[Offer, ...]) -> None:
        self.offers = found
        self.table.show_rows(
            [_("Day"), _("Shift"), _("From"), _("To"), _("In return"), _("Rules")],
            [_row(each) for each in found],
            values=[each.row.id for each in found],
        )
        for place, each in enumerate(found):
            self._mark(place, each)
        self._empty.setVisible(not found)
        self.table.setVisible(bool(found))
        self._enable()

    def _mark(self, place: int, offer: Offer) -> None:
        verdict = offer.judged.verdict if offer.judged else Verdict.LEGAL
        if offer.judged is None and not offer.able:
            verdict = Verdict.ILLEGAL
        if verdict is not Verdict.LEGAL:
            role = Role.DANGER if verdict is Verdict.ILLEGAL else Role.WARNING
            reasons = "\n".join(offer.judged.reasons) if offer.judged else ""
            self.table.mark(place, _RULES, self._theme.colour(role), reasons)

    def _enable(self) -> None:
        offer = self.current
        for button in (self.accept_it, self.decline_it, self.withdraw_it, self.slip):
            button.setEnabled(offer is not None)
        reasons = offer.judged.reasons if offer is not None and offer.judged is not None else ()
        self._reasons.setText("\n".join(reasons))
        self._reasons.setVisible(bool(reasons))

    def _ask_taker(self, offer: Offer, found: tuple[Proposal, ...]) -> None:
        choices = [
            Choice(each.person.id, f"{each.person.name}: {verdict_words(each.judged)}")
            for each in found
        ]
        if not choices:
            choices = [Choice(None, _("Nobody is free on this day"))]
        popover = ChoicePopover(_("Who takes the shift?"), choices, self._theme, self)
        popover.taken.connect(lambda agent: None if agent is None else self.take(offer, agent))
        popover.open_at(self.accept_it)


def printed_slip(offer: Offer, found: tuple[Proposal, ...], foot: str) -> PrintedSlip:
    """The slip; of those who could take the shift only who keeps the hard rules is named."""
    row = offer.row
    facts = [
        (_("Offered by"), row.agent_name),
        (_("Shift"), f"{offer.shift}, {long_date(row.day)}"),
        (_("To"), row.other_name or _("whoever takes it")),
    ]
    if row.other_day is not None:
        facts.append((_("In return"), f"{offer.other_shift}, {long_date(row.other_day)}"))
    if row.note:
        facts.append((_("Note"), row.note))
    legal = [each for each in found if each.judged.verdict is not Verdict.ILLEGAL]
    partners = tuple(
        (each.person.name, "" if each.judged.verdict is Verdict.LEGAL else each.judged.reasons[0])
        for each in legal
    )
    return PrintedSlip(
        title=_("Swap slip"),
        facts=tuple(facts),
        partners_title=_("May take the shift and keep the rules:"),
        partners=partners if row.other_id is None else (),
        signatures=(
            _("Place and date, signature of {name}").format(name=row.agent_name),
            _("Place and date, signature of who takes the shift"),
            _("Place and date, approved"),
        ),
        footer=foot,
    )


def _row(offer: Offer) -> list[str]:
    row = offer.row
    back = ""
    if row.other_day is not None:
        back = f"{near_date(row.other_day)}, {offer.other_shift}"
    return [
        near_date(row.day),
        offer.shift,
        row.agent_name,
        row.other_name or _("whoever takes it"),
        back or _("nothing"),
        verdict_words(offer.judged) if offer.judged else able_words(offer.able),
    ]
