"""Who was away, as sentences say it: 'Lise Holm deltog ikke i sagens behandling', 'Afbud fra Jens Krog'.

Who only came late or left early is told from who was away, and who was away from one item from who was away from the
meeting.
"""

from __future__ import annotations

import re

from meetings.ingest.reference import PARTY_NAMES
from meetings.ingest.rules import names

# '<navne> var fraværende', 'havde meldt forfald', 'deltog ikke i behandlingen på grund af inhabilitet', 'meldte sig
# inhabil', 'er inhabil'
_PREDICATE = re.compile(
    r"\s(?:(?:var|er|blev)(?: alle| begge)? (?:fraværende|forhindre(?:t|de)|ikke til ?stede|meldt (?:afbud|syg)|"
    r"bortrejst|syg|inhabile?\b|ude(?= under| ved)|uden ?for(?: (?:lokalet|døren|salen)| (?=under |ved |i ))|"
    # 'Lise Holm var gået'
    r"gået(?! kl)(?! ind)(?: fra mødet| hjem)?(?=\W*$|,| (?:inden|før|ved|da|under)\b))"
    r"|(?:havde|har) (?:meldt|sendt|givet|givet møde) ?(?:afbud|forfald|sygemelding)|(?:havde|har) afbud|(?:havde|"
    r"har) forfald|meldte (?:afbud|forfald)|udeblev\b|(?:havde|har) ikke deltaget|"
    r"havde forladt (?:mødet|lokalet|salen)(?! kl)"
    r"|(?:kunne|kan) (?:desværre |derfor )?ikke deltage(?= i (?:mødet|punktet|sagen|behandlingen)|\W*$)"
    r"|(?:er|var|havde) udtrådt af (?:lokalet|mødet|salen)"
    r"|(?:deltog|deltager|medvirkede) (?:derfor |således |heller )?ikke|mødte ikke|(?:erklærede|erklærer|erklæret|anså|"
    r"var|meldte|kendt|vurderet)(?: sig)?(?: for| som)? (?:sig )?inhabil\w*)",
    re.IGNORECASE,
)
# 'forlod lokalet under sagens behandling', 'gik uden for døren som inhabile under', 'trådte ud af mødet på grund af
# inhabilitet', 'gik ud inden behandlingen'
_LEFT = re.compile(
    r"\s(?:forlod|havde forladt|gik(?= (?:før|inden)\b)|(?:gik|trådte|stod|sad) uden ?for|gik ud(?: af| fra)?|"
    r"trådte ud(?: af)?|udtrådte(?: af)?|fratrådte)(?: \w*(?:lokalet|salen|mødet|rummet|døren))?,? "
    r"(?:under|ved|inden|før|forud|mens|imens|i forbindelse|på grund|pga|grundet|som (?:følge|inhabile?))\b"
    r"(?!.*\bkl\b)",
    re.IGNORECASE,
)
# 'Under dette punkt var Lise Holm fraværende', 'I sagens behandling deltog Jens Krog ikke', 'Byrådet kendte Lise Holm
# inhabil', 'idet Jens Krog ikke deltog'
_INVERTED = re.compile(
    r"\b(?:(?:var|er|blev|kendte|erklærede|fandt) (?P<names>[A-ZÆØÅ][^.;:]{3,150}?) "
    r"(?:fraværende|forhindre(?:t|de)|inhabile?|bortrejst|ikke til ?stede)"
    r"|deltog (?P<names2>[A-ZÆØÅ][^.;:]{3,150}?) ikke(?! i (?:selve )?afstemning)"
    r"|deltog ikke (?P<names4>[A-ZÆØÅ][^.;:,]{3,150}?)(?=[.,;]|$)"
    r"|(?:idet|da|hvor) (?P<names3>[A-ZÆØÅ][^.;:]{3,150}?) ikke (?:deltog|mødte|var til ?stede))\b"
)
# 'Lise Holm og Jens Krog (V) fraværende.', 'Godkendt, Lise Holm fraværende', 'Udsat (Jens Krog ikke til stede).'
_ELLIPSIS = re.compile(
    r"^\(?(?P<names>[A-ZÆØÅ].+?),? (?:fraværende|ikke til ?stede|inhabile?)(?: (?:med|uden) afbud| pga\.? \w+)?\W*$"
)
_PARTS = re.compile(r", | [–-] | \((?![^)]*\))")
# 'Udsættes, fravær: Lise Holm', 'Godkendt (afbud: Jens Krog)', 'Godkendt - ej mødt: Ib Lund', 'Fraværende Lise Holm.'
_LABEL = re.compile(
    r"(?:^|[,;(/–-]) ?\(?(?:fraværende|fravær|(?:med |uden )?afbud|(?:med (?:lovligt )?)?forfald|inhabile?|(?:ikke|"
    r"ej) (?:til ?stede|mødt|deltaget)|"
    r"udeblevet)(?: (?:med|uden) afbud)?(?: ?: ?| (?=(?-i:[A-ZÆØÅ])))(?P<names>.+)$",
    re.IGNORECASE,
)
_LABEL_WORDS = ("ravær", "fbud", "orfald", "nhabil", "stede", "mødt", "delt", "deblevet")  # one stands in each label
# 'Udvalget fandt ikke, at Lise Holm er inhabil', 'spørgsmålet, om Lise Holm var inhabil'
_ASKED = re.compile(
    r"\bikke (?:er |var |anses for |blev anset for )?inhabil|\bikke,? at\b.*\binhabil|\b(?:om|hvorvidt)\b.*\binhabil",
    re.IGNORECASE,
)
# ', at Lise Holm', 'idet Lise Holm', '(Lise Holm', 'og Jens Krog': what stands before those whom a sentence names
_BEFORE_SUBJECT = re.compile(
    r"^.*(?:[:;]\s+|\b(?:at|idet|da|mens|hvor|både) (?=[A-ZÆØÅ])|\((?=[^)]*$))|^\W*(?:og|samt)\s+"
    # 'Godkendt Lise Holm og Jens Krog'
    r"|^(?:Godkendt|Udsat|Vedtaget|Drøftet|Tiltrådt|Anbefal\w+)\.? (?=[A-ZÆØÅ]\S* [A-ZÆØÅ])"
)
# 'Udvalget var ikke …', 'Sagen blev …', 'Ingen er …': no first names
_COMMON = re.compile(
    r"(?:\w*(?:en|et|ne|er)|ingen|alle|flere|nogle|hun|han|de|det|der|dette|denne|begge|vi|i|man)$", re.IGNORECASE
)
# Words that say somebody was away, wherever they stand
_SPEAKS = re.compile(
    r"\bfravær(?:ende\b|:)|\bafbud\b|\bforfald\b|\binhabil|\b(?:deltog|deltager|mødte) (?:\w+ )?ikke\b|"
    r"\b(?:ikke|ej) (?:til ?stede|mødt)\b|\budeblev\b|\bforlod (?:lokalet|salen|mødet)|\b(?:gik|trådte) ud\b|"
    r"\bfratrådte\b|\b(?:fratrådt|udtrådt|udtrådte|vigede sit sæde)\b|\bforladt? (?:mødet|lokalet|salen)|"
    r"\b(?:gik|trådte|stod|sad|var) uden ?for\b|\bvar gået\b(?! ind| med)|"
    r"\borlov\b|\bikke (?:kommet |kunne(?: derfor)? |derfor )?(?:være )?til ?stede|\bhverken .{3,80} til ?stede|"
    r"\btog (?:han|hun|de) ikke del\b|"
    r"\bmeldt (?:sig )?syg|\bvar [A-ZÆØÅ].{3,60} gået\b|\bforlade (?:mødet|lokalet|salen)|\btræde uden ?for|"
    r"\bsuppleanten\b|"
    r"\bmed (?:lovligt )?forfald\b|\b(?:med|uden) afbud\b|\bom habiliteten\b|\bfraværende på grund af\b|"
    r"\bgik (?:før|inden|fra mødet|hjem)\b|\buden \S+ \S+ deltagelse|\bdeltog kun\b|\b(?:ikke|ej) deltage",
    re.IGNORECASE,
)
# 'Formanden var inhabil', 'Lise deltog ikke i punktet': somebody without a name, or without a surname
_SOMEBODY = re.compile(
    r"\b(?:formanden|næstformanden|borgmesteren|viceborgmesteren|rådmanden|et medlem|to medlemmer|flere medlemmer)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(r"[A-ZÆØÅ][a-zæøåé-]+(?: [A-ZÆØÅ][a-zæøåé.-]*)+")
# 'Afbud fra Lise Holm', 'Der var afbud fra …', 'Med afbud var …', 'Fraværende var …'
_BEFORE_NAMES = re.compile(
    r"(?:\bafbud(?: modtaget| meldt)?|\bforfald|\bfraværende(?: med afbud)?) (?:fra|var|er)\s*:?\s+(?P<names>.+)$",
    re.IGNORECASE,
)
# 'Medlemmerne var til stede med undtagelse af Jan E. Krag, der havde meldt forfald'
_EXCEPT = re.compile(
    r"\b(?:til ?stede|mødt)\b.{0,30}\b(?:med undtagelse af|bortset fra|undtagen) (?P<names>.+?)\.?$", re.IGNORECASE
)
# 'Suppleant Ib Lund deltog i stedet for Lise Holm, der var fraværende'
_RELATIVE = re.compile(rf"(?P<names>{_PERSON.pattern}(?: \([^)]{{1,30}}\))?),? (?:der|som)$")
# 'Udsat, fravær: A', 'Godkendt, V fraværende': a party, and nobody knows who
_LETTER = re.compile(r"\(?[A-ZÆØÅ]\b(?!\.? [A-ZÆØÅ])")
_PARTY_AWAY = re.compile(r"(?<![\w.])[A-ZÆØÅ]\)? (?:var |er )?(?:fraværende|ikke til ?stede|inhabil)\b")
# 'I stedet for Lise Holm deltog Ib Lund', 'Suppleant Ib Lund mødte for Lise Holm'
_STOOD_IN = re.compile(
    r"\b(?:i stedet for|(?:stedfortræder|suppleant)\b.{0,60}? for):? "
    rf"(?P<names>(?-i:{_PERSON.pattern}(?: \([^)]{{1,30}}\))?(?: og {_PERSON.pattern}(?![\w.-])(?! (?:deltog|mødte|"
    rf"deltager)\b))?))",
    re.IGNORECASE,
)
_TOOK_PART = re.compile(r"\b(?:deltog|deltager|mødte|møder|mødt|indkaldt|til ?stede)\b", re.IGNORECASE)
# 'Ib Lund valgt som stedfortræder for Lise Holm, der deltager i …'
_ELECTED = re.compile(r"\b(?:(?:gen|ny)?v[aæ]lg|udpeg|indstil|indtræ|konstitu)", re.IGNORECASE)
# What ends the names inside a sentence: ' på grund af inhabilitet', ', som deltog', ' (ferie)'
AFTER_NAMES = re.compile(
    r"(?:,\s+for hvem|\s+(?:på grund af|pga\.?|grundet|med afbud|uden afbud|deltog|under|ved|i stedet|som|der|er|var|"
    r"fra kl|indtil|til kl|hvor))\b.*$",
    re.IGNORECASE,
)
# 'fraværende fra kl. 17.30', 'forlod mødet kl. 15', 'deltog fra kl. 16': there for a part of the time
_FOR_A_WHILE = re.compile(
    r"\b(?:fra|til|indtil|efter|kl) ?(?:ca\.? ?)?kl?\b\.? ?\d|\bforlod\b|\bankom\b|\bforsink|\bkom (?:til mødet|kl)|"
    r"\bdelvis|\ben del af mødet|\bgik kl\b",
    re.IGNORECASE,
)
# 'deltog ikke i behandlingen af punktet', 'i sagens behandling', 'under dette punkt', 'på grund af inhabilitet': away
# from the item at which it stands
_HERE = re.compile(
    r"\b(?:i|ved|under|fra) (?:(?:be)?handlingen|drøftelsen|(?:dette |det )?punkt(?:et)?\b|(?:denne )?sag(?:en|ens)?\b|"
    r"dagsordenspunktet|afgørelsen|beslutningen|pkt\b)|\binhabil|\bhabilitet|\buden ?for (?:døren|lokalet|salen)",
    re.IGNORECASE,
)
# 'forlod mødet kl. 16.05 og deltog ikke i punktet': whatever the hour, away from this item; 'deltog ikke i punkt 7-9'
# may be others
_NOT_AT_THIS = re.compile(
    r"\b(?:deltog|deltager|medvirkede) (?:derfor |således |herefter )?ikke (?:i|ved|under) (?:(?:be)?handlingen af |"
    r"drøftelsen af )?(?:det |dette |denne )?(?:punkt(?:et)?|dagsordenspunkt(?:et)?|sag(?:en)?|sagens behandling|"
    r"punktets behandling|(?:be)?handlingen|drøftelsen)\b(?! ?(?:nr\.? ?)?\d)",
    re.IGNORECASE,
)
# 'gik kl. 18 inden behandlingen af sagen', 'forlod mødet kl. 16.05, før punktet blev behandlet'
_LEFT_BEFORE = re.compile(
    r"\s(?:forlod|gik|rejste)\b[^.;]{0,30}?\bkl\.? ?\d[\d.:]*,? (?:før|inden|forud for) (?:behandlingen|drøftelsen|"
    r"(?:dette )?punktet\b|dette punkt\b|(?:denne )?sag(?:en)?\b)(?! af (?:punkt|pkt\.?|sag) ?(?:nr\.? ?)?\d)",
    re.IGNORECASE,
)
# 'Lise Holm og Bo Bech forlod mødet kl. 16.05 og' before 'deltog ikke i punktet'
_WENT_FIRST = re.compile(r"\s(?:forlod|gik|rejste|ankom|kom|mødte|deltog|var gået|måtte)\b.*$", re.IGNORECASE)
# 'deltog ikke i afstemningen': there, but without a vote
NO_VOTE = re.compile(r"\b(?:deltog|deltager|medvirkede) ikke (?:i|ved) (?:selve )?afstemning", re.IGNORECASE)
# 'forlod mødet kl. 15', 'deltog fra kl. 16', 'er forsinket', 'gik kl. 17': came or went, and may have been there
_CAME_OR_WENT = re.compile(
    r"\bforlod\b|\bankom\b|\bforsink|\bkom (?:til mødet|kl)|\bgik kl\b|\bdelvis|\ben del af mødet|"
    r"\bdelt(?:og|ager)\b(?: \w+)? (?:fra|til|indtil|kl)\b|\bmødte (?:først )?kl\b",
    re.IGNORECASE,
)


def is_for_a_while(text: str) -> bool:
    """'fraværende fra kl. 17.30', 'ankom kl. 16', 'forlod mødet kl. 15': there for a part of the meeting. Who is
    disqualified and leaves the room is away from one item."""
    return (
        _FOR_A_WHILE.search(text) is not None
        and "inhabil" not in text.casefold()
        and not _LEFT.search(text)
        and not _NOT_AT_THIS.search(text)
        and not _LEFT_BEFORE.search(text)
    )


def is_remark(text: str) -> bool:
    """'forlod mødet kl. 15', 'deltog fra kl. 16': came or went, and is not listed as away."""
    return is_for_a_while(text) and _CAME_OR_WENT.search(text) is not None


def is_here(text: str) -> bool:
    """'deltog ikke i behandlingen af punktet', 'på grund af inhabilitet', 'fraværende fra kl. 17.30': away from this
    item, not from the meeting."""
    left = _LEFT.search(text) or _LEFT_BEFORE.search(text)
    return left is not None or _HERE.search(text) is not None or is_for_a_while(text)


def predicate(sentence: str) -> re.Match[str] | None:
    """What a sentence says of those it names: 'var fraværende', 'forlod lokalet under'."""
    found = _PREDICATE.search(sentence[:600]) or _LEFT.search(sentence[:600])
    return found or (_LEFT_BEFORE.search(sentence[:600]) if "kl" in sentence else None)


def lead(sentence: str) -> str:
    """What stands before those whom a sentence names: 'Udsat, da', 'Godkendt'."""
    said = predicate(sentence)
    if said is None and (turned := _INVERTED.search(sentence[:600]) or _labelled(sentence[:600])):
        return sentence[: turned.start()].rstrip(" (,–-")
    short = _ELLIPSIS.match(sentence[:600]) if said is None else None
    subject = sentence[: said.start()] if said else short["names"] if short else ""
    if (found := _BEFORE_SUBJECT.match(subject)) is not None:
        return found[0].rstrip(" (,")
    tail = _behind_comma(subject) if names.split(subject) is None else []
    return subject[: subject.index(tail[0])].rstrip(" (,") if tail and tail[0] in subject else ""


def in_sentence(sentence: str) -> tuple[str, ...]:
    """The persons that a sentence says were away, or took no part in the item."""
    sentence = sentence[:600]
    if _only_no_vote(sentence) or is_remark(sentence):
        return ()
    if (found := _labelled(sentence)) and (people := names.split(AFTER_NAMES.sub("", _closed(found["names"])))):
        return tuple(people)
    if stood_in := stood_in_for(sentence):
        return stood_in
    if found := _EXCEPT.search(sentence):
        return tuple(names.split(AFTER_NAMES.sub("", found["names"].split(", der")[0])) or ())
    if _ASKED.search(sentence):
        return ()
    away: list[str] = []
    start = 0
    told = (*_PREDICATE.finditer(sentence), *_LEFT.finditer(sentence))
    told += tuple(_LEFT_BEFORE.finditer(sentence)) if "kl" in sentence else ()
    for found in sorted(told, key=lambda one: one.start()):
        subject = _BEFORE_SUBJECT.sub("", sentence[start : found.start()])
        if (relative := _RELATIVE.search(subject)) is not None:
            subject = relative["names"]
        first = _WENT_FIRST.sub("", subject)
        away += names.split(subject) or names.split(first) or names.leading(subject) or _behind_comma(subject)
        start = found.end()
    if not away and (short := _ELLIPSIS.match(sentence)):
        away += names.split(short["names"]) or _behind_comma(short["names"])
    if not away and (turned := _INVERTED.search(sentence)):
        away += names.split(next(who for who in turned.groups() if who)) or ()
    return tuple(dict.fromkeys(away))


def _only_no_vote(sentence: str) -> bool:
    """'deltog ikke i afstemningen': there; on account of 'inhabilitet' nobody stays."""
    return NO_VOTE.search(sentence) is not None and "inhabil" not in sentence.casefold()


def _labelled(sentence: str) -> re.Match[str] | None:
    """A label and the names behind it: 'Udsat, fravær: Lise Holm', 'Afbud fra Lise Holm'."""
    if not any(word in sentence for word in _LABEL_WORDS):
        return None
    return _BEFORE_NAMES.search(sentence) or _LABEL.search(sentence)


def _closed(text: str) -> str:
    """A text without the bracket that ends it and was opened before it."""
    text = text.rstrip(" .")
    return text.removesuffix(")") if text.count(")") > text.count("(") else text


def stood_in_for(sentence: str) -> tuple[str, ...]:
    """For whom others came: 'I stedet for Lise Holm deltog Ib Lund'; () where a sentence says in words who was away."""
    found = list(_STOOD_IN.finditer(sentence[:600])) if " for" in sentence else []
    if not found or not _TOOK_PART.search(sentence) or _PREDICATE.search(sentence) or _ELECTED.search(sentence):
        return ()
    return tuple(name for one in found for name in names.split(one["names"]) or () if name not in PARTY_NAMES)


def _behind_comma(subject: str) -> list[str]:
    """The persons at the end of 'Rådet tog sagen til efterretning, Lise Holm og Jens Krog' or of 'Udsat (Ib Lund'."""
    parts = _PARTS.split(subject)
    tails = (names.split(", ".join(parts[n:])) for n in range(1, len(parts)))
    return next((people for people in tails if people), [])


def is_unread(sentence: str) -> bool:
    """Whether a sentence speaks of absence and names a person, and nobody was read as away or as there for a while."""
    if not _SPEAKS.search(sentence[:600]) or _only_no_vote(sentence) or is_for_a_while(sentence):
        return False
    if _ASKED.search(sentence):
        return False
    label = _labelled(sentence[:600])
    somebody = _names(sentence) or _is_somebody(sentence) or (label is not None and _LETTER.match(label["names"]))
    return bool(somebody or _PARTY_AWAY.search(sentence)) and not in_sentence(sentence)


def _names(sentence: str) -> bool:
    return any(names.is_name(found[0]) for found in _PERSON.finditer(sentence[:600]))


def _is_somebody(sentence: str) -> bool:
    """Whether what is said is said of an office, or of a first name alone; 'Udvalget deltog ikke' is said of a body."""
    said = predicate(sentence)
    subject = _BEFORE_SUBJECT.sub("", sentence[: said.start()]).strip() if said else ""
    single = re.fullmatch(r"[A-ZÆØÅ][a-zæøåé]{2,}(?: \([A-ZÆØÅ]{1,3}\))?", subject) is not None
    return bool(said) and (bool(_SOMEBODY.search(subject)) or (single and not _COMMON.match(subject)))


def says_for_a_while(sentence: str) -> bool:
    """Whether a sentence of a decision tells of somebody who was there for a part of the time."""
    told = is_for_a_while(sentence) and bool(names.leading(sentence) or predicate(sentence))
    return told or (is_remark(sentence) and _names(sentence))
