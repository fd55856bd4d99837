"""The wordings of decisions, each with a sample and the outcome it amounts to.

They are tried from the top within a sentence, so that 'anbefales godkendt' is a recommendation and 'ikke godkendt' no
approval. A test reads every sample. Sources: meetings/reference/decision_phrases.csv and what its third column names.
"""

from __future__ import annotations

import re
from itertools import groupby

from meetings.ingest.minutes import Outcome

_FORWARD = r"(?:fremsende|oversende|videresende|henvise|tilbagesende|overføre)"
_FORWARDED = r"(?:fremsend|oversend|videresend|send|overfør)(?:es|t)|henvises|henvist|overgår|overgik"
_CASE = r"(?:sagen|sagerne|punktet|indstillingen|forslaget|emnet|spørgsmålet|medlemsforslaget|byrådsforslaget)"
_NOT_HEARING = r"\b(?! (?:i|til|ud i) (?:[\w.]+ ){0,4}?høring)"
_LEAVE = r"(?:\w*tilladelsen?|dispensation(?:en)?|tilskud(?:det)?|støtte|tilsagn|samtykke)"
_CHOSE = r"\b(?:beslutt(?:ede|er|et)|bestemt(?:e)?|vedtog|vedtager|enedes om|enige om|valgte),? (?:\w+ ){0,2}?at"
_BODY = r"\w*(?:udvalget|rådet|bestyrelsen|magistraten|nævnet|kommissionen|forsamlingen|hegnssynet)"

