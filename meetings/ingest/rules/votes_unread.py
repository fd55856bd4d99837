"""What a decision says of its vote and nobody read: sentences that take sides, and those whom they name."""

from __future__ import annotations

import re

from meetings.ingest.rules import asides, names, outcomes, presence, subordinate, vote_clauses, voters, votes

# ', da investeringer efter Liberal Alliances opfattelse …': why they voted so
_REASON = re.compile(r",? (?:da|idet|fordi|efter|med henvisning|med den begrundelse|under henvisning)\b", re.IGNORECASE)
# 'Alle stemte for', 'Samtlige medlemmer stemte for forslaget', 'Ingen stemte imod': there are no sides; but not
# 'Alle stemte for undtagen Ø'
_UNANIMOUS = re.compile(
    r"^\W*(?:(?:alle|samtlige)\b(?! (?:undtagen|på nær|minus|andre))[^.,]{0,30} stem(?:te|mer) for\b"
    r"(?!.*\b(?:undtagen|på nær|minus)\b)|"
    r"ingen stem(?:te|mer) i?mod\W*$)",
    re.IGNORECASE,
)
# 'stemte imod', 'undlod at stemme', 'imod stemte', '12 stemmer mod 3'
_MENTIONS = re.compile(
    r"\bstem(?:te|mer) (?:\S+ ){0,8}?(?:for|imod|mod)\b|\bundlod at stemme\b|\b(?:imod|for) stemte\b|"
    r"\d (?:stemmer|for)\b.{0,40}\bi?mod\b",
    re.IGNORECASE,
)
# 'Udvalget (A+T+V) fastholder stål', 'Drøftet (A, B)', 'Anbefales (A og Lise Holm)': in brackets, and nobody read what
# they did
_GROUP = re.compile(r"\((?P<who>[A-ZÆØÅ](?:(?:, ?| ?\+ ?|/| og )[A-ZÆØÅ](?:[a-zæøå.-]+(?: [A-ZÆØÅ][a-zæøå.-]*)+)?)+)\)")
# 'Jens Krog (V) kunne ikke anbefale', 'Forbehold: V', 'V var uenig', 'A og B ønskede forslaget sendt i høring': how
# somebody stood, in words that no rule knows; only where a person or party is named
_TAKES_SIDES = re.compile(
    r"\b(?:kan|kunne|vil|ville|ønsker|ønskede|mener|mente) ikke\b|"
    r"\bikke (?:kan|kunne|vil|ville) |\bforbehold\b|\b(?:fler|mindre)tal(?:let)?\b|"
    r"(?<!talte )(?<!taler )(?<!tage )(?<!tager )(?<!tog )\bimod\b|(?<!man )\bundl(?:od|ader)\b|\bafstemning|"
    r"\bstemte\b|(?<!\d )\bstemmer\b|"
    # 'Godkendt mod Lise Holm', 'V indstiller, at sagen forkastes'
    r"(?-i:\b[A-ZÆØÅ])\)? indstiller\b|"
    r"\b(?:godkendt|vedtaget|tiltrådt|forkastet|anbefal\w+) mod\b|"
    r"\buenige?\b|\bafventer\b|\bstillingtagen\b|\bnej til\b|\b(?:tiltræder?|støtter?|godkende[rs]?) ikke\b",
    re.IGNORECASE,
)

# 'Resten imod', 'De øvrige stemte for', 'alle undtagen Ø', 'dog ikke af Lise Holm (Ø)': sides of which some are told by
# naming the others
_THE_REST = re.compile(
    r"^\W*(?:og )?(?:resten|de øvrige|øvrige(?: medlemmer)?|de andre|alle andre|de resterende)(?: \w+)? "
    r"(?:stem|i?mod\b|for\b|undl|bl[ae]nk|tog\b|tager\b|kan\b|kunne\b)|"
    r"\b(?:alle|samtlige|enig\w*|godkendt|vedtaget|tiltrådt|anbefal\w*)\b[^.;]{0,40}?"
    r"\b(?:undtagen|på nær|minus|bortset fra|med undtagelse af) (?-i:[A-ZÆØÅ(])|"
    r"\bikke af (?-i:[A-ZÆØÅ(])",
    re.IGNORECASE,
)
# 'Lise Holm (V) orienterede', 'Ø ønskede', 'blev valgt', 'Ib Lund (C) indtræder': what those who are named do beside
# voting
_BESIDE_VOTES = re.compile(
    r"\b(?:orienter|oplys|spurg|spørg|bemærk|udtal|tilkendeg|redegj|redegør|fremlag|fremlæg|fremsæt|fremsat|forelag|"
    r"forelæg|præsenter|takke|bad\b|beder|bede\b|beklag|undre|efterspør|efterspurg|efterlys|ønske|begær|foresl|"
    r"foreslog|"
    r"stille|opfordr|anmod|spørgsmål|\w*forslag|initiativ|henvend|protokol|"
    r"(?:gen)?v[aæ]lg|udpeg|indstil|udtræd|indtræd|indtråd|fritag|konstitu|stedfortræd|suppleant|formand|"
    r"deltog|deltag|forlod|ankom|mødte|møder\b|vend\w* tilbage|kom tilbage|tilstede|til stede|inhabil|habil|"
    r"skriv|skrev|udarbejd|repræsent|bemyndig|undertegn|besvar|svare|ledede|leder\b|overtog|overtager|"
    r"fik \d|opnåede \d|mindretalsudtalelse|særstandpunkt|udtalelse|erklær)",
    re.IGNORECASE,
)
_SIDE = re.compile(r"\bstem(?:te|mer)\b|\bundlod\b|\bforbehold\b")
_IN_A_YEAR = re.compile(r"\bi (?:19|20)\d\d stemte\b|\bstemte i (?:19|20)\d\d\b|\bdengang\b")
_NO_POSITION = re.compile(r"\b(?:ikke|eller|imod|kunne|blev|er|som|der)\b")
_WITH_PARTY = re.compile(r"[a-zæøå.] \((?:[A-ZÆØÅ]{1,3}|[A-ZÆØÅ][a-zæøå]+(?: [A-ZÆØÅ]?[a-zæøå]+){0,2})\)")


