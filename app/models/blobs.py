"""The content store: raw mails and files by SHA-256, compressed, in chunks of 1 MB."""

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import UNRECORDED, Base


class Blob(Base):
    """A content; ``sha256`` is its digest, ``size`` its length in bytes before compression."""

    __tablename__ = "blob"
    __table_args__ = ({"info": UNRECORDED},)

    sha256: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    size: Mapped[int]


class BlobChunk(Base):
    """One megabyte (or the rest) of a blob, compressed on its own with zlib."""

    __tablename__ = "blob_chunk"
    __table_args__ = (UniqueConstraint("blob_id", "position"), {"info": UNRECORDED})

    blob_id: Mapped[int] = mapped_column(ForeignKey("blob.id"))
    position: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)
