"""Contacts from and to files: vCard and CSV, told apart by their names."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass
