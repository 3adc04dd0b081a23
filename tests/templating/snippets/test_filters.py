"""What each filter makes of values, at the borders of calendars, clocks and languages."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from app.rules.calendar import PublicHolidays
from app.rules.enums import FormOfAddress
from app.rules.placeholders import visible
from app.templating.snippets.filter_table import FILTERS, FilterRule
from tests.templating.snippets.filling import ENGLISH, rendered, text

_BERLIN = ZoneInfo("Europe/Berlin")


def _on(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, 0, tzinfo=_BERLIN)


@pytest.mark.parametrize(
    ("form", "german", "english"),
    [
        ("", "12. März 2026", "12 March 2026"),
        ("kurz", "12.03.2026", "12 Mar 2026"),
        ("short", "12.03.2026", "12 Mar 2026"),
        ("voll", "Donnerstag, 12. März 2026", "Thursday, 12 March 2026"),
        ("wochentag", "Donnerstag", "Thursday"),
        ("monat", "März", "March"),
        ("iso", "2026-03-12", "2026-03-12"),
        ("TT.MM.JJJJ", "12.03.2026", "12.03.2026"),
        ("dd/MM/yy", "12/03/26", "12/03/26"),
        ("EEEE, d. MMMM", "Donnerstag, 12. März", "Thursday, 12. March"),
        ("EEE d.M.", "Do 12.3.", "Thu 12.3."),
        ("'am' d. MMMM", "am 12. März", "am 12. March"),
    ],
)
def test_dates_are_written_in_many_forms(form: str, german: str, english: str) -> None:
    assert text(f'<<heute|datum("{form}")>>') == german
    assert text(f'<<today|date("{form}")>>', on=ENGLISH) == english


def test_a_date_can_be_written_in_the_other_language() -> None:
    assert text('<<heute|datum("lang", "en")>>') == "12 March 2026"


def test_times_are_written_by_the_clock_of_the_language() -> None:
    for hour, german, english in ((0, "00:00", "12:00 am"), (12, "12:00", "12:00 pm")):
        now = _on(date(2026, 3, 12), hour)
        assert text("<<jetzt|uhrzeit>>", now=now) == german
        assert text("<<now|time>>", on=ENGLISH, now=now) == english
    assert text('<<now|time("24")>>', on=ENGLISH) == "09:15"


@pytest.mark.parametrize(
    ("today", "added", "then"),
    [
        ("2026-03-12", "plus(1)", "2026-03-13"),
        ("2026-03-12", 'plus(3, "t")', "2026-03-15"),
        ("2026-03-12", 'minus(12, "tage")', "2026-02-28"),
        ("2026-03-12", 'plus(2, "w")', "2026-03-26"),
        ("2026-03-12", 'plus(2, "weeks")', "2026-03-26"),
        ("2026-01-31", 'plus(1, "monate")', "2026-02-28"),
        ("2028-01-31", 'plus(1, "months")', "2028-02-29"),
        ("2026-01-31", 'minus(2, "m")', "2025-11-30"),
        ("2028-02-29", 'plus(1, "jahr")', "2029-02-28"),
        ("2026-12-31", 'plus(1, "d")', "2027-01-01"),
        ("2026-03-13", 'plus(1, "wt")', "2026-03-16"),
        ("2026-03-14", 'plus(1, "wt")', "2026-03-16"),
        ("2026-03-13", 'plus(5, "working days")', "2026-03-20"),
        ("2026-03-16", 'minus(1, "wt")', "2026-03-13"),
        ("2026-03-15", 'minus(1, "werktage")', "2026-03-13"),
        ("2026-03-14", 'plus(0, "wt")', "2026-03-14"),
        ("2026-04-02", 'plus(3, "wt")', "2026-04-09"),
        ("2026-04-07", 'minus(1, "wt")', "2026-04-02"),
        ("2026-12-23", 'plus(2, "wt")', "2026-12-28"),
    ],
)
def test_time_is_added_over_weekends_holidays_and_month_ends(
    today: str, added: str, then: str
) -> None:
    now = _on(date.fromisoformat(today))
    holidays = PublicHolidays("DE", "BW")
    assert text(f'<<heute|{added}|datum("iso")>>', now=now, holidays=holidays) == then


def test_hours_are_counted_on_the_line_of_time_and_days_on_the_wall() -> None:
    before = datetime(2026, 3, 28, 20, 0, tzinfo=_BERLIN)
    assert text('<<jetzt|plus(10, "h")|uhrzeit>>', now=before) == "07:00"
    assert text('<<jetzt|plus(1, "t")|uhrzeit>>', now=before) == "20:00"
    autumn = datetime(2026, 10, 24, 20, 0, tzinfo=_BERLIN)
    assert text('<<jetzt|plus(10, "h")|uhrzeit>>', now=autumn) == "05:00"


def test_a_time_that_the_clock_skips_moves_on() -> None:
    now = datetime(2026, 3, 28, 2, 30, tzinfo=_BERLIN)
    assert text("<<jetzt|plus(1)|uhrzeit>>", now=now) == "03:30"


def test_hours_added_to_a_day_start_now() -> None:
    assert text('<<heute|plus(4, "h")|uhrzeit>>') == "13:15"
    assert text('<<jetzt|plus(90, "min")|uhrzeit>>') == "10:45"
    assert text('<<jetzt|plus(1.5, "h")|uhrzeit>>') == "10:45"


def test_how_much_is_added_may_be_asked_for() -> None:
    source = '<<heute|plus(frist, "t")|datum("iso")>>'
    assert visible(text(source)) == "[Frist …]"
    assert text(source, {"frist": "2"}) == "2026-03-14"
    assert text(source, {"frist": "9999999999"}) == "2036-03-19"
    assert text(source, {"frist": "gar nicht"}) == "2026-03-12"


def test_dates_at_the_end_of_the_calendar_stay_where_they_are() -> None:
    source = '<<frage("Tag", "datum")|plus(10, "j")|datum("iso")>>'
    assert text(source, {"tag": "9999-12-31"}) == "9999-12-31"
    assert text('<<frage("Tag", "datum")|minus(10, "j")|datum("iso")>>', {"tag": "0001-01-01"}) == (
        "0001-01-01"
    )


def test_a_calendar_without_working_days_ends_the_search() -> None:
    class Always:
        def __contains__(self, _day: object) -> bool:
            return True

    assert text('<<heute|plus(3, "wt")|datum("iso")>>', holidays=Always()) == "2026-03-12"


def test_numbers_can_be_added_too() -> None:
    assert text("<<ticket|plus(1)>> <<ticket|minus(2)>>") == "1043 1040"


def test_letters_change_their_case() -> None:
    assert text('<<"straße"|gross>> <<"ÄÖ"|klein>>') == "STRASSE äö"
    assert text('<<"eva-maria o’neill d\'arc"|titel>>') == "Eva-Maria O’neill D'arc"
    assert text('<<"guten tag"|anfang>>') == "Guten tag"


def test_the_form_of_address_chooses_a_word() -> None:
    source = '<<"Ihr"|du("dein")>> <<"Sie"|du("du")|gross>>'
    assert text(source) == "Ihr SIE"
    assert text(source, form=FormOfAddress.DU) == "dein DU"
    assert text(source, form=FormOfAddress.UNKNOWN) == "Ihr SIE"


def test_a_default_stands_in_for_what_is_missing() -> None:
    assert text('<<telefon|default("keine")>>', values={}) == "keine"
    assert text('<<telefon|default("keine")>>') == "030 1234567"
    assert text('<<telefon|gross|vorgabe("keine")>>', values={}) == "keine"
    assert text("<<telefon|default(email)>>", values={"contact.email": "e@x"}) == "e@x"
    filled = rendered("<<telefon|default(email)>>", values={})
    assert [field.name for field in filled.missing] == ["contact.email"]
    assert rendered('<<telefon|default("keine")>>', values={}).asked == ()


def test_lists_are_joined_as_the_language_does() -> None:
    source = '<<frage("Farben", "mehrere: rot|blau|grün")|liste%s>>'
    chosen = {"farben": ("rot", "blau", "grün")}
    assert text(source % "", chosen) == "rot, blau und grün"
    assert text(source % '("oder")', chosen) == "rot, blau oder grün"
    assert text(source % '("zeilen")', chosen) == "- rot\n- blau\n- grün"
    assert text(source % '(",")', chosen) == "rot, blau, grün"
    assert text(source % '("or")', chosen, on=ENGLISH) == "rot, blau or grün"
    assert text(source % "", {"farben": ("rot",)}) == "rot"
    assert text("<<ticket.tags>>") == "drucker und treiber"


@pytest.mark.parametrize(
    ("written", "german", "english"),
    [
        ("1234.5", "1.234,5", "1,234.5"),
        ("1.234,50", "1.234,5", "1,234.5"),
        ("1,234.50", "1.234,5", "1,234.5"),
        ("1.234.567", "1.234.567", "1,234,567"),
        ("-3", "-3", "-3"),
        ("0,1", "0,1", "0.1"),
        ("12,50 €", "12,5", "12.5"),
        ("7", "7", "7"),
    ],
)
def test_numbers_are_read_and_written_in_both_languages(
    written: str, german: str, english: str
) -> None:
    assert text("<<x|zahl>>", {"x": written}) == german
    assert text("<<x|number>>", {"x": written}, on=ENGLISH) == english


def test_decimals_are_rounded_to_what_is_wanted() -> None:
    assert text("<<x|zahl(2)>> <<x|zahl(0)>>", {"x": "2,345"}) in ("2,35 2", "2,34 2")
    assert text("<<x|zahl(2)>>", {"x": "2"}) == "2,00"


def test_amounts_are_written_as_money() -> None:
    assert text("<<x|euro>>", {"x": "1234,5"}) == "1.234,50\u00a0€"
    assert text("<<x|euro>>", {"x": "1234.5"}, on=ENGLISH) == "€1,234.50"
    assert text("<<x|euro>>", {"x": "-12"}) == "-12,00\u00a0€"
    assert text("<<x|euro>>", {"x": "-0,001"}) == "0,00\u00a0€"


def test_what_a_filter_cannot_read_stays_as_it_is() -> None:
    for chain in ("datum", "uhrzeit", "zahl", "euro", "liste", 'plus(1, "wt")', "minus(1)"):
        assert text(f"<<betreff|{chain}>>") == "Drucker druckt nicht"


@pytest.mark.parametrize("rule", FILTERS, ids=lambda rule: rule.name)
def test_every_filter_leaves_open_places_open_and_takes_every_value(rule: FilterRule) -> None:
    name = rule.name
    arguments = {"plus": '(2, "h")', "minus": '(2, "h")', "du": '("x")', "default": '("x")'}
    filtered = f"{name}{arguments.get(name, '')}"
    if name != "default":
        open_place = rendered(f"<<telefon|{filtered}>>", values={})
        assert [field.name for field in open_place.missing] == ["contact.phone"]
    values = {"contact.phone": "x", "ticket.number": 3, "ticket.due": _on(date(2026, 5, 1))}
    source = f"<<telefon|{filtered}>><<ticket|{filtered}>><<heute|{filtered}>>"
    source += f"<<ticket.due|{filtered}>><<ticket.tags|{filtered}>><<true|{filtered}>>"
    filled = rendered(source, values={**values, "ticket.tags": ("a", "b")})
    assert filled.text
    assert filled.missing == ()


@pytest.mark.parametrize(("german", "english"), [(r.aliases[0], r.aliases[-1]) for r in FILTERS])
def test_german_and_english_filters_are_one(german: str, english: str) -> None:
    given = "(2)" if german in ("plus", "minus", "du", "default") else ""
    for value in ("heute", "ticket", "name"):
        assert text(f"<<{value}|{german}{given}>>") == text(f"<<{value}|{english}{given}>>")
