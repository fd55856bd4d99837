"""What the headings inside an item mean: the vocabulary of Danish case templates, and stems for words not in it.

STRONG words open a section wherever they fill a line, with or without a mark. WEAK words are ordinary words too
('Status', 'Forslag'): they need a heading's mark or a colon, and never end a decision. STEMS give a role to a heading that is
marked as one but whose exact words nobody has listed ('Økonomiske og organisatoriske forhold').
Wordings: FirstAgenda, SBSYS, Acadre, polweb and OS2web templates of municipalities and regions.
"""

from __future__ import annotations

import re

from meetings.ingest.minutes import Role

STRONG: dict[str, Role] = {}
WEAK: dict[str, Role] = {}


def _add(table: dict[str, Role], role: Role, words: str) -> None:
    for word in words.split("|"):
        table[word.strip()] = role


_add(STRONG, "summary", "sagsresumé|sagsresume|sagsresumè|resumé|resume|sammendrag|sammenfatning|kort resumé|kort resume|"
     "sagen kort|kort om sagen|sagens kerne|sagen i korte træk|resume af sagen|resumé af sagen")  # fmt: skip
_add(STRONG, "subject", "beslutningstema|beslutningspunkter|beslutningspunkt|sagens emne|sagens formål|formål med sagen|"
     "hvad skal besluttes|hvad skal der tages stilling til|sagens tema|drøftelsestema|orienteringstema|anledning|"
     "baggrund for punktet|formål med punktet")  # fmt: skip
_add(STRONG, "background", "sagsfremstilling|supplerende sagsfremstilling|sagens indhold|sagsbeskrivelse|sagens baggrund|"
     "baggrund for sagen|sagens oplysninger|sagsindhold|sagsoplysninger|uddybende sagsfremstilling|beslutningsgrundlag|"
     "beskrivelse af sagen|redegørelse for sagen|sagsredegørelse|sagens fremstilling|supplerende bemærkninger|faktiske forhold|"
     "ny sagsfremstilling|oprindelig sagsfremstilling|oprindelig sag|sagsfremstilling til mødet|baggrund")  # fmt: skip
_add(STRONG, "recommendation", "indstilling|indstillinger|forvaltningens indstilling|administrationens indstilling|"
     "direktionens indstilling|borgmesterens indstilling|magistratens indstilling|anbefaling|anbefalinger|forslag til beslutning|"
     "forvaltningens anbefaling|administrationens anbefaling|beslutningsforslag|forvaltningen indstiller|"
     "administrationen indstiller|direktionen indstiller|borgmesteren indstiller|forvaltningen anbefaler|"
     "administrationen anbefaler|det indstilles|indstilling og beslutning|indstilling til beslutning|indstilling/beslutning|"
     "forslag til indstilling|administrationens forslag|forvaltningens forslag|oprindelig indstilling|ny indstilling|"
     "indstilling fra forvaltningen|indstilling fra administrationen|chefens indstilling|direktørens indstilling")  # fmt: skip
_add(STRONG, "assessment", "forvaltningens vurdering|administrationens vurdering|vurdering|forvaltningens bemærkninger|"
     "administrationens bemærkninger|administrationens kommentarer|forvaltningens kommentarer|samlet vurdering|"
     "faglig vurdering|forvaltningens overvejelser|administrationens overvejelser|direktionens vurdering|direktionens bemærkninger|"
     "fagudvalgets vurdering|planmæssig vurdering")  # fmt: skip
_add(STRONG, "finance", "økonomi|økonomiske konsekvenser|økonomiske forhold|økonomi og finansiering|finansiering|"
     "bevillingsmæssige konsekvenser|økonomiske og personalemæssige konsekvenser|økonomiske og bevillingsmæssige konsekvenser|"
     "bevillingsmæssige forhold|økonomiske bemærkninger|økonomisk konsekvens|afledt drift|økonomi og personale|bevilling|"
     "økonomi/finansiering|økonomiske- og personalemæssige konsekvenser|anlægsøkonomi|økonomisk vurdering")  # fmt: skip
_add(STRONG, "legal", "retsgrundlag|lovgrundlag|retligt grundlag|juridisk grundlag|lovhjemmel|hjemmel|juridiske forhold|"
     "juridiske konsekvenser|retlige forhold|lovgivning|retsregler|regelgrundlag|lovgrundlag mv|lov- og plangrundlag|"
     "plangrundlag|politisk grundlag|lovgrundlag og planforhold")  # fmt: skip
_add(STRONG, "options", "handlemuligheder|alternativer|alternative muligheder|alternative løsninger|valgmuligheder|"
     "handlemulighed|alternativ indstilling|løsningsmuligheder|scenarier")  # fmt: skip
