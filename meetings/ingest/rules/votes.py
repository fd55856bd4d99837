"""How the members voted, as the decision's text says it.

(A), (O) stemmer for handlemulighed A. · Helle X (UFP) undlader at stemme. · godkendt med 42 stemmer mod 4 ·
For stemte: Ø (navne), A, C · Imod stemte: B (4) og Ø (6), i alt 10. · V kunne ikke tiltræde indstillingen

A decision may hold several ballots ('1. at: … 2. at: …'): their sides follow one another, and are not added up.
"""

from __future__ import annotations

import re
from functools import lru_cache

from meetings.ingest.minutes import Vote
from meetings.ingest.rules import asides, names, outcomes, vote_brackets, vote_clauses, vote_counts, vote_lists, voters

# 'For stemte: Ø, A og C', 'Imod stemte 4 (V)', 'Undlod at stemme: Helle Holm', 'For: 15 (A, B)', 'Imod: V',
# 'Ja: A og B'
_LISTED = re.compile(
    r"^\W*(?:stemmer |stemte |følgende )?(?P<how>for|imod|mod|hverken for eller imod|"
    r"undlod(?: at stemme)?|undlader(?: at stemme)?|blankt?|forbehold|ja(?=:)|nej(?=:))\b"
    r"(?: (?:stemte|stemmer|stemt|forslaget|indstillingen)){0,2}\s*(?P<mark>:|–|-|\|)?\s*(?P<who>.+)$",
    re.IGNORECASE,
)
# 'A, B og F stemte for', '(A), (O) stemmer for handlemulighed A', 'V og C stemmer imod'
_SUBJECT = re.compile(
    r"^(?P<who>.*?)\b(?<!ikke )(?:stemmer|stemte|har stemt)(?: (?:der|alle|begge))? (?P<how>for|imod|mod|ja|nej|"
    r"blankt)\b"
    r"(?P<what>[^.;]*)",
    re.IGNORECASE,
)
_ABSTAIN = re.compile(
    r"^(?P<who>.*?)\b(?:undlader|undlod|undlade) (?:(?:derfor|begge|alle|dog|herefter) )?at (?:stemme|"
    r"deltage i afstemningen)|"
    # 'Enhedslisten undlod', 'Lise Holm (V) undlader', 'Bo Bech (Ø) stemte ikke'
    r"^(?P<who2>.*?)\b(?:stemte|stemmer) hverken for eller imod|^(?P<who3>.+?) (?:undlod|undlader|stemte ikke|"
    r"stemmer ikke|(?:ønskede|ønsker|ville|vil) ikke (?:at )?stemme)\W*$",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"^(?P<who>.*?)\b(?:(?:kunne|kan|ønskede|ønsker|vil|ville) ikke (?:at )?(?:tiltræde|støtte|godkende|medvirke|"
    r"anbefale|stemme for|tilslutte sig)|"
    # 'V anbefaler ikke sagen'
    r"(?:godkender|godkendte|tiltræder|tiltrådte|støtter|støttede|anbefaler|anbefalede) ikke\b)",
    re.IGNORECASE,
)
# 'Godkendt, idet Jens Krog (V) ikke kunne tiltræde lukningen af vejen'
_AGAINST_IN_CLAUSE = re.compile(
    r"\bidet (?P<who>[^.;]{1,200}?) ikke (?:kan|kunne|vil|ville|ønsker|ønskede) (?:at )?(?:tiltræde|støtte|godkende|"
    r"medvirke|anbefale|stemme for|tilslutte sig)",
    re.IGNORECASE,
)
# 'For handlemulighed A stemte: A (6) og V', 'Imod planen stemte: O'
_TOWARDS = re.compile(
    r"^\W*(?P<how>for|imod|mod) (?P<what>[\wæøå -]{3,60}?) (?:stemte|stemmer)\b\s*:?\s*(?P<who>.+)$", re.IGNORECASE
)
# '… anbefaler handlemulighed B', 'støtter model 2', 'anbefaler grund A'
_ALTERNATIVE = re.compile(
    r"\s+(?P<what>(?:handlemulighed|mulighed|model|alternativ|scenarie|løsning|variant|linje|forslag|placering)"
    r"(?:en|et)? (?-i:[A-ZÆØÅ]|\d{1,2})[a-z]?|(?-i:[a-zæøå]{3,20} [A-ZÆØÅ]))\b",
    re.IGNORECASE,
)
# 'V kan ikke tilslutte sig bemærkningen': not the decision is voted against, but what was added to it
_REMARK = re.compile(r" (?:den |denne )?(?:bemærkning|begrundelse|protokollering)", re.IGNORECASE)
_RESERVATION = re.compile(
    r"^(?P<who>.*?)\b(?:tager|tog|tage|fastholder|fastholdt) (?:\w+ )?forbehold\b|"
    r"^(?P<who3>[A-ZÆØÅ][^.;:,]*?)['’]?s forbehold\b|^(?P<who2>.*?)\bforbehold(?:t|er|te) sig\b",
    re.IGNORECASE,
)
# '(V), (Ø), (A) og (O) godkender sagen', 'Et flertal bestående af A, B og F godkendte indstillingen', 'A og V kunne
# tiltræde indstillingen'
_FOR = re.compile(
    r"^(?P<who>.*?)\b(?:godkender|godkendte|tiltræder|tiltrådte|vedtager|vedtog|støtter|støttede|anbefaler|"
    r"anbefalede|(?<!ikke )(?:kan|kunne) (?:godt )?(?:tiltræde|støtte|godkende|anbefale|tilslutte sig))\b",
    re.IGNORECASE,
)
# 'Ved første afstemning stemte A og B for og V imod'
_INVERTED = re.compile(
    r"\bstem(?:te|mer) (?P<for>[^.;:]{1,150}?) for(?: (?:indstillingen|forslaget|sagen))?(?:,| og|"
    r",? mens) (?P<against>[^.;:]{1,150}?) imod\b",
    re.IGNORECASE,
)
# 'Ved den endelige afstemning stemte A og B for indstillingen', 'Herefter anbefalede A, B og V indstillingen'
_TURNED = re.compile(
    r"\bstem(?:te|mer) (?P<who>\(?[A-ZÆØÅ](?![a-zæøå]+ (?:for|imod))[^.;:]{0,150}?) (?P<how>for|imod)\b|"
    r"\b(?P<did>anbefalede|godkendte|vedtog|tiltrådte) (?P<who2>\(?[A-ZÆØÅ]\)?(?:(?:, | og )\(?[A-ZÆØÅ]\)?)*) "
    r"(?:indstillingen|forslaget|sagen|planen)\b"
)
# 'dog tog Lise Holm og Ib Lund forbehold'
_TURNED_RESERVATION = re.compile(
    r"\b(?:(?:tog|tager)|(?P<sig>forbehold(?:er|t|te))) (?:såvel )?(?P<who>\(?[A-ZÆØÅ][^.;:]{0,120}?) (?(sig)sig|"
    r"forbehold)\b"
)
# 'A og B stemmer for, V imod'
_OTHERS_AGAINST = re.compile(r"^,? ?(?:og |mens )?(?P<who>.{1,120}?) (?:stemmer |stemte )?i?mod\W*$", re.IGNORECASE)
# '1. at: …', 'Ad 2: …', 'Pkt. 3: …': the decision on one point of a recommendation
_POINT = re.compile(
    r"^(?:(?:ad|at|pkt\.?|punkt) ?\d{1,2}[.):]*|\d{1,2}[.)])(?: (?:at|ad|pkt\.?))?\s*:?\s+", re.IGNORECASE
)
# 'Der blev stemt om forslag A: For stemte …'
_BEFORE_SIDE = re.compile(r"^[^:]{3,120}:\s+(?=(?:for|imod|mod)\b.{0,12}(?:stem|:))", re.IGNORECASE)
_OBJECT_IS_PLAIN = re.compile(
    r"^\W*(?:indstilling|forslag(?:et)?\b(?! (?-i:[A-ZÆØÅ]|\d{1,2})\b)|sagen|punktet|godkendelse|"
    r"det\b|at\b|,|$|og\b|dette|den\b|idet|med\b)",
    re.IGNORECASE,
)
# 'udbudsform C (Lise Holm, Jens Krog og Bo Bech)': who chose it stands behind it
_CHOSEN = re.compile(r"^(?P<what>[^(,.]{3,60}?) \((?P<who>(?:[^()]|\([^()]*\))+)\)$")
_EXCEPT = re.compile(r"undtagelse|undtagen|bortset fra|på nær", re.IGNORECASE)
# 'Godkendt med undtagelse af Ø, der stemte imod'
_EXCEPTED = re.compile(
    r"(?:undtagelse af|undtagen|bortset fra|på nær) (?P<who>[^.;]{1,150}?),? (?:der|som) "
    r"(?:(?:stemte|stemmer) (?P<how>imod|mod|for|blankt)|(?P<abstain>undlod|undlader))\b",
    re.IGNORECASE,
)
# 'V imod.', 'Lise Holm (V) var imod', 'O imod pkt. 2'
_IS_AGAINST = re.compile(
    r"^\W*(?P<who>[^:;.]{1,150}?)(?: er| var| gik)? imod(?: (?:pkt\b|punkt|indstilling|forslag|sagen|det\b|dette)"
    r"[^;]{0,60}| blev (?:den|det|\w+(?:en|et)) \w+)?\W*$",
    re.IGNORECASE,
)
# 'Indstillingen blev godkendt af A, F og B'
_BY_PARTIES = re.compile(
    r"\b(?i:godkend(?:t|es)|tiltr(?:ådt|ædes)|anbefal(?:et|es)|vedtage[ts]|støtte[ts]) af "
    r"(?P<who>\(?[A-ZÆØÅ]\b\)?(?:(?:, | og )\(?[A-ZÆØÅ]\b\)?)*)(?=[.,;]|$)"
)
# 'A+F+Ø for', 'A og F for', 'Tiltrådt (A, F og Ø for'
_LETTERS_FOR = re.compile(
    r"^(?:[^()]{1,60} \(|[^():]{1,60}: )?\W*(?P<who>[A-ZÆØÅ](?:(?:, ?| ?\+ ?| og |/)[A-ZÆØÅ])*) for\W*$"
)
# 'Lise Holm (V) og A for.' behind 'Jens Krog stemte imod'
_ARE_FOR = re.compile(r"^\W*(?P<who>[A-ZÆØÅ(][^:;.]{1,150}?) for\W*$")
_LISTED_BY = re.compile(r", (?:og )?| og ")
# 'Tiltrådt af et flertal bestående af A, B og F', 'Anbefales af flertallet (A og V)'
_BY_MAJORITY = re.compile(
    r"\b(?:godkend|tiltr|vedtag|anbefal|beslutte)\w* af (?:et )?flertal(?:let)?\b(?P<who>.+)$", re.IGNORECASE
)
# 'Et flertal (Lise Holm, Bo Bech) beslutter, at ordningen fortsætter'
_MAJORITY_DECIDES = re.compile(
    r"^\W*(?:et )?flertal(?:let)?\b(?P<who>.+?)\b(?:beslutte[rd]|vælger|valgte|ønske[rd]|indstille[rd])", re.IGNORECASE
)
# 'Hverken V eller Ø stemte for': whether they were against it or took no side, nobody says
_NEITHER_OF = re.compile(r"\bhverken (?-i:\(?[A-ZÆØÅ])", re.IGNORECASE)
# 'Godkendt, idet 8 stemte for': what leads in to those who voted
_LEADS_IN = re.compile(r"^.*\b(?:idet|hvoraf|hvor|da|at)\s+(?=\d|[A-ZÆØÅ(])")
_TANGLED = re.compile(
    r"\bflertal\b.*\b(?:som|hvilket|hvad) et mindretal\b|"
    r"\bstem(?:te|mer) (?:for|imod)\b[^,;]*, (?:og )?(?:at|hvorunder|hvorved) ",
    re.IGNORECASE,
)
# 'Et mindretal (V) anbefaler indstillingen': the case itself; 'at sagen udsættes', 'model 2', 'i stedet afslag' are not
_PROPOSED = re.compile(r" (?:indstillingen|sagen|punktet|forslaget)\b", re.IGNORECASE)
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
# 'Et flertal bestående af Lise Holm og Jens Krog': whom it names did what it says
_MAJORITY = re.compile(r"\b(?:fler|mindre)tal\w*\b", re.IGNORECASE)


