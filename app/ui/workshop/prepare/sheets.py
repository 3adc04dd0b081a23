"""A workshop's agenda and slips, put into words for print."""

from app.i18n import _, ngettext
from app.queries.workshop.workshops import Workshop
from app.templating.workshop_sheets import Agenda, AgendaPhase, agenda_html, slips_html
from app.ui.times import day_text


def agenda(workshop: Workshop) -> str:
    """The agenda as HTML."""
    total = sum(each.minutes for each in workshop.plan)
    present = ngettext("{n} person", "{n} people", workshop.people).format(n=workshop.people)
    facts = [day_text(workshop.day), present, _("{minutes} min").format(minutes=total)]
    if workshop.names:
        facts[1] = ", ".join(workshop.names)
    return agenda_html(
        Agenda(
            title=workshop.title,
            facts=" · ".join(facts),
            questions_head=_("Questions"),
            questions=tuple(each.text for each in workshop.questions),
            plan_head=_("Plan"),
            phases=tuple(
                AgendaPhase(
                    _("{minutes} min").format(minutes=each.minutes),
                    each.phase.label,
                    each.phase.purpose,
                )
                for each in workshop.plan
            ),
            notes_head=_("Notes"),
            notes=workshop.notes,
        )
    )


def slips(workshop: Workshop) -> str:
    """Slips for the silent start as HTML, a page for each question."""
    return slips_html(workshop.title, [each.text for each in workshop.questions])
