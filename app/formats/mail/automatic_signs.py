"""The words by which programs that answer mail give themselves away."""

import re
from collections.abc import Callable
from functools import cached_property, lru_cache, partial

_REMEMBERED = 512


class Wording:
    """Phrases with which a text ``begins`` or which it ``holds`` anywhere, as regular
    expressions in lower case; looking for them at the begin only is many times faster, and so is
    a search with regard to case in a text that is in lower case already.

    They are compiled when first looked for: a start of the program that reads no mail needs none.
    ``is_in`` tells whether one of the phrases is in a text, and remembers its last answers: people
    write more than once, and under the same subject.
    """

    def __init__(self, *, begins: tuple[str, ...] = (), holds: tuple[str, ...] = ()) -> None:
        self._phrases = (begins, holds)
        self.is_in = lru_cache(maxsize=_REMEMBERED)(self._is_in)

    @cached_property
    def _begins(self) -> Callable[[str], object]:
        return _looking(self._phrases[0], re.Pattern.match)

    @cached_property
    def _holds(self) -> Callable[[str], object]:
        return _looking(self._phrases[1], re.Pattern.search)

    def _is_in(self, text: str) -> bool:
        text = text.lower()
        return self._begins(text) is not None or self._holds(text) is not None


def _looking(
    phrases: tuple[str, ...], way: Callable[[re.Pattern[str], str], object]
) -> Callable[[str], object]:
    """How one of these phrases is looked for; where there are none, nothing is found."""
    return partial(way, re.compile("|".join(phrases), re.MULTILINE)) if phrases else _nothing


def _nothing(text: str) -> None:
    return None


MAILER_DAEMON = Wording(
    begins=(r"mail(?:er)?[-_. ]?daemon|mail\.delivery|microsoftexchange[0-9a-f]{10}",),
)
"""Local parts under which nobody but a mail system writes."""

DAEMON = Wording(
    begins=(
        r"(?:mailer|mail|message)[-_.]?(?:daemon|delivery)",
        r"(?:mailer|postmaster|post-?office|mdaemon|ndr|e?500_smtp)\b",
        r"\W?system[-_. ]?admin(?:istrator)?\b",
        r"(?:symantec_antivirus|returned|undeliver|mailadm|mail-?(?:admin|system|error)|imss)",
        r"(?:nondeliver|non-deliver|delivery[-_.]?(?:sub)?system|mail-?router|mailgate|"
        r"mail-?gateway)",
    ),
)
"""Local parts of mail systems, some of them with a person behind."""

DAEMON_NAME = Wording(
    begins=(
        r"mail(?:er)?[ -](?:delivery|daemon|system|administrator|administration)",
        r"(?:e?-?mail )?delivery (?:sub)?system",
        r"(?:system ?administrator|(?:\w+ )?postmaster|mailer-daemon|microsoft outlook)$",
        r"jetmail system",
    ),
    holds=(r"\b(?:mail|message|internet) delivery\b",),
)
"""Display names of mail systems."""

MAIL_PROGRAM = Wording(
    holds=(
        r"outlook|thunderbird|mozilla|apple mail|iphone|ipad|android|evolution|kmail|eudora",
        r"mutt|lotus notes|the bat|pegasus|claws|sylpheed|windows (?:live )?mail|mailmate",
        r"airmail|spark|roundcube|squirrelmail|horde|webmail|zimbra|open-?xchange|gmail|yahoo",
        r"aol|becky",
    ),
)
"""Mail programs that people write with."""

BOUNCE_SUBJECT = Wording(
    begins=(
        r"(?:\[postmaster\] ?)?(?:e?-?mail |message |your (?:e-?mail|message) )?(?:un|non-?|"
        r"in)-?deliver(?:y|able|ed)\b",
        r"(?:permanent |temporary |message |mail |e-?mail |automatic )*delivery[ :-]+(?:status|"
        r"failure|failed|problem|error|report|notification|warning|delay|has|un)",
        r"returned (?:e?-?mail|message|to sender)|(?:failure|error) (?:notice|delivery)",
        r"failed mail\b|failure to deliver",
        r"mail (?:delivery|system|failure|failed|error|could|not|undeliver|returned|status)",
        r"(?:your )?(?:e-?mail|message|mail)\b.*\b(?:could not be|was not|wasn't|cannot be|not) "
        r"(?:been )?deliver",
        r"(?:unable to deliver|could not deliver|can(?:not|'t) deliver|not delivered)",
        r"warning: (?:could not send|message|.*user unknown|mail|e-?mail)",
        r"(?:delayed mail|message delayed|mail delayed|verzögert|delivery delayed)",
        r"non[- ]?delivery|ndn:|undelivered\b|undeliverable\b|nondeliver|processing error$",
        r"bounced?\b.*\bmail|automatically rejected",
        r"(?:unzustellbar|nicht zustellbar|nicht zugestellt|rückläufer|zustellfehler|"
        r"fehlgeschlagen)",
        r"(?:e-?mail|nachricht|mail|ihre (?:e-?mail|nachricht)).*(?:unzustellbar|nicht "
        r"zu(?:gestellt|stellbar)|zurück)",
        r"zustell(?:ung|bericht|benachrichtigung|status)|benachrichtigung.*zustell",
        r"(?:é|e)chec de (?:la )?(?:remise|distribution)|non remis|message non (?:remis|dist)",
        r"no se puede entregar|no entregado|error de entrega|mensaje no entregado|no entregable",
        r"non recapitabile|mancat[ao] (?:consegna|recapito)|consegna non riuscita|onbestelbaar",
        r"niet besteld|kan niet worden bezorgd|n(?:ã|a)o entreg|falha na entrega|недоставлен",
        r"配信不能|配信エラー|utilisateur non recens|olevererbart|leveringsfejl|nie dostarczono",
    ),
    holds=(
        r"user unknown|unknown user|no such user|mailbox (?:full|unavailable)|unknown recipient",
        r"не доставлен|无法投递|传输失败|退信|non distribué|\(delivery failed\)$|: non\s?remis",
        r": unzustellbar|: non distrib",
    ),
)
"""Subjects of reports that a mail was not delivered."""

