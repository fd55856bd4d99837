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

_FORWARD = r"(?:fremsendes|oversendes|videresendes|fremsendt|oversendt|videresendt|henvises|henvist|overgår|overgik|sendes|sendt|overføres)"
_SUBJECT = r"(?:sagen|sagerne|punktet|indstillingen|forslaget|emnet|spørgsmålet|medlemsforslaget|byrådsforslaget)"

# In the order of trial within a sentence. Each pattern has wordings it was made from above it.
_PHRASES: tuple[tuple[Outcome, re.Pattern[str]], ...] = tuple(
    (outcome, re.compile(pattern, re.IGNORECASE))
    for outcome, pattern in (
        # 'Tilbagesendes Magistratsafdelingen med bemærkning, at byrådet har vedtaget Magistratens foranstående indstilling'
        ("approved", r"tilbagesendes\b.{0,200}\bhar (?:vedtaget|godkendt|tiltrådt)"),
        # 'Ikke godkendt', 'Indstillingen blev ikke tiltrådt', 'kan ikke godkendes', 'Udvalget kan ikke imødekomme ansøgningen'
        (
            "rejected",
            r"\bikke (?:\w+ ){0,2}?(?:godkendt|godkendes|tiltrådt|tiltrædes|vedtaget|vedtages|imødekommet|imødekommes|imødekomme|bevilget|støttet|fremmet|nyde fremme)\b",
        ),
        # 'Ansøgningen imødekommes ikke'
        ("rejected", r"\b(?:godkendes|imødekommes|bevilges|vedtages|tiltrædes|støttes|anbefales) ikke\b"),
        (
            "rejected",
            r"(?:udvalget|byrådet|rådet|bestyrelsen|magistraten|kommunalbestyrelsen|nævnet) (?:kan|kunne|vil|ønsker) ikke (?:at )?(?:godkende|tiltræde|imødekomme|anbefale|støtte|vedtage|bevilge)",
        ),
        # 'Forslaget blev forkastet', 'Afvist', 'Nedstemt', 'Forslaget faldt', 'Ansøgningen afslås', 'Der meddeles afslag', 'Afslag.'
        (
            "rejected",
            r"\b(?:forkastet|forkastes|forkastede|afvist|afvises|afviste|afviser|nedstemt|afslået|afslås|afslog|faldt|bortfaldt)\b(?! på)|\b(?:meddeles?|gives?|meddelt|givet|giver|meddeler) afslag|^afslag\b|\bbortstemt\b",
        ),
        # 'Udsat.', 'Sagen udsættes', 'Punktet genoptages på næste møde', 'blev udsat uden afstemning', 'Sagen overgår til næste møde'
        (
            "postponed",
            r"\b(?:udsat|udsættes|udsætte sagen|udsatte|udskydes|udskudt|udsætter|udskyder|genoptages|tages op igen)\b(?! (?:grupper?|boligområder?|borgere|ledige|unge|børn|familier))|\b(?:overgår|overført|overføres|flyttes|udsættelse af sagen)\b.{0,30}\bnæste (?:ordinære )?møde|\bbehandles på (?:det )?næste møde",
        ),
        # 'Punkt 15 udgår', 'Sagen blev trukket tilbage', 'Taget af dagsordenen', 'Punktet udgik', 'Sagen bortfalder', 'Aflyst'
        (
            "withdrawn",
            r"^(?:\W*|.{0,60}\b)(?:udgår|udgik|udgået)\b|\btrukket(?: tilbage| af)?\b|\btrækkes(?: tilbage| af)?\b|\b(?:tage[ts]|taget) af (?:dags|møde)|\b(?:bortfalder|bortfaldet)\b|\baflyst\b",
        ),
        # 'Anbefales godkendt.', 'Indstilles til Byrådets godkendelse', 'Økonomiudvalget anbefaler indstillingen', 'Anbefalet', 'Indstilles godkendt'
        (
            "recommended",
            r"\banbefale(?:s|r|de|t|des)\b|\bat anbefale\b|\b(?:kan|kunne) (?!ikke)(?:\w+ )?anbefale\b|(?:udvalget|udvalg|magistraten|rådet|bestyrelsen)\b.{0,40}? (?:indstiller|indstillede)\b|^\W*(?:det )?indstille(?:s|t|r)\b|\bindstilles (?:til|godkendt|vedtaget|over ?for|at)\b|\bindstilling(?:en)? (?:til byrådet )?anbefales|^(?:\W*)tiltræde[rs] og indstill",
        ),
        # 'Fremsendes til Teknisk Udvalg til behandling', 'Sagen oversendes til Økonomiudvalget', 'Henvist til 2. behandling', 'Tilbagesendt til forvaltningen'
        (
            "referred",
            rf"^\W*{_FORWARD}\b(?! i høring)(?! i offentlig)|\b{_SUBJECT} (?:blev |bliver |er |skal )?(?:hermed |derfor |herefter )?{_FORWARD}\b(?! i høring)(?! i offentlig)|\b(?:tilbagesendes|tilbagesendt|sendes tilbage|sendt tilbage|hjemvises|hjemvist|tilbagevises|tilbagevist)\b|\bat (?:oversende|henvise|fremsende|videresende|tilbagesende) sagen|\bsende(?:r|s)? sagen (?:videre|retur|tilbage|til)\b|\bhenvise[sr]? til (?:\d\.|behandling|budget)",
        ),
        # 'Godkendt.', 'Indstillingen godkendes', 'Udvalget godkender årsplanen', 'Godkendelse', '1. og 2. at godkendt.', 'Pkt. 1: godk.'
        (
            "approved",
            r"\bgodkend(?:t|te|tes|es|er)\b|\bgodk\.|^\W*godkendelse\.?$|\b(?:kan|kunne) (?!ikke)(?:\w+ )?(?:godkende|tiltræde)\b|\b(?:besluttede|vedtog|beslutter|vedtager|besluttet|enedes om|enige om)\b,? (?:\w+ ){0,3}?(?:at )?godkende\b",
        ),
        # 'Et flertal bestående af A, V og C stemte for'
        ("approved", r"\bflertal\b.{0,80}\bstem(?:te|mer) for(?! (?:ændring|model|alternativ|handle))"),
        # 'Vedtaget', 'Byrådet vedtog forslaget', 'vedtages endeligt'; 'vedtog, at …' is a decision of its own words
        (
            "approved",
            r"\bvedtage(?:t|s)\b(?!,? at\b)|\bvedtog\b(?!,? at\b)|\b(?:vedtog|besluttede|besluttet|vedtaget),? (?:\w+ ){0,2}?at (?:tiltræde|følge|imødekomme|bevilge|tilslutte|vedtage|støtte|give tilladelse|meddele tilladelse|frigive)\b",
        ),
        # 'Tiltrådt.', 'Udvalget tiltræder indstillingen', 'tilslutter sig', 'Imødekommet', 'Bevilget', 'Indstillingen følges', 'Som indstillet', 'Frigivet'
        (
            "approved",
            r"(?<!ikke )\btiltrå(?:dt|dte|dtes)\b|\btiltræde[rs]\b|\btilslutte[rde]*s? sig\b|\btilsluttede sig\b|\btilsluttes\b|\bimødekom(?:met|mes|mer)?\b|\bbevilge[tsr]\b|\bbevilgede\b|\bbevilgedes\b|\bindstillingen (?:blev |bliver |er )?(?:enstemmigt )?(?:fulgt|følges|taget til følge)|\bfølge[rs] (?:\w+s )?indstilling|\bfulgte indstilling|\bsom indstillet\b|\bi (?:overensstemmelse|henhold) (?:med|til) indstilling|\btages til følge|\bfrigive[ts]\b|^\W*(?:ok|ja)\W*$|\bstøtter (?:forslaget|indstillingen|ansøgningen)|\bforslaget støttes",
        ),
        # 'Taget til efterretning', 'Udvalget tager orienteringen til efterretning', 'Til orientering.', 'Orientering modtaget', 'Ingen bemærkninger.'
        (
            "noted",
            r"\btil (?:efterretning|orientering|underretning|kenskab)\b|\btil e\.?r\.?\b|\borientering(?:en|erne)?,? (?:er |blev |bliver |fra \w+ (?:blev )?)?(?:modtaget|givet|modtages|gives|foretaget|foretoges|gennemført|afholdt|fandt sted)|\b(?:blev|bliver|er|var) (?:\w+ ){0,3}?orienteret\b|\borientere(?:de|t)s?\b|\b(?:ingen|ikke) (?:yderligere )?bemærkninger|\bgav ikke anledning|^\W*der (?:var|er) (?:ingen|intet|ikke)\b|\bintet (?:at bemærke|til|under)?\b|^\W*(?:ingen|intet|nej|orientering(?:er|en)?|efterretning|foretoges|foretaget|givet|gennemgået|noteret|behandlet)\W*$|\bgivet? (?:\w+ ){0,3}?orientering|\bgav (?:\w+ ){0,4}?orientering|\bder (?:blev|er|var) (?:givet )?(?:\w+ ){0,3}?(?:orientering|orienteret|redegjort)|\borienteringspunkt|\btog(?:es)? (?:\w+ ){0,4}?til efterretning|\bforetoges\b|\bredegørelsen? (?:blev )?(?:givet|modtaget)|\bblev præsenteret\b|\bnoteret\b|\bmeddelelser(?:ne)? (?:blev )?(?:af)?givet\b|\bblev (?:stillet og )?besvaret\b",
        ),
        # 'Drøftet.', 'Sagen blev drøftet', 'Udvalget drøftede oplægget', 'Temadrøftelse afholdt', 'Drøftelse fandt sted'
        (
            "discussed",
            r"\bdrøfte(?:t|de|des|s|r)\b|\bdrøftelse(?:n|r|rne)?\b|\bdebattere(?:t|de)\b|\bdialog (?:afholdt|gennemført)",
        ),
        # 'Besluttet at …', 'Udvalget ønsker …', 'Valget faldt på …', 'X blev valgt', 'Formanden bemyndiges', 'Sendes i høring', 'Grundet stemmelighed …'
        (
            "decided",
            r"\bbeslut(?:tet|tede|ter|tes|tedes|ning)\b|\bvedtog\b|\bvalg(?:t|te|tes|et faldt)\b|\bvælge[rs]\b|\budpege(?:s|t|de|r)\b|\bønske(?:r|de|s|t)\b|\bbemyndige(?:s|t|r|de)\b|\bi (?:offentlig |fornyet |ny )?høring\b|\bstemmelighed\b|\bindstille(?:s|r) som\b|\bfastsæ?t(?:tes|tes|ter|te|sat)\b|\bfastholde[srt]\b|\bprioritere[rst]\b|\bpålægge[rs]?\b|\banmode[rs]?\b|\bopfordre[rs]?\b|\bindkaldes\b|\bnedsætte[srt]?\b|\bnedsat\b|\bkonstitueret\b|\bkonstituere[rs]\b|\bafsættes?\b|\bafsat\b|\btilladelse (?:gives|meddeles|givet)|\b(?:gives|meddeles|meddelt|givet) (?:\w+ )?(?:tilladelse|dispensation|samtykke|tilsagn|landzonetilladelse)|\bgiver (?:\w+ )?(?:tilladelse|dispensation)|\btilsagn (?:gives|givet)|\bindstillet\b|\benig(?:e|t)? (?:i|om)\b|\bstem(?:mer|te) for (?!forslaget|indstillingen)\w|\bigangsættes\b|\boptages på\b",
        ),
    )
)
_BINDING: frozenset[Outcome] = frozenset(
    {"approved", "approved_amended", "rejected", "postponed", "withdrawn", "recommended", "referred"}
)
# 'Godkendt, dog således at …', 'med den ændring, at', 'med følgende tilføjelse', 'med forbehold for', 'på betingelse af', 'idet afsnit 2 udgår'
_AMENDED = re.compile(
    r"\bdog\b|\bmed (?:\w+ ){0,3}?(?:ændring|tilføjelse|bemærkning|præcisering|rettelse|justering|tilretning|forbehold|undtagelse|supplement)(?:er|en|erne|ne)?\b"
    r"|\bpå betingelse af|\bunder forudsætning af|\bbortset fra|\bidet\b.{0,80}\b(?:udgår|ændres|tilføjes|præciseres|rettes|slettes|udgik|flyttes|nedsættes|forhøjes|hæves|sænkes|udskydes|begrænses|udvides)\b|\bi ændret form|\bsom ændret|\bmed de (?:faldne|fremsatte|foreslåede|nævnte)\b|\bmodificeret\b|\bjusteret\b"
    r"|\buden (?:den )?(?:passus|afsnit)|\bundtaget\b",
    re.IGNORECASE,
)
_NO_AMENDMENT = re.compile(
    r"\b(?:uden|ingen) (?:\w+ )?(?:bemærkninger|ændringer)|\bmed (?:\w+ ){0,2}?bemærkninger? (?:fra|til protokollen)|\bmed (?:\d+|et|stort) (?:stemmer|flertal)",
    re.IGNORECASE,
)
_AMENDED_NEXT = re.compile(
    r"^\W*(?:dog\b|med (?:den|følgende|de|disse) (?:ændring|tilføjelse|bemærkning|præcisering|rettelse))", re.IGNORECASE
)
# 'Ændringsforslaget blev forkastet.', 'Forslag fra Enhedslisten om …', 'Et mindretal …'
_ASIDE = re.compile(
    r"\bændringsforslag|\bunderændring|\bet? mindretal|\bmindretallet|^\W*forslag(?:et)? fra\b|\bforslag(?:et)? om (?:at )?(?:udsætt|udsæt)|\bmodforslag|\balternative forslag|\bprotokol|\bførte til protokol",
    re.IGNORECASE,
)
# 'For stemte Ø og F.', 'Imod stemte A, V og C.', 'Forslaget bortfaldt.'
_OF_AMENDMENT = re.compile(r"^\W*(?:(?:for|imod|mod)\b.{0,20}\bstem|undlod\b|hverken for|forslaget\b|ændringsforslaget\b|[A-ZÆØÅ(),og ]+stem)", re.IGNORECASE)
# 'V stemmer imod', '(A) og (O) stemte for handlemulighed A', 'undlod at stemme', 'kunne ikke tiltræde', 'tager forbehold'
_VOTE = re.compile(
    r"\bstem(?:mer|te) (?:for|imod|mod|i)\b|\b(?:for|imod) (?:stemte|stemmer)\b|\bundl(?:od|ader|ade)\b|\bikke (?:at )?tiltræde\b|\b(?:tager|tog|tage) forbehold|\bstemte ikke\b|\bkan ikke støtte\b|\bikke medvirke\b",
    re.IGNORECASE,
)
_AMENDMENT_TAKEN = re.compile(
    r"\bændringsforslag(?:et)?\b.{0,80}\b(?:vedtaget|godkendt|tiltrådt|imødekommet|vedtages|godkendes)\b", re.IGNORECASE
)
# Ends of sentences: 'Godkendt. Der ønskes …'; not in 'pkt. 4', '1. og 2. at', 'kl. 15.00', 'd. 5. maj', 'jf. bilag', initials
_END = re.compile(
    r"[.!?](?=\s|$)(?<!\bpkt\.)(?<!\bnr\.)(?<!\bkl\.)(?<!\bjf\.)(?<!\bvedr\.)(?<!\bd\.)(?<!\bca\.)(?<!\bstk\.)(?<!\bbl\.a\.)(?<!\bmio\.)(?<!\bkr\.)(?<!\bevt\.)"
    r"(?<!\bgodk\.)(?<! [A-ZÆØÅ]\.)(?<!\d\.)|\.(?=\s+[A-ZÆØÅ(])(?<=\d\.)|\n+|;\s"
)
_READ = 6000  # characters of a decision that are read for its outcome