def unread(text: str) -> str | None:
    """The first sentence that speaks of a vote and of which no side was read, or not all whom it names; None where
    there is none."""
    text = vote_clauses.plain(text[:12000])
    cut = outcomes.sentences(text)
    for sentence, aside in zip(cut, asides.find(cut, minorities=False), strict=True):
        if aside:
            continue
        told = votes.ballots([sentence])
        if _contradicts(told) or _is_of_another_day(sentence):
            return sentence
        if not _UNANIMOUS.search(sentence) and _is_unread(sentence, told):
            return sentence
    return None


def _is_unread(sentence: str, told: list[dict[str, voters.Who]]) -> bool:
    if _MENTIONS.search(sentence):
        return not any(told) or _names_more(sentence, told)
    if (_takes_sides(sentence) and not any(told)) or _names_a_group(sentence, told):
        return True
    if _THE_REST.search(sentence) and not _is_told_whole(told):
        return True
    return not _BESIDE_VOTES.search(sentence) and _names_voters(sentence, told)


def _is_of_another_day(sentence: str) -> bool:
    """'Formanden nævnte, at A og V stemte imod', 'V stemte i 2018 imod': told of another vote."""
    found = _SIDE.search(sentence)
    return found is not None and bool(subordinate.tells(sentence[: found.start()]) or _IN_A_YEAR.search(sentence))


def _contradicts(ballots: list[dict[str, voters.Who]]) -> bool:
    """Whether a party or person stands on two sides of one ballot, or a side is named by half a sentence."""
    for ballot in ballots:
        named = [name for who in ballot.values() for name in {*who.parties, *who.persons}]
        if len(named) > len(set(named)) or any(_NO_POSITION.search(position) for position in ballot):
            return True
    return False


def _is_told_whole(ballots: list[dict[str, voters.Who]]) -> bool:
    return any({"for", "against"} <= ballot.keys() for ballot in ballots)


def _names_voters(sentence: str, ballots: list[dict[str, voters.Who]]) -> bool:
    """Whether a sentence names a party, or a person with one, of whom nothing was read, and says nothing that they do
    beside voting."""
    if presence.in_sentence(sentence) or names.split(sentence) is not None:
        return False  # who was there, or who was away
    named = _named(sentence)
    if not named.parties and not (named.persons and _WITH_PARTY.search(sentence)):
        return False
    return _names_more(sentence, ballots)


def _names_a_group(sentence: str, ballots: list[dict[str, voters.Who]]) -> bool:
    """Whether brackets list parties of which one stands on none of the sides read in the sentence."""
    group = _GROUP.search(sentence)
    told = {party for ballot in ballots for who in ballot.values() for party in who.parties}
    return group is not None and not told.issuperset(re.findall(r"\b[A-ZÆØÅ]\b", group["who"]))


def _takes_sides(sentence: str) -> bool:
    if not _TAKES_SIDES.search(sentence) or not _named(sentence).named:
        return False
    return not presence.in_sentence(sentence)


def _named(sentence: str) -> voters.Who:
    """The persons and parties before the reason that a sentence gives; 'model B' is none."""
    return voters.read(voters.MODEL.sub(" ", _REASON.split(sentence[:1200])[0]))


def _names_more(sentence: str, ballots: list[dict[str, voters.Who]]) -> bool:
    """Whether a sentence names a person or party that stands on none of the sides read in it."""
    named = _named(sentence)
    sides = [who for ballot in ballots for who in ballot.values()]
    chosen = voters.read(", ".join(position for ballot in ballots for position in ballot))  # 'stemte for Lise Holm'
    persons = {person for who in [*sides, chosen] for person in who.persons}
    parties = {party for who in sides for party in who.parties}
    return not (persons.issuperset(named.persons) and parties.issuperset(named.parties))
