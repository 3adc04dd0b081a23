"""Offsets of Python's texts and of Qt's, which counts a character beyond U+FFFF as two."""


def to_units(text: str, offset: int) -> int:
    """Where ``text[offset]`` stands for Qt."""
    return (
        offset if text.isascii() else len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2
    )


def to_text(text: str, units: int) -> int:
    """The offset into ``text`` of Qt's position ``units``."""
    if text.isascii():
        return min(units, len(text))
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "ignore"))