_add(STRONG, "consultation", "høring|høringssvar|høringer|partshøring|borgerinddragelse|høring og borgerinddragelse|"
     "udtalelser|udtalelse|høringsparter|naboorientering|nabohøring|høring/borgerinddragelse|høring og inddragelse|inddragelse|"
     "høring, dialog og formidling|inddragelse og høring|offentlig høring|bemærkninger fra høringen|involvering")  # fmt: skip
_add(STRONG, "procedure", "procedure|sagen afgøres i|kompetence|beslutningskompetence|beslutningskompetencer|kompetenceforhold|"
     "videre proces|videre forløb|den videre proces|det videre forløb|videre behandling|tidsplan|sagsgang|sagens gang|"
     "beslutningsproces|sagens videre forløb|sagen behandles i|sagens behandling|behandlingsplan|mødeplan|proces|tidsperspektiv|"
     "proces og tidsplan|sagens videre gang|afgørelseskompetence|politisk behandlingsplan|videre sagsgang|sagen afgøres af|"
     "tid og proces|sagsbehandlingsforløb|proces og kommunikation|procesplan|beslutningsvej|beslutningsniveau|"
     "kompetence til at træffe afgørelse|behandles i|punktet behandles i|sagsforløb og kompetence")  # fmt: skip
_add(STRONG, "consequences", "konsekvenser|tværgående konsekvenser|miljømæssige konsekvenser|miljøkonsekvenser|"
     "personalemæssige konsekvenser|sundhedsmæssige konsekvenser|klimakonsekvenser|miljøvurdering|klimavurdering|"
     "bæredygtighedsvurdering|andre konsekvenser|øvrige konsekvenser|personaleforhold|personalemæssige forhold|sundhedsaspekter|"
     "organisatoriske konsekvenser|miljøforhold|klima og miljø|klima og bæredygtighed|klimaeffekt|sundhedskonsekvenser|"
     "konsekvensvurdering|konsekvensanalyse|ligestilling|verdensmål|fn's verdensmål|fns verdensmål|bæredygtighed|"
     "agenda 21|sundhed og forebyggelse|kommunikative konsekvenser|politiske konsekvenser")  # fmt: skip
_add(STRONG, "history", "tidligere beslutninger|tidligere beslutning|tidligere behandling|tidligere behandlet|sagsforløb|"
     "sagshistorik|beslutningshistorik|behandlingshistorik|sagens forløb|sagens tidligere behandling|tidligere politisk behandling|"
     "forudgående behandling|tidligere sagsforløb|forhistorie|sagens historik|historik|tidligere politiske beslutninger|"
     "tidligere behandlinger|sagens hidtidige behandling|foregående behandling|beslutningsforløb|tidligere protokol|"
     "tidligere vedtagelser|politisk behandlingshistorik|tidligere møder")  # fmt: skip
_add(STRONG, "other", "kommunikation|offentlighed|pressemeddelelse|lukning af punkt|begrundelse for lukning|åbent/lukket|"
     "sagsbehandler|afbud til punktet|forelæggelse|kopi til|opfølgning på mødet|deltagere i punktet|gæster under punktet|"
     "supplerende oplysninger|tilføjelse til sagen|tillæg til sagen")  # fmt: skip

_add(WEAK, "subject", "emne|tema|formål|indledning|problemstilling|problem")
_add(
    WEAK,
    "background",
    "beskrivelse|redegørelse|status|fakta|oplysninger|sag|sagen|indhold|bemærkninger|noter|uddybning",
)
_add(WEAK, "recommendation", "forslag|indstillingen")
_add(WEAK, "assessment", "kommentarer|kommentar|løsning|overvejelser|begrundelse")
_add(WEAK, "finance", "budget|regnskab|takster|udgifter")
_add(WEAK, "legal", "jura|regler|vedtægter")
_add(WEAK, "options", "muligheder|modeller|varianter")
_add(WEAK, "procedure", "implementering|opfølgning|evaluering|tidsfrist|frist|tidshorisont|næste skridt")
_add(WEAK, "consequences", "klima|miljø|sundhed|personale|trafik|effekt|risici|risiko|børn|handicap|integration")
_add(WEAK, "consultation", "dialog|brugerinddragelse|medinddragelse|samarbejde")
_add(WEAK, "other", "notater|andet|kontaktperson|kontakt|links")

