"""The windows of the help menu, loaded when they are asked for."""

from PySide6.QtCore import Qt

from app.ui.actions import Actions
from app.ui.main_window import MainWindow
from app.ui.theme import Theme


def show_keys(actions: Actions, theme: Theme, window: MainWindow) -> None:
    """All keys on one sheet."""
    from app.ui.key_sheet import KeySheet

    sheet = KeySheet(actions, theme, window)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    sheet.open()


def show_handbook(theme: Theme, window: MainWindow) -> None:
    """The handbook beside the window."""
    from app.ui.desk.handbook import Handbook

    handbook = Handbook(theme, window)
    handbook.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    handbook.show()


def show_about(theme: Theme, window: MainWindow) -> None:
    """The program, its parts and their licences."""
    from app.ui.desk.about_dialog import AboutDialog

    about = AboutDialog(theme, window)
    about.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    about.open()
