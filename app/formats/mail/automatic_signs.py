"""The words by which programs that answer mail give themselves away."""

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


MAILER_DAEMON = _any(r"^mail(?:er)?[-_. ]?daemon|^mail\.delivery|^microsoftexchange[0-9a-f]{10}")
"""Local parts under which nobody but a mail system writes."""

DAEMON = _any(
    r"^(?:mailer|mail|message)[-_.]?(?:daemon|delivery)",
    r"^(?:mailer|postmaster|post-?office|mdaemon|ndr|e?500_smtp)\b",
    r"^\W?system[-_. ]?admin(?:istrator)?\b",
    r"^(?:symantec_antivirus|returned|undeliver|mailadm|mail-?(?:admin|system|error)|imss)",
    r"^(?:nondeliver|non-deliver|delivery[-_.]?(?:sub)?system|mail-?router|mailgate|mail-?gateway)",
)
"""Local parts of mail systems, some of them with a person behind."""

DAEMON_NAME = _any(
    r"^mail(?:er)?[ -](?:delivery|daemon|system|administrator|administration)",
    r"\b(?:mail|message|internet) delivery\b",
    r"^(?:e?-?mail )?delivery (?:sub)?system",
    r"^(?:system ?administrator|(?:\w+ )?postmaster|mailer-daemon|microsoft outlook)$",
    r"^jetmail system",
)
"""Display names of mail systems."""

MAIL_PROGRAM = _any(
    r"outlook|thunderbird|mozilla|apple mail|iphone|ipad|android|evolution|kmail|eudora|mutt",
    r"lotus notes|the bat|pegasus|claws|sylpheed|windows (?:live )?mail|mailmate|airmail|spark",
    r"roundcube|squirrelmail|horde|webmail|zimbra|open-?xchange|gmail|yahoo|aol|becky",
)
"""Mail programs that people write with."""

BOUNCE_SUBJECT = _any(
    r"^(?:\[postmaster\] ?)?(?:e?-?mail |message |your (?:e-?mail|message) )?"
    r"(?:un|non-?|in)-?deliver(?:y|able|ed)\b",
    r"^(?:permanent |temporary |message |mail |e-?mail |automatic )*delivery"
    r"[ :-]+(?:status|failure|failed|problem|error|report|notification|warning|delay|has|un)",
    r"^returned (?:e?-?mail|message|to sender)",
    r"^(?:failure|error) (?:notice|delivery)|^failed mail\b|^failure to deliver",
    r"^mail (?:delivery|system|failure|failed|error|could|not|undeliver|returned|status)",
    r"^(?:your )?(?:e-?mail|message|mail)\b.*\b(?:could not be|was not|wasn't|cannot be|not) "
    r"(?:been )?deliver",
    r"^(?:unable to deliver|could not deliver|can(?:not|'t) deliver|not delivered)",
    r"^warning: (?:could not send|message|.*user unknown|mail|e-?mail)",
    r"^(?:delayed mail|message delayed|mail delayed|verzögert|delivery delayed)",
    r"^non[- ]?delivery|^ndn:|^undelivered\b|^undeliverable\b|^nondeliver",
    r"^processing error$|^bounced?\b.*\bmail|^automatically rejected",
    r"user unknown|unknown user|no such user|mailbox (?:full|unavailable)|unknown recipient",
    r"^(?:unzustellbar|nicht zustellbar|nicht zugestellt|rückläufer|zustellfehler|fehlgeschlagen)",
    r"^(?:e-?mail|nachricht|mail|ihre (?:e-?mail|nachricht)).*"
    r"(?:unzustellbar|nicht zu(?:gestellt|stellbar)|zurück)",
    r"^zustell(?:ung|bericht|benachrichtigung|status)|^benachrichtigung.*zustell",
    r"^(?:é|e)chec de (?:la )?(?:remise|distribution)|^non remis|^message non (?:remis|dist)",
    r"^no se puede entregar|^no entregado|^error de entrega|^mensaje no entregado|^no entregable",
    r"^non recapitabile|^mancat[ao] (?:consegna|recapito)|^consegna non riuscita",
    r"^onbestelbaar|^niet besteld|^kan niet worden bezorgd|^n(?:ã|a)o entreg|^falha na entrega",
    r"^недоставлен|не доставлен|^配信不能|^配信エラー|无法投递|传输失败|退信|系统退信",
    r"^utilisateur non recens|non distribué|^olevererbart|^leveringsfejl|^nie dostarczono",
    r"\(delivery failed\)$|: non\s?remis|: unzustellbar|: non distrib",
)
"""Subjects of reports that a mail was not delivered."""

