"""Titles that were cut, run together with what stands below them, or that close an item which was read as open."""

from __future__ import annotations

import re
from collections.abc import Iterator

from meetings.ingest.minutes import Item
from meetings.ingest.rules.draft import Doubt, Draft

_SHOWN = 80  # characters of a title that the doubt quotes
# 'Lukket punkt', 'LUKKET', 'Ikke offentlig sag', '(fortroligt)': words that close an item, in a title or below it
CLOSES = re.compile(
    r"^\W*(?:punktet er |sagen er |behandles (?:for|på) )?"
    r"(?:lukke(?:t|de)|fortrolige?t?|ikke[ -](?:offentlige?t?|åbent?))"
    r"(?: (?:punkt|sag|dagsorden|møde|del|behandling|døre))?\W*$|"
    r"[(\[–-] ?(?:lukket|fortroligt?|ikke[ -](?:offentligt?|åbent?))\b|\bfor lukkede døre\b|"
    r"^(?:lukket|fortrolig|ikke[ -]offentlig)\w*\s+(?:punkt|sag)\b|^ikke[ -]åbent?\b",
    re.IGNORECASE,
)
# 'Forslag til', 'Ny sti ved skolen og', 'Kommune-', 'Byggeri i Nr': a title that must go on
_OPEN_END = re.compile(
    r"(?:\b(?:og|i|af|for|til|fra|på|om|med|ved|samt|eller|en|et|den|det|de|der|som|mellem|under|vedr|vedrørende)|"
    r"[,&/(–-])$",
    re.IGNORECASE,
)
# 'Hvad kan bygningen bruges til?', 'Hvem skal vi samarbejde med': whole, though it ends in such a word
_VERB_AT_END = re.compile(
    r"\b(?:hvad|hvem|hvor|kan|skal|vil|er|har|sammen)\b.*\b(?:til|fra|på|om|med|for|af|i)\??$", re.IGNORECASE
)
# 'special- klasser', 'bebyg- gelse': a word that a line's end broke
_BROKEN_WORD = re.compile(r"[a-zæøå]{3}- (?!og\b|eller\b|samt\b|til\b|hhv\b|kontra\b|/)[a-zæøå]{3}")
# 'Sagsnr.: 24/1234', 'Bilag 3', 'Beslutning Teknisk Udvalg' within a title: what stands below it, run together with it
_RUN_TOGETHER = re.compile(
    r"\b(?:sagsnr|sagsnummer|journalnr|j\.nr|dok\.?nr|sagsbehandler|sagsfremstilling|indstilling:|beslutning:|"
    r"forvaltningen indstiller|administrationen indstiller)\b",
    re.IGNORECASE,
)


def of_item(draft: Draft, item: Item) -> Iterator[Doubt]:
    title = item.title
    if _BROKEN_WORD.search(title) or _RUN_TOGETHER.search(title):
        yield "title_broken", draft.at, {"number": item.number, "text": title[-_SHOWN:]}
    elif _OPEN_END.search(title) and not _VERB_AT_END.search(title):
        yield "title_open", draft.at, {"number": item.number, "text": title[-_SHOWN:]}
    if not item.closed and CLOSES.search(title):
        yield "closed_unsure", draft.at, {"number": item.number, "text": title[:_SHOWN]}
