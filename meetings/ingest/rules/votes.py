"""How the members voted, as the decision's text says it.

(A), (O) stemmer for handlemulighed A. · Helle X (UFP) undlader at stemme. · godkendt med 42 stemmer mod 4 ·
For stemte: Ø (navne), A, C · Imod stemte: B (4) og Ø (6), i alt 10. · V kunne ikke tiltræde indstillingen
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from meetings.ingest.minutes import Vote
from meetings.ingest.reference import PARTY_NAMES
from meetings.ingest.rules import names, outcomes

_HINT = re.compile(r"stem|undl|tiltræde|forbehold|flertal|støtte|\([A-ZÆØÅ]\)", re.IGNORECASE)
_CLAUSE = re.compile(
    r",? (?:mens|medens|hvorimod|imens|men)\s|;\s|\.\s+(?=[A-ZÆØÅ(])|,? og (?=\d+ (?:medlemmer )?(?:undlod|stemte))",
    re.IGNORECASE,
)
# 'For stemte: Ø, A og C', 'Imod stemte 4 (V)', 'Undlod at stemme: Helle Holm', 'For: 15 (A, B)', 'Imod: V'
_LISTED = re.compile(
    r"^\W*(?P<how>for|imod|mod|hverken for eller imod|undlod(?: at stemme)?|undlader(?: at stemme)?|blankt?|forbehold)"
    r"(?: (?:stemte|stemmer|stemt|forslaget|indstillingen)){0,2}\s*(?P<mark>:|–|-|\|)?\s*(?P<who>.+)$",
    re.IGNORECASE,
)
# 'A, B og F stemte for', '(A), (O) stemmer for handlemulighed A', 'V og C stemmer imod'
_SUBJECT = re.compile(
    r"^(?P<who>.*?)\b(?:stemmer|stemte|har stemt)(?: der)? (?P<how>for|imod|mod|ja|nej|blankt)\b(?P<what>[^.;]*)",
    re.IGNORECASE,
)
_ABSTAIN = re.compile(
    r"^(?P<who>.*?)\b(?:undlader|undlod|undlade) (?:derfor )?at (?:stemme|deltage i afstemningen)|"
    r"^(?P<who2>.*?)\bstemte hverken for eller imod",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"^(?P<who>.*?)\b(?:kunne|kan|ønskede|ønsker|vil|ville) ikke (?:at )?(?:tiltræde|støtte|godkende|medvirke|"
    r"anbefale|stemme for|tilslutte sig)",
    re.IGNORECASE,
)
# 'Godkendt, idet Jens Krog (V) ikke kunne tiltræde lukningen af vejen'
_AGAINST_IN_CLAUSE = re.compile(
    r"\bidet (?P<who>[^.;]{3,200}?) ikke (?:kan|kunne|vil|ville|ønsker|ønskede) (?:at )?(?:tiltræde|støtte|godkende|"
    r"medvirke|anbefale|stemme for|tilslutte sig)",
    re.IGNORECASE,
)
# 'For handlemulighed A stemte: A (6) og V', 'Imod planen stemte: O'
_TOWARDS = re.compile(
    r"^\W*(?P<how>for|imod|mod) (?P<what>[\wæøå -]{3,60}?) (?:stemte|stemmer)\b\s*:?\s*(?P<who>.+)$", re.IGNORECASE
)
# '… anbefaler handlemulighed B', 'støtter model 2'
_ALTERNATIVE = re.compile(
    r"\s+(?P<what>(?:handlemulighed|mulighed|model|alternativ|scenarie|løsning|variant|linje)"
    r"(?:en|et)? [A-ZÆØÅ\d]{1,3})\b",
    re.IGNORECASE,
)
# 'Indstillingen blev godkendt med 12 stemmer.'
_COUNT_FOR = re.compile(
    r"\b(?:godkendt|vedtaget|tiltrådt|anbefalet|anbefales) med (?P<count>\d{1,3}) stemmer\b(?!,? (?:for|imod|mod|og))",
    re.IGNORECASE,
)
# 'Forkastet med 9 stemmer mod 8': the greater number is that of those who voted it down
_VOTED_DOWN = re.compile(
    r"\b(?:forkast(?:et|es|ede)|nedstemt|bortstemt|afvist|faldt|ikke (?:godkendt|vedtaget|tiltrådt|fremmet))\b",
    re.IGNORECASE,
)
_RESERVATION = re.compile(
    r"^(?P<who>.*?)\b(?:tager|tog|tage) (?:\w+ )?forbehold\b|^(?P<who2>.*?)\bforbeholdt sig\b", re.IGNORECASE
)
# '(V), (Ø), (A) og (O) godkender sagen', 'Et flertal bestående af A, B og F godkendte indstillingen'
_FOR = re.compile(
    r"^(?P<who>.*?)\b(?:godkender|godkendte|tiltræder|tiltrådte|vedtager|vedtog|støtter|støttede|anbefaler|"
    r"anbefalede)\b",
    re.IGNORECASE,
)
# 'med 42 stemmer mod 4', 'med 15 stemmer for (A, B, F) og 4 imod (V)', '12 stemte for, 3 imod', '18 stemmer for og 7
# stemmer imod'
_COUNTS = re.compile(
    r"\b(?P<for>\d{1,3}) (?:medlemmer )?(?:stemmer|stemte)(?: for)?(?: \((?P<for_who>(?:[^()]|\([^()]*\)){1,200})\))?"
    r"(?:,| og|,? mens)? ?(?:mod|imod)?(?: for)? (?P<against>\d{1,3})"
    r"(?: (?:stemmer|stemte|medlemmer|stemmer stemte))?(?: imod| mod)?"
    r"(?: \((?P<against_who>(?:[^()]|\([^()]*\)){1,200})\))?",
    re.IGNORECASE,
)
# '8 medlemmer undlod at stemme', '2 undlod', '3 hverken for eller imod (Ø)'
_COUNT_ABSTAIN = re.compile(
    r"\b(?P<count>\d{1,3}) (?:medlem(?:mer)? |stemmer )?(?:undlod|undlader|hverken for eller imod|blanke|"
    r"blank)\b(?: at stemme)?(?: \((?P<who>[^)]{1,200})\))?",
    re.IGNORECASE,
)
_OBJECT_IS_PLAIN = re.compile(
    r"^\W*(?:indstilling|forslag(?:et)?\b|sagen|punktet|godkendelse|det\b|at\b|,|$|og\b|dette|den\b|idet|med\b)",
    re.IGNORECASE,
)
# '(A)', 'A', 'liste Ø', 'B (4)'
_LETTER = re.compile(r"(?<![\w.'-])[(\[]?(?P<letter>[A-ZÆØÅ])[)\]]?(?![\w'-]|\.(?! |$))")
_COUNTED = re.compile(
    r"\bi alt (?P<count>\d{1,3})|^\W*(?P<first>\d{1,3}) ?(?:stemmer|medlem(?:mer)?|\(|:|,|\.|$)", re.IGNORECASE
)
_PERSON = re.compile(
    r"(?<![\w])(?P<name>[A-ZÆØÅ][\wæøåéüöä.'-]+(?: (?:[A-ZÆØÅ][\wæøåéüöä.'-]*|af|von|de|"
    r"van)){1,5})(?P<party>\s*\([^)]{1,30}\))?"
)
_EXCEPT = re.compile(r"undtagelse|bortset fra", re.IGNORECASE)
_POSITION = {
    "for": "for",
    "ja": "for",
    "imod": "against",
    "mod": "against",
    "nej": "against",
    "blankt": "abstain",
    "blank": "abstain",
    "forbehold": "reservation",
}


@dataclass(slots=True)
class _Who:
    parties: list[str] = field(default_factory=list)
    persons: list[str] = field(default_factory=list)
    count: int | None = None

    def __bool__(self) -> bool:
        return bool(self.parties or self.persons or self.count is not None)


def read(text: str) -> tuple[Vote, ...]:
    """The positions in a decision's text, in its order; positions of the same name are joined."""
    text = text[:12000]
    if not _HINT.search(text):
        return ()
    cut = outcomes.sentences(text)
    main = _positions([sentence for sentence, aside in zip(cut, outcomes.asides(cut), strict=True) if not aside])
    joined = main or _positions(cut)
    return tuple(Vote(position, tuple(who.parties), tuple(who.persons), who.count) for position, who in joined.items())


