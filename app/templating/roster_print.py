"""Plans as HTML to print, within what QTextDocument understands; letters tell what colours do."""

from dataclasses import dataclass

from app.templating.print_templates import print_template


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell; ``tint`` is a CSS colour or empty."""

    text: str
    tint: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A person or a kind of shift, the days, and figures at the end."""

    name: str
    cells: tuple[PrintedCell, ...]
    figures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedMonth:
    """People by days on one page. ``weekdays`` and ``numbers`` head the days, ``figures`` the ends
    of the rows; ``cover`` are rows of counts below; ``notes`` explain letters and holidays."""

    title: str
    state: str
    weekdays: tuple[PrintedCell, ...]
    numbers: tuple[PrintedCell, ...]
    figures: tuple[str, ...]
    rows: tuple[PrintedRow, ...]
    cover: tuple[PrintedRow, ...]
    notes: tuple[str, ...]
    footer: str


@dataclass(frozen=True, slots=True)
class PrintedDay:
    """A day of a person: the date, what is planned in words, further lines; empty outside."""

    date: str = ""
    shift: str = ""
    lines: tuple[str, ...] = ()
    tint: str = ""


@dataclass(frozen=True, slots=True)
class PrintedPerson:
    """A person's month as a calendar; ``weeks`` are rows of seven days."""

    title: str
    state: str
    weekdays: tuple[str, ...]
    weeks: tuple[tuple[PrintedDay, ...], ...]
    facts: tuple[tuple[str, str], ...]
    footer: str


@dataclass(frozen=True, slots=True)
class PrintedSlip:
    """An offer to swap a shift, to be signed; ``partners`` are pairs of name and remark."""

    title: str
    facts: tuple[tuple[str, str], ...]
    partners_title: str
    partners: tuple[tuple[str, str], ...]
    signatures: tuple[str, ...]
    footer: str


def month_html(month: PrintedMonth) -> str:
    """A whole HTML document; every text in it is escaped."""
    return print_template("roster_month.html").render(month=month)


def person_html(person: PrintedPerson) -> str:
    """The calendar of a person, likewise."""
    return print_template("roster_person.html").render(person=person)


def slip_html(slip: PrintedSlip) -> str:
    """A swap slip, likewise."""
    return print_template("swap_slip.html").render(slip=slip)