BOUNCE_TEXT = Wording(
    holds=(
        r"^(?:(?:x-)?action: *(?:failed|delayed)|diagnostic-code:|final-recipient:)",
        r"this is the (?:\S+ )?(?:qmail-send|postfix|mail system|mail delivery|deliver|mta)\b",
        r"created automatically by (?:the )?mail (?:delivery|system)",
        r"automated message created by mail delivery",
        r"automatically generated delivery status notification",
        r"(?:could|can|was|were|has|have|had) ?(?:not|n't)? ?(?:been |be )?(?:un)?deliver(?:ed|y|"
        r"able)",
        r"(?:couldn't|can't|cannot|wasn't|not yet|hasn't) (?:be(?:en)? )?deliver",
        r"(?:unable|not able|failed) to deliver|did not reach (?:some or all|the following)",
        r"could not be reached",
        r"(?:delivery|mail|message) (?:to (?:the|these|this) .{0,60})?(?:has )?failed",
        r"(?:permanent|fatal|delivery|transient)(?: \w+)? (?:errors?|failures?|problems?)\b",
        r"undeliver(?:able|ed)|not delivered|non-?deliver",
        r"(?:user|recipient|address|account|mailbox|userid)(?: \S+)? (?:unknown|not (?:found|"
        r"known|listed|exist|valid)|unavailable|does(?: not|n't) exist)",
        r"(?:unknown|no such|invalid|bad)(?: \w+)? (?:user|recipient|address|mailbox|account|"
        r"userid)",
        r"<<<|\b5(?:50|51|52|53|54)[ -]|#?\b5\.\d\.\d{1,3}\b",
        r"(?:invalid|bad|final)(?: \w+){0,2} (?:userid|destination)|expired|rejected|bounced",
        r"returned (?:because|to you|to sender|mail|message)|has been returned",
        r"(?:mailbox|quota) (?:is )?(?:full|exceeded|violation)|over quota|exceeded.{0,30}size",
        r"did not receive (?:this|your) message|has been delayed|no valid recipients",
        r"no matches to|nicht (?:erfolgreich )?(?:zu(?:ge|zu)?stell|aus?geliefert|übermittelt)",
        r"unzustellbar|hat den empfänger nicht erreicht",
        r"haben (?:einige|alle).{0,40}nicht erreicht|existiert nicht",
        r"konnte[n]? .{0,80}nicht .{0,40}(?:zugestellt|gesendet|erreicht|übermittelt)",
        r"n'a pas pu (?:e|ê)tre|n'a pas été (?:remis|distrib)|échec de la remise|non remis",
        r"no (?:se )?(?:ha podido|pudo|puede|fue)(?: \w+)? (?:ser )?entreg",
        r"não (?:foi|pode|pôde)|non è stato (?:possibile|recapitato)|impossibile recapitare",
        r"mancata consegna|kon niet (?:worden )?(?:afgeleverd|bezorgd)|не может быть доставлен",
        r"не доставлен|无法(?:发送|投递|送达)|配信(?:でき|不能)|お届けでき|届きません",
        r"送信できません",
    ),
)
"""Phrases in the text of such reports."""

REPLY_SUBJECT = Wording(
    begins=(
        r"(?:re: ?)?(?:automatische antwort|automatic reply|auto[- ]?(?:reply|response|responder|"
        r"matic response|antwort|matische antwort)|automated (?:reply|response))\b",
        r"(?:re: ?)?(?:out[- ]of[- ](?:the[- ])?office|ooo\b|abwesen(?:d|heit)|(?:ich bin "
        r")?(?:nicht im|außer) (?:büro|haus)|vacation|urlaub|away from|on (?:vac|holi))",
        r"(?:réponse automatique|absence du bureau|respuesta automática|fuera de (?:la )?oficina|"
        r"risposta automatica|fuori ufficio|automatisch antwoord|afwezig|resposta automática)",
        r"automatisk svar|autosvar|automatyczna odpowiedź|автоответ|自動(?:返信|応答)|自动回复",
    ),
    holds=(r"\b(?:auto-?reply|autoreply|autoresponder|out of (?:the )?office|abwesenheits\w+)\b",),
)
"""Subjects of automatic replies."""

REPLY_TEXT = Wording(
    holds=(
        r"out of (?:the )?office|on (?:vacation|holiday|leave|maternity)|away from (?:my|the)",
        r"(?:i am|i'm|will be) (?:currently )?(?:away|out|absent|unavailable|travel)",
        r"nicht im (?:büro|haus)|abwesend|im urlaub|außer haus|nicht erreichbar|in elternzeit",
        r"ab dem|automat(?:ic|ed|ically|ische?|isch)\b",
        r"auto-?(?:reply|response|antwort|responder)|do not reply|nicht auf diese",
        r"wird nicht (?:weitergeleitet|gelesen)|will .{0,20}return|absent|fuera de",
        r"de vacaciones|en congé|in ferie|afwezig",
    ),
)
"""Phrases in the text of automatic replies."""

NOBODY = Wording(
    begins=(r"(?:no|do-?not|donot)[-_.]?reply|nicht-?antworten|auto(?:reply|responder|-)",),
)
"""Local parts that answer nobody."""