WORDINGS: tuple[tuple[Outcome, str, str], ...] = (
    ("approved", "Tilbagesendes med bemærkning, at byrådet i mødet har vedtaget Magistratens indstilling",
     r"tilbagesendes\b.{0,200}\bhar (?:vedtaget|godkendt|tiltrådt)"),
    ("approved", "Byrådet godkendte forvaltningens indstilling om at give afslag.",
     r"\b(?:godkendte|tiltrådte|fulgte|vedtog)\b.{0,40}\bindstilling(?:en)? om\b"),
    ("approved", "Indstillingen om at give afslag blev godkendt.",
     r"\bindstilling(?:en|erne)? om\b[^.;]{0,120}? (?:blev |er |bliver )?(?<!ikke )(?:enstemmigt )?"
     r"(?:godkendt|tiltrådt|vedtaget|fulgt|godkendes|tiltrædes|vedtages|følges)\b(?! ikke)"),
    ("recommended", "Udvalget anbefaler Byrådet, at ansøgningen ikke imødekommes.",
     r"(?<!ikke )\b(?:anbefale[rs]?|anbefalede|indstille[rs]|indstillede)\b[^.;]{0,80}?\bat\b[^.;]{0,120}\b"
     r"(?:ikke|afslås?|afvises?|forkastes?|afslag)\b"),
    ("rejected", "Byrådet godkendte ikke indstillingen.",
     r"\b(?:godkendte|vedtog|tiltrådte|bevilgede|fulgte|støttede|imødekom) ikke\b"),
    ("rejected", "Udvalget besluttede ikke at godkende ansøgningen.",
     r"\b(?:beslutt(?:ede|er|et)|vedtog|vedtager|vedtaget|valgte),? (?:\w+ )?ikke at "
     r"(?:godkende|imødekomme|bevilge|støtte|tiltræde|vedtage|følge|anbefale|yde|give|meddele)\b"),
    ("rejected", "Udvalget imødekommer ikke ansøgningen.",
     rf"{_BODY}\b[^.;,]{{0,40}}? ?\b(?:imødekommer|godkender|vedtager|tiltræder|bevilger|støtter|anbefaler|følger) "
     r"ikke\b"),
    ("rejected", "BY imødekommer ikke ansøgningen.",
     r"\bimødekommer ikke\b|^\W*(?-i:[A-ZÆØÅ]{2,5}) (?:godkender|vedtager|tiltræder|bevilger|anbefaler|følger) ikke\b"),
    ("rejected", "Udvalget besluttede at afvise ansøgningen.",
     rf"{_CHOSE} (?:afvise|afslå|forkaste|stemme nej)\b"),
    ("rejected", "Der var ikke opbakning til forslaget.",
     r"\b(?:ikke|ingen) (?:\w+ )?(?:flertal|opbakning|tilslutning|støtte) (?:for|til)\b"),
    ("rejected", "Et flertal kunne ikke støtte forslaget.",
     r"\bflertal(?:let)?\b[^.;]{0,60}\b(?:kan|kunne|vil|ville|ønsker|ønskede) ikke (?:at )?(?:støtte|godkende|tiltræde|"
     r"anbefale|imødekomme|vedtage|bevilge)\b"),
    ("rejected", "Forslaget opnåede ikke flertal.",
     r"\b(?:opnåede|fik|nyder|nød|vandt) ikke (?:flertal|fremme|tilslutning)|\bikke (?:opnå|vinde) (?:flertal|"
     r"tilslutning)|"
     r"\bstemte \w+ ned\b"),
    ("rejected", "Indstillingen blev ikke godkendt.",
     r"\bikke (?:\w+ ){0,2}?(?:godkend|tiltrå|tiltræd|vedtage|bevilge|støtte|fremme)(?:s|t|es|dt)\b"),
    ("rejected", "Ansøgningen kan ikke imødekommes.", r"\bikke (?:\w+ ){0,2}?(?:imødekom(?:met|mes|me)|nyde fremme)\b"),
    ("rejected", "Planen vedtages ikke.", r"\b(?:godkend|imødekomm|bevilg|vedtag|tiltræd|støtt|anbefal)es ikke\b"),
    ("rejected", "Udvalget kan ikke anbefale ansøgningen.",
     rf"{_BODY} (?:kan|kunne|vil|ønsker) ikke (?:at )?(?:godkende|tiltræde|imødekomme|anbefale|støtte|vedtage|"
     rf"bevilge)"),
    ("rejected", "Medlemsforslaget blev forkastet.",
     r"\b(?:forkast(?:et|es|edes?)|afvis(?:t|es|tes?|er)|nedstemt(?:es)?|bortstemt|afslået|afslås|afslog)\b"),
    # 'Pkt. 1 anbefales, pkt. 2 kan ikke anbefales' is a recommendation
    ("rejected", "Forslag d kan ikke anbefales.",
     r"^(?:(?!\banbefal|\bindstill\w+ (?:at|til)|\bgodkend[te]|\btiltr[åæ]d).)*?"
     r"\bikke (?:\w+ ){0,2}?anbefal(?:es|et|t)\b"),
    ("rejected", "Redegørelsen blev ikke taget til efterretning.",
     r"\bikke (?:\w+ )?(?:taget|tages|toges) til efterretning\b|\btages ikke til efterretning\b"),
    ("rejected", "Indstillingen blev ikke fulgt.",
     r"\bikke (?:fulgt|følges?|taget til følge|tages til følge|efterkom(?:met|mes|me))\b|"
     r"\b(?:følges|efterkommes) ikke\b|\b(?:tages|toges|tog) ikke (?:\w+ )?til følge\b"),
    ("rejected", "Klageren får ikke medhold.", r"\b(?:får|fik|give[rs]|gav) (?:\w+ ){0,2}?ikke medhold\b|"
     r"\bikke (?:gives?|givet|få|fået) (?:\w+ ){0,2}?medhold\b"),
    ("rejected", "Udvalget kan ikke gå ind for forslaget.",
     r"\bikke gå ind for\b|\bg(?:år|ik) ikke ind for\b|\bikke (?:at finde |finde )?(?:grundlag|anledning) "
     r"(?:for|til) at (?:imødekomme|godkende|støtte|bevilge|anbefale|give|meddele|ændre)|\bfandt ikke tilslutning"),
    # 'Prisen faldt', 'Valget faldt på' reject nothing
    ("rejected", "Forslaget bortfaldt.",
     r"\bbortfaldt\b|^\W*faldt\b|\bfaldt (?:med (?:stemmerne )?\(?\d{1,2} (?:stemmer )?i?mod\b|ved afstemning)|"
     r"(?:\bdet|\bdette|forslag\w*|indstilling\w*|anbefaling\w*|modellen|planen)\b[^.;:]{0,80}?"
     r"\bfaldt\b(?! (?:\w+ ){0,2}?på\b)"),
    ("rejected", "Indstillingen er således bortfaldet.",
     r"\b(?:(?:medlems|byråds)?forslaget|indstillingen|anbefalingen),? (?:som |der )?(?:er |blev )?(?:\w+ )?"
     r"(?:er )?(?:bortfaldet|faldet)\b"),
    ("rejected", "Tilladelse gives ikke.",
     rf"\b{_LEAVE} (?:gives|meddeles|bevilges|ydes) ikke\b|"
     rf"\bikke (?:\w+ )?(?:gives|givet|meddeles|meddelt|ydes|ydet|bevilges|give|meddele) (?:\w+ )?{_LEAVE}"),
    ("rejected", "Der meddeles ikke tilladelse.",
     rf"\b(?:give[rs]|gav|meddele[rs]|meddelte|yde[rs]|ydede|bevilge[rs]|tildeles) ikke (?:\w+ )?{_LEAVE}|"
     rf"\b{_LEAVE} kan ikke (?:gives|meddeles|ydes|bevilges|opnås)\b"),
    ("rejected", "Udvalget stemte enstemmigt imod forslaget.",
     rf"^\W*(?:{_BODY}|alle|samtlige)(?: \w+)? stem(?:te|mer) (?:enstemmigt |samlet )?imod\b"),
    ("rejected", "Der meddeles afslag.", r"\b(?:siger|sagde|sagt) nej\b|\b(?:meddele[rs]?|meddelte?|give[rs]?|gav|"
    r"givet) afslag|^afslag\b"),
    ("postponed", "Sagen udsættes.",
     r"(?<!\bikke )\b(?:udsat(?:tes)?|udsætte[rs]|udsætte sagen|udsatte|udskyde[rs]|udskudt)\b"
     r"(?! (?:ikke\b|for (?!\w*møde)|grupper?|boligområder?|borgere|ledige|unge|børn|familier))"),
    ("postponed", "Udvalget besluttede at udsætte punktet.", rf"{_CHOSE} (?:udsætte|udskyde)\b"),
    ("postponed", "Sagen stilles i bero til september.", r"\b(?:sættes|sat|stilles|stillet) i bero\b"),
    ("postponed", "Sagen optages på næste møde.", r"\boptages (?:igen )?på (?:det )?næste (?:ordinære )?møde"),
    ("postponed", "Udvalget besluttede, at den genoptages på næste møde.",
     rf"{_CHOSE} (?:sagen|punktet|den|det) (?:genoptages|optages|tages op|behandles) (?:igen )?på (?:det |et )?"
     r"(?:næste|kommende)"),
    ("postponed", "Punktet er overført til mødet den 3. april.",
     rf"^\W*(?:{_CASE} |behandlingen )?(?:blev |bliver |er )?(?:overføre?[ts]|overført|flytte[ts]|rykke[ts]|henstår|"
     r"udestår|medtages|hviler)\b(?: \w+){0,3}? (?:til|på) (?:\w+ ){0,3}?\w*møde"),
    ("postponed", "Punktet overgår til næste møde.",
     r"\b(?:overgår|overført|overføres|flyttes)\b.{0,30}\b(?:næste|førstkommende) (?:ordinære )?møde|"
     r"\bbehandles på (?:det )?næste møde"),
    ("withdrawn", "Punkt 15 udgår.", r"^.{0,60}\b(?:udgår|udgik|udgået)\b"),
    ("withdrawn", "Sagen blev trukket tilbage.",
     r"\btrukket(?: tilbage| af)?\b|\btrak\b.{0,40}\btilbage\b|\btrækkes(?: tilbage| af)?\b|\baflyst\b"),
    ("withdrawn", "Ansøgningen er tilbagekaldt.", r"\btilbagekald(?:t|es)\b(?! tilladelse)"),
    ("withdrawn", "Taget af dagsordenen.",
     r"\btage[ts] af (?:dags|møde)|^\W*taget af\W*$|\btrak (?:sagen|punktet|forslaget|ansøgningen)\b"),
    ("withdrawn", "Sagen er herefter bortfaldet.", r"\bbortfald(?:er|et)\b"),
    ("recommended", "Anbefales godkendt.",
     r"\banbefale(?:s|r|t|des)\b|\banbefalede\b(?! (?:form|udgave|ændring|løsning|model|beløb))|"
     r"\bat (?:anbefale|indstille)\b"),
    ("recommended", "Oversendes til Byrådet med udvalgets anbefaling.",
     r"\b(?:fremsend|oversend|videresend|send)(?:es|t)\b[^.;]{0,80}\bmed (?:\w+s )?anbefaling\b"
     r"(?! (?:af|om) afslag)"),
    ("recommended", "Foreslås vedtaget.",
     r"\b(?:foreslås|foreslår) (?:\w+ ){0,2}(?:godkend|vedtag|tiltr)(?:t|et|ådt)\b"),
    ("recommended", "Tiltrædes indstillet til Byrådets godkendelse.",
     r"\b(?:tiltrædes|tiltrådt|godkendes|godkendt) (?:og )?(?:indstilles|indstillet) til\b"),
    ("recommended", "Udvalget kunne anbefale indstillingen.", r"\b(?:kan|kunne) (?!ikke)(?:\w+ )?anbefale\b"),
    ("recommended", "By- og Miljøudvalget indstiller, at forslaget vedtages.",
     r"(?:udvalget|udvalg|magistraten|rådet|bestyrelsen)\b.{0,40}? indstille(?:r|de)\b"),
    ("recommended", "Magistraten indstiller til byrådet, at planen vedtages endeligt.",
     r"\bindstiller (?:til|over ?for) [^.,]{3,60},? at\b"),
    ("recommended", "Et flertal (A, B og V) indstiller, at skolen bevares.",
     r"\bflertal(?:let)?\b[^.;]{0,100}?\bindstille(?:r|de)\b|"
     r"^\W*(?-i:[A-ZÆØÅ])\)?(?:(?:, | og )\(?(?-i:[A-ZÆØÅ])\)?)* indstiller\b"),
    ("recommended", "Indstilles til Byrådets godkendelse.",
     r"^\W*(?:det )?indstille(?:s|t|r)\b|\bindstilles (?:(?:herefter|hermed|derfor|således|dermed) )?"
     r"(?:til|godkendt|vedtaget|over ?for|at|det,? at)\b"),
    ("referred", "Fremsendes til Teknisk Udvalg til behandling.", rf"^\W*(?:{_FORWARDED}){_NOT_HEARING}"),
    ("referred", "Sagen blev herefter oversendt til Økonomiudvalget.",
     rf"\b{_CASE} (?:blev |bliver |er |skal )?(?:hermed |derfor |herefter )?(?:{_FORWARDED}){_NOT_HEARING}"),
    ("referred", "Regnskabet oversendes til revisionen.",
     r"^\W*\w+(?:en|et|ne) (?:blev |er )?(?:oversend|fremsend|videresend)(?:es|t) til\b"),
    ("referred", "Materialet sendes til Økonomiudvalget til videre behandling.",
     r"\b\w+(?:en|et|ne) (?:blev |bliver |er )?send(?:es|t) (?:videre )?til (?!(?:[\w.]+ ){0,4}?høring)[^.;]{2,60}?"
     r"\btil (?:videre |endelig |fornyet |politisk )?(?:behandling|beslutning|afgørelse)"),
    ("referred", "Økonomiudvalget oversender sagen til Byrådet.",
     r"\b(?:oversend|fremsend|videresend)(?:er|te) (?:sagen|\w+(?:en|et|ne)) til\b|\bafgive[ts] til\b"),
    ("referred", "Sendes tilbage til forvaltningen.",
     r"\b(?:tilbagesend(?:es|t)|send(?:es|t) tilbage|hjemvis(?:es|t)|tilbagevis(?:es|t))\b"),
    ("referred", "Byrådet vedtog at sende sagen til behandling i Teknisk Udvalg.",
     rf"\bat {_FORWARD} (?:sagen|\w+(?:en|et|ne) til\b)|\bsende[rs]? (?:\w+ )?sagen (?:videre|retur|tilbage|til)\b"),
    # Sent to those who are asked for their opinion; 'Godkendt, at planen sendes i høring' is an approval
    ("referred", "Forslaget sendes i offentlig høring.",
     r"^\W*(?:\w+(?:en|et|ne) )?(?:blev |bliver |er )?(?:herefter |hermed |således )?"
     r"(?:ud|frem|over|videre)?send(?:es|t)\b"
     r"(?: \w+)? (?:ud )?(?:i|til) (?:[\w.-]+ ){0,4}?\w*høring(?! af)\b"),
    ("referred", "Forslaget fremlægges offentligt i perioden 1. maj – 26. juni.",
     r"^\W*(?:\w+(?:en|et|ne) )?(?:blev |bliver |er )?(?:herefter |hermed )?(?:fremlægges|fremlagt|udlægges|"
     r"offentliggøres) (?:[\w.-]+ ){0,3}?(?:offentligt|i \w+ offentlighed|(?:i|til) (?:\w+ ){0,3}?(?:\w*høring|"
     r"fremlæggelse))\b(?! af)"),
    ("referred", "Udvalget besluttede at sende forslaget i høring.",
     rf"(?:{_CHOSE} (?:ud|frem)?sende|^\W*{_BODY} (?:ud|frem)?send(?:er|te)) [^.;,]{{0,80}}?\b(?:i|til) "
     r"(?:[\w.-]+ ){0,4}?\w*høring(?! af)\b"),
    ("referred", "Forelægges Ældrerådet til høring.",
     r"^\W*(?:\w+(?:en|et|ne) )?(?:forelægges (?:[\w.-]+ ){1,4}?til (?:høring|udtalelse)|"
     r"g(?:år|ik) (?:ud )?i (?:[\w.-]+ ){0,3}?\w*høring)\b"),
    ("referred", "Lise Holm (V) begærede sagen indbragt for Byrådet.", r"\bbegære(?:de|r|s|t) (?:sagen|punktet)\b"),
    ("referred", "Henvises til 2. behandling.", r"\bhenvise[sr]? (?:det |den |sagen )?til (?:\d\.|behandling|budget)"),
    ("referred", "Byrådet henviser sagen til Teknisk Udvalg.", r"\bhenvise[rs]? (?:sagen|punktet|forslaget) til\b"),
    ("referred", "Budgettet overgår til 2. behandling.",
     r"\boverg(?:år|ik) til (?:\d\. ?|anden ?|fornyet )behandling"),
    # 'et svar, som formanden godkender på udvalgets vegne' is somebody's errand
    ("approved", "Godkendt.", r"\bgodkend(?:t|te|tes|es)\b|(?<!formanden )(?<!borgmesteren )(?<!forvaltningen )"
     r"(?<!direktøren )\bgodkender\b|\bgodk\.|^\W*godkendelse\.?$"),
    ("approved", "Udvalget kunne med glæde godkende strategien.",
     r"\b(?:kan|kunne) (?!ikke)(?:(?!ikke)\w+ ){0,3}?(?:godkende|tiltræde)\b"),
    ("approved", "Udvalget gav sin godkendelse til nedlæggelsen.",
     r"\b(?:gav|giver|givet) (?:sin |deres |sit )?(?:godkendelse|tilslutning|samtykke) til\b|^\W*tilslutning\W*$"),
    ("approved", "Udvalget vedtog, at godkende den nye model",
     r"\b(?:beslutt(?:ede|er|et)|vedtog|vedtager|enedes om|enig(?:e|t|hed)? om)\b,? (?:\w+ ){0,3}?(?:at )?godkende\b"),
    ("approved", "Samtlige medlemmer stemte for forslaget.",
     r"^\W*(?:alle|samtlige)\b[^.,]{0,30} stem(?:te|mer) for\b"),
    ("approved", "Et flertal bestående af A, V og C stemte for.",
     r"\bflertal\b.{0,80}\bstem(?:te|mer) for(?! (?:ændring|model|alternativ|handle)|"
     r" \w+ (?-i:[A-ZÆØÅ]|\d{1,2})\b)"),
    # 'vedtog, at …' is a decision of its own words
    ("approved", "Vedtaget uden afstemning.",
     r"\bvedtage[rst]\b(?!,? at\b)|\bvedtoges\b|\bvedtog\b(?!(?: herefter| derefter| enstemmigt)?,? at\b)"),
    ("approved", "Udvalget besluttede at følge indstillingen.",
     r"\b(?:vedtog|besluttede|besluttet|vedtaget|enig(?:e|t|hed)? om),? (?:\w+ ){0,2}?at (?:tiltræde|følge|"
     r"imødekomme|bevilge|tilslutte|"
     r"vedtage)\b"),
    ("approved", "Udvalget besluttede at give tilladelse til opførelsen.",
     r"\b(?:vedtog|besluttede|besluttet|vedtaget),? (?:\w+ ){0,2}?at (?:støtte|frigive|(?:give|meddele) tilladelse)\b"),
    ("approved", "Indstillingen blev tiltrådt.", r"(?<!ikke )\btiltrå(?:dt|dte|dtes)\b|\btiltræde[rs]\b"),
    ("approved", "Byrådet tilslutter sig indstillingen.", r"\btilslutter? sig\b|\btilsluttede sig\b|\btilsluttes\b"),
    ("approved", "Der ydes tilskud på 25.000 kr.",
     r"\b(?:ydes|gives)\b.{0,40}\b(?:tilskud|støtte|lån)\b|\bder (?:ydes|ydedes|gives|tildeles) [\d.]+ kr|"
     r"\bstadfæste[ts]\b"),
    ("approved", "Ansøgningen imødekommes.",
     r"\bimødekom(?:met|mes|mer)?\b|\befterkom(?:met|mes|mer)\b|"
     r"\b(?:får|fik|give[rs]|givet|gav) (?:\w+ ){0,2}?medhold\b"),
    ("approved", "Der bevilges et tilskud på 50.000 kr.", r"\bbevilge(?:t|s|r|de|des)\b|\bfrigive[ts]\b"),
    ("approved", "Udvalget følger forvaltningens indstilling.",
     r"\bindstilling(?:en)? (?:blev |bliver |er )?(?:enstemmigt )?(?:fulgt|følges|taget til følge)|\b(?:følger?|følges|"
     r"fulgte) (?:\w+s )?indstilling"),
    ("approved", "Besluttet som indstillet.",
     r"\bsom (?:indstillet|foreslået|ansøgt)\b|\bi (?:overensstemmelse med|henhold til) indstilling|"
     r"\b(?:tages|toges|taget) til følge"),
    ("approved", "Udvalget støtter ansøgningen.",
     r"\bstøtter (?:forslaget|indstillingen|ansøgningen)|\bforslaget støttes|^\W*støttes\b|"
     r"\bbakke(?:r|de) op\b|\b(?:opbakning|tilslutning) til\b|\bflertal for (?:forslaget|indstillingen)\b|"
     r"^\W*(?:ok|ja)\W*$"),
    ("referred", "Forslaget om nye toiletter oversendes til budgetforhandlingerne.",  # behind the approvals
     r"\b(?:over|videre)send(?:es|t) til\b(?! (?:[\w.-]+ ){0,4}?\w*høring)"),
    ("noted", "Orienteringen blev taget til efterretning.",
     r"\btil (?:efterretning|orientering|underretning|kendskab)\b|\btil e\.?r\.?\b|"
     r"\btog(?:es)? (?:\w+ ){0,4}?til efterretning"),
    ("noted", "Taget ad notam.", r"\bad notam\b|^\W*(?:taget )?t\. ?e\.?\W*$"),
    ("noted", "Udvalget noterede sig redegørelsen.",
     r"\bnoterede sig\b|\bstatus (?:blev )?givet\b|\bgav (?:en )?status\b|\bkvittere(?:de|r) for\b"),
    ("noted", "Regnskabet blev gennemgået.", r"\bgennemgået\b|\bgennemgik\b"),
    ("noted", "Orientering modtaget.",
     r"\borientering(?:en|erne)?,? (?:er |blev |bliver |fra \w+ (?:blev )?)?(?:modtage[ts]|give[ts]|foretaget|"
     r"foretoges|gennemført|afholdt|fandt sted)"),
    ("noted", "Udvalget blev orienteret om sagen.",
     r"\b(?:blev|bliver|er|var) (?:\w+ ){0,3}?orienteret\b|\borientere(?:de|t)s?\b"),
    ("noted", "Udvalget havde ingen bemærkninger.",
     r"\b(?:ingen|ikke) (?:yderligere )?bemærkninger|\bgav ikke anledning"),
    ("noted", "Der var intet under dette punkt.",
     r"^\W*der (?:var|er) (?:ingen|intet|ikke (?:no|bemærk|spørgsm|meddel|sager|punkter|emner|indkom|kommet))|"
     r"\bintet (?:at bemærke|til|under)?\b"),
    ("noted", "Foretoges.",
     r"^\W*(?:ingen(?: \w+)?|intet|ikke noget|orientering(?:er|en)?|efterretning|foretaget|givet|"
     r"gennemgået|noteret|behandlet|afholdt|gennemført|evalueret)\W*$|\bforetoges\b"),
    ("noted", "Der blev givet en orientering om byggeriet.",
     r"\b(?:gav|givet?) (?:\w+ ){0,4}?orientering|\bder (?:blev|er|var) (?:givet )?(?:\w+ ){0,3}?(?:orientering|"
     r"orienteret|redegjort)"),
    ("noted", "Orientering fra formanden og centercheferne.",
     r"^\W*(?:(?:mundtlig|gensidig|kort|løbende) )?(?:orientering(?:er)?|meddelelser|nyt|information) (?:fra|ved|v/) "
     r"[^.:]{3,100}\.$|^\W*(?:mundtlig|gensidig|kort|løbende) orientering\W*$"),
    ("noted", "Meddelelserne blev givet.",
     r"\bmeddelelser(?:ne)? (?:blev )?(?:af)?givet\b|\bredegørelsen? (?:blev )?(?:givet|modtaget)"),
    ("noted", "Der blev stillet og besvaret tre spørgsmål.",
     r"\bblev (?:stillet og )?besvaret\b|\bbesvarede (?:spørgsmål|forespørgsl|henvendels)|"
     r"\bblev præsenteret\b|\bnoteret\b|\borienteringspunkt"),
    # 'besluttede at svare i overensstemmelse med drøftelsen', 'efter drøftelse taget til efterretning' tell how
    ("discussed", "Sagen blev drøftet.",
     r"\bdrøfte(?:t|de|des|s|r)\b|(?<!overensstemmelse med )(?<!tråd med )(?<!baggrund af )(?<!grundlag af )"
     r"(?<!efter )(?<!efter en )(?<!efter kort )(?<!efter en kort )"
     r"\b\w*drøftelse(?:n|r|rne)?\b|\bdebattere(?:t|de)\b|\bdialog (?:afholdt|gennemført)"),
    # Binds only where nothing else does: 'Drøftet. Sagen genoptages i oktober.'
    ("postponed", "Sagen genoptages i oktober.",
     r"\b(?:genoptages|genoptaget|genbehandles|genfremsættes|(?:tages op|forelægges|behandles) (?:igen|på ?ny))\b"),
    ("postponed", "Afventer næste ordinære møde.",
     rf"^\W*(?:{_CASE} |(?:sags)?behandlingen |afgørelsen )?(?:afventer|hviler|henstår)\b"),
    ("postponed", "Sættes på dagsordenen til næste møde.",
     rf"^\W*(?:{_CASE} |behandlingen )?(?:bliver |skal )?(?:tages op|behandles|optages|fortsættes|forelægges|sættes|"
     r"vender tilbage|kommer)\b(?: (?:igen|på dagsordenen))? (?:på|til|i) (?:(?:udvalgets|byrådets|et|det|en|den) )?"
     r"(?:næste|kommende|følgende|senere|førstkommende) (?:ordinære )?(?:\w*møde|dagsorden)"),
    ("decided", "Besluttet at der indføres kvartalsvis borgerdialog.",
     r"\bbeslut(?:tet|tede|ter|tes|tedes)\b|\bvedtog\b"),
    ("decided", "Nævnet bestemte, at hegnet flyttes.",
     r"\bbestem(?:te|mer|t),? at\b|^\W*(?:det blev )?aftalt\b"),
    ("decided", "Valget faldt på Mærke C.",
     r"\b(?:gen)?valg(?:t|te|tes|et faldt)\b|\bvælge[rs]\b|\budpege(?:s|t|de|r)\b|\bindstille(?:s|r) som\b|"
     r"\bindstillet\b"),
    ("decided", "Udvalget peger på model 2.",
     r"\bpege(?:r|de) på\b|\barbejde(?:r|s) videre\b|^\W*(?:næst)?formand\w*: "),
    ("decided", "Udvalget ønsker en beskæftigelsesplan for 2024.",
     r"\bønske(?:r|de|s|t)\b|\banmode[rs]?\b|\bopfordre[rs]?\b|\bpålægge[rs]?\b"),
    ("decided", "Formanden bemyndiges til at indgå aftalen.",
     r"\bbemyndige(?:s|t|r|de)\b|\bnedsæt(?:ter|tes|te)\b|\bnedsat\b|\baccepter(?:es|et|er|ede)\b|\bkonstituere(?:r|"
     r"s|t|de)\b"),
    ("decided", "Rådet afgav følgende høringssvar:",
     r"\bafg(?:av|iver|ives) (?:\w+ )?(?:høringssvar|udtalelse|svar)|"
     r"\bhøringssvar(?:et)? (?:afgives|fremsendes)|\btilkendeg(?:av|iver)\b|\b(?:havde|har) følgende "
     r"(?:bemærkninger|kommentarer)|\bfordeles\b"),
    ("decided", "Planen er nu i offentlig høring.", r"\b(?:i|til) (?:[\w.]+ ){0,4}?høring\b"),
    ("decided", "Grundet stemmelighed fortsætter den nuværende praksis.",
     r"\bstemmelighed\b|\bfastholde[srt]\b|\bprioritere(?:r|s|t|de|des)\b|\benig(?:e|t|hed)? (?:i|om)\b"),
    ("decided", "Vejen navngives Lærkeparken.",
     r"\bnavngive(?:s|t)\b|\b(?:flyttes|flyttet) (?:til|fra)\b|\b(?:aflyses|nedlægges|oprettes|etableres|forlænges|"
     r"videreføres|opsiges|afsættes)\b"),
    ("decided", "Taksten fastsættes til 31 kr.",
     r"\bfastsæt(?:tes|ter|te)\b|\bfastsat\b|\bafsættes?\b|\bafsat\b|\bindkaldes\b|\bigangsættes\b|\boptages på\b"),
    ("decided", "Lise Holm fritages. I stedet indtræder Jens Krog.", r"\b(?:fritages|indtræder|udtræder)\b"),
    ("decided", "Der gives dispensation.",
     r"\b(?:give[rs]|meddele[rs]|meddelt|givet) (?:\w+ )?(?:tilladelse|dispensation|samtykke|tilsagn|"
     r"landzonetilladelse)|"
     rf"\b{_LEAVE} (?:gives|meddeles|givet|meddelt)"),
    ("decided", "(A), (O) stemmer for handlemulighed A.",
     r"\bstem(?:mer|te) (?:for (?!forslaget|indstillingen)|på (?!vegne|mødet))\w"),
)  # fmt: skip

# Neighbouring rows of one outcome as one pattern, in the order of trial
PHRASES: tuple[tuple[Outcome, re.Pattern[str]], ...] = tuple(
    (outcome, re.compile("|".join(pattern for _, _, pattern in rows), re.IGNORECASE))
    for outcome, rows in ((outcome, list(rows)) for outcome, rows in groupby(WORDINGS, key=lambda row: row[0]))
)
