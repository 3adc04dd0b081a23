"""How large a dialog has to be for texts that wrap."""

from PySide6.QtWidgets import QDialog


def fit_to_width(dialog: QDialog, width: int) -> None:
    """Make a dialog ``width`` wide, or as its screen allows, and high enough for all its lines.

    Qt asks for the height at the width of unwrapped texts, and then cuts the last lines.
    """
    layout = dialog.layout()
    assert layout is not None
    dialog.ensurePolished()
    fitting = min(width, round(dialog.screen().availableSize().width() * 0.9))
    fitting = max(fitting, layout.minimumSize().width())
    height = max(layout.minimumSize().height(), layout.totalHeightForWidth(fitting))
    dialog.setMinimumSize(fitting, height)
    dialog.resize(fitting, height)
