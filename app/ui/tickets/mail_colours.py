"""Colours of formatted mails, which were chosen for white paper, on paper of any colour."""

import re

from PySide6.QtGui import QColor

from app.ui.colours import contrast

_LEAST_CONTRAST = 4.5
_HALF = 128
_ATTRIBUTE = re.compile(r'\s(color|bgcolor)="([^"]*)"', re.IGNORECASE)
_BACKGROUND = re.compile(r"(?<![-\w])background(?:-color)?\s*:[^;\"]*;?", re.IGNORECASE)
_INK = re.compile(r"(?<![-\w])color\s*:\s*([^;\"]+);?", re.IGNORECASE)
_BARE = re.compile(r"(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_RGB = re.compile(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)", re.IGNORECASE)


def fitted_colours(html: str, paper: QColor) -> str:
    """``html`` as it can be read on ``paper``.

    On dark paper backgrounds go, and so do text colours too near to it; on light paper all stay.
    Colours that are none go too. Attributes must be in double quotes.
    """
    dark = paper.lightness() < _HALF
    fitted = _ATTRIBUTE.sub(lambda found: _attribute(found, paper, dark=dark), html)
    if not dark:
        return fitted
    without = _BACKGROUND.sub("", fitted)
    return _INK.sub(lambda found: found[0] if _readable(found[1], paper) else "", without)


def _attribute(found: re.Match[str], paper: QColor, *, dark: bool) -> str:
    name, value = found[1].lower(), found[2].strip()
    colour = _colour(value)
    if colour is None or (dark and (name == "bgcolor" or not _readable(value, paper))):
        return ""
    return f' {name}="{colour.name()}"'


def _readable(value: str, paper: QColor) -> bool:
    colour = _colour(value.replace("!important", "").strip())
    return colour is not None and contrast(colour.name(), paper.name()) >= _LEAST_CONTRAST


def _colour(value: str) -> QColor | None:
    rgb = _RGB.match(value)
    if rgb:
        return QColor(*(min(255, int(part)) for part in rgb.groups()))
    name = f"#{value}" if _BARE.fullmatch(value) else value
    return QColor(name) if QColor.isValidColorName(name) else None
