"""Several values in one sentence, or one under the other."""

from collections.abc import Mapping, Sequence

from app.rules.salutation import joined

LIST_FORMS: Mapping[str, str] = {
    "": "and",
    "und": "and",
    "and": "and",
    "oder": "or",
    "or": "or",
    "zeilen": "lines",
    "lines": "lines",
    "punkte": "lines",
    "bullets": "lines",
    ",": "commas",
    "komma": "commas",
    "comma": "commas",
}
_WORDS = {"de": {"and": "und", "or": "oder"}, "en": {"and": "and", "or": "or"}}


def written_list(values: Sequence[str], language: str, form: str = "") -> str:
    """*a, b und c*; with ``oder`` in place of ``und``, with commas alone, or a line for each."""
    match LIST_FORMS.get(form.lower(), "and"):
        case "lines":
            return "\n".join(f"- {value}" for value in values)
        case "commas":
            return ", ".join(values)
        case word:
            return joined(values, _WORDS["de" if language == "de" else "en"][word])
