"""An export held against its manifest: nothing missing, nothing changed, nothing added."""

import hashlib
from collections.abc import Callable, Iterable

from app.errors import UserError
from app.formats.desk_export.layout import MANIFEST, is_harmful, is_ours, shown
from app.formats.desk_export.manifest import Manifest
from app.formats.desk_export.reading import Source
from app.i18n import _

_AT_ONCE = 1 << 20
_NAMED = 5
"""So many files are named; more of them make no difference."""

Read = Callable[[int], None]


def check(source: Source, manifest: Manifest, *, read: Read) -> None:
    """``UserError`` that names the files which differ. ``read`` hears of bytes, and may raise."""
    for name in manifest.files:
        if is_harmful(name) or not is_ours(name):
            raise _different(unknown=[name])
    missing = [name for name in manifest.files if name not in source.files]
    unknown = [name for name in source.files if name not in manifest.files and name != MANIFEST]
    if missing or unknown:
        raise _different(missing=missing, unknown=unknown)
    changed = [name for name in manifest.files if not _is_unchanged(source, manifest, name, read)]
    if changed:
        raise _different(changed=changed)


def _is_unchanged(source: Source, manifest: Manifest, name: str, read: Read) -> bool:
    """Reads no more than the manifest says there is."""
    noted = manifest.files[name]
    if source.files[name] != noted.size:
        return False
    digest = hashlib.sha256()
    left = noted.size
    with source.file(name) as stream:
        while left and (piece := stream.read(min(left, _AT_ONCE))):
            digest.update(piece)
            left -= len(piece)
            read(len(piece))
    return not left and digest.digest() == noted.sha256


def _different(
    *, missing: Iterable[str] = (), changed: Iterable[str] = (), unknown: Iterable[str] = ()
) -> UserError:
    found = [
        *(_("“{name}” is missing").format(name=each) for each in missing),
        *(_("“{name}” was changed").format(name=each) for each in changed),
        *(_("“{name}” is no part of it").format(name=shown(each)) for each in unknown),
    ]
    named = "; ".join(found[:_NAMED]) + (" …" if len(found) > _NAMED else "")
    return UserError(
        _("This is not the export as it was written: {faults}. Nothing was taken over.").format(
            faults=named
        )
    )
