"""Files of every program with every construct we know of, and how a test reads them."""

import json
from pathlib import Path
from typing import Any

from app.formats.snippets.imported import Imported, Read, Skipped
from app.formats.snippets.reading import read

ESPANSO = r"""
imports: ["../shared/common.yml"]
unknown_key: 12:30
global_vars:
  - {name: heute, type: date, params: {format: "%d.%m.%Y", offset: 86400, locale: "de-DE"}}
  - {name: company, type: echo, params: {echo: "Ahorn & Söhne <<GmbH>>"}}
matches:
  - triggers: [":gr", ":gruss"]
    label: Gruß
    search_terms: [ende]
    replace: "Viele Grüße\n$|$ und noch $|$ einmal"
  - trigger: ":f"
    form: "Hallo [[name]], zu [[fruit]]:\n[[text]] {{fruit}}"
    form_fields:
      name: {default: 'Ku"nde'}
      fruit: {type: list, values: [Äpfel, Birnen], default: Birnen}
      text: {multiline: true}
  - trigger: ":v"
    replace: "{{f.name}} am {{heute}} {{sub}} {{company}}"
    vars:
      - {name: f, type: form, params: {layout: "[[name]]", fields: {name: {}}}}
      - {name: sub, type: match, params: {trigger: ":gr"}}
  - trigger: ":angle"
    replace: |
      State<{{form.name}}> 1 << 2; cat <<EOF <<x>> <<<y>>>
      \{\{brace\}\} << {{n}} <<% if %>> <<# #>>
  - trigger: ":random"
    replace: "{{r}} {{c}} {{d}} {{lines}}"
    vars:
      - {name: r, type: random, params: {choices: ["eins|zwei", "drei", 'vi"er']}}
      - {name: c, type: choice, params: {values: [{label: A, id: "Text a"}, {label: B, id: b}]}}
      - {name: d, type: choice, params: {values: [only]}}
      - {name: lines, type: choice, params: {values: "first\nsecond\n"}}
  - trigger: ":dates"
    replace: "{{a}}/{{b}}/{{c}}/{{d}}"
    vars:
      - {name: a, type: date, params: {format: "%A, %-d. %B %Y um %H:%M Uhr", offset: -604800}}
      - {name: b, type: date, params: {format: "%I:%M %p %V", offset: 5400}}
      - {name: c, type: date, params: {}}
      - {name: d, type: date, params: {format: "%x", offset: "+1 month"}}
  - trigger: ":shell"
    replace: "{{out}} {{py}} {{clip}} {{nested_missing}} {{strange}}"
    vars:
      - {name: out, type: shell, params: {cmd: "rm -rf /"}}
      - {name: py, type: script, params: {args: [python, /tmp/evil.py]}}
      - {name: clip, type: clipboard}
      - {name: nested_missing, type: match, params: {trigger: ":nowhere"}}
      - {name: strange, type: telepathy}
  - regex: "x(?P<who>.*)"
    replace: "Dear {{who}}, {{sp}} {{?}}"
  - trigger: ":html"
    html: "<p>Hello <b>{{name}}</b></p><ul><li>a &lt;&lt; b</li></ul>"
  - trigger: ":md"
    markdown: "**bold** {{name}}"
  - trigger: ":a1"
    replace: "a {{b1}}"
    vars: [{name: b1, type: match, params: {trigger: ":b1"}}]
  - trigger: ":b1"
    replace: "b {{a1}}"
    vars: [{name: a1, type: match, params: {trigger: ":a1"}}]
  - trigger: ":img"
    image_path: a.png
  - trigger: ":nothing"
  - trigger: 12:30
    replace: yes
"""

BEEFTEXT = {
    "fileFormatVersion": 10,
    "combos": [
        {
            "uuid": "{1}",
            "name": "",
            "keyword": "wtf",
            "snippet": "Please rephrase.",
            "group": "{g}",
            "enabled": True,
        },
        {
            "uuid": "{2}",
            "name": "Alles",
            "keyword": "all",
            "snippet": "#{date} #{time} #{dateTime} #{dateTime:+1d-4w:dd.MM.yyyy 'um' hh:mm AP} "
            "#{dateTime:dddd, d. MMMM} #{dateTime:+2h} #{input:Name\\}s} #{input:Name\\}s} "
            "#{combo:wtf} #{upper:wtf} #{trim:unknown} #{cursor} #{clipboard} #{envVar:PATH} "
            "#{powershell:C:\\\\evil.ps1:100} #{key:enter:2} #{shortcut:ctrl+v} #{delay:100} "
            "#{discordemoji} #{unknown} <<name>> #{dateTime:+1M:yyyy}",
            "group": "{gone}",
            "enabled": False,
        },
        {"uuid": "{3}", "name": "leer", "keyword": "x", "snippet": ""},
        "nonsense",
    ],
    "groups": [{"uuid": "{g}", "name": "Minecraft", "description": ""}],
}

