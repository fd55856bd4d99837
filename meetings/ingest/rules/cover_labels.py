"""The cover's labelled values: 'Mødedato: 3. maj 2017 Tid: 16:00', 'Mødested Borgen', 'Udvalg | Byrådet'.

The labels stand in meetings/reference/cover_labels.csv.
"""

from __future__ import annotations

import re

from meetings.ingest import reference
from meetings.ingest.lines import Line
from meetings.ingest.rules import absence, bodies, cover_absence, cover_titles, dates, labels, names, other_items, words

# label -> date, time, place, committee, participants, absent, municipality, term, chair, other (known,
# no field), remark (text that nobody has placed)
_LABELS: dict[str, str] = {row["label"]: row["meaning"] for row in reference.rows("cover_labels.csv")}
_LABELS.update(dict.fromkeys(words.ABSENCE, "absent"))
_WORD = "|".join(re.escape(word) for word in sorted(_LABELS, key=len, reverse=True))
_LABEL = re.compile(rf"(?:^|(?<=[\s|;,.]))(?P<label>{_WORD})\.?\s*(?::|\|)\s*|^(?P<alone>{_WORD})\W*$", re.IGNORECASE)
# FirstAgenda prints no colon: 'Mødedato Torsdag d. 15. december 2022 kl. 08:00'
_WITHOUT_COLON = re.compile(
    r"^(?P<label>mødedato|mødested|mødets sted|mødedeltagere|mødetidspunkt|mødelokale|starttidspunkt|deltagere|"
    r"medlemmer|dato|tid|sted|tidspunkt|lokale|udvalg|fraværende|afbud|til ?stede(?: var)?)\s+(?=\S)",
    re.IGNORECASE,
)
_OF_ITEM = ("openness", "case", "document", "title", "number")

# 'Lokale 1, Teatergade 8', 'Mødelokale B': the word is a part of the room's name
_ROOM = re.compile(r"^(?:møde)?lokale (?:\d|[A-ZÆØÅ]\b)", re.IGNORECASE)


# 'Mødedeltagere Kim Jessing, Lis Nørskov Indholdsfortegnelse': a heading run together with the value above it
_CONTENTS_AFTER = re.compile(r"\s+Indholdsfortegnelse$")

# 'Aage Bo, Ib Lund og fra forvaltningen Lone Vest', '… samt direktør Lone Vest'
_OFFICIALS_AFTER = re.compile(
    r",?(?: og| samt|\.| desuden)? (?:fra (?:forvaltningen|administrationen)|(?:desuden|endvidere) deltog)\b.*$",
    re.IGNORECASE,
)


# ', Stener Rasted Fraværende Karl Bro Nissum', 'Ib Lund (V) Afbud: Lise Holm'
_AWAY_INSIDE = re.compile(r"(?<=[\w).,;]) (?:Fraværende|Afbud|(?:Ikke|Ej) til ?stede)(?: fra|:)? (?=[A-ZÆØÅ])")


def is_label(text: str) -> bool:
    """Whether a line is one of the cover's labelled values."""
    return bool(labelled(text))


def is_of_meeting(text: str) -> bool:
    """Whether a line in the head of a single item tells of the meeting; 'Status | Lukket' is said of the item."""
    if any(pair.meaning in _OF_ITEM for pair in labels.pairs(text)):
        return False
    return is_label(text) or bodies.is_body(text) or dates.find(text) is not None


def labelled(text: str) -> list[tuple[str, str]]:
    """'Dato: 3. maj 2017 Tid: 16:00' -> [('date', '3. maj 2017'), ('time', '16:00')]."""
    if len(text) > 2000:
        return []
    return [pair for label, value in _labelled(text) for pair in _apart(label, value)]


def _apart(label: str, value: str) -> list[tuple[str, str]]:
    """'Stener Rasted Fraværende Karl Bro Nissum': the absent, run together with the members above them."""
    if label == "participants":
        value = _OFFICIALS_AFTER.sub("", value)
    cut = _AWAY_INSIDE.search(value) if label in ("participants", "chair") else None
    if cut is None or names.split(value[cut.end() :]) is None:
        return [(label, value)]
    return [(label, value[: cut.start()].strip(" ,;")), ("absent", value[cut.end() :])]


