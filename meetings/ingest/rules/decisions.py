"""The headings over decisions: who decided, when, and what stands behind the colon.

    Beslutning · Beslutning: Godkendt. · Beslutning i Byrådet den 3. maj 2018 · Udvalgets beslutning ·
    Beslutning fra forretningsudvalget, 18. januar 2022, pkt. 17: · Økonomiudvalget, 03-04-2019, pkt. 42

'Beslutningstema', 'Beslutningskompetence', 'Beslutning om …' and sentences that mention a decision are none.
"""

from __future__ import annotations

import datetime
import re
from functools import lru_cache
from typing import NamedTuple

from meetings.ingest.rules import bodies, dates, misspelt, outcomes, words

_WORD = r"(?:(?:udvalgs|møde|byråds|del)?beslutning(?:er)?|beslutningsprotokol|beslutningsreferat|vedtagelse)"
# 'Beslutning', 'Beslutninger:', 'Endelig beslutning i …', 'Politisk beslutning'
_STARTS = re.compile(
    rf"^(?:endelig |politisk |ny |tidligere |oprindelig |mødets |dagens )?{_WORD}\b(?P<rest>.*)$", re.IGNORECASE
)
# 'Økonomiudvalgets beslutning den …', 'Udvalgets beslutning', 'Borgerrepræsentationens beslutning i mødet den …'
_OWNER = re.compile(
    rf"^(?P<who>[^:]{{3,120}}?) (?:endelige )?(?:{_WORD}|afgørelse|behandling)\b(?P<rest>.*)$", re.IGNORECASE
)
# 'Økonomiudvalgets indstilling den 6. juni 2016': what a body made of the case, where its day is told
_SAID = re.compile(
    r"^(?P<who>[^:]{3,100}?) (?:indstilling|anbefaling|udtalelse|erklæring)(?P<rest>,? .{6,60})$", re.IGNORECASE
)
# 'Teknisk Udvalg - beslutning den 5. februar 2024', 'Byrådet – afgørelse'
_DASHED = re.compile(rf"^(?P<who>[^:]{{3,100}}?) [–-] {_WORD}\b(?P<rest>.*)$", re.IGNORECASE)
# 'Behandlet i Byrådet den …', 'Protokoludskrift fra Økonomiudvalget, …', '1. behandling i Byrådet den …'
_BEFORE_BODY = re.compile(
    r"^(?:\d\. ?)?(?:besluttet|behandlet|behandling|punkt behandlet|sagen blev behandlet|sagen behandlet|udtalelse|"
    r"erklæring|"
    r"protokol(?:udskrift)?|protokollat)"
    r",?(?: (?:i|fra|af|ved|på))? +",
    re.IGNORECASE,
)
# ', pkt. 17:', ' - punkt 4', ' (sag nr. 5)', ' kl. 16.00', ', 42', ' (ekstraordinært møde)'
_TAIL = re.compile(
    r"^[\s,;|–—-]*(?:[(]?(?:som )?(?:pkt|punkt|sag|dagsordenspunkt|dagsordens punkt|punktnummer|nr|"
    r"møde)\.?:? ?(?:nr\.?:? ?)?(?P<item>\d{1,4}[a-z]?)[)]?"
    r"|kl\.? ?\d{1,2}(?:[.:]\d\d)?|[(]?(?:ekstraordinært|ordinært|konstituerende)(?: møde)?[)]?$|"
    r"\|? ?\d{1,4}(?= ?$| ?\|))?[\s,.)]*",
    re.IGNORECASE,
)
# 'Økonomiudvalget, pkt. 4, den 6. juni 2016'
_POINT_BEFORE = re.compile(r",? (?:pkt|punkt|sag)\.? ?(?:nr\.? ?)?\d{1,4},?(?: den| d\.)?$", re.IGNORECASE)
# 'Beslutning for Punkt 3: Årsplan 2023': the title behind the colon is no decision
_FOR_ITEM = re.compile(
    rf"^{_WORD} (?:for|til|vedr\.?|under|i) (?:dagsordens)?(?:punkt|pkt\.?|sag) ?(?:nr\.? ?)?\d{{1,4}}[a-z]?\b",
    re.IGNORECASE,
)
# 'Magistratens møde 06.06.2016', 'På Teknisk Udvalgs ekstraordinære møde nr. 7 den 6. juni 2016', 'Møde i Magistraten
# 06.06.2016', 'Byrådsmødet den 6. juni 2016': the body whose meeting it was
_MEETING = re.compile(
    r"^(?:(?:på|i|fra|referat fra|udskrift fra) )?(?:møde(?:t)? i (?P<inside>[A-ZÆØÅ].{2,90}?)|"
    r"(?P<whose>[A-ZÆØÅ].{2,90}?)(?:['’]s|s|['’]) (?:ordinære |ekstraordinære |konstituerende )?møde|"
    r"(?P<joined>\S*?(?:udvalg|råd|magistrat|bestyrelse))smøde(?:t)?)"
    r"(?:(?: nr\.? ?\d{1,3}| (?:i|for) [A-ZÆØÅ][\wæøå-]+(?: kommune)?)?),? (?=.{0,14}\d)",
    re.IGNORECASE,
)
_ARTICLES = {"udvalg": "et", "råd": "et", "magistrat": "en", "bestyrelse": "n"}
# 'Indstilling 9. februar 2015, pkt. 31:': an earlier treatment whose text names the body
_NO_BODY = re.compile(
    r"^(?:indstilling|behandling|anbefaling|udtalelse|behandlet),? (?P<when>(?:den |d\. ?)?\d.{4,30}, (?:pkt|punkt|"
    r"sag)\b.{1,12})$",
    re.IGNORECASE,
)
# 'Punkt nr. 8', 'Sag nr. 12.' below a heading with body and date: the item's number at that meeting
OF_ITEM = re.compile(r"^(?:dagsordens)?(?:punkt|pkt|sag)\.? ?(?:nr)?\.?:? ?\d{1,4}\.?$", re.IGNORECASE)
_BODY_HINT = re.compile(
    r"udvalg|råd|bestyrelse|magistrat|nævn|kommission|direktion|repræsentation|forum|forsamling|syn|KKR", re.IGNORECASE
)
# 'Kultur og Fritid, 6. januar 2020, pkt. 123:' needs no word such as 'udvalg': the number of the item tells
_TREATED = re.compile(r"\d, ?(?:pkt|punkt|sag)\.? ?(?:nr\.? ?)?\d{1,4}$", re.IGNORECASE)
# Words that stand over a decision in some templates and over case text in others
AMBIGUOUS = frozenset(
    [
        "konklusion",
        "referat",
        "ref",
        "protokol",
        "resultat",
        "afgørelse",
        "behandling",
        "mødebehandling",
        "udfald",
        "besluttet",
        "vedtaget",
        "politisk behandling",
        "referat af behandlingen",
        "sagens behandling på mødet",
        "protokollat",
        "mødereferat",
        "referat/beslutning",
        "beslutning/referat",
        "beslutning/konklusion",
        "konklusion/beslutning",
        "indstilling/beslutning",
    ]
)
# 'Udvalgets', 'Rådets': the meeting's own body
OWN = frozenset(
    (
        *("udvalget", "rådet", "bestyrelsen", "udvalg", "nævnet", "mødet", "kommissionen", "møde", "dagens", "sagens"),
        *("udvalgsmøde", "udvalgsmødet"),
    )
)


