"""Whether a short answer says nothing but thank you, in German or English."""

import re
import unicodedata

_MOST_WORDS = 40
_MOST_CHARACTERS = 1_500
_MOST_UNKNOWN = 2
_THANKS = re.compile(
    r"\b(?:thanks|thank you|thankyou|thx|cheers|much appreciated|danke|dankeschoen|dank|merci"
    r"|bedanke|bedanken)\b"
)
_GREETING = re.compile(
    r"^(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|hallo|moin|servus|liebe[rs]?|lieber"
    r"|sehr geehrte[rs]?|guten (?:tag|morgen|abend)|gruess gott|tach)\b(?:\W+\w+){0,5}\W*$"
)
_CLOSING = re.compile(
    r"^(?:(?:kind|best|warm|many)? ?regards|best(?: wishes)?|sincerely|yours|cheers|lg|vg|mfg|bg"
    r"|(?:mit )?(?:viele[nr]?|liebe[nr]?|beste[nr]?|freundliche[nr]?|schoene[nr]?|herzliche[nr]?)"
    r" (?:freundlichen )?(?:gruesse?n?|gruss)|gruesse?|gruss|ciao|tschuess)\b.{0,40}$"
)
_MORE_TO_DO_LIST = """
    but however still not no never yet only except although though unfortunately sadly again later
    please could can would will should need want wonder when where how why what which who whether
    if unless until waiting wait problems error errors issue issues wrong broken fails
    failed missing attached attachment question questions another also instead cancel refund return
    reopen wont cant dont doesnt didnt isnt wasnt hasnt havent
    aber leider noch nicht nichts nie kein keine keinen keiner keinem keines nur jedoch allerdings
    dennoch trotzdem obwohl ausser bitte koennen koennten koennte kann wuerde wuerden werden soll
    sollte muss muessen brauche brauchen moechte wann wo wie warum wieso was welche welcher wer ob
    wenn falls bis warte warten probleme fehler falsch kaputt fehlt fehlen anbei anhang
    angehaengt frage fragen erneut weiterhin ausserdem sondern statt stornieren rueckgabe erstattung
    weiter immer nochmal weniger schade trotz
    """
_MORE_TO_DO = frozenset(_MORE_TO_DO_LIST.split())
_COURTESY_LIST = """
    thanks thank you thankyou thx cheers much appreciated so very many a lot for the your quick
    fast prompt swift great good nice perfect perfectly wonderful excellent awesome super brilliant
    help helping support reply answer response assistance effort time it its that thats this is was
    are works working worked now everything all fine solved fixed done sorted resolved gone problem
    received got arrived i im we my our me us to and too really again appreciate appreciated
    have has had day weekend week evening one enjoy great just ok okay alright yes kind kindly
    friendly patience info information explanation feedback on in with of be been well best wishes
    danke dankeschoen dank vielen herzlichen lieben besten tausend schoenen recht sehr ganz fuer
    die der das den dem ihre ihren ihrer ihnen eure euer deine deinen dir euch sie du ihr schnelle
    schnellen prompte rasche tolle nette gute guten super perfekt prima klasse toll bestens
    grossartig spitze top hilfe unterstuetzung antwort rueckmeldung muehe info informationen
    erklaerung auskunft service bearbeitung erledigung es hat geklappt klappt funktioniert geht
    laeuft jetzt nun alles wieder wunderbar in ordnung ok okay gut erledigt geloest behoben weg
    angekommen erhalten bekommen ist war passt genau ich wir mich uns mein meine unser und auch
    tag abend woche wochenende wuensche wuenschen einen ein eine schoen freut freue sehr ja
    auf im am mit zu bedanke bedanken geholfen haben habe sind merci
    """
_COURTESY = frozenset(_COURTESY_LIST.split())
_SOLVED = frozenset(
    ("solved", "fixed", "resolved", "gone", "geloest", "behoben", "erledigt", "weg")
)


def is_only_thanks(visible_text: str) -> bool:
    """Whether ``visible_text`` (without quotes and signature) asks for nothing and only thanks.

    Cautious, for a wrong yes hides work: a question mark, a digit, a link, any word that hints at
    more to do, or more than two words outside of courtesy make it False.
    """
    if len(visible_text) > _MOST_CHARACTERS:
        return False
    body = _body(visible_text)
    if not _THANKS.search(body) or re.search(r"[?\d]|https?:|www\.|@", body):
        return False
    words = re.findall(r"[^\W_]+", body.replace("'", "").replace("’", ""))
    if len(words) > _MOST_WORDS or not _MORE_TO_DO.isdisjoint(words):
        return False
    if "problem" in words and _SOLVED.isdisjoint(words):
        return False
    return sum(word not in _COURTESY for word in words) <= _MOST_UNKNOWN


def _body(text: str) -> str:
    """Folded ``text`` between its greeting and its closing."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    for umlaut, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
        folded = folded.replace(umlaut, letters)
    lines = [" ".join(line.split()) for line in folded.splitlines() if line.strip()]
    if lines and _GREETING.match(lines[0]):
        del lines[0]
    for position, line in enumerate(lines):
        if position and (_CLOSING.match(line) or line in ("--", "-- ")):
            return "\n".join(lines[:position])
    return "\n".join(lines)
