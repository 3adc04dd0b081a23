"""Commands for snippets: import, list, render, check and export them."""

import argparse
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli.commands import DONE, FAILED, Commands, count, print_json, print_json_list
from app.cli.desks import desk_path, desk_to_read, desk_to_write
from app.errors import UserError
from app.i18n import _

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.queries.snippet_rows import SnippetRow
    from app.templating.snippets.fields import Field
    from app.templating.snippets.language import Nested, Rendered
    from app.templating.snippets.problems import Problem

_LANGUAGES = ("de", "en")
_FORMS = ("sie", "du")
_OPEN_PLACE = "[…]"


def add_to(commands: Commands) -> None:
    """``snippets import``, ``list``, ``render``, ``check`` and ``export``."""
    group = commands.group("snippets", _("import, list, render, check and export snippets"))
    importing = group.add("import", _("read snippets of this and other programs"), _import)
    importing.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    importing.add_argument(
        "--duplicates",
        choices=("merge", "rename", "skip"),
        help=_("what to do with snippets that are there already"),
    )
    group.add("list", _("all snippets by title"), _list)
    rendering = group.add("render", _("fill in a snippet"), _render)
    rendering.add_argument("abbreviation", metavar="ABBREVIATION")
    rendering.add_argument("--ticket", type=count, metavar="N", help=_("for this ticket"))
    rendering.add_argument(
        "--set",
        dest="answers",
        action="append",
        default=[],
        type=_answer,
        metavar="NAME=VALUE",
        help=_("fill in a field; may be given several times"),
    )
    rendering.add_argument("--language", choices=_LANGUAGES, help=_("instead of the customer's"))
    rendering.add_argument("--form", choices=_FORMS, help=_("Sie or du, whatever the customer is"))
    checking = group.add("check", _("what is wrong with a text for a snippet"), _check)
    checking.add_argument("file", type=Path, metavar="FILE")
    exporting = group.add("export", _("write all snippets to a .json, .csv or .yml file"), _export)
    exporting.add_argument("destination", type=Path, metavar="DEST")


def _import(arguments: argparse.Namespace) -> int:
    from app.services.snippet_import import Choice, carry_out, plan

    with desk_to_write(arguments, create=True) as database:
        planned = plan(database, arguments.paths)
        if arguments.duplicates:
            planned = planned.with_choice(Choice(arguments.duplicates))
        report = carry_out(
            database, planned, agent_id=None, now=datetime.now(UTC), label=_("Import snippets")
        )
    if arguments.json:
        print_json(
            {
                "imported": report.imported,
                "merged": report.merged,
                "skipped": [{"name": each.name, "reason": each.reason} for each in report.skipped],
                "warnings": [
                    {"name": each.name, "reason": each.reason} for each in report.warnings
                ],
            }
        )
    else:
        print(
            _("{imported} snippets imported, {merged} merged, {skipped} skipped.").format(
                imported=report.imported, merged=report.merged, skipped=len(report.skipped)
            )
        )
    for each in (*report.skipped, *report.warnings):
        print(f"{each.name}: {each.reason}", file=sys.stderr)
    return FAILED if planned.skipped else DONE


def _list(arguments: argparse.Namespace) -> int:
    from app.queries.snippets import snippet_ids, snippet_rows

    with desk_to_read(arguments) as database:
        rows = database.read(lambda session: snippet_rows(session, snippet_ids(session)))
    if arguments.json:
        print_json_list(_row_json(row) for row in rows)
    else:
        for row in rows:
            print(f"{row.abbreviation:<16}  {row.title}  {row.folder}".rstrip())
    return DONE


def _row_json(row: "SnippetRow") -> dict[str, Any]:
    return {
        "abbreviation": row.abbreviation,
        "title": row.title,
        "folder": row.folder,
        "tags": list(row.tags),
        "languages": list(row.languages),
        "forms": [form.value for form in row.forms],
        "favourite": row.favourite,
        "version": row.version,
        "uses": row.use_count,
        "last_used": row.last_used_at.isoformat() if row.last_used_at else None,
        "seconds_saved": row.seconds_saved,
    }


def _render(arguments: argparse.Namespace) -> int:
    from app.rules.enums import FormOfAddress
    from app.rules.placeholders import open_spans

    with desk_to_read(arguments) as database:
        rendered = database.read(
            _rendered,
            arguments.abbreviation,
            number=arguments.ticket,
            answers=dict(arguments.answers),
            language=arguments.language,
            form=FormOfAddress(arguments.form) if arguments.form else None,
        )
    text, cursor, shift = rendered.text, rendered.cursor, 0
    for span in open_spans(rendered.text):
        text = f"{text[: span.start + shift]}{_OPEN_PLACE}{text[span.end + shift :]}"
        shrunk = len(_OPEN_PLACE) - (span.end - span.start)
        shift += shrunk
        if cursor is not None and rendered.cursor is not None and span.end <= rendered.cursor:
            cursor += shrunk
    missing = [_as_written(field) for field in rendered.missing]
    if arguments.json:
        print_json({"text": text, "missing": missing, "cursor": cursor})
    else:
        print(text)
        if missing:
            print(_("Still open: {names}").format(names=", ".join(missing)), file=sys.stderr)
    return DONE


