"""What a decision's words amount to: one of the ten outcomes.

A sentence is read for the first known wording; wordings stand in the order in which they are tried, so that 'anbefales
godkendt' is a recommendation and 'ikke godkendt' no approval. Over several sentences the first that BINDS decides
('Flytning anbefales. Budgetopfølgningen tages til efterretning.' is recommended); noted and discussed bind least.
Sentences about an amendment or about how somebody voted do not decide while another does.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from meetings.ingest.minutes import Outcome
from meetings.ingest.rules import amended, asides, misspelt, subordinate, wordings

_BINDING: frozenset[Outcome] = frozenset(
    {"approved", "approved_amended", "rejected", "postponed", "withdrawn", "recommended", "referred"}
)
_ADOPTED: frozenset[Outcome] = frozenset({"approved", "approved_amended", "recommended"})
# 'V stemmer imod', '(A) og (O) stemte for handlemulighed A', 'undlod at stemme', 'kunne ikke tiltræde', 'tager
# forbehold'
_VOTE = re.compile(
    r"\bstem(?:mer|te) (?:for|imod|mod|i)\b|\b(?:for|imod) (?:stemte|stemmer)\b|\bundl(?:od|ader|ade)\b|"
    r"\bikke (?:at )?tiltræde\b|\b(?:tager|tog|tage) forbehold|\bstemte ikke\b|\bkan ikke støtte\b|\bikke medvirke\b",
    re.IGNORECASE,
)
# '(A) og (O) stemte for model 2', 'Model 2 blev valgt med 3 stemmer mod 1'
_VOTE_CHOOSES = re.compile(
    r"\bstem(?:mer|te) for (?!forslag|indstilling)\w|\b(?:blev|er) (?:\w+ )?valgt\b", re.IGNORECASE
)
# 'Godkendt mod Lise Holm (C), der ønsker sagen udsat', 'Godkendt, idet V ønskede sagen sendt i høring': what somebody
# would have liked instead
_WISH = re.compile(
    r",? (?:(?:der|som)|(?:idet|hvor|men|mens) (?=[A-ZÆØÅ(])(?![^,.;]{0,40}?(?:[Uu]dvalg|[Rr]åd\b|[Rr]ådet|"
    r"[Bb]estyrelse))[^,.;]{1,80}?) (?:\w+ ){0,2}?"
    r"(?:ønsk|foreslå|foreslog|foretr|begær|gik ind|går ind|ville have|vil have|så hellere)"
)
# 'Taget til efterretning, idet Jens Krog (I) tager forbehold': what was done, before how somebody stood
_BEFORE_VOTE = re.compile(r"^[^.;:]{4,200}?(?=,? (?:idet|mens|men|dog|hvor) (?:[A-ZÆØÅ(]|tog |tager |undlod |stemte ))")
_AMENDMENT_TAKEN = re.compile(
    r"\bændringsforslag(?:et)?\b[^.:\"”]{0,80}\b(?:vedtage(?:t|s)|godkend(?:t|es)|tiltrådt|imødekommet)\b",
    re.IGNORECASE,
)
# 'Der var tilslutning til nytænkning': beside 'Udvalget drøftede kriterierne' no approval of the case
_LEANS = re.compile(
    r"^\W*der (?:var|er) (?:\w+ ){0,2}(?:opbakning|tilslutning) til "
    r"(?!(?:\w+ )?(?:\w*forslag|indstilling|sag|\w*plan|ansøgning|punkt|anbefaling|oplæg|udkast))",
    re.IGNORECASE,
)
# Ends of sentences: 'Godkendt. Der ønskes …'; not in 'pkt. 4', '1. og 2. at', 'kl. 15.00', 'd. 5. maj', 'jf. bilag',
# initials, 'Jens Chr. Holm'
_END = re.compile(
    r"[.!?](?=\s|$)(?<!\bpkt\.)(?<!\bnr\.)(?<!\bkl\.)(?<!\bjf\.)(?<!\bvedr\.)(?<!\bd\.)(?<!\bca\.)"
    r"(?<!\bstk\.)(?<!\bbl\.a\.)(?<!\bmio\.)(?<!\bkr\.)(?<!\bevt\.)(?<!\binkl\.)(?<!\bekskl\.)(?<!\bhhv\.)(?<!\bmht\.)"
    r"(?<!\bgodk\.)(?<!\bp\.g\.a\.)(?<!\bpga\.)(?<! [A-ZÆØÅ]\.)(?<! [A-ZÆØÅ]\.[A-ZÆØÅ]\.)(?<!\d\.)"
    r"(?<! Chr\.)(?<! Th\.)(?<! Fr\.)(?<! Joh\.)(?<! Vilh\.)|"
    r"\.(?=\s+[A-ZÆØÅ(])(?<=\d\.)(?!\s+(?:Afdeling|Viceborgmester|Division)\b)|\n+|;\s|"
    # 'Imod stemte V og O. Lise Holm deltog ikke': a party's letter and no initial
    r"(?<=\bog [A-ZÆØÅ]\.)(?=\s+[A-ZÆØÅ(])|(?<=, [A-ZÆØÅ]\.)(?=\s+[A-ZÆØÅ(])|"
    r"(?<=stemte: [A-ZÆØÅ]\.)(?=\s+[A-ZÆØÅ(])|(?<=stemte [A-ZÆØÅ]\.)(?=\s+[A-ZÆØÅ(])|"
    # 'følgende forslag: "Model 1 vedtages." For stemte …'
    r"[.!?][\"”»](?=\s+[A-ZÆØÅ])"
)
# 'Herefter blev indstillingen godkendt', 'hermed vedtaget': what was voted down before was an amendment
_OF_AGENDA = re.compile(
    r"^\W*(?:herefter blev |derefter blev )?(?:mødets |den udsendte )?\w*dagsorden(?:en)?(?: blev|"
    r" er)?(?: herefter)? godkendt\b",
    re.IGNORECASE,
)
# 'Godkendt, efter at der var foretaget to ændringer': words of a change that was not read as one
_CHANGES = re.compile(
    r"\b(?:foretaget|fremsat\w*|omdelte?|stillede) (?:\w+ ){0,4}?(?:ændring|rettelse|tilføjelse)\w*|\berstattes af\b|"
    r"\bskrives om\b|"
    r"\bnår blot\b|\bidet \w+ tilføjede\b|\bmed (?:den|de) af .{3,60}? (?:rettelse|ændring|tilføjelse)\w*",
    re.IGNORECASE,
)
_THEREUPON = re.compile(r"\b(?:herefter|derefter|hermed|dermed|dernæst)\b", re.IGNORECASE)
# 'Pkt. 1 godkendt, pkt. 2 afvist', 'Forslaget forkastes, og indstillingen vedtages': clauses that each decide
_CLAUSE = re.compile(r",? (?:og|men|mens|medens|hvorefter|hvorimod) |[,;] (?!idet|da |fordi|som |der )")
# 'Udvalget drøftede sagen og besluttede at etablere en zone', 'Drøftet. Udvalget vedtog herefter at holde et møde':
# what the body will do; 'Byrådet har tidligere besluttet at …' and 'drøftede, at Byrådet vedtog at …' are told
_DECIDED_TO = re.compile(
    r"(?:^\W*(?:man |der |det |\w+(?:et|en) )?(?:blev )?|\b(?:og|hvorefter|derefter|herefter) (?:det blev )?)"
    r"(?:beslutt(?:ede|et|es|edes)|vedtog)(?: (?:herefter|derefter|samtidig|enstemmigt))? at (?!tage\b)\w{2,}",
    re.IGNORECASE,
)
# 'Der var stemmelighed', 'Udvalget besluttede, at hun ikke er inhabil', 'V stemte imod': what comes before the decision
_ON_THE_WAY = re.compile(rf"\bstemmelighed\b|\bstem(?:te|mer)\b|\b(?:in)?habil|{_VOTE.pattern}", re.IGNORECASE)
_BEFORE_NOTED = next(i for i, (outcome, _) in enumerate(wordings.PHRASES) if outcome == "noted")
# 'Udvalget besluttede,' with what it decided on lines of their own: 'at godkende skitsen, og'
_LISTED_AT = re.compile(
    r"(?<=[,:])\s*\n+\s*(?:[-–•]\s*)?(?=at [a-zæøå])|(?<=, og)\s*\n+\s*(?:[-–•]\s*)?(?=at [a-zæøå])"
)
_READ = 6000  # characters of a decision that are read for its outcome


# 'Ad 1. Drøftet.', 'Ad 1-2: Anbefales.', 'Ad 1) og 2) Indstilles.', '1. og 2. at anbefales': on which point
_POINT = re.compile(
    r"^(?:(?:ad|at|pkt\.?) ?(?=\d)|(?=\d{1,2}[.):]))\d{1,2}[.):]{0,2}(?: ?(?:[-–,]|og) ?\d{1,2}[.):]{0,2})*(?: at)?"
    r"[.:)]*\s+(?=[^\W\d])",
    re.IGNORECASE,
)
# 'Punkt 3 bortfalder.', 'Pkt. 12 udgår': what is left out is but a point, where another sentence decides
_POINT_OUT = re.compile(r"^\W*(?:punkt|pkt\.?|ad|at) ?\d{1,3}[a-z.]?\b[^,;]{0,30}$", re.IGNORECASE)


class Reading(NamedTuple):
    outcome: Outcome
    recognised: bool
    contrary: bool = False  # something was rejected and something adopted: which of them is the case itself?
    beside: bool = False  # nothing but sentences about an amendment or a minority say what came of it
    told: bool = False  # nothing but a clause that tells of something says it: 'medlemmer, der er bevilget orlov'


def sentences(text: str) -> list[str]:
    """A text cut at the ends of sentences and paragraphs; abbreviations and ordinals do not end one."""
    parts: list[str] = []
    start = 0
    for found in _END.finditer(text):
        parts.append(text[start : found.end()].strip())
        start = found.end()
    parts.append(text[start:].strip())
    return [part for part in parts if part.strip(" .;")]


def read(text: str) -> Reading:
    """The outcome of a decision's text; ('decided', False) where no known wording was found."""
    text = _LISTED_AT.sub(" ", text[:_READ])
    found: list[tuple[Outcome, bool]] = []  # outcome, whether it only counts where nothing else does
    last: Outcome | None = None  # what was decided after all votes
    own = False  # a sentence about the case itself says what came of it
    said: set[Outcome] = set()  # what main clauses say
    cut = sentences(text)
    aside = asides.find(cut)
    for n, sentence in enumerate(cut):
        outcome = of_sentence(sentence)
        if outcome is None:
            continue
        told = _tells(sentence)
        if outcome == "approved" and n + 1 < len(cut) and amended.NEXT.match(cut[n + 1]):
            outcome = "approved_amended"
        if outcome in _ADOPTED and _THEREUPON.search(sentence):
            last = outcome
        own = own or not aside[n]
        found.append((outcome, aside[n] or told or _is_last_resort(outcome, sentence)))
        said |= set() if told else {outcome}
    main = [outcome for outcome, aside in found if not aside] or [outcome for outcome, _ in found]
    if not main:
        spelt = misspelt.mended(text)
        return read(spelt) if spelt is not None else Reading("decided", False)
    best = next(
        (
            outcome
            for n, outcome in enumerate(main)
            if outcome in _BINDING and (n == 0 or _may_follow(main[0], outcome))
        ),
        main[0],
    )
    if best == "decided" and (last is not None or any(_OF_AGENDA.search(sentence) for sentence in cut)):
        best = last or "approved"  # 'Punkt 16 flyttes. Herefter blev dagsordenen godkendt.'
    told = best not in said or (best == "decided" and not _BINDING.isdisjoint(main))
    told = told or any(
        _speaks_of_another(sentence, best)
        for sentence, other in zip(cut, aside, strict=True)
        if not other and of_sentence(sentence) == best
    )
    if best == "approved" and "approved_amended" in main:
        best = "approved_amended"  # 'Ad 1: Godkendt. Ad 2: Godkendt, dog …'
    if best == "discussed" and any(_decides_to(s) for s, other in zip(cut, aside, strict=True) if not other):
        best = "decided"
    if best == "rejected" and last is not None:
        best = last
    if best == "approved" and _AMENDMENT_TAKEN.search(text[:_READ]):
        best = "approved_amended"
    contrary = "rejected" in main and last is None
    contrary = contrary and (
        any(outcome in _ADOPTED for outcome in main)
        or any(_decides_both(s) for s, other in zip(cut, aside, strict=True) if not other)
    )
    return Reading(best, True, contrary, not own, told)


