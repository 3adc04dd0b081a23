"""What all sections of the settings share."""

from app.ui.widgets.subject_section import SubjectSection


class SettingsSection(SubjectSection):
    """One subject of the settings."""
