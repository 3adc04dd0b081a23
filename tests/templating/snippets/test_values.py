"""Where values come from, under which names, and how they are printed."""

from datetime import UTC, date, datetime

import pytest

from app.rules.enums import Channel, FormOfAddress, Gender, Priority, Status
from app.rules.placeholders import visible
from app.rules.salutation import Person
from app.templating.snippets.language import sample_snapshot
from app.templating.snippets.names import (
    ALIASES,
    BY_CANONICAL,
    NAMES,
    Name,
    alias_key,
    canonical,
    completions,
)
from app.templating.snippets.values import Value
from tests.templating.snippets.filling import ENGLISH, GERMAN, rendered, text


@pytest.mark.parametrize("name", NAMES, ids=lambda name: name.canonical)
def test_every_name_of_a_value_means_it_in_both_languages(name: Name) -> None:
    for alias in (name.canonical, *name.german, *name.english):
        assert canonical(alias) == canonical(alias.upper()) == name.canonical


def test_no_name_means_two_values() -> None:
    written = [
        {alias_key(alias) for alias in (name.canonical, *name.german, *name.english)}
        for name in NAMES
    ]
    assert sum(map(len, written)) == len(ALIASES)


def test_every_value_is_offered_once_in_both_languages() -> None:
    for language in ("de", "en"):
        offered = completions(language)
        assert [canonical(each.text) for each in offered] == [name.canonical for name in NAMES]


def test_names_are_case_folded() -> None:
    assert text("<<NAME>> <<Kontakt.Vorname>> <<VORNAME>>") == "Eva Müller Eva Eva"


def test_spaces_inside_the_signs_do_not_matter() -> None:
    assert text("<< name >> <<name | gross>>") == "Eva Müller EVA MÜLLER"


def test_german_and_english_names_are_equal() -> None:
    assert text("<<betreff>>/<<subject>>/<<ticket.thema>>") == "/".join(
        ["Drucker druckt nicht"] * 3
    )


def test_a_missing_value_becomes_a_field_and_never_nothing() -> None:
    for missing in ({}, {"contact.phone": ""}, {"contact.phone": "  "}):
        filled = rendered("Telefon: <<telefon>>.", values=missing)
        assert visible(filled.text) == "Telefon: [Customer's phone number …]."
        assert [field.name for field in filled.missing] == ["contact.phone"]
    answered = rendered("<<telefon>>", {"telefon": "030 1"}, values={})
    assert answered.text == "030 1"
    assert answered.missing == ()


def test_zero_is_a_value() -> None:
    assert text("<<ticket>>", values={"ticket.number": 0}) == "0"


def test_an_answer_goes_before_what_is_known() -> None:
    assert text("<<vorname>>", {"contact.first_name": "Kim"}) == "Kim"
    assert text("<<vorname>>", {"Vorname": "Kim"}) == "Kim"


def test_a_ticket_number_is_printed_without_groups() -> None:
    assert text("<<ticket>>", values={"ticket.number": 123456}) == "123456"


def test_values_are_never_read_as_templates() -> None:
    evil = "<<ticket>> <<% if name %>> {{ 7*7 }}"
    assert text("<<betreff>>", values={"ticket.subject": evil}) == evil


def test_values_are_escaped_in_html_only() -> None:
    values: dict[str, Value] = {"ticket.subject": '<b> & "c"\nd', "ticket.number": 7}
    assert text("<i><<betreff>></i>", values=values) == '<i><b> & "c"\nd</i>'
    escaped = "<i>&lt;b&gt; &amp; &quot;c&quot;<br>\nd</i> 7"
    assert text("<i><<betreff>></i> <<ticket>>", values=values, html=True) == escaped
    assert "&lt;x" in text('<<frage("<x>")>>', html=True)


def test_marks_of_open_places_in_a_value_are_taken_away() -> None:
    filled = rendered("<<betreff>>", values={"ticket.subject": "a\ue000b\ue001\ue002"})
    assert (filled.text, filled.missing, filled.cursor) == ("ab", (), None)


def test_a_very_long_value_is_cut() -> None:
    filled = text("<<betreff>>", values={"ticket.subject": "x" * 20_000})
    assert len(filled) == 10_000
    assert filled.endswith("x…")


def test_dates_and_numbers_are_printed_in_the_language_of_the_text() -> None:
    assert text("<<heute>>") == "12. März 2026"
    assert text("<<heute>>", on=ENGLISH) == "12 March 2026"
    assert text("<<jetzt>>") == "12. März 2026, 09:15 Uhr"
    assert text("<<now>>", on=ENGLISH) == "12 March 2026, 9:15 am"
    assert text("<<gestern>> <<morgen>>") == "11. März 2026 13. März 2026"
    assert text("<<wochentag>> <<monat>> <<jahr>> <<uhrzeit>>") == "Donnerstag März 2026 09:15"
    assert text("<<weekday>> <<month>>", on=ENGLISH) == "Thursday March"


