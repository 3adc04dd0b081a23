"""One writer at a time: a lock file beside the desk says who has it open."""

from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from PySide6.QtCore import QLockFile

from app.errors import UserError
from app.i18n import _
from app.storage.room import full_disk, is_full


class Holder(NamedTuple):
    """The process that has a desk open; empty values where the file does not say."""

    process: int
    machine: str
    program: str


def is_locked(desk: Path) -> bool:
    """Whether a lock lies beside the desk: somebody has it open, or died with it open."""
    return Path(f"{desk.resolve()}.lock").exists()


class DeskLocked(UserError):  # noqa: N818 - the state of the desk, told to the person
    """The desk is open elsewhere; ``holder`` says where, None if that is not known."""

    def __init__(self, desk: Path, holder: Holder | None) -> None:
        self.holder = holder
        name = desk.name
        if holder is None or not holder.process:
            text = _("The desk “{desk}” is already open in another program.").format(desk=name)
        else:
            text = _(
                "The desk “{desk}” is already open in Tresen (process {process} on {machine}). "
                "Close it there first."
            ).format(desk=name, process=holder.process, machine=holder.machine)
        super().__init__(text)


class DeskLock:
    """Held as long as the desk is open for writing. The lock of a program that died is taken
    over; that of a living one never, however long it has lasted.
    """

    def __init__(self, desk: Path) -> None:
        self._desk = desk.resolve()
        self._file = QLockFile(str(self._desk) + ".lock")
        self._file.setStaleLockTime(0)

    @property
    def held(self) -> bool:
        return self._file.isLocked()

    def acquire(self) -> None:
        """Take the lock. Raises DeskLocked if another has it, UserError if nobody can."""
        if self._file.tryLock(0):
            return
        if self._file.error() == QLockFile.LockError.LockFailedError:
            raise DeskLocked(self._desk, self.holder())
        folder = self._desk.parent
        if not folder.is_dir():
            raise UserError(_("The folder {folder} does not exist.").format(folder=folder))
        if is_full(folder):
            raise UserError(full_disk())
        raise UserError(
            _(
                "The folder {folder} cannot be written. Change its permissions, or copy the desk "
                "to a folder of your own."
            ).format(folder=folder)
        )

    def holder(self) -> Holder | None:
        """Who has the desk open, or None."""
        contents = self._file.getLockInfo()
        return Holder(*contents) if contents else None

    def release(self) -> None:
        """Give the lock back; no harm if it is not held."""
        self._file.unlock()

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()