# 'Beslutnig:', 'Udvalgets beslutnng': the word misspelt by one letter
_PERHAPS = re.compile(r"\bb\w{8,10}\b", re.IGNORECASE)
_RIGHT = "beslutning"
_OPENING = 120  # characters of a long decision that must tell what was decided
_SHORT = 60  # characters of a heading that may hold it


class DecisionHeading(NamedTuple):
    body: str | None  # None: the body that the document is about
    date: datetime.date | None
    rest: str  # what stands behind the heading on its line: 'Godkendt.'
    sure: bool = True  # False: a word that also stands over case text
    named: bool = True  # False: body and date alone, without the word 'beslutning'


@lru_cache(maxsize=8192)
def heading(text: str) -> DecisionHeading | None:
    """The heading of a decision, or None. Cost: a few regexes on at most 200 characters before the colon."""
    folded = words.fold(text) if len(text) < 200 else ""
    if folded in words.STRONG:
        return None
    if folded in AMBIGUOUS:
        return DecisionHeading(None, None, "", sure=False)
    head, colon, rest = _split(text)
    if len(head) > 200:
        word, _, opening = text[:400].partition(" ")
        if word == "Beslutning" and opening[:1].isupper() and outcomes.known(opening[:_OPENING]):
            return DecisionHeading(None, None, text[len(word) :].strip())  # the word and a long decision on one line
        return None
    low = head.casefold()
    perhaps = _PERHAPS.search(head) if len(head) < _SHORT else None
    if perhaps and perhaps[0].casefold() != _RIGHT and misspelt.is_near(perhaps[0], _RIGHT):
        return heading(text.replace(perhaps[0], _RIGHT, 1))
    if "beslut" in low or "vedtagelse" in low:
        if found := _FOR_ITEM.match(text):
            return DecisionHeading(None, None, "")
        if found := _STARTS.match(head):
            return _after_word(found["rest"], colon, rest)
        if found := _DASHED.match(head):
            return _owned(f"{found['who']}s", found["rest"], rest)
        if found := _OWNER.match(head):
            return _owned(found["who"], found["rest"], rest)
    if words.fold(head) in AMBIGUOUS and colon and outcomes.known(rest):
        return DecisionHeading(None, None, rest, sure=False)
    if found := _NO_BODY.match(head):
        parsed = _parse(found["when"])
        return (
            DecisionHeading(None, parsed[1], rest, named=False)
            if parsed and parsed[0] is None and not parsed[2]
            else None
        )
    if _BODY_HINT.search(low) or (colon and _TREATED.search(head)):
        if ("afgørelse" in low or "behandling" in low) and (found := _OWNER.match(head)):
            owned = _owned(found["who"], found["rest"], rest)
            if owned is not None and owned.body is not None and owned.date is not None:
                return owned
            if owned is not None and "afgørelse" in low and colon:
                return owned._replace(sure=False)  # 'Udvalgets afgørelse:'
        if (said := _SAID.match(head)) and (owned := _owned(said["who"], said["rest"], rest)):
            return owned._replace(named=False) if owned.body and owned.date else None
        head = _BEFORE_BODY.sub("", head)
        return _body_and_date(_of_meeting(head) if "møde" in low else head, colon, rest)
    return None


