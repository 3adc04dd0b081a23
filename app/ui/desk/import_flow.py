"""Bring mail in: look first, ask once with a count, then read in the background."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.errors import Cancelled, UserError
from app.i18n import _, ngettext
from app.storage.database import utc_now
from app.ui.operations import Operations
from app.ui.progress import Progress
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.dialog_size import fit_to_width
from app.ui.widgets.wrapped_choice import WrappedChoice

if TYPE_CHECKING:
    from app.services.imports import Failure, ImportReport, Survey
    from app.ui.queued_desk import QueuedDesk


LARGE = 500
"""Mails from which on a backup is taken first."""


class ImportFlow(QObject):
    """One import at a time is enough; a second one waits for its turn in the background."""

    told = Signal(str)
    """A sentence for a toast."""
    finished = Signal(object)
    """The ``ImportReport`` of an import that came to its end."""

    def __init__(
        self,
        operations: Operations,
        theme: Theme,
        window: QWidget,
        *,
        back_up: Callable[[], object],
    ) -> None:
        """``back_up`` takes a backup; it is called in a worker before a large import."""
        super().__init__(window)
        self._operations = operations
        self._back_up = back_up
        self._theme = theme
        self._window = window

    def start(self, paths: Sequence[Path]) -> None:
        """Look what is in the paths, then ask."""
        wanted = tuple(paths)
        self._operations.work(
            _survey,
            wanted,
            label=_("Looking through mails"),
            in_bytes=True,
            owner=self,
            done=lambda survey: self._ask(wanted, survey),
            failed=self._not_looked,
        )

    def _ask(self, paths: tuple[Path, ...], survey: "Survey") -> None:
        if not survey.mails:
            self._nothing_new(survey)
            return
        dialog = ImportQuestion(survey, self._theme, self._window)
        large = survey.mails > LARGE
        dialog.accepted.connect(lambda: self._run(paths, close_old=dialog.close_old, large=large))
        dialog.open()

    def _nothing_new(self, survey: "Survey") -> None:
        if survey.failed:
            FailuresDialog(survey.failed, self._theme, self._window).open()
        elif survey.duplicates:
            self.told.emit(_("All these mails are in the desk already."))
        else:
            self.told.emit(_("There are no mails in what you chose."))

    def _run(self, paths: tuple[Path, ...], *, close_old: bool, large: bool) -> None:
        self._operations.work(
            _import,
            paths,
            close_old=close_old,
            back_up=self._back_up if large else None,
            agent_id=self._operations.agent_id,
            label=_("Importing mails"),
            in_bytes=True,
            owner=self,
            done=self._done,
            failed=self._failed,
        )

    def _done(self, report: "ImportReport") -> None:
        self.told.emit(
            ngettext(
                "Imported {n} mail. New tickets: {created}, added to tickets: {appended}",
                "Imported {n} mails. New tickets: {created}, added to tickets: {appended}",
                report.messages,
            ).format(n=report.messages, created=report.tickets_created, appended=report.appended)
        )
        if report.failed:
            FailuresDialog(report.failed, self._theme, self._window).open()
        self.finished.emit(report)

    def _not_looked(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            self._failed(error)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            self.told.emit(_("Stopped. What was read is in the desk; import again to go on."))
        elif isinstance(error, UserError):
            self.told.emit(str(error))
        else:
            raise error


class ImportQuestion(QDialog):
    """What was found, and whether old conversations become work; ``close_old`` is the answer."""

    def __init__(self, survey: "Survey", theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Import mails"))
        found = QLabel(
            ngettext("{n} new mail", "{n} new mails", survey.mails).format(n=survey.mails)
            + " "
            + ngettext("in {n} conversation", "in {n} conversations", survey.conversations).format(
                n=survey.conversations
            )
        )
        found.setWordWrap(True)
        set_text_style(found, TextStyle.SECTION)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(24), theme.px(24), theme.px(24), theme.px(16))
        column.setSpacing(theme.px(12))
        column.addWidget(found)
        if survey.duplicates:
            known = QLabel(
                ngettext(
                    "{n} more is in the desk already and is left out.",
                    "{n} more are in the desk already and are left out.",
                    survey.duplicates,
                ).format(n=survey.duplicates)
            )
            known.setWordWrap(True)
            set_text_style(known, TextStyle.MUTED)
            column.addWidget(known)
        self._close = QCheckBox()
        self._close.setChecked(True)
        close = WrappedChoice(
            self._close,
            ngettext(
                "&Close {n} conversation that is older than 14 days or was answered last by you",
                "&Close {n} conversations that are older than 14 days or were answered last by you",
                survey.history,
            ).format(n=survey.history),
            theme,
        )
        close.setVisible(bool(survey.history))
        why = QLabel(
            _("They stay searchable, but do not become work. The others wait in your queue.")
        )
        why.setWordWrap(True)
        why.setVisible(bool(survey.history))
        set_text_style(why, TextStyle.CAPTION)
        if survey.failed:
            failed = QLabel(
                ngettext(
                    "{n} file cannot be read; it is named afterwards.",
                    "{n} files cannot be read; they are named afterwards.",
                    len(survey.failed),
                ).format(n=len(survey.failed))
            )
            failed.setWordWrap(True)
            set_text_style(failed, TextStyle.WARNING)
            column.addWidget(failed)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        go = buttons.addButton(_("&Import"), QDialogButtonBox.ButtonRole.AcceptRole)
        go.setProperty("kind", "primary")
        go.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        for widget in (close, why, buttons):
            column.addWidget(widget)
        fit_to_width(self, theme.px(560))

    @property
    def close_old(self) -> bool:
        """Whether old and answered conversations become closed tickets."""
        return self._close.isChecked()


class FailuresDialog(QDialog):
    """The files that could not be read, and why."""

    def __init__(self, failed: Sequence["Failure"], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Not everything could be read"))
        lead = QLabel(
            ngettext(
                "{n} file was left out. Everything else is in the desk.",
                "{n} files were left out. Everything else is in the desk.",
                len(failed),
            ).format(n=len(failed))
        )
        lead.setWordWrap(True)
        names = QPlainTextEdit("\n".join(f"{each.path}: {each.reason}" for each in failed))
        names.setReadOnly(True)
        names.setTabChangesFocus(True)
        names.setAccessibleName(_("Files that were left out"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (lead, names, buttons):
            column.addWidget(widget)
        self.resize(theme.px(600), theme.px(320))


def _survey(desk: "QueuedDesk", progress: Progress, paths: tuple[Path, ...]) -> "Survey":
    from app.services.imports import survey

    return survey(desk, paths, now=utc_now(), progress=progress.report)


def _import(
    desk: "QueuedDesk",
    progress: Progress,
    paths: tuple[Path, ...],
    *,
    close_old: bool,
    back_up: Callable[[], object] | None,
    agent_id: int | None,
) -> "ImportReport":
    from app.services.imports import run_import

    if back_up is not None:
        back_up()
    return run_import(
        desk,
        paths,
        close_old=close_old,
        now=utc_now(),
        progress=progress.report,
        agent_id=agent_id,
        label=_("Imported mails"),
    )
