"""Names and kinds of files that came by mail: what may lie on this disk and what may be opened."""

import re
import unicodedata

_LONGEST = 120
_LONGEST_SHOWN = 200
_ENDING_SHOWN = 20
_RESERVED = frozenset(
    ("con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10)))
)
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_PROGRAMS = frozenset(
    """
    ade adp apk app appimage appref-ms appx bas bat bin chm class cmd com command cpl csh deb dll
    dmg docm dotm exe gadget hlp hta htm html inf ins iso isp jar jnlp job js jse ksh lnk mam mda
    mdb mht mhtml mjs msc msh msi msix msp mst ocx osx pif pkg pl potm ppam ppsm pptm ps1 ps2 psc1
    psd1 psm1 py pyc pyw pyz rb reg rpm run scf scpt scr sct settingcontent-ms sh shb shs shtml
    svg svgz sys terminal tmp url vb vbe vbs vhd vhdx vxd webloc website wim workflow ws wsc wsf
    wsh xbap xht xhtml xlam xll xlsm xltm xml xsl
    """.split()  # noqa: SIM905 - a list of quoted words is not easier to read
)
"""Endings of files that run, or that carry scripts which their program runs."""


def safe_name(name: str, *, fallback: str) -> str:
    """``name`` as a file name on every system: no path, no control or direction marks.

    ``fallback`` stands in where nothing is left of it.
    """
    cleaned = _FORBIDDEN.sub("_", _visible(name)).strip(" .")
    if not cleaned.strip("_"):
        return fallback
    stem, dot, ending = cleaned.rpartition(".")
    if not dot or len(ending) > 12:
        stem, dot, ending = cleaned, "", ""
    if stem.casefold().split(".")[0] in _RESERVED:
        stem = f"_{stem}"
    return stem[: _LONGEST - len(ending)].rstrip(" .") + dot + ending


def shown_name(name: str) -> str:
    """``name`` as it is shown: one line of what can be seen, and never without its true ending.

    A direction mark would let *invoice\u202efdp.exe* pass for a PDF. Empty where nothing is left.
    """
    shown = " ".join(_visible(name).split())
    if len(shown) <= _LONGEST_SHOWN:
        return shown
    return f"{shown[: _LONGEST_SHOWN - _ENDING_SHOWN - 1]}…{shown[-_ENDING_SHOWN:]}"


def is_program(name: str) -> bool:
    """Whether opening a file of this name may run something."""
    return name.casefold().rpartition(".")[2].strip() in _PROGRAMS


def numbered(name: str, number: int) -> str:
    """``name`` made another one: *offer (2).pdf*."""
    stem, dot, ending = name.rpartition(".")
    return f"{stem} ({number}).{ending}" if dot and stem else f"{name} ({number})"


def _visible(name: str) -> str:
    composed = unicodedata.normalize("NFC", name)
    return "".join(each for each in composed if unicodedata.category(each)[0] != "C")