def test_members_of_closed_sets_are_printed_in_words() -> None:
    values = {"ticket.status": Status.WAITING_CUSTOMER, "contact.gender": Gender.FEMALE}
    assert text("<<ticket.status>> <<geschlecht>>", values=values) == "wartet auf Kunden weiblich"
    assert text("<<ticket.status>>", on=ENGLISH, values=values) == "waiting for customer"


@pytest.mark.parametrize(
    ("name", "members"),
    [
        ("ticket.status", Status),
        ("ticket.priority", Priority),
        ("ticket.channel", Channel),
        ("contact.gender", Gender),
        ("contact.form", FormOfAddress),
    ],
)
def test_closed_sets_have_words_for_all_their_members(name: str, members: type[Status]) -> None:
    assert set(BY_CANONICAL[name].words) == {str(member.value) for member in members}


def test_times_are_told_in_the_zone_of_the_desk() -> None:
    came = datetime(2026, 3, 11, 23, 30, tzinfo=UTC)
    assert text("<<eingang|datum>> <<eingang|uhrzeit>>", values={"ticket.created": came}) == (
        "12. März 2026 00:30"
    )
    assert text("<<eingang>>", values={"ticket.created": came}) == "12. März 2026, 00:30 Uhr"


def test_the_greeting_follows_the_variant() -> None:
    assert text("<<anrede>>,") == "Sehr geehrte Frau Müller,"
    assert text("<<anrede>>,", form=FormOfAddress.DU) == "Hallo Eva,"
    assert text("<<greeting>>,", on=ENGLISH) == "Dear Ms Müller,"
    assert text("<<anrede>>", person=Person()) == "Guten Tag"


def test_several_people_are_greeted_together() -> None:
    people = (Person("Eva Müller", gender=Gender.FEMALE), Person("Tom Voss", gender=Gender.MALE))
    assert text("<<anrede>>", person=people) == "Sehr geehrte Frau Müller, sehr geehrter Herr Voss"


@pytest.mark.parametrize("written", ["öffnungszeiten", "oeffnungszeiten", "Öffnungszeiten"])
def test_facts_are_found_with_umlauts_and_without(written: str) -> None:
    assert text(f"<<fakt.{written}>>", facts={"oeffnungszeiten": "9–17"}) == "9–17"
    missing = rendered(f"<<fakt.{written}>>")
    assert [field.name for field in missing.missing] == ["fact.oeffnungszeiten"]
    assert text("<<fakt.öffnungszeiten>>", {f"fact.{written}": "9–17"}) == "9–17"


def test_facts_are_looked_up_whatever_their_case() -> None:
    facts = {"oeffnungszeiten": "Mo–Fr 9–17 Uhr"}
    for written in ("fakt.oeffnungszeiten", "fact.Oeffnungszeiten", "FAKT.OEFFNUNGSZEITEN"):
        assert text(f"<<{written}>>", facts=facts) == "Mo–Fr 9–17 Uhr"
    missing = rendered("<<fakt.adresse>>")
    assert visible(missing.text) == "[adresse …]"
    assert [field.name for field in missing.missing] == ["fact.adresse"]
    assert text("<<fakt.adresse>>", {"fact.adresse": "Weg 1"}) == "Weg 1"


def test_promised_days_are_told() -> None:
    filled = rendered('<<heute>> <<gestern>> <<heute|plus(3,"wt")|datum>> <<morgen>> <<morgen>>')
    assert filled.dates == (date(2026, 3, 17), date(2026, 3, 13))


def test_the_cursor_is_where_it_was_put() -> None:
    filled = rendered("a<<cursor>>b<<CURSOR>>c")
    assert (filled.text, filled.cursor) == ("abc", 1)
    assert rendered("abc").cursor is None


@pytest.mark.parametrize("gender", Gender)
@pytest.mark.parametrize("form", FormOfAddress)
@pytest.mark.parametrize("language", ["de", "en"])
def test_samples_fill_in_everything(language: str, form: FormOfAddress, gender: Gender) -> None:
    snapshot = sample_snapshot(language, form, gender)
    source = "\n".join(
        f"<<{name.canonical}>>" for name in NAMES if name.canonical != "contact.title"
    )
    filled = rendered(source, on=snapshot)
    assert filled.missing == ()


def test_a_sample_can_lack_values() -> None:
    snapshot = sample_snapshot(
        *("de", FormOfAddress.SIE, Gender.FEMALE), missing={"contact.last_name", "contact.name"}
    )
    filled = rendered("<<anrede>> <<nachname>>", on=snapshot)
    assert visible(filled.text) == "Guten Tag Eva [Customer's last name …]"


def test_the_sample_is_not_changed_by_filling_in() -> None:
    before = dict(GERMAN.values)
    rendered("<<name|gross>> <<x>>", {"x": "1"})
    assert GERMAN.values == before
