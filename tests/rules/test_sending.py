"""What is found in an answer before it is sent, and above all what is not."""

from collections.abc import Collection
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.calendar import PublicHolidays
from app.rules.enums import FormOfAddress
from app.rules.own_words import own_words
from app.rules.placeholders import open_place
from app.rules.sending import FindingKind, findings

_TODAY = date(2026, 3, 12)
_MUELLER = ("Eva Müller",)
_OTHERS = ("Tom Koch", "Anna Winter", "Jonas Weber", "Beispiel GmbH", "Kaiser")


def _found(
    text: str, *, recipients: Collection[str] = _MUELLER, **given: Any
) -> list[tuple[FindingKind, str]]:
    found = findings(
        text,
        recipients=recipients,
        **{
            "today": _TODAY,
            "holidays": PublicHolidays("DE", "BW"),
            "other_names": _OTHERS,
            **given,
        },
    )
    return [(each.kind, text[each.start : each.start + each.length]) for each in found]


def test_an_open_place_is_found_wherever_it_is() -> None:
    place = open_place("Farbe")
    for text in (f"Die Farbe ist {place}.", f"> {place}", f"-- \n{place}"):
        assert _found(text) == [(FindingKind.OPEN_PLACE, place)]


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        ("Wenn Sie das Kabel prüfen und mir schreiben, melde ich mich bei dir.", "dir"),
        ("Ich schicke dir das Gerät zu, du musst nichts tun, wenn Sie da sind.", "Sie"),
        ("Sehr geehrte Frau Müller,\n\nich habe deine Nachricht gelesen.", "deine"),
        ("Hallo Eva,\n\nich habe deine Mail. Deine Daten haben wir, Ihnen fehlt nichts.", "deine"),
        ("Danke, dass Sie sich melden. Wir helfen euch gern bei der Frage.", "euch"),
    ],
)
def test_mixed_forms_are_found_at_the_rarer_one(text: str, odd: str) -> None:
    kinds = [each for each in _found(text) if each[0] is FindingKind.MIXED_FORMS]
    assert len(kinds) == 1
    if text.count(odd) == 1 and not odd.startswith("deine"):
        assert kinds[0][1] == odd


