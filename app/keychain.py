"""The system's keychain, where the key of a protected desk may lie if the person wants that.

An entry is named by the salt of the file: it follows a desk that is moved, fits its backups, and is
of no use once the passphrase was changed.
"""

import contextlib
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.storage.protection import Key, salt_of

_LOG = logging.getLogger(__name__)
_SERVICE = "Tresen"


def is_there() -> bool:
    """Whether this system has a keychain that can keep something."""
    return _keyring() is not None


def key_for(desk: Path) -> Key | None:
    """The kept key of a protected desk."""
    keyring = _keyring()
    if keyring is None:
        return None
    salt = salt_of(desk)
    with _quietly("read"):
        kept = keyring.get_password(_SERVICE, salt.hex())
        return Key(bytes.fromhex(kept), salt) if kept else None
    return None


def holds(key: Key) -> bool:
    """Whether this very key is kept."""
    keyring = _keyring()
    if keyring is None:
        return False
    with _quietly("read"):
        return bool(keyring.get_password(_SERVICE, key.salt.hex()) == key.secret.hex())
    return False


def keep(key: Key) -> bool:
    """Keep a key; False if the keychain did not take it."""
    keyring = _keyring()
    if keyring is None:
        return False
    with _quietly("write"):
        keyring.set_password(_SERVICE, key.salt.hex(), key.secret.hex())
        return True
    return False


def forget(key: Key) -> None:
    """Take a key out, if it is kept."""
    keyring = _keyring()
    if keyring is not None:
        with _quietly("delete"):
            keyring.delete_password(_SERVICE, key.salt.hex())


def _keyring() -> Any:
    """The module, loaded when first asked; None where no backend keeps anything."""
    import keyring

    return keyring if keyring.get_keyring().priority > 0 else None


@contextlib.contextmanager
def _quietly(act: str) -> Iterator[None]:
    """A keychain that is locked or broken is one that keeps nothing; its errors are many."""
    import keyring.errors

    try:
        yield
    except keyring.errors.PasswordDeleteError:
        pass
    except Exception as error:  # noqa: BLE001 - each backend raises its own
        _LOG.info("the keychain did not %s: %s", act, type(error).__name__)
