"""Tooltips of text that others wrote: read as it stands, never as HTML.

Qt takes a tooltip for HTML where it begins like some, and loads the pictures it names: from a share
on the network too, on Windows.
"""

from html import escape

from PySide6.QtGui import Qt


def plain_tip(text: str) -> str:
    """``text`` for a tooltip, unchanged unless it looks like HTML."""
    if not Qt.mightBeRichText(text):
        return text
    return "<qt>" + escape(text).replace("\n", "<br>") + "</qt>"