def test_the_form_that_is_not_the_customers_is_found() -> None:
    sie = "Wir haben das geprüft, und Sie bekommen bald ein neues Gerät."
    du = "Wir haben das geprüft, und du bekommst bald ein neues Gerät."
    assert _found(sie, form=FormOfAddress.DU) == [(FindingKind.WRONG_FORM, "Sie")]
    assert _found(du, form=FormOfAddress.SIE) == [(FindingKind.WRONG_FORM, "du")]
    for text, form in ((sie, FormOfAddress.SIE), (du, FormOfAddress.DU)):
        assert _found(text, form=form) == []
        assert _found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Du hast recht: die Nachbarn sind da. Sie haben dich gehört, und ich auch.",
        "Ich habe mit der Technik gesprochen. Ihre Antwort schicke ich dir.",
        "Wenn du die Kollegin anrufst: ihr Büro ist offen, sie hilft dir und ihnen.",
        "Wir haben Ihnen das Produkt in der Industrie-Ausführung und ein Individuum reduziert.",
        "Bitte kommen Sie in die Rue du Bac und nicht in das Café du Nord, wenn Sie mögen.",
        "Geben Sie bitte den Befehl dir ein, und dann dir /s, wenn das nicht geht.",
        "Der Kunde schrieb „Kannst du mir helfen?“, und das haben Sie auch gesehen.",
        'Klicken Sie auf "Hast du dein Passwort vergessen" und dann auf die Maske.',
        "Die Adresse ist https://du.example.com/dein-konto, wenn Sie das noch nicht haben.",
        "Bitte prüfen Sie das.\n\nAm 1.3.2026 schrieb Eva:\n> kannst du helfen und dich melden?",
        "Bitte prüfen Sie das noch einmal und melden sich.\n-- \nDein Team, immer für dich da",
        "Ist das der Stand der DU-Norm, die Sie auch für die DIR-Datei haben?",
        "Vous voulez du pain? I did see the dir and du output of the die.",
    ],
)
def test_what_only_looks_like_the_other_form_is_not_found(text: str) -> None:
    kinds = {kind for kind, _ in _found(text)}
    assert not kinds & {FindingKind.MIXED_FORMS, FindingKind.WRONG_FORM}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sehr geehrter Herr Koch,\n\nvielen Dank.", "Herr Koch"),
        ("Hallo Tom,\n\nvielen Dank.", "Tom"),
        ("Dear Mr Koch,\n\nthank you.", "Mr Koch"),
        ("Hi Anna!\nThank you.", "Anna"),
        ("Guten Tag Frau Dr. Sommer,\n\nvielen Dank.", "Frau Dr. Sommer"),
        ("Hallo Eva,\n\ndas Gerät von Anna Winter ist da.", "Anna Winter"),
        ("Hallo Eva,\n\nich habe es Herrn Weber gesagt.", "Herrn Weber"),
    ],
)
def test_somebody_elses_name_is_found(text: str, name: str) -> None:
    found = [each for each in _found(text) if each[0] is FindingKind.OTHER_NAME]
    assert [words.removeprefix("Sehr geehrter ") for _, words in found] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Sehr geehrte Frau Müller,\n\nvielen Dank.",
        "Sehr geehrte Frau Dr. Mueller,\n\nvielen Dank.",
        "Hallo Eva,\n\nim Winter kommt der Koch des Kaisers nach Weber-Stadt.",
        "Hallo zusammen,\n\nvielen Dank.",
        "Hallo zurück,\n\nvielen Dank.",
        "Hello again. I tried all the suggestions for the PCTel driver.",
        "Hallo,\n\nvielen Dank.",
        "Sehr geehrte Damen und Herren,\n\nvielen Dank.",
        "Liebe Kollegin,\n\nvielen Dank.",
        "Dear Sir or Madam,\n\nthank you.",
        "Hello there,\n\nthank you.",
        "Guten Tag,\n\nTom und Winter sind kurze Wörter.",
        "Hallo Eva,\n\nvielen Dank.\n\n> Gruß, Tom Koch",
        "Hallo Eva,\n\nvielen Dank.\n-- \nAnna Winter",
        "Hallo Eva,\n\nschreiben Sie an tom.koch@example.com.",
        "Hallo Eva und Hallo Welt,\n\nvielen Dank.",
    ],
)
def test_common_words_and_ones_own_names_are_not_found(text: str) -> None:
    assert FindingKind.OTHER_NAME not in {kind for kind, _ in _found(text)}


def test_short_forms_and_firms_are_no_other_names() -> None:
    for recipients in (("Alexander Groß",), ("info@example.com",), ("Beispiel GmbH",), ()):
        assert _found("Hallo Alex,\n\nvielen Dank.", recipients=recipients, other_names=()) == []


def test_a_name_that_a_recipient_has_too_is_not_found() -> None:
    assert _found("Sehr geehrte Frau Koch,", recipients=("Ina Koch",)) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Die Rechnung finden Sie im Anhang.", "im Anhang"),
        ("Anbei das Dokument.", "Anbei"),
        ("Please find the invoice attached.", "attached"),
        ("I have enclosed the form.", "enclosed"),
    ],
)
def test_a_forgotten_attachment_is_found(text: str, words: str) -> None:
    assert _found(text) == [(FindingKind.NO_ATTACHMENT, words)]
    assert _found(text, attachments=1) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ihr Anhang ist angekommen.",
        "Your attachment came through.",
        "Das geht ohne Anhang.",
        "Vielen Dank.\n> im Anhang die Rechnung",
    ],
)
def test_the_customers_attachments_are_not_missed(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Wir melden uns bis 11.03.2026 bei Ihnen.", FindingKind.PAST_DATE, "11.03.2026"),
        ("Sie haben bis zum 1. März 2026 Zeit.", FindingKind.PAST_DATE, "1. März 2026"),
        ("Wir werden am 10.3. liefern.", FindingKind.PAST_DATE, "10.3."),
        ("I will get back to you by March 3.", FindingKind.PAST_DATE, "March 3"),
        ("You will have it by 3 March 2026.", FindingKind.PAST_DATE, "3 March 2026"),
        ("We'll send it on 2026-03-11.", FindingKind.PAST_DATE, "2026-03-11"),
        ("Spätestens am 03.04.2026 melde ich mich.", FindingKind.HOLIDAY, "03.04.2026"),
        ("Es kommt bis zum 25. Dezember bei Ihnen an.", FindingKind.HOLIDAY, "25. Dezember"),
        ("I will call you on 1 May 2026.", FindingKind.HOLIDAY, "1 May 2026"),
        ("Wir melden uns bis Montag, 17.03.2026.", FindingKind.WRONG_WEEKDAY, "17.03.2026"),
        ("See you on Friday, 19 March 2026.", FindingKind.WRONG_WEEKDAY, "19 March 2026"),
    ],
)
def test_a_day_that_cannot_be_kept_is_found(text: str, kind: FindingKind, words: str) -> None:
    assert _found(text) == [(kind, words)]


