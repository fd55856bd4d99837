"""Documents that know few headings: the text opens 'Forvaltningen oplyser,' and 'Forvaltningen foreslår,'.

Own and other bodies' decisions follow one another in an item, each headed 'Beslutning <udvalg> den …', and who was away
is a sentence after each: 'X og Y var fraværende.'
"""

from meetings.ingest.dialects.table import Dialect, lines_like

DIALECT = Dialect(
    name="vejen_like",
    fingerprint=lines_like(
        # 'Forvaltningen oplyser,', 'Forvaltningen indstiller' as a heading
        r"^(?:forvaltningen|administrationen|udvalget) (?:oplyser|foreslår|vurderer|indstiller),?$",
        # 'Beslutning Udvalget for Teknik & Miljø den 10-06-2014'
        r"^beslutning .{3,80} den \d\d-\d\d-\d{4}$",
        # 'Karl Aage Juhl var fraværende.'
        r"^[^.]{5,100} var fraværende\.$",
    ),
    needs=2,
    forms=("dotted", "bare"),
)
