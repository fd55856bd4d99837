"""What can go wrong with a file, and what the parser may be unsure of: two closed lists with their Danish sentences.

A file that cannot be read raises `UnreadableFile`; text never raises, it only gives warnings.
"""

from __future__ import annotations

from meetings.ingest.minutes import Warning

# Why a file gave no text. The names are stored and shown in the admin; the sentences are for the clerk.
OUTCOMES: dict[str, str] = {
    "scanned": "Filen er et billede af sider uden tekst og venter på OCR.",
    "unreadable_text_layer": "Filens bogstaver er gemt uden betydning, så siderne venter på OCR.",
    "encrypted": "Filen er beskyttet med adgangskode. Gem den uden og læg den op igen.",
    "damaged": "Filen er beskadiget og kan ikke læses.",
    "too_large": "Filen er større, end arkivet tager imod.",
    "too_complex": "Filen er for indviklet til at blive læst inden for grænserne for tid og hukommelse.",
    "empty": "Filen indeholder ingen tekst.",
    "wrong_type": "Filen er ikke det, dens navn eller type siger.",
    "unsupported": "Filtypen kan ikke læses. Gem dokumentet som PDF eller DOCX og læg det op igen.",
}

# What a file may hold beside its text that a program would run or open, and what the clerk reads of it.
ACTIVE: dict[str, str] = {
    "scripts": "scripts",
    "programs": "kommandoer til at starte programmer eller sende data",
    "embedded": "indlejrede filer",
}

