"""The feedback round's ways out and in: clipboard, form file, paper, answers from files."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from app.errors import UserError
from app.formats.workshop.feedback_form import LARGEST, inquiry_form, read_answers
from app.formats.workshop.feedback_mail import inquiry_text, read_reply
from app.i18n import _
from app.rules.workshop.documents import Document, Grid, Paragraph, Section, Statement
from app.rules.workshop.feedback import Answer, Inquiry, wording
from app.templating.workshop_document import document_html
from app.ui.operations import Announcement, Operations
from app.ui.paper import Paper
from app.ui.theme import Theme
from app.ui.workshop.statement.answer_dialog import AnswerDialog
from app.ui.workshop.statement.saving import save_text


class Exchange:
    """``answered`` takes what came in about a version."""

    def __init__(
        self,
        operations: Operations,
        theme: Theme,
        widget: QWidget,
        answered: Callable[[int, Sequence[Answer]], None],
    ) -> None:
        self._operations = operations
        self._theme = theme
        self._widget = widget
        self._answered = answered
        self._paper = Paper(operations, widget)

    def go(self, way: str, inquiry: Inquiry) -> None:
        """Take one of the ways that ``FeedbackPane.asked`` names."""
        ways: dict[str, Callable[[Inquiry], None]] = {
            "mail": self._copy,
            "form": self._save_form,
            "pdf": self._print,
            "import": self._choose_files,
            "paste": self._paste,
            "enter": self._enter,
        }
        ways[way](inquiry)

    def take_files(self, paths: Sequence[Path], inquiry: Inquiry) -> None:
        """Read answers from files that the form saved, or replies saved as text; those that
        cannot be read are named, the others are taken in."""
        answers: list[Answer] = []
        refused: list[str] = []
        for path in paths:
            try:
                answers.append(_read(path, inquiry))
            except UserError as error:
                refused.append(f"{path.name}: {error}")
        if answers:
            self._answered(inquiry.version_id, answers)
        if refused:
            self._operations.refused.emit(UserError("\n".join(refused)))

    def _copy(self, inquiry: Inquiry) -> None:
        QGuiApplication.clipboard().setText(inquiry_text(inquiry))
        self._tell(_("Copied. Paste it into a mail; paste the reply here."))

    def _save_form(self, inquiry: Inquiry) -> None:
        save_text(
            self._operations,
            self._widget,
            heading=_("Save the form"),
            name=f"{inquiry.title} {inquiry.number}.html",
            text=inquiry_form(inquiry),
            told=_("Saved. It opens in any browser and saves its answers as a file."),
        )

    def _print(self, inquiry: Inquiry) -> None:
        title = f"{wording(inquiry.language).heading} {inquiry.title}"
        self._paper.ask(title, partial(_sheet, inquiry))

    def _choose_files(self, inquiry: Inquiry) -> None:
        chosen, _kind = QFileDialog.getOpenFileNames(
            self._widget, _("Import answers"), str(Path.home()), "*.json *.txt *.eml"
        )
        self.take_files([Path(each) for each in chosen], inquiry)

    def _paste(self, inquiry: Inquiry) -> None:
        try:
            answer = read_reply(QGuiApplication.clipboard().text(), inquiry)
        except UserError as error:
            self._operations.refused.emit(error)
        else:
            self._answered(inquiry.version_id, [answer])

    def _enter(self, inquiry: Inquiry) -> None:
        dialog = AnswerDialog(inquiry, self._theme, self._widget)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._answered(inquiry.version_id, [dialog.answer])
        dialog.deleteLater()

    def _tell(self, text: str) -> None:
        self._operations.announced.emit(Announcement(text, undoable=False))


def _read(path: Path, inquiry: Inquiry) -> Answer:
    try:
        if path.stat().st_size > LARGEST:
            raise UserError(_("The file is too large for answers."))
        raw = path.read_bytes()
    except OSError as error:
        raise UserError(error.strerror or str(error)) from error
    if path.suffix.lower() == ".json":
        return read_answers(raw, inquiry)
    if path.suffix.lower() == ".eml":
        # Imported with the first mail: parsing one needs a good part of the mail formats.
        from app.formats.mail.message import parse

        return read_reply(parse(raw).text, inquiry)
    return read_reply(raw.decode("utf-8", errors="replace"), inquiry)


def _sheet(inquiry: Inquiry) -> str:
    """The questions on paper, with boxes to tick."""
    words = wording(inquiry.language)
    boxes = tuple(f"☐ {label}" for label in words.verdicts.values())
    intro = Paragraph(words.intro.format(number=inquiry.number))
    blocks = [Section(words.each, (intro,))]
    for number, sentence in enumerate(inquiry.sentences, start=1):
        blocks.append(
            Section(
                f"({number}) {words.parts[sentence.part]}",
                (
                    Statement(sentence.text),
                    Grid(boxes, ()),
                    Paragraph(f"{words.comment}: {'_' * 66}", quiet=True),
                ),
                level=2,
            )
        )
    lines = (Paragraph("_" * 78, quiet=True),) * 3
    blocks += [Section(question, lines) for question in words.questions.values()]
    sources = tuple(f"☐ {label}" for label in words.sources.values())
    blocks.append(Section(words.who, (Grid(sources, ()),)))
    return document_html(
        Document(
            title=f"{words.heading}: {inquiry.title}",
            facts=(),
            sections=tuple(blocks),
            footer=inquiry.code,
            language=inquiry.language,
        )
    )
