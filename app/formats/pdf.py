"""The first page of a PDF as a picture, drawn by PDFium in a process of its own.

PDFs come from strangers. One that makes the library crash, run forever or take all memory costs
that process and a sentence, never the program and what is being written in it.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.errors import UserError
from app.i18n import _

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_MOST_BYTES = 100_000_000
_TALLEST = 8_000
_MOST_MEMORY = 2_000_000_000
_PATIENCE = 10.0


class Fault(StrEnum):
    """Why no page was drawn."""

    DAMAGED = "damaged"
    LOCKED = "locked"
    SLOW = "slow"
    UNDRAWABLE = "undrawable"


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A drawn page, rows of pixels from the top; four bytes each: blue, green, red, nothing."""

    width: int
    height: int
    stride: int
    """Bytes from one row to the next."""
    pixels: bytes
    pages: int
    """How many the document has."""


def first_page(content: bytes, *, widest: int, patience: float = _PATIENCE) -> PdfPage:
    """Draw the first page ``widest`` pixels wide; takes up to ``patience`` seconds.

    Raises UserError with the reason when there is nothing to see.
    """
    small = len(content) <= _MOST_BYTES
    drawn = _drawn_apart(content, widest, patience) if small else Fault.UNDRAWABLE
    if isinstance(drawn, Fault):
        raise UserError(_sentence(drawn))
    return drawn


def draw(content: bytes, widest: int) -> PdfPage | Fault:
    """Draw in this process: only for files that are trusted, and in a process made for it."""
    # Imported here: only the process that draws needs the library.
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
        pages = len(document)
        page = document[0]
        width, height = page.get_size()
        scale = min(widest / width, _TALLEST / height)
        bitmap = page.render(scale=scale, prefer_bgrx=True)
    except MemoryError:
        return Fault.UNDRAWABLE
    except (pypdfium2.PdfiumError, IndexError, ZeroDivisionError) as error:
        return Fault.LOCKED if "password" in str(error).lower() else Fault.DAMAGED
    return PdfPage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer), pages)


def _drawn_apart(content: bytes, widest: int, patience: float) -> PdfPage | Fault:
    import multiprocessing

    context = multiprocessing.get_context("spawn")
    answers, answer = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(answer, content, widest), daemon=True)
    process.start()
    answer.close()
    try:
        if not answers.poll(patience):
            return Fault.SLOW
        drawn: PdfPage | Fault = answers.recv()
        return drawn
    except EOFError:
        return Fault.UNDRAWABLE
    finally:
        answers.close()
        process.kill()
        process.join()
        process.close()


def _answer(answer: "Connection", content: bytes, widest: int) -> None:
    _limit_memory()
    answer.send(draw(content, widest))


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


def _sentence(fault: Fault) -> str:
    return {
        Fault.DAMAGED: _("This PDF is damaged. Save it, or ask for it again."),
        Fault.LOCKED: _("This PDF is locked with a password. Open it in its program."),
        Fault.SLOW: _("This PDF takes too long to draw. Open it in its program."),
        Fault.UNDRAWABLE: _("This PDF cannot be shown here. Open it in its program."),
    }[fault]