BEEFTEXT_V1 = {
    "fileFormatVersion": 1,
    "combos": [
        {
            "uuid": "{1}",
            "name": "Old",
            "comboText": "old",
            "substitutionText": "<p>Hello <b>there</b></p>",
            "useHtml": True,
            "created": "2017-01-01T00:00:00.000",
        }
    ],
}

QUICKTEXT = """<?xml version="1.0"?>
<quicktext version="2">
	<filetype>templates</filetype>
	<menu><title><![CDATA[Auftragsbestätigung]]></title><texts>
		<text shortcut="" type="1">
			<name><![CDATA[Auftrag]]></name>
			<keyword><![CDATA[ab]]></keyword>
			<subject><![CDATA[Zu Ihrer Bestellung "[[INPUT=Bestellung]]"]]></subject>
			<body><![CDATA[<p>Sehr geehrte(r) [[TO=displayname]],</p>
<p>Bestellung <em>[[INPUT=Bestellung]]</em> &lt;&lt;x&gt;&gt;</p>]]></body>
			<attachments><![CDATA[\\\\srv\\Charge [[INPUT=Bestellung]].pdf]]></attachments>
		</text>
		<text shortcut="1" type="0">
			<name><![CDATA[Alle Tags]]></name>
			<body><![CDATA[[[to=firstname|, |;]]
[[TO=lastname]] [[TO_email]] [[TO=nickname]]
[[FROM=fullname]] [[FROM=phone]] [[SUBJECT]] [[DATE]] [[DATE=long]] [[TIME]] [[TIME=seconds]]
[[INPUT=Farbe|select|rot;blau]] [[INPUT=Wer|text|Ich]] [[INPUT=Wer|text|[[TO=firstname]]]]
[[TEXT=Auftragsbestätigung|Auftrag]] [[TEXT=Fehlt|Nichts]]
[[TEXT=Auftragsbestätigung|Ohne Kürzel]]
[[CLIPBOARD]] [[CURSOR]] [[SCRIPT=evil|1]] [[FILE=/etc/passwd]] [[URL=http://x]]
[[IMAGE=a.png]] [[HEADER=to|x@y]] [[ATT]] [[COUNTER]] [[SELECTION]] [[VERSION]]
[[ORGHEADER=subject]] [[UNKNOWN]] [[ a > b ]] ]] [[open]]]></body>
		</text>
		<text shortcut="" type="0"><name>Ohne Kürzel</name><body>ohne</body></text>
		<text shortcut="" type="0"><name>Leer</name></text>
	</texts></menu>
	<filetype>scripts</filetype>
	<script><name>evil</name><body>alert(1)</body></script>
</quicktext>
"""

QUICKTEXT_V1 = """<?xml version="1.0"?>
<quicktext><menu title="Grüße">
<text title="Moin" shortcut="2" type="0" keyword="mo" subject="Hi">Moin [[TO=firstname]]</text>
</menu>
</quicktext>
"""

QUICKTEXT_V6 = {
    "templates": {
        "groups": [{"name": "G"}, {"name": "Von oben", "protected": True}],
        "texts": [
            [
                {"name": "a", "text": "<p>Hi [[TO=firstname]]</p>", "type": "text/html"},
                {"name": "b", "text": "plain", "type": "text/plain", "keyword": "b"},
            ],
            [{"name": "c", "text": "protected"}],
        ],
    },
    "scripts": [{"name": "s", "script": "evil()"}],
}

