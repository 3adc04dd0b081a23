"""Zendesk macros: JSON as its API gives it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from app.formats.mail.html_text import to_text
from app.formats.snippets.body import BodyWriter
from app.formats.snippets.imported import (
    LONGEST_BODY,
    Imported,
    ImportedActions,
    Read,
    Skipped,
    any_variant,
    title_for,
    too_long,
    with_plain_breaks,
)
from app.formats.snippets.json_text import truth, word
from app.formats.snippets.liquid import write_liquid
from app.i18n import _
from app.rules.enums import Status

_STATUSES = {
    "new": Status.NEW,
    "open": Status.OPEN,
    "pending": Status.WAITING_CUSTOMER,
    "hold": Status.WAITING_THIRD,
    "solved": Status.SOLVED,
    "closed": Status.CLOSED,
}
_TEXTS = ("comment_value", "comment_value_html")


def macros_of(values: object) -> list[Any] | None:
    """The macros in these values, in any of the shapes of the API; None if there are none."""
    if isinstance(values, dict) and isinstance(values.get("macros"), list):
        return list(values["macros"])
    if isinstance(values, dict) and isinstance(values.get("macro"), dict):
        return [values["macro"]]
    if (
        isinstance(values, list)
        and values
        and isinstance(values[0], dict)
        and "actions" in values[0]
    ):
        return list(values)
    return None


def read(macros: Iterable[object]) -> Iterator[Read]:
    """The macros that write something; the others are named."""
    for place, each in enumerate(macros, 1):
        if isinstance(each, dict):
            yield _converted(each, place)
        else:
            yield Skipped(f"#{place}", _("It is no macro of Zendesk."))


def _converted(macro: Mapping[str, Any], place: int) -> Read:
    title = word(dict(macro), "title").strip()
    shown = title or f"#{place}"
    actions = _actions(macro)
    original = next((actions[key] for key in reversed(_TEXTS) if actions.get(key)), "")
    if not original.strip():
        return Skipped(shown, _("It changes tickets but writes no text."))
    text = to_text(original) if "comment_value_html" in actions else with_plain_breaks(original)
    if len(text) > LONGEST_BODY:
        return Skipped(shown, too_long())
    writer = BodyWriter()
    write_liquid(writer, text)
    body = writer.body()
    if writer.full:
        return Skipped(shown, too_long())
    status = _STATUSES.get(actions.get("status", ""))
    for field, value in actions.items():
        if field not in (*_TEXTS, "current_tags", "set_tags", "comment_mode_is_public") and not (
            field == "status" and status
        ):
            writer.warn(
                _("It also sets “{field}” to “{value}”, which is not carried over.").format(
                    field=field, value=value[:60]
                )
            )
    if not truth(actions.get("comment_mode_is_public"), default=True):
        writer.warn(_("It wrote an internal note, not an answer."))
    *folder, last = [part.strip() for part in title.split("::")] or [""]
    tags = " ".join(filter(None, (actions.get("current_tags"), actions.get("set_tags"))))
    return Imported(
        name=shown,
        title=last or title_for(body, shown),
        abbreviation="",
        variants=any_variant(body),
        original=original,
        folder=tuple(filter(None, folder)),
        enabled=truth(macro.get("active"), default=True),
        actions=ImportedActions(status=status, tags=tuple(dict.fromkeys(tags.split()))),
        warnings=writer.warnings,
    )


def _actions(macro: Mapping[str, Any]) -> dict[str, str]:
    """The last value of each action, as text: a comment may be a pair of channel and text."""
    found: dict[str, str] = {}
    listed = macro.get("actions")
    for each in listed if isinstance(listed, list) else ():
        if isinstance(each, dict) and isinstance(each.get("field"), str):
            value = each.get("value")
            if isinstance(value, list):
                value = value[-1] if each["field"] in _TEXTS else " ".join(map(str, value))
            found[each["field"]] = "" if value is None else str(value)
    return found
