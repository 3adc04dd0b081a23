"""Bounces and automatic replies, and the mail they answer."""

from dataclasses import dataclass

from app.formats.mail.body import Body
from app.formats.mail.structure import Entity


@dataclass(frozen=True, slots=True)
class Recognition:
    """``automatic``: no person wrote this mail; ``bounce``: it reports failed delivery."""

    automatic: bool
    bounce: bool
    original_message_id: str = ""


_ORDINARY = Recognition(automatic=False, bounce=False)


def recognise(root: Entity, body: Body) -> Recognition:
    """Judge a mail by its header and structure."""
    head = root.head
    submitted = head.get("auto-submitted").partition(";")[0].strip().lower()
    report = root.parameters.get("report-type", "").lower()
    if root.content_type == "multipart/report" and report == "delivery-status":
        return Recognition(automatic=True, bounce=True)
    if "x-failed-recipients" in head.fields:
        return Recognition(automatic=True, bounce=True)
    if submitted not in ("", "no"):
        return Recognition(automatic=True, bounce=False)
    return _ORDINARY
