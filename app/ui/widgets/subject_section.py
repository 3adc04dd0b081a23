"""One subject of settings: a heading, a lead, and rows of label and field."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from app.ui.theme import TextStyle, Theme, set_text_style

WIDTH = 720


class SubjectSection(QWidget):
    """What is changed here is in force at once. ``width`` is the most it takes, None: no limit."""

    def __init__(self, title: str, lead: str, theme: Theme, *, width: int | None = WIDTH) -> None:
        super().__init__()
        self.theme = theme
        self.title = title
        if width is not None:
            self.setMaximumWidth(theme.px(width))
        heading = QLabel(title)
        set_text_style(heading, TextStyle.SECTION)
        about = QLabel(lead)
        about.setWordWrap(True)
        set_text_style(about, TextStyle.MUTED)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, theme.px(24))
        self.column.setSpacing(theme.px(8))
        self.column.addWidget(heading)
        self.column.addWidget(about)
        self.column.addSpacing(theme.px(8))

    def add_form(self) -> QFormLayout:
        """A block of labelled fields."""
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setHorizontalSpacing(self.theme.px(24))
        form.setVerticalSpacing(self.theme.px(8))
        self.column.addLayout(form)
        return form

    def add_hint(self, text: str) -> QLabel:
        """A small explanation below what it explains."""
        hint = QLabel(text)
        hint.setWordWrap(True)
        set_text_style(hint, TextStyle.CAPTION)
        self.column.addWidget(hint)
        return hint
