"""A sentence about a vote cut into clauses of one side: 'V stemte for, C imod' -> 'V stemte for' · 'C imod'."""

from __future__ import annotations

import re

_CLAUSE = re.compile(
    r",? (?:mens|medens|hvorimod|imens|men)\s|,? og (?=(?:indstillingen|forslaget|sagen|planen|punktet) (?:er|blev|"
    r"bliver)\b)|;\s|\.\s+(?=[A-ZÆØÅ(])|,? og (?=\d+ (?:medlemmer )?(?:undlod|stemte))|"
    # 'For stemte A og V, imod stemte C', 'For: A og V, imod: C'
    r"(?:,|,? og) (?=(?:imod|mod|for) (?:stemte|stemmer)\b|(?:imod|nej): (?!\d))|"
    # 'godkendt med 5 stemmer for og 2 imod, idet Lise Holm og Bo Bech stemte imod'
    r",? (?:idet|hvor) (?=[A-ZÆØÅ(][^.;:]{0,150} (?:stemte|stemmer|undlod|undlader)\b)|"
    r"\.\s+(?=\d{1,3} (?:medlemmer |stemmer )?(?:stemte|stemmer|undlod|for|imod)\b)|"
    # 'For stemte 12 (A), imod 5 (C), hverken for eller imod 2 (B)', 'imod stemte C, og hverken for eller imod stemte B'
    r"(?:,|,? og) (?=(?:hverken for eller imod|undlod(?: at stemme)?|blankt?)(?::| stemte)? (?-i:[A-ZÆØÅ(]|\d))|"
    # 'For stemte 12 (A, B), imod 4 (V), og 1 (C) undlod'
    r"(?:,|,? og) (?=\d{1,3} \([^()]{1,100}\) (?:undlod|undlader|hverken for|blankt?)\b)",
    re.IGNORECASE,
)
# The stop of 'Peter E. Nielsen' and 'Hans Chr. Skou' ends nothing; that of 'For stemte V. Imod stemte C' does
_INITIAL = re.compile(
    r"(?:(?<=[A-ZÆØÅ][a-zæøå]{3} [A-ZÆØÅ])|(?<=[A-ZÆØÅ][a-zæøå]{2} [A-ZÆØÅ])|(?<=[A-ZÆØÅ][a-zæøå]{4} [A-ZÆØÅ])|"
    r"(?<=[A-ZÆØÅ][a-zæøå]{5} [A-ZÆØÅ])|(?<=[A-ZÆØÅ]\.[A-ZÆØÅ])|(?<= Chr)|(?<= Fr)|(?<= Th)|(?<= Joh)|(?<= Vilh))"
    r"\.(?= [A-ZÆØÅ][a-zæøå])(?! (?:For|Imod|Mod|Undlod|Hverken|De|Det|Resten|\w+(?:(?<!s)en|et))\b)"
)
_KEPT = "\u2024"
# 'V stemte for, C imod, O undlod', 'V stemte imod forslaget, C for': the verb stands but once
_NEXT_SIDE = re.compile(
    r"(?P<side>\b(?:for|imod|undlod(?: at stemme)?|blankt)(?: (?:forslaget|indstillingen|sagen))?)"
    r"(?:, (?:og |mens |men )?| og | mens )"
    r"(?=[A-ZÆØÅ(][^.;:]{0,100}? (?:imod|undlod|for|blankt)\b)"
)
# 'Godkendt (for: A og V, imod: Ø)', 'Vedtaget - imod: Ø'
_SIDES_APART = re.compile(r" \((?=(?:for|imod|ja|nej)(?: stemte)?: ?[A-ZÆØÅ(])| [–-] (?=(?:imod|nej): ?[A-ZÆØÅ(])")
_TAKES_SIDE = (
    r"(?:(?:stemte|stemmer) (?:for|imod|mod|hverken|blankt|på)|undlod|undlader|(?:tog|tager) (?:\w+ )?forbehold|"
    r"(?:(?:kunne|kan|ville|vil) ikke|ikke (?:kunne|kan|ville|vil)) (?:tiltræde|støtte|godkende|anbefale))\b"
)
# 'V stemte imod, da skolen nedlægges, og C undlod', 'O stemte imod, og Lise Holm (C) tog forbehold'
_AFTER_REASON = re.compile(
    rf"(?P<side>\b{_TAKES_SIDE}(?:(?! (?:idet|hvor) [A-ZÆØÅ(]| (?:mens|medens|imens|hvorimod|men) )(?:[^.;:()]|"
    rf"\([^()]*\)))*?),? og "
    rf"(?=[A-ZÆØÅ(](?:(?! mens | idet | men )[^.;:]){{0,80}}? (?:{_TAKES_SIDE}|stemte\b|stemmer\b))"
)
# 'A stemte for model 1, O og I stemte for model 2': after a side the next begins
_NEXT_VOTERS = re.compile(
    rf"(?P<side>\b{_TAKES_SIDE}(?:[^.;:,()]|\([^()]*\))*), (?:og )?(?=[A-ZÆØÅ(][^,.;:]{{0,60}}? (?:stemte|stemmer|"
    rf"undlod|undlader|tog forbehold|tager forbehold)\b)"
)
# 'Godkendt med samme stemmetal: For stemte A og F, imod V'
_INTRODUCED = re.compile(r"^[^:]{3,120}:\s+(?=for stemte\b)", re.IGNORECASE)
# 'For stemte A og V, imod C', 'For stemte 12, imod 7'
_OTHER_SIDE = re.compile(
    r"^(?P<one>\W*(?:for|imod) (?:stemte|stemmer) [^.;:]+?)(?:, (?:og |men )?| og )(?P<how>imod|mod|for) "
    r"(?=(?-i:[A-ZÆØÅ])|[(\d])",
    re.IGNORECASE,
)
# 'V stemte ja, O nej', 'Lise Holm (V) afstod fra at stemme', 'A afholdt sig.': one word for each side
_SAID = (
    (re.compile(r"\bhverken (stemte|stemmer) for eller imod\b"), r"\1 hverken for eller imod"),
    (re.compile(r"\b([Ff]or|[Ii]mod) var (?=[A-ZÆØÅ]\b)"), r"\1 stemte "),
    (re.compile(r"\b(stemte|stemmer) ja\b"), r"\1 for"),
    (re.compile(r"\b(stemte|stemmer) nej\b"), r"\1 imod"),
    (
        re.compile(
            r"\b(?:afhold(?:t|er) sig|afst(?:od|år)|afst(?:od|år) sig) fra at (?:stemme|deltage i afstemningen)\b|"
            r"(?<=[A-ZÆØÅ)] )afhold(?:t|er) sig(?=[.,;]|$)"
        ),
        "undlod at stemme",
    ),
)
# 'C imod og V hverken for eller imod': '3 hverken for eller imod (Ø)' is counted
_NEITHER = re.compile(r"(?<!stemte)(?<!stemmer)(?<![\d,])(?<!\bog) (?=hverken for eller imod\b)")


