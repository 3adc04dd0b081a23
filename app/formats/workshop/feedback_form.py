"""The feedback round as one HTML file to fill in offline, and the answers it saves."""

import json
from html import escape
from typing import Any

from app.errors import UserError
from app.i18n import _
from app.rules.workshop.feedback import QUESTIONS, Answer, Inquiry, Remark, trimmed, wording
from app.rules.workshop.statements import Source, Verdict

LARGEST = 1_000_000
"""Bytes of a file of answers; a real one has some thousand."""

_STYLE = """
:root { color-scheme: light dark; }
body { font: 17px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
fieldset { border: 1px solid #8888; border-radius: 8px; margin: 1rem 0; padding: .8rem 1rem; }
legend { font-weight: 600; padding: 0 .4rem; }
label { margin-right: 1.2rem; white-space: nowrap; }
textarea { width: 100%; box-sizing: border-box; font: inherit; margin-top: .6rem; }
button { font: inherit; font-weight: 600; padding: .6rem 1.2rem; border-radius: 8px; border: 0;
  background: #0b6a6a; color: #fff; }
.part, .small { color: #767b82; font-size: .9rem; }
"""
_SCRIPT = """
document.querySelector('form').addEventListener('submit', function (event) {
  event.preventDefault();
  var form = event.target, count = Number(form.dataset.sentences), answers = [], i;
  function chosen(name) { var e = form.querySelector('[name="' + name + '"]:checked');
    return e ? e.value : ''; }
  for (i = 0; i < count; i++) {
    answers.push({verdict: chosen('v' + i), comment: form['c' + i].value});
  }
  var result = {tresen_feedback: 1, code: form.dataset.code, source: chosen('source'),
    sentences: answers, missing: form.missing.value, recognised: form.recognised.value};
  var link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([JSON.stringify(result)], {type: 'application/json'}));
  link.download = form.dataset.code + '.json';
  link.click();
  document.getElementById('saved').hidden = false;
});
"""


def inquiry_form(inquiry: Inquiry) -> str:
    """One HTML page without anything from elsewhere; it saves its answers as a file."""
    words = wording(inquiry.language)
    rows = "\n".join(_sentence(inquiry, place) for place in range(len(inquiry.sentences)))
    questions = "\n".join(
        f"<h2>{escape(label)}</h2>\n"
        f'<textarea name="{key}" rows="3" aria-label="{escape(label)}"></textarea>'
        for key, label in words.questions.items()
    )
    sources = "\n".join(
        f'<label><input type="radio" name="source" value="{source.value}" required> '
        f"{escape(label)}</label>"
        for source, label in words.sources.items()
    )
    return f"""<!DOCTYPE html>
<html lang="{inquiry.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>{escape(words.heading)}: {escape(inquiry.title)}</title>
<style>{_STYLE}</style>
</head>
<body>
<h1>{escape(words.heading)}: {escape(inquiry.title)}</h1>
<p>{escape(words.intro.format(number=inquiry.number))}</p>
<form data-code="{inquiry.code}" data-sentences="{len(inquiry.sentences)}">
<h2>{escape(words.each)}</h2>
{rows}
{questions}
<h2>{escape(words.who)}</h2>
<p>{sources}</p>
<p><button type="submit">{escape(words.save)}</button></p>
<p id="saved" hidden role="status">{escape(words.saved)}</p>
<p class="small">{escape(words.offline)}</p>
</form>
<script>{_SCRIPT}</script>
</body>
</html>
"""


def read_answers(raw: bytes, inquiry: Inquiry) -> Answer:
    """What a file that the form saved says; ``UserError`` if it is none, of another version, or
    says nothing."""
    if len(raw) > LARGEST:
        raise UserError(_("The file is too large for answers."))
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise UserError(_("The file holds no answers of a feedback form.")) from error
    if not isinstance(found, dict) or found.get("tresen_feedback") != 1:
        raise UserError(_("The file holds no answers of a feedback form."))
    if found.get("code") != inquiry.code:
        raise UserError(
            _("These answers are not about version {number}.").format(number=inquiry.number)
        )
    answer = trimmed(Answer(_source(found.get("source")), tuple(_remarks(found, inquiry))))
    if not answer.remarks:
        raise UserError(_("Nothing is ticked or written in these answers."))
    return answer


def _sentence(inquiry: Inquiry, place: int) -> str:
    words = wording(inquiry.language)
    sentence = inquiry.sentences[place]
    choices = "\n".join(
        f'<label><input type="radio" name="v{place}" value="{verdict.value}"> '
        f"{escape(label)}</label>"
        for verdict, label in words.verdicts.items()
    )
    return f"""<fieldset>
<legend>{escape(sentence.text)}</legend>
<p class="part">{escape(words.parts[sentence.part])}</p>
{choices}
<textarea name="c{place}" rows="1" placeholder="{escape(words.comment)}"
 aria-label="{escape(words.comment)} {place + 1}"></textarea>
</fieldset>"""


def _remarks(found: dict[str, Any], inquiry: Inquiry) -> list[Remark]:
    said = found.get("sentences")
    rows = said[: len(inquiry.sentences)] if isinstance(said, list) else []
    remarks = [
        Remark(place, _verdict(row.get("verdict")), _text(row.get("comment")))
        for place, row in enumerate(rows)
        if isinstance(row, dict)
    ]
    return remarks + [Remark(None, None, _text(found.get(key)), key) for key in QUESTIONS]


def _verdict(found: object) -> Verdict | None:
    return next((each for each in Verdict if each.value == found), None)


def _source(found: object) -> Source:
    return next((each for each in Source if each.value == found), Source.COLLEAGUE)


def _text(found: object) -> str:
    return " ".join(found.split()) if isinstance(found, str) else ""
