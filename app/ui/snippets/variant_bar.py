"""The tabs of a snippet's wordings: language and form of address, added, copied, removed."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QTabBar, QWidget

from app.i18n import _
from app.rules.enums import FormOfAddress
from app.rules.snippet_variants import Variant
from app.ui.snippets.words import variant_name, variant_title
from app.ui.theme import Theme
from app.ui.widgets.button import IconButton


class VariantBar(QWidget):
    """Only says what is wanted; the editor changes the variants and calls ``show_variants``."""

    chosen = Signal(int)
    add_asked = Signal(str, object, bool)
    """Language, form, and whether the text shown is copied into it."""
    remove_asked = Signal(int)
    turn_asked = Signal(int, str, object)
    """A variant is for another language or form from now on."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._free: tuple[tuple[str, FormOfAddress], ...] = ()
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        # Its own least width leaves room for arrows that are not shown.
        self.tabs.setMinimumWidth(1)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setAccessibleName(_("Variants"))
        self.tabs.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tabs.customContextMenuRequested.connect(self._menu_at)
        self.tabs.currentChanged.connect(self._choose)
        self.add = IconButton("add", _("Add variant"), theme)
        self.add.clicked.connect(self.open_add_menu)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(4))
        self._row.addWidget(self.tabs)
        self._row.addWidget(self.add)
        self._row.addStretch(1)

    @property
    def current(self) -> int:
        """The variant that is shown."""
        return max(0, self.tabs.currentIndex())

    def add_right(self, widget: QWidget) -> None:
        """A button at the right end."""
        self._row.addWidget(widget)

    def needed_width(self) -> int:
        """The width that shows every tab whole."""
        items = (self._row.itemAt(place) for place in range(self._row.count()))
        widgets = [item.widget() for item in items if item is not None]
        return sum(each.sizeHint().width() + self._row.spacing() for each in widgets if each)

    def show_variants(
        self,
        variants: Sequence[Variant],
        free: tuple[tuple[str, FormOfAddress], ...],
        *,
        current: int,
        faulty: frozenset[int] = frozenset(),
    ) -> None:
        """One tab each; those with a fault say so."""
        self._free = free
        self.tabs.blockSignals(True)
        while self.tabs.count() > len(variants):
            self.tabs.removeTab(self.tabs.count() - 1)
        for place, variant in enumerate(variants):
            title = variant_title(variant)
            if place == self.tabs.count():
                self.tabs.addTab(title)
            elif self.tabs.tabText(place) != title:
                self.tabs.setTabText(place, title)
            self.tabs.setTabToolTip(place, title)
        self.tabs.setCurrentIndex(current)
        self.tabs.blockSignals(False)
        self.tabs.updateGeometry()
        self.show_faults(faulty)
        self.add.setEnabled(bool(free))

    def show_faults(self, faulty: frozenset[int]) -> None:
        """Mark the tabs whose text has a fault."""
        for place in range(self.tabs.count()):
            wrong = place in faulty
            title = self.tabs.tabText(place)
            icon = self._theme.icon("error") if wrong else self._theme.icon("remove")
            self.tabs.setTabIcon(place, icon if wrong else type(icon)())
            words = _("{variant}: has a fault").format(variant=title) if wrong else title
            self.tabs.setAccessibleTabName(place, words)

    def open_add_menu(self) -> None:
        """Ask which variant is wanted."""
        menu = self._add_menu()
        menu.popup(self.add.mapToGlobal(QPoint(0, self.add.height())))

    def _add_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for language, form in self._free:
            entry = menu.addAction(variant_name(language, form))
            entry.triggered.connect(partial(self._ask, language, form, copied=True))
        menu.addSeparator()
        empty = menu.addMenu(_("Empty variant"))
        for language, form in self._free:
            entry = empty.addAction(variant_name(language, form))
            entry.triggered.connect(partial(self._ask, language, form, copied=False))
        return menu

    def _ask(
        self, language: str, form: FormOfAddress, _checked: bool = False, *, copied: bool
    ) -> None:
        self.add_asked.emit(language, form, copied)

    def _menu_at(self, at: QPoint) -> None:
        place = self.tabs.tabAt(at)
        if place < 0:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        turn = menu.addMenu(_("Make it"))
        for language, form in self._free:
            entry = turn.addAction(variant_name(language, form))
            entry.triggered.connect(partial(self._turn, place, language, form))
        remove = menu.addAction(self._theme.icon("trash"), _("Remove variant"))
        remove.setEnabled(self.tabs.count() > 1)
        remove.triggered.connect(partial(self._remove, place))
        menu.popup(self.tabs.mapToGlobal(at))

    def _turn(self, place: int, language: str, form: FormOfAddress, _checked: bool = False) -> None:
        self.turn_asked.emit(place, language, form)

    def _remove(self, place: int, _checked: bool = False) -> None:
        self.remove_asked.emit(place)

    def _choose(self, place: int) -> None:
        if place >= 0:
            self.chosen.emit(place)