def _decides_both(sentence: str) -> bool:
    """Whether one clause of a sentence rejects and another adopts: which of them is the case itself?"""
    clauses = _CLAUSE.split(sentence[:600]) if of_sentence(sentence) == "rejected" else ()
    found = {of_sentence(clause) for clause in clauses}
    return "rejected" in found and not found.isdisjoint(_ADOPTED)


def _decides_to(sentence: str) -> bool:
    """Whether a sentence tells in its own words what the body decided to do, and binds by no known one."""
    return _DECIDED_TO.search(sentence) is not None and of_sentence(sentence) in ("discussed", "decided")


def _is_last_resort(outcome: Outcome, sentence: str) -> bool:
    """Whether a sentence decides only where no other does: how some voted, when the case comes back, what is left
    out."""
    if outcome == "withdrawn":
        return _POINT_OUT.match(sentence) is not None
    if outcome == "postponed":
        return not any(
            pattern.search(sentence) for name, pattern in wordings.PHRASES[:_BEFORE_NOTED] if name == outcome
        )
    if outcome == "decided":
        return _ON_THE_WAY.search(sentence) is not None
    return outcome == "approved" and _LEANS.match(sentence) is not None


def _may_follow(first: Outcome, outcome: Outcome) -> bool:
    """Whether a later sentence may still decide: after a decision in the body's own words it tells no more.

    'Formanden orienterede. Punktet om støj udgår.': after the case was noted, what is left out is another matter.
    """
    return first != "decided" and not (first in ("noted", "discussed") and outcome == "withdrawn")


