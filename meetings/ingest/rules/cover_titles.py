"""The lines of a cover's title: which body, what kind of document, which term."""

from __future__ import annotations

import re

from meetings.ingest.minutes import DocumentKind
from meetings.ingest.rules import bodies

_KIND_WORD = (
    r"(?:(?:åbent?|lukket|offentligt?|endeligt?|foreløbigt?|godkendt|udkast(?: til)?|udskrift af|ekstraordinært?) )*"
    r"(?P<kind>(?:dagsorden(?: og|/| med|,) ?)?referat|"
    r"dagsorden med (?:beslutninger|vedtagelser|protokol)|beslutningsreferat|beslutningsprotokol(?:len)?|"
    r"protokol(?:udskrift)?|forhandlingsprotokol|mødereferat|"
    r"tillægsdagsorden|ekstra dagsorden|tillægsreferat|dagsorden|indkaldelse|udvalgsreferat|mødeindkaldelse|"
    r"protokollat)"
)
# 'Udskrift af beslutningsprotokollen for Byrådet', 'Dagsorden og referat', 'Åbent referat'
TITLE = re.compile(rf"^{_KIND_WORD}\b(?P<rest>.*)$", re.IGNORECASE)
TITLE_LAST = re.compile(rf"^(?P<rest>.{{3,120}}?)(?:\s*[-–:,|]\s*|\s+){_KIND_WORD}\b\W*(?P<after>.*)$", re.IGNORECASE)
# 'Emne: Møde i Handicaprådet'
_LABEL = re.compile(r"^(?:emne|mødeemne|titel|vedr\.?|vedrørende)\s*:\s*", re.IGNORECASE)
# 'til mødet i', 'fra det ordinære møde nr. 5 i', 'af Byrådets møde', 'for', '–'
_LEAD = re.compile(
    r"^[\s:|–—-]*(?:(?:til|fra|af|for|over|vedr\.?|på) )?(?!(?:det|den) fælles (?!\w*møde))"
    r"(?:det |den )?(?:(?:ekstra)?ordinær[te]* |konstituerende |"
    r"fælles |åbne |virtuelle |telefonisk[e]? )*"
    r"(?:(?:udvalgs)?møde[t]?(?: nr\.? ?\d+(?:/\d+)?)?,? (?=(?:i|for|den|af|d\.)\b|[A-ZÆØÅ]))?(?:(?:i|for|af) )?",
    re.IGNORECASE,
)
# '(2018-2021)', '2022-25:', 'Valgperiode 2018-2021'
TERM = re.compile(r"(?:\b[Åå]r +)?[(\[]?\b(?P<first>(?:19|20)\d\d) ?[-–/] ?(?P<last>(?:19|20)?\d\d)\b[)\]]?:?")
# 'Varde Kommune - Byrådet': whose body it is
_OWNER = re.compile(r"^[A-ZÆØÅ][\wæøåÆØÅ-]+(?: [A-ZÆØÅ][\wæøå-]+)? Kommune\s*[-–|:,·]\s*(?=[A-ZÆØÅ])")
# 'Teknisk Udvalg, Greve Kommune', 'Byrådet – Randers Kommune', 'Økonomiudvalget Greve Kommune'
_OWNER_BEHIND = re.compile(
    r"(?:\s*[-–|,·]\s*| i |(?<=udvalget) |(?<=rådet) |(?<=bestyrelsen) )"
    r"[A-ZÆØÅ][\wæøå-]+(?: [A-ZÆØÅ][\wæøå-]+)? Kommune$"
)
# 'Bestyrelsesmøde nr. 4/2019'
_COUNT_BEHIND = re.compile(r"(?<=møde),? nr\.? ?\d{1,3}(?:[/-]\d{2,4})?$", re.IGNORECASE)
# 'Regionsrådet - Mødesager', 'Byrådet – åbne punkter', 'Ældrerådet - Dagsordener og referater': what of the meeting
# the document holds
_KIND_BEHIND = re.compile(
    r"\s[–-]\s(?:(?:åbne|lukkede|åben|lukket) )?(?:\w*sager|\w*punkter|møde|dagsorden|del|"
    r"(?:dagsordener og )?referater|referater og dagsordener|dagsordener)$",
    re.IGNORECASE,
)
_MEETING_AFTER = re.compile(
    r"s?\s+(?:(?:ordinære |ekstraordinære |konstituerende )?"
    r"(?:møde[t]?|udvalgsmøde|forretning(?:er)?|besigtigelse)\b.*|"
    r"(?:ordinære|ekstraordinære|konstituerende))$",
    re.IGNORECASE,
)


# 'Skolebestyrelsesmøde', 'byrådsmøde': the meeting named for the body
_BODYS_MEETING = re.compile(
    r"^(?P<noun>[A-Za-zÆØÅæøå-]{2,40}(?P<kind>bestyrelse|råd|udvalg|nævn))smødet?(?: (?:på|ved|i) [A-ZÆØÅ]\S+)?$",
    re.IGNORECASE,
)
_DEFINITE = {"bestyrelse": "n", "råd": "et", "udvalg": "et", "nævn": "et"}


def document_kind(word: str) -> DocumentKind:
    word = word.casefold()
    if word.startswith(("tillægsd", "ekstra d")):
        return "supplementary_agenda"
    return "agenda" if word in ("dagsorden", "indkaldelse", "mødeindkaldelse") else "minutes"


def years(term: re.Match[str]) -> tuple[int, int] | None:
    first, last = int(term["first"]), term["last"]
    end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    return (first, end) if 1 <= end - first <= 8 else None


def name(text: str, *, sure: bool) -> str | None:
    """The body that a title line names. `sure`: the line also says 'referat', so the name need not look like a
    body's."""
    text = _LEAD.sub("", _OWNER.sub("", _LABEL.sub("", text.strip(" :|–—·•-"))))
    text = re.sub(r"\s+(?:kl\.?|klokken)\s.*$", "", text)
    text = bodies.trim(TERM.sub("", text).strip())
    text = _COUNT_BEHIND.sub("", _KIND_BEHIND.sub("", _OWNER_BEHIND.sub("", text)))
    shorter = _MEETING_AFTER.sub("", text)
    text = bodies.nominative(bodies.trim(shorter) if shorter != text else text)
    if text.casefold() in ("bestyrelsesmøde", "bestyrelsesmødet"):
        text = "Bestyrelsen"
    elif met := _BODYS_MEETING.match(text):
        text = (met["noun"] + _DEFINITE[met["kind"].casefold()]).capitalize()
    if not text:
        return None
    if bodies.is_body(text):
        return text
    for piece in re.split(r"\s[-–|/>›»·•]\s|\s{2,}|, (?=[A-ZÆØÅ])", text):
        if piece != text and bodies.is_body(bodies.nominative(bodies.trim(piece))):
            return bodies.nominative(bodies.trim(piece))
    for lead in re.finditer(r"\b(?:til|for|i|fra|af|på) (?=[A-ZÆØÅ])", text):
        if bodies.is_body(inner := bodies.nominative(bodies.trim(text[lead.end() :]))):
            return inner
    plain = (
        4 <= len(text) <= 80
        and text[0].isupper()
        and len(text.split()) <= 9
        and not re.search(r"[.!?\d]|kommune", text, re.IGNORECASE)
    )
    return text if sure and plain and text.casefold() not in ("møde", "mødet", "åben", "lukket", "tillæg") else None
