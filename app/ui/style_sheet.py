"""The style sheet: only what a palette cannot say."""

from collections.abc import Callable
from string import Template

from app.ui.colours import COLOURS

IMAGES = "tresenicons"
"""Search path prefix of the small pictures in ``resources/icons``."""

_TEMPLATE = Template(
    """
/* What a mail says is never read as HTML, which could load pictures, unless a label asks for it. */
QLabel { qproperty-textFormat: PlainText; }
QLabel[rich="true"] { qproperty-textFormat: RichText; }
QTipLabel { qproperty-textFormat: AutoText; }

QLabel[style="title"], QPlainTextEdit[style="title"] { font-size: ${title}px; font-weight: 600; }
QLabel[style="huge"] { font-size: ${huge}px; font-weight: 600; }
QLabel[style="section"] { font-size: ${section}px; font-weight: 600; }
QLabel[style="caption"] { font-size: ${caption}px; color: $muted; }
QLabel[style="muted"] { color: $muted; }
QLabel[style="danger"] { color: $danger; }
QLabel[style="warning"] { color: $warning; }
QLabel[style="success"] { color: $success; }

QToolTip { background: $raised; color: $text; border: 1px solid $field; padding: ${s4}px ${s6}px; }

QPushButton {
    background: $surface; color: $text; border: 1px solid $field; border-radius: ${s6}px;
    padding: ${s5}px ${s12}px; min-height: ${s20}px;
}
QPushButton:hover { background: $hover; }
QPushButton:pressed, QPushButton:checked { background: $raised; }
QPushButton:focus { border: 2px solid $accent; padding: ${s5m}px ${s12m}px; }
QPushButton:disabled { color: $muted; background: $window; border-color: $border; }
QPushButton[kind="primary"] { background: $accent; color: $accent_text; border-color: $accent; }
QPushButton[kind="primary"]:hover { background: $accent_hover; }
QPushButton[kind="primary"]:pressed { background: $accent; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="primary"]:disabled {
    background: $raised; color: $muted; border-color: $border;
}
QPushButton[kind="danger"] { color: $danger; }
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; }
QPushButton[kind="quiet"]:hover { background: $raised; }
QPushButton[kind="quiet"]:focus { border-color: $accent; }
QPushButton[kind="link"] {
    background: transparent; border-color: transparent; color: $accent;
    padding: ${s2}px ${s4}px; min-height: ${s16}px;
}
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border: 1px solid $accent; }
QPushButton::menu-indicator {
    image: url($images:chevron-down-$scheme.svg); subcontrol-position: right center;
    right: ${s6}px; width: ${s12}px; height: ${s12}px;
}

QToolButton {
    background: transparent; border: 1px solid transparent; border-radius: ${s6}px;
    padding: ${s4}px;
}
QToolButton:hover { background: $raised; }
QToolButton:pressed, QToolButton:open { background: $border; }
QToolButton:checked { background: $accent_soft; color: $accent; }
QToolButton:focus { border-color: $accent; }
QToolButton:disabled { color: $muted; }
QToolButton[chip="true"] {
    background: $surface; border-color: $border; padding: ${s4}px ${s8}px;
}
QToolButton[chip="true"]:hover { background: $hover; border-color: $field; }
QToolButton[chip="true"]:checked { background: $accent_soft; border-color: $accent; }
QToolButton[chip="true"]:focus { border-color: $accent; }
QToolButton[fold="true"] {
    background: $raised; color: $muted; border-radius: ${round}px; padding: ${s2}px ${s10}px;
    font-size: ${caption}px;
}
QToolButton[fold="true"]:hover { background: $border; color: $text; }
QToolButton[fold="true"]:focus { border-color: $accent; }
QToolButton::menu-indicator { image: none; width: 0; }

QLineEdit, QTextEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox {
    background: $surface; color: $text; border: 1px solid $field; border-radius: ${s6}px;
    padding: ${s4}px ${s8}px; selection-background-color: $accent;
    selection-color: $accent_text;
}
QLineEdit, QComboBox, QAbstractSpinBox { min-height: ${s20}px; }
QLineEdit { icon-size: ${s16}px; }
QLineEdit:focus, QTextEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
    border: 2px solid $accent; padding: ${s4m}px ${s8m}px;
}
QLineEdit:disabled, QTextEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled,
QAbstractSpinBox:disabled { background: $window; color: $muted; border-color: $border; }
QLineEdit[wrong="true"] { border-color: $danger; }
QLineEdit[plain="true"], QTextEdit[plain="true"], QPlainTextEdit[plain="true"],
QTextBrowser[plain="true"], QLineEdit[plain="true"]:focus, QTextEdit[plain="true"]:focus,
QPlainTextEdit[plain="true"]:focus, QTextBrowser[plain="true"]:focus {
    background: transparent; border: none; padding: 0;
}
QAbstractSpinBox QLineEdit, QComboBox QLineEdit {
    border: none; padding: 0 ${s4}px; background: transparent; min-height: 0;
}
QLineEdit[large="true"], QLineEdit[large="true"]:focus {
    border: none; background: transparent; font-size: ${section}px; min-height: ${s44}px;
    padding: 0 ${s16}px;
}
QLineEdit[heading="true"], QLineEdit[heading="true"]:focus {
    background: transparent; border: 1px solid transparent; font-size: ${title}px;
    font-weight: 600; min-height: ${s28}px; padding: ${s2}px ${s4}px;
}
QLineEdit[heading="true"]:hover { border-color: $border; }
QLineEdit[heading="true"]:focus { border-color: $accent; background: $surface; }
QFrame[field="true"] {
    background: $surface; border: 1px solid $field; border-radius: ${s6}px;
}
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: ${s24}px; }
QComboBox::down-arrow, QDateEdit::down-arrow {
    image: url($images:chevron-down-$scheme.svg); width: ${s14}px; height: ${s14}px;
}
QComboBox QAbstractItemView {
    background: $surface; border: 1px solid $field; outline: none; padding: ${s4}px;
}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {
    border: none; background: transparent; width: ${s20}px; subcontrol-origin: border;
}
QAbstractSpinBox::up-button { subcontrol-position: top right; margin-top: 2px; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; margin-bottom: 2px; }
QAbstractSpinBox::up-arrow {
    image: url($images:chevron-up-$scheme.svg); width: ${s10}px; height: ${s10}px;
}
QAbstractSpinBox::down-arrow {
    image: url($images:chevron-down-$scheme.svg); width: ${s10}px; height: ${s10}px;
}

QCheckBox, QRadioButton { spacing: ${s8}px; padding: ${s2}px; }
QCheckBox::indicator, QRadioButton::indicator {
    width: ${s16}px; height: ${s16}px; border: 1px solid $muted; border-radius: ${s4}px;
    background: $surface;
}
QRadioButton::indicator { border-radius: ${round}px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid $accent; }
QCheckBox::indicator:checked, QCheckBox::indicator:indeterminate,
QRadioButton::indicator:checked { background: $accent; border-color: $accent; }
QCheckBox::indicator:checked { image: url($images:check-$scheme.svg); }
QCheckBox::indicator:indeterminate { image: url($images:dash-$scheme.svg); }
QRadioButton::indicator:checked { image: url($images:dot-$scheme.svg); }
QCheckBox:focus, QRadioButton:focus { color: $accent; }
QCheckBox:disabled, QRadioButton:disabled { color: $muted; }

QMenuBar { background: $window; border: none; padding: ${s2}px ${s4}px; }
QMenuBar::item { background: transparent; padding: ${s4}px ${s8}px; border-radius: ${s4}px; }
QMenuBar::item:selected { background: $raised; }
QMenu { background: $surface; border: 1px solid $field; padding: ${s4}px; }
QMenu::item {
    padding: ${s5}px ${s24}px ${s5}px ${s8}px; border-radius: ${s4}px; background: transparent;
}
QMenu::icon { padding-left: ${s6}px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $border; margin: ${s4}px ${s8}px; }
QMenu::right-arrow {
    image: url($images:chevron-right-$scheme.svg); width: ${s12}px; height: ${s12}px;
}

QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: ${s12}px; }
QScrollBar:horizontal { height: ${s12}px; }
QScrollBar::handle { background: $scroll; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: ${s32}px; }
QScrollBar::handle:horizontal { min-width: ${s32}px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; }

QTableView, QListView, QTreeView {
    background: $surface; border: none; outline: none; selection-background-color: $selection;
    selection-color: $text; alternate-background-color: $surface;
}
QHeaderView { background: $surface; border: none; }
QHeaderView::section {
    background: $surface; color: $muted; border: none; border-bottom: 1px solid $border;
    padding: 0 ${s8}px; min-height: ${s28}px; font-size: ${caption}px;
}

QTableView QTableCornerButton::section {
    background: $surface; border: none; border-bottom: 1px solid $border;
}
QHeaderView::section:vertical {
    border-bottom: 1px solid $border; padding: ${s6}px ${s8}px; color: $text;
}
QTableWidget { gridline-color: $border; }
QTableWidget::item { padding: 0 ${s5}px; }
QTreeView[facts="true"]::item { padding: ${s5}px; }
QTreeView[facts="true"]::item:selected { background: $selection; }

QTabWidget::pane { border: none; border-top: 1px solid $border; }
QTabBar { background: transparent; }
QTabBar::tab {
    background: transparent; color: $muted; border: none; border-bottom: 2px solid transparent;
    padding: ${s6}px ${s12}px;
}
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:focus { color: $accent; }

QSplitter::handle { background: transparent; }
QSplitter::handle:horizontal { width: 5px; border-left: 1px solid $border; }
QSplitter::handle:vertical { height: 5px; border-top: 1px solid $border; }
QSplitter::handle:hover { border-color: $accent; }

QListWidget[kind="cards"] { border: 1px solid $border; border-radius: ${s6}px; }
QListWidget[kind="cards"]::item { padding: ${s6}px ${s12}px; border-bottom: 1px solid $border; }
QListWidget[kind="cards"]::item:selected { background: $selection; color: $text; }

QListView[kind="bare"], QListWidget[kind="navigation"] { background: transparent; }
QListWidget[kind="navigation"]::item {
    padding: ${s6}px ${s8}px; border-radius: ${s6}px; margin: 1px 0;
}
QListWidget[kind="navigation"]::item:hover { background: $raised; }
QListWidget[kind="navigation"]::item:selected { background: $accent_soft; color: $text; }

QProgressBar {
    background: $raised; border: none; border-radius: 2px; max-height: 4px; min-height: 4px;
}
QProgressBar::chunk { background: $accent; border-radius: 2px; }
QProgressBar[worth="poor"]::chunk { background: $warning; }
QProgressBar[worth="good"]::chunk { background: $success; }

QFrame[status="true"] { background: $window; border: none; border-top: 1px solid $border; }
QToolButton[status="true"] {
    color: $muted; font-size: ${caption}px; padding: ${s2}px ${s6}px; border-radius: ${s4}px;
}
QToolButton[status="true"]:hover { color: $text; }

QFrame[card="true"] {
    background: $surface; border: 1px solid $border; border-radius: ${s8}px;
}
QFrame[popup="true"] { background: $surface; border: 1px solid $field; }
QFrame[toast="true"] {
    background: $raised; border: 1px solid $field; border-radius: ${s8}px;
}
QFrame[line="true"] { background: $border; border: none; }
QFrame[pane="surface"] { background: $surface; border: none; }
QFrame[pane="note"] { background: $note_tint; border: none; }
QFrame[pane="window"] { background: $window; border: none; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget[scrolled="true"] { background: transparent; }
QDialog { background: $window; }
QGroupBox { border: none; margin-top: ${s20}px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; left: 0; }
"""
)

TEXT_SIZES = {"caption": 11, "body": 13, "section": 15, "title": 20, "huge": 44}
"""Pixels at 100 %."""

_STEPS = (2, 4, 5, 6, 8, 10, 12, 14, 16, 20, 24, 28, 32, 44)


def style_sheet(*, dark: bool, px: Callable[[float], int]) -> str:
    """The sheet in one scheme; ``px`` scales pixels by the text size setting."""
    names: dict[str, object] = {role.value: pair.of(dark=dark) for role, pair in COLOURS.items()}
    names |= {name: px(size) for name, size in TEXT_SIZES.items()}
    names |= {f"s{step}": px(step) for step in _STEPS}
    # A focused field has a border one pixel wider, so its padding is one smaller.
    names |= {f"s{step}m": px(step) - 1 for step in (4, 5, 8, 12)}
    # Half the indicator with its border; a larger radius would be ignored.
    names["round"] = (px(16) + 2) // 2
    names |= {"images": IMAGES, "scheme": "dark" if dark else "light"}
    return _TEMPLATE.substitute(names)
