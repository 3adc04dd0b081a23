"""A mail goes where its headers say, with the reason; subject words never decide."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.enums import Status
from app.rules.threading import (
    Headers,
    Known,
    ThreadedBy,
    Threading,
    explain,
    named_ids,
    place_mail,
    subject_number,
    subject_tag,
)


def known(
    *,
    tickets: dict[str, int] | None = None,
    referencing: tuple[int, str] | None = None,
    numbers: dict[int, int] | None = None,
    statuses: dict[int, Status] | None = None,
) -> Known:
    return Known(
        tickets=tickets or {},
        referencing=referencing,
        numbers=numbers or {},
        statuses=statuses or {},
    )


def test_in_reply_to_wins_over_references_and_subject() -> None:
    headers = Headers(in_reply_to="a@x", references=["b@x", "c@x"], subject="Re: [#1042] Printer")
    place = place_mail(headers, known(tickets={"a@x": 1, "b@x": 2, "c@x": 3}, numbers={1042: 4}))
    assert place == Threading(1, "a@x", ThreadedBy.IN_REPLY_TO, "a@x")


def test_the_latest_known_reference_decides() -> None:
    headers = Headers(in_reply_to="unknown@x", references=["b@x", "c@x", "d@x"])
    place = place_mail(headers, known(tickets={"b@x": 2, "c@x": 3}))
    assert place == Threading(3, "c@x", ThreadedBy.REFERENCES, "c@x")


def test_a_mail_that_arrives_after_its_answer_joins_it() -> None:
    place = place_mail(Headers(message_id="first@x"), known(referencing=(7, "answer@x")))
    assert place == Threading(7, "answer@x", ThreadedBy.REFERENCED, "answer@x")


def test_the_number_in_the_subject_is_the_last_resort() -> None:
    place = place_mail(Headers(subject="AW: [#1042] Drucker"), known(numbers={1042: 4}))
    assert place == Threading(4, None, ThreadedBy.SUBJECT_NUMBER, "[#1042]")


@pytest.mark.parametrize(
    ("subject", "number"),
    [
        ("[#1042] Printer", 1042),
        ("Re: [#1042] AW: [#1042] Printer", 1042),
        ("[#1042] or [#1043]", None),
        ("#1042 Printer", None),
        ("[1042] Printer", None),
        ("[# 1042]", None),
        ("[#99999999999999999999]", None),
        ("", None),
    ],
)
def test_a_subject_names_a_ticket_only_by_one_bracketed_number(
    subject: str, number: int | None
) -> None:
    assert subject_number(subject) == number


def test_an_unknown_number_opens_a_new_ticket() -> None:
    place = place_mail(Headers(subject="[#1042] Printer"), known())
    assert place == Threading(None, None, ThreadedBy.NEW, "")


def test_a_reply_to_a_closed_ticket_opens_a_linked_one() -> None:
    place = place_mail(
        Headers(in_reply_to="a@x"), known(tickets={"a@x": 1}, statuses={1: Status.CLOSED})
    )
    assert place.ticket_id is None
    assert place.continues == 1
    assert place.reason is ThreadedBy.CONTINUES_CLOSED


def test_a_bounce_joins_the_mail_it_reports_on_even_when_closed() -> None:
    headers = Headers(original_message_id="out@desk", in_reply_to="other@x")
    place = place_mail(
        headers,
        known(tickets={"out@desk": 1, "other@x": 2}, statuses={1: Status.CLOSED}),
        reopens=False,
    )
    assert place == Threading(1, "out@desk", ThreadedBy.BOUNCE_ORIGINAL, "out@desk")


def test_a_mail_that_names_itself_is_not_its_own_evidence() -> None:
    headers = Headers(message_id="a@x", in_reply_to="a@x", references=["a@x"])
    assert named_ids(headers) == ()
    assert place_mail(headers, known(tickets={"a@x": 9})).reason is ThreadedBy.NEW


@pytest.mark.parametrize("reason", list(ThreadedBy))
def test_every_reason_is_a_sentence(reason: ThreadedBy) -> None:
    sentence = explain(reason, "a@x")
    assert sentence.endswith(".")
    assert "{" not in sentence


ids = st.sampled_from([f"{letter}@x" for letter in "abcdef"])
headers_strategy = st.builds(
    Headers,
    message_id=st.just("") | ids,
    in_reply_to=st.just("") | ids,
    references=st.lists(ids, max_size=5).map(tuple),
    original_message_id=st.just("") | ids,
    subject=st.sampled_from(["", "Printer", "[#1] x", "[#2] [#2]", "[#1] [#2]"]),
)
known_strategy = st.builds(
    Known,
    tickets=st.dictionaries(ids, st.integers(1, 4), max_size=4),
    referencing=st.none() | st.tuples(st.integers(1, 4), ids),
    numbers=st.dictionaries(st.integers(1, 3), st.integers(1, 4), max_size=3),
    statuses=st.dictionaries(st.integers(1, 4), st.sampled_from(Status)),
)


@given(headers=headers_strategy, desk=known_strategy, reopens=st.booleans())
def test_a_mail_only_ever_joins_a_ticket_its_evidence_names(
    headers: Headers, desk: Known, reopens: bool
) -> None:
    place = place_mail(headers, desk, reopens=reopens)
    target = place.ticket_id if place.continues is None else place.continues
    if place.message_id is not None:
        allowed = {desk.tickets.get(place.message_id), (desk.referencing or (None,))[0]}
        assert target in allowed
    elif target is not None:
        assert target == desk.numbers[int(place.evidence.strip("[#]"))]
    else:
        assert place.reason is ThreadedBy.NEW
    if place.ticket_id is not None and reopens:
        assert desk.statuses.get(place.ticket_id) is not Status.CLOSED


@given(headers=headers_strategy, desk=known_strategy, words=st.text(max_size=20))
def test_subject_words_change_nothing(headers: Headers, desk: Known, words: str) -> None:
    plain = words.replace("[", "").replace("]", "")
    retitled = Headers(
        message_id=headers.message_id,
        in_reply_to=headers.in_reply_to,
        references=headers.references,
        original_message_id=headers.original_message_id,
        subject=f"{plain} {headers.subject} {plain}",
    )
    assert place_mail(retitled, desk) == place_mail(headers, desk)


@given(number=st.integers(1, 10**9))
def test_the_tag_written_is_the_number_read(number: int) -> None:
    assert subject_number(f"Re: {subject_tag(number)} Hello") == number
