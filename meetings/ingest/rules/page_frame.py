"""What a municipality's site prints around the minutes: 'Spring til indhold', 'Udskriv', a translator's notice.

A page copied as text begins with such lines; the first of them is no item's title, and none is part of a decision.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from meetings.ingest.lines import Line
from meetings.ingest.rules import dates, labels

# Anywhere: what can be nothing but a button or a link
_ANYWHERE = re.compile(
    r"^\W*(?:"
    # 'Skip til hovedindhold', 'Spring til indhold', 'Gå til hoved indholdet', 'Skip to main content'
    r"(?:skip|spring|gå|hop)(?: direkte)? (?:til|to) (?:hoved ?indhold(?:et)?|indhold(?:et)?|(?:main )?content|"
    r"hovedmenu(?:en)?)"
    # 'Udskriv', 'Udskriv hele dagsordenen', 'Print referat', 'Kopier link til punktet - Print'
    r"|(?:(?:udskriv|print|kopi[eé]r link(?: til punktet)?|del punktet|del siden|hent som pdf|læs op)"
    r"(?: (?:hele )?(?:dagsord\w{0,5}|referat(?:et)?|punkt(?:et)?|siden?))?(?:\s*[-–|·/]\s*|$))+"
    # 'Fold alle ud', 'Fold alle punkter ind', 'Klik her for at folde ud og læse mere om Ny sti'
    r"|fold alle (?:punkter )?(?:ud|ind)|klik (?:her )?for at (?:folde|åbne|udvide)\b.*"
    # 'You can use Google to translate this website.'
    r"|you can use google\b.*"
    # 'icon-Politik'
    r"|icon-\w+"
    r")\W*$",
    re.IGNORECASE,
)
# Above the meeting's own facts: the site's name for the page, and what it says to its visitors
_ABOVE = re.compile(
    r"^\W*(?:"
    # 'Dagsordener og referater 2008', 'Referater', 'Politik', 'SØG'
    r"(?:(?:åbne )?dagsord(?:e?ner) og referater|referater og dagsord(?:e?ner)|dagsord(?:e?ner)|referater|politik|"
    r"politiske møder|søg|menu|vælg|forside)(?: \d{4})?"
    # 'Her finder du alle åbne dagsordener', 'Du kan søge på udvalg', 'Følg med i …', 'Se kommende møder'
    r"|(?:her (?:finder|kan) du|du kan (?:søge|finde|se|læse)|følg med i|find (?:en )?(?:dagsorden|referat)|"
    r"se (?:kommende|tidligere) møder|vi har (?:referater|dagsordener) fra|politisk mødekalender|"
    r"oversigt over (?:dagsordener|referater))\b.*"
    # 'Vi bruger cookies til statistik', 'Se vores "cookiepolitik".'
    r"|(?:vi bruger cookies|se vores \W?cookie)\b.*|.{0,40}\bcookiepolitik\W*"
    r")\W*$",
    re.IGNORECASE,
)
_TOP = 25  # lines
_LONGEST = 250  # characters
_HEAD = 6  # lines of an item, among which it says that it is open


def find(lines: Sequence[Line]) -> set[int]:
    """Indexes of such lines."""
    found = {i for i, line in enumerate(lines) if len(line.text) < _LONGEST and _ANYWHERE.match(line.text)}
    for i, line in enumerate(lines[:_TOP]):
        if dates.find(line.text[:_LONGEST]) and not _ABOVE.match(line.text):
            break
        if len(line.text) < _LONGEST and _ABOVE.match(line.text):
            found.add(i)
    return found | _column_heads(lines)


def _column_heads(lines: Sequence[Line]) -> set[int]:
    """'Åbent punkt' and right below it 'Lukket punkt', twice or more, or below other heads: the columns of a form in
    which each item is listed under one of them. They say nothing of the item."""
    pairs = [
        i
        for i in range(len(lines) - 1)
        if labels.openness(lines[i].text) is False and labels.openness(lines[i + 1].text) is True
    ]
    heads = {"mødedato", "behandling", "udvalg", "dato"}
    sure = [i for i in pairs if i and lines[i - 1].text.casefold().strip(" :") in heads]
    return {j for i in sure for j in (i, i + 1)}


def unsaid(aside: Sequence[Line], items: Sequence[Sequence[Line]]) -> list[tuple[int, Line]]:
    """The items in which such columns were set aside though no line of theirs says whether they are open: their places,
    and the column's head. `items`: the lines of each, the head's first."""
    columns = [line for line in aside if labels.openness(line.text)]
    found = []
    for place, lines in enumerate(items):
        here = [one for one in columns if lines and lines[0].number <= one.number <= lines[-1].number]
        if here and not any(labels.openness(line.text) is not None for line in lines[:_HEAD]):
            found.append((place, here[0]))
    return found
