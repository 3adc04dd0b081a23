"""Snippets as an espanso file: fields as forms, dates as dates, nested ones as matches."""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from app.formats.snippets.imported import Imported
from app.i18n import _
from app.rules.enums import FormOfAddress
from app.rules.snippet_variants import Variant

_PIECE = re.compile(
    r"<<#.*?#>>|<<%.*?%>>|<<(?!<)(?P<inside>(?:\"[^\"\n]*\"|'[^'\n]*'|[^<>\n\"'])+?)>>",
    re.DOTALL,
)
_LITERAL = re.compile(r"\"(<+)\"")
_CALL = re.compile(
    r"(?P<word>frage|ask|baustein|snippet)\s*\(\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')"
    r"(?P<rest>.*)\)",
    re.IGNORECASE | re.DOTALL,
)
_NAMED = re.compile(r"(\w+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_LISTED = re.compile(r"\s*,\s*[\"']([^\"']*\|[^\"']*)[\"']")
_MOMENT = re.compile(
    r"(?P<base>heute|today|jetzt|now)(?P<filters>(?:\|\s*(?:plus|minus|datum|date|uhrzeit|time)"
    r"\s*(?:\([^()]*\))?\s*)*)",
    re.IGNORECASE,
)
_FILTER = re.compile(r"\|\s*(\w+)\s*(?:\(([^()]*)\))?")
_SHIFT = re.compile(r"(\d+)\s*(?:,\s*[\"']([^\"']+)[\"'])?")
_SECONDS = {
    "h": 3600, "std": 3600, "stunde": 3600, "stunden": 3600, "hour": 3600, "hours": 3600,
    "min": 60, "minute": 60, "minuten": 60, "minutes": 60,
    "": 86_400, "t": 86_400, "tag": 86_400, "tage": 86_400, "d": 86_400, "day": 86_400,
    "days": 86_400,
    "w": 604_800, "woche": 604_800, "wochen": 604_800, "week": 604_800, "weeks": 604_800,
}  # fmt: skip
_STRFTIME = (
    ("EEEE", "%A"), ("EEE", "%a"), ("MMMM", "%B"), ("MMM", "%b"), ("MM", "%m"), ("M", "%-m"),
    ("yyyy", "%Y"), ("yy", "%y"), ("dd", "%d"), ("d", "%-d"),
)  # fmt: skip
_LETTERS = re.compile("|".join(letters for letters, _sign in _STRFTIME))
_FORMS = {"": "%-d. %B %Y", "kurz": "%d.%m.%Y", "short": "%-d %b %Y", "iso": "%Y-%m-%d"}


@dataclass(frozen=True, slots=True)
class EspansoFile:
    """The text of the file, and what espanso cannot do, as name and reason."""

    text: str
    warnings: tuple[tuple[str, str], ...]


def written(snippets: Iterable[Imported]) -> EspansoFile:
    """The file with a match for each wording; espanso asks which one where there are several."""
    lines = ["# " + _("Written by Tresen"), "matches:"]
    warnings: list[tuple[str, str]] = []
    for snippet in snippets:
        if not snippet.abbreviation:
            warnings.append(
                (snippet.title, _("It has no abbreviation; espanso finds it by search."))
            )
        for variant in snippet.variants:
            match = _Match(snippet, variant)
            lines += match.lines()
            warnings += [(snippet.title, reason) for reason in match.lost]
    if len(lines) == 2:
        lines[1] = "matches: []"
    return EspansoFile("\n".join(lines) + "\n", tuple(dict.fromkeys(warnings)))


@dataclass
class _Match:
    """One match: its text, and the variables that it uses."""

    snippet: Imported
    variant: Variant
    lost: dict[str, None] = field(default_factory=dict)
    _variables: list[tuple[str, str, str]] = field(default_factory=list)
    _fields: dict[str, str] = field(default_factory=dict)
    _labels: dict[str, str] = field(default_factory=dict)

    def lines(self) -> list[str]:
        """The match in YAML; texts are written as JSON, which YAML reads as it is."""
        body = self._converted(self.variant.body)
        written_lines = []
        if self.snippet.abbreviation:
            written_lines.append(f"trigger: {_quoted(self.snippet.abbreviation)}")
        written_lines.append(f"replace: {_quoted(body)}")
        written_lines.append(f"label: {_quoted(self._label())}")
        if self.snippet.tags:
            words = ", ".join(map(_quoted, self.snippet.tags))
            written_lines.append(f"search_terms: [{words}]")
        if self._variables or self._fields:
            written_lines.append("vars:")
        if self._fields:
            layout = "\n".join(f"{self._labels[key]}: [[{key}]]" for key in self._fields)
            fields = ", ".join(f"{key}: {{{options}}}" for key, options in self._fields.items())
            written_lines.append(
                f"  - {{name: form1, type: form, params: {{layout: {_quoted(layout)}, "
                f"fields: {{{fields}}}}}}}"
            )
        written_lines += [
            f"  - {{name: {name}, type: {kind}, params: {{{parameters}}}}}"
            for name, kind, parameters in self._variables
        ]
        return [("  - " if n == 0 else "    ") + line for n, line in enumerate(written_lines)]

    def _label(self) -> str:
        marks = [self.variant.language]
        if self.variant.form is not FormOfAddress.UNKNOWN:
            marks.append(self.variant.form.value)
        shown = ", ".join(filter(None, marks))
        return f"{self.snippet.title} ({shown})" if shown else self.snippet.title

    def _converted(self, body: str) -> str:
        pieces: list[str] = []
        position = 0
        for found in _PIECE.finditer(body):
            pieces.append(_literal(body[position : found.start()]))
            pieces.append(self._place(found))
            position = found.end()
        pieces.append(_literal(body[position:]))
        return "".join(pieces)

    def _place(self, found: re.Match[str]) -> str:
        inside = found["inside"]
        if inside is None:
            if found[0].startswith("<<%"):
                self.lost[_("espanso has no conditions: every branch is in the text.")] = None
            return ""
        inside = inside.strip()
        if literal := _LITERAL.fullmatch(inside):
            return literal[1]
        if inside.casefold() == "cursor":
            return "$|$"
        if call := _CALL.fullmatch(inside):
            return self._call(call)
        if moment := _MOMENT.fullmatch(inside):
            return self._moment(moment)
        name = inside.partition("|")[0].strip()
        return self._asked(name.strip("\"'") or "?", "")

    def _call(self, call: re.Match[str]) -> str:
        named = call["double"] if call["double"] is not None else call["single"]
        if call["word"].casefold() in ("baustein", "snippet"):
            return self._variable("match", f"trigger: {_quoted(named)}")
        return self._asked(named, _options(call["rest"]))

    def _asked(self, label: str, options: str) -> str:
        """A field of the match's form, by a name that espanso allows."""
        key = re.sub(r"\W+", "_", label).strip("_") or "field"
        plain, number = key, 1
        while self._labels.get(key, label) != label:
            number += 1
            key = f"{plain}_{number}"
        self._labels[key] = label
        if not self._fields.get(key):
            self._fields[key] = options
        return f"{{{{form1.{key}}}}}"

    def _moment(self, found: re.Match[str]) -> str:
        seconds = 0
        pattern = "%H:%M" if found["base"].casefold() in ("jetzt", "now") else _FORMS[""]
        for name, arguments in _FILTER.findall(found["filters"]):
            word = name.casefold()
            if word in ("plus", "minus"):
                seconds += self._shift(arguments) * (1 if word == "plus" else -1)
            elif word in ("datum", "date"):
                pattern = self._pattern(arguments.strip().strip("\"'"))
            else:
                pattern = "%I:%M %p" if "12" in arguments else "%H:%M"
        offset = f", offset: {seconds}" if seconds else ""
        return self._variable("date", f"format: {_quoted(pattern)}{offset}")

    def _shift(self, arguments: str) -> int:
        found = _SHIFT.search(arguments)
        if found is None:
            return 0
        length = _SECONDS.get((found[2] or "").casefold())
        if length is None:
            self.lost[_("espanso counts no working days, months or years: days are counted.")] = (
                None
            )
            length = 86_400
        return int(found[1]) * length

    def _pattern(self, form: str) -> str:
        if form.casefold() in _FORMS:
            return _FORMS[form.casefold()]
        signs: dict[str, str] = dict(_STRFTIME)
        return _LETTERS.sub(lambda letters: signs[letters[0]], form.replace("%", "%%"))

    def _variable(self, kind: str, parameters: str) -> str:
        for name, known_kind, known in self._variables:
            if (known_kind, known) == (kind, parameters):
                return f"{{{{{name}}}}}"
        name = f"{kind}{len(self._variables) + 1}"
        self._variables.append((name, kind, parameters))
        return f"{{{{{name}}}}}"


def _options(rest: str) -> str:
    """What espanso knows of what follows the label of a question."""
    given = {found[1].casefold(): found[2] or found[3] or "" for found in _NAMED.finditer(rest)}

    def option(*words: str) -> str:
        return next((given[word] for word in words if word in given), "")

    plain = _LISTED.match(rest)
    listed = option("auswahl", "choices", "mehrere", "several") or (plain[1] if plain else "")
    written_options = []
    if listed:
        values = ", ".join(_quoted(each.strip()) for each in listed.split("|"))
        written_options.append(f"type: choice, values: [{values}]")
    elif option("art", "kind").casefold() in ("lang", "long"):
        written_options.append("multiline: true")
    if default := option("default", "vorgabe", "standard"):
        written_options.append(f"default: {_quoted(default)}")
    return ", ".join(written_options)


def _literal(text: str) -> str:
    """Text that espanso prints as it is; ``$|$`` has no way to be written."""
    return text.replace("{{", "\\{\\{").replace("}}", "\\}\\}")


_quoted: Callable[[str], str] = json.JSONEncoder(ensure_ascii=False).encode
