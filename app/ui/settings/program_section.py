"""Settings of this machine: language, look, size of text, how writing helps."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QSlider, QWidget

from app.i18n import _
from app.settings import TEXT_SIZE_RANGE, Density, LeaveAs, Scheme
from app.ui.preferences import Preferences
from app.ui.settings.section import SettingsSection
from app.ui.theme import Theme
from app.ui.widgets.wrapped_choice import WrappedChoice


class ProgramSection(SettingsSection):
    """What concerns this machine only."""

    def __init__(self, preferences: Preferences, theme: Theme) -> None:
        super().__init__(
            _("This program"), _("How Tresen looks and behaves on this computer."), theme
        )
        self._preferences = preferences
        now = preferences.current
        form = self.add_form()
        form.addRow(
            _("&Language"),
            self._choice(
                "language",
                [("system", _("As the system")), ("de", "Deutsch"), ("en", "English")],
                now.language,
            ),
        )
        form.addRow(
            _("&Colours"),
            self._choice(
                "scheme",
                [
                    (Scheme.SYSTEM, _("As the system")),
                    (Scheme.LIGHT, _("Light")),
                    (Scheme.DARK, _("Dark")),
                ],
                now.scheme,
            ),
        )
        form.addRow(_("&Text size"), self._text_size(now.text_size))
        form.addRow(
            _("&Rows in lists"),
            self._choice(
                "density",
                [
                    (Density.COMPACT, _("Compact")),
                    (Density.NORMAL, _("Normal")),
                    (Density.COMFORTABLE, _("Comfortable")),
                ],
                now.density,
            ),
        )
        form.addRow(
            _("&Answers leave as"),
            self._choice(
                "leave_as",
                [
                    (LeaveAs.CLIPBOARD, _("Copy to the clipboard")),
                    (LeaveAs.MAIL_PROGRAM, _("Open in the mail program")),
                    (LeaveAs.DRAFT_FILE, _("Draft file (.eml)")),
                ],
                now.leave_as,
            ),
        )
        for name, text in (
            ("spell_check", _("Check &spelling in German and English while writing")),
            ("notifications", _("&Notify when a snooze ends or a ticket is due")),
            (
                "notification_content",
                _("Let notifications show na&mes and subjects, unless the desk is protected"),
            ),
            ("next_after_acting", _("Go &on to the next ticket when one is done")),
            ("plain_text_mails", _("Show mails as &plain text")),
            ("measure_time", _("&Measure the time while writing an answer")),
        ):
            self._switch(name, text)

    def _choice(self, name: str, choices: list[tuple[str, str]], present: str) -> QComboBox:
        box = QComboBox()
        for value, text in choices:
            box.addItem(text, value)
        box.setCurrentIndex(max(0, box.findData(present)))
        # Qt keeps texts, so an enum comes back from the box as a plain one.
        kind = type(present)
        box.currentIndexChanged.connect(
            lambda _index: self._preferences.update(**{name: kind(box.currentData())})
        )
        return box

    def _text_size(self, percent: int) -> QWidget:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(TEXT_SIZE_RANGE[0] // 10, TEXT_SIZE_RANGE[1] // 10)
        slider.setPageStep(1)
        slider.setValue(percent // 10)
        slider.setAccessibleName(_("Text size"))
        value = QLabel(_("{percent} %").format(percent=percent))
        slider.valueChanged.connect(
            lambda tens: value.setText(_("{percent} %").format(percent=tens * 10))
        )
        slider.sliderReleased.connect(lambda: self._take_size(slider))
        slider.valueChanged.connect(
            lambda _tens: None if slider.isSliderDown() else self._take_size(slider)
        )
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(slider, 1)
        row.addWidget(value)
        both = QWidget()
        both.setLayout(row)
        both.setFocusProxy(slider)
        return both

    def _take_size(self, slider: QSlider) -> None:
        self._preferences.update(text_size=slider.value() * 10)

    def _switch(self, name: str, text: str) -> None:
        box = QCheckBox()
        box.setChecked(getattr(self._preferences.current, name))
        box.toggled.connect(lambda on, name=name: self._preferences.update(**{name: on}))
        self.column.addWidget(WrappedChoice(box, text, self.theme))
