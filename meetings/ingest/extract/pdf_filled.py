"""What stands on a PDF page without being of its own content: filled-in fields of a form, and text boxes laid upon it.

A clerk who types the decision into a form's field, or into a text box of a PDF program, sees it on the page and prints
it. PDFium's text layer knows the page's content alone, so such words are drawn into it first. Sticky notes, marks over
text and buttons are not: nobody prints those as the document's words.
"""

from __future__ import annotations

import pypdfium2
import pypdfium2.raw as pdfium

from meetings.ingest.extract.pdf_about import string

MAX_NOTES = 500  # of one page
_UNSEEN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW | pdfium.FPDF_ANNOT_FLAG_INVISIBLE
_WORDS = {pdfium.FPDF_ANNOT_WIDGET: b"V", pdfium.FPDF_ANNOT_FREETEXT: b"Contents"}


def drawn_in(pdf: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, number: int) -> tuple[pypdfium2.PdfPage, list[str]]:
    """Page `number`, from 1, with the words of its fields and text boxes in its content, loaded anew where there are
    any; and those words that the file gives no appearance. All other notes are gone from it: ask for them before.

    Raises `pypdfium2.PdfiumError`.
    """
    drawn, others, told = 0, [], []
    for i in range(min(pdfium.FPDFPage_GetAnnotCount(page.raw), MAX_NOTES)):
        note = pdfium.FPDFPage_GetAnnot(page.raw, i)
        if not note:
            continue
        try:
            key = _WORDS.get(pdfium.FPDFAnnot_GetSubtype(note))
            seen = key is not None and not pdfium.FPDFAnnot_GetFlags(note) & _UNSEEN
            words = string(pdfium.FPDFAnnot_GetStringValue, note, key) if key and seen else ""
            look = string(pdfium.FPDFAnnot_GetAP, note, pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL) if seen else ""
        finally:
            pdfium.FPDFPage_CloseAnnot(note)
        # A button's appearance has words, too, but no value and no mark of a field with text ('/Tx BMC').
        if look and (words or "/Tx BMC" in look):
            drawn += 1
            continue
        others.append(i)
        if words and not look:
            told.append(words)
    if not drawn:
        return page, told
    for i in reversed(others):
        pdfium.FPDFPage_RemoveAnnot(page.raw, i)
    pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY)
    page.close()
    return pdf[number - 1], told