def _positions(sentences: list[str]) -> dict[str, _Who]:
    joined: dict[str, _Who] = {}
    for sentence in sentences:
        for clause in _CLAUSE.split(sentence[:1200]):
            for position, who in _clause(clause.strip()):
                if who:
                    _join(joined.setdefault(position, _Who()), who)
    return joined


def mentions_vote(text: str) -> bool:
    """Whether a text speaks of a vote at all: 'stemte imod', 'stemmer for'."""
    return bool(
        re.search(
            r"\bstem(?:te|mer) (?:for|imod|mod)\b|\bundlod at stemme\b|\bimod stemte\b", text[:12000], re.IGNORECASE
        )
    )


def _clause(clause: str) -> list[tuple[str, _Who]]:
    if _EXCEPT.search(clause):
        return []
    found: list[tuple[str, _Who]] = []
    if counts := _COUNTS.search(clause):
        says_for = re.search(r"\d (?:stemmer |stemte )?for\b", counts[0])
        down = says_for is None and _VOTED_DOWN.search(clause[: counts.start()])
        for group, who in (("for", counts["for_who"]), ("against", counts["against_who"])):
            voters = _voters(who or "")
            voters.count = int(counts[group])
            position = {"for": "against", "against": "for"}[group] if down else group
            found.append((position, voters))
    if count := _COUNT_ABSTAIN.search(clause):
        voters = _voters(count["who"] or "")
        voters.count = int(count["count"])
        found.append(("abstain", voters))
    if found:
        return found
    if alone := _COUNT_FOR.search(clause):
        return [("for", _Who(count=int(alone["count"])))]
    if within := _AGAINST_IN_CLAUSE.search(clause):
        return [("against", _voters(within["who"]))]
    if towards := _TOWARDS.match(clause):
        position = _POSITION[towards["how"].casefold()]
        named = _ALTERNATIVE.match(f" {towards['what']}")
        return [(named["what"] if named and position == "for" else position, _voters(towards["who"]))]
    if (listed := _LISTED.match(clause)) and (
        listed["mark"] or " stem" in clause[:30].casefold() or listed["how"].casefold().startswith("undl")
    ):
        how = listed["how"].casefold().split(" ")[0]
        return [(_POSITION.get(how, "abstain"), _voters(listed["who"]))]
    for pattern, position in ((_ABSTAIN, "abstain"), (_RESERVATION, "reservation"), (_AGAINST, "against")):
        if match := pattern.match(clause):
            return [(position, _voters(next(who for who in match.groups() if who is not None)))]
    if match := _SUBJECT.match(clause):
        position = _POSITION[match["how"].casefold()]
        what = match["what"].strip(" ,:")
        if position == "for" and what and not _OBJECT_IS_PLAIN.match(what):
            position = re.split(r",| idet | og ", what)[0].strip()
        return [(position, _voters(match["who"]))]
    if (match := _FOR.match(clause)) and len(match["who"]) < 200:
        voters = _voters(match["who"])
        voters.persons = [] if not voters.parties and "(" not in match["who"] else voters.persons
        other = _ALTERNATIVE.match(clause[match.end() :])
        return [(other["what"] if other else "for", voters)]
    return []


