"""Phases that are talked through: the welcome with the plan, the close with the statements."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout

from app.i18n import _, ngettext
from app.queries.workshop.workshops import Workshop
from app.rules.workshop.phases import Phase
from app.ui.theme import TextStyle
from app.ui.widgets.rows_widget import RowsWidget
from app.ui.workshop.audience.scene import BLANK, Column, Columns, Item, Scene
from app.ui.workshop.phase_panel import PhasePanel, Stage


class WordsPanel(PhasePanel):
    """What the facilitator says, and in short what all read."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._workshop: Workshop | None = None
        self._rows = RowsWidget(stage.theme)
        self._rows.rows.setAlignment(Qt.AlignmentFlag.AlignTop)
        scroll = QScrollArea()
        scroll.setWidget(self._rows)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._rows.setAutoFillBackground(False)
        column = QVBoxLayout(self)
        margin = stage.theme.px(24)
        column.setContentsMargins(stage.theme.px(16), stage.theme.px(8), margin, margin)
        column.addWidget(scroll)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_workshop(self, workshop: Workshop) -> None:
        self._workshop = workshop
        self._rows.clear()
        closing = workshop.here.phase is Phase.CLOSE
        (self._tell_close if closing else self._tell_welcome)(workshop)
        self._rows.rows.addStretch(1)

    def scene(self) -> Scene:
        if self._workshop is None:
            return BLANK
        if self._workshop.here.phase is Phase.CLOSE:
            return closing_scene(self._workshop)
        return welcome_scene(self._workshop)

    def _say(self, text: str, style: TextStyle = TextStyle.BODY) -> None:
        if style is TextStyle.SECTION and self._rows.rows.count():
            self._rows.rows.addSpacing(self.stage.theme.px(16))
        self._rows.add_text(text, style)

    def _tell_welcome(self, workshop: Workshop) -> None:
        say = self._say
        say(_("Who is here"), TextStyle.SECTION)
        count = workshop.people
        present = ngettext("{n} person is here.", "{n} people are here.", count).format(n=count)
        names = ", ".join(workshop.names)
        say(f"{present} {names}".strip())
        say(_("P changes that. So many can vote."), TextStyle.MUTED)
        say(_("Questions"), TextStyle.SECTION)
        for number, each in enumerate(workshop.questions, start=1):
            say(f"{number}. {each.text}")
        say(_("Say at the beginning"), TextStyle.SECTION)
        for text in (
            _("What we will have at the end: one statement for each question."),
            _("Every idea counts, nobody judges. What does not fit goes into the basket."),
            _("We vote in secret. Nobody, this laptop included, knows who voted for what."),
        ):
            say(f"• {text}")
        if workshop.notes:
            say(_("Notes"), TextStyle.SECTION)
            say(workshop.notes)
        say(_("Alt+Right goes on to the next phase, Space starts the clock."), TextStyle.MUTED)

    def _tell_close(self, workshop: Workshop) -> None:
        say = self._say
        say(_("What we have"), TextStyle.SECTION)
        for each in workshop.questions:
            say(each.text, TextStyle.MUTED)
            say(each.statement or _("This question stays open."))
        count = len(workshop.basket)
        if count:
            say(
                ngettext(
                    "{n} idea is in the basket.", "{n} ideas are in the basket.", count
                ).format(n=count)
            )
        say(_("Say at the end"), TextStyle.SECTION)
        for text in (
            _("Who writes the draft from these statements, and until when."),
            _("When all can say what they think of it."),
        ):
            say(f"• {text}")


def welcome_scene(workshop: Workshop) -> Scene:
    """The questions, and the plan beside them."""
    questions = tuple(
        Item(each.text, lead=str(number)) for number, each in enumerate(workshop.questions, start=1)
    )
    plan = tuple(
        Item(f"{each.phase.label}, " + _("{minutes} min").format(minutes=each.minutes))
        for each in workshop.plan
        if each.phase is not Phase.WELCOME
    )
    columns = (Column(_("Our questions"), questions), Column(_("How we go about it"), plan))
    return Scene(workshop.title, Columns(columns))


def closing_scene(workshop: Workshop) -> Scene:
    """One statement for each question."""
    columns = tuple(
        Column(
            each.text,
            (Item(each.statement),) if each.statement else (),
            empty=_("This question stays open."),
        )
        for each in workshop.questions
    )
    return Scene(_("What we have"), Columns(columns))
