"""Small real files for the demo desk, made in code: pictures, PDF pages, plain texts."""

import struct
import zlib
from functools import lru_cache
from random import Random

_WOOD = ((214, 178, 130), (196, 156, 106), (232, 205, 165), (150, 108, 68))


_STEP = 8


@lru_cache(maxsize=8)
def picture(seed: int, *, width: int = 320, height: int = 200) -> bytes:
    """A PNG that looks like wood with a dent in one corner."""
    random = Random(seed)
    base = random.choice(_WOOD)
    grain = [random.randint(-14, 14) for _row in range(height)]
    dent = random.randint(height // 6, height // 3)
    rows = bytearray()
    for y in range(height):
        shade = grain[y] + grain[max(0, y - 1)] // 2
        rows.append(0)
        for x in range(0, width, _STEP):
            dark = 70 if x + y < dent else 0
            wave = shade + (x * (y % 7 + 3) // 90) % 9
            rows += bytes(min(255, max(0, part + wave - dark)) for part in base) * _STEP
    return _png(bytes(rows), width, height)


def logo(*, side: int = 48) -> bytes:
    """A PNG of a plain badge for the foot of a mail."""
    middle = side / 2
    rows = bytearray()
    for y in range(side):
        rows.append(0)
        for x in range(side):
            inside = (x - middle) ** 2 + (y - middle) ** 2 < (middle - 2) ** 2
            rows += bytes((11, 106, 106) if inside else (255, 255, 255))
    return _png(bytes(rows), side, side)


def _png(rows: bytes, width: int, height: int) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        check = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows, 6))
        + chunk(b"IEND", b"")
    )


def pdf(lines: list[str]) -> bytes:
    """One A4 page with these lines, in Latin-1."""
    shown = "\n".join(f"({_escaped(line)}) Tj T*" for line in lines)
    page = f"BT /F1 12 Tf 64 760 Td 18 TL\n{shown}\nET".encode("latin-1", "replace")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(page), page),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def log(seed: int) -> bytes:
    """A text file like a program writes it."""
    random = Random(seed)
    lines = [
        f"2026-03-{random.randint(1, 28):02} {hour:02}:{random.randint(0, 59):02} "
        f"export page={page} width={random.choice((2100, 2970))} ok"
        for page, hour in enumerate(sorted(random.sample(range(8, 19), 6)), 1)
    ]
    lines.append("WARNING clip: 3 elements outside of the page")
    return "\n".join(lines).encode()