@pytest.mark.parametrize(
    "text",
    [
        "Ihre Bestellung vom 01.03.2026 ist unterwegs.",
        "Am 3. März haben Sie das Gerät bestellt.",
        "Das Angebot galt bis 28.02.2026.",
        "Sie konnten bis zum 1. März kündigen.",
        "Wir haben Ihnen am 2.3.2026 geschrieben.",
        "You ordered it on March 3.",
        "The offer was valid until 1 March 2026.",
        "Bitte aktualisieren Sie auf Version 3.11.7 oder 2.5.1.",
        "Die Adresse ist 10.3.1.4, der Port 443.",
        "Wir melden uns bis Dienstag, 17.03.2026.",
        "Wir melden uns bis 17.3. bei Ihnen.",
        "Sie bekommen es bis zum 31.02.2026.",
        "Wir liefern bis 2. Januar.",
        "Gut.\n\n> Wir melden uns bis 01.03.2026.",
    ],
)
def test_days_that_promise_nothing_are_not_found(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hallo Eva,\n\nbitte prüfen Sie das Kabel und\n\nViele Grüße", "und"),
        ("Hallo Eva,\n\ndas liegt daran, dass\n\nViele Grüße\nJonas", "dass"),
        ("Hello Eva,\n\nthis happens because\n\nBest regards", "because"),
        ("Hallo Eva,\n\nwir haben das Gerät heute geprüft,\n\nViele Grüße", "geprüft,"),
    ],
)
def test_a_sentence_that_breaks_off_is_found(text: str, words: str) -> None:
    assert _found(text) == [(FindingKind.UNFINISHED, words)]


@pytest.mark.parametrize(
    "text",
    [
        "Sehr geehrte Frau Müller, sehr geehrter Herr Müller,\n\nvielen Dank.\n\nGruß\nJonas",
        "Hallo Eva,\n\nvielen Dank\n\nMit freundlichen Grüßen aus der schönen Stadt,\nJonas",
        "Hallo Eva,\n\nbitte prüfen Sie:\n\n- das Kabel\n- den Stecker",
        "Hallo Eva,\n\nich rufe Sie an\n\nGruß",
        "Hallo Eva,\n\nbitte prüfen Sie den Stecker und\n\n- das Kabel\n- das Netz",
        "Hallo Eva,\n\nwenn das Gerät heute nicht mehr geht,\n\ndann melden Sie sich.",
        "Thank you, Eva\n\nBest wishes and kind regards from all of us,\nJonas",
        "Please try to log in\n\nCheers",
    ],
)
def test_greetings_lists_and_closings_are_not_unfinished(text: str) -> None:
    assert FindingKind.UNFINISHED not in {kind for kind, _ in _found(text)}


def test_own_words_keep_their_places() -> None:
    quote = "Am 1.3.2026 um 9:00 schrieb Eva Müller\n<eva@example.com>:\n> alt\n> älter"
    text = f"Gut.\n\n{quote}\nNeu.\n-- \nIch"
    own = own_words(text)
    assert len(own) == len(text)
    assert own.split() == ["Gut.", "Neu."]
    assert own.index("Neu.") == text.index("Neu.")
    assert own_words("Bitte prüfen Sie:\n> nichts").split() == ["Bitte", "prüfen", "Sie:"]
    assert own_words("Hier.\n---------- Forwarded message ----------\nVon: X").split() == ["Hier."]


@given(st.text(), st.sampled_from(list(FormOfAddress)))
def test_any_text_can_be_checked(text: str, form: FormOfAddress) -> None:
    for each in findings(text, today=_TODAY, form=form, recipients=_MUELLER, other_names=_OTHERS):
        assert 0 <= each.start <= each.start + each.length <= len(text)
        assert each.message
