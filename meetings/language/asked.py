"""What a recommendation asks a body to do, as far as its words tell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property

from .amounts import amounts
from .analyse import terms

# '- dagsordenen godkendes', 'at taksterne godkendes', '1. at …', 'At 2) …': lines that are a point each
_POINT_LINE = re.compile(
    r"^\s*(?:[-•*–]\s+\w|\d{1,2}[.)]\s*(?:at\b)?|at\b(?: ?\d{1,2}\)?)?)(?!\s*$)", re.IGNORECASE | re.MULTILINE
)
# 'Chefen indstiller, at evalueringen tages til efterretning', before further lines
_FIRST_IN_LINE = re.compile(
    r"\A[^\n]*\b(?:indstille[rs]|anbefale[rs]|foreslå[rs]?)[^\n]*\bat [^\s\n][^\n]*\n", re.IGNORECASE
)
# '…, og at ordningen evalueres efter et år': points within a line
_AND_THAT = re.compile(r"\b(?:og|samt) at\b", re.IGNORECASE)
# 'tager stilling til', 'beslutter, om', 'træffer beslutning om', 'drøfter, om', 'vælger mellem', 'hvorvidt',
# 'valget foretages'
_OPEN = re.compile(
    r"\b(?:tage[rs]?|træffe[rs]?) (?:\w+ )?(?:stilling|beslutning|afgørelse|bestemmelse) (?:til|om)\b(?!,? at\b)"
    r"|\b(?:beslutte[rs]?|afgøre?[rs]?|vurdere[rs]?|overvejer?),? (?:om|hvorvidt|hvilke[nt]?|hvordan|hvem)\b"
    r"|\bhvorvidt\b|\bvælge[rs]? mellem\b|\btil (?:drøftelse|afgørelse|beslutning)\b|\bsættes til (?:drøftelse"
    r"|debat)\b",
    re.IGNORECASE,
)
# 'udpeger to medlemmer', 'vælger en formand', 'valget foretages', 'beslutter, hvilken af modellerne',
# 'indstiller kandidater'
_CHOICE = re.compile(
    r"\budpege[rs]?\b|\bvælger? (?:en|et|to|tre|fire|\d+|ny|nyt|medlem|formand)|\bvalg(?:et)? (?:foretages|af)\b"
    r"|\bhvilke[nt]?\b",
    re.IGNORECASE,
)
# 'drøftes', 'drøfter', 'debatterer'; a body that is asked to discuss and to approve is asked for both
_DISCUSS = re.compile(r"\bdrøfte[rs]?\b|\bdrøftelse\b|\bdebattere[rs]?\b", re.IGNORECASE)
# 'til efterretning', 'til orientering', 'modtager orienteringen', 'orienteres'
_NOTE = re.compile(
    r"\btil (?:efterretning|orientering|underretning|kenskab)\b|\bmodtage[rs]? orientering|\borienteres\b",
    re.IGNORECASE,
)
_REFUSING = (
    r"imødekomme\w*|give[sr]?|bevilge\w*|meddele\w*|godkende\w*|fremme\w*|støtte\w*|tillade\w*|tiltræde\w*"
    r"|vedtage\w*|yde[sr]?"
)
# 'afslås', 'der gives afslag', 'afvises', 'ikke imødekommes', 'ikke gives tilladelse', 'ikke nyder fremme',
# 'imødekommes ikke'
_REFUSE = re.compile(
    rf"\bafslås?\b|\bafslag\b|\bafvise[rs]?\b|\bforkaste[rs]?\b|\bikke (?:\w+ ){{0,2}}?(?:{_REFUSING}|nyder? fremme)\b"
    rf"|\b(?:{_REFUSING}) ikke\b",
    re.IGNORECASE,
)
# 'oversendes til', 'henvises til 2. behandling', 'sendes videre', 'videresendes', 'fremsendes'
_FORWARD = re.compile(
    r"\b(?:oversende|henvise|videresende|fremsende)[srn]?\w*\b|\bsendes (?:videre|til)\b", re.IGNORECASE
)
# 'at sagen udsættes', 'at punktet udskydes', 'at behandlingen udsættes'
_POSTPONE = re.compile(
    r"\b(?:sagen|punktet|behandlingen|beslutningen|stillingtagen|forslaget)\b[^.]{0,40}\b(?:udsættes|udskydes)\b",
    re.IGNORECASE,
)
# 'lukkes', 'nedlægges', 'reduceres', 'opsiges', 'afskaffes', 'sættes ned', 'fjernes', 'spares'
_END = re.compile(
    r"\b(?:lukke[rs]?|nedlægge[rs]?|reducere[rs]?|opsige[rs]?|afskaffe[rs]?|ophøre[r]?|nedsættes?|sænkes?|fjernes?"
    r"|udfases?|spares?"
    r"|halveres|afvikle[rs]?|nedrives?|sammenlægge[rs]?|begrænses?|sælges?)\b|\bsættes ned\b",
    re.IGNORECASE,
)
KEEP = re.compile(
    r"\b(?:bevare[rs]?|fastholde[rs]?|opretholde[rs]?|fortsætter?|videreføre[rs]?|forbliver)\b", re.IGNORECASE
)
# 'model 3', 'grund B', 'linje 2', 'mulighed 1', 'handlemulighed A', 'scenarie 2', 'spor B'
LABEL = re.compile(
    r"\b(?P<noun>model|grund|linje|linjeføring|scenarie|scenario|handlemulighed|variant|alternativ|mulighed"
    r"|løsning|placering|spor|option)"
    r"(?:len|en|et)? (?P<name>\d{1,2}|[A-H])\b(?![.,]\d)",
    re.IGNORECASE,
)
# 'får navnet Sognevænget', 'omdøbes til Klokkestøberens Vænge'
_NAMED = re.compile(r"\b(?:navnet|omdøbes til) [\"”“»]?(?P<name>[A-ZÆØÅ][\w'-]+)")
# 'at kommunen ikke indgår', 'at der ikke etableres', 'at undlade'
_NEGATIVE = re.compile(r"\bat (?:[\w-]+ ){0,4}?ikke\b|\bundlade[rs]?\b", re.IGNORECASE)
# 'at Per Holm udpeges', 'udpeger Jette Lind': a person is named already
_PERSON_CHOSEN = re.compile(
    r"\b(?:at (?P<who>(?:[A-ZÆØÅ][\w.'-]+ ){2,4})(?:udpeges|vælges|genvælges|genudpeges)"
    r"|(?:udpeger|vælger) (?P<whom>[A-ZÆØÅ][\w'-]+ [A-ZÆØÅ][\w'-]+))"
)
# Words of procedure that stand in every recommendation and every decision.
_PROCEDURE_WORDS = (
    "udvalget byrådet rådet kommunalbestyrelsen forvaltningen administrationen indstiller indstilling beslutter"
    " besluttet vedtager godkender anbefaler sagen punktet at enstemmig ønsker økonomiudvalget magistraten"
    " direktøren chefen borgmesteren afdelingen dermed herefter over ikke"
)


@dataclass(frozen=True)
class Asked:
    """What is asked for. `several`: more than one point; `mixed`: a refusal among other points."""

    text: str
    several: bool
    noting: bool
    discussing: bool
    choice: bool
    open_question: bool
    to_refuse: bool
    mixed: bool
    to_forward: bool
    to_postpone: bool
    to_end: bool
    keeps: bool

    @cached_property
    def single_amount(self) -> int:
        """The only amount that is asked for, in kroner; 0 where there are none or several."""
        return only_amount(self.text)

    def other_amount(self, decided: int) -> bool:
        """One amount was asked for, and one was decided, and they differ."""
        return bool(self.single_amount and decided and self.single_amount != decided)

    @cached_property
    def negative(self) -> bool:
        """'at der ikke etableres fodgængerfelt'"""
        return not self.several and bool(_NEGATIVE.search(self.text))

    @cached_property
    def person(self) -> str:
        """Whom it wants chosen, where it names one; else ''."""
        match = _PERSON_CHOSEN.search(self.text)
        return (match["who"] or match["whom"]).strip() if match else ""

    @cached_property
    def labels(self) -> frozenset[tuple[str, str]]:
        return labels(self.text)

    def other_choice(self, said: frozenset[tuple[str, str]]) -> str:
        """'other' where the same sort of thing is named by another name ('model 1' for 'model 3'), 'same' where the
        names agree; '' where nothing can be compared."""
        for noun, name in self.labels:
            mine = {other for kind, other in self.labels if kind == noun}
            theirs = {other for kind, other in said if kind == noun}
            if theirs and len(mine) == 1:
                return "same" if name in theirs else "other"
        return ""


def read_recommendation(text: str) -> Asked | None:
    """None where nothing is recommended."""
    if not text.strip():
        return None
    lines = len(_POINT_LINE.findall(text)) + bool(_FIRST_IN_LINE.search(text))
    several = max(lines, 1 + len(_AND_THAT.findall(text))) > 1
    refuses = bool(_REFUSE.search(text))
    noting = bool(_NOTE.search(text))
    discussing = bool(_DISCUSS.search(text)) and not re.search(r"\bdrøftes? og (?:godkendes?|vedtages?)", text)
    choice = bool(_CHOICE.search(text))
    return Asked(
        text=text,
        several=several,
        noting=noting,
        discussing=discussing,
        choice=choice,
        open_question=choice or bool(_OPEN.search(text)) or (discussing and not several),
        to_refuse=refuses and not several,
        mixed=refuses and several,
        to_forward=bool(_FORWARD.search(text)),
        to_postpone=bool(_POSTPONE.search(text)),
        to_end=bool(_END.search(text)),
        keeps=bool(KEEP.search(text)),
    )


def labels(text: str) -> frozenset[tuple[str, str]]:
    """'model 3' as ('model', '3'), 'Grund B' as ('grund', 'b'), 'får navnet Sognevænget' as ('navn', 'sognevænget')."""
    chosen = {(match["noun"].lower(), match["name"].lower()) for match in LABEL.finditer(text)}
    return frozenset(chosen | {("navn", match["name"].lower()) for match in _NAMED.finditer(text)})


def only_amount(text: str) -> int:
    found = {amount.kroner for amount in amounts(text)}
    return found.pop() if len(found) == 1 else 0


def same_words(part: str, whole: str) -> float:
    """How much of what `part` says stands in `whole` as well: 0 to 1, by stems, words of procedure left out."""
    mine = _meaning(part)
    return len(mine & _meaning(whole)) / len(mine) if mine else 0.0


def says_as_much(part: str, whole: str) -> bool:
    """Whether `part` speaks of what `whole` speaks of: two words at least, and three quarters of all it says."""
    return len(_meaning(part)) >= 2 and same_words(part, whole) >= 0.75


def _meaning(text: str) -> frozenset[str]:
    return _stems(text) - _procedure()


def _stems(text: str) -> frozenset[str]:
    return frozenset(term.stem for term in terms(text) if term.stem)


@cache
def _procedure() -> frozenset[str]:
    """By the stems of today's analyser, whatever they are."""
    return _stems(_PROCEDURE_WORDS)
