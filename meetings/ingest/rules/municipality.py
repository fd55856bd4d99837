"""Which municipality a document is from: often named nowhere but in the running text.

Mentions of 'Varde Kommune', 'Varde Kommunes', 'Københavns Kommune', 'kommunen Varde' are counted; those on the cover
and by the official name weigh most. Neighbours are named too, but seldom as often.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from meetings.ingest.lines import Line
from meetings.ingest.reference import MUNICIPALITIES, REGIONS

# 'Varde', 'Københavns', 'Nordfyns', 'Århus' -> short name
_SPELLINGS: dict[str, str] = {}
for _municipality in MUNICIPALITIES:
    _first = _municipality.official_name.rsplit(" ", 1)[0]
    for _name in (_municipality.name, _first, _municipality.name.replace("Aa", "Å").replace("aa", "å")):
        _SPELLINGS[_name.casefold()] = _municipality.name
        _SPELLINGS.setdefault(_name.casefold() + "s", _municipality.name)
# 'Varde Kommune', 'Varde Kommunes', 'Bornholms Regionskommune', 'Lejre Byråd', 'Ikast-Brande Rådhus', and
# 'VARDE KOMMUNE Blad nr. 12'
_MENTION = re.compile(
    r"(?P<name>[A-ZÆØÅ][\wæøåÆØÅ-]*) (?P<kind>(?:[Rr]egions)?[Kk]ommunes?|KOMMUNE|[Bb]yråds?|[Kk]ommunalbestyrelses?|"
    r"[Rr]ådhus|[Bb]yrådssal)\b"
)
_NAME_AT_END = re.compile(r"[A-ZÆØÅ][\wæøåÆØÅ-]*$")
# What a line with a mention holds besides 'byrådet' and 'kommunen'; sparing the others the pattern halves the time
_MENTION_WORDS = ("kommune", "byråd", "kommunalbestyrelse", "rådhus")
# 'Byrådet i Vejen', 'Jobcenter Slagelse', 'kommunen Lejre'
_AS_AUTHORITY = re.compile(
    r"(?:[Bb]yrådet|[Kk]ommunalbestyrelsen|[Jj]obcenter|[Rr]ådhuset|[Kk]ommunen) (?:i )?(?P<name>[A-ZÆØÅ][\wæøåÆØÅ-]*)"
)
_REGION = re.compile(rf"\b(?P<name>{'|'.join(REGIONS)})\b")
_ALONE = re.compile(
    rf"^(?:[A-ZÆØÅ][\wæøåÆØÅ-]+ ){{1,2}}(?:kommune|regionskommune)$|^(?:{'|'.join(REGIONS)})$", re.IGNORECASE
)
# 'Regionsrådet, Region Midtjylland', 'Regionsgården i Region Hovedstaden'
_OF_REGION = re.compile(r"\bregions(?:rådet|huset|gården|råd)\b", re.IGNORECASE)
# 'Referat af møde i Bestyrelsen for Nordmors Affald I/S', 'Interessentskabet Fjordbrand'
_JOINT = re.compile(r"\b(?:[IKP]/S|interessentskab(?:et)?|§ ?60[ -]\w*(?:selskab|fællesskab)\w*)(?!\w)", re.IGNORECASE)
_OFTEN = 3  # mentions of the name, one of them as a municipality, that leave no doubt
_OFFICIAL = re.compile(r" (?:regions)?kommune$", re.IGNORECASE)
_TOP = 8  # lines above or right below the title
_SAYS_SO = 10.0  # mentions that a line of its own there outweighs
_READ = 400_000  # characters
_COVER = 40  # lines


class Found(NamedTuple):
    name: str | None
    rival: str | None  # named nearly as often; None where there is no doubt
    thin: bool  # a single mention as a municipality, not on the cover, and the town is hardly named besides


def find(lines: Sequence[Line], around: Sequence[Line] = ()) -> Found:
    """The municipality that a document names most, and what is to be doubted of it. `around`: the heads and feet of its
    pages, which say whose minutes they are."""
    counts: defaultdict[str, float] = defaultdict(float)
    for line in lines[:_TOP]:  # 'LINDEBY KOMMUNE' over the title says whose minutes they are
        name = _SPELLINGS.get(_OFFICIAL.sub("", line.text.strip(" .,")).casefold())
        if name is not None and _ALONE.match(line.text):
            counts[name] += _SAYS_SO
            break
    for line in around:
        mention = next((one for one in _MENTION.finditer(line.text) if one["name"].casefold() in _SPELLINGS), None)
        if mention is not None:
            counts[_SPELLINGS[mention["name"].casefold()]] += _SAYS_SO
            break
    read = 0
    for position, line in enumerate(lines):
        text = line.text.title() if position < _COVER and line.text.isupper() else line.text  # 'LINDEBY KOMMUNE'
        read += len(text)
        if read > _READ:
            break
        low = text.casefold()
        if low.startswith("kommune") and position and (cut := _NAME_AT_END.search(lines[position - 1].text)):
            text = f"{cut[0]} {text}"  # 'Varde' / 'Kommunes vejplan': broken over two lines
        if "kommun" not in low and "byråd" not in low and "jobcenter" not in low and "rådhus" not in low:
            continue
        plain = low.replace("byrådet", "").replace("kommunalbestyrelsen", "").replace("kommunen", "")
        for found in _MENTION.finditer(text) if any(word in plain for word in _MENTION_WORDS) else ():
            name = _SPELLINGS.get(found["name"].casefold())
            if name is not None:
                official = "ommune" in found["kind"].casefold()
                counts[name] += (3.0 if position < _COVER else 1.0) * (1 if official else 0.6)
        for found in _AS_AUTHORITY.finditer(text):
            name = _SPELLINGS.get(found["name"].casefold())
            if name is not None:
                counts[name] += 0.5
    ranked = sorted(counts.items(), key=lambda item: -item[1])[:2]
    if not ranked or ranked[0][1] <= 0:
        return Found(None, None, False)
    name, best = ranked[0]
    rival = ranked[1] if len(ranked) > 1 else None
    thin = best <= 1.0 and _named(name, lines) < _OFTEN
    return Found(name, rival[0] if rival and rival[1] > 0.7 * best else None, thin)


def joint(lines: Sequence[Line], name: str) -> bool:
    """Whether a document is from a company of several municipalities ('Nordmors Affald I/S', 'Ejerkommunerne er …'),
    whose cover does not say that it is this municipality's."""
    cover = [line.text for line in lines[:_COVER]]
    own = any(_JOINT.search(text) for text in cover[:_TOP]) or any("ejerkommune" in text.casefold() for text in cover)
    return own and not any(_SPELLINGS.get(_OFFICIAL.sub("", text.strip(" .,")).casefold()) == name for text in cover)


