"""Whether words stand in a clause that tells of something else: 'medlemmer, der er bevilget orlov' grants nothing.

What a body decides stands in the main clause, or in what it decided ('besluttede, at sagen udsættes'). Clauses of
relation, of reason and of condition, and what somebody said, only tell of it.
"""

from __future__ import annotations

import re

_CLAUSE = re.compile(
    # ', der er bevilget orlov', '(som tidligere er afvist)', ', hvis ansøgningen godkendes', ', når planen vedtages'
    r"(?:[,(]|[,(] ?(?:og|men|samt)) ?(?:der|som|hvoraf|hvis|når|fordi|såfremt|inden|eftersom|selv om|"
    r"efter at)\s[^,.;()]*$|"
    # 'Hvis ansøgningen afvises', 'Da planen nu er vedtaget', 'De sager der er godkendt'
    r"^\W*(?:hvis|når|såfremt|eftersom|selv om|da|efter at)\s[^,.;]*$|"
    r"\b(?:de|den|det|alle|dem) (?:\w+ )?(?:der|som) (?:\w+ ){0,3}$|"
    # 'et notat om, hvorfor sagen blev udsat', 'anmodning om, at fristen udsættes, …'
    r"\bom,? (?:hvorfor|hvordan|hvorvidt|hvornår|hvad|hvilke\w*|hvem)\b[^.;]*$|\bom, at\b[^.;,]*$|"
    r"\btil (?:efterretning|orientering),? at\b[^.;]*$|"
    # 'spurgte, om sagen er udsat', 'hvorvidt planen kan godkendes'
    r"\b(?:spurgt\w*|spørg\w*|spørgsmål\w*|drøfte\w*|overvej\w*|undersøg\w*|afklar\w*|vurder\w*|"
    r"tvivl\w*)\b[^.;]{0,60}? "
    r"(?:om|hvorvidt|hvordan|hvornår)\b[^.;]*$|"
    # 'Formanden oplyste, at ansøgningen er afvist', 'glæder sig over, at tilskuddet er bevilget'
    r"\b(?:oplys|oriente|bemærke[dr]|forklar|fortalt|nævn|gjorde opmærksom|gør opmærksom|konstater|spurg|mente|undre|"
    r"beklag|"
    r"anerkend|håb|understreg|fremhæv|påpeg|anfør|svare|redegj|glæde|bekymr|nævnt)\w*\b[^.;]{0,80}?\bat\b[^.;]*$",
    re.IGNORECASE,
)
# 'den udsatte byfornyelse', 'det vedtagne budget': a participle that describes
_DESCRIBED = re.compile(r"\b(?:den|det|de|denne|dette|disse) (?:af \w+ )?\w+[dt]e$", re.IGNORECASE)
# 'Havnens indsejling er ikke godkendt til store skibe': how things are; 'Indstillingen er godkendt' decides
_IS = re.compile(
    r"^\W*(?!(?:\w*indstilling|\w*forslag|sag|punkt|pkt|\w*plan|\w*ansøgning|\w*dagsorden|beslutning|det|den|ad|at|"
    r"hermed|"
    r"dermed|herefter|\w*budget|\w*regnskab|\w*bevilling)\w*\b)[A-ZÆØÅ][^.;,]* er (?:ikke |allerede |tidligere )?$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"”»«]")
# 'afvist af Planklagenævnet', 'godkendt af Skatteministeriet': by somebody who is no council or committee
_BY_OTHERS = re.compile(
    r" af (?:[A-ZÆØÅ]\w*|[a-zæøå]+)(?:nævnet|styrelsen|ministeriet|retten|direktoratet|selskabet)\b"
)
_BEFORE = 300  # characters before the words that are looked at


def tells(before: str) -> bool:
    """Whether what stands before a clause says that somebody tells it: 'Formanden nævnte, at'."""
    return _CLAUSE.search(before[-_BEFORE:]) is not None


def is_within(sentence: str, found: re.Match[str]) -> bool:
    """Whether the words that were found in a sentence stand in a clause that only tells of them, or a quotation."""
    last = max(found.start(), found.end() - 1)
    before = sentence[max(0, last - _BEFORE) : last]
    if (
        _CLAUSE.search(before)
        or _IS.match(sentence[: found.start()][:_BEFORE])
        or _BY_OTHERS.match(sentence, found.end())
    ):
        return True
    if _DESCRIBED.search(sentence[: found.end()]) and sentence[found.end() :][:2].strip().islower():
        return True
    return len(_QUOTED.findall(sentence, 0, found.start())) % 2 == 1
