"""A short number that keeps colleagues from acting in one's name by mistake or in jest.

It is no lock: who can open the desk file can read what is in it, and four digits are tried out in
an hour. What is stored is salted and slow to compute all the same, for people use one PIN twice.
"""

import hashlib
import hmac
import secrets

SHORTEST, LONGEST = 4, 12
_SALT = 16
_COST = {"n": 2**14, "r": 8, "p": 1}


def fits(pin: str) -> bool:
    """Four to twelve digits."""
    return pin.isascii() and pin.isdigit() and SHORTEST <= len(pin) <= LONGEST


def sealed(pin: str) -> str:
    """What is stored of a PIN: salt and scrypt digest, as hexadecimal text."""
    salt = secrets.token_bytes(_SALT)
    return f"{salt.hex()}:{_digest(pin, salt)}"


def matches(pin: str, stored: str) -> bool:
    """Whether ``pin`` is the one that was ``sealed``."""
    salt, _colon, digest = stored.partition(":")
    return hmac.compare_digest(_digest(pin, bytes.fromhex(salt)), digest)


def _digest(pin: str, salt: bytes) -> str:
    return hashlib.scrypt(pin.encode(), salt=salt, **_COST).hex()
