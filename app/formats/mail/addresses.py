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
    r'"((?:[^"\\]|\\.)*)"?|<([^<>]*)>?|([,;:()])|(\\.|[^"<,;:()\\\s]+|\\)|(\s+)', re.S
)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_SPACES = re.compile(r"\s+")
_ROUTE = re.compile(r"^@[^:]*:")
_AROUND = re.compile(r"\s*([.@])\s*")


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
        self._pieces: list[str] = []
        self._quoted = False
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
            elif sign == ":" and self._angle is None and "@" not in "".join(self._pieces):
                self._clear()
            else:
                self._piece(token)
        if comment:
            self._comment("".join(comment))
        self._mailbox(last=True)
        return tuple(self._mailboxes)

    def _piece(self, token: re.Match[str]) -> None:
        if token[1] is not None:
            self._quoted = True
            self._pieces.append(_ESCAPE.sub(r"\1", token[1]))
        elif token[2] is not None and not (self._angle and "@" not in token[2]):
            self._angle = token[2].strip()
        else:
            self._pieces.append(token[0])

    def _comment(self, text: str) -> None:
        self._comments.append(words.decode(_ESCAPE.sub(r"\1", text)).strip())
        self._pieces.append(f" ({self._comments[-1]}) ")

    def _mailbox(self, *, last: bool) -> None:
        """Close the current mailbox at a separator; ``last`` if no name may go on behind it."""
        pieces, comments, angle = self._pieces, self._comments, self._angle
        quoted = self._quoted
        self._clear()
        phrase = _name("".join(pieces))
        if angle is None and not quoted:
            found = _bare(pieces, comments)
            if found is not None:
                self._forget_surnames()
                self._mailboxes.append(found)
                return
        if angle is not None:
            if self._surnames and phrase:
                phrase = ", ".join([*self._surnames, phrase])
                self._surnames.clear()
            self._forget_surnames()
            self._angle_mailbox(phrase, _email(angle))
        elif phrase:
            self._surnames.append(phrase)
        if last:
            self._forget_surnames()

    def _angle_mailbox(self, name: str, email: str) -> None:
        if not email and "@" in name:
            self._mailboxes.append(_bare([name], []) or Address(name, ""))
        elif name or email:
            self._mailboxes.append(Address(name, email))

    def _forget_surnames(self) -> None:
        """What has no address after all is a name of its own, or an encoded whole mailbox."""
        for name in self._surnames:
            inner = _simple(name) if "@" in name and "<" in name else ()
            if inner:
                self._mailboxes += inner
                continue
            self._mailboxes.append(_bare([name], []) or Address(name, ""))
        self._surnames.clear()


def _bare(pieces: list[str], comments: list[str]) -> Address | None:
    """A mailbox without angle brackets: ``j@x (John)``, ``j @ x``, ``John j@x``."""
    text = "".join(piece for piece in pieces if not (comments and piece.startswith(" (")))
    if "@" not in text:
        return None
    found = [word for word in _AROUND.sub(r"\1", text).split() if "@" in word.strip("@")]
    if not found:
        return None
    email = found[0]
    rest = [word for word in _AROUND.sub(r"\1", text).split() if word != email]
    return Address(_name(" ".join([*rest, *comments])), words.decode(_email(email)))


def _email(text: str) -> str:
    """The address between angle brackets without route, ``mailto:`` and white space."""
    text = _ROUTE.sub("", text.strip())
    if text[:7].lower() == "mailto:":
        text = text[7:]
    if '"' not in text:
        text = "".join(text.split())
    return words.decode(text)


def _name(text: str) -> str:
    return _SPACES.sub(" ", words.decode(text)).strip()


_cached = lru_cache(maxsize=2048)(_parse)
