"""Minutes as text, for tests that go through the front door: `paper(...)` gives the bytes of a document.

The layout is the plainest of FirstAgenda's; the people, roads and cases are invented.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Point:
    """A point on the agenda. `number` is its place on the agenda unless given."""

    title: str
    text: str = "Forvaltningen fremlægger sagen, som udvalget drøftede på sit forrige møde."
    recommendation: str = "Forvaltningen indstiller, at forslaget godkendes."
    decision: str = "Godkendt."
    case: str = ""
    number: str = ""
    absent: str = ""
    attachments: Sequence[str] = ()
    before: Sequence[tuple[str, str, str]] = field(default=())  # earlier treatments: body, date, decision


CYCLE_PATH = Point("Cykelsti langs Lundvej", case="23/1234", text="Lundvej er skolevej for 140 elever.")
BATHS = Point("Svømmehal ved Hovmarken", case="23/2200", text="Svømmehallen fra 1974 er nedslidt.")
BUDGET = Point("Budgetopfølgning", case="24/3100", decision="Taget til efterretning.")


def paper(
    *points: Point,
    committee: str = "Teknik- og Miljøudvalget",
    date: str = "05-12-2023",
    time: str = "16:00",
    municipality: str = "Varde",
    place: str = "Mødelokale 3",
    present: Sequence[str] = ("Asta Krogh", "Bent Holm"),
) -> bytes:
    """The bytes of a markdown document. date: DD-MM-YYYY, as municipalities write it."""
    points = points or (CYCLE_PATH, BATHS, BUDGET)
    lines = [f"# REFERAT {committee} d. {date}", ""]
    lines += [f"{municipality} Kommune", ""] if municipality else []
    lines += [f"**Mødedato** {date} kl. {time}", "", f"**Mødested** {place}", ""]
    lines += [f"**Mødedeltagere** {', '.join(present)}", ""]
    for position, point in enumerate(points, start=1):
        number = point.number or str(position)
        lines += [f"## **Punkt {number}: {point.title}**", ""]
        lines += [point.case, ""] if point.case else []
        lines += ["### **Sagsfremstilling**", "", point.text, ""] if point.text else []
        lines += ["### **Indstilling**", "", point.recommendation, ""] if point.recommendation else []
        for body, day, decision in point.before:
            lines += [f"### **Beslutning i {body} den {day}**", "", decision, ""]
        if point.decision:
            lines += [f"### **Beslutning i {committee} den {date}**", "", point.decision, ""]
        lines += [f"Fraværende: {point.absent}", ""] if point.absent else []
        if point.attachments:
            lines += ["### **Bilag**", "", *(f"- {title}" for title in point.attachments), ""]
    return "\n".join(lines).encode()
