"""The draft: three parts with their meter, and the ideas behind the sentence at the cursor."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from app.queries.workshop.missions import Mission
from app.queries.workshop.workshops import Workshop
from app.rules.workshop.reading_ease import reading_of
from app.rules.workshop.sentences import Sentence, linked, parts_of, sentences_of
from app.rules.workshop.statements import Part
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.pane_splitter import PaneSplitter
from app.ui.workshop.statement.material import Material
from app.ui.workshop.statement.meter import Meter

_PAUSE_MS = 800
"""After so long without a key the draft is kept."""


class DraftPane(QWidget):
    """``typed`` comes a moment after the last change, with what ``parts`` and ``sentences`` are."""

    typed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._language = "en"
        self._mission_id = 0
        self._filling = False
        self.sentences: tuple[Sentence, ...] = ()
        self.fields = {part: QPlainTextEdit() for part in Part}
        self._here = Part.MARKET
        self.meter = Meter(theme)
        self.material = Material(theme)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.typed)
        self._lay_out()
        for part, field in self.fields.items():
            field.setTabChangesFocus(True)
            field.setAccessibleName(part.label)
            field.installEventFilter(self)
            field.textChanged.connect(self._changed)
            field.cursorPositionChanged.connect(self._show_links)
        self.material.chosen.connect(self._insert)
        self.material.linked.connect(self._link)
        self.setFocusProxy(self.fields[Part.MARKET])

    @property
    def parts(self) -> dict[Part, str]:
        """What stands in the three fields."""
        return {part: field.toPlainText() for part, field in self.fields.items()}

    @property
    def is_kept_soon(self) -> bool:
        """Something was typed that ``typed`` has not told yet."""
        return self._pause.isActive()

    def flush(self) -> None:
        """Tell at once what was typed."""
        if self._pause.isActive():
            self._pause.stop()
            self.typed.emit()

    def show_mission(self, workshop: Workshop, mission: Mission) -> None:
        """Show the draft, else the newest version; what is being typed stays."""
        self.material.show_workshop(workshop)
        self._language = mission.language
        if self.is_kept_soon and mission.id == self._mission_id:
            return
        self._mission_id = mission.id
        if mission.draft is not None:
            self._fill(mission.draft.parts, mission.draft.sentences)
        elif mission.versions:
            self._fill(parts_of(mission.versions[0].sentences), mission.versions[0].sentences)
        else:
            self._fill({}, ())

    def _fill(self, parts: Mapping[Part, str], sentences: tuple[Sentence, ...]) -> None:
        self.sentences = sentences
        self._filling = True
        for part, field in self.fields.items():
            if field.toPlainText() != parts.get(part, ""):
                field.setPlainText(parts.get(part, ""))
        self._filling = False
        self._show_reading()
        self._show_links()

    def _changed(self) -> None:
        if self._filling:
            return
        self.sentences = linked(self.parts, self.sentences)
        self._show_reading()
        self._show_links()
        self._pause.start()

    def _show_reading(self) -> None:
        whole = "\n".join(text for text in self.parts.values() if text.strip())
        self.meter.show_reading(reading_of(whole, self._language))

    def _sentence_here(self) -> int | None:
        """The place of the sentence at the cursor among all of them."""
        field = self.fields[self._here]
        of_part = [place for place, each in enumerate(self.sentences) if each.part is self._here]
        if not of_part:
            return None
        before = sentences_of(field.toPlainText()[: max(1, field.textCursor().position())])
        return of_part[min(max(len(before), 1), len(of_part)) - 1]

    def _show_links(self) -> None:
        if self._filling:
            return
        place = self._sentence_here()
        sentence = None if place is None else self.sentences[place]
        self.material.show_sentence(sentence)

    def _insert(self, idea_id: int, text: str) -> None:
        """An idea's words become a sentence of the part that was written in last."""
        field = self.fields[self._here]
        ended = text if text.rstrip()[-1:] in ".!?…" else f"{text.rstrip()}."
        before = field.toPlainText()
        joint = "" if not before or before.endswith((" ", "\n")) else " "
        cursor = field.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        cursor.insertText(joint + " ".join(ended.split()))
        field.setTextCursor(cursor)
        self._link(idea_id, True)
        field.setFocus()

    def _link(self, idea_id: int, on: bool) -> None:
        place = self._sentence_here()
        if place is None:
            return
        sentence = self.sentences[place]
        ideas = tuple(each for each in sentence.ideas if each != idea_id)
        changed = replace(sentence, ideas=(*ideas, idea_id) if on else ideas)
        self.sentences = (*self.sentences[:place], changed, *self.sentences[place + 1 :])
        self._show_links()
        self._pause.start()

    def _lay_out(self) -> None:
        px = self._theme.px
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(px(24), px(16), px(16), px(16))
        column.setSpacing(px(4))
        for part, field in self.fields.items():
            title = QLabel(part.label)
            set_text_style(title, TextStyle.SECTION)
            question = QLabel(part.question)
            set_text_style(question, TextStyle.MUTED)
            title.setBuddy(field)
            field.setMinimumHeight(px(72))
            for widget in (title, question):
                column.addWidget(widget)
            column.addWidget(field, 1)
            column.addSpacing(px(8))
        column.addWidget(self.meter)
        panes = PaneSplitter(self._theme, Qt.Orientation.Horizontal)
        panes.addWidget(left)
        panes.addWidget(self.material)
        panes.setStretchFactor(0, 3)
        panes.setStretchFactor(1, 2)
        panes.setSizes([px(680), px(420)])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(panes)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            for part, field in self.fields.items():
                if field is watched and part is not self._here:
                    self._here = part
                    self._show_links()
        return super().eventFilter(watched, event)
