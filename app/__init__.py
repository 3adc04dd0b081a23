"""Tresen, a help desk that fits on one laptop."""

__version__ = "0.1.0"
