"""Address fields: mailboxes, groups, comments and what people write instead (RFC 5322 §3.4)."""

import re
from functools import lru_cache

from app.formats.mail import words
from app.formats.mail.values import Address

_WORD = r'[^\s"<>(),:;@\\]+'
_MAILBOX = re.compile(
    rf'\s*(?:"([^"\\,;]*)"\s*|([^"<>(),:;@\\]*))<({_WORD}@{_WORD})>\s*'
    rf"|\s*({_WORD}@{_WORD})\s*(?:\(([^()\\]*)\)\s*)?"
)
_TOKEN = re.compile(
    r'"((?:[^"\\]|\\.)*)"?|<+([^<>]*)>*|([,;:()])|(\\.|[^"<,;:()\\\s]+|\\)|(\s+)', re.S
)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ROUTE = re.compile(r"^@[^:]*:")
_AROUND = re.compile(r"\s*([.@])\s*")
_BARE = re.compile(r'(?:"(?:[^"\\]|\\.)*"|[^\s"])+|"', re.DOTALL)


def parse(value: str) -> tuple[Address, ...]:
    """The mailboxes of an unfolded address field in their order, groups dissolved.

    Names are unquoted and decoded. ``Doe, John <j@x>`` without quotes is one mailbox; text that
    has no address keeps its words as a name. Linear in the length of ``value``.
    """
    return _cached(value) if len(value) < 300 else _parse(value)


def _parse(value: str) -> tuple[Address, ...]:
    return _simple(value) or _List().read(value)


def _simple(value: str) -> tuple[Address, ...]:
    """The mailboxes if all of them are written in one of the usual ways, else nothing."""
    found = []
    for part in value.split(","):
        mailbox = _MAILBOX.fullmatch(part)
        if mailbox is None:
            return ()
        quoted, phrase, email, bare, comment = mailbox.groups()
        if bare is None:
            found.append(Address(_name(quoted or phrase or ""), email))
        else:
            found.append(Address(_name(comment) if comment else "", bare))
    return tuple(found)


class _List:
    """Reads one field token by token."""

    def __init__(self) -> None:
        self._mailboxes: list[Address] = []
        self._surnames: list[str] = []
        self._clear()

    def _clear(self) -> None:
        self._words: list[str] = []
        self._spelling: list[str] = []
        self._comments: list[str] = []
        self._angle: str | None = None

    def read(self, value: str) -> tuple[Address, ...]:
        depth = 0
        comment: list[str] = []
        for token in _TOKEN.finditer(value):
            sign = token[3]
            if depth:
                depth += {"(": 1, ")": -1}.get(sign, 0)
                if depth:
                    comment.append(token[0])
                else:
                    self._comment("".join(comment))
                    comment = []
            elif sign == "(":
                depth = 1
            elif sign == "," or sign == ";":
                self._mailbox(last=sign == ";")
            elif sign == ":" and self._angle is None and "@" not in "".join(self._spelling):
                self._clear()
            else:
                self._word(token)
        if comment:
            self._comment("".join(comment))
        self._mailbox(last=True)
        return tuple(self._mailboxes)

    def _word(self, token: re.Match[str]) -> None:
        if token[2] is not None and not (self._angle and "@" not in token[2]):
            self._angle = token[2].strip()
            return
        self._spelling.append(token[0])
        quoted = token[1]
        self._words.append(token[0] if quoted is None else _ESCAPE.sub(r"\1", quoted))

    def _comment(self, text: str) -> None:
        self._comments.append(words.decode(_ESCAPE.sub(r"\1", text)).strip())

    def _mailbox(self, *, last: bool) -> None:
        """Close the current mailbox at a separator; ``last`` if no name may go on behind it."""
        phrase, spelling = "".join(self._words), "".join(self._spelling).strip()
        comments, angle = [comment for comment in self._comments if comment], self._angle
        self._clear()
        if angle is None or ("@" not in angle and "@" in spelling):
            mailbox = _bare(spelling, comments)
            if mailbox is not None:
                self._forget_surnames()
                self._mailboxes.append(mailbox)
                return
            angle = angle or None
        name = _name(phrase)
        if angle is not None:
            email = _email(angle)
            if self._surnames and name:
                name = ", ".join([*self._surnames, name])
                self._surnames.clear()
            self._forget_surnames()
            name = " ".join([name, *(f"({comment})" for comment in comments)]) if name else ""
            if name or comments or email:
                self._mailboxes.append(Address(name or " ".join(comments), email))
        elif name:
            self._surnames.append(name)
        if last:
            self._forget_surnames()

    def _forget_surnames(self) -> None:
        """What has no address after all is a name of its own, or an encoded whole mailbox."""
        for name in self._surnames:
            inner = _simple(name) if "@" in name and "<" in name else ()
            self._mailboxes += inner or (_bare(name, []) or Address(name, ""),)
        self._surnames.clear()


def _bare(text: str, comments: list[str]) -> Address | None:
    """A mailbox without angle brackets: ``j@x (John)``, ``j @ x``, ``John j@x``."""
    if "@" not in text:
        return None
    found = _BARE.findall(_AROUND.sub(r"\1", text))
    emails = [word for word in found if "@" in word]
    email = emails[0] if emails else ""
    rest = [word.strip('"') for word in found if word != email]
    return (
        Address(_name(" ".join([*rest, *comments])), words.decode(email.strip("<>")))
        if email
        else None
    )


def _email(text: str) -> str:
    """The address between angle brackets without route, ``mailto:`` and white space."""
    text = _ROUTE.sub("", text.strip())
    if text[:7].lower() == "mailto:":
        text = text[7:]
    return words.decode(_AROUND.sub(r"\1", text))


def _name(text: str) -> str:
    return " ".join(words.decode(text).split())


_cached = lru_cache(maxsize=2048)(_parse)
