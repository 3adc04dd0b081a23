"""Writes compound files ([MS-CFB], version 3), the container of ``.msg``, for the tests."""

import struct
from collections.abc import Mapping
from typing import TypeAlias

Tree: TypeAlias = Mapping[str, "bytes | Tree"]

_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def write(tree: Tree) -> bytes:
    """A compound file with the storages (mappings) and streams (bytes) of ``tree``."""
    return _Writer(tree).file()


class _Writer:
    def __init__(self, tree: Tree) -> None:
        self._sectors: list[bytes] = []
        self._chain: list[int] = []
        self._mini = bytearray()
        self._mini_chain: list[int] = []
        self._entries: list[list[int | str]] = [["Root Entry", 5, _FREE, _FREE, _END, 0]]
        self._entries[0][3] = self._add(tree)

    def _add(self, tree: Tree) -> int:
        """Add the children of a storage; the first one's number."""
        following = _FREE
        for name, content in reversed(list(tree.items())):
            if isinstance(content, bytes):
                small = len(content) < _CUTOFF
                start = self._store_mini(content) if small else self._store(content)
                self._entries.append([name, 2, following, _FREE, start, len(content)])
            else:
                child = self._add(content)
                self._entries.append([name, 1, following, child, 0, 0])
            following = len(self._entries) - 1
        return following

    def _store(self, content: bytes) -> int:
        if not content:
            return _END
        start = len(self._sectors)
        count = -(-len(content) // _SECTOR)
        padded = content.ljust(count * _SECTOR, b"\0")
        self._sectors += [padded[n * _SECTOR : (n + 1) * _SECTOR] for n in range(count)]
        self._chain += [*range(start + 1, start + count), _END]
        return start

    def _store_mini(self, content: bytes) -> int:
        if not content:
            return _END
        start = len(self._mini_chain)
        count = -(-len(content) // _MINI)
        self._mini += content.ljust(count * _MINI, b"\0")
        self._mini_chain += [*range(start + 1, start + count), _END]
        return start

    def file(self) -> bytes:
        self._entries[0][4] = self._store(bytes(self._mini))
        self._entries[0][5] = len(self._mini)
        mini_fat = self._store(_numbers(self._mini_chain))
        mini_fat_count = -(-len(self._mini_chain) * 4 // _SECTOR)
        directory = self._store(b"".join(_entry(*entry) for entry in self._entries))
        fat_start = len(self._sectors)
        fat_count = 1
        while fat_count * _SECTOR // 4 < fat_start + fat_count:
            fat_count += 1
        self._chain += [_FAT] * fat_count
        self._store_fat(_numbers(self._chain), fat_count)
        fat = [*range(fat_start, fat_start + fat_count)]
        header = struct.pack(
            "<8s16xHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 62, 3, 0xFFFE, 9, 6, 0,
            fat_count, directory, 0, _CUTOFF, mini_fat, mini_fat_count, _END, 0,
        )  # fmt: skip
        return header + _numbers(fat + [_FREE] * (109 - len(fat)))[:436] + b"".join(self._sectors)

    def _store_fat(self, content: bytes, count: int) -> None:
        padded = content.ljust(count * _SECTOR, b"\xff")
        self._sectors += [padded[n * _SECTOR : (n + 1) * _SECTOR] for n in range(count)]


def _numbers(values: list[int]) -> bytes:
    return struct.pack(f"<{len(values)}I", *values)


def _entry(*fields: int | str) -> bytes:
    name, kind, right, child, start, size = fields
    encoded = str(name).encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII36xIII", encoded.ljust(64, b"\0"), len(encoded), kind, 1, _FREE, right, child,
        start, size, 0,
    )  # fmt: skip
