"""How an answer leaves the desk without a mail account, and that it is recorded as it left."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from app.errors import Cancelled, UserError
from app.formats.outgoing import OutgoingMail, build_draft, mailto
from app.i18n import _
from app.queries.answering import draft_mail
from app.rules.enums import SentVia, Status
from app.rules.file_names import safe_name
from app.rules.snippet_actions import NO_FOLLOW_UP, FollowUp
from app.services import answers
from app.settings import LeaveAs
from app.ui.opened_files import OpenedFiles
from app.ui.operations import Operations

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Departure:
    """An answer about to leave: ``way`` None asks for a file to save it to."""

    draft_id: int
    way: LeaveAs | None
    text: str
    then_status: Status
    seconds: int
    work_id: int | None
    besides: FollowUp = NO_FOLLOW_UP
    has_files: bool = False


@dataclass(frozen=True, slots=True)
class _Mail:
    mail: OutgoingMail
    raw: bytes


class Leaving(QObject):
    """Does what lies outside of the desk first; only what has left is recorded."""

    def __init__(
        self,
        operations: Operations,
        opened: OpenedFiles,
        *,
        now: Callable[[], datetime],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._opened = opened
        self._now = now
        self._widget = parent

    def leave(
        self,
        departure: Departure,
        *,
        done: Callable[[], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Let the answer go. If it did not leave, nothing is lost and ``failed`` learns why."""
        if departure.way is LeaveAs.CLIPBOARD:
            QGuiApplication.clipboard().setText(departure.text)
            toast = _("Copied to the clipboard and recorded")
            if departure.has_files:
                toast = _("Text copied and recorded. Its files do not go this way: attach them.")
            self._record(departure, SentVia.CLIPBOARD, done, failed, toast=toast)
            return
        self._operations.read(
            _made_mail,
            departure.draft_id,
            agent_id=self._operations.agent_id,
            now=self._now(),
            owner=self,
            done=partial(self._mail_made, departure, done, failed),
            failed=failed,
        )

    def _mail_made(
        self,
        departure: Departure,
        done: Callable[[], None],
        failed: Callable[[Exception], None],
        made: _Mail,
    ) -> None:
        try:
            if departure.way is LeaveAs.MAIL_PROGRAM:
                self._open_mail_program(departure, made, done, failed)
            else:
                self._hand_over_file(departure, made, done, failed)
        except UserError as error:
            failed(error)

    def _open_mail_program(
        self,
        departure: Departure,
        made: _Mail,
        done: Callable[[], None],
        failed: Callable[[Exception], None],
    ) -> None:
        mail = made.mail
        if mail.attachments:
            raise UserError(
                _("A mail program takes no files this way. Open the answer as a mail draft.")
            )
        link = mailto(
            mail.to,
            cc=mail.cc,
            bcc=mail.bcc,
            subject=mail.subject,
            text=mail.text,
            in_reply_to=mail.in_reply_to,
        )
        toast = _("Opened in the mail program and recorded")
        if link.body_in_clipboard:
            QGuiApplication.clipboard().setText(mail.text)
            toast = _("The text is too long for a link. It is in the clipboard: paste it there.")
        if not QDesktopServices.openUrl(QUrl(link.url, QUrl.ParsingMode.StrictMode)):
            raise UserError(_("No mail program opened. Copy the text, or save a mail draft."))
        self._record(departure, SentVia.MAIL_PROGRAM, done, failed, toast=toast)

    def _hand_over_file(
        self,
        departure: Departure,
        made: _Mail,
        done: Callable[[], None],
        failed: Callable[[Exception], None],
    ) -> None:
        name = safe_name(f"{made.mail.subject}.eml", fallback="mail.eml")
        if departure.way is None:
            target, _kind = QFileDialog.getSaveFileName(
                self._widget, _("Save mail draft"), str(Path.home() / name), "*.eml"
            )
            if not target:
                failed(Cancelled())
                return
            _write(Path(target), made.raw)
            toast = _("Saved as a mail draft and recorded")
        else:
            if not self._opened.open(name, made.raw):
                raise UserError(
                    _("No program opens mail drafts here. Save it to a file, or copy the text.")
                )
            toast = _("Opened as a mail draft and recorded")
        self._record(departure, SentVia.EML, done, failed, toast=toast, made=made)

    def _record(
        self,
        departure: Departure,
        via: SentVia,
        done: Callable[[], None],
        failed: Callable[[Exception], None],
        *,
        toast: str,
        made: _Mail | None = None,
    ) -> None:
        self._operations.run(
            answers.record_answer,
            departure.draft_id,
            via=via,
            agent_id=self._operations.agent_id,
            message_id_header=made.mail.message_id if made else "",
            raw=made.raw if made else None,
            sender_email=made.mail.sender.email if made else "",
            then_status=departure.then_status,
            besides=departure.besides,
            seconds=departure.seconds,
            work_id=departure.work_id,
            now=self._now(),
            label=_("Answered"),
            owner=self,
            done=lambda _message_id: done(),
            failed=failed,
            toast=toast,
        )


def _made_mail(session: "Session", draft_id: int, *, agent_id: int | None, now: datetime) -> _Mail:
    mail = draft_mail(session, draft_id, agent_id=agent_id, now=now)
    return _Mail(mail, build_draft(mail))


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise UserError(
            _("“{name}” could not be saved: {reason}. Choose another place.").format(
                name=path.name, reason=error.strerror
            )
        ) from error
