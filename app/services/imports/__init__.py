"""Mail in: what an import would do, and the import itself."""

from app.services.imports.importing import run_import
from app.services.imports.report import Failure, ImportReport, Survey
from app.services.imports.survey import survey

__all__ = ["Failure", "ImportReport", "Survey", "run_import", "survey"]
