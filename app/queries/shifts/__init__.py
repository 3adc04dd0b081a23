"""Reads of the shift plan, as the values of ``app.rules.rosters``."""
