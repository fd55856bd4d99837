"""The cover: which body met, when, where, and who was there. Everything before the first item and the contents."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from meetings.ingest.lines import Line
from meetings.ingest.minutes import DocumentKind
from meetings.ingest.reading import Reading
from meetings.ingest.rules import (
    absence,
    bodies,
    cover_absence,
    cover_broken,
    cover_titles,
    cover_values,
    dates,
    other_items,
    outcomes,
    presence,
)
from meetings.ingest.rules.cover_labels import belongs, is_of_meeting, labelled

# 'kl. 08:30 i Mødelokale 1', 'kl. 16.00 på Rådhuset', 'kl. 17-19 på lærerværelset'
_PLACE_AFTER_TIME = re.compile(
    r"\bkl\.? ?\d{1,2}(?:[.:]\d\d)?(?: ?[-–] ?(?:kl\.? ?)?\d{1,2}(?:[.:]\d\d)?)?,? (?P<place>(?:i|på|hos|ved) .{2,100}|"
    r"(?!(?:og|samt|til|hvor|med|dog|der|som|er|senest|inden|efter|når)\b)(?=[A-ZÆØÅ]).{2,100})$",
    re.IGNORECASE,
)
# 'MANDAG DEN 16. MARTS 2015 KL. 19.00 I …', 'den 3. maj 2017'
_OPENS_WITH_DAY = re.compile(r"^(?:(?:man|tirs|ons|tors|fre|lør|søn)dag,? )?(?:den |d\. ?)?\d{1,2}", re.IGNORECASE)
_BEGAN = re.compile(r"\b(?:startede|begyndte|begynder|starter|åbnede|sat)\b", re.IGNORECASE)
# 'Udsendt den 1. marts 2024', 'Godkendt 12-04-2024', 'Udskrevet 3. maj 2017': not the day of the meeting
_OTHER_DATE = re.compile(
    r"\b(?:udsendt|udskrevet|offentliggjort|publiceret|dateret|opdateret|revideret|rettet|oprettet|printet|godkendt|"
    r"underskrevet|frist(?:en)?|næste møde)\b",
    re.IGNORECASE,
)
# 'Mødet sluttede kl. 18.05'
_ENDED = re.compile(r"^møde(?:t)? (?:blev |er )?(?:slut|hævet|afsluttet|lukket)", re.IGNORECASE)
# 'Mødet blev holdt på Rådhuset, 2. sal, Byrådssalen og startede kl. 17.30'
_HELD = re.compile(
    r"^mødet (?:(?:blev |bliver |er )?(?:af)?holdt|(?:af)?holdtes) (?:på|i|hos|ved) (?P<place>.+?)"
    r"(?: og (?:startede|begyndte|starter)\b.*|,? kl\..*)?\.?$",
    re.IGNORECASE,
)
_ANY_BODY = ("Udvalget", "Rådet", "Nævnet", "Bestyrelsen")  # of which nobody knows which it is
_MOST = 300  # lines that a cover may have
# 'Godkendelse af dagsorden: Godkendt': an item, and not what the document is
_APPROVED = re.compile(r"\bgodkendelse af (?:dagsorden|referat|protokol)", re.IGNORECASE)
# 'Er der to referater af samme dag, er det ene et tillægsreferat.'
_EXTRA = re.compile(r"\btillægs(?:dagsorden|referat)", re.IGNORECASE)
# '1 LINDEBY KOMMUNE Åbent referat til Byrådet …', '1 Referat fra møde i': the first lines, run together
_OPENS_AS_MINUTES = re.compile(r"^(?:1 )?(?:[A-ZÆØÅ-]+ kommune )?(?:åbent )?referat (?:til|fra|af)\b", re.IGNORECASE)
_PREPOSITION = re.compile(r"^(?:i|på|hos|ved|via) ", re.IGNORECASE)


@dataclass(slots=True)
class Cover:
    committee: str | None = None
    committee_titled: bool = False  # named on the line that says 'referat' or 'dagsorden'
    other_body: str | None = None  # that a title line names beside the committee
    kind: DocumentKind | None = None
    term: tuple[int, int] | None = None
    date: datetime.date | None = None
    date_guessed: bool = False  # the first date that stands there, with nothing to say that it is the meeting's
    start_time: str | None = None
    place: str | None = None
    participants: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    away_from: list[other_items.Elsewhere] = field(default_factory=list)  # 'Lise Holm (A), sag 129-138'


def read(reading: Reading, lines: Sequence[Line], running: Sequence[Line] = ()) -> Cover:
    """The cover's facts; every line that gave one is placed. `running`: headers set aside, which may name the body
    too."""
    cover = Cover()
    _read_lines(reading, cover, lines)
    _look_again(cover, [*lines, *running[:10]], reading)
    if cover.committee is not None:
        spelt = bodies.trim(cover.committee) if cover.committee.isupper() else cover.committee
        cover.committee = spelt
    return cover


def read_head(reading: Reading, cover: Cover, lines: Sequence[Line]) -> None:
    """Add what the head of a single item says of the meeting."""
    _read_lines(
        reading,
        cover,
        [line for line in lines if is_of_meeting(line.text)],
    )


def _read_lines(reading: Reading, cover: Cover, lines: Sequence[Line]) -> None:
    values: dict[str, list[str]] = {}
    current = ""
    lines = lines[:_MOST]
    titled = cover_broken.title_text(lines)
    for position, line in enumerate(lines):
        if line.number in titled:
            _read_title(cover, replace(line, text=titled[line.number]), reading, position)
            reading.put(line, "cover: title", "cover title")
            current = ""
            continue
        parts = labelled(line.text)
        if parts:
            for label, value in parts:
                current = label
                values.setdefault(label, [])
                if value:
                    values[label].append(value)
            for label in dict.fromkeys(label for label, _ in parts if label != "remark"):
                reading.put(line, _place(label), "cover label")
        elif current and belongs(current, values[current], line):
            values[current].append(line.text)
            if current != "remark":
                reading.put(line, _place(current), "cover label")
        else:
            current = ""
            _read_title(cover, line, reading, position)
    _read_values(cover, values)


def _place(label: str) -> str:
    """What has a label but no field ('Referent: …', 'Mødet hævet: 18.05') is set aside and not unread."""
    return "aside" if label == "other" else f"cover: {label}"


def _read_title(cover: Cover, line: Line, reading: Reading, position: int) -> None:
    text = line.text
    if not text or len(text) > 300:
        return
    if len(text) < 60 and _ENDED.match(text):
        reading.put(line, "aside", "end of the meeting")
        return
    title = cover_titles.TITLE.match(text)
    rest, kind = (title["rest"], title["kind"]) if title else ("", None)
    told = _APPROVED.search(text) or (text.endswith(".") and _EXTRA.search(text))  # what no title says
    if title is None and not told and (last := cover_titles.TITLE_LAST.match(text)):
        rest, kind = f"{last['rest']} | {last['after']}", last["kind"]
    elif title is None and position < 60:
        rest = text
    if kind is not None and (cover.kind is None or (title and cover_titles.document_kind(kind) == "minutes")):
        cover.kind = cover_titles.document_kind(kind)
        reading.put(line, "cover: title", "cover title")
    if not rest:
        return
    if (
        cover.term is None
        and (kind is not None or position < 8)
        and line.kind != "row"
        and (term := cover_titles.TERM.search(rest))
        and (years := cover_titles.years(term))
    ):
        cover.term = years
        rest = f"{rest[: term.start()]} {rest[term.end() :]}"
        reading.put(line, "cover: title", "cover title")
    found = None if kind is None and _OTHER_DATE.search(rest) else dates.find(rest)
    name = cover_titles.name(rest[: found.start] if found else rest, sure=kind is not None)
    if name is None and found and kind is not None:
        name = cover_titles.name(rest[found.end :], sure=False)
    over = name is not None and kind is not None and not cover.committee_titled and bodies.is_body(name)
    if name and (cover.committee is None or over or _names_better(name, cover.committee, sure=kind is not None)):
        if over and cover.committee and not bodies.same(name, cover.committee):
            cover.other_body = cover.committee  # a header above the title 'Referat fra Ældrerådet'
        cover.committee, cover.committee_titled = name, kind is not None
        reading.put(line, "cover: committee", "cover title")
    elif name and name not in _ANY_BODY and bodies.is_body(name) and not bodies.same(name, cover.committee or ""):
        cover.other_body = cover.other_body or name
    if found and (kind is not None or name or len(text) < 60 or _OPENS_WITH_DAY.match(text)):
        if cover.date is None:
            cover.date = found.date
        reading.put(line, "cover: date", "cover title")
        cover.start_time = cover.start_time or dates.time_of(text)
        if cover.place is None and (place := _PLACE_AFTER_TIME.search(text)):
            cover.place = cover_values.tidy_place(_PREPOSITION.sub("", place["place"]))
    elif cover.start_time is None and (len(text) < 80 or _BEGAN.search(text)) and (time := dates.time_of(text)):
        cover.start_time = time
        reading.put(line, "cover: time", "cover title")
        if cover.place is None and (place := _PLACE_AFTER_TIME.search(text)):
            cover.place = cover_values.tidy_place(_PREPOSITION.sub("", place["place"]))
    if cover.place is None and (held := _HELD.match(text)):
        cover.place = cover_values.tidy_place(held["place"])
        reading.put(line, "cover: place", "cover title")


def _names_better(name: str, known: str, *, sure: bool) -> bool:
    """Whether a later line names the body better: in a body's shape, or spelt as the title with 'referat' has it."""
    if bodies.is_body(name) and not bodies.is_body(known):
        return True
    return sure and bodies.same(name, known)