@lru_cache(maxsize=2048)
def of_sentence(sentence: str) -> Outcome | None:
    """The outcome that one sentence states, or None."""
    sentence = _POINT.sub("", sentence)
    if (wish := _WISH.search(sentence[:1500])) and (led := of_sentence(sentence[: wish.start()])) in _BINDING:
        return led
    hits, _, _ = _hits(sentence[:1500])
    if not hits:
        return None
    if _VOTE.search(sentence) and not any(outcome in _BINDING for _, _, outcome in hits):
        if _VOTE_CHOOSES.search(sentence):
            return "decided"
        lead = _BEFORE_VOTE.match(sentence[:400])
        return of_sentence(lead[0]) if lead and not _VOTE.search(lead[0]) else None
    binding = [hit for hit in hits if hit[2] in _BINDING and (hit[2] != "postponed" or hit[1] < _BEFORE_NOTED)]
    if any(hit[2] == "approved" for hit in binding) and amended.BY_LEAVING_OUT.search(sentence):
        return "approved_amended"
    _, rank, outcome = (
        min(binding, key=lambda hit: hit[1]) if binding else min(hits, key=lambda hit: (hit[2] == "decided", hit[0]))
    )
    # 'Tilbagesendes med bemærkning, at byrådet har vedtaget …': the remark is the way such minutes put it
    told = sentence if rank else sentence[wordings.PHRASES[0][1].search(sentence).end() :]  # type: ignore[union-attr]
    if outcome == "approved" and amended.WITHIN.search(amended.NO_CHANGE.sub(" ", told)):
        return "approved_amended"
    return outcome


