"""The words of conditions, in English and German."""

from collections.abc import Mapping

KEYWORDS: Mapping[str, str] = {
    "and": "and",
    "und": "and",
    "or": "or",
    "oder": "or",
    "not": "not",
    "nicht": "not",
    "in": "in",
    "is": "is",
    "ist": "is",
    "if": "if",
    "wenn": "if",
    "falls": "if",
    "else": "else",
    "sonst": "else",
    "elif": "elif",
    "elseif": "elif",
    "sonstwenn": "elif",
    "sonstfalls": "elif",
    "endif": "endif",
    "end": "endif",
    "ende": "endif",
    "wennende": "endif",
}
"""What each word means, by its lower-case form; names cannot be called so."""

TRUE = frozenset(("true", "wahr"))
FALSE = frozenset(("false", "falsch"))
DEFINED = frozenset(("defined", "definiert", "known", "bekannt"))
EMPTY = frozenset(("undefined", "undefiniert", "empty", "leer", "none"))


def keyword(word: str) -> str | None:
    """What the lower-case ``word`` means in a condition, None if it is a name."""
    return KEYWORDS.get(word)
