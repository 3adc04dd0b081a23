"""The feedback round: sent out, taken in, and each remark taken up or declined with a reason."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _
from app.queries.workshop.missions import Mission, RemarkRow, Version
from app.rules.workshop.feedback import MISSING, RECOGNISED
from app.rules.workshop.statements import Verdict
from app.ui.colours import Role
from app.ui.theme import TextStyle, Theme, set_style_property, set_text_style
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.calm_wheel import CalmWheel
from app.ui.widgets.flow_layout import FlowLayout
from app.ui.widgets.name_popover import NamePopover

_ID = Qt.ItemDataRole.UserRole
_ANSWER = Qt.ItemDataRole.UserRole + 1
_VERDICTS = {
    Verdict.KEEP: ("check", Role.SUCCESS),
    Verdict.CHANGE: ("edit", Role.WARNING),
    Verdict.UNCLEAR: ("question", Role.INFO),
}


class FeedbackPane(QWidget):
    """One version's remarks, sentence by sentence. ``asked`` names a way out or in."""

    asked = Signal(str)
    """``mail``, ``form``, ``pdf``, ``import``, ``paste`` or ``enter``."""
    version_chosen = Signal(object)
    """The ``Version`` whose remarks are wanted."""
    decided = Signal(object, object, str)
    """Ids of remarks, whether they are taken up (None: open again), and the reason."""
    removed = Signal(object)
    """The number of an answer."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._mission: Mission | None = None
        self._remarks: tuple[RemarkRow, ...] = ()
        self.versions = QComboBox()
        self.versions.setAccessibleName(_("Version"))
        self.tree = QTreeWidget()
        self.tree.setColumnCount(3)
        self.tree.setHeaderLabels([_("What was said"), _("From"), _("Decision")])
        self.tree.setWordWrap(True)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.tree.setAccessibleName(_("Feedback"))
        self.tree.setIndentation(theme.px(16))
        self.tree.setRootIsDecorated(False)
        set_style_property(self.tree, "plain", True)
        self.ways = {
            "mail": Button(_("Copy &mail text"), theme, icon="mail"),
            "form": Button(_("Save &form…"), theme),
            "pdf": Button(_("As &PDF…"), theme),
            "import": Button(_("&Import answers…"), theme),
            "paste": Button(_("Paste &reply"), theme),
            "enter": Button(_("&Enter answer…"), theme),
        }
        self.take = Button(_("&Take up…"), theme, icon="check")
        self.decline = Button(_("&Decline…"), theme)
        self.open = Button(_("&Leave open"), theme, kind=ButtonKind.QUIET)
        self.remove = Button(_("Remove &answer"), theme, kind=ButtonKind.QUIET, icon="trash")
        self._lay_out()
        self._connect()

    @property
    def version(self) -> Version | None:
        """The one that is shown."""
        found: Version | None = self.versions.currentData()
        return found

    def show_mission(self, mission: Mission) -> None:
        """Offer its versions; the chosen one stays, a newer one is chosen."""
        before = self.version
        known = len(self._mission.versions) if self._mission is not None else 0
        self._mission = mission
        self.versions.blockSignals(True)
        self.versions.clear()
        for each in mission.versions:
            self.versions.addItem(_("Version {number}").format(number=each.number), each)
        numbers = [each.number for each in mission.versions]
        if before is not None and before.number in numbers and known == len(numbers):
            self.versions.setCurrentIndex(numbers.index(before.number))
        self.versions.blockSignals(False)
        for button in self.ways.values():
            button.setEnabled(bool(numbers))
        self.version_chosen.emit(self.version)

    def show_remarks(self, remarks: tuple[RemarkRow, ...]) -> None:
        """Show what was said about the version; what is chosen stays chosen."""
        chosen = set(self.chosen)
        self._remarks = remarks
        self.tree.clear()
        version = self.version
        if version is not None:
            for place, sentence in enumerate(version.sentences):
                of_sentence = [each for each in remarks if each.sentence == place]
                self._add_group(f"{place + 1}. {sentence.text}", of_sentence, chosen)
            titles = {
                MISSING: _("What is missing?"),
                RECOGNISED: _("Do they recognise us in it?"),
            }
            for question, title in titles.items():
                about = [each for each in remarks if each.question == question]
                if about:
                    self._add_group(title, about, chosen)
        self.tree.expandAll()
        self._enable()

    @property
    def chosen(self) -> list[int]:
        """The ids of the remarks that are chosen."""
        ids = [item.data(0, _ID) for item in self.tree.selectedItems()]
        return [each for each in ids if each is not None]

    def _add_group(self, title: str, remarks: Sequence[RemarkRow], chosen: set[int]) -> None:
        head = QTreeWidgetItem([title, "", _counted(remarks)])
        head.setFlags(Qt.ItemFlag.ItemIsEnabled)
        head.setFont(0, self._theme.font(bold=True))
        head.setForeground(2, self._theme.colour(Role.MUTED))
        self.tree.addTopLevelItem(head)
        for each in remarks:
            item = QTreeWidgetItem([_said(each), each.source.label, _decision(each)])
            item.setData(0, _ID, each.id)
            item.setData(0, _ANSWER, each.answer_number)
            for column in range(3):
                item.setToolTip(column, item.text(column))
            if each.verdict is not None:
                item.setIcon(0, self._theme.icon(*_VERDICTS[each.verdict]))
            if each.taken_up is not None:
                icon = ("check", Role.SUCCESS) if each.taken_up else ("close", Role.MUTED)
                item.setIcon(2, self._theme.icon(*icon))
            head.addChild(item)
            item.setSelected(each.id in chosen)

    def _enable(self) -> None:
        some = bool(self.chosen)
        for button in (self.take, self.decline, self.open, self.remove):
            button.setEnabled(some)

    def _ask_how(self) -> None:
        ids = self.chosen
        popover = NamePopover(
            _("How is it taken up?"),
            _("Take up"),
            self._theme,
            self,
            hint=_("May stay empty: then only that it is taken up stands beside the remark."),
            optional=True,
        )
        popover.named.connect(lambda how: self.decided.emit(ids, True, how))
        popover.open_over(self)

    def _ask_why(self) -> None:
        ids = self.chosen
        popover = NamePopover(
            _("Why is it declined?"),
            _("Decline"),
            self._theme,
            self,
            hint=_("The reason stands beside the remark, so that whoever said it can be told."),
        )
        popover.named.connect(lambda reason: self.decided.emit(ids, False, reason))
        popover.open_over(self)

    def _remove(self) -> None:
        numbers = {item.data(0, _ANSWER) for item in self.tree.selectedItems()}
        for number in sorted(each for each in numbers if each is not None):
            self.removed.emit(number)

    def _connect(self) -> None:
        for way, button in self.ways.items():
            button.clicked.connect(lambda _checked=False, way=way: self.asked.emit(way))
        self.versions.currentIndexChanged.connect(
            lambda _place: self.version_chosen.emit(self.version)
        )
        self.tree.itemSelectionChanged.connect(self._enable)
        self.take.clicked.connect(self._ask_how)
        self.open.clicked.connect(lambda: self.decided.emit(self.chosen, None, ""))
        self.decline.clicked.connect(self._ask_why)
        self.remove.clicked.connect(self._remove)
        self._enable()

    def _lay_out(self) -> None:
        px = self._theme.px
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in ((1, 120), (2, 340)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.tree.setColumnWidth(column, px(width))
        ways = FlowLayout(spacing=px(8))
        ways.addWidget(self.versions)
        for name in ("mail", "form", "pdf", "import", "paste", "enter"):
            ways.addWidget(self.ways[name])
        decisions = QHBoxLayout()
        decisions.setSpacing(px(8))
        for button in (self.take, self.decline, self.open):
            decisions.addWidget(button)
        decisions.addStretch(1)
        decisions.addWidget(self.remove)
        hint = QLabel(
            _("Each remark is taken up or declined with a reason; “keep” needs no decision.")
        )
        hint.setWordWrap(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(px(24), px(16), px(24), px(16))
        whole.setSpacing(px(8))
        whole.addLayout(ways)
        whole.addWidget(self.tree, 1)
        whole.addWidget(hint)
        whole.addLayout(decisions)
        set_text_style(hint, TextStyle.MUTED)
        CalmWheel(self)


def _said(remark: RemarkRow) -> str:
    parts = [remark.verdict.label if remark.verdict is not None else "", remark.comment]
    return ": ".join(each for each in parts if each)


def _decision(remark: RemarkRow) -> str:
    if remark.taken_up is None:
        return ""
    words = _("Taken up") if remark.taken_up else _("Declined")
    return f"{words}: {remark.reason}" if remark.reason else words


def _counted(remarks: Sequence[RemarkRow]) -> str:
    """How many keep, change, find it unclear."""
    found = []
    for verdict in Verdict:
        count = sum(each.verdict is verdict for each in remarks)
        if count:
            found.append(f"{verdict.label} {count}")
    return " · ".join(found)
