"""What of a mail is its text and what are its attachments (RFC 8621 §4.1.4)."""

import re
from dataclasses import replace
from functools import cached_property
from html import escape
from typing import NamedTuple

from app.formats.mail import charsets, flowed, head, html_text, tnef, uuencoded, words
from app.formats.mail.structure import Entity
from app.formats.mail.values import MailPart

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_MIXED = "multipart/mixed"
_SHOWN = ("text/plain", "text/html")
_FILES = ("text/calendar", "text/csv", "text/directory", "text/x-vcard", "text/vcard", "text/xml")


class Shown:
    """A text that people see when they read the mail."""

    def __init__(self, text: str, *, is_html: bool) -> None:
        self.source = text
        self.is_html = is_html

    @cached_property
    def plain(self) -> str:
        return html_text.to_text(self.source) if self.is_html else self.source

    @property
    def html(self) -> str:
        if self.is_html:
            return self.source
        return f'<div style="white-space: pre-wrap">{escape(self.source, quote=False)}</div>'


class Body(NamedTuple):
    """The texts and attachments of one mail; ``html`` is empty if no part is HTML."""

    text: str
    html: str
    parts: tuple[MailPart, ...]


def read(root: Entity, warnings: list[str]) -> Body:
    """Decode all parts of a mail; what is wrong with them is added to ``warnings``."""
    reader = _Reader(warnings)
    if root.content_type == "text/plain" and not root.children and _is_shown(root, 0, _MIXED):
        text = reader.shown(root).source
        return Body(text, "", tuple(reader.parts))
    reader.read([root], _MIXED, reader.plain, reader.html)
    reader.add_wrapped()
    html: list[str] = []
    if any(shown.is_html and shown.source.strip() for shown in reader.html):
        html = [shown.html for shown in reader.html if shown.source.strip()]
    parts = reader.parts
    if html and parts:
        joined = "\n".join(html)
        parts = [replace(part, inline=_is_inline(part, joined)) for part in parts]
    return Body(_joined([shown.plain for shown in reader.plain]), _joined(html), tuple(parts))


class _Reader:
    def __init__(self, warnings: list[str]) -> None:
        self.plain: list[Shown] = []
        self.html: list[Shown] = []
        self.parts: list[MailPart] = []
        self.wrapped: tnef.Message | None = None
        self._warnings = warnings

    def read(
        self,
        entities: list[Entity],
        around: str,
        plain: list[Shown] | None,
        html: list[Shown] | None,
        *,
        alternative: bool = False,
    ) -> None:
        """Sort the parts of one multipart; ``plain`` or ``html`` is None where an alternative
        around has decided for the other one."""
        choosing = around == "multipart/alternative"
        plain_before = len(plain or ())
        html_before = len(html or ())
        for index, entity in enumerate(entities):
            if entity.children:
                self.read(
                    entity.children,
                    entity.content_type,
                    plain,
                    html,
                    alternative=alternative or entity.content_type == "multipart/alternative",
                )
                continue
            if not _is_shown(entity, index, around):
                self._attach(entity)
                continue
            shown = self.shown(entity)
            if choosing:
                if shown.is_html and html is not None:
                    html.append(shown)
                elif not shown.is_html and plain is not None:
                    plain.append(shown)
                continue
            if alternative:
                if shown.is_html:
                    plain = None
                else:
                    html = None
            if plain is not None:
                plain.append(shown)
            if html is not None:
                html.append(shown)
        if choosing and plain is not None and html is not None:
            if len(plain) == plain_before:
                plain += html[html_before:]
            elif len(html) == html_before:
                html += plain[plain_before:]

    def add_wrapped(self) -> None:
        """Show the text of a ``winmail.dat`` where the mail has none of its own."""
        if self.wrapped is None or any(shown.source.strip() for shown in self.plain):
            return
        if self.wrapped.html:
            self.html = [Shown(self.wrapped.html, is_html=True)]
        if self.wrapped.text:
            self.plain = [Shown(self.wrapped.text, is_html=False)]
        elif self.wrapped.html:
            self.plain = self.html

    def shown(self, entity: Entity) -> Shown:
        """The decoded text of a part; files that are uuencoded into it become parts."""
        content, warning = entity.content()
        self._warn(warning)
        is_html = entity.content_type == "text/html"
        if not is_html:
            content, files = uuencoded.extract(content)
            for name, inner in files:
                self._add(words.decode(name), "application/octet-stream", inner)
        charset = entity.parameters.get("charset", "")
        if not charset and is_html and not content.isascii():
            meta = _META_CHARSET.search(content[:4096])
            charset = meta[1].decode("ascii", "replace") if meta else ""
        text, warning = charsets.decode(content, charset)
        self._warn(warning)
        if "\r" in text:
            text = text.replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n")
        if "\0" in text:
            text = text.replace("\0", "")
            self._warn("text: NUL bytes")
        if not is_html and entity.parameters.get("format", "").lower() == "flowed":
            delete_space = entity.parameters.get("delsp", "").lower() == "yes"
            text = flowed.unwrap(text, delete_space=delete_space)
        return Shown(text, is_html=is_html)

    def _attach(self, entity: Entity) -> None:
        content, warning = entity.content()
        self._warn(warning)
        name = entity.name()
        if content.startswith(tnef.SIGNATURE) and self._unwrap(content):
            return
        if not name and entity.content_type == "message/rfc822":
            name = _subject(content) + ".eml"
        self._add(name, entity.content_type, content, _content_id(entity))

    def _unwrap(self, content: bytes) -> bool:
        """Put what is in a ``winmail.dat`` in its place; False if nothing could be read of it."""
        message = tnef.read(content)
        if message is None or not (message.files or message.text or message.html):
            self._warn("tnef: unreadable")
            return False
        for file in message.files:
            kind = file.content_type or "application/octet-stream"
            self._add(file.name, kind, file.content, file.content_id)
        self.wrapped = self.wrapped or message
        return True

    def _add(self, name: str, content_type: str, content: bytes, content_id: str = "") -> None:
        name = " ".join(name.replace("\0", "").split())
        self.parts.append(MailPart(len(self.parts), name, content_type, content, content_id))

    def _warn(self, warning: str) -> None:
        if warning:
            self._warnings.append(warning)


def _is_shown(entity: Entity, index: int, around: str) -> bool:
    content_type = entity.content_type
    if content_type not in _SHOWN:
        odd_text = content_type.startswith("text/") and content_type not in _FILES
        if not (odd_text and around == _MIXED and index == 0 and not entity.name()):
            return False
    if not entity.head.fields:
        return True
    if entity.disposition()[0] == "attachment":
        return False
    return index == 0 or (around != "multipart/related" and not entity.name())


def _content_id(entity: Entity) -> str:
    return entity.head.get("content-id").strip("<> \t")


def _is_inline(part: MailPart, html: str) -> bool:
    return bool(part.content_id) and f"cid:{part.content_id}" in html


def _subject(raw: bytes) -> str:
    subject = words.decode(head.read(raw, 0, len(raw)).get("subject"))
    return subject.replace("/", "_") or "message"


def _joined(texts: list[str]) -> str:
    """Texts of several parts below each other, each beginning on a new line."""
    if len(texts) == 1:
        return texts[0]
    out: list[str] = []
    for text in texts:
        if out and text and not out[-1].endswith("\n"):
            out.append("\n")
        if text:
            out.append(text)
    return "".join(out)