def read(text: str) -> tuple[Vote, ...]:
    """The positions in a decision's text, ballot by ballot and in its order; within a ballot each once."""
    text = vote_clauses.plain(text[:12000])
    cut = outcomes.sentences(text)
    beside = asides.find(cut, minorities=False)
    main = ballots([sentence for sentence, aside in zip(cut, beside, strict=True) if not aside])
    return tuple(
        Vote(position, tuple(who.parties), tuple(who.persons), who.count)
        for ballot in (main if any(main) else ballots(cut))
        for position, who in ballot.items()
    )


def ballots(sentences: list[str]) -> list[dict[str, voters.Who]]:
    """The sides of each ballot that the sentences tell of, ballots one after another."""
    found: list[dict[str, voters.Who]] = [{}]
    for sentence in sentences:
        point = _POINT.match(sentence)
        new, before = bool(point), set(found[-1])
        for clause in vote_clauses.split(sentence[point.end() if point else 0 :][:1200]):
            for position, who in _clause(clause):
                if not who:
                    continue
                if position in found[-1] and (new or (position in before and _is_again(found[-1], position, who))):
                    found.append({})
                new = False
                voters.join(found[-1].setdefault(position, voters.Who()), who)
    return found


def _is_again(ballot: dict[str, voters.Who], position: str, who: voters.Who) -> bool:
    """Whether a side that was named before is named in another ballot: counted otherwise, or after both sides were
    named. Counts first and then the names are one ballot."""
    before = ballot[position]
    if who.count is not None and before.count is not None:
        return who.count != before.count
    named = bool(before.parties or before.persons) and bool(who.parties or who.persons)
    return named and position == "for" and "against" in ballot