# What a reading can be in doubt about. `{…}` are filled in by whoever warns.
CODES: dict[str, str] = {
    "no_municipality": "Dokumentet nævner ikke, hvilken kommune det kommer fra.",
    "region": "Dokumentet er fra {name}, som er en region og ingen kommune.",
    "municipality_unsure": "Kommunen er gættet: {found} nævnes oftest, men {other} næsten lige så tit.",
    "municipality_thin": "Kommunen er gættet: {found} er kun nævnt én gang i løbende tekst.",
    "no_committee": "Udvalgets navn blev ikke fundet på forsiden.",
    "committee_guessed": "Udvalgets navn står ikke på forsiden; {name} er taget fra beslutningerne.",
    "committee_unsure": "Forsiden nævner både {found} og {other}; {found} er taget som det udvalg, der holdt mødet.",
    "no_date": "Mødets dato blev ikke fundet på forsiden.",
    "date_guessed": "Mødets dato er ikke mærket som mødets dato på forsiden; {date} er gættet.",
    "date_unsure": "Forsiden siger {found}, men udvalgets beslutninger nævner {other}.",
    "body_unsure": "Beslutningen i punkt {number} er fra mødets dag, men fra {name} og ikke fra mødets udvalg.",
    "body_short": "»{text}« i punkt {number} er læst som et udvalgs forbogstaver; hvilket udvalg, er ikke kendt.",
    "person_unsure": "»{name}« står blandt mødets personer, men ligner ikke et navn.",
    "person_unlisted": "{name} stemte ifølge beslutningen i punkt {number}, men står ikke på forsiden.",
    "time_unread": "»{text}« på forsiden nævner et tidspunkt, som ikke er læst som mødets.",
    "place_unread": "»{text}« på forsiden nævner et sted, som ikke er læst som mødets.",
    "kind_unsure": "Det fremgår ikke, om dokumentet er en dagsorden eller et referat.",
    "unknown_layout": "Opsætningen er ikke set før; gennemgå dokumentet, før det offentliggøres.",
    "ocr_text": "Teksten er læst med OCR og kan indeholde fejl.",
    "pages_waiting": "{count} af siderne har ingen tekst, der kan læses, og venter på OCR.",
    "text_overprinted": "Tekst er trykt oven i anden tekst, så ord kan være blandet sammen. Se efter i originalen.",
    "columns_unsure": "Teksten står i to spalter, og deres rækkefølge er gættet. Se efter i originalen.",
    "watermark": "Siderne bærer vandmærket »{text}«, som ikke er en del af teksten. Er det den endelige udgave?",
    "page_blank": "{pages} har ingen tekst. Se efter i originalen, om der står noget dér.",
    "page_given_up": "Side {number} kræver mere tid eller hukommelse, end én side må, og er ikke læst. Resten er læst.",
    "text_left_out": "Filen rummer tekst, som ikke er læst med: {what}. Se efter i originalen, om den hører til.",
    "active_content": "Filen indeholder {what}; de bliver ikke kørt, åbnet eller vist.",
    "no_items": "Der blev ikke fundet nogen punkter i dokumentet.",
    "items_guessed": "Punkternes overskrifter ligner ikke overskrifter; de er kendt på deres numre alene.",
    "items_unnumbered": "Punkterne har ingen numre i dokumentet og er nummereret i rækkefølge.",
    "items_parted": "Punkterne har hverken numre eller faste overskrifter; hvor de begynder, er gættet på andre ord.",
    "number_missing": "Der springes i numrene: punkt {number} blev ikke fundet.",
    "number_twice": "Punkt {number} forekommer mere end én gang.",
    "item_without_title": "Punkt {number} har ingen titel.",
    "case_number_in_title": "Titlen på punkt {number} ender på »{text}«, som kan være sagens nummer.",
    "title_from_contents": "Titlen på punkt {number} blev læst som »{title}« og er rettet efter indholdsfortegnelsen.",
    "title_read_twice": "Titlen på punkt {number} er læst anderledes i indholdsfortegnelsen: »{title}«.",
    "title_broken": "Titlen på punkt {number} kan være brudt op: »{text}«.",
    "title_open": "Titlen på punkt {number} ender midt i en sætning: »{text}«.",
    "title_goes_on": "Linjen »{text}« under punkt {number} kan høre til titlen.",
    "title_cut": "Indholdsfortegnelsen har en længere titel til punkt {number}: »{title}«.",
    "case_number_guessed": "»{text}« er læst som sagens nummer i punkt {number}, men har en form, ingen kender.",
    "case_number_unsure": "Se efter, om sagens nummer i punkt {number} er læst rigtigt: »{text}«.",
    "closed_unsure": "Punkt {number} er læst som åbent, men »{text}« kan betyde, at det er lukket.",
    "attachment_unread": "»{text}« kan være et bilag, men står ikke blandt punktets bilag.",
    "attachment_odd": "»{text}« står blandt punktets bilag, men er måske ikke et bilag.",
    "decision_merged": "Beslutningen i punkt {number} kan rumme en anden beslutning: »{text}«.",
    "decision_twice": "{body} har to beslutninger af {date} i punkt {number}. Se efter, om den ene er et citat.",
    "decision_missing": "Punkt {number} har en indstilling, men der blev ikke fundet nogen beslutning.",
    "decision_absent": "Næsten alle punkter har en beslutning; i punkt {number} blev der ikke fundet nogen.",
    "not_in_contents": "Indholdsfortegnelsen nævner »{title}«, som ikke blev fundet som punkt.",
    "role_unsure": "»{text}« i punkt {number} er læst som {read}, men ligner {other}.",
    "heading_guessed": "Dokumentet mærker ikke sine overskrifter; se efter, om {text} i punkt {number} er en.",
    "outcome_not_recognised": "Beslutningens udfald blev ikke genkendt i »{text}«.",
    "outcome_unsure": "Beslutningen taler både om noget, der blev vedtaget, og noget, der blev afvist: »{text}«.",
    "outcome_told": "Beslutningens udfald er taget fra en bisætning, som måske handler om noget andet: »{text}«.",
    "decision_implied": "Beslutningen i punkt {number} har ingen overskrift; den er kendt på sine ord.",
    "decision_unclear": "Punkt {number} har tekst, men ingen overskrifter; se efter, om teksten er en beslutning.",
    "absence_unread": "Fraværet kunne ikke læses i »{text}«.",
    "absence_partly": "»{text}« siger fravær i en del af mødet. Se efter, om personen manglede, da der blev besluttet.",
    "votes_unread": "Beslutningen nævner en afstemning, som ikke kunne læses: »{text}«.",
    "decision_in_agenda": "Dokumentet er en dagsorden, men punkt {number} har en beslutning fra mødet.",
    "text_under_closed": "Punkt {number} er lukket, men der står tekst under det. Teksten offentliggøres aldrig.",
    "lines_unread": "{count} linjer er ikke placeret i noget felt.",
}


class UnreadableFile(Exception):
    """No text could be got out of a file.

    code: one of OUTCOMES. message: Danish, for the clerk. detail: English, for the log; never personal data.
    """

    def __init__(self, code: str, detail: str = "", message: str | None = None) -> None:
        self.code = code
        self.message = message or OUTCOMES[code]
        self.detail = detail
        super().__init__(f"{code}: {detail}" if detail else code)


def warning(code: str, line: int | None = None, page: int | None = None, **words: object) -> Warning:
    """A warning with its Danish sentence filled in."""
    return Warning(code=code, message=CODES[code].format(**words), line=line, page=page)
