"""Who is on duty now, in the status bar: names, and who until when in the tooltip."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTime, QTimer

from app.i18n import _
from app.queries.desk import desk, zone_of
from app.queries.shifts.on_duty import OnDuty, next_change, on_duty
from app.ui.actions import literal
from app.ui.name_lists import listed_names
from app.ui.operations import Operations
from app.ui.theme import Theme
from app.ui.times import day_and_time, locale
from app.ui.widgets.button import StatusButton

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.storage.changes import Changes

_TABLES = frozenset(("publication", "told_duty", "absence", "agent", "desk"))
_LONGEST = timedelta(minutes=30)


class DutyItem(StatusButton):
    """Hidden while nothing is published; it reads again when a duty begins or ends."""

    def __init__(
        self, operations: Operations, theme: Theme, *, now: Callable[[], datetime]
    ) -> None:
        super().__init__(theme, icon="shifts")
        self._operations = operations
        self._now = now
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.read)
        self.hide()
        operations.changed.connect(self._desk_changed)
        self.read()

    def read(self) -> None:
        """Ask who is on duty."""
        self._operations.read(duty_now, now=self._now(), owner=self, key="duty", done=self._show)

    def _desk_changed(self, changes: "Changes") -> None:
        if not _TABLES.isdisjoint(changes.tables):
            self.read()

    def _show(self, found: tuple[tuple[OnDuty, ...], datetime | None, ZoneInfo]) -> None:
        people, following, zone = found
        self.setVisible(bool(people) or following is not None)
        self.setText(literal(duty_text(people)))
        self.setToolTip(duty_tooltip(people, following, zone, now=self._now()))
        self.setAccessibleName(f"{self.text()}. {self.toolTip()}")
        wait = _LONGEST
        if following is not None:
            wait = min(_LONGEST, max(timedelta(seconds=1), following - self._now()))
        self._timer.start(int(wait.total_seconds() * 1000))


def duty_text(people: tuple[OnDuty, ...]) -> str:
    """*On duty: Ana, Ben +2*."""
    names = [each.name for each in people if not each.on_call]
    if not names:
        calls = [each.name for each in people]
        if calls:
            return _("On call: {names}").format(names=listed_names(calls))
        return _("Nobody on duty")
    return _("On duty: {names}").format(names=listed_names(names))


def duty_tooltip(
    people: tuple[OnDuty, ...], following: datetime | None, zone: ZoneInfo, *, now: datetime
) -> str:
    """A line for each: name, shift, until when."""
    lines = [
        _("{name}: {shift} until {time}").format(
            name=each.name,
            shift=f"{each.kind} ({_('on call')})" if each.on_call else each.kind,
            time=duty_clock(each.until, zone),
        )
        for each in people
    ]
    if not people and following is not None:
        lines.append(_("Next duty: {time}").format(time=day_and_time(following, now)))
    return "\n".join(lines)


def duty_now(
    session: "Session", *, now: datetime
) -> tuple[tuple[OnDuty, ...], datetime | None, ZoneInfo]:
    """Who is on duty, when that changes next, and the desk's zone."""
    found = desk(session)
    zone = ZoneInfo("UTC") if found is None else zone_of(found)
    return on_duty(session, now=now, zone=zone), next_change(session, now=now), zone


def duty_clock(moment: datetime, zone: ZoneInfo) -> str:
    """*16:00* by the clock of the desk."""
    local = moment.astimezone(zone)
    return locale().toString(QTime(local.hour, local.minute), "HH:mm")
