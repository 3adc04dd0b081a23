"""Everything that can be written between ``<<`` and ``>>`` at this desk, in one language."""

from collections.abc import Sequence

from app.i18n import N_, _
from app.queries.facts import FactRow
from app.templating.snippets.names import completions
from app.ui.snippets.completion import Proposal, Vocabulary

_GROUPS = {
    "contact": N_("Contact"),
    "organisation": N_("Organisation"),
    "ticket": N_("Ticket"),
    "agent": N_("Agent"),
    "desk": N_("Desk"),
}


def vocabulary(
    language: str, facts: Sequence[FactRow], snippets: Sequence[tuple[str, str]]
) -> Vocabulary:
    """Names in ``language``; what is written the same way in both languages is offered once.

    ``snippets`` are abbreviations with their titles.
    """
    german = language == "de"
    nested = "baustein" if german else "snippet"
    fact = "fakt" if german else "fact"
    return Vocabulary(
        values=tuple(
            Proposal(each.text, each.text, _(each.label), group=_group(each.canonical))
            for each in completions(language)
        ),
        conditions=_words(german),
        filters=_filters(german),
        facts=tuple(
            Proposal(f"{fact}.{each.name}", f"{fact}.{each.name}", each.value, "fact")
            for each in facts
        ),
        snippets=tuple(
            Proposal(
                abbreviation,
                abbreviation,
                title,
                "snippets",
                alone=f'<<{nested}("{abbreviation}")>>',
            )
            for abbreviation, title in snippets
        ),
        questions=_questions(german),
        statements=_statements(german, nested),
    )


def _group(canonical: str) -> str:
    root = canonical.partition(".")[0] if "." in canonical else ""
    return _(_GROUPS[root]) if root in _GROUPS else _("Greeting and date")


def _words(german: bool) -> tuple[Proposal, ...]:
    written = (
        ("wenn ", "sonstwenn ", "sonst ", "ende ")
        if german
        else ("if ", "elif ", "else ", "endif ")
    )
    hints = (_("begins a condition"), _("else if"), _("else"), _("ends the condition"))
    return tuple(
        Proposal(word, word.strip(), hint, "split")
        for word, hint in zip(written, hints, strict=True)
    )


def _filters(german: bool) -> tuple[Proposal, ...]:
    working_days, days = ('(3, "wt")', '(1, "t")') if german else ('(3, "wd")', '(1, "d")')
    each = (
        ("datum", "date", _("as a date: 24 December 2026"), ""),
        ("uhrzeit", "time", _("as a time of day"), ""),
        (
            "plus",
            "plus",
            _("working days later, with holidays"),
            working_days,
        ),
        ("minus", "minus", _("days earlier"), days),
        ("gross", "upper", _("IN CAPITALS"), ""),
        ("klein", "lower", _("in small letters"), ""),
        ("titel", "title", _("Each Word Capital"), ""),
        ("anfang", "capital", _("First letter capital"), ""),
        ("du", "du", _("the word for du instead of Sie"), '("")'),
        ("default", "default", _("where nothing is known"), '("")'),
        ("liste", "list", _("a, b and c"), ""),
        ("zahl", "number", _("with separators: 1,234.50"), ""),
        ("euro", "euro", _("as an amount in euros"), ""),
    )
    return tuple(
        Proposal(
            (german_name if german else english) + arguments,
            german_name if german else english,
            hint,
            "filter",
            back=2 if arguments == '("")' else 0,
        )
        for german_name, english, hint, arguments in each
    )


def _questions(german: bool) -> tuple[Proposal, ...]:
    ask = "frage" if german else "ask"
    long, day, number, yes = (
        ("lang", "datum", "zahl", "ja/nein") if german else ("long", "date", "number", "yes/no")
    )
    several = "mehrere" if german else "several"
    kinds = (
        (f'<<{ask}("")>>', _("Ask for a short text"), 4),
        (f'<<{ask}("", "{long}")>>', _("Ask for a long text"), 4 + len(long) + 4),
        (f'<<{ask}("", "A|B")>>', _("Ask to choose one"), 4 + 7),
        (f'<<{ask}("", "{several}: A|B")>>', _("Ask to choose several"), 4 + 9 + len(several)),
        (f'<<{ask}("", "{day}")>>', _("Ask for a day"), 4 + len(day) + 4),
        (f'<<{ask}("", "{number}")>>', _("Ask for a number"), 4 + len(number) + 4),
        (
            f'<<% if {ask}("", "{yes}") %>>\n\n<<% endif %>>',
            _("A paragraph to switch on or off"),
            len(f'", "{yes}") %>>\n\n<<% endif %>>'),
        ),
    )
    return tuple(
        Proposal(text, _short(text), hint, "question", back=back) for text, hint, back in kinds
    )


def _statements(german: bool, nested: str) -> tuple[Proposal, ...]:
    form = "kontakt.anredeform" if german else "contact.form"
    return (
        Proposal(
            "<<% if  %>>\n\n<<% endif %>>",
            "<<% if … %>>",
            _("A paragraph for some only"),
            "split",
            back=len(" %>>\n\n<<% endif %>>"),
        ),
        Proposal(
            f'<<% if {form} == "du" %>>\n\n<<% else %>>\n\n<<% endif %>>',
            '<<% if … == "du" %>>',
            _("Another text for du"),
            "split",
            back=len("\n<<% else %>>\n\n<<% endif %>>"),
        ),
        Proposal(f'<<{nested}("")>>', f"{nested}(…)", _("Another snippet"), "snippets", back=4),
        Proposal("<<cursor>>", "cursor", _("Where one goes on writing"), "text"),
        Proposal("<<#  #>>", "<<# … #>>", _("A note that is never sent"), "note", back=4),
    )


def _short(text: str) -> str:
    return text.split("\n")[0].removeprefix("<<").removesuffix(">>").replace('""', "…")
