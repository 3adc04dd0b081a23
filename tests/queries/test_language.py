"""The query language: both languages in, terms out, errors that say what was meant."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.queries.field_terms import one_of
from app.queries.language import (
    Completion,
    QueryError,
    Vocabulary,
    complete,
    explain,
    parse,
    to_text,
)
from app.queries.terms import (
    EVERYTHING,
    And,
    ChoiceField,
    Comparison,
    Fixed,
    Flag,
    HasPart,
    IsFlagged,
    Not,
    NumberIs,
    OneOf,
    Or,
    Part,
    Phrase,
    Relative,
    Term,
    TextField,
    TextIn,
    TimeField,
    TimeIn,
    Unit,
    Word,
    all_of,
    any_of,
    leaves,
    negated,
)
from app.queries.vocabulary import PERIODS, WHO
from app.rules.enums import Channel, Level, Priority, Status

CREATED, DUE = TimeField.CREATED, TimeField.DUE
ON, BEFORE, UNTIL, SINCE = Comparison.ON, Comparison.BEFORE, Comparison.UNTIL, Comparison.SINCE


def status(*values: Status) -> OneOf:
    return one_of(ChoiceField.STATUS, values)


def priority(*values: Priority) -> OneOf:
    return one_of(ChoiceField.PRIORITY, values)


@pytest.mark.parametrize(
    ("english", "german", "term"),
    [
        ("status:open", "status:offen", status(Status.OPEN)),
        (
            "status:waiting",
            "status:wartend",
            status(Status.WAITING_CUSTOMER, Status.WAITING_THIRD),
        ),
        ("status:new,open", "status:offen,neu", status(Status.NEW, Status.OPEN)),
        ("status:solved", "zustand:geloest", status(Status.SOLVED)),
        ("prio:>=high", "prio:>=hoch", priority(Priority.HIGH, Priority.CRITICAL)),
        ("priority:<normal", "priorität:<normal", priority(Priority.LOW)),
        ("contact:müller", "kontakt:müller", TextIn(TextField.CONTACT, "müller")),
        (
            'org:"Müller & Co (Ulm)"',
            'firma:"Müller & Co (Ulm)"',
            TextIn(TextField.ORGANISATION, "Müller & Co (Ulm)"),
        ),
        ("tag:refund", "schlagwort:refund", TextIn(TextField.TAG, "refund")),
        ("tag:ref*", "tag:ref*", TextIn(TextField.TAG, "ref", prefix=True)),
        ("category:Hardware/Printer", "kategorie:Hardware/Printer",
         TextIn(TextField.CATEGORY, "Hardware/Printer")),
        ("channel:phone", "kanal:telefon", OneOf(ChoiceField.CHANNEL, (Channel.PHONE,))),
        ("level:L2", "stufe:l2", OneOf(ChoiceField.LEVEL, (Level.L2,))),
        ("level:>L1", "ebene:>1", OneOf(ChoiceField.LEVEL, (Level.L2, Level.L3))),
        ("assignee:me", "zugewiesen:ich", IsFlagged(Flag.MINE)),
        ("assignee:none", "zugewiesen:niemand", IsFlagged(Flag.UNASSIGNED)),
        ("assignee:onduty", "zugewiesen:imdienst", IsFlagged(Flag.ON_DUTY)),
        ("assignee:ada", "bearbeiter:ada", TextIn(TextField.ASSIGNEE, "ada")),
        ('assignee:"me"', 'zugewiesen:"me"', TextIn(TextField.ASSIGNEE, "me")),
        ("has:attachment", "hat:anhang", HasPart(Part.ATTACHMENT)),
        ("is:unread", "ist:ungelesen", IsFlagged(Flag.UNREAD)),
        ("is:overdue", "ist:überfällig", IsFlagged(Flag.OVERDUE)),
        ("is:overdue", "ist:ueberfaellig", IsFlagged(Flag.OVERDUE)),
        ("is:open", "ist:offen", status(Status.OPEN)),
        ("before:2026-01-01", "vor:1.1.2026", TimeIn(CREATED, BEFORE, Fixed(2026, 1, 1))),
        ("after:2026-03", "nach:3.2026",
         TimeIn(CREATED, Comparison.AFTER, Fixed(2026, 3))),
        ("created:today", "erstellt:heute", TimeIn(CREATED, ON, Relative(Unit.DAY, 0))),
        ("updated:last-week", 'geändert:"letzte Woche"',
         TimeIn(TimeField.UPDATED, ON, Relative(Unit.WEEK, -1))),
        ("sent:>=2026", "gesendet:>=2026", TimeIn(TimeField.SENT, SINCE, Fixed(2026))),
        ("created:7d", "erstellt:7t", TimeIn(CREATED, SINCE, Relative(Unit.DAY, -7))),
        ("created:2w", "erstellt:14t", TimeIn(CREATED, SINCE, Relative(Unit.DAY, -14))),
        ("due:3d", "fällig:3t", TimeIn(DUE, UNTIL, Relative(Unit.DAY, 3))),
        ("due:today", "fällig:heute", TimeIn(DUE, ON, Relative(Unit.DAY, 0))),
        ("due:<today", "faellig:<heute", TimeIn(DUE, BEFORE, Relative(Unit.DAY, 0))),
        ("created:2026-01..2026-03", "erstellt:1.2026..3.2026",
         And((TimeIn(CREATED, SINCE, Fixed(2026, 1)), TimeIn(CREATED, UNTIL, Fixed(2026, 3))))),
        ("number:1042", "nummer:#1042", NumberIs(1042)),
        ("subject:printer", "betreff:printer", TextIn(TextField.SUBJECT, "printer")),
        ("from:eva@x", "von:eva@x", TextIn(TextField.FROM, "eva@x")),
        ("to:eva@x", "an:eva@x", TextIn(TextField.TO, "eva@x")),
        ("a OR b", "a ODER b", Or((Word("a"), Word("b")))),
        ("NOT a AND b", "NICHT a UND b", And((Not(Word("a")), Word("b")))),
    ],
)  # fmt: skip
def test_both_languages_say_the_same(english: str, german: str, term: Term) -> None:
    for text in (english, german):
        parsed = parse(text)
        assert parsed.errors == ()
        assert parsed.term == term


def test_the_example_of_the_handbook_is_understood_whole() -> None:
    parsed = parse(
        "status:open prio:>=high contact:müller tag:refund has:attachment before:2026-01-01 "
        '"exact words" -word'
    )
    assert parsed.errors == ()
    assert parsed.term == And(
        (
            status(Status.OPEN),
            priority(Priority.HIGH, Priority.CRITICAL),
            TextIn(TextField.CONTACT, "müller"),
            TextIn(TextField.TAG, "refund"),
            HasPart(Part.ATTACHMENT),
            TimeIn(CREATED, BEFORE, Fixed(2026, 1, 1)),
            Phrase("exact words"),
            Not(Word("word")),
        )
    )


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("", EVERYTHING),
        ("   ", EVERYTHING),
        ("()", EVERYTHING),
        ("- & —", EVERYTHING),
        ("#1042", NumberIs(1042)),
        ("#refund", Word("#refund")),
        ("a b OR c", And((Word("a"), Or((Word("b"), Word("c")))))),
        ("(a b) OR c", Or((And((Word("a"), Word("b"))), Word("c")))),
        ("-(a OR b)", Not(Or((Word("a"), Word("b"))))),
        ("--a", Word("a")),
        ("(a (b)) c", And((Word("a"), Word("b"), Word("c")))),
        ("print*", Word("print", prefix=True)),
        ("http://example.com", Word("http://example.com")),
        ("Re: 12:30", And((Word("Re:"), Word("12:30")))),
        ("\\status:open \\-x \\OR", And((Word("status:open"), Word("-x"), Word("OR")))),
        ('"unfinished words', Phrase("unfinished words")),
        ("(a", Word("a")),
        ("e-mail", Word("e-mail")),
    ],
)
def test_words_brackets_and_signs(text: str, term: Term) -> None:
    parsed = parse(text)
    assert parsed.errors == ()
    assert parsed.term == term


def test_the_last_word_is_a_beginning_while_typing() -> None:
    assert parse("red prin", typing=True).term == And((Word("red"), Word("prin", prefix=True)))
    assert parse("red prin ", typing=True).term == And((Word("red"), Word("prin")))
    assert parse("red prin").term == And((Word("red"), Word("prin")))


@pytest.mark.parametrize("text", ["status:", "priority:hi", "a OR ", "is:un", "before:2026-1"])
def test_a_field_that_is_not_finished_is_no_error_while_typing(text: str) -> None:
    assert parse(text, typing=True).errors == ()


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (
            "a priority:hgh b",
            QueryError(11, 14, "“hgh” is not a priority. Do you mean high?", "high"),
        ),
        ("prio:hohc", QueryError(5, 9, "“hohc” is not a priority. Do you mean hoch?", "hoch")),
        ("status:opn", QueryError(7, 10, "“opn” is not a status. Do you mean open?", "open")),
        ("level:L9", QueryError(6, 8, "“L9” is not a level. Possible are L1, L2, L3.")),
        (
            "has:xyz",
            QueryError(
                4, 7, "“xyz” is nothing a ticket can have. "
                "Possible are attachment, draft, note, due, snooze, link."
            ),
        ),
        (
            'status:"waitin"',
            QueryError(7, 15, "“waitin” is not a status. Do you mean waiting?", "waiting"),
        ),
        (
            "prioritty:high",
            QueryError(0, 9, "There is no field “prioritty”. Do you mean priority?", "priority"),
        ),
        (
            "has:atachment",
            QueryError(
                4, 13, "“atachment” is nothing a ticket can have. Do you mean attachment?",
                "attachment",
            ),
        ),
        (
            "is:unred",
            QueryError(3, 8, "“unred” is nothing a ticket can be. Do you mean unread?", "unread"),
        ),
        (
            "before:2026-13-01",
            QueryError(
                7, 17, "“2026-13-01” is not a date. Write 2026-12-24, 2026-12, today or 7d."
            ),
        ),
        ("number:x", QueryError(7, 8, "“x” is not a ticket number.")),
        ("priority:>critical", QueryError(10, 18, "Nothing is > critical.")),
        ("status:,", QueryError(7, 8, "“,” is no value.")),
        (
            "due:..",
            QueryError(4, 6, "“..” is not a date. Write 2026-12-24, 2026-12, today or 7d."),
        ),
        ("tag:>a", QueryError(5, 6, "tag cannot be compared with >.")),
        ("status: a", QueryError(0, 7, "“status:” needs a value, for example status:open.")),
        ("a)", QueryError(1, 2, "This bracket closes nothing.")),
        ("a OR", QueryError(2, 4, "OR needs something before and after it.")),
        ("OR a", QueryError(0, 2, "OR needs something before and after it.")),
    ],
)  # fmt: skip
def test_errors_say_where_and_what_was_meant(text: str, error: QueryError) -> None:
    assert parse(text).errors == (error,)


@pytest.mark.parametrize("field", ["status", "priority", "channel", "is"])
def test_where_nothing_comes_near_every_possible_value_is_named(field: str) -> None:
    (error,) = parse(f"{field}:xyzxyz").errors
    named = error.message.rpartition("Possible are ")[2].removesuffix(".").split(", ")
    assert len(named) > 3
    assert [parse(f"{field}:{value}").errors for value in named] == [()] * len(named)


def test_a_wrong_part_does_not_take_the_rest_with_it() -> None:
    assert parse("printer priority:hgh status:open").term == And(
        (Word("printer"), status(Status.OPEN))
    )


def test_the_suggestion_put_in_its_place_mends_the_query() -> None:
    text = "printer priority:hgh"
    (error,) = parse(text).errors
    mended = text[: error.start] + str(error.suggestion) + text[error.end :]
    assert parse(mended).errors == ()


def test_endless_brackets_and_texts_are_cut_with_a_word() -> None:
    assert "brackets" in parse("(" * 500 + "a").errors[0].message
    assert "too long" in parse("a" * 5000).errors[0].message


BERLIN = ZoneInfo("Europe/Berlin")
LATE = datetime(2026, 3, 28, 23, 30, tzinfo=UTC)
"""Already Sunday, 29 March in Berlin, the day that has 23 hours."""


@pytest.mark.parametrize(
    ("period", "first", "after"),
    [
        (Relative(Unit.DAY, 0), date(2026, 3, 29), date(2026, 3, 30)),
        (Relative(Unit.DAY, -1), date(2026, 3, 28), date(2026, 3, 29)),
        (Relative(Unit.WEEK, 0), date(2026, 3, 23), date(2026, 3, 30)),
        (Relative(Unit.MONTH, -1), date(2026, 2, 1), date(2026, 3, 1)),
        (Relative(Unit.YEAR, 1), date(2027, 1, 1), date(2028, 1, 1)),
        (Fixed(2026, 12), date(2026, 12, 1), date(2027, 1, 1)),
        (Fixed(2026), date(2026, 1, 1), date(2027, 1, 1)),
    ],
)
def test_periods_are_whole_days(period: Relative | Fixed, first: date, after: date) -> None:
    assert period.days(date(2026, 3, 29)) == (first, after)


def test_today_is_the_day_on_the_wall_even_when_it_has_23_hours() -> None:
    term = TimeIn(CREATED, ON, Relative(Unit.DAY, 0))
    start, end = term.interval(now=LATE, zone=BERLIN)
    assert start == datetime(2026, 3, 28, 23, 0, tzinfo=UTC)
    assert end == datetime(2026, 3, 29, 22, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("comparison", "start", "end"),
    [
        (Comparison.BEFORE, None, 1),
        (Comparison.UNTIL, None, 2),
        (Comparison.SINCE, 1, None),
        (Comparison.AFTER, 2, None),
        (Comparison.ON, 1, 2),
    ],
)
def test_comparisons_bound_the_right_side(
    comparison: Comparison, start: int | None, end: int | None
) -> None:
    term = TimeIn(CREATED, comparison, Fixed(2026, 5, 1))
    days = {None: None, 1: datetime(2026, 5, 1, tzinfo=UTC), 2: datetime(2026, 5, 2, tzinfo=UTC)}
    assert term.interval(now=LATE, zone=ZoneInfo("UTC")) == (days[start], days[end])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "All tickets"),
        (
            'status:new,open prio:>=high before:2026-01-01 -word "exact words"',
            "Status New or Open, priority High or Critical, created before: 1 January 2026, "
            "not the word “word”, the words “exact words” in this order",
        ),
        ("(a b) OR is:unread", "(the word “a”, the word “b”) or unread"),
        ("created:7d tag:ref*", "Created since: 7 days ago, tag “ref…”"),
        ("due:next-week contact:{x}", "Due: next week, contact “{x}”"),
    ],
)
def test_a_query_is_explained_in_plain_words(text: str, words: str) -> None:
    assert explain(parse(text).term) == words


WORDS = Vocabulary(
    tags=("refund", "return to sender"),
    categories=("Hardware/Printer",),
    agents=("Ada Lovelace", "Eva Müller"),
    contacts=("Eva Müller",),
)


def completed(text: str) -> list[str]:
    return [each.text for each in complete(text, len(text), vocabulary=WORDS)]


def test_fields_and_values_are_completed() -> None:
    assert complete("a pri", 5, vocabulary=WORDS) == [
        Completion(2, 5, "priority:", "low to critical, also >=high")
    ]
    assert completed("status:wai") == ["waiting-customer ", "waiting-third ", "waiting "]
    assert completed("status:new,so") == ["solved "]
    assert completed("prio:>=h") == ["high "]
    assert completed("prio:ho") == ["hoch "]
    assert completed("tag:r") == ["refund ", '"return to sender" ']
    assert completed('contact:"eva m') == ['"Eva Müller" ']
    assert completed("contact:mull") == ['"Eva Müller" ']
    assert completed("-assignee:m") == ["me ", '"Eva Müller" ']
    assert completed("(kat") == ["kategorie:"]
    assert completed("category:print") == ["Hardware/Printer "]
    assert completed("due:tod") == ["today "]


def test_nothing_is_completed_in_words_quotes_and_unknown_fields() -> None:
    assert completed("") == []
    assert completed('"pri') == []
    assert completed("http:pri") == []
    assert complete("priority", 3, vocabulary=WORDS) == []


@pytest.mark.parametrize("key", ["status:", "has:", "is:", "created:", "prio:", "level:", "tag:"])
def test_every_completion_is_understood(key: str) -> None:
    for each in complete(key, len(key), vocabulary=WORDS):
        parsed = parse(key[: each.start] + each.text)
        assert parsed.errors == ()
        assert parsed.term != EVERYTHING


plain = st.text(
    st.characters(exclude_characters='()"\\', exclude_categories=("Z", "C")), min_size=1, max_size=8
)
word_text = plain.filter(lambda w: any(c.isalnum() for c in w) and not w.endswith("*"))
spaced = st.lists(plain, min_size=1, max_size=3).map(" ".join)
choices: st.SearchStrategy[Term] = st.one_of(
    st.builds(lambda v: status(*v), st.sets(st.sampled_from(Status), min_size=1)),
    st.builds(lambda v: priority(*v), st.sets(st.sampled_from(Priority), min_size=1)),
    st.builds(
        lambda v: one_of(ChoiceField.CHANNEL, v), st.sets(st.sampled_from(Channel), min_size=1)
    ),
    st.builds(lambda v: one_of(ChoiceField.LEVEL, v), st.sets(st.sampled_from(Level), min_size=1)),
)
periods = st.one_of(
    st.sampled_from(list(PERIODS.spellings)),
    st.builds(Relative, st.just(Unit.DAY), st.integers(-36_500, 36_500)),
    st.builds(Fixed, st.integers(1900, 2199)),
    st.builds(Fixed, st.integers(1900, 2199), st.integers(1, 12)),
    st.builds(Fixed, st.integers(1900, 2199), st.integers(1, 12), st.integers(1, 28)),
)
leaf: st.SearchStrategy[Term] = st.one_of(
    st.builds(Word, word_text, st.booleans()),
    st.builds(Phrase, spaced.filter(lambda t: any(c.isalnum() for c in t))),
    choices,
    st.builds(TextIn, st.sampled_from(TextField), spaced),
    st.builds(
        TextIn,
        st.sampled_from(TextField),
        st.sampled_from(["ref", "me", "a:b", "x-1"]),
        st.just(True),
    ),
    st.builds(HasPart, st.sampled_from(Part)),
    st.builds(IsFlagged, st.sampled_from(Flag)),
    st.builds(NumberIs, st.integers(0, 10**12 - 1)),
    st.builds(TimeIn, st.sampled_from(TimeField), st.sampled_from(Comparison), periods),
)
queries = st.recursive(
    leaf,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map(all_of),
        st.lists(inner, min_size=1, max_size=4).map(any_of),
        inner.map(negated),
    ),
    max_leaves=12,
)


@given(term=queries)
def test_the_canonical_text_reads_as_the_same_query(term: Term) -> None:
    parsed = parse(to_text(term))
    assert parsed.errors == ()
    assert parsed.term == term


pieces = st.lists(
    st.sampled_from(
        ["status:", "open", "prio:>=", "hgh", "(", ")", '"', "-", " ", " OR ", "NOT ", "#", "12",
         "\\", "*", "..", "2026-01-01", "created:", "7d", "is:", "ä", ":", "xstatus:", "\0", "\x85"]
    ),
    max_size=14,
).map("".join)  # fmt: skip


@given(text=st.one_of(st.text(max_size=60), pieces), typing=st.booleans())
def test_any_text_is_read_and_keeps_its_meaning(text: str, typing: bool) -> None:
    parsed = parse(text, typing=typing)
    assert parse(to_text(parsed.term)).term == parsed.term
    assert explain(parsed.term)
    assert all(0 <= e.start <= e.end <= len(text) and e.message for e in parsed.errors)
    assert EVERYTHING not in list(leaves(parsed.term))


@given(text=st.one_of(st.text(max_size=40), pieces), cursor=st.integers(0, 40))
def test_completing_never_fails_and_stays_in_the_text(text: str, cursor: int) -> None:
    for each in complete(text, min(cursor, len(text)), vocabulary=WORDS):
        assert 0 <= each.start <= each.end <= len(text)


def test_people_without_a_name_are_no_names() -> None:
    assert WHO.get("Niemand") is not None
    assert WHO.get("Nemo") is None