def _read_values(cover: Cover, values: dict[str, list[str]]) -> None:
    if texts := values.get("committee"):
        name = bodies.trim(cover_titles.TERM.sub("", texts[0]))
        cover.committee = name if bodies.is_body(name) or cover.committee is None else cover.committee
        if cover.term is None and (term := cover_titles.TERM.search(texts[0])):
            cover.term = cover_titles.years(term)
    when = " ".join(values.get("date", ()))
    if found := dates.find(when):
        cover.date = found.date
        cover.start_time = dates.time_of(when) or dates.time_of(when[found.end :], bare=True) or cover.start_time
    elif when:
        cover.start_time = dates.time_of(when, bare=True) or cover.start_time
    if times := " ".join(values.get("time", ())):
        cover.start_time = (
            dates.time_of(times) or dates.time_of(times, bare=True) or cover_values.hour(times) or cover.start_time
        )
        if cover.date is None and (found := dates.find(times)):
            cover.date = found.date
    if place := " ".join(values.get("place", ())):
        cover.place = cover_values.tidy_place(place)
    elif cover.place is None and when and (after := _PLACE_AFTER_TIME.search(when)):
        cover.place = cover_values.tidy_place(after["place"])
    if cover.term is None and (term := cover_titles.TERM.search(" ".join(values.get("term", ())))):
        cover.term = cover_titles.years(term)
    if members := values.get("participants"):  # not the head of a single item, which is read after the cover
        cover.participants = cover_values.people(members)
    if cover.participants:  # 'Formand: Aage Bo' above the list of the other members
        chair = cover_values.people(values.get("chair", ()))
        cover.participants = [*(name for name in chair if name not in cover.participants), *cover.participants]
    cover.absent += cover_absence.marked("\n".join(values.get("participants", ())))
    for text in values.get("absent", ()):
        if partly := other_items.entry(text):
            cover.away_from.append(other_items.Elsewhere(*partly, text, None))
            continue
        away, instead = cover_absence.from_cover(text)
        cover.absent += [name for name in away if name not in cover.absent]
        cover.participants += [name for name in instead if name not in cover.participants and cover.participants]
    cover.participants = [name for name in cover.participants if name not in cover.absent]


