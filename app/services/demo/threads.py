"""How much of a scenario has been heard by now, and how answers quote."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta, tzinfo

from app.services.demo.fates import Fate
from app.services.demo.scenarios import Line, Scenario, Who
from app.services.demo.story import Said

_THANKS = {"de": "Super, vielen Dank!", "en": "Great, thank you!"}


def heard(scenario: Scenario, outcome: Fate) -> list[Line]:
    """As much of the thread as has happened by now."""
    lines = list(scenario.lines)
    match outcome:
        case Fate.NEW | Fate.MERGED | Fate.DRAFTED:
            return lines[:1]
        case Fate.WAITING_CUSTOMER | Fate.WAITING_THIRD | Fate.SNOOZED:
            return _until_last(lines, Who.AGENT)
        case Fate.MINE | Fate.THEIRS | Fate.NOBODYS | Fate.OVERDUE | Fate.DUE_TODAY:
            return _until_last(lines[:-1] or lines, Who.CUSTOMER)
        case Fate.THANKED:
            thanks = Line(Who.CUSTOMER, timedelta(hours=3), _THANKS[scenario.language])
            return [*_until_last(lines, Who.AGENT), thanks]
        case _:
            return lines


def length(lines: Sequence[Line]) -> timedelta:
    """From the first entry to the last."""
    return sum((line.after for line in lines[1:]), timedelta())


def quoted(said: Said, before: Said, *, language: str, zone: tzinfo) -> Said:
    """An answer above the mail that it answers, as most mail programs write it."""
    local = before.at.astimezone(zone)
    by = "Ahornwerk <service@ahornwerk.example>"
    if language == "de":
        intro = f"Am {local:%d.%m.%Y} um {local:%H:%M} schrieb {by}:"
    else:
        intro = f"On {local:%Y-%m-%d} at {local:%H:%M}, {by} wrote:"
    quote = "\n".join(f"> {line}" if line else ">" for line in before.text.splitlines())
    return replace(said, text=f"{said.text}\n\n{intro}\n{quote}")


def _until_last(lines: Sequence[Line], who: Who) -> list[Line]:
    """Up to the last entry of ``who``; the first where there is none."""
    places = [place for place, line in enumerate(lines) if line.who is who]
    return list(lines[: places[-1] + 1]) if places else list(lines[:1])
