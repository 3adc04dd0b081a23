"""Own mail is outgoing and belongs to its recipient; contact forms belong to who filled them in."""

from dataclasses import dataclass

import pytest

from app.rules.direction import (
    OwnAddresses,
    customer_of,
    direction_of,
    is_no_reply,
)
from app.rules.enums import Direction


@dataclass(frozen=True)
class Box:
    email: str
    name: str = ""


OWN = OwnAddresses.of(["Help@Desk.example", "ada@desk.example", "", "  "])
DESK, EVA, BOB = Box("help@desk.EXAMPLE"), Box("eva@kunde.example", "Eva"), Box("bob@else.example")


def test_own_addresses_are_known_in_any_case_and_empty_ones_are_nobody() -> None:
    assert "HELP@desk.example " in OWN
    assert "" not in OWN
    assert "help@else.example" not in OWN


def test_a_customers_mail_is_incoming_and_theirs() -> None:
    assert direction_of(EVA, [], OWN) is Direction.IN
    assert customer_of(EVA, recipients=[DESK, BOB], own=OWN) == EVA


def test_the_desks_mail_is_outgoing_and_belongs_to_the_first_stranger() -> None:
    assert direction_of(DESK, [DESK], OWN) is Direction.OUT
    assert customer_of(DESK, recipients=[Box("ADA@desk.example"), EVA, BOB], own=OWN) == EVA


def test_a_contact_form_sent_by_the_desk_belongs_to_its_reply_to() -> None:
    assert direction_of(DESK, [EVA], OWN) is Direction.IN
    assert customer_of(DESK, reply_to=[EVA], recipients=[DESK], own=OWN) == EVA


def test_reply_to_wins_over_a_no_reply_sender_only() -> None:
    shop = Box("noreply@shop.example")
    assert customer_of(shop, reply_to=[EVA], recipients=[DESK], own=OWN) == EVA
    assert customer_of(BOB, reply_to=[EVA], recipients=[DESK], own=OWN) == BOB
    assert customer_of(shop, reply_to=[DESK], recipients=[DESK], own=OWN) == shop


def test_a_mail_without_sender_has_who_it_may_be_answered_to_or_nobody() -> None:
    assert customer_of(Box(""), reply_to=[EVA], own=OWN) == EVA
    assert customer_of(Box(""), own=OWN) is None


def test_a_mail_from_the_desk_to_itself_keeps_its_sender() -> None:
    assert customer_of(DESK, recipients=[DESK], own=OWN) == DESK


@pytest.mark.parametrize(
    "local",
    [
        "noreply", "no-reply", "no_reply", "NoReply", "donotreply", "do-not-reply",
        "nicht-antworten", "nichtantworten", "bitte-nicht-antworten", "keine-antwort",
        "noreply-orders", "no-reply+4711", "invoice.noreply", "please-do-not-reply",
        "do.not.reply", "dont-reply", "noreply2", "notreply",
    ],
)  # fmt: skip
def test_addresses_that_nobody_reads_are_known(local: str) -> None:
    assert is_no_reply(f"{local}@shop.example")


@pytest.mark.parametrize("local", ["reply", "norbert", "eva", "info", "antwort", "noreen.plyler"])
def test_people_are_not_mistaken_for_no_reply_addresses(local: str) -> None:
    assert not is_no_reply(f"{local}@noreply.example")