@lru_cache(maxsize=1024)  # `votes_unread` asks again
def _clause(clause: str) -> list[tuple[str, voters.Who]]:
    """The sides of a clause; none where it tangles several up: 'et flertal vedtog, hvad et mindretal stemte imod'."""
    return [] if _TANGLED.search(clause) else _sides(clause)


def _sides(clause: str) -> list[tuple[str, voters.Who]]:
    if _EXCEPT.search(clause):
        return _excepted(clause)
    clause = _BEFORE_SIDE.sub("", clause)
    if "verken" in clause and _NEITHER_OF.search(clause):
        return []
    both = " imod" in clause  # what the patterns with both sides in one clause cannot do without
    found = vote_counts.read(clause) or vote_lists.read(clause) or vote_counts.decided_with(clause)
    if found:
        return found
    if " (" in clause and (behind := vote_brackets.read(clause)):
        return behind
    if within := _AGAINST_IN_CLAUSE.search(clause):
        return [("against", voters.read(within["who"]))]
    if towards := _TOWARDS.match(clause):
        position = _POSITION[towards["how"].casefold()]
        named = towards["what"][:1].isupper() or _ALTERNATIVE.match(f" {towards['what']}")
        return [(towards["what"] if named and position == "for" else position, voters.read(towards["who"]))]
    if (listed := _LISTED.match(clause)) and (
        listed["mark"] or " stem" in clause[:30].casefold() or listed["how"].casefold().startswith("undl")
    ):
        how = listed["how"].casefold().split(" ")[0]
        return [(_POSITION.get(how, "abstain"), voters.read(listed["who"]))]
    for pattern, position in ((_ABSTAIN, "abstain"), (_RESERVATION, "reservation"), (_AGAINST, "against")):
        if match := pattern.match(clause):
            if position == "against" and _REMARK.match(clause, match.end()):
                position = "reservation"
            return [(position, voters.read(next(who for who in match.groups() if who is not None)))]
    if both and (match := _INVERTED.search(clause)) and voters.read(match["for"]) and voters.read(match["against"]):
        return [("for", voters.read(match["for"])), ("against", voters.read(match["against"]))]
    if match := _SUBJECT.match(clause):
        position = _POSITION[match["how"].casefold()]
        what = match["what"].strip(" ,:")
        if position == "for" and (others := _OTHERS_AGAINST.match(match["what"])) and voters.read(others["who"]):
            return [("for", voters.read(_LEADS_IN.sub("", match["who"]))), ("against", voters.read(others["who"]))]
        if position == "for" and (chosen := _CHOSEN.match(what)) and not _OBJECT_IS_PLAIN.match(what):
            side = voters.read(chosen["who"])
            side.count = side.count or voters.read(match["who"]).count
            return [(chosen["what"], side)]
        if position == "for" and what and not _OBJECT_IS_PLAIN.match(what):
            position = re.split(r",| idet | og ", what)[0].strip()
        return [(position, voters.read(_LEADS_IN.sub("", match["who"])))]
    if match := _MAJORITY_DECIDES.match(clause) or _BY_MAJORITY.search(clause) or _BY_PARTIES.search(clause):
        return [("for", voters.read(match["who"]))]
    if match := _LETTERS_FOR.match(clause):
        return [("for", voters.read(match["who"].replace("+", ", ").replace("/", ", ")))]
    if (match := _ARE_FOR.match(clause)) and all(map(_is_voter, _LISTED_BY.split(match["who"]))):
        return [("for", voters.read(match["who"]))]
    if both and (match := _IS_AGAINST.match(clause)):
        return [("against", voters.read(_LEADS_IN.sub("", match["who"])))]
    if turned := _TURNED.search(clause):
        return [("for" if turned["did"] else _POSITION[turned["how"]], voters.read(turned["who"] or turned["who2"]))]
    if tog := _TURNED_RESERVATION.search(clause):
        return [("reservation", voters.read(tog["who"]))]
    if (match := _FOR.match(clause)) and len(match["who"]) < 200:
        side = voters.read(match["who"])
        sure = side.parties or "(" in match["who"] or _MAJORITY.search(match["who"]) or _are_persons(match["who"])
        side.persons = side.persons if sure else []
        other = _ALTERNATIVE.match(clause[match.end() :])
        if "mindretal" in match["who"].casefold() and not other and not _PROPOSED.match(clause, match.end()):
            return []  # what a minority recommends instead is not what was decided
        return [(other["what"] if other else "for", side)]
    return []


def _is_voter(text: str) -> bool:
    """Whether a text is one party's letter or one person: 'A', '(Ø)', 'Lise Holm (V)'."""
    return (len(text.strip("() ")) == 1 and text.isupper()) or names.is_name(names.bare(text))


def _are_persons(text: str) -> bool:
    """Whether a text is a list of persons and nothing else: 'Lise Holm, Bo Bech og Jens Krog'."""
    return len(names.split(text) or ()) > 1


def _excepted(clause: str) -> list[tuple[str, voters.Who]]:
    found = _EXCEPTED.search(clause)
    if found is None:
        return []
    return [("abstain" if found["abstain"] else _POSITION[found["how"].casefold()], voters.read(found["who"]))]
