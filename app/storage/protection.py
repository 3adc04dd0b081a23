"""The key of a protected desk: from a passphrase or a recovery key to what the driver takes.

SQLCipher derives its key from the passphrase and the salt in the first 16 bytes of the file, which
takes a fifth of a second on purpose. Here that is done once; every connection then opens with the
key itself. Written down, that key is the recovery key: it opens the desk as long as the passphrase
is not changed.
"""

import base64
import hashlib
import os
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from app.errors import UserError
from app.i18n import _

SALT = 16
_SECRET = 32
_ROUNDS = 256_000
"""SQLCipher 4's own number, so that its other programs open the desk with the passphrase too."""

PLAIN = b"SQLite format 3\0"
_PAGE = 4096
_EVEN = 250
"""Different bytes in an encrypted page, at least; a damaged plain one has far fewer."""
_CHECK = 3
_GROUP = 4


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """Opens one desk file and its backups: 32 secret bytes, and the salt in the file's head."""

    secret: bytes
    salt: bytes

    @property
    def text(self) -> str:
        """As ``PRAGMA key`` and ``ATTACH … KEY`` take it."""
        return f"x'{self.secret.hex()}{self.salt.hex()}'"

    @property
    def recovery(self) -> str:
        """To be written down: groups of four letters and digits, the last ones catch a slip."""
        letters = base64.b32encode(self.secret + _check(self.secret)).decode().rstrip("=")
        return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))


class Protected(UserError):  # noqa: N818 - a state, answered by asking for the passphrase
    """The desk is encrypted and no key was given."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _("“{name}” is protected. It opens with its passphrase only.").format(name=path.name)
        )
        self.path = path


class WrongKey(UserError):  # noqa: N818 - told in always the same words
    """The key does not fit the file; nothing says by how much."""

    def __init__(self) -> None:
        super().__init__(_("That does not open this desk. Try again."))


def is_protected(path: Path) -> bool:
    """Whether the file looks encrypted; False for plain, damaged, foreign and unreadable files."""
    try:
        with path.open("rb") as file:
            page = file.read(_PAGE)
    except OSError:
        return False
    return len(page) == _PAGE and not page.startswith(PLAIN) and len(set(page)) > _EVEN


def fresh_key(passphrase: str) -> Key:
    """A key for a file that is still to be written."""
    return _derived(passphrase, os.urandom(SALT))


def key_from_passphrase(path: Path, passphrase: str) -> Key:
    """The key of the file, if the passphrase is right; opening it tells."""
    return _derived(passphrase, salt_of(path))


def key_from_recovery(path: Path, written: str) -> Key:
    """The key of the file from the written one, in any case, with or without its hyphens.

    ``WrongKey`` if it was not copied right.
    """
    letters = "".join(each for each in written.upper() if each.isalnum())
    letters = letters.replace("0", "O").replace("1", "I").replace("8", "B")
    try:
        found = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except ValueError as error:
        raise WrongKey from error
    secret, check = found[:_SECRET], found[_SECRET:]
    if len(found) != _SECRET + _CHECK or check != _check(secret):
        raise WrongKey
    return Key(secret, salt_of(path))


def _derived(passphrase: str, salt: bytes) -> Key:
    typed = unicodedata.normalize("NFKC", passphrase).encode()
    return Key(hashlib.pbkdf2_hmac("sha512", typed, salt, _ROUNDS, _SECRET), salt)


def salt_of(path: Path) -> bytes:
    """What the key of a protected file was derived with; it lies in its head."""
    with path.open("rb") as file:
        return file.read(SALT)


def _check(secret: bytes) -> bytes:
    return hashlib.sha256(secret).digest()[:_CHECK]