def _of_meeting(head: str) -> str:
    """'Magistratens møde 06.06.2016' as 'Magistraten, 06.06.2016'; other headings unchanged."""
    found = _MEETING.match(head)
    if found is None:
        return head
    noun = found["joined"] or ""
    article = next((_ARTICLES[word] for word in _ARTICLES if noun.casefold().endswith(word)), "")
    return f"{found['inside'] or found['whose'] or noun + article}, {head[found.end() :]}"


def _split(text: str) -> tuple[str, bool, str]:
    """A line at the colon that ends its heading; 'kl. 10:30' and 'pkt.: 5' hold none."""
    for found in re.finditer(r":(?!\d\d\b)", text[:260]):
        if text[: found.start()].casefold().endswith(("pkt.", "kl.", "punkt", "nr.", "dato", "udvalg")):
            continue
        return text[: found.start()].strip(" |"), True, text[found.end() :].strip(" |")
    return text.strip(" |"), False, ""


def _after_word(after: str, colon: bool, rest: str) -> DecisionHeading | None:
    after = after.strip()
    if after.startswith("(") and after.endswith(")"):
        after = after[1:-1]  # 'Beslutning (Teknisk Udvalg d. 5. marts 2024):'
    if inner := _STARTS.match(after):  # 'Tidligere beslutninger Beslutning i Byrådet den 30-03-2022'
        return _after_word(inner["rest"], colon, rest)
    bare = after.strip(" .,;–—-|")
    if not bare:
        return DecisionHeading(None, None, rest)
    if after.startswith("|"):
        return DecisionHeading(None, None, after.strip(" |") + (": " + rest if rest else ""))
    parsed = _parse(bare)
    if parsed is not None:
        body, date, tail = parsed
        if not tail or colon:
            return DecisionHeading(_own_or(body), date, rest) if not tail else None
        if body is not None and date is not None and (tail[0].isupper() or tail[0] in "(1" or outcomes.known(tail)):
            return DecisionHeading(_own_or(body), date, after[after.rfind(tail) :].strip())
        return None
    trimmed = bodies.trim(bare)
    if bodies.is_body(trimmed):
        return DecisionHeading(_own_or(trimmed), None, rest)
    if trimmed.casefold() in OWN or bare.casefold() in (
        "på mødet",
        "i udvalget",
        "på møde",
        "fra mødet",
        "i sagen",
        "truffet",
        "til protokol",
    ):
        return DecisionHeading(None, None, rest)
    if not colon and bare[0].isupper() and outcomes.known(bare):
        return DecisionHeading(None, None, after)
    return None


