"""What the audience sees while ideas are collected and sorted."""

from app.i18n import _, ngettext
from app.queries.workshop.workshops import Workshop
from app.ui.workshop.audience.scene import Column, Columns, Item, Mark, Scene, Words


def ideas_scene(workshop: Workshop, *, newest: int = 0, sorting: bool = False) -> Scene:
    """All questions with their ideas; the idea ``newest`` stands out. Baskets are not shown."""
    columns = tuple(
        Column(
            each.text,
            tuple(
                Item(idea.text, Mark.NEW if idea.id == newest else Mark.PLAIN)
                for idea in each.ideas
            ),
            empty=_("No idea yet"),
        )
        for each in workshop.questions
    )
    count = len(workshop.basket)
    note = ""
    if sorting and count:
        note = ngettext(
            "{n} idea is in the basket and not forgotten.",
            "{n} ideas are in the basket and not forgotten.",
            count,
        ).format(n=count)
    return Scene(workshop.title, Columns(columns, newest=not sorting), note=note, clock=True)


def silent_scene(workshop: Workshop) -> Scene:
    """Everyone writes for themselves first."""
    text = _("Write your ideas on slips, in silence: one idea on each slip.")
    questions = "\n".join(each.text for each in workshop.questions)
    return Scene(workshop.title, Words(text, caption=questions), clock=True)
