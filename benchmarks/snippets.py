"""How quickly a snippet is checked, compiled and filled in, beside Jinja2 as it comes."""

_TEXT = """\
<<anrede>>,

vielen Dank für Ihre Nachricht zu „<<betreff>>“ vom <<eingang|datum("kurz")>>. Ich habe Ihre
Anfrage unter der Nummer <<ticket>> aufgenommen und kümmere mich persönlich darum. Damit nichts
verloren geht, nennen Sie diese Nummer gern in allen weiteren Nachrichten zu diesem Thema.

<<% if farbe == "rot" %>>
Das rote Gerät schicken wir Ihnen heute noch zu, es geht an die Anschrift der Firma <<firma>>.
Den Lieferschein finden Sie im Paket; eine Rückgabe ist innerhalb von vierzehn Tagen möglich.
<<% else %>>
Das Gerät in der Farbe <<farbe>> ist derzeit nicht vorrätig. Wir haben es für Sie nachbestellt
und melden uns, sobald es bei uns eingetroffen ist. Sie müssen dafür nichts weiter tun.
<<% endif %>>

Bitte prüfen Sie in der Zwischenzeit die folgenden Punkte an Ihrem <<produkt>>: Ist das Kabel
fest eingesteckt, leuchtet die Anzeige grün, und haben Sie das Gerät einmal neu gestartet? Bei
vielen unserer Kunden war das Problem damit schon behoben, auch wenn es sich einfach anhört.

Sie bekommen bis zum <<heute|plus(3, "wt")|datum>> eine Antwort von mir, spätestens aber bis
<<heute|plus(2, "w")|datum>>. Ihre Kundennummer ist <<kundennummer>>, wir erreichen Sie unter
<<telefon>> oder <<email>>. Der Betrag von <<betrag|euro>> wird Ihnen in jedem Fall erstattet,
unabhängig davon, wie die Prüfung ausgeht. Fragen beantworten wir unter <<tresen.email>>.

<<% if lösung %>>Zuletzt notiert: <<lösung>><<% endif %>>
<<cursor>>
Mit freundlichen Grüßen
<<agent>>
<<tresen>>
"""
_PLAIN = """\
{{ anrede }},
{{ betreff }} {{ eingang|datum("kurz") }} {{ ticket }} {% if farbe == "rot" %}{{ firma }}
{% else %}{{ farbe }}{% endif %} {{ produkt }} {{ heute|plus(3, "wt")|datum }}
{{ heute|plus(2, "w")|datum }} {{ kundennummer }} {{ telefon }} {{ email }} {{ betrag|euro }}
{{ tresen_email }} {% if loesung %}{{ loesung }}{% endif %} {{ agent }} {{ tresen }}
"""
