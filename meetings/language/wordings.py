"""How decisions are worded: the patterns that decided.py reads a sentence by, each with wordings it was made from."""

from __future__ import annotations

import re

ACCEPT = (
    r"godkend(?:t|es|er|te|tes|elsen)?|godk\.|tiltråd(?:t|te|tes)|tiltræde[rs]?|vedtag(?:et|es|er)|vedtog(?:es)?"
    r"|imødekom(?:met|mes|mer|me)"
    r"|bevilge(?:s|t|r|de|des)?|anbefale(?:s|t|r|de|des)?|frigive[srt]?|tilslutte[rs]?|tilsluttede|fulgt|følges"
    r"|bifaldes|bifaldt"
)
CANNOT = r"(?:kan|kunne|vil|ville|ønsker|ønskede) ikke"
# 'Ikke godkendt', 'blev ikke tiltrådt', 'dermed ikke vedtaget', 'kan ikke anbefale', 'imødekommes ikke',
# 'anbefaler ikke'
REFUSED = re.compile(
    rf"\bikke (?:\w+ ){{0,2}}?(?:{ACCEPT}|fremmet|nyde fremme|støttet|støttes|taget til (?:følge|efterretning))\b"
    rf"|\b(?:{ACCEPT}|støttes?|støtter|gives|giver|meddeles|meddeler) ikke\b"
    # 'Udvalget kan ikke imødekomme …', 'Udvalget ønsker ikke at søge om midler', 'Byrådet vil ikke sænke hastigheden'
    rf"|\b(?:udvalget|udvalg|byrådet|rådet|magistraten|kommunalbestyrelsen|økonomiudvalget|bestyrelsen|flertallet"
    rf"|flertal\b[^.]{{0,40}}) {CANNOT}\b"
    # 'Forkastet', 'Nedstemt', 'Afvist', 'Forslaget faldt', 'som dermed bortfaldt', 'Der meddeles afslag'
    r"|\b(?:forkast(?:et|es|ede)|nedstem(?:t|mes)|afvis(?:t|es|te|er)|afslået|afslås|afslog|bortfald(?:t|et)?"
    r"|bortstemt)\b"
    r"|\b(?:indstillingen|forslaget|det|den) (?:er |blev )?(?:dermed |herefter |hermed )?faldt\b|^afslag\b"
    r"|\b(?:meddele[srt]?|giver?s?|gav|givet) afslag\b",
    re.IGNORECASE,
)
ACCEPTED = re.compile(
    rf"\b(?:{ACCEPT})\b|\b(?:som indstillet|i (?:overensstemmelse|henhold) (?:med|til) indstillingen)\b"
    r"|\b(?:støtter|tager til følge|taget til følge)\b|^\W*(?:ok|ja)\W*$",
    re.IGNORECASE,
)
# 'Udsat', 'Sagen udsættes', 'sendes tilbage til', 'hjemvises', 'Taget af dagsordenen', 'Udgår',
# 'belyst yderligere, før'
POSTPONED = re.compile(
    r"\b(?:udsat|udsættes|udsatte|udsætter|udskudt|udskydes|udskød)\b(?! (?:grupper?|boligområder?|borgere|ledige"
    r"|unge|børn|familier))"
    r"|\b(?:hjemvis\w+|tilbagevis\w+|tilbagesend\w+|genoptages|genbehandles)\b|\bsend(?:es|t|er"
    r"|e) (?:sagen )?(?:tilbage|retur)\b|^\W*(?:sendes )?tilbage til\b"
    r"|\btaget? af (?:dags|møde)|\b(?:sagen|punktet|forslaget|ansøgningen"
    r"|dagsordenspunktet)\b[^.]{0,30}\b(?:trukket|udgår|udgik|udgået)\b"
    r"|^\W*(?:udgår|udgik|udgået|trukket)\b|\b(?:overgår|overføres|flyttes) til (?:det )?næste\b"
    r"|\b(?:belyst|undersøgt|afklaret|uddybet|beskrevet)\b[^.]{0,40}\b(?:før|inden)\b"
    r"|\bny sag\b[^.]{0,40}\b(?:forelægges|fremlægges)\b",
    re.IGNORECASE,
)
# 'Taget til efterretning', 'Til orientering', 'Ingen bemærkninger', 'Orientering modtaget', 'Foretoges'
NOTED = re.compile(
    r"\btil (?:efterretning|orientering|underretning|kenskab)\b|\borientering(?:en|er|erne)? (?:blev "
    r"|er )?(?:modtaget|givet|gives|modtages)"
    r"|^\W*(?:ingen|intet|foretoges|orientering|efterretning|noteret)\b|\b(?:ingen|ikke) bemærkninger\b"
    r"|\bblev orienteret\b",
    re.IGNORECASE,
)
DISCUSSED = re.compile(r"\bdrøfte(?:t|de|des|s)\b|\bdrøftelse\b|\bdebattere(?:t|de|des)\b", re.IGNORECASE)
# 'Oversendt til', 'henvises til', 'Fremsendes til', 'Sagen sendes til Byrådet'
FORWARDED = re.compile(
    r"\b(?:oversend(?:t|es|te)|henvis(?:t|es|te)|videresend(?:t|es)|fremsend(?:t|es))\b|\bsendes til (?!høring)\w",
    re.IGNORECASE,
)
CHOSEN = re.compile(
    r"\b(?:valgt(?:e|es)?|udpeg(?:et|es|ede)|vælges|konstituere[rst]\w*)\b|\bvalget faldt\b", re.IGNORECASE
)
# 'Udvalget besluttede, at …', 'Besluttet at …', 'peger på', 'Der frigives 2,5 mio.', 'Planen sendes i høring',
# 'fortsætter', 'ønsker at'
OWN_WORDS = re.compile(
    r"\bbeslut(?:tet|tede|ter|tes|ning)\b|\bpeger? på\b|\bpegede på\b|\bønske[rdst]*\b|\bi (?:offentlig )?høring\b"
    r"|\bder (?:\w+es|etableres|gives|ydes|afsættes)\b"
    r"|\bgiver? (?:tilladelse|dispensation|tilsagn|\w+tilladelse)|\bmeddele[rs]? (?:dispensation|tilladelse"
    r"|samtykke|\w+tilladelse)"
    r"|\b(?:fastsættes|fordeles|igangsættes|fastholdes?|bevares?|opretholdes|videreføres|fortsætter|sælges"
    r"|fritages|bemyndiges|får navnet)\b"
    # 'Kontrakten forlænges ikke, og opgaven sendes i udbud'
    r"|^(?:[\w-]+ ){1,5}?\w{3,}es ikke\b",
    re.IGNORECASE,
)

