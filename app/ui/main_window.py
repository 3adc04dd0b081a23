"""The main window: rail, pages built when first opened, status bar, menus, toasts."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.i18n import _, language
from app.ui.action_table import PAGE_KEYS, Scope
from app.ui.actions import Actions
from app.ui.menus import MenuBar
from app.ui.navigation_rail import NavigationRail, RailEntry
from app.ui.operations import Operations, UndoState
from app.ui.status_bar import StatusBar
from app.ui.theme import Theme
from app.ui.toasts import Toasts
from app.ui.widgets.drop_overlay import DropOverlay
from app.ui.window_memory import WindowMemory

MINIMUM = (1100, 700)
STANDARD = (1280, 800)
_NAME = "main"


class PageSpec(NamedTuple):
    """A page: ``factory`` builds its widget when it is first shown, as a child of the one it is
    given: a page that finds its place later is styled once more, with all that is in it."""

    id: str
    label: str
    icon: str
    factory: Callable[[QWidget], QWidget]
    at_bottom: bool = False


class MainWindow(QMainWindow):
    """The frame around the pages. What is special about a desk is connected from outside."""

    files_dropped = Signal(object)
    """Paths that were dropped on the window, a list of ``Path``."""
    page_shown = Signal(str)
    desk_chosen = Signal(object)
    """The path of a recent desk."""
    closing = Signal()
    """The window was closed, by whatever way."""

    def __init__(
        self,
        theme: Theme,
        actions: Actions,
        operations: Operations,
        pages: Sequence[PageSpec],
        memory: WindowMemory,
        *,
        recent_desks: Callable[[], Sequence[Path]] = tuple,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._actions = actions
        self._operations = operations
        self._memory = memory
        self._specs = {spec.id: spec for spec in pages}
        self._pages: dict[str, QWidget] = {}
        self._stack = QStackedWidget()
        entries = [RailEntry(each.id, each.label, each.icon, each.at_bottom) for each in pages]
        self.rail = NavigationRail(entries, theme)
        self.rail.page_chosen.connect(self.show_page)
        self.status = StatusBar(operations.tasks, theme)
        self.setMenuBar(
            MenuBar(actions, recent_desks=recent_desks, open_desk=self.desk_chosen.emit)
        )
        self.setCentralWidget(centre := self._lay_out())
        self.toasts = Toasts(
            self, theme, undo=actions["edit.undo"], bottom_margin=self.status.height
        )
        self._overlay = DropOverlay(centre, theme)
        self._connect()
        self.setAcceptDrops(True)
        self.setMinimumSize(*MINIMUM)
        if not memory.restore_geometry(_NAME, self):
            self.resize(*STANDARD)

    # Pages

    @property
    def current_page(self) -> str:
        """The id of the page shown; empty before the first."""
        shown = self._stack.currentWidget()
        return next((each for each, page in self._pages.items() if page is shown), "")

    def page(self, page_id: str) -> QWidget:
        """The widget of a page, built now if it was not yet."""
        if page_id not in self._pages:
            widget = self._specs[page_id].factory(self._stack)
            self._pages[page_id] = widget
            self._stack.addWidget(widget)
        return self._pages[page_id]

    def show_page(self, page_id: str) -> QWidget:
        """Bring a page to the front and give it the focus."""
        page = self.page(page_id)
        if self.current_page != page_id or not page.isVisible():
            self._stack.setCurrentWidget(page)
            page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.rail.set_current(page_id)
        self._memory.remember_text(f"{_NAME}/page", page_id)
        self.page_shown.emit(page_id)
        return page

    def show_first_page(self) -> None:
        """The page shown when the window was last closed, else the first."""
        remembered = self._memory.text(f"{_NAME}/page")
        first = next(iter(self._specs))
        known = remembered in self._specs and not self._specs[remembered].at_bottom
        self.show_page(remembered if known else first)

    # What the application says

    def set_desk(self, name: str, path: Path) -> None:
        """Name and place of the desk, for the title and the status bar."""
        self.setWindowTitle(_("{desk} – Tresen").format(desk=name))
        self.status.set_desk(name, str(path))

    def set_agent(self, name: str, colour: int | None) -> None:
        """Who works here now."""
        self.rail.agent.set_agent(name, colour)

    def set_badge(self, page_id: str, count: int) -> None:
        """The number beside a page's icon; 0: none."""
        self.rail.button(page_id).set_count(count)

    def bring_to_front(self) -> None:
        """Come up from behind other windows or from the task bar."""
        if self.isMinimized():
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def retranslate(self) -> None:
        """Texts of actions that name something; pages are built anew by the application."""
        self._actions.retranslate()
        self._name_pages()
        self._name_undo(self._operations.undo_state)

    # Parts

    def _lay_out(self) -> QWidget:
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(self.rail)
        upper.addWidget(self._stack, 1)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(upper, 1)
        column.addWidget(self.status)
        return centre

    def _connect(self) -> None:
        actions, operations = self._actions, self._operations
        actions.attach(Scope.WINDOW, self)
        actions["edit.undo"].triggered.connect(operations.undo)
        actions["edit.redo"].triggered.connect(operations.redo)
        actions["file.quit"].triggered.connect(self.close)
        operations.announced.connect(self.toasts.announce)
        operations.refused.connect(self.toasts.refuse)
        operations.undo_state_changed.connect(self._name_undo)
        for number in range(1, PAGE_KEYS + 1):
            actions[f"view.page_{number}"].triggered.connect(self._page_key)
        self._name_pages()
        self._name_undo(operations.undo_state)

    def _name_pages(self) -> None:
        specs = list(self._specs.values())
        for number in range(1, PAGE_KEYS + 1):
            action_id = f"view.page_{number}"
            action = self._actions[action_id]
            exists = number <= len(specs)
            action.setVisible(exists)
            action.setEnabled(exists)
            if exists:
                spec = specs[number - 1]
                self._actions.rename(action_id, spec.label)
                action.setData(spec.id)
                action.setIcon(self._theme.icon(spec.icon))
                self.rail.button(spec.id).set_key(self._actions.key_text(action_id))

    def _page_key(self) -> None:
        action = self.sender()
        for number in range(1, PAGE_KEYS + 1):
            if self._actions[f"view.page_{number}"] is action:
                self.show_page(self._actions[f"view.page_{number}"].data())

    def _name_undo(self, state: UndoState) -> None:
        for action_id, step, text, named in (
            ("edit.undo", state.undo, _("Undo"), _("Undo: {step}")),
            ("edit.redo", state.redo, _("Redo"), _("Redo: {step}")),
        ):
            self._actions[action_id].setEnabled(step is not None)
            label = named.format(step=inside_sentence(step.label)) if step is not None else text
            self._actions.set_text(action_id, label)

    # Qt

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event):
            event.acceptProposedAction()
            self._overlay.show_over()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._overlay.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self._overlay.hide()
        paths = dropped_paths(event)
        if paths:
            event.acceptProposedAction()
            self.files_dropped.emit(paths)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._overlay.hide()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._memory.remember_geometry(_NAME, self)
        self._memory.save()
        super().closeEvent(event)
        self.closing.emit()


def dropped_paths(event: QDropEvent) -> list[Path]:
    """The local files and folders of a drop."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


def inside_sentence(label: str) -> str:
    """A label as it stands after a colon: *closed 3 tickets*. German keeps its capitals."""
    if language() != "en" or label[1:2].isupper() or not label:
        return label
    return label[0].lower() + label[1:]