# The first stem that stands in a marked heading gives its role: 'Økonomiske og organisatoriske forhold', 'Miljø- og klimahensyn'
_STEMS: tuple[tuple[str, Role], ...] = (
    (r"tidligere (?:beslut|behandl|vedtag)|historik|sagsforløb|forhistorie", "history"),
    (r"økonomi|bevilling|finansier|budgetmæssig", "finance"),
    (r"juridi|retlig|retsgrund|lovgrund|lovgivning|hjemmel", "legal"),
    (r"konsekvens|påvirkning", "consequences"),
    (r"høring|borgerinddrag|inddragelse|involvering", "consultation"),
    (r"indstill|anbefal|forslag til beslutning", "recommendation"),
    (r"vurdering|forvaltningens (?:bemærk|kommentar)|administrationens (?:bemærk|kommentar)", "assessment"),
    (r"alternativ|handlemulig|scenarie", "options"),
    (r"resum|sammendrag|sammenfatning", "summary"),
    (r"kompetence|tidsplan|proces\b|procedure|sagsgang|videre forløb", "procedure"),
    (r"miljø|klima|bæredygtig|sundhedsmæssig|personalemæssig|verdensmål", "consequences"),
    (r"beslutningstema|sagens formål|^formål", "subject"),
    (r"fremstilling|baggrund|sagens indhold|redegørelse|beskrivelse", "background"),
)
STEMS = tuple((re.compile(pattern), role) for pattern, role in _STEMS)

# Sections whose names are also names of documents: under 'Bilag' they are attachments unless marked as headings
DOCUMENTS = frozenset(
    "høringssvar|udtalelse|udtalelser|tidsplan|procesplan|mødeplan|miljøvurdering|klimavurdering|behandlingsplan|konsekvensanalyse|"
    "pressemeddelelse|høring|konsekvensvurdering|naboorientering|beslutningsgrundlag|høringer|redegørelse for sagen|kommunikation|"
    "bæredygtighedsvurdering|partshøring|tidligere beslutning|sagsfremstilling|indstilling|resumé|økonomi".split("|")
)

# Headings that stand over the attachments of an item
ATTACHMENTS = frozenset(
    "bilag|bilagsliste|bilagsoversigt|bilagsfortegnelse|vedhæftede filer|vedhæftninger|vedlagte bilag|vedhæftede bilag|"
    "bilag til sagen|bilag til punktet|sagens bilag|åbne bilag|bilag (åbne)|oversigt over bilag|bilag vedlagt|bilag i sagen|"
    "liste over bilag|dokumenter|sagens dokumenter|sagens akter|sagsakter|bilag/akter|bilag og links|elektroniske bilag|"
    "bilag - åbne|vedlagt|vedlæg|bilag på sagen|bilag udsendt|udsendte bilag|bilag vedhæftet|filer|lukkede bilag|bilag (lukket)|"
    "medsendt sagsmateriale|sagsmateriale|vedlagt materiale|bilagsmateriale|medsendte bilag|underbilag|supplerende bilag|"
    "bilag til dagsordenspunktet|vedhæftet|vedhæftet fil|tidligere udsendte bilag|link til bilag|vedlagte dokumenter".split(
        "|"
    )
)

# Headings over who was away
ABSENCE = frozenset(
    "fraværende|ikke til stede|ikke tilstede|afbud|afbud fra|meldt afbud|fravær|fraværende medlemmer|fraværende under punktet|"
    "fraværende ved punktet|fraværende ved behandlingen|fraværende med afbud|afbud/fravær|fravær/afbud|fraværende/afbud|"
    "følgende var fraværende|ikke mødt|udeblevet|forfald|afbud og fravær|ikke deltagende".split("|")
)

# Sub-headings that belong to a decision's own text: 'Afstemning', 'Protokoltilførsel fra Enhedslisten:'
WITHIN_DECISION = re.compile(
    r"^(?:afstemning|stemmeafgivning|for stemte|imod stemte|for|imod|protokol(?:lat|tilførsel|bemærkning|erklæring)|mindretal|"
    r"særstandpunkt|ændringsforslag|bemærkning(?:er)? (?:fra|til)|forbehold|inhabilitet|habilitet|tilføjelse(?:r)? (?:fra|til protokollen)|"
    r"undlod|hverken for|(?:at|ad|vedr\.?|pkt\.?|punkt) ?\d)",
    re.IGNORECASE,
)


def fold(text: str) -> str:
    """A heading's words for looking up: lower case, without the marks around them."""
    return " ".join(text.casefold().strip(" .:;*#-–—_|").split())


def role_of(heading: str) -> Role:
    """The role of a marked heading: by its exact words, else by the first known stem, else 'other'."""
    key = fold(heading)
    known = STRONG.get(key) or WEAK.get(key)
    if known is not None:
        return known
    for stem, role in STEMS:
        if stem.search(key):
            return role
    return "other"
