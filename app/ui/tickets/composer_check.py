"""What holds an answer back before it leaves: what is missing, and what was found in its words."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.i18n import _
from app.rules.enums import DraftKind, FormOfAddress
from app.rules.sending import Finding, FindingKind, findings
from app.settings import LeaveAs
from app.ui.operations import Operations
from app.ui.tickets.composer_findings import FindingsPanel, passable
from app.ui.tickets.composer_parts import ComposerParts, Writing
from app.ui.widgets.message_bar import Severity

if TYPE_CHECKING:
    from app.queries.answer_check import AnswerSurroundings

_CALM_MS = 300


class ComposerCheck(QObject):
    """``ready`` looks through the answer; from then on the findings follow what is typed.

    A second try passes over everything that was shown and may be passed over.
    """

    def __init__(
        self,
        parts: ComposerParts,
        panel: FindingsPanel,
        operations: Operations,
        *,
        now: Callable[[], datetime],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self._panel = panel
        self._operations = operations
        self._now = now
        self._surroundings: AnswerSurroundings | None = None
        self._ignored: set[tuple[FindingKind, str]] = set()
        self._shown: set[tuple[FindingKind, str]] = set()
        self._calm = QTimer(self, singleShot=True, interval=_CALM_MS)
        self._calm.timeout.connect(self._look_again)
        panel.shown.connect(self._show)
        panel.ignored.connect(self._ignore)

    def begin(self, ticket_id: int) -> None:
        """Another answer."""
        from app.queries.answer_check import answer_surroundings

        self.end()
        self._surroundings = None
        self._operations.read(
            answer_surroundings,
            ticket_id,
            agent_id=self._operations.agent_id,
            now=self._now(),
            owner=self,
            key="surroundings",
            done=self._take,
        )

    def end(self) -> None:
        """Nothing is written any more."""
        self._calm.stop()
        self._ignored.clear()
        self._shown.clear()
        self._list(())

    def touch(self) -> None:
        """Something was typed."""
        if self._panel.findings:
            self._calm.start()

    def ready(self, writing: Writing, way: LeaveAs | None) -> bool:
        """Whether the text may leave now; if not, the person is told why."""
        missing = self._missing(writing, way)
        if missing:
            self._parts.hint.show_message(missing, severity=Severity.WARNING)
            return False
        found = self._found() if writing.kind is not DraftKind.NOTE else self._open_places()
        fresh = [each for each in found if not passable(each) or self._key(each) not in self._shown]
        self._show_all(found)
        return not fresh

    def _missing(self, writing: Writing, way: LeaveAs | None) -> str:
        """What an answer cannot do without; puts the keyboard where it is missing."""
        fields = self._parts.fields
        if self._parts.unwritten(writing):
            return _("Nothing is written yet.")
        if writing.kind is DraftKind.NOTE:
            return ""
        if not fields.all_right():
            return _("Not a mail address: {names}").format(names=", ".join(fields.wrong))
        if way is not LeaveAs.CLIPBOARD and fields.to.is_empty:
            fields.to.setFocus()
            return _("Nobody to write to yet. Enter an address.")
        return ""

    def _found(self) -> list[Finding]:
        around = self._surroundings
        text = self._parts.text.written()
        names = self._parts.fields.names
        found = findings(
            text,
            today=around.today if around else self._now().date(),
            holidays=around.holidays if around else frozenset(),
            form=around.form if around else FormOfAddress.UNKNOWN,
            recipients=(*names, *(around.people if around else ())),
            other_names=around.others if around else (),
            attachments=len(self._parts.files.files),
        )
        return [each for each in found if self._key(each) not in self._ignored]

    def _open_places(self) -> list[Finding]:
        """A note is only for the desk, but a gap in it is a gap."""
        return [each for each in self._found() if each.kind is FindingKind.OPEN_PLACE]

    def _key(self, finding: Finding) -> tuple[FindingKind, str]:
        words = self._parts.text.written()[finding.start : finding.start + finding.length]
        return finding.kind, words or finding.message

    def _show_all(self, found: list[Finding]) -> None:
        self._shown |= {self._key(each) for each in found}
        self._list(found)

    def _list(self, found: Sequence[Finding]) -> None:
        self._panel.show_findings(found)
        self._parts.foot.show_hint(not found)

    def _look_again(self) -> None:
        """What was mended goes; what is new is not shown before the next try."""
        self._list([each for each in self._found() if self._key(each) in self._shown])

    def _show(self, finding: Finding) -> None:
        self._parts.text.setFocus()
        if finding.kind is FindingKind.NO_ATTACHMENT:
            self._parts.files.ask()
        elif finding.length:
            self._parts.text.select(finding.start, finding.length)

    def _ignore(self, finding: Finding) -> None:
        self._ignored.add(self._key(finding))
        self._look_again()

    def _take(self, surroundings: "AnswerSurroundings") -> None:
        self._surroundings = surroundings
