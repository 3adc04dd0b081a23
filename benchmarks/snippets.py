"""How quickly a snippet is checked, compiled and filled in, beside Jinja2 as it comes."""

from collections.abc import Callable, Iterator
from time import process_time
from typing import Any

from jinja2 import Environment, Template

from app.rules.enums import FormOfAddress, Gender
from app.templating.snippets.dates import later, written_day
from app.templating.snippets.language import check, compiled, sample_snapshot
from app.templating.snippets.names import NAMES
from app.templating.snippets.numbers import read_number, written_euro
from app.templating.snippets.values import Answer, Snapshot
from benchmarks.figure import Figure, at_most

_TEXT = """\
<<anrede>>,

vielen Dank für Ihre Nachricht zu „<<betreff>>“ vom <<eingang|datum("kurz")>>. Ich habe Ihre
Anfrage unter der Nummer <<ticket>> aufgenommen und kümmere mich persönlich darum. Damit nichts
verloren geht, nennen Sie diese Nummer gern in allen weiteren Nachrichten zu diesem Thema.

<<% if farbe == "rot" %>>
Das rote Gerät schicken wir Ihnen heute noch zu, es geht an die Anschrift der Firma <<firma>>.
Den Lieferschein finden Sie im Paket; eine Rückgabe ist innerhalb von vierzehn Tagen möglich.
<<% else %>>
Das Gerät in der Farbe <<farbe>> ist derzeit nicht vorrätig. Wir haben es für Sie nachbestellt
und melden uns, sobald es bei uns eingetroffen ist. Sie müssen dafür nichts weiter tun.
<<% endif %>>

Bitte prüfen Sie in der Zwischenzeit die folgenden Punkte an Ihrem <<produkt>>: Ist das Kabel
fest eingesteckt, leuchtet die Anzeige grün, und haben Sie das Gerät einmal neu gestartet? Bei
vielen unserer Kunden war das Problem damit schon behoben, auch wenn es sich einfach anhört.

Sie bekommen bis zum <<heute|plus(3, "wt")|datum>> eine Antwort von mir, auch dann, wenn wir bis
dahin noch keine Lösung haben. Ihre Kundennummer ist <<kundennummer>>, wir erreichen Sie unter
<<telefon>> oder <<email>>, gern auch zu einer Zeit, die Sie uns nennen. Der Betrag von
<<betrag|euro>> wird Ihnen in jedem Fall erstattet, unabhängig davon, wie die Prüfung ausgeht.
 Fragen beantworten wir unter <<desk.email>>.

<<% if lösung %>>Zuletzt notiert: <<lösung>><<% endif %>>
<<cursor>>
Mit freundlichen Grüßen
<<agent>>
<<tresen>>
"""
_SIGNS = (("<<%", "{%"), ("%>>", "%}"), ("<<", "{{"), (">>", "}}"), ("desk.email", "desk_email"))
_ANSWERS: dict[str, Answer] = {"farbe": "blau", "betrag": "12,50"}
_BATCH = 50
_ROUNDS = 200
_COMPILATIONS = 40


def figures() -> list[Figure]:
    """CPU time, the best of many rounds that take turns with the peer's."""
    return [*_rendering(), _compiling()]


def _rendering() -> Iterator[Figure]:
    snapshot = sample_snapshot("de", FormOfAddress.SIE, Gender.FEMALE)
    template = compiled(_TEXT)
    plain, values = _plain_jinja(snapshot)
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(_ROUNDS):
        ours.append(_microseconds(lambda: template.render(snapshot, _ANSWERS)))
        theirs.append(_microseconds(lambda: plain.render(values)))
    size = f"{len(_TEXT.encode()) / 1000:.1f} kB"
    peer = f"plain Jinja2: {min(theirs):.1f} µs"
    yield at_most(f"fill in a compiled snippet of {size}", min(ours), 30, "µs", peer=peer)
    yield at_most("the same beside plain Jinja2", min(ours) / min(theirs), 2, "times")


def _plain_jinja(snapshot: Snapshot) -> tuple[Template, dict[str, Any]]:
    """The same text as a plain Jinja2 template with the same filters, its values looked up."""
    source = _TEXT
    for ours, theirs in _SIGNS:
        source = source.replace(ours, theirs)
    environment = Environment(trim_blocks=True)
    now = snapshot.now
    environment.filters["datum"] = lambda day, form="": written_day(day, "de", form)
    environment.filters["plus"] = lambda day, amount, unit: later(
        day, amount, unit, now=now, holidays=snapshot.holidays
    )
    environment.filters["euro"] = lambda text: written_euro(read_number(text) or 0, "de")
    values = {
        alias: snapshot.values[name.canonical]
        for name in NAMES
        for alias in name.german
        if name.canonical in snapshot.values and f"<<{alias}" in _TEXT
    }
    values |= {"anrede": "Sehr geehrte Frau Müller", "heute": now.date(), "cursor": ""}
    return environment.from_string(source), {**values, "desk_email": "", **_ANSWERS}


def _compiling() -> Figure:
    taken = []
    for number in range(_COMPILATIONS):
        source = f"{_TEXT}{number}"
        start = process_time()
        check(source)
        compiled(source)
        taken.append((process_time() - start) * 1000)
    return at_most("check and compile it", min(taken), 8, "ms", note="CPU time")


def _microseconds(act: Callable[[], object]) -> float:
    start = process_time()
    for _ in range(_BATCH):
        act()
    return (process_time() - start) / _BATCH * 1_000_000
