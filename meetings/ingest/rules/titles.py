"""An item's title without what templates put around it, and what those marks say: closed, and which kind."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from meetings.ingest.minutes import ItemKind
from meetings.ingest.reference import PARTY_NAMES
from meetings.ingest.rules import cases, title_marks

# 'Lukket: Gensidig orientering', 'LUKKET SAG - Køb af jord', '(Lukket) Personalesag', 'Lukket sag. Køb', '(L) Salg',
# 'Fortrolig sag. Salg', 'Lukkede døre: Salg'
_CLOSED_BEFORE = re.compile(
    r"^(?:\(?lukket(?: punkt| sag| pkt\.?| dagsorden| møde| del)?\)?\s*[:.–—-]\s*|"
    r"\((?:fortroligt?|ikke[ -]offentligt?)(?: punkt| sag)?\)\s*|(?:for )?lukkede døre\s*[:.–—-]\s*|"
    r"(?:fortroligt?|ikke[ -]offentligt?)(?: punkt| sag)?\s*[:.–—-]\s+|\(lukket[^)]{0,30}\)\s*|\[lukket\]\s*|"
    r"\(L\)\s+|(?:lukket|fortroligt?|ikke[ -]offentligt?) (?:sag|punkt|pkt\.?)\s+|"
    r"lukket\s+)",
    re.IGNORECASE,
)
# 'Orientering - december 2023 - Lukket', 'Køb af jord (Lukket)', 'Salg (lukket punkt)', 'Salg (L)',
# 'Salg (behandles for lukkede døre)'
_CLOSED_AFTER = re.compile(
    r"(?:\s+[–—-]\s*(?:lukket|fortroligt?|(?:for )?lukkede døre)(?: punkt| sag)?|"
    r"\s*[(\[](?:fortroligt?|ikke[ -]offentligt?)(?: punkt| sag)?[)\]]|"
    r"\s*[(\[](?:lukket[^)\]]{0,30}|(?:behandle[ts] )?(?:for )?lukkede døre)[)\]]|"
    r"\s+lukket (?:punkt|sag)|\s+\(L\))\.?$",
    re.IGNORECASE,
)
# '(Åben) Årsplan 2023', 'Åbent punkt: Årsplan', 'Årsplan (Åben)'
_OPEN_BEFORE = re.compile(
    r"^(?:\((?:åbent?(?: sag| punkt)?|offentligt?)\)\s*|åbent?(?: sag| punkt)?\s*[:–—-]\s*|"
    r"åbent? (?:sag|punkt)[.:]?\s+)",
    re.IGNORECASE,
)
_OPEN_AFTER = re.compile(
    r"(?:\s+[–—-]\s*åbent?(?: sag| punkt)?|\s*[(\[]åbent?(?: sag| punkt)?[)\]]|\s+åbent? (?:punkt|sag))$", re.IGNORECASE
)
# 'Småjob (O)', 'Årsplan [B]', 'Årsplan ( B )'
_MARKER = re.compile(r"\s*[(\[] ?(?P<marker>[BDO]) ?[)\]]\s*$")
# 'Forslag fra Radikale Venstre (B)': the letter is a party's
_FROM_PARTY = re.compile(r"\b(?:forslag|spørgsmål|henvendelse|initiativ|anmodning|sag)\b.{0,80}\bfra\b", re.IGNORECASE)
# '01.00.00-G01-93-16 Godkendelse af dagsorden', 'Sagsnr. 24/1234 - Årsplan'
_CASE_BEFORE = re.compile(
    r"^(?:sags?nr\.?|sagsnummer|j\.?\s?nr\.?|journalnr\.?|sag)?\s*[:.]?\s*"
    rf"(?P<number>{cases.NUMBER}|\d\d/\d{{1,2}}(?=\s+[^\W\d]))(?:\s*[|:–—-]\s*|\s+|$)",
    re.IGNORECASE,
)
# 'Årsplan 2024 (24/1234)', 'Årsplan | 24/1234', 'Årsplan - Sagsnr.: 24/1234'; 'Overslagsår (2013-2016)' are years
_CASE_AFTER = re.compile(
    rf"(?:\s*\(\s*(?:sags?nr\.?|sagsnummer|sag|j\.?nr\.?)?[\s:.]*|\s*\|\s*|\s*[,;–—-]?\s*(?:sagsnr\.?|sagsnummer|"
    rf"j\.?nr\.?|journalnr\.?)[\s:.]*)"
    rf"(?P<number>{cases.NUMBER})\s*\)?\s*$",
    re.IGNORECASE,
)
# 'Årsplan 2024 - Sagsnr. 24/77': a short number counts only behind its label; 'Spørgetid (2012-101)' is no term
_SHORT_AFTER = re.compile(
    r"(?:\s\((?=20\d\d-\d{3}\)$)|[\s,;(–—-]+(?:sagsnr\.?|sagsnummer|j\.?nr\.?|journalnr\.?)[\s:.]*)"
    r"(?P<number>20\d\d-\d{3}(?=\)$)|\d\d/\d{1,2})\)?$",
    re.IGNORECASE,
)
_YEARS = re.compile(r"((?:19|20)\d\d)[-/]((?:19|20)\d\d)")
# 'Ventetid på handicapkørsel J.nr.: 13.05.00.A00 Sagsnr.: 13/1201': the head of the item, run together with its title
_LABELLED = (
    rf"(?:j\.\s?nr\.|journalnr\.|sagsnr\.|sags ?nummer|sagsid|acadre(?:sag| sag)?)\s*:?\s*"
    rf"(?:{cases.NUMBER}|\d\d/\d{{1,2}})"
)
_HEAD_AFTER = re.compile(
    rf"(?<=\w)\s+(?P<head>{_LABELLED}(?:\s+{_LABELLED})+(?:\s+(?:åbent?|lukket)(?: sag| punkt)?)?)"
    r"(?P<heading>(?:\s+[A-ZÆØÅ]{4,})*)$",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"(?P<decision>godkendelse|beslutning)|(?P<discussion>drøftelse)|(?P<briefing>orientering)", re.IGNORECASE
)
_MARKED: dict[str, ItemKind] = {"B": "decision", "D": "discussion", "O": "briefing"}


_STATES = (
    ("lukket", _CLOSED_BEFORE, True),
    ("lukket", _CLOSED_AFTER, True),
    ("lukkede", _CLOSED_BEFORE, True),
    ("lukkede", _CLOSED_AFTER, True),
    ("(l)", _CLOSED_BEFORE, True),
    ("(l)", _CLOSED_AFTER, True),
    ("fortrolig", _CLOSED_BEFORE, True),
    ("fortrolig", _CLOSED_AFTER, True),
    ("offentlig", _CLOSED_AFTER, True),
    ("ikke", _CLOSED_BEFORE, True),
    ("åben", _OPEN_BEFORE, False),
    ("(offentlig", _OPEN_BEFORE, False),
    ("åben", _OPEN_AFTER, False),
)
_LONGEST = 2000  # characters
_TERM = 12  # years


class Title(NamedTuple):
    text: str
    closed: bool | None  # None: the title does not say
    marker: str  # 'B', 'D', 'O', the word of a mark ('beslutning'), or ''
    case_number: str | None


@lru_cache(maxsize=4096)
def read(text: str) -> Title:
    """A title taken apart: 'Lukket: Konkret sag 2 (O)' -> ('Konkret sag 2', True, 'O', None)."""
    closed: bool | None = None
    case_number: str | None = None
    marker = ""
    text = text.strip(" |")[:_LONGEST]
    for _ in range(4):  # the marks nest in any order: '(Lukket) 24/1234 Salg (B) - Lukket'
        before = text
        if any(ch.isdigit() for ch in text[:24]) and (found := _CASE_BEFORE.match(text)) and not _is_term(found):
            case_number, text = case_number or found["number"], text[found.end() :]
        if (text[-1:].isdigit() or text[-1:] == ")") and (
            (found := _CASE_AFTER.search(text) or _SHORT_AFTER.search(text)) and not _is_term(found)
        ):
            case_number, text = case_number or found["number"], text[: found.start()]
        low = text.casefold()
        for word, pattern, state in _STATES:
            if word in low:
                shorter = pattern.sub("", text)
                if shorter != text:
                    closed, text = closed or state, shorter
        if text[-1:] in ")]" and not marker and (found := _MARKER.search(text)) and not _FROM_PARTY.search(text):
            marker, text = found["marker"], text[: found.start()]
        text, asked, _ = title_marks.take(text)
        marker = marker or asked
        text = text.strip(" |").lstrip("–—-: ")
        if text == before:
            break
    return Title(text.strip(), closed, marker, case_number)


def _is_term(found: re.Match[str]) -> bool:
    """Whether a number without a label is but years that follow one another: '2019-2022 Budget', '(2013-2016)'."""
    years = _YEARS.fullmatch(found["number"])
    if years is None or re.search(r"[a-z]", found[0], re.IGNORECASE):
        return False
    return 0 < int(years[2]) - int(years[1]) <= _TERM


def marker_of(title: str) -> tuple[str, str]:
    """The title without its marker, and the marker, in a document whose items all have one: there '(D)' behind
    'Henvendelse fra Ældrerådet om …' is no party, unless the party's name stands right before it."""
    found = _MARKER.search(title)
    before = title[: found.start()] if found else title
    if found is None or before.endswith(PARTY_NAMES):
        return title, ""
    return before, found["marker"]


def cut_head(text: str) -> tuple[str, str]:
    """A title and what of the item's head a layout ran together with it: ('Ventetid', 'J.nr.: … Sagsnr.: 13/1201'),
    or the mark that says what was done with the item ('Udsat'; `read` takes it from the title)."""
    found = _HEAD_AFTER.search(text[:_LONGEST])
    if found is None:
        return text, title_marks.take(text.strip()[:_LONGEST]).done
    return text[: found.start()], text[found.start() :].strip()


def kind(title: str, marker: str) -> ItemKind:
    """What the body is asked for: the marker decides, else the first telling word of the title."""
    if marker in _MARKED:
        return _MARKED[marker]
    found = _KIND.search(marker or title)
    if not found:
        return "unspecified"
    return "decision" if found["decision"] else "discussion" if found["discussion"] else "briefing"


_NOT_WORD = re.compile(r"[\W_]+")


def key(title: str) -> str:
    """A title for comparing: its letters and digits alone."""
    return _NOT_WORD.sub("", title.casefold())