# 'Imod stemte:' over a line for each
_LISTED = re.compile(
    r"\b(?P<side>(?:for|imod) stemte|stemte (?:for|imod)|undlod at stemme|(?:for|imod)(?=:)):?[ \t]*"
    r"(?P<who>(?:\n+[ \t]*(?:[-–•] ?[^\n]{1,80}|(?-i:[A-ZÆØÅ])(?:: [^\n]{1,80})?(?=\n|$)))+)",
    re.IGNORECASE,
)


def _on_one_line(found: re.Match[str]) -> str:
    return (
        f"{found['side']}: "
        + ", ".join(line.strip(" -–•\t,.") for line in found["who"].split("\n") if line.strip())
        + "."
    )


def plain(text: str) -> str:
    """The text with the words for a side that the rules know."""
    text = _LISTED.sub(_on_one_line, text.replace(" i mod", " imod"))
    if (
        " var " in text
        or "verken st" in text
        or " ja" in text
        or " nej" in text
        or " afst" in text
        or " afhold" in text
    ):
        for pattern, known in _SAID:
            text = pattern.sub(known, text)
    return text


def split(sentence: str) -> list[str]:
    """The clauses of a sentence, with the verb that 'C imod' leaves out."""
    if ": " in sentence:
        sentence = _SIDES_APART.sub("; ", sentence)
    sentence = _INTRODUCED.sub("", sentence)
    if any(word in sentence for word in ("imod", "undlod", "blankt", " mod ", "forbehold", " og ")):
        sentence = _NEITHER.sub(" stemte ", sentence)
        sentence = _OTHER_SIDE.sub(r"\g<one>; \g<how> stemte ", sentence)
        sentence = _NEXT_VOTERS.sub(r"\g<side>; ", sentence)
        sentence = _AFTER_REASON.sub(r"\g<side>; ", _NEXT_SIDE.sub(r"\g<side>; ", sentence))
    return [clause.strip().replace(_KEPT, ".") for clause in _CLAUSE.split(_INITIAL.sub(_KEPT, sentence))]
