"""Telling the team the plan: what changed for whom, what is still wrong, and the versions."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _, ngettext
from app.queries.shifts.published import PublicationRow
from app.queries.shifts.roster import Roster
from app.ui.shifts.out.difference_words import difference_rows, told_days
from app.ui.shifts.out.publish_state import PublishState
from app.ui.shifts.periods import Period, near_date
from app.ui.theme import TextStyle, Theme, set_style_property, set_text_style
from app.ui.times import exact_time
from app.ui.widgets.fact_table import FactTable
from app.ui.widgets.message_bar import MessageBar, Severity
from app.ui.widgets.rows_widget import paragraph

_SIZE = (640, 520)


class PublishDialog(QDialog):
    """``published`` carries the note; it is not undoable, which the dialog says."""

    published = Signal(str)

    def __init__(
        self,
        state: PublishState,
        period: Period,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Publish the plan"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._theme = theme
        title = QLabel(
            _("Version {number}: {period}").format(number=state.number, period=period.title)
        )
        set_text_style(title, TextStyle.SECTION)
        self.changes = FactTable(_("Changes"), theme)
        self.versions = FactTable(_("Versions"), theme, wide=4)
        self.note = QLineEdit()
        self.note.setPlaceholderText(_("Note for the team, such as what changed"))
        self.note.setAccessibleName(_("Note"))
        self._warning = MessageBar(theme, closable=False)
        tabs = QTabWidget()
        tabs.addTab(self._changes_tab(state.plan), self._changes_title(state.plan))
        tabs.addTab(self.versions, _("Versions ({count})").format(count=len(state.versions)))
        self._show_versions(state.versions)
        self._warn(state)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go = buttons.addButton(_("&Publish"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.go.setDefault(True)
        set_style_property(self.go, "kind", "primary")
        buttons.accepted.connect(self._publish)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        px = theme.px
        column.setContentsMargins(px(24), px(20), px(24), px(16))
        column.setSpacing(px(8))
        column.addWidget(title)
        column.addWidget(
            paragraph(
                _(
                    "Calendars, the filter “on duty” and the status bar follow what is published. "
                    "It cannot be undone, but published again."
                ),
                TextStyle.MUTED,
            )
        )
        column.addWidget(self._warning)
        column.addWidget(tabs, 1)
        column.addWidget(self.note)
        column.addWidget(buttons)
        self.resize(px(_SIZE[0]), px(_SIZE[1]))
        self.note.setFocus()

    @property
    def warning(self) -> str:
        """What is still wrong with the plan; empty if nothing is."""
        return "" if self._warning.isHidden() else self._warning.text

    def _publish(self) -> None:
        self.published.emit(self.note.text())
        self.accept()

    def _changes_title(self, plan: Roster) -> str:
        return _("Changes ({count})").format(count=len(plan.differences))

    def _changes_tab(self, plan: Roster) -> QWidget:
        rows = difference_rows(plan)
        if rows:
            self.changes.show_rows([_("Who"), _("Day"), _("Told before"), _("Now")], rows)
            return self.changes
        untold = not told_days(plan)
        return _centred(
            _("Nothing was published for these days yet.")
            if untold
            else _("Nothing changed since these days were published.")
        )

    def _show_versions(self, versions: tuple[PublicationRow, ...]) -> None:
        self.versions.show_rows(
            [_("Version"), _("Days"), _("When"), _("By"), _("Note")],
            [
                (
                    str(each.number),
                    f"{near_date(each.first)} – {near_date(each.last)}",
                    exact_time(each.at),
                    each.agent_name,
                    each.note,
                )
                for each in versions
            ],
            numbers=(0,),
        )

    def _warn(self, state: PublishState) -> None:
        parts = []
        if state.broken:
            words = ngettext("{n} rule is broken", "{n} rules are broken", state.broken)
            parts.append(words.format(n=state.broken))
        if state.missing:
            words = ngettext("{n} person is missing", "{n} people are missing", state.missing)
            parts.append(words.format(n=state.missing))
        if parts:
            self._warning.show_message(" · ".join(parts), severity=Severity.WARNING)


def _centred(text: str) -> QWidget:
    label = paragraph(text, TextStyle.MUTED)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label
