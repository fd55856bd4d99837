"""A PDF -> the same pages as pictures, as a scanner would give them."""

from __future__ import annotations

import zlib

from meetings.ingest.extract.pdf_render import page_count, page_picture
from tests.extract.makers.raw_pdf import Pdf, font


def as_scan(
    data: bytes, *, dpi: int = 200, text_layer: str = "", keep: tuple[int, ...] = (), title: str = "", most: int = 600
) -> bytes:
    """`text_layer`: unseen text on each page, as recognising scanners add. `keep`: pages with a line of text instead
    of a picture. `title`: what the file says it is called. `most`: so many of its pages."""
    pdf = Pdf()
    parent, face = pdf.reserve(), font(pdf, "Helvetica")
    kids = []
    for number in range(1, min(page_count(data), most) + 1):
        head, _, pixels = page_picture(data, number, dpi).partition(b"\n")
        _, width, height, _ = head.split()
        picture = pdf.add(
            b"<< /Type /XObject /Subtype /Image /Width %s /Height %s /ColorSpace /DeviceGray /BitsPerComponent 8 "
            b"/Filter /FlateDecode /Length %d >>\nstream\n"
            % (width, height, len(packed := zlib.compress(pixels)))
            + packed
            + b"\nendstream"
        )
        content = b"q 595 0 0 842 0 0 cm /P Do Q"
        if number in keep:
            content = b"BT /F1 11 Tf 70 700 Td (Udvalget godkendte indstillingen om den nye skole ved fjorden.) Tj ET"
        if text_layer:
            content += f"\nBT 3 Tr /F1 11 Tf 70 700 Td ({text_layer}) Tj ET".encode("latin-1")
        stream = pdf.stream(content)
        kids.append(
            pdf.add(
                f"<< /Type /Page /Parent {parent} 0 R /MediaBox [0 0 595 842] /Contents {stream} 0 R "
                f"/Resources << /XObject << /P {picture} 0 R >> /Font << /F1 {face} 0 R >> >> >>"
            )
        )
    pdf.put(parent, f"<< /Type /Pages /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] /Count {len(kids)} >>")
    about = f"/Info {pdf.add(f'<< /Title ({title}) >>')} 0 R" if title else ""
    return pdf.data(pdf.add(f"<< /Type /Catalog /Pages {parent} 0 R >>"), about)
