"""What stands above and below the text gives way where there is little height."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

from app.ui.snippets.editor_head import EditorHead
from app.ui.snippets.panel import SnippetPanel
from app.ui.snippets.text_part import TextPart
from app.ui.theme import Theme
from app.ui.widgets.pane_splitter import PaneSplitter

LINES = 8
"""Lines of the text that stay in view while it is being written."""
_USEFUL = 150
"""Pixels at 100 % below its tabs with which the panel is worth its place."""


class PanelFold(QObject):
    """Keeps ``LINES`` lines of the text in view.

    Where both have room, the border stands where the person dragged it. Where they have not, the
    panel is folded; a tab opens it, and writing in the text folds it again. Where that is not
    enough, abbreviation, folder and tags wait behind a button.
    """

    def __init__(
        self,
        editor: QWidget,
        head: EditorHead,
        splitter: PaneSplitter,
        text: TextPart,
        panel: SnippetPanel,
        theme: Theme,
    ) -> None:
        super().__init__(editor)
        self._editor = editor
        self._head = head
        self._splitter = splitter
        self._text = text
        self._panel = panel
        self._theme = theme
        self._tight = False
        splitter.installEventFilter(self)
        text.body.installEventFilter(self)
        theme.changed.connect(self.fit)
        panel.fold_asked.connect(self.set_folded)

    @property
    def is_tight(self) -> bool:
        """Whether text and panel have no room below each other."""
        return self._tight

    def fit(self) -> None:
        """Judge the height anew; the panel changes only if there is little now, or no longer."""
        below = self._splitter.orientation() is Qt.Orientation.Vertical
        needed = self._text.height_of_lines(LINES)
        tabs = self._panel.folded_height if below else 0
        room = self._editor.height() - self._head.whole_height - tabs
        tight = below and room < needed + self._theme.px(_USEFUL)
        self._text.set_brief(tight)
        self._head.set_brief(room < needed)
        if tight != self._tight:
            self._tight = tight
            self.set_folded(tight)
        elif below and not tight and not self._panel.is_folded:
            self._give(needed)

    def set_folded(self, folded: bool) -> None:
        """Fold the panel to its tabs, or open it."""
        if folded == self._panel.is_folded:
            return
        self._panel.set_folded(folded)
        if not folded:
            self._share()

    def _share(self) -> None:
        """What the open panel gets: half, or all that eight lines leave it."""
        if self._splitter.orientation() is Qt.Orientation.Horizontal:
            whole = self._splitter.width()
            self._splitter.setSizes([whole // 2, whole - whole // 2])
            return
        whole = self._splitter.height()
        text = whole // 2 if self._tight else max(whole // 2, self._text.height_of_lines(LINES))
        self._splitter.setSizes([text, whole - text])

    def _give(self, needed: int) -> None:
        text, panel = self._splitter.sizes()
        if 0 < text < needed:
            self._splitter.setSizes([needed, text + panel - needed])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._splitter:
            if event.type() is QEvent.Type.Resize:
                self.fit()
        elif event.type() is QEvent.Type.FocusIn and self._tight:
            self.set_folded(True)
        return False
