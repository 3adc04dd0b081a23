"""The versions: what changed from one to the next, and the story behind each sentence."""

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _, pgettext
from app.queries.workshop.missions import Mission, Version
from app.queries.workshop.workshops import Workshop
from app.rules.workshop.reading_ease import reading_of
from app.rules.workshop.sentences import parts_of
from app.rules.workshop.statements import Part
from app.ui.colours import Role
from app.ui.diff_words import diff_html
from app.ui.theme import Theme, set_style_property
from app.ui.times import exact_time
from app.ui.widgets.button import Button
from app.ui.widgets.pane_splitter import PaneSplitter
from app.ui.workshop.statement.stories import story


class VersionsPane(QWidget):
    """The newest is on top; the one in force is marked."""

    restored = Signal(object)
    """The number of a version to take up again."""
    finalled = Signal(object)
    """The number of a version to put in force, or None to have none."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._mission: Mission | None = None
        self._workshop: Workshop | None = None
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(pgettext("statement", "Versions"))
        set_style_property(self.list, "kind", "cards")
        self.view = QTextBrowser()
        self.view.setAccessibleName(_("What changed"))
        self.view.setTabChangesFocus(True)
        set_style_property(self.view, "plain", True)
        self.final = Button(_("Make it the &statement"), theme)
        self.restore = Button(_("&Restore this version"), theme)
        self._lay_out()
        self.list.currentRowChanged.connect(self._show)
        self.final.clicked.connect(self._make_final)
        self.restore.clicked.connect(self._restore)
        theme.changed.connect(self._show)
        self.setFocusProxy(self.list)

    @property
    def version(self) -> Version | None:
        """The one that is chosen."""
        place = self.list.currentRow()
        versions = self._mission.versions if self._mission is not None else ()
        return versions[place] if 0 <= place < len(versions) else None

    def show_mission(self, workshop: Workshop, mission: Mission) -> None:
        """List its versions; the chosen one stays chosen, a new one is."""
        before = self._mission
        chosen = self.version
        newer = before is None or len(before.versions) != len(mission.versions)
        self._workshop, self._mission = workshop, mission
        self.list.blockSignals(True)
        self.list.clear()
        for each in mission.versions:
            self.list.addItem(self._item(each, mission))
        places = {each.number: place for place, each in enumerate(mission.versions)}
        self.list.setCurrentRow(0 if newer or chosen is None else places.get(chosen.number, 0))
        self.list.blockSignals(False)
        self._show()

    def _item(self, version: Version, mission: Mission) -> QListWidgetItem:
        title = _("Version {number}").format(number=version.number)
        in_force = version.number == mission.final_number
        if in_force:
            title += " · " + _("in force")
        facts = [exact_time(version.at), version.agent_name, version.note]
        item = QListWidgetItem(f"{title}\n{' · '.join(each for each in facts if each)}")
        if in_force:
            item.setIcon(self._theme.icon("check", Role.SUCCESS))
        return item

    def _show(self) -> None:
        version, mission = self.version, self._mission
        for button in (self.final, self.restore):
            button.setEnabled(version is not None)
        if version is None or mission is None or self._workshop is None:
            self.view.setHtml("")
            return
        in_force = version.number == mission.final_number
        self.final.setText(_("&Withdraw it") if in_force else _("Make it the &statement"))
        self.restore.setEnabled(version is not mission.versions[0])
        self.view.setHtml(self._changes(version, mission) + self._stories(version))

    def _changes(self, version: Version, mission: Mission) -> str:
        earlier = mission.version(version.number - 1)
        old = parts_of(earlier.sentences) if earlier is not None else {}
        new = parts_of(version.sentences)
        reading = reading_of(version.text, mission.language)
        muted = self._theme.colour(Role.MUTED).name()
        head = _("{count} words, reading ease {score}: {ease}").format(
            count=reading.words, score=round(reading.score), ease=reading.ease.label
        )
        blocks = [f'<p style="color:{muted}">{escape(head)}</p>']
        for part in Part:
            before = old.get(part, "") if earlier is not None else new.get(part, "")
            if before or part in new:
                blocks.append(
                    f'<p style="color:{muted};margin:8px 0 2px 0">{escape(part.label)}</p>'
                    f'<p style="margin:0">{diff_html(before, new.get(part, ""), self._theme)}</p>'
                )
        return "".join(blocks)

    def _stories(self, version: Version) -> str:
        if self._workshop is None:
            return ""
        muted = self._theme.colour(Role.MUTED).name()
        blocks = [f'<p style="margin:16px 0 4px 0"><b>{escape(_("Where it comes from"))}</b></p>']
        for sentence in version.sentences:
            lines = story(sentence, self._workshop)
            told = "<br>".join(map(escape, lines)) or escape(_("No idea is linked to it."))
            blocks.append(
                f'<p style="margin:6px 0 0 0">{escape(sentence.text)}</p>'
                f'<p style="margin:0 0 0 12px;color:{muted}">{told}</p>'
            )
        return "".join(blocks)

    def _make_final(self) -> None:
        if self.version is not None and self._mission is not None:
            in_force = self.version.number == self._mission.final_number
            self.finalled.emit(None if in_force else self.version.number)

    def _restore(self) -> None:
        if self.version is not None:
            self.restored.emit(self.version.number)

    def _lay_out(self) -> None:
        px = self._theme.px
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        for each in (self.final, self.restore):
            buttons.addWidget(each)
        buttons.addStretch(1)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(px(16), px(16), px(24), px(16))
        column.setSpacing(px(8))
        column.addWidget(self.view, 1)
        column.addLayout(buttons)
        left = QWidget()
        listed = QVBoxLayout(left)
        listed.setContentsMargins(px(24), px(16), px(8), px(16))
        listed.addWidget(self.list)
        panes = PaneSplitter(self._theme, Qt.Orientation.Horizontal)
        panes.addWidget(left)
        panes.addWidget(right)
        panes.setStretchFactor(1, 1)
        panes.setSizes([px(340), px(760)])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(panes)