def _voters(text: str) -> _Who:
    """The parties and persons of 'Ø (Lise Holm og Jens Krog), A, C (4) og Helle Blak (UFP), i alt 10'."""
    who = _Who()
    if counted := _COUNTED.search(text):
        who.count = int(counted["count"] or counted["first"])
    rest = text
    for name in PARTY_NAMES:
        if name in rest:
            letter = re.search(re.escape(name) + r"\s*\((?P<letter>[A-ZÆØÅ])\)", rest)
            _once(who.parties, letter["letter"] if letter else name)
            rest = rest.replace(letter[0] if letter else name, " ")
    for match in _PERSON.finditer(rest):
        name = names.bare(match["name"])
        if names.is_name(name) and name.split()[0] not in ("For", "Imod", "Et", "Liste"):
            _once(who.persons, name)
            rest = rest.replace(match[0], " ", 1)
    for match in _LETTER.finditer(rest):
        if match[0] == "I" and match.start() == 0 and re.match(r"I (?!og\b)[a-zæøå]", rest):
            continue  # the preposition that opens a sentence
        _once(who.parties, match["letter"])
    return who


def _once(values: list[str], value: str) -> None:
    if value not in values:
        values.append(value)


def _join(to: _Who, who: _Who) -> None:
    for value in who.parties:
        _once(to.parties, value)
    for value in who.persons:
        _once(to.persons, value)
    to.count = who.count if to.count is None else to.count
