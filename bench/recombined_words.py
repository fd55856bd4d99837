"""The wordings that recombined.py puts together: as minutes of many systems write, about invented cases."""

from __future__ import annotations

BODIES = (
    "Teknik- og Miljøudvalget",
    "Byrådet",
    "Udvalget for Børn, Unge og Læring",
    "Økonomiudvalget",
    "Ældrerådet",
    "Kultur- og Fritidsudvalget",
    "Kommunalbestyrelsen",
    "Social- og Sundhedsudvalget",
    "Handicaprådet",
)
DATES = (
    ("05-12-2023", "2023-12-05"),
    ("d. 30-08-2021", "2021-08-30"),
    ("30. august 2021", "2021-08-30"),
    ("onsdag den 8. oktober 2025", "2025-10-08"),
    ("29.01.2013", "2013-01-29"),
    ("12/3 2008", "2008-03-12"),
    ("17/12-2014", "2014-12-17"),
    ("tirsdag d. 3. maj 2017", "2017-05-03"),
)
COVERS = (
    "REFERAT {body} {date}\n\nMødested: {place}\n\nMødedeltagere: {members}",
    "Referat til mødet i {body} {date} kl. 16:00 i {place}\n\nMedlemmer: {members}",
    "{body}\n\nReferat\n\nDato: {date}\nTid: Kl. 16.00\nSted: {place}\nDeltagere: {members}",
    "Lindeby Kommune\n\nBeslutningsprotokol for {body}\n\nDato: {date}\n\nMødelokale: {place}\n\nTil stede: {members}",
    "{body} - Referat\n\nDato: {date}\n\nSted: {place}\n\nDeltagere: {members}",
)
MEMBERS = (
    "Aage Bo (A), Ib Lund (V), Else Krog (F)",
    "Aage Bo, Ib Lund, Else Krog",
    "Aage Bo (formand), Ib Lund og Else Krog",
)
HEADINGS = (
    "Punkt {n}: {title}",
    "{n}. {title}",
    "{n} (Åben) {title}",
    "Pkt. {n} {title}",
    "Sag nr. {n}: {title}",
    "{n}) {title}",
    "Dagsordenspunkt {n} - {title}",
    "Åbent punkt {n}: {title}",
    "PKT. {n} - {title}",
    "{n} {title}",
)
CASES = (  # opened before every date above
    ("{case}", "07/2430{n}"),
    ("Sagsnr.: {case}", "330-2007-4962{n}"),
    ("Journalnr.: {case}", "01.00.05-P19-{n}-19"),
    ("Sagsnr. {case} Sagsbehandler: abc", "EMN-2006-8126{n}"),
    ("Sag: {case} Dok: 38815/13 Initialer: lmk", "06/190{n}"),
    ("J.nr. {case}", "2005-00344{n}1"),
    ("Sagsnummer: {case}\nÅben sag", "08/123{n}"),
)
TITLES = (
    "Godkendelse af dagsorden",
    "Ny cykelsti langs Åvej",
    "Budgetopfølgning pr. 31. marts",
    "Lokalplan 188 for Møllebakken",
    "Orientering om ventelister",
    "Drøftelse af klubtilbud i Sønderby",
    "Høring om kvalitetsstandarder for træning",
    "Ansøgning om tilskud fra Lindeby Boldklub",
    "Takster for 2026",
    "Valg af næstformand",
)
SECTIONS = (
    ("Sagsresumé", "Sagsfremstilling", "Indstilling"),
    ("Resumé", "Baggrund", "Administrationen indstiller,"),
    ("Beslutningstema", "Sagens indhold", "Forvaltningens indstilling"),
    ("Indledning", "Sagsbeskrivelse", "Indstilling:"),
    ("RESUMÉ", "SAGSFREMSTILLING", "INDSTILLING"),
    ("Problemstilling", "Løsning", "Direktionen indstiller,"),
    ("Sagens kerne", "Redegørelse", "Forslag til beslutning"),
    ("Kort resume", "Økonomi", "Indstilling til beslutning"),
)
DECISIONS = (
    "Beslutning",
    "Beslutning:",
    "Beslutning {body} den {date}",
    "Beslutning i {body} den {date}:",
    "Udvalgets beslutning",
    "BESLUTNING",
    "Beslutninger",
    "Vedtagelse",
    "{body}, {date}, pkt. {n}",
    "{owner} beslutning den {date}",
    "Beslutning fra {body} den {date}",
)
OUTCOMES = (
    ("Godkendt.", "approved"),
    ("Indstillingen blev tiltrådt.", "approved"),
    ("Taget til efterretning.", "noted"),
    ("Udvalget drøftede sagen.", "discussed"),
    ("Udsat til næste møde.", "postponed"),
    ("Anbefales godkendt.", "recommended"),
    ("Godkendt med den ændring, at stien belyses.", "approved_amended"),
    ("Indstillingen blev ikke godkendt.", "rejected"),
    ("Fremsendes til Økonomiudvalget til behandling.", "referred"),
    ("Punktet udgår.", "withdrawn"),
    ("1. og 2. at godkendt.", "approved"),
    ("At 1: Godkendt.\nAt 2: Godkendt.", "approved"),
    ("Orienteringen blev givet.", "noted"),
    ("Sendes i offentlig høring i otte uger.", "referred"),
    ("Godkendt, dog således at hækken bevares.", "approved_amended"),
    ("Forslaget blev forkastet.", "rejected"),
)
ABSENCE: tuple[tuple[str, list[str]], ...] = (
    ("", []),
    ("Fraværende: Lise Holm (A)", ["Lise Holm"]),
    ("Fraværende:", []),
    ("Afbud: Lise Holm (Løsgænger)", ["Lise Holm"]),
    ("Lise Holm og Jens W. Krog var fraværende.", ["Lise Holm", "Jens W. Krog"]),
    ("Fraværende: Ingen", []),
    ("Afbud fra Lise Holm. I stedet mødte Bo Bech.", ["Lise Holm"]),
    ("Lise Holm havde meldt forfald.", ["Lise Holm"]),
    ("Lise Holm (V) deltog ikke i sagens behandling på grund af inhabilitet.", ["Lise Holm"]),
    ("Lise Holm forlod mødet kl. 15.00 under behandlingen af punkt 9.", []),
    ("Ej til stede: Lise Holm", ["Lise Holm"]),
)
VOTES: tuple[tuple[str, list[tuple[str, list[str], int | None]]], ...] = (
    ("", []),
    ("V stemte imod.", [("against", ["V"], None)]),
    ("A og F kunne ikke tiltræde indstillingen.", [("against", ["A", "F"], None)]),
    (
        "For stemte: A, C og F.\nImod stemte: V (4) og O (2), i alt 6.",
        [("for", ["A", "C", "F"], None), ("against", ["V", "O"], 6)],
    ),
    ("Ø tog forbehold.", [("reservation", ["Ø"], None)]),
    ("B undlod at stemme.", [("abstain", ["B"], None)]),
    ("A, B og F stemmer for, mens V stemmer imod.", [("for", ["A", "B", "F"], None), ("against", ["V"], None)]),
    ("12 stemte for og 3 imod.", [("for", [], 12), ("against", [], 3)]),
)
ATTACHMENTS = (
    ("Bilag", ("Kort over Åvej", "Notat om støj")),
    ("Bilag:", ("Høringssvar.pdf",)),
    ("BILAG", ("Oversigt 2025", "Takstblad")),
    ("", ()),
)
EARLIER = (
    (
        "Tidligere beslutninger\nBeslutning fra Plan- og Klimaudvalget, 18. januar 2008, pkt. 17:\nAnbefales.",
        "recommended",
    ),
    ("Beslutning Plan- og Klimaudvalget den 18-01-2008\nUdsat.", "postponed"),
    ("Beslutning i Plan- og Klimaudvalget den 18. januar 2008:\nIndstilles godkendt.", "recommended"),
    ("Sagsforløb\nUdvalg: Plan- og Klimaudvalget\nDato: 18-01-2008\nPunktnummer: 4\nBeslutning\nDrøftet.", "discussed"),
    ("Plan- og Klimaudvalget, 18-01-2008, pkt. 17\nTaget til efterretning.", "noted"),
)
CLOSED = ("Lukket: {title}", "{title} - Lukket", "{title} (lukket punkt)", "LUKKET SAG - {title}", "{title} (Lukket)")
BESIDE = ("Sagsbehandler", "Initialer", "Tidligere beslutninger", "Sagsforløb")  # no part of the case's own text
PROSE = (
    "Stien forbinder skolen med stationen og bruges af omkring 300 elever om dagen. Udgiften er 1,2 mio. kr.",
    "Forvaltningen har gennemgået de indkomne forslag. Der er afsat midler i budgettet for det kommende år.",
    "Borgerne har været hørt, og der kom otte svar. De fleste peger på trafikken ved krydset som det største problem.",
)