BOUNCE_TEXT = _any(
    r"this is the (?:\S+ )?(?:qmail-send|postfix|mail system|mail delivery|deliver|mta)\b",
    r"created automatically by (?:the )?mail (?:delivery|system)",
    r"automated message created by mail delivery",
    r"automatically generated delivery status notification",
    r"(?:could|can|was|were|has|have|had) ?(?:not|n't)? ?(?:been |be )?(?:un)?deliver(?:ed|y|able)",
    r"(?:couldn't|can't|cannot|wasn't|not yet|hasn't) (?:be(?:en)? )?deliver",
    r"(?:unable|not able|failed) to deliver",
    r"did not reach (?:some or all|the following)|could not be reached",
    r"(?:delivery|mail|message) (?:to (?:the|these|this) .{0,60})?(?:has )?failed",
    r"(?:permanent|fatal|delivery|transient)(?: \w+)? (?:errors?|failures?|problems?)\b",
    r"undeliver(?:able|ed)|not delivered|non-?deliver",
    r"(?:user|recipient|address|account|mailbox|userid)(?: \S+)? "
    r"(?:unknown|not (?:found|known|listed|exist|valid)|unavailable|does(?: not|n't) exist)",
    r"(?:unknown|no such|invalid|bad)(?: \w+)? (?:user|recipient|address|mailbox|account|userid)",
    r"^(?:action|x-action): *(?:failed|delayed)|^diagnostic-code:|^final-recipient:",
    r"<<<|\b5(?:50|51|52|53|54)[ -]|#?\b5\.\d\.\d{1,3}\b",
    r"(?:invalid|bad|final)(?: \w+){0,2} (?:userid|destination)|expired|rejected|bounced",
    r"returned (?:because|to you|to sender|mail|message)|has been returned",
    r"(?:mailbox|quota) (?:is )?(?:full|exceeded|violation)|over quota|exceeded.{0,30}size",
    r"did not receive (?:this|your) message|has been delayed|no valid recipients|no matches to",
    r"nicht (?:erfolgreich )?(?:zu(?:ge|zu)?stell|aus?geliefert|übermittelt)|unzustellbar",
    r"hat den empfänger nicht erreicht|haben (?:einige|alle).{0,40}nicht erreicht|existiert nicht",
    r"konnte[n]? .{0,80}nicht .{0,40}(?:zugestellt|gesendet|erreicht|übermittelt)",
    r"n'a pas pu (?:e|ê)tre|n'a pas été (?:remis|distrib)|échec de la remise|non remis",
    r"no (?:se )?(?:ha podido|pudo|puede|fue)(?: \w+)? (?:ser )?entreg|não (?:foi|pode|pôde)",
    r"non è stato (?:possibile|recapitato)|impossibile recapitare|mancata consegna",
    r"kon niet (?:worden )?(?:afgeleverd|bezorgd)|не может быть доставлен|не доставлен",
    r"无法(?:发送|投递|送达)|配信(?:でき|不能)|お届けでき|届きません|送信できません",
)
"""Phrases in the text of such reports."""

REPLY_SUBJECT = _any(
    r"^(?:re: ?)?(?:automatische antwort|automatic reply|auto[- ]?(?:reply|response|responder|"
    r"matic response|antwort|matische antwort)|automated (?:reply|response))\b",
    r"^(?:re: ?)?(?:out[- ]of[- ](?:the[- ])?office|ooo\b|abwesen(?:d|heit)|"
    r"(?:ich bin )?(?:nicht im|außer) (?:büro|haus)|vacation|urlaub|away from|on (?:vac|holi))",
    r"\b(?:auto-?reply|autoreply|autoresponder|out of (?:the )?office|abwesenheits\w+)\b",
    r"^(?:réponse automatique|absence du bureau|respuesta automática|fuera de (?:la )?oficina|"
    r"risposta automatica|fuori ufficio|automatisch antwoord|afwezig|resposta automática|"
    r"automatisk svar|autosvar|automatyczna odpowiedź|автоответ|自動(?:返信|応答)|自动回复)",
)
"""Subjects of automatic replies."""

REPLY_TEXT = _any(
    r"out of (?:the )?office|on (?:vacation|holiday|leave|maternity)|away from (?:my|the)",
    r"(?:i am|i'm|will be) (?:currently )?(?:away|out|absent|unavailable|travel)",
    r"nicht im (?:büro|haus)|abwesend|im urlaub|außer haus|nicht erreichbar|in elternzeit|ab dem",
    r"automat(?:ic|ed|ically|ische?|isch)\b|auto-?(?:reply|response|antwort|responder)",
    r"do not reply|nicht auf diese|wird nicht (?:weitergeleitet|gelesen)|will .{0,20}return",
    r"absent|fuera de|de vacaciones|en congé|in ferie|afwezig",
)
"""Phrases in the text of automatic replies."""

NOBODY = _any(r"^(?:no|do-?not|donot)[-_.]?reply|^nicht-?antworten|^auto(?:reply|responder|-)")
"""Local parts that answer nobody."""