class Reading(NamedTuple):
    outcome: Outcome
    recognised: bool


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
    found: list[tuple[Outcome, bool]] = []  # outcome, whether it only counts where nothing else does
    cut = sentences(text[:_READ])
    beside = asides(cut)
    for n, sentence in enumerate(cut):
        outcome = of_sentence(sentence)
        if outcome is None:
            continue
        if outcome == "approved" and n + 1 < len(cut) and _AMENDED_NEXT.match(cut[n + 1]):
            outcome = "approved_amended"
        found.append((outcome, beside[n]))
    main = [outcome for outcome, aside in found if not aside] or [outcome for outcome, _ in found]
    if not main:
        return Reading("decided", False)
    best = next(
        (outcome for n, outcome in enumerate(main) if outcome in _BINDING and (n == 0 or _may_follow(main[0]))), main[0]
    )
    if best == "approved" and _AMENDMENT_TAKEN.search(text[:_READ]):
        best = "approved_amended"
    return Reading(best, True)


def _may_follow(first: Outcome) -> bool:
    """Whether a later sentence may still decide: after a decision in the body's own words it tells no more."""
    return first != "decided"


@lru_cache(maxsize=2048)
def of_sentence(sentence: str) -> Outcome | None:
    """The outcome that one sentence states, or None."""
    hits = [
        (match.start(), rank, outcome)
        for rank, (outcome, pattern) in enumerate(_PHRASES)
        if (match := pattern.search(sentence[:1500]))
    ]
    if not hits:
        return None
    if _VOTE.search(sentence) and not any(outcome in _BINDING for _, _, outcome in hits):
        return (
            "decided" if re.search(r"\bstem(?:mer|te) for (?!forslag|indstilling)\w", sentence, re.IGNORECASE) else None
        )
    binding = [hit for hit in hits if hit[2] in _BINDING]
    start, rank, outcome = (
        min(binding, key=lambda hit: hit[1]) if binding else min(hits, key=lambda hit: (hit[2] == "decided", hit[0]))
    )
    if rank and outcome == "approved" and _AMENDED.search(sentence) and not _NO_AMENDMENT.search(sentence):
        return "approved_amended"
    return outcome


def asides(cut: list[str]) -> list[bool]:
    """For each sentence whether it is about an amendment or a minority, not about the case itself.

    What follows an amendment goes with it as long as it tells how it was voted on and what became of it: 'For stemte Ø. Forslaget
    bortfaldt.'
    """
    beside: list[bool] = []
    for sentence in cut:
        follows = bool(beside) and beside[-1] and bool(_OF_AMENDMENT.match(sentence))
        beside.append(follows or bool(_ASIDE.search(sentence)))
    return beside


def known(text: str) -> bool:
    """Whether a text opens with a known wording: tells 'Beslutning: Godkendt.' from other uses of the word."""
    first = sentences(text[:400])
    return bool(first) and len(first[0]) < 300 and of_sentence(first[0]) is not None