@lru_cache(maxsize=512)
def _hits(sentence: str) -> tuple[list[tuple[int, int, Outcome]], bool, frozenset[Outcome]]:
    """Place, rank and outcome of the wordings in a sentence: those of its main clauses, and whether there are any;
    else those of clauses that tell of something. And the outcomes of all."""
    hits: list[tuple[int, int, Outcome]] = []
    told: list[tuple[int, int, Outcome]] = []
    for rank, (outcome, pattern) in enumerate(wordings.PHRASES):
        if (match := pattern.search(sentence)) is None:
            continue
        if not subordinate.is_within(sentence, match):
            hits.append((match.start(), rank, outcome))
        elif main := next(
            (one for one in pattern.finditer(sentence) if not subordinate.is_within(sentence, one)), None
        ):
            hits.append((main.start(), rank, outcome))
        else:
            told.append((match.start(), rank, outcome))
    return hits or told, bool(hits), frozenset(outcome for _, _, outcome in (*hits, *told))


def _speaks_of_another(sentence: str, best: Outcome) -> bool:
    """Whether the sentence that decides also speaks of something put off, voted down or left out: 'anbefaler, at
    pladsen, som blev udsat, bygges'. What is amended may leave out a part."""
    _, _, said = _hits(_POINT.sub("", sentence)[:1500])
    if best == "approved" and _CHANGES.search(sentence):
        return True
    if best in ("postponed", "withdrawn"):
        return not {"approved", "recommended", "rejected", "noted"}.isdisjoint(said)
    return best != "approved_amended" and not {"rejected", "postponed", "withdrawn"}.isdisjoint(said - {best})


def _tells(sentence: str) -> bool:
    """Whether nothing but a clause that tells of something holds a known wording."""
    hits, main, _ = _hits(_POINT.sub("", sentence)[:1500])
    return bool(hits) and not main


def opening(text: str) -> Outcome | None:
    """The outcome that a text's first sentence states."""
    first = sentences(_POINT.sub("", text[:400]))
    return of_sentence(first[0]) if first and len(first[0]) < 300 else None


def known(text: str) -> bool:
    """Whether a text opens with a known wording: tells 'Beslutning: Godkendt.' from other uses of the word."""
    return opening(text) is not None