def _labelled(text: str) -> list[tuple[str, str]]:
    found = list(_LABEL.finditer(text))
    if found and found[0].start() == 0:
        ends = [match.start() for match in found[1:]] + [len(text)]
        return [
            (
                _LABELS[(match["label"] or match["alone"]).casefold()],
                _CONTENTS_AFTER.sub("", text[match.end() : end]).strip(" |;,"),
            )
            for match, end in zip(found, ends, strict=True)
        ]
    if _ROOM.match(text):
        return [("place", text)]
    if (bare := _WITHOUT_COLON.match(text)) and _fits(bare["label"], text[bare.end() :]):
        return [(_LABELS[bare["label"].casefold()], _CONTENTS_AFTER.sub("", text[bare.end() :]).strip())]
    return []


def _fits(label: str, value: str) -> bool:
    """Whether a value without a colon before it is one: 'Dato 3. maj 2017' is, 'Udvalg for Teknik' is not."""
    folded = label.casefold()
    if folded in ("dato", "tidspunkt"):
        return dates.find(value) is not None
    if folded == "tid":
        return dates.time_of(value, bare=True) is not None
    if folded in ("fraværende", "afbud"):  # 'Afbud Lise Holm (A) - Bo Bech (A) deltog som stedfortræder'
        return absence.is_nobody(value) or names.split(value) is not None or bool(cover_absence.from_cover(value)[0])
    if folded in ("deltagere", "medlemmer") or folded.startswith("til"):
        return names.split(_OFFICIALS_AFTER.sub("", value)) is not None
    if folded == "udvalg":
        return bodies.is_body(value)
    return value[:1].isupper() or value[:1].isdigit() or folded.startswith("møde")


# 'Møde slut: Kl. 20:10', 'Bemærkninger: …': a label that nobody listed
_ANY_LABEL = re.compile(r"^[A-ZÆØÅ][A-Za-zæøå /-]{2,30}:(?: |$)")


def belongs(label: str, so_far: list[str], line: Line) -> bool:
    """Whether an unlabelled line goes on with the label above it."""
    if line.kind == "heading" or cover_titles.TITLE.match(line.text):
        return False
    if label not in ("participants", "absent") and _ANY_LABEL.match(line.text):
        return False
    if labels.pairs(line.text):
        return False  # 'Sagsid.: 24/77', of the first item
    if not so_far:
        return True
    if label == "participants" and _ends_a_name(so_far, line.text):
        return True
    if label == "absent" and other_items.entry(line.text):
        return True
    if label in ("participants", "absent", "other"):
        listed = "," in line.text or (line.text[0].isupper() and len(line.text.split()) < 3 and "," in so_far[-1])
        return names.split(line.text) is not None or (label != "absent" and not line.starts_paragraph and listed)
    return not line.starts_paragraph and label in ("place", "date") and len(so_far) < 4


# Headings that may stand below the persons and look like a surname
_HEADINGS = {*words.STRONG, *words.WEAK, *words.ATTACHMENTS, *words.ABSENCE, *_LABELS} | {
    "indholdsfortegnelse", "indhold", "dagsorden", "referat", "punkter", "sagsoversigt", "dagsordenspunkter",
}  # fmt: skip
_WRAPPED = 60  # characters of a line so long that it may have been wrapped inside a name


def _ends_a_name(so_far: list[str], text: str) -> bool:
    """Whether a line, though a paragraph of its own, goes on inside the name that a list of persons broke off in:
    '…, Emil Stokholm, Lisbet' and 'Overgaard-Dahl, Carsten Viuff'; '…, Ellen Margrethe' and 'Bonde'."""
    _, comma, last = so_far[-1].rpartition(",")
    first, more, rest = text.partition(",")
    if not comma or not last.strip() or words.fold(text) in _HEADINGS or len(text.split()) > 60:
        return False
    alone = len(names.bare(first).split()) == 1
    if not (len(last.split()) == 1 or (alone and (more or len(so_far) > 1 or len(so_far[-1]) >= _WRAPPED))):
        return False
    return names.is_name(names.bare(f"{last.strip()} {first}")) and (not rest.strip() or names.split(rest) is not None)
