"""What inserting the snippet does besides: status, tags, category, snooze, files; and for whom."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QFrame,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _
from app.queries.desk import CategoryRow
from app.queries.snippets import SnippetFile
from app.rules.enums import Status, label
from app.rules.snippet_actions import SnippetActions
from app.services.snippet_rows import SnippetFields
from app.ui.snippets.editor_head import frame_tags
from app.ui.snippets.files_row import FilesRow
from app.ui.theme import TextStyle, Theme, set_style_property, set_text_style
from app.ui.widgets.tag_editor import TagEditor

_OFFERED = (
    Status.OPEN,
    Status.WAITING_CUSTOMER,
    Status.WAITING_THIRD,
    Status.SOLVED,
    Status.CLOSED,
)
_WIDEST = 520


class ActionsPane(QScrollArea):
    """``changed`` comes when the person changed something; files are stored at once."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._showing = False
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._status = QComboBox()
        self._status.addItem(_("Leave as it is"), None)
        for each in _OFFERED:
            self._status.addItem(label(each), each)
        self._tags = TagEditor(theme)
        frame_tags(self._tags, theme)
        self._category = QComboBox()
        self._snooze = QCheckBox(_("Snooze the ticket until the first date in the text"))
        self._for = QComboBox()
        self.files = FilesRow(theme)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setHorizontalSpacing(theme.px(24))
        form.setVerticalSpacing(theme.px(8))
        for words, field in (
            (_("Set &status"), self._status),
            (_("Put ta&gs on the ticket"), self._tags),
            (_("Set ca&tegory"), self._category),
            ("", self._snooze),
            (_("Attach &files"), self.files),
            (_("S&uggest for"), self._for),
        ):
            form.addRow(words, field)
        hint = QLabel(
            _("Each of these is offered when the text is inserted, and done when it is sent.")
        )
        hint.setWordWrap(True)
        set_text_style(hint, TextStyle.CAPTION)
        body = QWidget()
        body.setMaximumWidth(theme.px(_WIDEST))
        set_style_property(body, "scrolled", True)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, theme.px(8), theme.px(8), 0)
        column.addLayout(form)
        column.addWidget(hint)
        column.addStretch(1)
        self.setWidget(body)
        self._connect()

    def show_fields(self, fields: SnippetFields) -> None:
        """Show what the snippet does now."""
        self._showing = True
        actions = fields.actions
        self._status.setCurrentIndex(max(0, self._status.findData(actions.status)))
        self._tags.set_tags(actions.tags)
        self._category.setCurrentIndex(max(0, self._category.findData(actions.category_id)))
        self._snooze.setChecked(actions.snooze)
        self._for.setCurrentIndex(max(0, self._for.findData(fields.category_id)))
        self._showing = False

    def show_choices(self, categories: Sequence[CategoryRow], tags: Sequence[str]) -> None:
        """What can be chosen; what is chosen stays."""
        self._showing = True
        self._tags.set_known(tags)
        for box, nothing in (
            (self._category, _("Leave as it is")),
            (self._for, _("Any category")),
        ):
            chosen = box.currentData()
            box.clear()
            box.addItem(nothing, None)
            for depth, each in _flat(categories):
                if not each.archived or each.id == chosen:
                    box.addItem("   " * depth + each.name, each.id)
            box.setCurrentIndex(max(0, box.findData(chosen)))
        self._showing = False

    def into(self, fields: SnippetFields) -> SnippetFields:
        """``fields`` with what is chosen here now."""
        chosen = self._status.currentData()
        return replace(
            fields,
            category_id=self._for.currentData(),
            actions=SnippetActions(
                status=Status(chosen) if chosen is not None else None,
                tags=self._tags.tags,
                category_id=self._category.currentData(),
                snooze=self._snooze.isChecked(),
            ),
        )

    def show_files(self, files: Sequence[SnippetFile], *, stored: bool) -> None:
        """The files that go along; one that is not ``stored`` yet cannot have any."""
        self.files.show_files(files, stored=stored)

    def _connect(self) -> None:
        for box in (self._status, self._category, self._for):
            box.activated.connect(self._tell)
        self._tags.tags_changed.connect(self._tell)
        self._snooze.clicked.connect(self._tell)

    def _tell(self, *_anything: object) -> None:
        if not self._showing:
            self.changed.emit()


def _flat(level: Sequence[CategoryRow], depth: int = 0) -> Iterator[tuple[int, CategoryRow]]:
    for each in level:
        yield depth, each
        yield from _flat(each.children, depth + 1)