ZENDESK: dict[str, Any] = {
    "macros": [
        {
            "id": 25,
            "title": "Billing::Refund::Late",
            "active": True,
            "actions": [
                {"field": "status", "value": "solved"},
                {
                    "field": "comment_value",
                    "value": ["channel:all", "Hallo {{ticket.requester.first_name}} <<x>>"],
                },
                {"field": "comment_mode_is_public", "value": "false"},
                {"field": "current_tags", "value": "refund late"},
                {"field": "priority", "value": "high"},
            ],
        },
        {
            "title": "Liquid",
            "active": False,
            "actions": [
                {
                    "field": "comment_value",
                    "value": "{% if ticket.requester.name == 'Eva' %}A{% elsif ticket.title %}B"
                    "{% else %}C{% endif %}{% if ticket.tags contains 'x' %}D{% endif %}"
                    "{{dc.hours}} {{ticket.id | upcase}} {{ticket.organization.name}}"
                    "{% for a in b %}x{% endfor %}{% assign x = 1 %}{{current_user.email}}",
                }
            ],
        },
        {
            "title": "HTML",
            "actions": [
                {"field": "comment_value", "value": "plain"},
                {"field": "comment_value_html", "value": "<p>rich &amp; &lt;&lt;</p>"},
            ],
        },
        {"title": "Only tags", "actions": [{"field": "current_tags", "value": "x"}]},
    ],
    "count": 4,
}

ZAMMAD_CSV = (
    "name;keywords;content;note;active;\n"
    'some name1;keyword1;"some\ncontent1";-;\n'
    "sgf - Sehr geehrte Frau #{ticket.customer.lastname},;frau~~~anrede;"
    '"Sehr geehrte Frau #{ticket.customer.lastname},<br><br>#{user.fullname} #{ticket.number} '
    '#{config.fqdn} #{ticket.custom_field.value} &lt;&lt;x&gt;&gt;";;true\n'
    "off;;aus;;false\n"
)

ZAMMAD_JSON = [
    {"id": 1, "name": "a", "keywords": "k", "content": "<p>Hi #{ticket.customer.firstname}</p>"},
    {"id": 2, "name": "b", "keywords": "", "content": "", "active": True},
]

ZAMMAD_YAML = """
- name: sgh - Sehr geehrter Herr
  keywords: herr
  content: 'Sehr geehrter Herr #{ticket.customer.lastname},'
  note: ''
- name: mfg
  content: Mit freundlichen Grüßen
"""

PLAIN_CSV = (
    "Kürzel;Titel;Text;Ordner;Schlagwörter\n"
    'mfg;Gruß;"Mit freundlichen Grüßen\n""Ihr"" Team <<x>>";Schluss/Kurz;gruß,ende\n'
    ";Ohne;Nur Text;;\n"
    "leer;Leer;;;\n"
)

ALL_FILES = {
    "espanso.yml": ESPANSO,
    "beeftext.json": json.dumps(BEEFTEXT),
    "beeftext.btbackup": json.dumps(BEEFTEXT),
    "beeftext1.json": json.dumps(BEEFTEXT_V1),
    "beeftext.csv": 'wtf,"Please, <<rephrase>>.\nThanks #{cursor}",Name\nx,"a",\n'
    ',"b text",B\nbroken,row\n',
    "quicktext.xml": QUICKTEXT,
    "quicktext1.xml": QUICKTEXT_V1,
    "quicktext6.json": json.dumps(QUICKTEXT_V6),
    "zendesk.json": json.dumps(ZENDESK),
    "macro.json": json.dumps({"macro": ZENDESK["macros"][0]}),
    "macros.json": json.dumps(ZENDESK["macros"]),
    "zammad.csv": ZAMMAD_CSV,
    "zammad.json": json.dumps(ZAMMAD_JSON),
    "zammad.yaml": ZAMMAD_YAML,
    "plain.csv": PLAIN_CSV,
    "plain.tsv": "shortcut\tbody\na\tone\nb\ttwo <<x>>\n",
    "guessed.csv": "hi,Hello there and welcome to our shop <<x>>,Greeting words\n"
    "bye,Goodbye and thank you very much indeed,Farewell words\n",
}


def read_text(folder: Path, name: str, text: str | bytes) -> list[Read]:
    """What one file gives."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(read([path]))


def imported(reads: list[Read]) -> dict[str, Imported]:
    """The snippets by name."""
    return {each.name: each for each in reads if isinstance(each, Imported)}


def skipped(reads: list[Read]) -> dict[str, str]:
    """The reasons by name."""
    return {each.name: each.reason for each in reads if isinstance(each, Skipped)}
