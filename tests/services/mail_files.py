"""Mails as files, written by tests."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

from app.services.imports import ImportReport, run_import
from tests.desk_fixtures import MORNING, Desk

EVA = "Eva Müller <eva@kunde.example>"
HELP = "Shop Help <help@shop.example>"


def mail(
    name: str,
    *,
    sender: str = EVA,
    to: str = HELP,
    subject: str = "Printer",
    sent: datetime | timedelta = timedelta(hours=1),
    answers: str = "",
    references: Sequence[str] = (),
    text: str = "It does not print.",
    more: str = "",
) -> bytes:
    """A mail whose Message-ID is ``name@test``; ``sent`` is a moment or how long ago."""
    moment = MORNING - sent if isinstance(sent, timedelta) else sent
    lines = [
        f"From: {sender}",
        f"To: {to}",
        f"Subject: {subject}",
        f"Date: {format_datetime(moment.astimezone(UTC))}",
    ]
    if name:
        lines.append(f"Message-ID: <{name}@test>")
    if answers:
        lines.append(f"In-Reply-To: <{answers}@test>")
    if references:
        lines.append("References: " + " ".join(f"<{each}@test>" for each in references))
    if more:
        lines.append(more)
    return ("\r\n".join([*lines, "Content-Type: text/plain; charset=utf-8"]) + "\r\n\r\n").encode(
        "utf-8"
    ) + f"{text}\r\n".encode()


def files(folder: Path, mails: Sequence[bytes]) -> list[Path]:
    """The mails as ``.eml`` files in this order."""
    folder.mkdir(parents=True, exist_ok=True)
    start = len(list(folder.iterdir()))
    paths = []
    for number, raw in enumerate(mails, start):
        path = folder / f"{number:05}.eml"
        path.write_bytes(raw)
        paths.append(path)
    return paths


def bring(
    desk: Desk,
    folder: Path,
    *mails: bytes,
    close_old: bool = True,
    now: datetime = MORNING,
) -> ImportReport:
    """Import mails in this order, as one import."""
    return run_import(
        desk.database,
        files(folder / f"import-{len(list(folder.iterdir()))}", mails),
        close_old=close_old,
        now=now,
        agent_id=desk.kim,
        label="Imported mails",
    )


def conversations(desk: Desk) -> set[frozenset[str]]:
    """Which mails are together in a ticket, by their ``name``."""
    rows = desk.rows(
        "SELECT ticket_id, replace(headers ->> 'message_id', '@test', '') FROM message "
        "WHERE direction <> 'note'"
    )
    tickets: dict[int, set[str]] = {}
    for ticket_id, name in rows:
        tickets.setdefault(ticket_id, set()).add(name)
    return {frozenset(names) for names in tickets.values()}