# 'Ændringsforslag 5 … blev vedtaget'
AMENDMENT = re.compile(r"\b(?:under)?ændringsforslag", re.IGNORECASE)
TAKEN = re.compile(r"\b(?:vedtaget|vedtages|godkendt|godkendes|tiltrådt|imødekommet)\b", re.IGNORECASE)
# 'V og C stemte imod', 'undlod at stemme', 'tog forbehold', 'For indstillingen stemte',
# 'ønskede tilført protokollen', 'deltog ikke'
OF_SOME = re.compile(
    r"\b(?:stemte|stemmer) (?:for|imod|mod|hverken|ikke|nej|ja)\b(?! (?:og|eller) imod)|\b(?:for|imod)(?: \w+(?:en"
    r"|et))? (?:stemte|stemmer)\b|\bundl(?:od|ader)\b"
    r"|\b(?:tog|tager|tage) (?:\w+ )?forbehold\b|\bprotokol|\bmindretal|\b(?:deltog|deltager) ikke\b|\binhabil"
    r"|^\W*fraværende\b|^\W*afbud\b"
    r"|\bforlod mødet\b|\bbegær(?:er|ede)\b|\bstillede (?:\w+ ){0,6}forslag\b|\bforslag(?:et)? (?:om"
    r"|fra \w+ om) at udsæt",
    re.IGNORECASE,
)
# 'Lone Skov (A) og Mette Ager (V) …', 'Liste L …', 'V og C …', 'Enhedslisten …', 'Socialdemokratiet …' as who acts
SOME_ACT = re.compile(
    r"^\W*(?:[A-ZÆØÅ][\w.'-]+ ){1,5}?\([A-ZÆØÅ]{1,3}\)|^\W*(?:\(?[A-ZÆØÅ]\)?(?:, | og )?)+ (?=[a-zæøå])"
    r"|^\W*(?:liste|gruppe) [A-ZÆØÅ]\b"
    r"|^\W*(?:Enhedslisten|Socialdemokratiet|Venstre|SF|Konservative|Det Konservative|Dansk Folkeparti"
    r"|Liberal Alliance|Radikale|Alternativet|Nye Borgerlige|Danmarksdemokraterne)\b",
)
MAJORITY = re.compile(
    r"\bflertal|\benig(?:t|e)?\b|\budvalget\b|\bbyrådet\b|\bindstillingen (?:er|blev|bliver)\b", re.IGNORECASE
)
# ', idet Erik Dam (V) ikke kunne tiltræde …' · ', mens V stemte imod' · 'idet udvalget ønsker …' end what was decided
PERSON_CLAUSE = re.compile(
    r",? (?:idet|mens|medens|hvorimod|dog med bemærkning om,? at|dog) (?:\([A-ZÆØÅ]{1,3}\)"
    r"|(?:[A-ZÆØÅ][\w.'-]+ ){1,5}?\([A-ZÆØÅ]{1,3}\)|(?:liste )?[A-ZÆØÅ](?:,| og)? |Enhedslisten|Venstre|SF\b)[^.]*",
)
STEMS_OF_WISH = (
    r"ønske\w*|ser frem|så frem|bemærke\w*|notere\w*|rose[rs]?|roste|takke\w*|anmode\w*|beder?|bad|opfordre\w*"
    r"|finder|henvise\w*|lægger vægt"
    r"|er opmærksom|forvente\w*|anerkende\w*|udtrykke\w*|hilser|glæder|konstatere\w*|forudsætte\w*|følger"
    r"|imødese\w*|tilkendegive\w*"
)
WISH = re.compile(rf"\b(?:{STEMS_OF_WISH})\b", re.IGNORECASE)
# 'Udvalget ønsker en ny status' beside a decision; 'ønsker at arbejde videre med model 2' decides
MERE_WISH = re.compile(
    r"^\W*(?:udvalget|byrådet|der|et flertal)? ?ønske(?:r|s|de)\b(?! at (?:arbejde|gå|benytte|vælge|fastholde|bevare))",
    re.IGNORECASE,
)
CHANGES = re.compile(
    r"\b(?:udgår|udgik|ændre[rst]?|ændres|tilføjes|præciseres?|rettes|slettes|flyttes|nedsættes|forhøjes|hæves"
    r"|sænkes|udskydes|udsættes|begrænses|udvides|fastsættes|forlænges|forkortes|forøges|øges"
    r"|udtages|rykkes|indarbejdes|tilrettes|justeres|suppleres|skærpes|lempes|reduceres|fordobles|halveres"
    r"|evalueres|behandles|bevares|fastholdes|omfatter|omfatte"
    r"|skal|må|kan ikke|først|allerede|højst|mindst|alene|kun|opkræves|finansieres|undtages|indgår ikke"
    r"|indgår også)\b|\bikke \w+es\b",
    re.IGNORECASE,
)
# 'Godkendt, dog således at …' · 'med den ændring, at' · 'bortset fra' · 'på betingelse af' · 'men uden' ·
# '1. april i stedet for 1. januar' · 'med den af Teknik- og Miljøudvalget foreslåede ændring'; what the administration
# itself proposes is most often what it recommends
CHANGED = re.compile(
    r"\bdog\b|\bmed (?:\w+ ){0,3}?(?:ændring|tilføjelse|præcisering|rettelse|justering|tilretning|undtagelse"
    r"|supplement)(?:er|en|erne|ne|r|n|rne)?\b"
    r"|\bmed (?:den|det|de) (?:af|på|under|fra|i) (?!forvaltning|administration|direkt)(?:[\w-]+ ){1,6}?"
    r"(?:foreslåede|stillede|fremsatte|omdelte|fremlagte|anbefalede|vedtagne|aftalte|nævnte|faldne)"
    r" (?:ændring|tilføjelse|præcisering|rettelse|justering|tilretning)(?:er|r)?\b"
    r"|\bmed tilføjelse\b|\bmed de (?:faldne|fremsatte|nævnte|stillede)\b|\bpå betingelse af"
    r"|\bunder forudsætning af|\bforudsat\b|(?<=, )såfremt\b|\bbortset fra\b|\bundtagen\b|\bundtaget\b"
    r"|\bi ændret form\b|\bsom ændret\b|\bændrede indstilling|\bmen (?:uden|kun|først|ikke)\b|\buden (?:den "
    r"|afsnit|passus|punkt)|\bi stedet for\b",
    re.IGNORECASE,
)
NO_CHANGE = re.compile(r"\buden (?:\w+ )?ændringer\b|\bdog (?:ikke )?(?:stemte|undlod|deltog)\b", re.IGNORECASE)
# ', idet aftalen begrænses til to år' · 'med den bemærkning, at …' · 'med bemærkning om, at …'
CLAUSE = re.compile(r"\bidet\b(?P<idet>.*)|\bmed (?:\w+ ){0,2}?bemærkning(?:er)?\b(?P<remark>.*)", re.IGNORECASE)
GOES_ON = re.compile(
    r"^\W*(?:dog\b|med (?:den|følgende|de|disse) (?:ændring|tilføjelse|præcisering|rettelse))", re.IGNORECASE
)
# 'Dog ønsker udvalget en status', 'Dog bemærkes det, at …': a wish, where 'Dog fastholdes taksten' is a change
WISH_APART = re.compile(rf"^\W*dog (?:\w+ )?(?:{STEMS_OF_WISH})\b", re.IGNORECASE)
# 'ikke gives', 'forlænges ikke', 'besluttede, at vuggestuen ikke lukkes', 'besluttede ikke at lukke'
NEGATIVE = re.compile(r"\bat (?:[\w-]+ ){0,4}?ikke\b|^\W*(?:[\w-]+ ){1,6}?ikke\b|\bundlade[rs]?\b", re.IGNORECASE)
INSTEAD = re.compile(r"\bi stedet\b(?! for\b)|\bfrem for\b", re.IGNORECASE)
GRANTS = re.compile(
    r"\b(?:imødekomme[rs]?|imødekommet|bevilge[srt]?|bevilgede|arbejde[rs]? videre|(?:giver?|gives|meddele[rs]?"
    r"|ydes|yder) (?:\w+ )?(?:\w*tilladelse|dispensation|tilskud|tilsagn|støtte|\d)"
    r"|støtter|(?:godkende[rs]?|godkendte) (?:ansøgningen|projektet|byggeriet|dispensationen))",
    re.IGNORECASE,
)
REFUSES_APPLICANT = re.compile(
    r"\bafslag\b|\bafslås\b|\bafslået\b"
    r"|\bikke (?:\w+ ){0,2}?(?:\w*tilladelse|dispensation|tilskud|tilsagn|støtte)\b"
    r"|\b(?:ansøgning|andragende|dispensation|tilladelse|projekt|forslag)\w*\b[^.]*\bikke\b|\bimødekommes ikke\b",
    re.IGNORECASE,
)
SETS_AMOUNT = re.compile(
    r"\b(?:imødekom\w*|bevilge\w*|bevilling|gives|giver|ydes|yder|frigive\w*|fastsæt\w*|tilskud|afsættes|sælges"
    r"|forhøjes|støtte[rs]?|optage[rs]? lån|optages? et lån)\b",
    re.IGNORECASE,
)
OF_RECOMMENDATION = re.compile(
    r"\bindstilling(?:en|er|erne)?\b(?! (?:fra|om|til) )|\bbudgettet blev herefter\b", re.IGNORECASE
)
# 'At 1: Godkendt', '1. at: Godkendt', 'Ad 2 udsat', 'Pkt. 1 godkendt', 'Pind 1 og 2 godkendt',
# '1. og 2. at godkendt', 'At 1) vedtaget'
NUMBERED = re.compile(
    r"^\W*(?:(?:ad|at|pkt\.?|(?:at-)?punkt|pind|indstillingspunkt|delpunkt) ?\d{1,2}(?:(?:,| og|-) ?\d{1,2})*[.):]*"
    r"|\d{1,2}\.?(?:(?:,| og) ?\d{1,2}\.?)* ?(?:at|pind)\b[:]?)\s*",
    re.IGNORECASE,
)
