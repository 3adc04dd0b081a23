"""The set-up of the shift plan: its subjects in a list, the chosen one beside it."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from app.i18n import _
from app.ui.operations import Operations
from app.ui.shifts.setup.absences import AbsencesSection
from app.ui.shifts.setup.holidays import HolidaysSection
from app.ui.shifts.setup.kinds import KindsSection
from app.ui.shifts.setup.list_section import SetupSection
from app.ui.shifts.setup.people import PeopleSection
from app.ui.shifts.setup.rules import RulesSection
from app.ui.shifts.setup.service_hours import ServiceHoursSection
from app.ui.shifts.setup.templates import TemplatesSection
from app.ui.shifts.setup.together import TogetherSection
from app.ui.shifts.setup.wishes import WishesSection
from app.ui.theme import Theme
from app.ui.widgets.subject_pages import SectionSpec, SubjectPages


class SetupPanel(SubjectPages):
    """Second view of the page; ``show_section`` takes ``kinds``, ``people``, ``rules`` …"""

    def __init__(
        self, operations: Operations, theme: Theme, *, now: Callable[[], datetime]
    ) -> None:
        self._operations = operations
        self._theme = theme
        self._now = now
        super().__init__(
            [
                SectionSpec("kinds", _("Kinds of shifts"), self._kinds),
                SectionSpec("people", _("People"), partial(self._made, PeopleSection)),
                SectionSpec("absences", _("Absences"), partial(self._made, AbsencesSection)),
                SectionSpec("holidays", _("Holidays"), partial(self._made, HolidaysSection)),
                SectionSpec("wishes", _("Wishes"), partial(self._made, WishesSection)),
                SectionSpec("together", _("Together"), partial(self._made, TogetherSection)),
                SectionSpec("rules", _("Rules"), partial(self._made, RulesSection)),
                SectionSpec("hours", _("Service hours"), partial(self._made, ServiceHoursSection)),
                SectionSpec("templates", _("Templates"), partial(self._made, TemplatesSection)),
            ],
            theme,
            name=_("Set-up of the shift plan"),
        )

    def _made(self, section: "Callable[..., SetupSection]") -> SetupSection:
        return section(self._operations, self._theme, now=self._now)

    def _kinds(self) -> KindsSection:
        section = KindsSection(self._operations, self._theme, now=self._now)
        section.templates_wanted.connect(lambda: self.show_section("templates"))
        return section
