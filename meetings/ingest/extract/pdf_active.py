"""What a PDF holds that a program would run or open: scripts, programs to start, embedded files.

For information alone: nothing here is run by anybody (see docs/security.md), and whoever wants to hide such a thing
from these patterns can.
"""

from __future__ import annotations

import re

import pypdfium2
import pypdfium2.raw as pdfium


def _named(name: str) -> bytes:
    """A pattern for '/JavaScript', each letter of which may be written as '#4A'."""
    letters = (rf"(?:{letter}|#(?i:{ord(letter):02x}))" for letter in name)
    return ("/" + "".join(letters) + r"(?![A-Za-z0-9#])").encode()


# '<< /S /JavaScript /JS (app.alert…) >>', '/Names [(a) 5 0 R]' below '/JavaScript'
_SCRIPT = re.compile(_named("JavaScript"))
# '<< /S /Launch /F (/bin/sh) >>'; '/ImportData' and '/SubmitForm' send and fetch
_PROGRAM = re.compile(rb"|".join(map(_named, ("Launch", "ImportData", "SubmitForm"))))
# '/EmbeddedFiles << /Names […] >>', '/Type /EmbeddedFile', '/Subtype /FileAttachment'
_EMBEDDED = re.compile(rb"|".join(map(_named, ("EmbeddedFiles", "EmbeddedFile", "FileAttachment", "RichMedia"))))


def find(pdf: pypdfium2.PdfDocument, data: bytes, objects: bytes) -> tuple[str, ...]:
    """Of `problems.ACTIVE`, what the file holds. `objects`: what its packed object streams say."""
    scripts = pdfium.FPDFDoc_GetJavaScriptActionCount(pdf.raw) > 0
    embedded = pdfium.FPDFDoc_GetAttachmentCount(pdf.raw) > 0
    return tuple(
        name
        for name, known, pattern in (
            ("scripts", scripts, _SCRIPT),
            ("programs", False, _PROGRAM),
            ("embedded", embedded, _EMBEDDED),
        )
        if known or pattern.search(data) or pattern.search(objects)
    )
