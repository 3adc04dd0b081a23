"""What else happens to the ticket once the answer has left: offered by the snippets used in it."""

from collections.abc import Collection
from datetime import date, datetime, time
from typing import TypeVar

from PySide6.QtCore import QDate, QLocale
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QWidget

from app.i18n import _
from app.rules.enums import Status, label
from app.rules.snippet_actions import FollowUp, SnippetActions
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.tickets.composer_foot import THEN
from app.ui.times import locale
from app.ui.widgets.flow_layout import FlowLayout

K = TypeVar("K")

_FOLLOW_UP_AT = time(9)
"""A promise is looked at in the morning of its day."""


class ComposerOffers(QWidget):
    """One box to tick per offer; hidden while there is none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tags: dict[str, QCheckBox] = {}
        self._categories: dict[int, QCheckBox] = {}
        self._statuses: dict[Status, QCheckBox] = {}
        self._days: dict[date, QCheckBox] = {}
        self._moments: dict[date, datetime] = {}
        lead = QLabel(_("Also:"))
        set_text_style(lead, TextStyle.MUTED)
        boxes = QWidget()
        self._flow = FlowLayout(boxes, spacing=theme.px(12))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(lead)
        row.addWidget(boxes, 1)
        self.hide()

    @property
    def wanted(self) -> FollowUp:
        """What is ticked; of several days the first."""
        days = [day for day, box in self._days.items() if box.isChecked()]
        categories = [each for each, box in self._categories.items() if box.isChecked()]
        statuses = [each for each, box in self._statuses.items() if box.isChecked()]
        return FollowUp(
            tuple(tag for tag, box in self._tags.items() if box.isChecked()),
            categories[-1] if categories else None,
            statuses[-1] if statuses else None,
            self._moments[min(days)] if days else None,
        )

    def offer(
        self,
        actions: SnippetActions,
        *,
        category: str,
        promised: tuple[date, ...],
        now: datetime,
    ) -> None:
        """Offer what a snippet does, ticked, and a reminder on each day that its text promises.

        ``category`` is the name of the category of ``actions``; ``now`` is in the desk's zone. Of
        statuses only those are offered here that the buttons of the foot do not have.
        """
        for tag in actions.tags:
            self._offer(self._tags, tag, _("Tag “{tag}”").format(tag=tag), ticked=True)
        if actions.category_id is not None:
            words = _("Category “{name}”").format(name=category)
            self._offer(self._categories, actions.category_id, words, ticked=True)
        if actions.status is not None and actions.status not in THEN:
            words = _("Status “{status}”").format(status=label(actions.status))
            self._offer(self._statuses, actions.status, words, ticked=True)
        self.offer_days(promised, now=now, ticked=actions.snooze)

    def offer_days(self, promised: Collection[date], *, now: datetime, ticked: bool) -> None:
        """Offer a reminder on days to come; the first is ``ticked``."""
        for place, day in enumerate(sorted(promised)):
            moment = datetime.combine(day, _FOLLOW_UP_AT, now.tzinfo)
            if moment > now:
                self._moments[day] = moment
                words = _("Come back on {day}").format(day=_day(day))
                self._offer(self._days, day, words, ticked=ticked and place == 0)

    def clear(self) -> None:
        """Another answer."""
        for box in self.findChildren(QCheckBox):
            self._flow.removeWidget(box)
            box.deleteLater()
        for boxes in (self._tags, self._categories, self._statuses, self._days):
            boxes.clear()
        self._moments.clear()
        self.hide()

    def _offer(self, boxes: dict[K, QCheckBox], key: K, words: str, *, ticked: bool) -> None:
        if key not in boxes:
            boxes[key] = QCheckBox(words.replace("&", "&&"))
            self._flow.addWidget(boxes[key])
        boxes[key].setChecked(ticked or boxes[key].isChecked())
        self.show()


def _day(day: date) -> str:
    shown = QDate(day.year, day.month, day.day)
    return locale().toString(shown, QLocale.FormatType.ShortFormat)
