"""Minutes written in SBSYS (and its older Dagsorden module): 'Referat til mødet i <udvalg> den … kl. … i <sted>'.

Numbered titles, a KLE journal number on a line of its own before or after the title, sections headed in capitals.
"""

from meetings.ingest.dialects.table import Dialect, lines_like

DIALECT = Dialect(
    name="sbsys",
    fingerprint=lines_like(
        # 'Referat til mødet i Teknisk Udvalg den 3. maj 2017 kl. 08:30', also broken over lines: 'mødet i Teknisk
        # Udvalg'
        r"^(?:(?:referat|dagsorden) til )?møde[t]? i .{3,80}",
        # '00.01.00-A00-4-17', 'Sagsnr.: 00.01.00-P35-130-15'
        r"^(?:(?:j\.?nr|sagsnr)\.?:? ?)?\d\d\.\d\d\.\d\d-[A-Z]\d\d-\d+-\d\d$",
        # 'SAGSFREMSTILLING', 'Sagsfremstilling'
        r"^(?:resumé|sagsfremstilling|lovgrundlag|indstilling)$",
    ),
    needs=3,
    forms=("dotted", "bare"),
)
