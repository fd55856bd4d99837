"""Minutes of our own that the server of children reads before the first file of a stranger's.

So what is loaded when first needed is there, and Python has made its shortcuts: a child that must make them itself
takes a tenth longer.
"""

from __future__ import annotations

from meetings.ingest.extract import pdf, text
from meetings.ingest.understand import understood

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
_LINES_OF_A_PAGE = 45
_IN_PDF = str.maketrans({"(": r"\(", ")": r"\)", "#": None, "*": None})


def warm_up() -> None:
    """About 0.2 s."""
    for _ in range(_TIMES):
        understood(text.extract(_SAMPLE.encode()), {"filename": "referat.md", "today": "2023-12-06"})
    pdf.extract(_as_pdf(_TIMES * _SAMPLE))


def _as_pdf(written: str) -> bytes:
    """The lines in Helvetica, page after page, as the least that a reader of PDF takes for a file."""
    lines = written.translate(_IN_PDF).split("\n")
    pages = [lines[start : start + _LINES_OF_A_PAGE] for start in range(0, len(lines), _LINES_OF_A_PAGE)]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, page in enumerate(pages):
        shown = "".join(f"({line}) Tj T* " for line in page)
        stream = f"BT /F 11 Tf 14 TL 60 780 Td {shown}ET"
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R"
            " /Resources << /Font << /F 3 0 R >> >> >>",
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        ]
    body = "".join(f"{number} 0 obj\n{each}\nendobj\n" for number, each in enumerate(objects, start=1))
    return f"%PDF-1.4\n{body}trailer\n<< /Root 1 0 R >>\n%%EOF\n".encode("cp1252")