def _as_written(field: "Field") -> str:
    """The name of ``field`` with its umlauts, as the snippet has it."""
    from app.templating.snippets.fields import field_name, one_word

    return one_word(field.label) if field_name(field.label) == field.name else field.name


def _rendered(
    session: "Session",
    abbreviation: str,
    *,
    number: int | None,
    answers: Mapping[str, str],
    language: str | None,
    form: Any,
) -> "Rendered":
    from app.queries.desk import agents
    from app.queries.snippet_values import in_words_of, snapshot
    from app.queries.snippets import library_of, snippet_by_abbreviation
    from app.queries.tickets import ticket_by_number
    from app.templating.snippets.answers import checked_answers
    from app.templating.snippets.language import compiled

    snippet_id = snippet_by_abbreviation(session, abbreviation)
    if snippet_id is None:
        raise UserError(_("There is no snippet “{name}”.").format(name=abbreviation))
    ticket_id = ticket_by_number(session, number) if number is not None else None
    if number is not None and ticket_id is None:
        raise UserError(_("There is no ticket {number}.").format(number=number))
    known_agents = agents(session)
    only_one = known_agents[0] if len(known_agents) == 1 else None
    agent_id = only_one.id if only_one and only_one.name != _("Me") else None
    now = datetime.now(UTC)
    known = snapshot(
        session, ticket_id=ticket_id, agent_id=agent_id, now=now, language=language, form=form
    )
    library = library_of(session, ids=[snippet_id])
    variant = library.variant_of(snippet_id, known.language, known.form)
    if variant is None:
        raise UserError(_("The snippet “{name}” has no text.").format(name=abbreviation))
    known = in_words_of(session, known, variant, ticket_id=ticket_id, agent_id=agent_id, now=now)
    template = compiled(variant.body, nested=library.nested(known.language, known.form))
    return template.render(known, checked_answers(template, answers))


def _check(arguments: argparse.Namespace) -> int:
    from app.templating.snippets.language import check

    try:
        source = arguments.file.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else _("It is no text in UTF-8.")
        raise UserError(
            _("“{name}” cannot be read: {reason}").format(name=arguments.file, reason=reason)
        ) from error
    nested, abbreviations = _known_snippets(arguments, source)
    problems = check(source, nested, abbreviations=abbreviations)
    if arguments.json:
        print_json_list(_problem_json(each) for each in problems)
    else:
        for each in problems:
            print(f"{each.line}:{each.column}  {each.message}")
        if not problems:
            print(_("Nothing is wrong with it."))
    return FAILED if any(each.severe for each in problems) else DONE


def _known_snippets(
    arguments: argparse.Namespace, source: str
) -> tuple["Nested | None", tuple[str, ...]]:
    """What the text may have within it, if there is a desk."""
    if not desk_path(arguments).is_file():
        return None, ()
    from app.queries.snippets import catalogue, library_of
    from app.rules.enums import FormOfAddress

    with desk_to_read(arguments) as database:
        library = database.read(library_of, bodies=[source])
        known = tuple(each.abbreviation for each in database.read(catalogue))
    return library.nested(library.desk_language, FormOfAddress.UNKNOWN), known


def _problem_json(problem: "Problem") -> dict[str, Any]:
    fix = problem.fix
    return {
        "line": problem.line,
        "column": problem.column,
        "length": problem.length,
        "message": problem.message,
        "severe": problem.severe,
        "fix": fix
        and {
            "label": fix.label,
            "start": fix.start,
            "length": fix.length,
            "replacement": fix.replacement,
        },
    }


def _export(arguments: argparse.Namespace) -> int:
    from app.services.snippet_export import ExportKind, export

    ending = arguments.destination.suffix.lower().removeprefix(".")
    kinds = {kind.value: kind for kind in ExportKind} | {"yaml": ExportKind.ESPANSO}
    if ending not in kinds:
        raise UserError(
            _("“{name}” ends in none of: {endings}").format(
                name=arguments.destination.name, endings=", ".join(f".{each}" for each in kinds)
            )
        )
    with desk_to_read(arguments) as database:
        written = database.read(export, kinds[ending])
    try:
        arguments.destination.write_bytes(written.content)
    except OSError as error:
        raise UserError(
            _("“{name}” could not be saved: {reason}. Choose another place.").format(
                name=arguments.destination, reason=error.strerror
            )
        ) from error
    warnings = [{"name": name, "reason": reason} for name, reason in written.warnings]
    if arguments.json:
        print_json({"exported": written.count, "warnings": warnings})
    else:
        print(_("{count} snippets written.").format(count=written.count))
        for each in warnings:
            print(f"{each['name']}: {each['reason']}", file=sys.stderr)
    return DONE


def _answer(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise argparse.ArgumentTypeError(_("“{text}” is not NAME=VALUE").format(text=text))
    return name.strip(), value
