"""Shift plans in files: calendars for phones and mail programs, tables for spreadsheets."""
