"""What the record tells of a feedback round: each remark, where it came from, what became of it."""

from sqlalchemy.orm import Session

from app.i18n import _, quoted
from app.queries.workshop.missions import RemarkRow, Version, remarks_on
from app.rules.workshop.documents import Bullets, Section
from app.rules.workshop.feedback import MISSING


def feedback_section(session: Session, version: Version) -> Section | None:
    """The remarks on a version in the order of its sentences; None where nothing was said."""
    found = remarks_on(session, version.id)
    if not found:
        return None
    title = _("Feedback on version {number}").format(number=version.number)
    items = tuple((_said(each, version), _what_became_of(each)) for each in found)
    return Section(title, (Bullets(items),))


def _said(remark: RemarkRow, version: Version) -> str:
    verdict = remark.verdict.label if remark.verdict is not None else ""
    said = ": ".join(each for each in (verdict, remark.comment) if each)
    return f"{_about(remark, version)} {said}"


def _about(remark: RemarkRow, version: Version) -> str:
    if remark.sentence is not None:
        return quoted(version.sentences[remark.sentence].text)
    if remark.question == MISSING:
        return _("What is missing?")
    return _("Do they recognise us in it?")


def _what_became_of(remark: RemarkRow) -> str:
    if remark.taken_up is None:
        return remark.source.label
    decision = _("Taken up") if remark.taken_up else _("Declined")
    return f"{remark.source.label}, {': '.join(filter(None, (decision, remark.reason)))}"
