"""Municipal sites on OS2web: 'Pkt. 42' over the title, and each body's treatment headed '<udvalg>, 03-04-2019, pkt.
42'."""

from meetings.ingest.dialects.table import Dialect, lines_like

DIALECT = Dialect(
    name="os2web",
    fingerprint=lines_like(
        # 'Pkt. 42', 'Pkt. 42 Takster for madservice'
        r"^pkt\. ?\d{1,4}\b",
        # 'Økonomiudvalget, 08-05-2019, pkt. 88', 'Udvalget for Miljø, Klima og Natur, 07-09-2021, pkt. 88'
        r"^.{3,100}, ?\d{1,2}[-.]\d{1,2}[-.]\d{4}, ?pkt\. ?\d",
        # 'Sagsnummer: 27.36.04-S29-1-19'
        r"^sagsnummer: ",
    ),
    needs=2,
    forms=("punkt",),
)
