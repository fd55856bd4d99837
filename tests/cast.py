"""A small archive with one of everything that a page can show, for tests that look at whole pages."""

from __future__ import annotations

import datetime

from meetings.filing.indexing import index_meeting
from meetings.filing.judging import judge_decisions
from meetings.models import Decision, Item, Meeting
from tests.make import (
    make_attachment,
    make_attendance,
    make_decision,
    make_document,
    make_item,
    make_meeting,
    make_section,
    make_vote,
)

# A phone is narrow, and minutes know long words.
LONG_TITLE = "Anlægsbevilling til arbejdsmarkedsforanstaltninger og børnehavepladsgarantiordningen i Ølgod-Oksbøl"
BODY = """Forvaltningen fremlægger forslag til en cykelsti langs Skolevej.

Der blev peget på følgende:

- manglende belysning
- trafikfarlige krydsninger

År | Anlæg | Drift | Tilskud fra puljen | Egenfinansiering | Bemærkninger
2023 | 1.200.000 kr. | 0 kr. | 600.000 kr. | 600.000 kr. | Projektering
2024 | 4.350.000 kr. | 45.000 kr. | 2.000.000 kr. | 2.350.000 kr. | Udførelse

1. projektet sendes i høring
2. arealerne erhverves"""


def make_small_archive() -> Item:
    """Two bodies of Varde with a case between them, an agenda, a closed item. Gives the item that has everything."""
    committee = make_meeting("Teknik- og Miljøudvalget", "2023-11-21", published=True)
    make_item(
        committee, title=LONG_TITLE, case_number="23/3223", recommendation="Chefen indstiller, at sagen godkendes.",
        decision="Anbefales.", outcome=Decision.Outcome.RECOMMENDED,
    )  # fmt: skip
    make_meeting("Byrådet", "2024-01-09", published=True, kind=Meeting.Kind.AGENDA, items=3)
    council = make_meeting(
        "Byrådet", "2023-12-05", published=True, start_time=datetime.time(17, 0), place="Rådhuset, byrådssalen"
    )
    make_attendance(council, "Asta Krogh")
    make_attendance(council, "Povl Due", present=False)
    make_document(council, data=b"%PDF-1.7 byraad", filename="Referat.pdf", media_type="application/pdf", pages=12)
    make_item(council, title="Godkendelse af dagsorden", decision="Godkendt.")
    item = make_item(
        council, title=LONG_TITLE, text=BODY, recommendation="Udvalget indstiller,\n\n- at bevillingen gives",
        case_number="23/3223", document_number="330-2023-1", kind=Item.Kind.DECISION, page=4,
    )  # fmt: skip
    make_section(item, heading="Økonomi", role="finance", text="Se <b>tabellen</b> & resten.")
    make_decision(
        item, own=False, body="Økonomiudvalget", date=datetime.date(2023, 11, 28), text="Udsat.",
        outcome=Decision.Outcome.POSTPONED, absent=["Karla Holm"],
    )  # fmt: skip
    own = make_decision(
        item, text="Godkendt med den ændring, at belysningen udgår.", outcome=Decision.Outcome.APPROVED_AMENDED,
        absent=["Povl Due"],
    )  # fmt: skip
    make_vote(own, "for", parties=["A", "V"], count=17)
    make_vote(own, "against", parties=[], persons=["Jens Østergård"], count=1)
    make_attachment(item, "Kort over strækningen", document_number="268527/23")
    unclear = make_item(council, title="Et uklart punkt")
    make_decision(unclear, text="Man så på det.", outcome=Decision.Outcome.DECIDED, recognised=False)
    make_item(council, title="Køb af ejendom", case_number="23/9911", closed=True)
    for meeting in Meeting.objects.with_places():  # as filing does, whatever it writes
        judge_decisions([meeting.pk])
        index_meeting(meeting)
    return item


# Every kind of page, by an address of the small archive.
PAGES = {
    "front": "/",
    "municipalities": "/kommuner/",
    "municipality": "/varde/",
    "municipality without minutes": "/aabenraa/",
    "committee": "/varde/byraadet/",
    "meeting": "/varde/byraadet/2023-12-05/",
    "agenda": "/varde/byraadet/2024-01-09-dagsorden/",
    "item": "/varde/byraadet/2023-12-05/punkt-2/",
    "unclear item": "/varde/byraadet/2023-12-05/punkt-3/",
    "closed item": "/varde/byraadet/2023-12-05/punkt-4/",
    "case": "/varde/sag/23-3223/",
    "closed items": "/varde/lukkede-punkter/",
    "closed items of a committee": "/varde/byraadet/lukkede-punkter/",
    "person": "/varde/person/asta-krogh/",
    "coming": "/kommende/",
    "coverage": "/daekning/",
    "about": "/om/",
    "accessibility": "/tilgaengelighed/",
}
