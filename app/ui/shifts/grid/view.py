"""The grid widget: shows a board, is moved through by keys and mouse, asks for changes."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from app.i18n import _
from app.rules.rosters.effects import Verdict
from app.rules.rosters.patterns import Content
from app.ui.colours import Role
from app.ui.shifts.grid.board import Board
from app.ui.shifts.grid.drop_hint import DropHint
from app.ui.shifts.grid.face import Face
from app.ui.shifts.grid.figures import figures, fitting
from app.ui.shifts.grid.geometry import Geometry, Spot, Zone, measures
from app.ui.shifts.grid.gestures import Gesture
from app.ui.shifts.grid.keyboard import Typing
from app.ui.shifts.grid.moving import Origins
from app.ui.shifts.grid.painting import ScenePainter
from app.ui.shifts.grid.pointing import Pointing
from app.ui.shifts.grid.scene import Scene
from app.ui.shifts.grid.selection import Area, Place, Selection
from app.ui.shifts.grid.tooltips import cell_lines, spot_text
from app.ui.shifts.periods import Scale
from app.ui.theme import Theme

_NARROW = 1240


class RosterGrid(QAbstractScrollArea):
    """People × days. It never changes the plan by itself: it asks for it by its signals."""

    contents_wanted = Signal(object)
    """Contents by place, from one gesture: one step to undo."""
    moves_wanted = Signal(object)
    """Shifts to move with all that belongs to them: for each place the one they come from."""
    selection_changed = Signal()
    kinds_wanted = Signal()
    """Enter or a double click: choose what the chosen cells hold."""
    menu_wanted = Signal(object)
    """A point of the screen."""
    refused = Signal(str)
    """What was typed or pasted means nothing; the text says why."""
    brush_dropped = Signal()
    preview_changed = Signal()
    """What a plan that is not taken over would need and come to is shown, or no longer."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.board: Board
        self.selection = Selection()
        self.brush: Content = None
        self.brushing = False
        self.extent: Area | None = None
        self._shown = False
        self._scale = Scale.MONTH
        self._today = date.min
        self._all_figures = self._figures = figures()
        self._ghosts: Mapping[Place, Face] = {}
        self._preview: Board | None = None
        self._targets: Mapping[Place, Verdict] = {}
        self._target: Place | None = None
        self._measured: tuple[object, Geometry] | None = None
        self._hint = DropHint(self.viewport())
        self._anchor = QWidget(self.viewport())
        self._anchor.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._pointing = Pointing(self)
        self._typing = Typing(self)
        self._painter = ScenePainter(theme)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(_("Shift plan"))
        theme.changed.connect(self._apply_theme)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self._scrolled)

    # What is shown

    def show_board(self, board: Board, scale: Scale, today: date) -> None:
        """Show a plan; what is chosen stays as far as it is still there."""
        self.board = board
        self._shown = True
        self._scale, self._today = scale, today
        self.selection = self.selection.within(len(board.people), len(board.days))
        self._measured = None
        self._fit_bars()
        self.refresh()

    def refresh(self) -> None:
        """The board changed: paint it, and tell what is under the cursor."""
        self.viewport().update()
        self._tell_cursor()

    def show_ghosts(self, ghosts: Mapping[Place, Face], preview: Board | None = None) -> None:
        """Show cells as a change would make them; need and figures are those of ``preview``."""
        another = preview is not self._preview
        self._ghosts, self._preview = ghosts, preview
        self.viewport().update()
        if another:
            self.preview_changed.emit()

    @property
    def counted(self) -> Board:
        """The board whose need and figures are shown: that of the preview while there is one."""
        return self._preview or self.board

    def show_extent(self, extent: Area | None) -> None:
        """Frame the area to which a series is drawn."""
        self.extent = extent
        self.viewport().update()

    def show_targets(self, verdicts: Mapping[Place, Verdict], target: Place | None) -> None:
        """Say in each cell what a drop there would do."""
        self._targets, self._target = verdicts, target
        self.viewport().update()

    def show_hint(self, text: str) -> None:
        """A few lines beside the pointer; empty hides them."""
        self._hint.say(text, self._pointing.point)
        if text and self._pointing.carried is not None:
            self._announce(text)

    @property
    def hint_text(self) -> str:
        """What stands beside the pointer; empty while nothing does."""
        return "" if self._hint.isHidden() else self._hint.text()

    # What is chosen

    def select(self, selection: Selection, *, follow: bool = True) -> None:
        """Choose cells; the one of the cursor is brought into sight."""
        if selection == self.selection:
            return
        self.selection = selection
        if follow:
            self.show_place(selection.cursor)
        self.viewport().update()
        self._tell_cursor()
        self.selection_changed.emit()

    def show_place(self, place: Place) -> None:
        """Bring a cell into sight."""
        x, y = self.geometry_now.scrolled_to(place)
        self.horizontalScrollBar().setValue(x)
        self.verticalScrollBar().setValue(y)

    def centre(self, place: Place) -> None:
        """Bring a day into the middle, as far as there are days around it."""
        geometry = self.geometry_now
        middle = place[1] * geometry.day - (geometry.right - geometry.left - geometry.day) // 2
        self.horizontalScrollBar().setValue(middle)

    def content(self, place: Place) -> Content:
        """What a cell holds."""
        return self.board.content(*self.board.at(place))

    def write(self, contents: Mapping[Place, Content]) -> None:
        """Ask for cells to be changed."""
        if contents:
            self.contents_wanted.emit(dict(contents))

    def move_shifts(self, origins: Origins) -> None:
        """Ask for shifts to be moved."""
        self.moves_wanted.emit(origins)

    def fill(self, content: Content) -> None:
        """Ask for the chosen cells to hold this."""
        self.write(dict.fromkeys(self.selection.places, content))

    def anchor(self) -> QWidget:
        """A widget over the cell of the cursor, for what opens beside it."""
        self._anchor.setGeometry(self.geometry_now.cell(*self.selection.cursor))
        return self._anchor

    def carry(self) -> None:
        """Take the chosen shifts into the hand of the keyboard, as the mouse would."""
        if not self.shown:
            return
        if self._pointing.take_up():
            self.setFocus()
            self._pointing.carry(self.selection.cursor, Qt.KeyboardModifier.NoModifier)
            self.show_hint(_("Arrow keys move it, Enter puts it down, Esc puts it back"))
        else:
            self.refused.emit(_("There is no shift here that could be moved."))

    def take_brush(self, content: Content, *, on: bool) -> None:
        """From now on the mouse paints this, until Esc."""
        self.brush, self.brushing = content, on
        self._pointing.show_cursor(None)

    # Measures

    @property
    def shown(self) -> bool:
        """Whether there is a board with anybody on it."""
        return self._shown and bool(self.board.people)

    @property
    def geometry_now(self) -> Geometry:
        """Where everything stands at this moment."""
        view, theme = self.viewport(), self.theme
        x, y = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        key = (view.width(), view.height(), theme.edition, x, y, self._scale)
        if self._measured is not None and self._measured[0] == key:
            return self._measured[1]
        board = self.board
        narrow = view.width() < theme.px(_NARROW)
        scale = theme.px(100) / 100
        sizes = measures(scale, days=len(board.days), narrow=narrow)
        self._figures = self._all_figures
        if self._scale is not Scale.YEAR:
            room = view.width() - sizes.name - len(board.days) * sizes.least_day
            self._figures = fitting(self._all_figures, room / scale)
        found = Geometry(
            sizes,
            len(board.people),
            len(board.days),
            len(board.shown_kinds()),
            tuple(theme.px(each.width) for each in self._figures),
            view.width(),
            view.height(),
            x,
            y,
        )
        self._measured = key, found
        return found

    def scene(self) -> Scene:
        """What is painted now."""
        geometry = self.geometry_now
        return Scene(
            self.board,
            geometry,
            self.selection,
            self._scale,
            self._today,
            self._figures,
            self.hasFocus(),
            self._ghosts,
            self._targets,
            self._target,
            self.extent,
            self._preview,
        )

    def _fit_bars(self) -> None:
        if not self._shown:
            return
        geometry = self.geometry_now
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, geometry.most_x)
        across.setPageStep(max(1, geometry.right - geometry.left))
        across.setSingleStep(geometry.day)
        down.setRange(0, geometry.most_y)
        down.setPageStep(max(1, geometry.height - geometry.top))
        down.setSingleStep(geometry.sizes.row)
        self._measured = None

    def _scrolled(self) -> None:
        self._measured = None
        self.viewport().update()

    def _apply_theme(self) -> None:
        self._painter = ScenePainter(self.theme)
        self._measured = None
        self._fit_bars()
        self.viewport().update()

    def _tell_cursor(self) -> None:
        """Say to screen readers what is under the cursor."""
        if not self.shown:
            return
        text = "\n".join(cell_lines(self.board, *self.board.at(self.selection.cursor)))
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)
            self._announce(text)

    def _announce(self, text: str) -> None:
        if self.hasFocus() and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self.theme.colour(Role.SURFACE))
        if not self.shown:
            return
        self._painter.paint(painter, self.scene(), event.rect(), self.devicePixelRatioF())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measured = None
        self._fit_bars()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Everything is painted anew: heads and names stay where they are."""

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self.shown:
            spot = self.geometry_now.spot(event.pos())
            text = self._told_of(spot) if spot is not None else ""
            QToolTip.showText(event.globalPos(), text, self.viewport(), self._spot_box(event.pos()))
            return True
        if event.type() == QEvent.Type.Leave:
            self._pointing.show_cursor(None)
        return super().viewportEvent(event)

    def _told_of(self, spot: Spot) -> str:
        """What the pointer tells: of cells and people as they are, of numbers as they are shown."""
        here = spot.zone in (Zone.CELLS, Zone.NAMES)
        board = self.board if here else self.scene().counted
        return spot_text(board, self._figures, spot)

    def _spot_box(self, point: QPoint) -> QRect:
        """Within it the tooltip stays."""
        spot = self.geometry_now.spot(point)
        if spot is not None and spot.zone is Zone.CELLS:
            return self.geometry_now.cell(spot.row, spot.column)
        return QRect(point.x() - 8, point.y() - 4, 16, 8)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.shown:
            self._typing.forget()
            self._pointing.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.shown:
            self._pointing.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pointing.release()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.shown and event.button() == Qt.MouseButton.LeftButton and not self.brushing:
            spot = self.geometry_now.spot(event.position().toPoint())
            if spot is not None and spot.zone is Zone.CELLS:
                self.kinds_wanted.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if not self.shown:
            return
        point = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            cell = self.geometry_now.cell(*self.selection.cursor)
            point = self.viewport().mapToGlobal(cell.bottomLeft())
        else:
            self._pointing.choose_for_menu(event.pos())
        self.menu_wanted.emit(point)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._escape():
            return
        if self._pointing.carried is not None:
            self._typing.steer(event, self._pointing)
            return
        if not self.shown or not self._typing.press(event):
            super().keyPressEvent(event)

    def _escape(self) -> bool:
        """Esc ends the innermost: what the mouse does, what was typed, the brush, the choice."""
        if self._pointing.cancel() or self._typing.forget():
            return True
        if self.brushing:
            self.brush_dropped.emit()
            return True
        if not self.selection.single:
            self.select(self.selection.at(self.selection.cursor))
            return True
        return False

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._typing.forget()
        if self._pointing.carried is not None:
            self._pointing.cancel()
        self.viewport().update()

    @property
    def gesture(self) -> Gesture | None:
        """What the mouse is doing, None while no button is held."""
        return self._pointing.gesture