def _parse(text: str) -> tuple[str | None, datetime.date | None, str] | None:
    """'i Byrådet den 3. maj 2018, pkt. 4' -> body, date and what remains; None without a date or with a sentence
    before it."""
    found = dates.find(text[:220])
    if found is None:
        return None
    before = bodies.trim(_POINT_BEFORE.sub("", text[: found.start].rstrip(" (")))
    tail = text[found.end :]
    tail = tail[_TAIL.match(tail).end() :] if _TAIL.match(tail) else tail  # type: ignore[union-attr]
    tail = tail.strip(" .,;:–—-|")
    if tail and not before and bodies.is_body(after := bodies.nominative(bodies.trim(tail))):
        return after, found.date, ""
    if before and not bodies.is_body(before) and not _plain_name(before):
        return None
    return before or None, found.date, tail


def _plain_name(text: str) -> bool:
    """A body of a shape nobody listed, between 'Beslutning' and a date: capitalised, short, no sentence."""
    parts = text.split()
    return (
        len(parts) <= 8
        and text[0].isupper()
        and not re.search(r"[.:;!?]", text)
        and parts[0].casefold() not in ("om", "at", "vedr")
    )


def _owned(who: str, after: str, rest: str) -> DecisionHeading | None:
    body = bodies.nominative(bodies.trim(who))
    if not (bodies.is_body(body) or body.casefold() in OWN) or (body == bodies.trim(who) and not who.endswith("s")):
        return None
    if body == bodies.trim(who):
        body = body[:-1]  # the genitive of a name that nobody listed: 'Udvalget for Børn og Lærings beslutning'
    after, bar, cell = after.partition("|")
    if bar:  # 'Socialudvalgets beslutning | Godkendt.': a row of a template in a table
        rest = cell.strip(" |") + (f": {rest}" if rest else "")
    bare = after.strip(" .,;–—-|")
    if not bare:
        return DecisionHeading(_own_or(body), None, rest)
    parsed = _parse(re.sub(r"^(?:i|på|fra) (?:mødet|møde|sit møde) ", "", bare))
    if parsed is None or parsed[2] or parsed[0] not in (None, body):
        return None
    return DecisionHeading(_own_or(body), parsed[1], rest)


def _body_and_date(head: str, colon: bool, rest: str) -> DecisionHeading | None:
    dated = head[:1].isdigit() and (first := dates.find(head[:40])) is not None and first.start == 0
    if not (head[:1].isupper() or head[:1] in '"”§' or dated) or not any(ch.isdigit() for ch in head):
        return None
    parsed = _parse(head.replace(" | ", ", "))
    if parsed is None or parsed[0] is None or not (bodies.is_body(parsed[0]) or _TREATED.search(head)):
        return None
    body, date, tail = parsed
    if tail and not (not colon and outcomes.known(tail) and not tail[0].islower()):
        return None
    return DecisionHeading(body, date, tail or rest, named=False)


def _own_or(body: str | None) -> str | None:
    if body is None or body.casefold() in OWN:
        return None
    return bodies.nominative(body)
