"""The whole desk as files that other programs read, and that ``services.desk_import`` takes in."""

from app.services.desk_export.exporting import DeskExport, export_desk

__all__ = ["DeskExport", "export_desk"]