def _look_again(cover: Cover, lines: Sequence[Line], reading: Reading) -> None:
    """Facts that no label and no title gave: the first date, the first body named on a line of its own."""
    for line in lines[:60]:
        if cover.date is None and len(line.text) < 200 and (found := dates.find(line.text)):
            cover.date, cover.date_guessed = found.date, True
            cover.start_time = cover.start_time or dates.time_of(line.text)
            reading.put(line, "cover: date", "first date")
        if reading.is_free(line) and len(line.text) < 300:
            _read_presence(cover, line, reading)
        if cover.committee is None and bodies.is_body(name := bodies.nominative(bodies.trim(line.text))):
            cover.committee = name
        if (
            cover.place is None
            and cover.date is not None
            and reading.is_free(line)
            and len(line.text) < 100
            and cover_values.is_place(line)
        ):
            cover.place = cover_values.tidy_place(_PREPOSITION.sub("", line.text))
            reading.put(line, "cover: place", "place on its own line")
        if (
            cover.kind is None
            and len(line.text) < 120
            and not line.text.endswith(".")
            and not _APPROVED.search(line.text)
            and (word := re.search(r"\b(?:tillægsdagsorden|dagsorden|referat|protokol)\b", line.text, re.IGNORECASE))
        ):
            cover.kind = cover_titles.document_kind(word[0])
    if cover.kind in (None, "agenda") and any(_OPENS_AS_MINUTES.match(line.text) for line in lines[:3]):
        cover.kind = "minutes"


def _read_presence(cover: Cover, line: Line, reading: Reading) -> None:
    """'Afbud fra Lise Holm. I stedet mødte Ib Lund.', 'Stedfortræder for …: …', 'Alle medlemmer var til stede.'"""
    text = line.text
    instead = cover_absence.stand_ins(text) if cover.participants else ()
    sentences = [] if cover.absent or cover_absence.is_partial(text) else outcomes.sentences(text)
    away = [name for sentence in sentences for name in presence.in_sentence(sentence)]
    if away or instead or absence.is_nobody(text):
        cover.absent += away
        cover.participants += [name for name in instead if name not in cover.participants]
        reading.put(line, "cover: absent", "absence in a sentence")
