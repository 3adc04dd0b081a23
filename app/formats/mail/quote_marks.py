"""How mail programs and people mark quotes, their authors and signatures, in several languages."""

import re
from collections.abc import Sequence

_QUOTED = re.compile(r"[ \t]{0,3}(?:[A-Za-z]{1,4})?>")

_WROTE = (
    r"(?:wrote|writes|said|schrieb(?:en)?|geschrieben|schreibt|a (?:é|e)crit|(?:é|e)crivait|"
    r"escribi(?:ó|o)|ha escrito|ha scritto|scrisse|schreef|het volgende geschreven|skrev|"
    r"escreveu|napisał\(?a?\)?|(?:на)?писал\(?а?\)?|пишет|kirjoitti|yazdı|napsal\(?a?\)?)"
)
DATED = re.compile(
    rf"(?:[-*_]+\s*)?(?:(?:On|At|In|Am|Le|El|Il|Op|Em|Den|W dniu|Dnia|Dne)\b(?=.*\d).{{4,300}}?"
    rf"\b{_WROTE}\b.{{0,80}}|.{{2,120}}?\b{_WROTE}\b(?=.*\d).{{4,80}}"
    r"|(?:\w{2,9}[.,]* )?\d{1,4}[-/. ].{4,120}<[^<>\s]+@[^<>\s]+>\s?)\s?:[*_]*$",
    re.IGNORECASE,
)
"""A whole attribution with a date: ``On Mon, 1 Jan 2024 at 10:00, Ann wrote:``."""

MOMENT = re.compile(r"\d{1,2}[:.]\d\d|\b(?:19|20)\d\d\b")
"""A clock time or a year, as the attributions of mail programs have."""

ATTRIBUTION = re.compile(
    rf"(?:.{{0,300}}\b{_WROTE}\b.{{0,120}}[:.…]+|.{{0,200}}<[^<>\s]+@[^<>\s]+>.{{0,20}}:"
    r"|(?:quoting|zitat von|citando|>+)\b.{1,200}:)$",
    re.IGNORECASE,
)
"""A line just above a quote that names its author."""

SEPARATOR = re.compile(
    r"\s*[-_=*]{2,}\s*(?:original (?:message|e?-?mail|appointment)|ursprüngliche (?:nachricht|mail|"
    r"e-mail)|original-?nachricht|reply (?:above|message)|message d'origine|message original|"
    r"mensaje original|messaggio originale|oorspronkelijk bericht|mensagem original|"
    r"ursprungligt meddelande|oprindelig meddelelse|wiadomość oryginalna|исходное сообщение)"
    r"\s*[-_=*:]{2,}\s*$",
    re.IGNORECASE,
)
"""``-----Original Message-----``: from here on everything is the older mail."""

RULE = re.compile(r"\s*[_=-]{10,}\s*$")
"""A line of underscores, as Outlook and mailing lists draw it."""

_BOLD = r"\s*[*_]{0,2}"
FROM = re.compile(
    rf"{_BOLD}(?:From|Von|De|Da|Van|Från|Fra|Od|От|Feladó|Lähettäjä)\s?:[*_]{{0,2}}\s*\S",
    re.IGNORECASE,
)
"""First line of the header that a mail program puts above the mail it answers."""

FIELDS = {
    name: re.compile(rf"{_BOLD}(?:{words})\s?:", re.IGNORECASE)
    for name, words in (
        ("date", "Sent|Date|Gesendet|Datum|Envoyé|Enviado(?: el)?|Fecha|Inviato|Data|Verzonden|"
                 "Skickat|Sendt|Wysłano|Отправлено|Дата|Gesendet am"),
        ("to", "To|An|À|Para|A|Aan|Till|Til|Do|Кому"),
        ("subject", "Subject|Betreff|Objet|Asunto|Oggetto|Onderwerp|Assunto|Ämne|Emne|Temat|Тема"),
    )
}  # fmt: skip
HEADER_FIELDS = 2
"""How many of ``FIELDS`` make a header of a line that looks like its first."""

DASHES = re.compile(r"\s?(?:--|—|––|-- ?)\s*$")
"""``--`` without the space that RFC 3676 §4.3 asks for."""

SENT_FROM = re.compile(
    r"(?:sent (?:from|via|with) (?:my )?\S.{0,60}|get outlook for \S+.{0,40}|"
    r"(?:von|mit) (?:meine[mr]|unterwegs|mobil|dem|der) .{0,60}(?:gesendet|geschrieben|verschickt)|"
    r"gesendet (?:von|mit|über|aus) .{1,60}|diese nachricht wurde von .{0,40} gesendet.{0,20}|"
    r"holen sie sich outlook .{0,40}|outlook für (?:ios|android).{0,40}|"
    r"envoyé (?:de|depuis|à partir) .{1,60}|enviado (?:desde|do|de) .{1,60}|inviato da .{1,60}|"
    r"verzonden (?:vanaf|met) .{1,60}|verstuurd vanaf .{1,60}|skickat från .{1,60}|"
    r"sendt fra .{1,60}|отправлено (?:с|из) .{1,60})[.!]?",
    re.IGNORECASE,
)
"""What phones and mail programs add of themselves."""

GREETING = re.compile(
    r"(?:mit (?:freundlichen?|besten|herzlichen|vielen|lieben|sonnigen) gr(?:ü|ue)(?:ß|ss)(?:en)?|"
    r"(?:(?:viele|liebe|beste|freundliche|herzliche|schöne) )?gr(?:ü|ue)(?:ß|ss)e?|"
    r"mfg|vg|lg|hochachtungsvoll|(?:best|kind|warm|many)(?:est)? (?:regards|wishes|thanks)|"
    r"(?:with )?(?:kind|best) regards|regards|sincerely(?: yours)?|yours (?:sincerely|faithfully|"
    r"truly)|cheers|cordialement|bien à vous|saludos(?: cordiales)?|atentamente|"
    r"cordiali saluti|distinti saluti|met vriendelijke groet(?:en)?)"
    r"(?: (?:aus|from|sendet|nach) .{1,40})?[,.!]?",
    re.IGNORECASE,
)
"""A closing greeting on a line of its own."""

_CONTACT = re.compile(
    r"(?:tel|fon|phone|fax|mobil|handy|e-?mail|mail|web|www|internet)\b|https?://|\S@\S|"
    r"\+?\d[\d /().-]{6,}\d|\b(?:gmbh|ag|kg|e\.?k\.?|ltd|inc|llc|b\.v|s\.a|straße|str\.|\d{5} )\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[?!]\s*$|[a-zäöüß]{3,}[.!?] [A-ZÄÖÜ]")
_LIST_FOOTER = re.compile(r"mailing list|mailingliste|unsubscribe|list(?:info|serv)|abmelden", re.I)
_CONTACT_LINE = 80


def is_quoted(line: str) -> bool:
    """Whether the line carries a quote mark (``>``, also with initials before it)."""
    if ">" not in line[:8]:
        return False
    return _QUOTED.match(line) is not None and not line.startswith(">From ")


def is_list_footer(lines: Sequence[str]) -> bool:
    """Whether the lines under a rule are what mailing lists add."""
    return any(_LIST_FOOTER.search(line) for line in lines)


def are_contact_lines(lines: Sequence[str]) -> bool:
    """Whether the lines under a greeting are a signature: short, no sentence, a way to reach."""
    return (
        len(lines) > 1
        and all(len(line) <= _CONTACT_LINE and not _SENTENCE.search(line) for line in lines)
        and any(_CONTACT.search(line) for line in lines)
    )
