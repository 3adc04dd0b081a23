"""The laptop as a ballot box: covers the whole screen while it goes round."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from secrets import SystemRandom
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QScreen
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.i18n import _
from app.rules.voting.sitting import Moment, Shuffle, Sitting
from app.ui.theme import Theme
from app.ui.widgets.button import Button, ButtonKind
from app.ui.workshop.ahead import polished
from app.ui.workshop.vote.ballot_pages import ConfirmPage, NeutralPage
from app.ui.workshop.vote.ballot_text import BallotPage
from app.ui.workshop.vote.leave_page import LeavePage
from app.ui.workshop.vote.ranking_page import RankingPage

_WIDEST = 1100
_MARGIN = 32

AnyPage = TypeVar("AnyPage", bound=QWidget)
Rankings = tuple[tuple[str, ...], ...]
Sealing = Callable[[Rankings, Callable[[], None], Callable[[str], None]], None]
"""Writes the rankings, then calls the first function, or the second with words why it failed."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A question on the ballot, with the words of its options by their keys."""

    question: str
    texts: dict[str, str]


def shuffled(options: Sequence[str]) -> Sequence[str]:
    """Another order for each person, by the system's dice."""
    return SystemRandom().sample(list(options), len(options))


class BallotWindow(QDialog):
    """One sitting from the first hand-over to the last. Modal: no key reaches the rest of the
    program, nothing of a ballot reaches its title, its history or the clipboard.

    ``progressed`` says that another ballot is sealed; ``voters_changed`` that people came or went;
    ``finished`` (of the dialog) that the facilitator has the laptop again.
    """

    progressed = Signal(int)
    voters_changed = Signal(int)

    def __init__(
        self,
        sitting: Sitting,
        papers: Sequence[Paper],
        theme: Theme,
        seal: Sealing,
        *,
        pin: str = "",
        shuffle: Shuffle = shuffled,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._sitting = sitting
        self._papers = tuple(papers)
        self._theme = theme
        self._seal = seal
        self._pin = ""
        self._shuffle = shuffle
        self.setWindowTitle(_("Vote"))
        self.setModal(True)
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self._stack = QStackedWidget()
        self.facilitator = Button(_("&Facilitator…"), theme, kind=ButtonKind.QUIET, icon="agent")
        self.facilitator.setToolTip(_("Somebody comes or goes, or the vote is left (Esc)"))
        self.facilitator.clicked.connect(self._ask_for_facilitator)
        self._lay_out()
        self.take_up(sitting, pin=pin)

    def take_up(self, sitting: Sitting, *, pin: str) -> None:
        """Begin where the vote is by now; the window may have been made some time ago."""
        self._sitting, self._pin = sitting, pin
        self.facilitator.set_icon("lock" if pin else "agent")
        self._show()

    @property
    def sitting(self) -> Sitting:
        """Where the sitting is."""
        return self._sitting

    def show_over(self, facilitator: QWidget) -> None:
        """Cover the screen the facilitator's window is on, never the projector.

        ``QWidget.setScreen`` stays on the wrong one; so this goes as in the audience's window.
        """
        self.fit_to(facilitator.screen())
        self.showFullScreen()
        self.activateWindow()

    def fit_to(self, screen: QScreen) -> None:
        """Be as large as a screen, there; it is not shown yet."""
        # Not ``winId``: it would make native windows of all that stands beside a window's child.
        self.create()
        self.windowHandle().setScreen(screen)
        self.setGeometry(screen.geometry())

    def _lay_out(self) -> None:
        px = self._theme.px
        middle = QWidget()
        middle.setMaximumWidth(px(_WIDEST))
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(16))
        column.addWidget(self._stack, 1)
        column.addWidget(self.facilitator, 0, Qt.AlignmentFlag.AlignHCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(_MARGIN), px(_MARGIN), px(_MARGIN), px(16))
        row.addStretch(1)
        row.addWidget(middle, 1000)
        row.addStretch(1)

    # Pages, each made when it is first needed, or ahead of that

    @cached_property
    def neutral(self) -> NeutralPage:
        """The laptop goes on, or all are in."""
        page = self._add(NeutralPage(self._theme))
        page.ready.connect(self._ready)
        return page

    @cached_property
    def ranking(self) -> RankingPage:
        """The open ballot."""
        page = self._add(RankingPage(self._theme))
        page.taken.connect(lambda option: self._rank(self._sitting.take(option), option))
        page.placed.connect(lambda option, place: self._rank(self._placed(option, place), option))
        page.moved.connect(self._move)
        page.taken_out.connect(lambda option: self._rank(self._sitting.take_out(option)))
        page.cleared.connect(lambda: self._rank(self._sitting.clear()))
        page.confirmed.connect(lambda: self._go(self._sitting.forward()))
        page.back.connect(lambda: self._go(self._sitting.back()))
        return page

    @cached_property
    def confirm(self) -> ConfirmPage:
        """Is that right?"""
        page = self._add(ConfirmPage(self._theme))
        page.back.connect(lambda: self._go(self._sitting.back()))
        page.sealed.connect(self._seal_ballot)
        return page

    @cached_property
    def leaving(self) -> LeavePage:
        """For the facilitator."""
        page = self._add(LeavePage(self._theme))
        page.unlocked.connect(self._unlocked)
        page.back.connect(self._show)
        page.voters_chosen.connect(self._set_voters)
        page.left.connect(self._leave)
        return page

    def ahead(self) -> Iterator[None]:
        """Steps that make the pages that are not there yet."""
        for name in ("ranking", "confirm", "leaving"):
            attrgetter(name)(self)
            yield
        yield from polished(self)

    def _add(self, page: AnyPage) -> AnyPage:
        self._stack.addWidget(page)
        return page

    # The ballot

    def _ready(self) -> None:
        if self._sitting.moment is Moment.ALL_IN:
            self._leave()
        else:
            self._go(self._sitting.begin(self._shuffle))

    def _placed(self, option: str, place: int) -> Sitting:
        """Before the option that stands at ``place`` now, as seen while it is dragged."""
        ranking = self._sitting.ranking
        if option in ranking and ranking.index(option) < place:
            place -= 1
        return self._sitting.place(option, place)

    def _move(self, option: str, by: int) -> None:
        if option in self._sitting.ranking:
            self._rank(self._sitting.move(option, by), option)

    def _rank(self, sitting: Sitting, current: str | None = None) -> None:
        self._sitting = sitting
        self._show_ranking(current)

    def _go(self, sitting: Sitting) -> None:
        self._sitting = sitting
        self._show()

    def _seal_ballot(self) -> None:
        self._sitting = self._sitting.seal()
        self.confirm.set_busy(True)
        self._seal(self._sitting.rankings, self._sealed, self._not_sealed)

    def _sealed(self) -> None:
        self._go(self._sitting.was_sealed())
        self.progressed.emit(self._sitting.sealed)

    def _not_sealed(self, words: str) -> None:
        self._sitting = self._sitting.was_not_sealed()
        self.confirm.show_failure(words)

    # The facilitator

    def _ask_for_facilitator(self) -> None:
        if self._sitting.moment is Moment.SEALING:
            return
        if isinstance(self._stack.currentWidget(), LeavePage):
            self._show()
            return
        self._forget_shown()
        self._turn_to(self.leaving)
        self.leaving.ask(self._sitting, self._pin)

    def _unlocked(self) -> None:
        if self._sitting.is_open:
            self._sitting = self._sitting.break_off()
        self.leaving.show_choices(self._sitting)

    def _set_voters(self, voters: int) -> None:
        if voters != self._sitting.voters:
            self._sitting = self._sitting.with_voters(voters)
            self.voters_changed.emit(voters)

    def _leave(self) -> None:
        self.accept()

    # What is shown

    def _show(self) -> None:
        self._forget_shown()
        match self._sitting.moment:
            case Moment.HAND_OVER:
                self.neutral.show_hand_over(self._sitting)
                self._turn_to(self.neutral)
            case Moment.ALL_IN:
                self.neutral.show_all_in(self._sitting)
                self._turn_to(self.neutral)
            case Moment.RANKING:
                self._turn_to(self.ranking)
                self._show_ranking()
                self.ranking.ideas.setFocus()
            case Moment.CONFIRM | Moment.SEALING:
                self.confirm.show_ballot(self._sitting, list(map(self._in_words, self._pages())))
                self._turn_to(self.confirm)

    def _show_ranking(self, current: str | None = None) -> None:
        paper = self._papers[self._sitting.page]
        self.ranking.show_sitting(self._sitting, paper.question, paper.texts, current=current)

    def _pages(self) -> range:
        return range(len(self._papers))

    def _in_words(self, page: int) -> BallotPage:
        paper, ranking = self._papers[page], self._sitting.rankings[page]
        rest = [
            paper.texts[option] for option in self._sitting.shown[page] if option not in ranking
        ]
        if self._sitting.most is not None:
            rest = []
        return BallotPage(paper.question, [paper.texts[each] for each in ranking], rest)

    def _forget_shown(self) -> None:
        for place in range(self._stack.count()):
            page = self._stack.widget(place)
            if isinstance(page, RankingPage | ConfirmPage):
                page.forget()

    def _turn_to(self, page: QWidget) -> None:
        self._stack.setCurrentWidget(page)
        self.facilitator.setVisible(not isinstance(page, LeavePage))
        page.setFocus()

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._ask_for_facilitator()
        # Nothing else: Enter must not press a button that happens to be the default.

    def done(self, result: int) -> None:
        """However it ends, nothing of a ballot stays behind."""
        self._forget_shown()
        if self._sitting.moment in (Moment.RANKING, Moment.CONFIRM):
            self._sitting = self._sitting.break_off()
        super().done(result)

    def reject(self) -> None:
        """Ways to close a dialog lead to the question who wants to."""
        self._ask_for_facilitator()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self._ask_for_facilitator()