def _named(name: str, lines: Sequence[Line]) -> int:
    """How often the name stands anywhere, also without the word 'kommune': 'Varde Museum', 'busserne i Varde'."""
    word = re.compile(rf"\b{re.escape(name)}s?\b")
    return sum(len(word.findall(line.text)) for line in lines)


def is_name_of(text: str, name: str) -> bool:
    """Whether a line says nothing but this municipality's name: 'Varde Kommune', 'Varde'."""
    first = text.removesuffix(" Kommune").removesuffix(" kommune").removesuffix(" Regionskommune").strip(" .,")
    return _SPELLINGS.get(first.casefold()) == name or first == name


def is_alone(text: str) -> bool:
    """'LINDEBY KOMMUNE', 'Region Midtjylland' on a line of its own, known or not."""
    return bool(_ALONE.match(text))


def region(lines: Sequence[Line]) -> str | None:
    """The region whose council or committee a document is from: its cover names one on a line of its own, or beside
    the council or the house. 'Samarbejde med Region Midtjylland' is no such line."""
    for line in lines[:_COVER]:
        found = _REGION.search(line.text) if len(line.text) < 120 else None
        if found and (_ALONE.match(line.text.strip(" .,")) or _OF_REGION.search(line.text)):
            return found["name"]
    return None
