"""Lines -> minutes and findings, as JSON: what the child process does with a stranger's file after its lines are read.

The parser and the guard of personal data are our own, but what they look at is not: a text made for it may take them
hours. So they work in the child, under its limits and within a time of their own. `untrusted` gives the order and reads
the answer.
"""

from __future__ import annotations

import datetime
from typing import Any

from meetings.ingest import personal_data, source_of
from meetings.ingest.extract.text import extract
from meetings.ingest.lines import Document
from meetings.ingest.parse import parse

# Read before the first file of a stranger's, so that what is loaded when first needed is there, and so often that
# Python has made its shortcuts: a child that must make them itself takes a tenth longer.
_SAMPLE = """# REFERAT Teknik- og Miljøudvalget d. 05-12-2023
Varde Kommune
**Mødedato** tirsdag den 5. december 2023 kl. 16.00
**Mødested** Mødelokale 3
**Mødedeltagere** Asta Krogh (A), Bo Lund (V), Dorte Friis (C)
**Fraværende** Eva Holm (B)
## **Indholdsfortegnelse**
1. Godkendelse af dagsorden ..... 2
2. Ny sti ved mosen ..... 3
## **Punkt 1: Godkendelse af dagsorden**
### **Beslutning i Teknik- og Miljøudvalget den 05-12-2023**
Godkendt.
## **Punkt 2: Ny sti ved mosen (sagsnr. 23/1234)**
### **Resumé**
Udvalget skal tage stilling til en sti på 1,2 km. Den koster 2,5 mio. kr. og er med i budget 2024-2027.
### **Sagsfremstilling**
Stien går fra skolen til mosen, jf. lokalplan 12.04.L05. Forslaget var i høring fra den 1. maj til den 1. juni 2023,
og der kom tre høringssvar. Skriv til asta@example.dk eller ring 12 34 56 78.
| Post | 2024 | 2025 |
| Anlæg | 1.500.000 | 1.000.000 |
### **Indstilling**
Forvaltningen indstiller,
- at forslaget godkendes, og
- at sagen sendes til Byrådet.
### **Beslutning i Økonomiudvalget den 01-11-2023**
Udsat. Ikke til stede: Eva Holm (B).
### **Beslutning i Teknik- og Miljøudvalget den 05-12-2023**
Indstillingen blev godkendt med stemmerne fra A og V. Imod stemte Dorte Friis (C), fordi stien er for dyr.
Eva Holm (B) deltog ikke i behandlingen af punktet.
### **Bilag**
- Kort over stien.pdf
- Høringssvar (dok. 123456-23)
## **Punkt 3: Lukket punkt: Køb af areal**
## **Punkt 4: Orientering**
Formanden orienterede om budgettet.
Taget til efterretning.
"""
_TIMES = 12


def understood(document: Document, order: dict[str, Any]) -> dict[str, Any]:
    """What the parser and the guard say of these lines. `order`: "filename" and, where known, "municipality" and
    "today" (ISO)."""
    filename = str(order["filename"])
    minutes = parse(document, source_of(document, b"", filename), order.get("municipality"))
    titles = [attachment.title for item in minutes.items for attachment in item.attachments]
    today = datetime.date.fromisoformat(order["today"]) if order.get("today") else None
    found = personal_data.findings(document, filename, titles, today=today)
    return {
        "minutes": minutes.as_json(),
        "findings": [[one.kind, one.level, one.masked, one.place, one.line, one.page] for one in found],
        "text": "\n".join(line.text for line in document.lines),
    }


def warm_up() -> None:
    """About 0.1 s."""
    for _ in range(_TIMES):
        understood(extract(_SAMPLE.encode()), {"filename": "referat.md", "today": "2023-12-06"})
